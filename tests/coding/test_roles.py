"""Who did what to whom: told by case and agreement (case_marking.toml), by a verb in two places (brackets.toml), across
an aside (asides.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dualtrack import code_sentence
from dualtrack.model import Claim, Party

FILES = ("case_marking.toml", "brackets.toml", "asides.toml")
CASES = [case for name in FILES for case in tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))["case"]]


def codes(parties: tuple[Party, ...]) -> str:
    return ",".join(party.code for party in parties if party.code)


def acts_of(claims: list[Claim]) -> list[str]:
    """Each act as the cases write it."""
    return [
        f"{claim.act.event_type} {codes(claim.act.actors)}>{codes(claim.act.recipients)} {claim.reality}"
        for claim in claims
        if claim.act
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_parties_of_each_act(case: dict[str, Any]) -> None:
    claims = code_sentence(
        case["text"], case=case.get("war", "ukraine"), language=case["language"], published="2026-02-06"
    )
    assert acts_of(claims) == case["acts"]
