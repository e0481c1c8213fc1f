"""Who asserts what a sentence states, in three languages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from bench import evaluate
from bench.evaluations import speakers

from dualtrack import code_sentence

CASES = tomllib.loads((Path(__file__).parent / "speakers.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_the_innermost_source_speaks(case: dict[str, Any]) -> None:
    claims = code_sentence(case["text"], case="ukraine", language=case["language"], published="2026-02-06")
    act = next(claim for claim in claims if claim.act)
    told = "none" if act.speaker is None else act.speaker.code or "unknown"
    assert told == case["speaker"]
    assert [outer.code for outer in act.via] == case.get("via", [])


def test_a_hedge_without_a_source_is_kept_as_a_hedge() -> None:
    (act,) = code_sentence("Russia reportedly attacked Kharkiv.", case="ukraine")
    assert (act.hedge, act.speaker) == ("reportedly", None)


def test_words_of_sources_are_found_in_news(data: Path) -> None:
    assert speakers.source_words().f1 >= evaluate.SOURCE_WORDS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ukraine accused Russia of an attack on Kharkiv."),
        ("uk", "Україна звинуватила Росію в атаці на Харків."),
        ("ru", "Украина обвинила Россию в атаке на Харьков."),
    ],
)
def test_who_blames_vouches_for_what_is_blamed(language: str, text: str) -> None:
    claims = code_sentence(text, case="ukraine", language=language)
    told = {claim.act.event_type: claim.speaker and claim.speaker.code for claim in claims if claim.act}
    assert told == {"ACCUSE": None, "ASSAULT": "UKR"}
