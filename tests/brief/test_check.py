"""An article beside a record: what agrees, what differs and in what, what is not there, what is opinion."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from bench.evaluations import check as columns
from typer.testing import CliRunner

from dualtrack import pipeline, proving
from dualtrack.brief.check import CheckedSentence, Yardstick
from dualtrack.cli import app
from dualtrack.errors import RecordError, UnreadableInput
from dualtrack.lexicon import load_case
from dualtrack.record import Record

DAY = date(2026, 1, 25)
CLASSES = set(columns.LABELS)


@pytest.fixture(scope="module")
def yardstick(demo: Path) -> Iterator[Yardstick]:
    with Record(demo / pipeline.RECORD, create=False) as record:
        yield proving.yardstick(record, load_case("ukraine"))


def checked(text: str, yardstick: Yardstick, folder: Path, published: date = DAY) -> CheckedSentence:
    """The one sentence of an article that says only this."""
    article = folder / "column.txt"
    article.write_text(text + "\n", encoding="utf-8")
    return proving.check(article, yardstick, published=published).sentences[0]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Russia launched 735 drones at Ukraine on the night of 24 January.", "number"),
        ("Russia launched 375 missiles at Ukraine on the night of 24 January.", "unit"),
        ("American, Russian and Ukrainian officials held talks in Geneva on 23 and 24 January.", "place"),
        ("Ukraine launched 375 drones at Russia on the night of 24 January.", "actor"),
        ("Russia launched 375 drones at Ukraine on the night of 24 January, the Kremlin said.", "attribution"),
        ("Andriy Yermak, the head of the president's office, met Rubio on 24 January.", "office"),
        ("The United States imposed sanctions on Rosneft and Lukoil on 2 October, and it was a cold day.", "date"),
    ],
)
def test_what_differs_is_named_with_whose_figure_it_is(
    text: str, role: str, yardstick: Yardstick, tmp_path: Path
) -> None:
    found = checked(text, yardstick, tmp_path)
    assert found.label == "differs"
    differing = [remark for remark in found.remarks if remark.label == "differs"]
    assert role in {remark.role for remark in differing}
    assert all(remark.held for remark in differing)


def test_agreement_names_its_sources(yardstick: Yardstick, tmp_path: Path) -> None:
    found = checked("Russia launched 375 drones at Ukraine on the night of 24 January.", yardstick, tmp_path)
    number = next(remark for remark in found.remarks if remark.role == "number")
    assert found.label == "agrees"
    assert "Ukrainian Air Force" in number.who
    assert number.claims


def test_an_absence_is_checked_against_what_happened_and_against_the_coverage(
    yardstick: Yardstick, tmp_path: Path
) -> None:
    held = checked("No new sanctions against Russia were imposed in October 2025.", yardstick, tmp_path)
    assert held.label == "differs"
    silent = checked("No new sanctions against Russia were imposed in June 2025.", yardstick, tmp_path)
    assert silent.label == "agrees"


def test_a_record_is_checked_against_the_series(yardstick: Yardstick, tmp_path: Path) -> None:
    text = "Russia launched a record number of drones on the night of 9 July 2025."
    found = checked(text, yardstick, tmp_path, date(2025, 7, 9))
    assert [remark.label for remark in found.remarks if remark.role == "comparison"] == ["agrees"]
    later = checked(text.replace("9 July", "17 July"), yardstick, tmp_path, date(2025, 7, 17))
    assert [remark.label for remark in later.remarks if remark.role == "comparison"] != ["agrees"]


@pytest.mark.parametrize(
    ("text", "reading", "denied"),
    [
        ("Each one was precisely timed to undermine diplomatic progress.", "timed_strikes", False),
        ("The strikes were not timed to the talks.", "timed_strikes", True),
        ("The timing was no coincidence.", "timed_strikes", False),
        ("Київ лишили за дверима: домовляються без України.", "sidelining", False),
        ("Эти переговоры - спектакль для зрителей.", "performative_talks", False),
    ],
)
def test_a_reading_gets_its_verdict(
    text: str, reading: str, denied: bool, yardstick: Yardstick, tmp_path: Path
) -> None:
    (found,) = checked(text, yardstick, tmp_path).readings
    assert (found.verdict.reading.id, found.denied) == (reading, denied)
    primary = found.verdict.primary
    assert found.verdict.verdict == "not testable" or (primary and primary.interval and primary.minimum_detectable)


def test_a_column_written_in_the_records_own_words_agrees(yardstick: Yardstick, tmp_path: Path) -> None:
    """The dispatches themselves, checked against the record that was made of them, differ nowhere in their numbers."""
    folder = Path(load_case("ukraine").root) / "dispatches"
    for name in ("2026-01-24-trilateral-one.txt", "2025-04-25-kyiv-raid-toll.txt", "2025-07-09-july-record.txt"):
        found = proving.check(folder / name, yardstick)
        roles = [remark.role for item in found.sentences for remark in item.remarks if remark.label == "differs"]
        assert "number" not in roles, name


def test_the_page_is_written_twice_alike(demo: Path, tmp_path: Path) -> None:
    article = tmp_path / "column.txt"
    article.write_text("Russia launched 735 drones at Ukraine on the night of 24 January.\n", encoding="utf-8")
    record = demo / pipeline.RECORD
    first = proving.check_into(article, record, tmp_path / "a", published=DAY)[1]
    again = proving.check_into(article, record, tmp_path / "b", published=DAY)[1]
    assert first == again
    page = (tmp_path / "a" / "check.html").read_text("utf-8")
    assert "http" not in page.replace("http://www.w3.org", "")
    assert "735 drones" in page
    assert json.loads(first["check.json"])["counts"]["differ"] == 1


def test_the_command_prints_the_summary_and_exits_with_one_where_something_differs(demo: Path, tmp_path: Path) -> None:
    article = tmp_path / "column.txt"
    article.write_text("Russia launched 735 drones at Ukraine on the night of 24 January.\n", encoding="utf-8")
    options = ["--record", str(demo / pipeline.RECORD), "--out", str(tmp_path / "out"), "--published", "2026-01-25"]
    ran = CliRunner().invoke(app, ["check", str(article), *options])
    assert ran.exit_code == 1
    assert ran.output.startswith("1 checkable sentences: 0 agree, 1 differ")
    lines = CliRunner().invoke(app, ["check", str(article), *options, "--json"]).output
    assert json.loads(lines)["label"] == "differs"


def test_what_cannot_be_checked_says_why(demo: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"empty\.txt"):
        proving.check_into(empty, demo / pipeline.RECORD, tmp_path)
    with pytest.raises(RecordError):
        proving.check_into(empty, tmp_path / "none.sqlite", tmp_path)


def test_columns_are_in_their_own_terms() -> None:
    told = list(columns.columns())
    assert len(told) >= 10
    assert {column["language"] for _, column in told} == {"en", "uk", "ru"}
    for name, column in told:
        date.fromisoformat(column["published"])
        classes = Counter(entry["class"] for entry in column["sentence"])
        assert classes.keys() <= CLASSES, name
        assert {"agrees", "differs", "missing", "opinion"} <= classes.keys(), name
        assert sum(classes.values()) >= 20, name
