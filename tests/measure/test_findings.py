"""The table of methods: by name, refused by name, and carrying how often the coding is right."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.record.newsroom import CASE, Article, file_articles

from dualtrack import measure
from dualtrack.errors import UnknownName
from dualtrack.model import Case
from dualtrack.record import Record
from dualtrack.record.sample import draw_sample, read_sample


@pytest.fixture
def record(tmp_path: Path) -> Record:
    article = Article("raids.txt")
    for _ in range(20):
        article.act()
    return file_articles(tmp_path / "record.sqlite", article)


@pytest.mark.parametrize("method", list(measure.METHODS))
def test_a_record_that_holds_no_answer_gives_findings_that_say_why(record: Record, method: str) -> None:
    for finding in measure.findings(record, CASE, method=method):
        assert finding.name.startswith(f"{method}.")
        assert (finding.verdict, finding.p_value) == ("not testable", None)
        assert finding.why
        assert finding.says.endswith(".")


@pytest.mark.parametrize("method", list(measure.METHODS))
def test_an_empty_record_is_answered_too(tmp_path: Path, method: str) -> None:
    with Record(tmp_path / "empty.sqlite") as record:
        for finding in measure.findings(record, Case("none", "No case"), method=method):
            assert finding.verdict == "not testable"


def test_all_methods_are_run_without_a_name_and_an_unknown_one_is_refused(record: Record) -> None:
    named = [finding.name for method in measure.METHODS for finding in measure.findings(record, CASE, method=method)]
    assert [finding.name for finding in measure.findings(record, CASE)] == named
    with pytest.raises(UnknownName, match="Did you mean 'timing'"):
        measure.findings(record, CASE, method="timeing")


def test_findings_carry_the_coding_error_of_a_hand_coded_sample(record: Record, tmp_path: Path) -> None:
    assert all("coding" not in finding.detail for finding in measure.findings(record, CASE))
    draw_sample(record, tmp_path / "sample.csv", 20)
    with (tmp_path / "sample.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    claims = [row for row in rows if row["row"] == "claim"]
    for index, row in enumerate(claims):
        row["correct"] = "y" if index < 15 else "n"
    with (tmp_path / "sample.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    read_sample(record, tmp_path / "sample.csv", "A. Coder")
    for finding in measure.findings(record, CASE):
        assert finding.detail["coding"]["precision"]["estimate"] == pytest.approx(15 / len(claims))
        assert "precision 75% (" in finding.says
