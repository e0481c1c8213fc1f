"""The store: what goes in comes out, once; versions; clear refusals."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dualtrack.errors import RecordError
from dualtrack.model import Input, Outcome
from dualtrack.record import Record, schema
from dualtrack.record.schema import VERSION

from .newsroom import CASE, Article, count, file_articles, raid


def contents(record: Record) -> list[object]:
    return [
        record.documents(), record.claims(), record.claims(superseded=True), record.events(), record.figures(),
        record.judgements(), record.inputs(),
    ]  # fmt: skip


def two() -> list[Article]:
    return [
        raid("a.txt", "Reuters", count("launched", "drone", 810), url="https://a.example/raid"),
        raid("b.txt", "AFP", count("launched", "drone", 800, "more_than")),
    ]


def test_adding_the_same_again_changes_nothing(tmp_path: Path) -> None:
    record = file_articles(tmp_path / "record.sqlite", *two())
    before = contents(record)
    for article in two():
        record.add([article.document()], article.claims(), [Input("a.txt", Outcome.READ)], CASE)
    record.add([], [], [Input("a.txt", Outcome.READ)], CASE)
    after = contents(record)
    assert before[:-1] == after[:-1]
    assert record.inputs() == [Input("a.txt", Outcome.READ)]


def test_the_order_of_adding_makes_no_difference(tmp_path: Path) -> None:
    one = file_articles(tmp_path / "one.sqlite", *two())
    other = Record(tmp_path / "other.sqlite")
    for article in reversed(two()):
        other.add([article.document()], article.claims(), case=CASE)
        other.events()
    assert contents(one) == contents(other)


def test_a_revised_article_is_a_new_version_and_the_old_claims_stay_superseded(tmp_path: Path) -> None:
    old, _ = two()
    new = raid("a2.txt", "Reuters", count("launched", "drone", 805), url="https://a.example/raid", text="Corrected.")
    with file_articles(tmp_path / "record.sqlite", old, new) as record:
        assert {claim.document for claim in record.claims()} == {"a2.txt"}
        assert {claim.document for claim in record.claims(superseded=True)} == {"a.txt"}
        assert [figure.best for figure in record.figures()] == [805]
        before = contents(record)
        record.add([old.document()], old.claims(), case=CASE)
        assert contents(record) == before, "reading the old version again does not bring it back"


def test_a_document_coded_anew_has_its_former_claims_superseded(tmp_path: Path) -> None:
    article = two()[0]
    with file_articles(tmp_path / "record.sqlite", article) as record:
        claims = article.claims()
        record.add([article.document()], claims[:1])
        assert record.claims() == claims[:1]
        assert record.claims(superseded=True) == claims[1:]
        record.add([article.document()], claims)
        assert not record.claims(superseded=True)


def test_search_finds_words_in_any_script_and_refuses_a_broken_query(tmp_path: Path) -> None:
    article = Article("u.txt", "Gazette", language="uk").act(text="Енергетика Києва зазнала удару.")
    article.act(text="Kyiv lost power after the strike.")
    with file_articles(tmp_path / "record.sqlite", article) as record:
        assert [row[2] for row in record.search("києва")] == ["Енергетика Києва зазнала удару."]
        assert [row[1] for row in record.search("Kyiv AND power")] == [1]
        with pytest.raises(RecordError, match="double quotes"):
            record.search('"open')


def test_an_older_record_is_brought_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.sqlite"
    with file_articles(path, *two()) as record:
        before = contents(record)
    monkeypatch.setattr(schema, "VERSION", VERSION + 1)
    monkeypatch.setitem(schema.MIGRATIONS, VERSION, "CREATE TABLE notes (text TEXT);")
    with Record(path) as record:
        assert contents(record) == before
        assert record.rows("SELECT * FROM notes") == []
        assert record.rows("PRAGMA user_version") == [(VERSION + 1,)]
    with Record(path) as record:
        assert contents(record) == before


def test_a_newer_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    file_articles(path, *two()).close()
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version={VERSION + 1}")
    with pytest.raises(RecordError, match=f"newer dualtrack .record version {VERSION + 1}.*update dualtrack") as error:
        Record(path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", [b"not a database, but as long as one would be" * 40, b"Title: an article"])
def test_another_file_is_refused_and_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "record.sqlite"
    path.write_bytes(content)
    with pytest.raises(RecordError, match="not a record of dualtrack"):
        Record(path)
    assert path.read_bytes() == content


def test_an_sqlite_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE mine (x)")
    with pytest.raises(RecordError, match="not a record of dualtrack"):
        Record(path)


def test_a_file_that_a_kill_left_without_tables_is_made_good(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
    with Record(path) as record:
        assert record.events() == []


def test_a_missing_record_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no such record"):
        Record(tmp_path / "none.sqlite", create=False)
    with pytest.raises(RecordError, match="choose another --out"):
        Record(tmp_path / "no" / "folder" / "record.sqlite")


def test_a_read_only_record_refuses_writing_and_is_read(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    with file_articles(path, *two()) as record:
        events = record.events()
    with Record(path) as record:
        record.db.execute("PRAGMA query_only=ON")
        assert record.events() == events
        article = Article("c.txt", "AFP").act()
        with pytest.raises(RecordError, match="read-only"):
            record.add([article.document()], article.claims())


def test_a_reader_in_another_connection_never_blocks_and_sees_whole_documents(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    one, other = two()
    with file_articles(path, one) as record, Record(path, create=False) as reader:
        with record.writing():
            record._write_document(other.document())
            assert [item.name for item in reader.documents()] == ["a.txt"]
            record._write_claims(other.document().id, other.claims())
            assert {claim.document for claim in reader.claims()} == {"a.txt"}
        assert [item.name for item in sorted(reader.documents(), key=lambda item: item.name)] == ["a.txt", "b.txt"]
