"""Exports carry the record with its provenance and licences; a bundle re-runs."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dualtrack import proving
from dualtrack.errors import RecordError, UnknownName
from dualtrack.model import Decision
from dualtrack.record import Record
from dualtrack.record.bundle import HIDDEN, check_bundle, write_bundle
from dualtrack.record.export import export

from .newsroom import count, file_articles, raid

FORMULAE = ("=1+1", "+1", "-1", "@sum", "\tx")


@pytest.fixture
def record(tmp_path: Path) -> Record:
    articles = [raid(f"{n}.txt", "Reuters", count("launched", "drone", 810), text=f"{text} was told here.")
                for n, text in enumerate(FORMULAE)]  # fmt: skip
    made = file_articles(tmp_path / "record.sqlite", *articles, raid("u.txt", "AFP", text="Удар \u2028 по місту."))
    number = next(claim for claim in made.claims() if claim.quantity)
    made.decide(Decision("reject", (number.id,), "A. Editor", "a misprint", datetime(2026, 1, 24)))  # type: ignore[arg-type]
    return made


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("kind", ["csv", "parquet", "jsonl", "plover"])
def test_every_export_carries_provenance_and_licences_and_is_the_same_twice(
    record: Record, tmp_path: Path, kind: str
) -> None:
    files = export(record, kind, tmp_path / "one")
    again = export(record, kind, tmp_path / "two")
    assert [file.read_bytes() for file in files] == [file.read_bytes() for file in again]
    origin = json.loads((tmp_path / "one" / "provenance.json").read_text("utf-8"))
    assert origin["as_of"] == "2025-09-07"
    assert {row["publisher"] for row in origin["licences"]} == {"AFP", "Reuters"}
    assert len(origin["content"]) == 64


def test_a_cell_that_opens_as_a_formula_is_neutralised(record: Record, tmp_path: Path) -> None:
    export(record, "csv", tmp_path / "out")
    quotes = {row["quote"] for row in rows(tmp_path / "out" / "claims.csv")}
    assert {f"'{text} was told here." for text in FORMULAE} <= quotes
    for file in (tmp_path / "out").glob("*.csv"):
        cells = [cell for row in rows(file) for cell in row.values()]
        assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in cells)


def test_every_format_holds_every_row(record: Record, tmp_path: Path) -> None:
    counts = {"claims": len(record.claims()), "events": len(record.events()), "figures": len(record.figures())}
    for kind in ("csv", "parquet", "jsonl"):
        export(record, kind, tmp_path / kind)
    for name, expected in counts.items():
        assert len(rows(tmp_path / "csv" / f"{name}.csv")) == expected
        assert pq.read_table(tmp_path / "parquet" / f"{name}.parquet").num_rows == expected
        text = (tmp_path / "jsonl" / f"{name}.jsonl").read_text("utf-8")
        assert [json.loads(line)["id"] for line in text.split("\n") if line] == [i.id for i in getattr(record, name)()]


def test_parquet_keeps_the_provenance_in_the_file(record: Record, tmp_path: Path) -> None:
    export(record, "parquet", tmp_path)
    held = pq.read_schema(tmp_path / "claims.parquet").metadata
    assert json.loads(held[b"provenance"])["documents"] == 6


def test_plover_records_name_source_target_and_mode(record: Record, tmp_path: Path) -> None:
    export(record, "plover", tmp_path)
    made = [json.loads(line) for line in (tmp_path / "plover.jsonl").read_text("utf-8").split("\n") if line]
    (event,) = made
    assert (event["event"], event["date"], event["status"]) == ("ASSAULT", "2025-09-07", "occurred")
    assert event["source"] == [{"actorText": "RUS", "code": "RUS", "sector": "GOV"}]


def test_an_unknown_kind_and_a_folder_that_refuses(record: Record, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'csv'"):
        export(record, "cvs", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(RecordError, match="choose another folder"):
        export(record, "csv", tmp_path / "file")


def test_a_bundle_re_runs_without_the_texts_that_may_not_be_passed_on(record: Record, tmp_path: Path) -> None:
    write_bundle(record, tmp_path / "bundle")
    assert check_bundle(tmp_path / "bundle") == []
    text = (tmp_path / "bundle" / "documents.jsonl").read_text("utf-8")
    documents = [json.loads(line) for line in text.split("\n") if line]
    assert all(item["withheld"] and len(item["sha256"]) == 64 for item in documents)
    assert any(HIDDEN not in item["text"] for item in documents), "what is quoted stays"
    again = write_bundle(record, tmp_path / "again")
    assert all(file.read_bytes() == (tmp_path / "bundle" / file.name).read_bytes() for file in again)


def test_a_changed_bundle_is_named(record: Record, tmp_path: Path) -> None:
    write_bundle(record, tmp_path)
    assert proving.verify(tmp_path) == []
    file = tmp_path / "claims.jsonl"
    file.write_text(file.read_text("utf-8").replace("810", "811", 1), "utf-8")
    assert proving.verify(tmp_path) == ["claims.jsonl: not the file that was written"]
    with pytest.raises(RecordError, match="no bundle"):
        check_bundle(tmp_path / "none")


def test_an_unquoted_text_is_hidden_and_an_open_one_is_not(tmp_path: Path) -> None:
    article = raid("a.txt", "AFP")
    closed = file_articles(tmp_path / "closed.sqlite", case=None)
    closed.add([article.document()], [])
    write_bundle(closed, tmp_path / "closed")
    assert "raid" not in (tmp_path / "closed" / "documents.jsonl").read_text("utf-8")
