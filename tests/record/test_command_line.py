"""The record's commands: what an analyst sees on a terminal."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dualtrack.cli import app
from dualtrack.record import Record

ARTICLES = {
    "en.txt": "Publisher: Reuters\nPublished: 2025-09-07\n\nRussia launched 810 drones at Ukraine overnight.\n",
    "uk.txt": (
        "Publisher: Українська правда\nPublished: 2025-09-07\n\n"
        "У ніч на 7 вересня Росія запустила по Україні 790 дронів. Енергетики Києва працюють.\n"
    ),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    run("add", tmp_path / "record.sqlite", *(tmp_path / name for name in ARTICLES))
    return tmp_path / "record.sqlite"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["record", *map(str, arguments)], catch_exceptions=False)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("drones AND overnight", "Russia launched 810 drones"),
        ("дронів AND вересня", "Росія запустила по Україні 790"),
        ("енергетики", "Енергетики Києва"),
    ],
)
def test_search_finds_sentences_in_any_script(path: Path, query: str, words: str) -> None:
    found = run("search", path, query)
    assert found.exit_code == 0
    assert words in found.stdout
    assert run("search", path, "nothing AND such").exit_code == 1


def test_explain_says_who_says_what_and_why_the_figure_is_what_it_is(path: Path) -> None:
    with Record(path) as record:
        (event,) = [event for event in record.events() if event.event_type == "ASSAULT"]
    said = run("explain", path, event.id).stdout
    for words in (
        "Reuters", "Українська правда", "810 drones", "790 дронів", "low 790, best ?, high 810",
        "outermost claims; sources disagree", "conflict (number): the numbers cannot both hold: ",
        "2 independent sources", "same interval +3",
    ):  # fmt: skip
        assert words in said, words
    for key in (event.claims[0], figure_of(path, event.id)):
        assert run("explain", path, key).stdout == said


def figure_of(path: Path, event: str) -> str:
    with Record(path) as record:
        return record.figures(event)[0].id


def test_what_a_search_prints_can_be_explained(path: Path) -> None:
    found = run("search", path, "810").stdout
    claim = found[found.index("[clm_") + 1 : found.index("]")]
    assert claim in run("explain", path, claim).stdout


def test_a_coded_sample_is_read_back_in_words(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "sample.csv"
    run("sample", path, "--n", "3", "--out", file)
    with file.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0])
        writer.writeheader()
        writer.writerows({**row, "correct": "y" if row["row"] == "claim" else ""} for row in rows)
    assert "all all: precision 1.00 (" in run("sample", path, "--out", file, "--read", "--by", "A. Coder").stdout


def test_a_ruling_is_made_and_taken_back(path: Path) -> None:
    with Record(path) as record:
        (figure,) = [item for item in record.figures() if item.measure == "launched"]
    ruled = run("decide", path, "--set", figure.id, "805", "--by", "A. Editor", "--reason", "the ministry's own count")
    assert "take it back with --reverse" in ruled.stdout
    with Record(path) as record:
        assert [item.best for item in record.figures() if item.measure == "launched"] == [805]
    key = ruled.stdout.split(":")[0]
    run("decide", path, "--reverse", key, "--by", "A. Editor", "--reason", "they withdrew it")
    with Record(path) as record:
        assert [item.best for item in record.figures() if item.measure == "launched"] == [None]


def test_export_bundle_and_sample_write_their_files(path: Path, tmp_path: Path) -> None:
    for kind in ("csv", "jsonl", "parquet", "plover"):
        assert run("export", path, kind, "--out", tmp_path / kind).exit_code == 0
    assert "provenance.json" in {file.name for file in (tmp_path / "plover").iterdir()}
    run("bundle", path, tmp_path / "bundle")
    verified = CliRunner().invoke(app, ["verify", str(tmp_path / "bundle")])
    assert (verified.exit_code, "nothing altered" in verified.stdout) == (0, True)
    drawn = run("sample", path, "--n", "3", "--out", tmp_path / "sample.csv")
    assert "3 sentences" in drawn.stdout


def test_a_talks_calendar_is_imported(path: Path, tmp_path: Path) -> None:
    (tmp_path / "talks.csv").write_text("start,end,place,parties\n2025-06-02,2025-06-02,Istanbul,RU-UA\n", "utf-8")
    done = run("import", path, "talks-calendar", tmp_path / "talks.csv")
    assert "1 rows, 1 coded, 0 unreadable" in done.stdout
    run("export", path, "jsonl", "--out", tmp_path / "out")
    lines = (tmp_path / "out" / "events.jsonl").read_text("utf-8").split("\n")
    met = [event for event in map(json.loads, filter(None, lines)) if event["event_type"] == "CONSULT"]
    assert [(event["place"]["name"], event["earliest"]) for event in met] == [("Istanbul", "2025-06-02")]
