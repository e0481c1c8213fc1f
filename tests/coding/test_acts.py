"""Which acts a sentence states, and whether they happened."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dualtrack import code_sentence

CASES = tomllib.loads((Path(__file__).parent / "acts.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_acts_and_their_reality(case: dict[str, Any]) -> None:
    claims = code_sentence(case["text"], case="ukraine", language="en", published="2026-02-06")
    assert [f"{claim.act.event_type} {claim.reality.value}" for claim in claims if claim.act] == case["acts"]
