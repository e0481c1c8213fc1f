"""Which date of a sentence is the act's own: cases as data in timing.toml; a document's own anchors."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dualtrack import code_sentence

CASES = tomllib.loads(Path(__file__).with_name("timing.toml").read_text("utf-8"))["case"]
FRIDAY = date(2026, 2, 6)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_date_of_each_type_of_act(case: dict[str, Any]) -> None:
    claims = code_sentence(case["text"], case="ukraine", language=case["language"], published=FRIDAY)
    told = {claim.act.event_type: f"{claim.when.earliest}..{claim.when.latest}" for claim in claims if claim.act}
    assert {name: told.get(name) for name in case["dates"]} == case["dates"]
