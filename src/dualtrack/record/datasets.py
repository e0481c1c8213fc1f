"""Data sets in: rows are stored first, fast; then each becomes a document with its claims, in resumable batches.

A row's document is known by the hash of its file and its number, so that importing a file twice changes nothing. A
file of the same name and kind but another content is its new version: the old one's claims stay, superseded.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dualtrack.errors import InvalidValue, RecordError
from dualtrack.model import Case, Claim, Document, Input, Outcome
from dualtrack.record import codec
from dualtrack.record.declaration import Declaration, check_header, load_declaration
from dualtrack.record.row_claims import Names, RowReader
from dualtrack.record.store import Record, changed, claim_row, document_row

STORED, CODED = 50_000, 5_000  # rows of one transaction
MOST_NAMED = 1_000  # unreadable rows that are named one by one
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: its rows, how many of them hold no act, and those that could not be read."""

    kind: str
    name: str
    rows: int
    coded: int
    without_act: int
    unreadable: tuple[Input, ...]


def import_dataset(
    record: Record, kind: str, path: Path, case: Case, *, packs: Sequence[Path] = (), progress: Progress | None = None
) -> Imported:
    """Import a CSV file of a declared kind: store its rows, then code them. A run that was stopped goes on.

    Raises UnknownName for a kind that is not declared, RecordError for another header or a file that is no CSV."""
    declaration = load_declaration(kind, packs)
    digest = store_rows(record, declaration, Path(path))
    return code_rows(record, digest, case, packs=packs, progress=progress)


def store_rows(record: Record, declaration: Declaration, path: Path) -> str:
    """Store the rows of a file as written, and return the file's hash. Rows that are stored already are passed over."""
    digest = hash_of(path)
    with path.open(encoding="utf-8-sig", newline="", errors="strict") as handle:
        lines = csv.reader(handle)
        header = next(lines, [])
        check_header(header, declaration, path)
        with record.writing() as db:
            known = "INSERT OR IGNORE INTO datasets VALUES (?, ?, ?, ?, 0, 0, 0, 0)"
            if db.execute(known, (digest, declaration.kind, path.name, codec.dumps(header))).rowcount:
                replace_older(db, digest, declaration.kind, path.name)
        stored = int(record.rows("SELECT stored FROM datasets WHERE id = ?", (digest,))[0][0])
        numbered = islice(checked(lines, len(header), path), stored, None)
        while batch := list(islice(numbered, STORED)):
            rows = [(digest, stored + at, codec.dumps(cells)) for at, cells in enumerate(batch, 1)]
            stored += len(batch)
            with record.writing() as db:
                db.executemany("INSERT INTO dataset_rows VALUES (?, ?, ?)", rows)
                db.execute("UPDATE datasets SET stored = ? WHERE id = ?", (stored, digest))
    with record.writing() as db:
        db.execute("UPDATE datasets SET whole = 1 WHERE id = ?", (digest,))
    return digest


def hash_of(path: Path) -> str:
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}: name a CSV file") from error


def checked(lines: Iterator[list[str]], width: int, path: Path) -> Iterator[list[str]]:
    """The rows of a file. Raises RecordError for one of another length, and for a file that is not UTF-8."""
    number = 1
    try:
        for number, cells in enumerate(lines, 2):
            if len(cells) != width:
                raise RecordError(
                    f"{path.name}:{number}: {len(cells)} cells, {width} columns: quote a cell that holds a comma"
                )
            yield cells
    except (UnicodeDecodeError, csv.Error) as error:
        raise RecordError(f"{path.name}:{number + 1}: {error}: save the file as CSV in UTF-8") from error


def code_rows(
    record: Record, digest: str, case: Case, *, packs: Sequence[Path] = (), progress: Progress | None = None
) -> Imported:
    """Make documents and claims of stored rows, a batch a transaction, from where the last run stopped."""
    found = record.rows("SELECT kind, name, header, stored FROM datasets WHERE id = ?", (digest,))
    if not found:
        raise RecordError(f"no data set {digest[:16]} in {record.path}: import its file first")
    kind, name, header_text, stored = found[0]
    declaration = load_declaration(kind, packs)
    reader, header = RowReader(declaration, Names(case), digest, name), json.loads(header_text)
    if not record.case().sources and not record.case().sides:
        record.add([], [], case=case)
    take = "SELECT number, cells FROM dataset_rows WHERE dataset = ? ORDER BY number LIMIT ?"
    while batch := record.rows(take, (digest, CODED)):
        write_batch(record, digest, reader, header, batch)
        if progress is not None:
            progress("code rows", int(batch[-1][0]), int(stored))
    totals = record.rows("SELECT stored, coded, without_act FROM datasets WHERE id = ?", (digest,))[0]
    failed = tuple(item for item in record.inputs() if item.name.startswith(f"{name}:"))
    return Imported(kind, name, int(totals[0]), int(totals[1]), int(totals[2]), failed)


def write_batch(
    record: Record, digest: str, reader: RowReader, header: Sequence[str], batch: Sequence[tuple[int, str]]
) -> None:
    """One transaction: the documents and claims of some rows, and the rows themselves gone."""
    documents: list[Document] = []
    claims: list[Claim] = []
    failed: list[Input] = []
    without = 0
    for number, cells in batch:
        try:
            document, own = reader.read(number, dict(zip(header, json.loads(cells), strict=True)))
        except InvalidValue as error:
            failed.append(Input(f"{reader.file}:{number + 1}", Outcome.FAILED, str(error)))
            continue
        documents.append(document)
        claims += own
        without += not own
    with record.writing() as db:
        cells_of = "INSERT OR IGNORE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        db.executemany(cells_of, [document_row(item) for item in documents])
        db.executemany("INSERT INTO words VALUES (?, 0, ?)", [(item.id, item.text) for item in documents])
        db.executemany("INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?, ?, 0, ?, ?)", map(claim_row, claims))
        db.executemany(
            "INSERT OR REPLACE INTO inputs VALUES (?, ?)",
            [(item.name, codec.write(item)) for item in failed[:MOST_NAMED]],
        )
        last = batch[-1][0]
        db.execute("DELETE FROM dataset_rows WHERE dataset = ? AND number <= ?", (digest, last))
        db.execute(
            "UPDATE datasets SET coded = coded + ?, without_act = without_act + ? WHERE id = ?",
            (len(documents), without, digest),
        )
        changed(db)


def replace_older(db: sqlite3.Connection, digest: str, kind: str, name: str) -> None:
    """Mark what an older file of the same name and kind gave as superseded."""
    query = "SELECT id FROM datasets WHERE kind = ? AND name = ? AND id <> ?"
    for (old,) in db.execute(query, (kind, name, digest)).fetchall():
        # ';' follows '#' and every digit in the order of characters: all rows of the old file lie between.
        span = (f"urn:sha256:{old}#", f"urn:sha256:{old};")
        own = "SELECT id FROM documents WHERE address >= ? AND address < ? AND superseded_by IS NULL"
        db.execute(f"UPDATE claims SET superseded = 1 WHERE document_id IN ({own})", span)
        db.execute(f"UPDATE documents SET superseded_by = '{digest}' WHERE id IN ({own})", span)
        db.execute("DELETE FROM dataset_rows WHERE dataset = ?", (old,))
        changed(db)
