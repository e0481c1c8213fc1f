"""The one call to a language model: POST /chat/completions with a JSON schema, within a deadline and a size."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dualtrack.brief.model_writer import Endpoint
from dualtrack.errors import LanguageModelError

LARGEST = 256 * 1024
"""Bytes of an answer that are read; what is longer is no connecting text."""


class Sentence(BaseModel):
    model_config = ConfigDict(extra="forbid")
    template: str = Field(min_length=1, max_length=4000)


class Answer(BaseModel):
    """What the model must return."""

    model_config = ConfigDict(extra="forbid")
    sentences: list[Sentence] = Field(min_length=1, max_length=60)


def ask(endpoint: Endpoint, messages: Sequence[Mapping[str, str]]) -> list[str]:
    """One answer, as drafted sentences. Raises LanguageModelError for a server that is slow, broken or talks of other
    things."""
    body = {
        "model": endpoint.model,
        "messages": list(messages),
        "temperature": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "sentences", "strict": True, "schema": Answer.model_json_schema()},
        },
    }
    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    try:
        content = json.loads(post(endpoint, body, headers))["choices"][0]["message"]["content"]
        return [sentence.template for sentence in Answer.model_validate_json(content).sentences]
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise LanguageModelError(f"{endpoint.url}: {type(error).__name__}: {error}") from error
    except (ValueError, KeyError, IndexError, TypeError, ValidationError, RecursionError) as error:
        form = f"the answer is not in the form asked for ({type(error).__name__})"
        raise LanguageModelError(f"{endpoint.url}: {form}") from error


def post(endpoint: Endpoint, body: Mapping[str, object], headers: Mapping[str, str]) -> bytes:
    """The body of the answer, read until the deadline: a server that drips is as slow as one that sleeps."""
    until = time.monotonic() + endpoint.seconds
    address = f"{endpoint.url.rstrip('/')}/chat/completions"
    received = bytearray()
    with (
        httpx.Client(timeout=endpoint.seconds, trust_env=False) as client,
        client.stream("POST", address, json=body, headers=dict(headers)) as answer,
    ):
        answer.raise_for_status()
        for piece in answer.iter_bytes():
            received += piece
            if time.monotonic() > until:
                raise LanguageModelError(f"{endpoint.url}: no whole answer within {endpoint.seconds:g} s")
            if len(received) > LARGEST:
                raise LanguageModelError(f"{endpoint.url}: an answer of more than {LARGEST} bytes")
    return bytes(received)
