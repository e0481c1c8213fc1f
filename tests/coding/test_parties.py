"""Who acts, who undergoes, who says so and where: sentences and what is coded of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dualtrack import code_sentence
from dualtrack.model import Claim

CASES = tomllib.loads((Path(__file__).parent / "parties.toml").read_text("utf-8"))["case"]
SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")


def told(claim: Claim) -> dict[str, str]:
    """The codes of a claim's parties and speaker, and its place; the parties of a symmetric act as one set."""
    assert claim.act is not None
    actors = {party.code for party in claim.act.actors if party.code}
    recipients = {party.code for party in claim.act.recipients if party.code}
    if claim.act.event_type in SYMMETRIC:
        actors |= recipients
    return {
        "actors": " ".join(sorted(actors)),
        "recipients": " ".join(sorted(recipients)),
        "place": claim.place.name if claim.place else "",
        "speaker": (claim.speaker.code or "") if claim.speaker else "",
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_who_and_where(case: dict[str, Any]) -> None:
    claims = code_sentence(case["text"], language="en", published="2026-02-06")
    acts = [claim for claim in claims if claim.act is not None and claim.act.event_type == case["type"]]
    assert acts, f"no {case['type']} among {[claim.act.event_type for claim in claims if claim.act]}"
    slots = {name: value for name, value in case.items() if name not in ("text", "type")}
    assert {name: told(acts[0])[name] for name in slots} == slots
