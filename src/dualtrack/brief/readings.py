"""Readings: theses that commentators assert, each a file that names its primary measure and how to say the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from dualtrack.brief.assertions import Phrase, read_phrases
from dualtrack.brief.lenses import known, names
from dualtrack.brief.rows import FINDING_FIELDS, RecordRows
from dualtrack.brief.statement import Slot, Statement, fill
from dualtrack.errors import DualtrackError, PackError, one_of
from dualtrack.lexicon import packs, tables
from dualtrack.model import Finding
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED

READING_KEYS = ("id", "name", "thesis", "primary", "also", "wording", "asserts")
WORDINGS = ("supported", "not_supported", "not_testable")


@dataclass(frozen=True, slots=True)
class Reading:
    """`primary` is the name of the pre-registered finding whose verdict is the reading's; `also` are patterns of
    findings shown beside it, which cannot change the verdict. `asserts` are the phrases by which an article asserts
    the reading."""

    id: str
    name: str
    thesis: str
    primary: str
    also: tuple[str, ...]
    wording: Mapping[str, str]
    asserts: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A reading with what the record says of it."""

    reading: Reading
    verdict: str
    statement: Statement | None
    primary: Finding | None
    also: tuple[Finding, ...]
    why: str = ""


def load_readings(extra: Sequence[Path] = ()) -> tuple[list[Reading], list[str]]:
    """Load every reading of the packs; a file that cannot be used is named in the second list."""
    readings, problems = [], []
    for path in packs.files("readings", "*.toml", extra):
        try:
            readings.append(load_reading(path))
        except DualtrackError as error:
            problems.append(str(error))
    return readings, problems


def load_reading(path: Path) -> Reading:
    """Load one reading. Raises PackError naming file and field."""
    raw = tables.read_toml(path)
    where = f"readings/{path.name}"
    known(raw, READING_KEYS, where)
    for name in WORDINGS:
        if name not in raw["wording"]:
            raise PackError(f"{where}: [wording] needs '{name}': say what a reader is told when that is the verdict")
        for slot in names(raw["wording"][name]):
            if slot not in FINDING_FIELDS:
                raise PackError(f"{where}: {one_of('field', slot, FINDING_FIELDS)}")
    asserts = read_phrases(raw.get("asserts", ()), path)
    return Reading(
        raw["id"], raw["name"], raw["thesis"], raw["primary"], tuple(raw.get("also", ())), raw["wording"], asserts
    )


def judge(reading: Reading, rows: RecordRows) -> Verdict:
    """The verdict of a reading: that of its primary finding, never of whichever finding came out well."""
    primary = rows.findings.get(reading.primary)
    also = tuple(
        finding
        for name, finding in rows.findings.items()
        if name != reading.primary and any(fnmatchcase(name, pattern) for pattern in reading.also)
    )
    if primary is None:
        why = f"the finding '{reading.primary}' is not in this record"
        return Verdict(reading, NOT_TESTABLE, None, None, also, why)
    key = {SUPPORTED: "supported", NOT_SUPPORTED: "not_supported", NOT_TESTABLE: "not_testable"}[primary.verdict]
    template = reading.wording[key]
    slots = {name: Slot(primary.name, name) for name in names(template)}
    draft = Statement(f"reading.{reading.id}", template, slots, primary.claims[:6])
    statement = Statement(draft.id, template, slots, draft.claims, fill(draft, rows))
    return Verdict(reading, primary.verdict, statement, primary, also, primary.why)
