"""Coverage says what the record rests on, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dualtrack.model import Input, Outcome
from dualtrack.record.coverage import coverage

from .newsroom import CASE, FAMILIES, file_articles, raid


def test_documents_by_language_publisher_and_side_and_what_could_not_be_read(tmp_path: Path) -> None:
    sources = (*FAMILIES, replace(FAMILIES[0], id="own", publisher="Own", family="own", side="UKR"))
    case = replace(CASE, sources=sources, sides=("RUS", "UKR", "BLR"))
    articles = [raid(f"{n}.txt", "Own", language="uk") for n in range(20)]
    articles += [raid("r.txt", "Ministry", language="ru", published=None), raid("g.txt", "Gazette")]
    failed = Input("bad.txt", Outcome.FAILED, "binary")
    inputs = [Input("0.txt", Outcome.READ), failed, Input("e.txt", Outcome.EMPTY, "-")]
    with file_articles(tmp_path / "record.sqlite", *articles, case=case) as record:
        record.add([], [], inputs, case)
        found = coverage(record)
    assert (found.documents, found.families, found.undated, found.without_claims) == (22, 3, 1, 0)
    assert list(found.languages.items()) == [("uk", 20), ("en", 1), ("ru", 1)]
    assert found.sides == {"UKR": 20, "RUS": 1, "unknown": 1, "BLR": 0}
    assert found.unread == (("bad.txt", "binary"), ("e.txt", "-"))
    assert set(found.thin) == {"side RUS", "side BLR", "language en", "language ru"}


def test_an_old_version_is_not_counted(tmp_path: Path) -> None:
    old, new = raid("a.txt", "AFP", url="https://a.example"), raid("b.txt", "AFP", url="https://a.example")
    with file_articles(tmp_path / "record.sqlite", old, new) as record:
        assert coverage(record).documents == 1


def test_an_empty_record_has_an_empty_coverage(tmp_path: Path) -> None:
    with file_articles(tmp_path / "record.sqlite", case=None) as record:
        assert (coverage(record).documents, coverage(record).thin) == (0, ())
