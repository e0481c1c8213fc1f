"""Verify: prove that what is recorded is what was read. One altered byte is named."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from dualtrack.errors import DualtrackError
from dualtrack.model import Claim, Document
from dualtrack.record import codec
from dualtrack.record.build import build
from dualtrack.record.store import Record


def verify(record: Record) -> list[str]:
    """Every problem, one line each: a text that is not its hash, a quote that is not at its offsets, an id that is
    not of its content, an event or figure that the recorded claims and decisions do not give."""
    record.events()
    problems: list[str] = []
    documents = {}
    for key, text in record.rows("SELECT id, json FROM documents ORDER BY id"):
        document = check_document(key, text, problems)
        if document is not None:
            documents[key] = document
    for key, document_id, text in record.rows("SELECT id, document_id, json FROM claims ORDER BY id"):
        check_claim(key, text, documents.get(document_id), problems)
    if not problems:
        problems += check_built(record, documents)
    return problems


def check_document(key: str, text: str, problems: list[str]) -> Document | None:
    try:
        data: dict[str, Any] = json.loads(text)
        digest = hashlib.sha256(data["text"].encode("utf-8", "surrogatepass")).hexdigest()
        if digest != data["sha256"]:
            problems.append(f"document {key}: its text is not the one that was read (SHA-256 differs)")
            return None
        document = codec.restore(Document, {**data, "id": ""})
    except (DualtrackError, ValueError, KeyError, TypeError) as error:
        problems.append(f"document {key}: cannot be read: {error}")
        return None
    if document.id != key:
        problems.append(f"document {key}: its content has another id ({document.id})")
    return document


def check_claim(key: str, text: str, document: Document | None, problems: list[str]) -> None:
    try:
        claim: Claim = codec.read_claim(text)
    except (DualtrackError, ValueError, KeyError, TypeError) as error:
        problems.append(f"claim {key}: cannot be read: {error}")
        return
    if claim.id != key:
        problems.append(f"claim {key}: its content has another id ({claim.id})")
    elif document is not None and document.text[claim.start : claim.end] != claim.quote:
        problems.append(f"claim {key}: its quote does not stand at {claim.start}..{claim.end} of {document.name}")


def check_built(record: Record, documents: dict[str, Document]) -> list[str]:
    """Build events and figures again from what is recorded and compare each."""
    made = build(record.claims(), documents, record.decisions(), record.case())
    problems = []
    for table, items in (("events", made.events), ("figures", made.figures)):
        stored = {row[0]: row[1] for row in record.rows(f"SELECT id, json FROM {table}")}
        again = {item.id: codec.write(item) for item in items}
        for key in sorted(stored.keys() | again.keys()):
            if stored.get(key) != again.get(key):
                problems.append(f"{table[:-1]} {key}: not what the recorded claims and decisions give")
    return problems
