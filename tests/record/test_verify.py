"""Verify names the altered row, whichever byte was altered."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dualtrack.record import Record, verify

from .newsroom import count, file_articles, raid


@pytest.fixture
def path(tmp_path: Path) -> Path:
    articles = [raid("a.txt", "Reuters", count("launched", "drone", 810)), raid("b.txt", "AFP")]
    with file_articles(tmp_path / "record.sqlite", *articles) as record:
        assert verify(record) == []
    return tmp_path / "record.sqlite"


ALTERED = {
    "a byte of a text": ("documents", "json", "tells of the raid", "tells of the raif", "SHA-256"),
    "its language": ("documents", "language", "en", "eq", "differ"),
    "a publisher": ("documents", "json", '"publisher":"Reuters"', '"publisher":"Reuterz"', "another id"),
    "a quote": ("claims", "json", '"quote":"Reuters', '"quote":"Reuterz', "does not stand"),
    "a number": ("claims", "json", '"best":810,"event"', '"best":811,"event"', "cannot be read"),
    "a bound": ("claims", "json", '"high":810,"low":810', '"high":819,"low":810', "another id"),
    "an offset": ("claims", "json", '"start":0', '"start":1', "cannot be read"),
    "a figure": ("figures", "json", '"high":810', '"high":811', "not what the recorded claims"),
    "an event": ("events", "json", '"sources":2', '"sources":3', "not what the recorded claims"),
    "not JSON any more": ("claims", "json", "{", "[", "cannot be read"),
    "a judgement": ("judgements", "json", '"verdict":"same"', '"verdict":"samf"', "not what the recorded claims"),
    "a searched word": ("words", "text", "raid", "rain", "words"),
}  # fmt: skip


@pytest.mark.parametrize("case", ALTERED, ids=str)
def test_an_altered_byte_is_named(path: Path, case: str) -> None:
    table, column, old, new, says = ALTERED[case]
    with sqlite3.connect(path) as raw:
        key = {"judgements": "left_claim", "words": "document_id"}.get(table, "id")
        row = raw.execute(f"SELECT {key}, {column} FROM {table} WHERE instr({column}, ?)", (old,)).fetchone()
        assert row, f"nothing to alter in {table}"
        altered = row[1].replace(old, new, 1)
        raw.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ? AND {column} = ?", (altered, row[0], row[1]))
    with Record(path) as record:
        problems = verify(record)
    assert any(row[0] in problem and says in problem for problem in problems), problems


def test_a_lost_row_is_named(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        gone = raw.execute("SELECT id FROM figures").fetchone()[0]
        raw.execute("DELETE FROM figures")
    with Record(path) as record:
        assert any(gone in problem for problem in verify(record))


def test_a_claim_whose_document_is_lost_is_named(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        document = raw.execute("SELECT id FROM documents").fetchone()[0]
        raw.execute("DELETE FROM documents WHERE id = ?", (document,))
    with Record(path) as record:
        assert any(document in problem for problem in verify(record))
