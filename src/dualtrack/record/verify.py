"""Verify: prove that what is recorded is what was read. One altered byte is named."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from dualtrack.errors import DualtrackError
from dualtrack.model import Claim, Decision, Document
from dualtrack.record import codec
from dualtrack.record.store import Record

UNREADABLE = (DualtrackError, ValueError, KeyError, TypeError, AttributeError)
DOCUMENT_CELLS = "id, name, language, publisher, published, address"
CLAIM_CELLS = "id, document_id, kind, track, earliest"


def verify(record: Record) -> list[str]:
    """Every problem, one line each: a text that is not its hash, a quote that is not at its offsets, an id that is
    not of its content, a row that is not what was sealed, and an event, figure or judgement that the recorded claims
    and decisions do not give."""
    with contextlib.suppress(*UNREADABLE):  # which row cannot be read is found below
        record.events()
    problems: list[str] = []
    documents: dict[str, Document] = {}
    for *cells, seal, text in record.rows(f"SELECT {DOCUMENT_CELLS}, seal, json FROM documents ORDER BY id"):
        found = list(check_document(cells, seal, text, documents))
        problems += [f"document {cells[0]}: {says}" for says in found[:1]]
    for *cells, seal, text in record.rows(f"SELECT {CLAIM_CELLS}, seal, json FROM claims ORDER BY id"):
        found = list(check_claim(cells, seal, text, documents))
        problems += [f"claim {cells[0]}: {says}" for says in found[:1]]
    for key, text in record.rows("SELECT id, json FROM decisions ORDER BY number"):
        if not genuine_decision(key, text):
            problems.append(f"decision {key}: its content has another id")
    problems += check_words(record, documents)
    return problems or check_built(record)


def check_document(cells: list[Any], seal: str, text: str, documents: dict[str, Document]) -> Iterable[str]:
    """What is wrong with a document's row; a sound one is added to `documents`."""
    try:
        data: dict[str, Any] = json.loads(text)
        if hashlib.sha256(data["text"].encode("utf-8", "surrogatepass")).hexdigest() != data["sha256"]:
            yield "its text is not the one that was read (SHA-256 differs)"
            return
        document = codec.restore(Document, {**data, "id": ""})
    except UNREADABLE as error:
        yield f"cannot be read: {error}"
        return
    documents[cells[0]] = document
    if document.id != cells[0]:
        yield f"its content has another id ({document.id})"
    if codec.seal(*cells, text) != seal:
        yield "its row is not the one that was sealed: its cells differ"


def check_claim(cells: list[Any], seal: str, text: str, documents: Mapping[str, Document]) -> Iterable[str]:
    """What is wrong with a claim's row."""
    try:
        claim: Claim = codec.read_claim(text)
    except UNREADABLE as error:
        yield f"cannot be read: {error}"
        return
    if claim.id != cells[0]:
        yield f"its content has another id ({claim.id})"
    document = documents.get(claim.document_id)
    if document is None:
        yield f"its document {claim.document_id} is not in the record, or cannot be read"
    elif document.text[claim.start : claim.end] != claim.quote:
        yield f"its quote does not stand at {claim.start}..{claim.end} of {document.name}"
    if codec.seal(*cells, text) != seal:
        yield "its row is not the one that was sealed: its cells differ"


def genuine_decision(key: str, text: str) -> bool:
    try:
        return codec.read(Decision, text).id == key
    except UNREADABLE:
        return False


def check_words(record: Record, documents: Mapping[str, Document]) -> list[str]:
    """Whether the index that is searched holds the documents' own words."""
    problems = []
    for key, index, text in record.rows("SELECT document_id, sentence, text FROM words"):
        document = documents.get(key)
        sentences = document.sentences if document else ()
        if document and not (index < len(sentences) and document.words_of(sentences[index]) == text):
            problems.append(f"document {key}: the words of its sentence {index} in the search index are not its own")
    return problems


def check_built(record: Record) -> list[str]:
    """Build events, figures and judgements again from what is recorded and compare each."""
    made = record.build()
    again = {
        "events": {item.id: codec.write(item) for item in made.events},
        "figures": {item.id: codec.write(item) for item in made.figures},
        "judgements": {f"{item.left} {item.right}": codec.write(item) for item in made.judgements},
    }
    problems = []
    for table, expected in again.items():
        key = "left_claim || ' ' || right_claim" if table == "judgements" else "id"
        stored = {row[0]: row[1] for row in record.rows(f"SELECT {key}, json FROM {table}")}
        for name in sorted(stored.keys() | expected.keys()):
            if stored.get(name) != expected.get(name):
                problems.append(f"{table[:-1]} {name}: not what the recorded claims and decisions give")
    return problems
