"""A brief's folder proven: every sentence from its template and slots, every byte from the record."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dualtrack import pipeline, proving
from dualtrack.brief.compose import Brief
from dualtrack.brief.statement import Slot, Statement, fill
from dualtrack.lexicon import load_case
from dualtrack.record import Record

KINDS = (
    "index.html", "lenses/*.html", "sources/*.html", "events/*.html", "claims.jsonl", "events.jsonl",
    "figures.jsonl", "findings.json", "brief.md", "feed.xml", "newsletter.eml",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(demo: Path) -> Brief:
    with Record(demo / pipeline.RECORD, create=False) as record:
        return pipeline.composed(record, load_case("ukraine"), as_of=None, packs=(), interface="en")


@pytest.fixture
def folder(demo: Path, tmp_path: Path) -> Path:
    """A copy of the demo's folder that a test may alter."""
    copy = tmp_path / "demo"
    shutil.copytree(demo, copy)
    return copy


def told(data: Any) -> Iterator[dict[str, Any]]:
    """Every statement within brief.json."""
    if isinstance(data, dict):
        if {"template", "slots", "text"} <= data.keys():
            yield data
        for value in data.values():
            yield from told(value)
    elif isinstance(data, list):
        for value in data:
            yield from told(value)


def test_every_sentence_is_a_template_with_slots_that_the_record_fills(demo: Path, made: Brief) -> None:
    statements = list(told(json.loads((demo / "brief.json").read_text("utf-8"))))
    assert len(statements) > 20
    for item in statements:
        slots = {name: Slot(*slot) for name, slot in item["slots"].items()}
        assert fill(Statement(item["id"], item["template"], slots), made.rows) == item["text"]


def test_every_sentence_of_the_page_is_in_the_json(demo: Path) -> None:
    page = (demo / "index.html").read_text("utf-8")
    data = json.loads((demo / "brief.json").read_text("utf-8"))
    for item in data["takeaways"]:
        assert item["text"].split("{")[0][:40].replace("'", "&#39;") in page


def test_each_altered_byte_and_each_missing_page_is_named(folder: Path) -> None:
    assert proving.verify(folder) == []
    altered = [sorted(folder.glob(kind))[-1] for kind in KINDS]
    for path in altered:
        kept = path.read_bytes()
        at = next(index for index in range(len(kept) // 2, len(kept)) if kept[index : index + 1].isdigit())
        path.write_bytes(kept[:at] + (b"1" if kept[at : at + 1] != b"1" else b"2") + kept[at + 1 :])
    gone = sorted(folder.glob("lenses/*.html"))[0]
    gone.unlink()
    named = {problem.split(":")[0] for problem in proving.verify(folder)}
    assert named == {path.relative_to(folder).as_posix() for path in (*altered, gone)}
