"""Bundle: what a reviewer needs to re-run a record, without the texts whose licence does not let them be passed on.

Of such a text the quotes and the hash stay: `check_bundle` builds events and figures again from the claims, the
decisions and what is known of the documents, and compares.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from dualtrack.errors import RecordError
from dualtrack.model import Case, Claim, Decision, Document
from dualtrack.model.identity import plain
from dualtrack.record import codec
from dualtrack.record.build import build
from dualtrack.record.export import json_bytes, jsonl, provenance, write_files
from dualtrack.record.independence import by_name
from dualtrack.record.licences import is_open, licence_of
from dualtrack.record.store import Record
from dualtrack.record.weights import LARGEST_BLOCK, LARGEST_GROUP, SAME, UNSURE, WEIGHTS

SUMS = "SHA256SUMS"
HIDDEN = "\u00b7"  # stands for each character of a text that is left out
README = """A record of dualtrack, for re-running.

claims.jsonl      every claim that stands, with its quote and offsets
superseded.jsonl  claims of older versions
documents.jsonl   documents: whole where the licence lets the text be passed on, else `withheld` with the text's hash
decisions.jsonl   the editors' rulings, in order
judgements.jsonl  which claims were matched, and why
events.jsonl      what was built
figures.jsonl     what was reconciled
case.json         sides, sources and rounds
weights.json      every weight and threshold of the matching
provenance.json   program, content hash, licences
SHA256SUMS        check with: sha256sum -c SHA256SUMS

Build events and figures again from the claims and compare them: dualtrack verify FOLDER
"""


def write_bundle(record: Record, folder: Path) -> list[Path]:
    """Write the bundle of a record. The same record gives the same bytes. Raises RecordError where it cannot."""
    named = by_name(record.sources())
    claims = record.claims()
    quoted: dict[str, list[Claim]] = {}
    for claim in (*claims, *record.claims(superseded=True)):
        quoted.setdefault(claim.document_id, []).append(claim)
    documents = [
        shown(document, quoted.get(document.id, []), is_open(licence_of(document, named)))
        for document in record.documents()
    ]
    weights = {
        "weights": WEIGHTS, "same": SAME, "unsure": UNSURE,
        "largest_block": LARGEST_BLOCK, "largest_group": LARGEST_GROUP,
    }  # fmt: skip
    files = {
        "README.txt": README.encode(),
        "claims.jsonl": written(map(codec.write_claim, claims)),
        "superseded.jsonl": written(map(codec.write_claim, record.claims(superseded=True))),
        "documents.jsonl": jsonl(iter(documents)),
        "decisions.jsonl": written(map(codec.write, record.decisions())),
        "judgements.jsonl": written(map(codec.write, record.judgements())),
        "events.jsonl": written(map(codec.write, record.events())),
        "figures.jsonl": written(map(codec.write, record.figures())),
        "case.json": (codec.write(record.case()) + "\n").encode("utf-8", "surrogatepass"),
        "weights.json": json_bytes(weights),
        "provenance.json": json_bytes(provenance(record)),
    }
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return write_files(folder, files | {SUMS: sums.encode()})


def written(lines: Any) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")


def shown(document: Document, claims: list[Claim], passed_on: bool) -> dict[str, Any]:
    """A document's row: its text, or only what is quoted of it, each other character but the breaks hidden."""
    row: dict[str, Any] = plain(document)
    row["withheld"] = not passed_on
    if not passed_on:
        letters = [letter if letter.isspace() else HIDDEN for letter in document.text]
        for claim in claims:
            letters[claim.start : claim.end] = document.text[claim.start : claim.end]
        row["text"] = "".join(letters)
        row["title"] = None
    return row


def is_bundle(folder: Path) -> bool:
    return (folder / SUMS).is_file()


def check_bundle(folder: Path) -> list[str]:
    """Every problem of a bundle: a file that is not its sum, an event or figure that its claims do not give.

    Raises RecordError where the folder holds no bundle."""
    if not is_bundle(folder):
        raise RecordError(f"{folder}: no bundle of a record: name the folder that `record bundle` wrote")
    problems = []
    for line in (folder / SUMS).read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            problems.append(f"{name}: not the file that was written")
    return problems or rebuilt(folder)


def rebuilt(folder: Path) -> list[str]:
    """Events and figures built again from the bundle's claims, against those it holds."""
    claims = [codec.read_claim(line) for line in lines(folder / "claims.jsonl")]
    documents = {document.id: document for document in map(stand_in, lines(folder / "documents.jsonl"))}
    decisions = [codec.read(Decision, line) for line in lines(folder / "decisions.jsonl")]
    case = codec.read(Case, (folder / "case.json").read_text("utf-8"))
    made = build(claims, documents, decisions, case)
    problems = []
    for name, items in (("events", made.events), ("figures", made.figures), ("judgements", made.judgements)):
        again = [codec.write(item) for item in items]
        if again != lines(folder / f"{name}.jsonl"):
            problems.append(f"{name}.jsonl: not what the claims and decisions of the bundle give")
    return problems


def stand_in(line: str) -> Document:
    """A document whose text may be withheld, under the identity that it has in the record."""
    data = json.loads(line)
    key, withheld = data.pop("id"), data.pop("withheld")
    document = codec.restore(Document, {**data, "sha256": "" if withheld else data["sha256"]})
    object.__setattr__(document, "id", key)
    return document


def lines(path: Path) -> list[str]:
    # Not splitlines: it would also break at characters that JSON leaves in text.
    return [line for line in path.read_text("utf-8", "surrogatepass").split("\n") if line]
