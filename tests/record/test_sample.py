"""A hand-coded sample measures the coding, with intervals, by kind and language."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dualtrack import pipeline
from dualtrack.errors import RecordError
from dualtrack.record import Record
from dualtrack.record.sample import accuracy, draw_sample, read_sample, wilson

from .newsroom import Article, count, file_articles

Row = dict[str, str]


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """30 English sentences with an act and a number, 10 Ukrainian ones with an act; as many without any claim."""
    articles = []
    for language, total in (("en", 30), ("uk", 10)):
        article = Article(f"{language}.txt", language=language)
        for index in range(total):
            article.act(text=f"={language} act {index}.", counts=[count("hit", "ship", 2)] if language == "en" else [])
        articles.append(article)
    return file_articles(tmp_path / "record.sqlite", *articles)


def filled(path: Path, answer: Callable[[Row], Row]) -> Path:
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [answer(row) for row in csv.DictReader(handle)]
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize(
    ("right", "total", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)]
)
def test_wilson_gives_the_published_intervals(right: int, total: int, low: float, high: float) -> None:
    share = wilson([(1.0, index < right) for index in range(total)])
    assert (share.low, share.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_equal_weights_of_any_size_change_nothing_and_unequal_ones_widen() -> None:
    plain = wilson([(1.0, index < 5) for index in range(10)])
    assert wilson([(7.0, index < 5) for index in range(10)]) == plain
    uneven = wilson([(1.0 + index % 2, index < 5) for index in range(10)])
    assert (uneven.high or 0) - (uneven.low or 0) > (plain.high or 0) - (plain.low or 0)


def test_a_sample_is_in_proportion_and_the_same_for_the_same_seed(record: Record, tmp_path: Path) -> None:
    assert draw_sample(record, tmp_path / "a.csv", 20, seed=7) == 20
    draw_sample(record, tmp_path / "b.csv", 20, seed=7)
    draw_sample(record, tmp_path / "c.csv", 20, seed=8)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes() != (tmp_path / "c.csv").read_bytes()
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    sentences = [row for row in rows if row["row"] == "sentence"]
    assert sorted(row["language"] for row in sentences) == ["en"] * 15 + ["uk"] * 5
    assert all(row["sentence"].startswith("'=") for row in rows), "no cell opens as a formula"


def test_a_coded_sample_gives_precision_and_recall_and_is_kept(record: Record, tmp_path: Path) -> None:
    draw_sample(record, tmp_path / "a.csv", 40)

    def answer(row: Row) -> Row:
        wrong = row["kind"] == "quantity"
        missed = "quantity" if row["row"] == "sentence" and row["language"] == "uk" else ""
        return row | ({"correct": "n" if wrong else "y"} if row["row"] == "claim" else {"missed": missed})

    read_sample(record, filled(tmp_path / "a.csv", answer), "A. Coder")
    read_sample(record, tmp_path / "a.csv", "A. Coder")
    found = {(item.kind, item.language): item for item in accuracy(record)}
    assert len(record.rows("SELECT * FROM samples")) == 1, "reading it twice changes nothing"
    assert found["event", "all"].precision.estimate == 1
    assert found["event", "all"].recall.estimate == 1
    assert found["quantity", "en"].precision.estimate == 0
    assert found["quantity", "uk"].precision.estimate is None
    assert found["quantity", "uk"].recall.estimate == 0
    overall = found["all", "all"]
    assert overall.precision.estimate == pytest.approx(40 / 70)
    assert overall.recall.estimate == pytest.approx(40 / 50)
    assert (overall.precision.low or 0) < 40 / 70 < (overall.precision.high or 0)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"correct": "perhaps"}, r"a\.csv:3: correct 'perhaps': write y or n"),
        ({"correct": "y", "id": "clm_none"}, r"a\.csv:3: claim 'clm_none' is not in"),
        ({"missed": "events"}, r"a\.csv:2: missed 'events' is no kind of claim"),
    ],
)
def test_a_row_that_is_not_filled_in_is_named(record: Record, tmp_path: Path, change: Row, says: str) -> None:
    draw_sample(record, tmp_path / "a.csv", 5)
    with pytest.raises(RecordError, match=says):
        read_sample(record, filled(tmp_path / "a.csv", lambda row: row | change), "A. Coder")
    assert accuracy(record) == []


def test_an_empty_record_has_nothing_to_draw(tmp_path: Path) -> None:
    with (
        file_articles(tmp_path / "none.sqlite", case=None) as record,
        pytest.raises(RecordError, match="no sentence to draw"),
    ):
        draw_sample(record, tmp_path / "a.csv")


def test_what_the_sample_measured_stands_on_the_page_and_with_the_findings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Publisher: Reuters\nPublished: 2025-09-07\n\nRussia launched 112 drones at Ukraine overnight.\n", "utf-8"
    )
    pipeline.brief([tmp_path / "a.txt"], tmp_path / "out")
    assert 'id="accuracy"' not in (tmp_path / "out" / "index.html").read_text("utf-8")
    with Record(tmp_path / "out" / "record.sqlite") as record:
        draw_sample(record, tmp_path / "sample.csv")
        coded = filled(tmp_path / "sample.csv", lambda row: row | ({"correct": "y"} if row["row"] == "claim" else {}))
        read_sample(record, coded, "A. Coder")
    pipeline.brief([tmp_path / "a.txt"], tmp_path / "out")
    assert 'id="accuracy"' in (tmp_path / "out" / "index.html").read_text("utf-8")
    findings = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    told = [item["detail"]["coding"] for item in findings if "coding" in item["detail"]]
    assert told
    assert all(share["precision"]["estimate"] == 1 for share in told)
