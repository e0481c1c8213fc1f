"""Where sentences end."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dualtrack.read.sentences import split_text

CASES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_text_falls_into_its_sentences(case: dict[str, Any]) -> None:
    text = " ".join(case["sentences"])
    assert [text[start:end] for start, end in split_text(text, case["language"])] == case["sentences"]
