"""Verb brackets: both parties of an act whose verb stands in two places of its clause; cases in brackets.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dualtrack import code_sentence

CASES = tomllib.loads(Path(__file__).with_name("brackets.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_acts_of_a_clause(case: dict[str, Any]) -> None:
    claims = code_sentence(case["text"], case="ukraine", language="de", published="2026-02-06")
    acts = [(claim.act, claim.reality) for claim in claims if claim.act]
    told = [
        f"{act.event_type} {','.join(party.code or '' for party in act.actors)}>"
        f"{','.join(party.code or '' for party in act.recipients)} {reality}"
        for act, reality in acts
    ]
    assert told == case["acts"]
