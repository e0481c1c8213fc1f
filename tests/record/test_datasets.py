"""Data sets in: declared columns, each row a claim with its source, once."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from dualtrack.errors import PackError, RecordError, UnknownName
from dualtrack.lexicon import load_case
from dualtrack.model import Case
from dualtrack.record import Record, verify
from dualtrack.record.datasets import code_rows, import_dataset, store_rows
from dualtrack.record.declaration import load_declaration

# Rows in our own words, with the real headers.
ATTACK = {
    "time_start": "2025-09-06 18:00", "time_end": "2025-09-07 09:00", "model": "Shahed-136/131", "target": "Ukraine",
    "launched": "810.0", "destroyed": "747.0", "not_reach_goal": "", "source": "kpszsu/posts/1",
}  # fmt: skip
ROWS: Mapping[str, Sequence[Mapping[str, str]]] = {
    "missile-attacks": [ATTACK, ATTACK | {"model": "Iskander-M", "launched": "4", "destroyed": "0", "source": "x"}],
    "ucdp-ged": [
        {
            "id": "1", "type_of_violence": "1", "conflict_name": "Russia - Ukraine", "dyad_name": "the two governments",
            "side_a": "Government of Russia (Soviet Union)", "side_b": "Government of Ukraine",
            "source_article": "a wire", "where_prec": "1", "where_coordinates": "Kyiv city", "latitude": "50.45",
            "longitude": "30.52", "country": "Ukraine", "date_prec": "1", "date_start": "2024-01-02 00:00:00.000",
            "date_end": "2024-01-02 00:00:00.000", "deaths_a": "0", "deaths_b": "1", "deaths_civilians": "4",
            "deaths_unknown": "0", "best": "5", "high": "7", "low": "4",
        },
    ],
    "acled": [
        {
            "event_id_cnty": "UKR1", "event_date": "2024-01-02", "time_precision": "1",
            "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike",
            "actor1": "Military Forces of Russia (2000-) Air Force", "actor2": "Civilians (Ukraine)",
            "country": "Ukraine", "admin1": "Kyiv City", "location": "Kyiv", "latitude": "50.45", "longitude": "30.52",
            "geo_precision": "1", "source": "Gazette", "notes": "On 2 January a strike killed five people in Kyiv.",
            "fatalities": "5",
        },
    ],
    "viina": [
        {
            "date": "20240102", "lang": "ru/uk", "sources": "gazette", "place": "Kyiv", "lon": "30.52", "lat": "50.45",
            "geonameid": "703448", "actor_ukr": "0", "actor_rus": "1", "text": "Ворог ударив по столиці",
        },
    ],
    "talks-calendar": [
        {"start": "2025-03-23", "end": "2025-03-25", "place": "Riyadh", "parties": "US-UA/US-RU shuttle", "ver": "K"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("world")


def write_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize("kind", ROWS)
def test_each_row_is_claims_with_their_source_and_twice_changes_nothing(tmp_path: Path, case: Case, kind: str) -> None:
    path = write_csv(tmp_path / f"{kind}.csv", ROWS[kind])
    with Record(tmp_path / "record.sqlite") as record:
        made = import_dataset(record, kind, path, case)
        assert (made.rows, made.coded, made.without_act, made.unreadable) == (len(ROWS[kind]), len(ROWS[kind]), 0, ())
        claims, documents, events = record.claims(), record.documents(), record.events()
        assert {claim.document_id for claim in claims} == {document.id for document in documents}
        assert all(document.url and "#" in document.url and document.licence for document in documents)
        assert verify(record) == []
        assert import_dataset(record, kind, path, case) == made
        assert (record.claims(), record.documents(), record.events()) == (claims, documents, events)


def figures(path: Path, case: Case, kind: str) -> tuple[dict[tuple[str, str, str | None], float | None], Record]:
    record = Record(path / "record.sqlite")
    import_dataset(record, kind, write_csv(path / "rows.csv", ROWS[kind]), case)
    return {(item.measure, item.what, item.scope): item.best for item in record.figures()}, record


def test_a_raid_counts_by_weapon_and_is_dated_by_its_end(tmp_path: Path, case: Case) -> None:
    found, record = figures(tmp_path, case, "missile-attacks")
    assert found == {
        ("launched", "drone", None): 810, ("launched", "drone", "Shahed-136/131"): 810,
        ("launched", "missile", None): 4, ("launched", "missile", "Iskander-M"): 4,
        ("shot_down", "drone", None): 747, ("shot_down", "drone", "Shahed-136/131"): 747,
        ("shot_down", "missile", None): 0, ("shot_down", "missile", "Iskander-M"): 0,
    }  # fmt: skip
    (event,) = record.events()
    assert (event.when.last_day, event.conflicts) == (date(2025, 9, 7), ())
    assert record.series(measure="launched", what="drone").values == (810,)


def test_the_rows_of_one_raid_add_up(tmp_path: Path, case: Case) -> None:
    rows = [ATTACK, ATTACK | {"model": "Lancet", "launched": "10"}, ATTACK | {"launched": "5", "target": "south"}]
    with Record(tmp_path / "record.sqlite") as record:
        import_dataset(record, "missile-attacks", write_csv(tmp_path / "a.csv", rows), case)
        found = {item.scope: item.best for item in record.figures() if item.measure == "launched"}
        assert found == {None: 825, "Shahed-136/131": 815, "Lancet": 10}
        assert all(not event.conflicts for event in record.events())


def test_deaths_keep_their_bounds_and_sides(tmp_path: Path, case: Case) -> None:
    found, record = figures(tmp_path, case, "ucdp-ged")
    assert found["killed", "person", None] == 5
    assert found["killed", "person", "civilians"] == 4
    (whole,) = [item for item in record.figures() if item.scope is None]
    assert (whole.low, whole.high) == (4, 7)
    (event,) = record.events()
    assert ([party.code for party in event.actors], [party.code for party in event.recipients]) == (["RUS"], ["UKR"])


def test_the_quote_is_the_rows_own_text_or_its_cells(tmp_path: Path, case: Case) -> None:
    _, record = figures(tmp_path, case, "acled")
    assert {claim.quote for claim in record.claims()} == {"On 2 January a strike killed five people in Kyiv."}
    assert record.search("столиці") == []
    _, attacks = figures(tmp_path, case, "missile-attacks")
    assert {"launched: 810.0", "destroyed: 0"} < {claim.quote for claim in attacks.claims() if claim.quantity}


def test_a_cell_of_a_calendar_may_hold_several_meetings(tmp_path: Path, case: Case) -> None:
    _, record = figures(tmp_path, case, "talks-calendar")
    met = sorted(sorted(str(party.code) for party in event.actors) for event in record.events())
    assert met == [["RUS", "USA"], ["UKR", "USA"]]
    assert {claim.hedge for claim in record.claims()} == {"unchecked"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda row: {key.replace("best", "best_est"): cell for key, cell in row.items()}, "column 'best' missing"),
        (lambda row: row | {"extra": "1"}, "column 'extra' unknown"),
    ],
)  # fmt: skip
def test_a_changed_header_names_the_column(tmp_path: Path, case: Case, change: object, says: str) -> None:
    rows = [change(row) for row in ROWS["ucdp-ged"]]  # type: ignore[operator]
    with Record(tmp_path / "record.sqlite") as record:
        with pytest.raises(RecordError, match=says):
            import_dataset(record, "ucdp-ged", write_csv(tmp_path / "changed.csv", rows), case)
        assert record.claims() == []


def test_an_unreadable_row_is_named_and_the_others_go_on(tmp_path: Path, case: Case) -> None:
    rows = [ATTACK, ATTACK | {"time_end": "yesterday"}, ATTACK | {"launched": "many"}]
    with Record(tmp_path / "record.sqlite") as record:
        made = import_dataset(record, "missile-attacks", write_csv(tmp_path / "a.csv", rows), case)
        assert [(item.name, item.why.split(" is ")[0]) for item in made.unreadable] == [
            ("a.csv:3", "column 'time_end' 'yesterday'"), ("a.csv:4", "column 'launched' 'many'"),
        ]  # fmt: skip
        assert made.coded == 1


def test_an_unknown_kind_and_a_short_row_are_refused(tmp_path: Path, case: Case) -> None:
    with Record(tmp_path / "record.sqlite") as record:
        with pytest.raises(UnknownName, match="Did you mean 'ucdp-ged'"):
            import_dataset(record, "ucdp-gedd", tmp_path / "a.csv", case)
        path = write_csv(tmp_path / "a.csv", [ATTACK])
        path.write_text(path.read_text("utf-8") + "2025-09-07,only\n", "utf-8")
        with pytest.raises(RecordError, match=r"a\.csv:3: 2 cells, 8 columns"):
            import_dataset(record, "missile-attacks", path, case)
        with pytest.raises(RecordError, match="name a CSV file"):
            import_dataset(record, "missile-attacks", tmp_path / "none.csv", case)


def test_a_stopped_import_goes_on_to_the_same_record(tmp_path: Path, case: Case) -> None:
    rows = [ATTACK | {"launched": str(number), "time_end": f"2025-09-07 {number:02}:00"} for number in range(10, 20)]
    path = write_csv(tmp_path / "a.csv", rows)
    with Record(tmp_path / "whole.sqlite") as record:
        import_dataset(record, "missile-attacks", path, case)
        expected = (record.claims(), record.events())
    with Record(tmp_path / "stopped.sqlite") as record:
        digest = store_rows(record, load_declaration("missile-attacks"), path)
        record.db.execute("DELETE FROM dataset_rows WHERE number > 4")  # stopped while it stored
        record.db.execute("UPDATE datasets SET stored = 4, whole = 0")
        code_rows(record, digest, case)
        assert len({claim.document_id for claim in record.claims()}) == 4
        import_dataset(record, "missile-attacks", path, case)
        assert (record.claims(), record.events()) == expected


def test_a_new_version_of_a_file_replaces_the_old(tmp_path: Path, case: Case) -> None:
    with Record(tmp_path / "record.sqlite") as record:
        import_dataset(record, "missile-attacks", write_csv(tmp_path / "a.csv", [ATTACK]), case)
        import_dataset(record, "missile-attacks", write_csv(tmp_path / "a.csv", [ATTACK | {"launched": "823"}]), case)
        assert {item.best for item in record.figures() if item.measure == "launched"} == {823}
        assert len(record.claims(superseded=True)) == 3


def test_a_declaration_that_uses_an_unlisted_column_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "datasets"
    folder.mkdir()
    (folder / "mine.toml").write_text(
        'name = "Mine"\npublisher = "Mine"\nrows = "events"\nlicence = "own"\ncolumns = ["day"]\n'
        '[when]\nstart = "day"\nend = "days"\nformats = ["%Y-%m-%d"]\n', "utf-8",
    )  # fmt: skip
    with pytest.raises(PackError, match=r"column 'days' is used but not listed.* Did you mean 'day'"):
        load_declaration("mine", [tmp_path])


REAL = {
    "missile-attacks": ("D1_missile_attacks/missile_attacks_daily_to_2025-12.csv", 3247),
    "viina": ("D3_viina_subset/viina_2022_2024.csv", 3253),
    "talks-calendar": ("T1_talks/talks_rounds_2025_2026.csv", 35),
}


@pytest.mark.data
@pytest.mark.parametrize("kind", REAL)
def test_the_real_files_are_read_whole(tmp_path: Path, data: Path, case: Case, kind: str) -> None:
    name, rows = REAL[kind]
    with Record(tmp_path / "record.sqlite") as record:
        made = import_dataset(record, kind, data / name, case)
        assert (made.rows, made.coded, made.unreadable) == (rows, rows, ())


@pytest.mark.data
def test_rows_imported_and_posts_coded_tell_the_same_year_but_for_causes_that_are_named(data: Path) -> None:
    from bench.evaluations import interceptions

    cells = interceptions.compared()
    agreed = [cell for cell in cells if not cell.cause]
    assert all(cell.imported != cell.coded for cell in cells if cell.cause)
    assert len(agreed) / len(cells) >= 0.7
    assert sum(cell.cause.startswith("the post is coded as") for cell in cells) <= 3
