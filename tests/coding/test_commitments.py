"""Who is bound by what, until when: commitments and positions, in three languages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dualtrack import code_sentence
from dualtrack.model import Claim


def cases(kind: str) -> list[dict[str, Any]]:
    path = Path(__file__).parent / f"{kind}.toml"
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["case"])


def written(claim: Claim) -> dict[str, Any]:
    """A claim's payload as the cases write it."""
    told = claim.as_json()
    for slot in ("party", "toward"):
        if isinstance(told.get(slot), list):
            told[slot] = [party["code"] for party in told[slot]]
        elif isinstance(told.get(slot), dict):
            told[slot] = told[slot]["code"]
    return told


def check(case: dict[str, Any], kind: str) -> None:
    claims = code_sentence(case["text"], case="ukraine", language=case["language"], published="2026-02-06")
    told = [written(claim) for claim in claims if claim.kind == kind]
    wanted = case[f"{kind}s"]
    assert [{slot: claim[slot] for slot in want} for claim, want in zip(told, wanted, strict=False)] == wanted
    assert len(told) == len(wanted)


@pytest.mark.parametrize("case", cases("commitments"), ids=lambda case: case["text"])
def test_commitments(case: dict[str, Any]) -> None:
    check(case, "commitment")


@pytest.mark.parametrize("case", cases("positions"), ids=lambda case: case["text"])
def test_positions(case: dict[str, Any]) -> None:
    check(case, "position")
