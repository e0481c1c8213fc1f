"""Export: the record as CSV, Parquet, JSON Lines or PLOVER records, always with its provenance and licences."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dualtrack import __version__
from dualtrack.errors import RecordError, UnknownName, one_of
from dualtrack.model import Event, Figure, Party
from dualtrack.model.identity import plain
from dualtrack.record.contract import event_json, figure_json
from dualtrack.record.independence import by_name
from dualtrack.record.licences import licence_of, licences
from dualtrack.record.schema import VERSION
from dualtrack.record.store import Record

Row = dict[str, Any]
# A spreadsheet runs a cell that opens with one of these as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
PROVENANCE = "provenance.json"


def export(record: Record, kind: str, folder: Path) -> list[Path]:
    """Write the record's tables into a folder and return the files: csv, parquet, jsonl or plover.

    The same record gives the same bytes. Raises UnknownName for another kind, RecordError where the folder refuses."""
    writers: Mapping[str, Callable[[Record, dict[str, Any]], dict[str, bytes]]] = {
        "csv": as_csv, "parquet": as_parquet, "jsonl": as_jsonl, "plover": as_plover,
    }  # fmt: skip
    if kind not in writers:
        raise UnknownName(one_of("Kind of export", kind, writers))
    origin = provenance(record)
    files = writers[kind](record, origin) | {PROVENANCE: json_bytes(origin)}
    return write_files(folder, files)


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder. Raises RecordError in one line where it cannot."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise RecordError(f"{folder}: {error.strerror}: choose another folder, or free some space") from error
    return [folder / name for name in files]


def provenance(record: Record) -> dict[str, Any]:
    """Where an export comes from: the program, the record's content, its latest day, and whose words it holds."""
    documents, case = record.documents(), record.case()
    published = [day for document in documents if (day := document.published.last_day)]
    ids = sorted([*(item.id for item in documents), *(claim.id for claim in record.claims())])
    ids += [decision.id for decision in record.decisions()]
    return {
        "program": f"dualtrack {__version__}",
        "record_version": VERSION,
        "content": hashlib.sha256("\n".join(ids).encode()).hexdigest(),
        "case": case.id,
        "as_of": max(published).isoformat() if published else None,
        "documents": len(documents),
        "claims": len(record.claims()),
        "decisions": len(record.decisions()),
        "ontology": "PLOVER 2.0, Open Event Data Alliance, CC BY-SA 4.0, with modes added for talks and war",
        "licences": licences(documents, case.sources),
    }


def tables(record: Record) -> dict[str, Iterator[Row]]:
    """The tables of an export: one row an item, nested values as JSON text where a format has no room for them."""
    figures = by_event(record)
    named = by_name(record.sources())
    return {
        "claims": (claim.as_json() for claim in record.claims()),
        "events": (event_json(event, figures.get(event.id, [])) for event in record.events()),
        "figures": (figure_json(figure) for figure in record.figures()),
        "documents": (
            {
                "id": item.id, "name": item.name, "title": item.title, "publisher": item.publisher, "url": item.url,
                "language": item.language, "genre": item.genre.value, "published": plain(item.published.earliest),
                "sha256": item.sha256, "licence": licence_of(item, named),
            }
            for item in record.documents()
        ),
        "decisions": (plain(item) for item in record.decisions()),
    }  # fmt: skip


def by_event(record: Record) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in record.figures():
        found.setdefault(figure.event, []).append(figure)
    return found


def as_jsonl(record: Record, origin: dict[str, Any]) -> dict[str, bytes]:
    return {f"{name}.jsonl": jsonl(rows) for name, rows in tables(record).items()}


def as_csv(record: Record, origin: dict[str, Any]) -> dict[str, bytes]:
    files = {f"{name}.csv": csv_bytes(list(rows)) for name, rows in tables(record).items()}
    return files | {"licences.csv": csv_bytes(origin["licences"])}


def as_parquet(record: Record, origin: dict[str, Any]) -> dict[str, bytes]:
    """Parquet tables; provenance and licences stand in each file's metadata too."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    files = {}
    for name, rows in tables(record).items():
        flat = [flattened(row) for row in rows]
        columns = columns_of(flat)
        table = pa.table({column: [row.get(column) for row in flat] for column in columns})
        table = table.replace_schema_metadata({"provenance": json.dumps(origin, ensure_ascii=False)})
        sink = io.BytesIO()
        pq.write_table(table, sink, compression="zstd")
        files[f"{name}.parquet"] = sink.getvalue()
    return files


def as_plover(record: Record, origin: dict[str, Any]) -> dict[str, bytes]:
    """Events as records of PLOVER (Open Event Data Alliance), one JSON object a line."""
    return {"plover.jsonl": jsonl(plover_record(event, record, origin) for event in record.events())}


def plover_record(event: Event, record: Record, origin: dict[str, Any]) -> Row:
    """One event as PLOVER writes it; the added modes go under `mode` too and are marked `modeAdded`."""
    first = next(claim for key in event.claims if (claim := record.claim(key)).act is not None)
    acts = [claim.act for key in event.claims if (claim := record.claim(key)).act is not None]
    return {
        "id": event.id,
        "date": plain(event.when.latest),
        "dateStart": plain(event.when.earliest),
        "datePrecision": event.when.precision.value,
        "event": event.event_type,
        "mode": list(event.modes),
        "context": sorted({context for act in acts if act for context in act.contexts}),
        "status": event.reality.value,
        "source": [plover_party(party) for party in event.actors],
        "target": [plover_party(party) for party in event.recipients],
        "location": plain(event.place),
        "text": first.quote,
        "language": first.language,
        "publication": list(event.documents),
        "independentSources": event.sources,
        "coder": origin["program"],
        "version": "2.0",
        "license": sorted({str(row["licence"]) for row in origin["licences"]}),
    }


def plover_party(party: Party) -> Row:
    return {"actorText": party.text, "code": party.code, "sector": party.role}


def jsonl(rows: Iterator[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "surrogatepass")


def json_bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def csv_bytes(rows: Sequence[Row]) -> bytes:
    """Rows as CSV in UTF-8; text that a spreadsheet would run as a formula is neutralised by an apostrophe."""
    flat = [flattened(row) for row in rows]
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, lineterminator="\r\n")
    columns = columns_of(flat)
    writer.writerow(columns)
    writer.writerows([[neutral(row.get(column)) for column in columns] for row in flat])
    return sink.getvalue().encode("utf-8", "surrogatepass")


def columns_of(rows: Sequence[Row]) -> list[str]:
    """Every column of any row, in the order in which they are met."""
    return list(dict.fromkeys(column for row in rows for column in row))


def flattened(row: Row) -> Row:
    """A row whose nested values are JSON text."""
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
        for name, value in row.items()
    }


def neutral(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
