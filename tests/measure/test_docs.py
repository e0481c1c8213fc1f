"""Every block of docs/timing.md and docs/compliance.md runs, and what they quote is what the data give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bench.launches import FOLDER, documented

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize(("page", "count"), [("timing.md", 4), ("compliance.md", 1)])
def test_every_block_of_the_page_runs(page: str, count: int) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == count
    scope: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, page, "exec"), scope)


@pytest.mark.data
def test_the_documented_runs_are_quoted_as_they_are(data: Path) -> None:
    if not (data / FOLDER).is_dir():
        pytest.skip(f"no data set of missile attacks at {data / FOLDER}")
    told = "".join((DOCS / page).read_text(encoding="utf-8") for page in ("timing.md", "compliance.md"))
    flat = re.sub(r"\s+", " ", told.replace("\n> ", "\n"))
    for finding in documented(data):
        assert finding.says in flat
