"""The record's tables, and how an older record is brought forward. A newer one is refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dualtrack.errors import RecordError

VERSION = 1
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, language TEXT NOT NULL, publisher TEXT, published TEXT,
  address TEXT, superseded_by TEXT, seal TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX documents_address ON documents(address);
CREATE TABLE claims (
  id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id), kind TEXT NOT NULL, track TEXT,
  earliest TEXT, superseded INTEGER NOT NULL DEFAULT 0, seal TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX claims_document ON claims(document_id);
CREATE TABLE events (id TEXT PRIMARY KEY, json TEXT NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE figures (id TEXT PRIMARY KEY, event TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE judgements (
  left_claim TEXT NOT NULL, right_claim TEXT NOT NULL, json TEXT NOT NULL,
  PRIMARY KEY (left_claim, right_claim)) WITHOUT ROWID;
CREATE TABLE decisions (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL);
CREATE TABLE inputs (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE datasets (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, header TEXT NOT NULL, stored INTEGER NOT NULL,
  coded INTEGER NOT NULL, without_act INTEGER NOT NULL, whole INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dataset_rows (
  dataset TEXT NOT NULL, number INTEGER NOT NULL, cells TEXT NOT NULL, PRIMARY KEY (dataset, number)) WITHOUT ROWID;
CREATE TABLE samples (number INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(document_id UNINDEXED, sentence UNINDEXED, text, tokenize='unicode61');
"""
# MIGRATIONS[n] brings a record of version n to n + 1.
MIGRATIONS: dict[int, str] = {}


def connect(path: Path, create: bool) -> sqlite3.Connection:
    """Open a record, creating it or bringing it forward. Raises RecordError in one clear line."""
    if not create and (not path.exists() or path.stat().st_size == 0):
        raise RecordError(f"{path}: no such record: make one with 'dualtrack brief ARTICLES --out DIR'")
    try:
        connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise refusal(path, error) from error
    try:
        prepare(connection, path, create)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise refusal(path, error) from error
    except RecordError:
        connection.close()
        raise
    return connection


def prepare(connection: sqlite3.Connection, path: Path, create: bool) -> None:
    """Bring an open file to this version; one without any table is a record that a kill left unmade."""
    connection.execute("PRAGMA synchronous=NORMAL")
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise RecordError(
            f"{path}: written by a newer dualtrack (record version {version}, this one reads {VERSION}): "
            "update dualtrack, or use another folder"
        )
    unmade = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if version == 0 and not (unmade and create):
        raise RecordError(f"{path}: not a record of dualtrack: name another file")
    if version == 0:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(f"BEGIN IMMEDIATE;{TABLES}PRAGMA user_version={VERSION};COMMIT;")
        return
    for step in range(version, VERSION):
        connection.executescript(f"BEGIN IMMEDIATE;{MIGRATIONS[step]}PRAGMA user_version={step + 1};COMMIT;")


def refusal(path: Path, error: sqlite3.Error) -> RecordError:
    """An SQLite error as one line that says what to do; the record is as it was before the statement."""
    words = str(error)
    advice = {
        "disk": "free some space and run the same command again; nothing recorded is lost",
        "full": "free some space and run the same command again; nothing recorded is lost",
        "readonly": "the folder or file is read-only: choose another --out",
        "unable to open": "the folder is missing or read-only: choose another --out",
        "not a database": "not a record of dualtrack: name another file",
        "locked": "another run is writing to it: wait for it to end",
        "malformed": "the file is damaged: restore it from a copy, or brief the articles again into a new folder",
    }
    found = next((advice[key] for key in advice if key in words), "check the file")
    return RecordError(f"{path}: {words}: {found}")
