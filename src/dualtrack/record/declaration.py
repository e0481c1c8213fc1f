"""Declaration: what the columns of a kind of data set mean, as packs/datasets/<kind>.toml says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dualtrack.errors import PackError, RecordError, UnknownName, nearest, one_of
from dualtrack.lexicon import packs, tables
from dualtrack.model.claim import EVENT_TYPES
from dualtrack.record.report import EVENTS, PARTS, REPORTS

SECTIONS = {
    "when": ("start", "end", "formats", "precision", "precisions", "widen", "overnight"),
    "place": (
        "id", "names", "otherwise", "country", "country_column", "region", "latitude", "longitude", "scale", "scales",
    ),
    "actors": ("columns", "codes", "flags", "drop", "meetings", "split", "known"),
    "recipients": ("columns", "codes", "drop"),
    "speaker": ("column", "known"),
    "hedge": ("column", "values"),
}  # fmt: skip
HEAD = ("name", "publisher", "licence", "rows", "language", "language_column", "quote", "columns", "optional")
ROWS = (EVENTS, PARTS, REPORTS)
ACT = ("event_type", "modes", "track", "when")
QUANTITY = ("measure", "what", "low", "best", "high", "scope", "scope_text")


@dataclass(frozen=True, slots=True)
class Declaration:
    """A kind of data set. `rows` are events (no two are one happening), parts (those of one happening add up) or
    reports (several may tell of one happening). `columns` must stand in the header and `optional` may; `quote` is the
    column with the row's own text, if it has one; `acts` are tried in order, and the first whose `when` fits the row
    codes it."""

    kind: str
    name: str
    publisher: str
    licence: str
    rows: str
    columns: tuple[str, ...]
    optional: tuple[str, ...]
    acts: tuple[Mapping[str, Any], ...]
    quantities: tuple[Mapping[str, Any], ...]
    sections: Mapping[str, Mapping[str, Any]]
    language: str = "und"
    language_column: str | None = None
    quote: str | None = None


def load_declaration(kind: str, extra: Sequence[Path] = ()) -> Declaration:
    """Load a kind by name. Raises UnknownName with the nearest, PackError for a declaration that cannot be used."""
    known = packs.files("datasets", "*.toml", extra)
    path = next((item for item in reversed(known) if item.stem == kind), None)
    if path is None:
        raise UnknownName(one_of("Kind of data set", kind, {item.stem for item in known}))
    raw, where = tables.read_toml(path), tables.label(path)
    tables.check_keys(raw, (*HEAD, *SECTIONS, "acts", "quantities"), where)
    for section, keys in SECTIONS.items():
        tables.check_keys(raw.get(section, {}), keys, f"{where} [{section}]")
    if raw.get("rows") not in ROWS:
        raise PackError(f"{where}: {one_of('rows', str(raw.get('rows')), ROWS)}")
    acts, quantities = raw.get("acts", []), raw.get("quantities", [])
    for act in acts:
        tables.check_keys(act, ACT, f"{where} [[acts]]")
        if act["event_type"] not in EVENT_TYPES:
            raise PackError(f"{where}: {one_of('event type', act['event_type'], EVENT_TYPES)}")
    for quantity in quantities:
        tables.check_keys(quantity, QUANTITY, f"{where} [[quantities]]")
    made = Declaration(
        kind, raw["name"], raw["publisher"], raw["licence"], raw["rows"],
        tuple(raw["columns"]), tuple(raw.get("optional", ())),
        tuple(acts), tuple(quantities), {name: raw.get(name, {}) for name in SECTIONS},
        raw.get("language", "und"), raw.get("language_column"), raw.get("quote"),
    )  # fmt: skip
    check_columns(made, where)
    return made


def check_columns(declaration: Declaration, where: str) -> None:
    """Refuse a declaration that uses a column which it does not list."""
    listed = {*declaration.columns, *declaration.optional}
    sections = declaration.sections
    used = [
        *(sections["when"].get(name) for name in ("start", "end", "precision")),
        *(sections["place"].get(name) for name in ("id", "country_column", "region", "latitude", "longitude", "scale")),
        *sections["place"].get("names", ()), *sections["actors"].get("columns", ()),
        *sections["actors"].get("flags", ()), *sections["recipients"].get("columns", ()),
        sections["speaker"].get("column"), sections["hedge"].get("column"),
        declaration.quote, declaration.language_column,
        *(item.get(name) for item in declaration.quantities for name in ("low", "best", "high", "scope")),
        *(column for act in declaration.acts for column in act.get("when", {})),
    ]  # fmt: skip
    for column in used:
        if column is not None and column not in listed:
            raise PackError(f"{where}: column '{column}' is used but not listed in columns.{nearest(column, listed)}")


def check_header(header: Sequence[str], declaration: Declaration, path: Path) -> None:
    """Refuse a file whose header is not the declared one. Raises RecordError naming the column."""
    known = {*declaration.columns, *declaration.optional}
    missing = [name for name in declaration.columns if name not in header]
    unknown = [name for name in header if name not in known]
    what = f"{path.name}:1: not the header of {declaration.kind}"
    advice = f"correct the kind, or declare the columns in packs/datasets/{declaration.kind}.toml with --packs"
    if missing:
        raise RecordError(f"{what}: column '{missing[0]}' missing.{nearest(missing[0], unknown)} To do: {advice}")
    if unknown:
        raise RecordError(f"{what}: column '{unknown[0]}' unknown.{nearest(unknown[0], known)} To do: {advice}")
    twice = [name for name in header if list(header).count(name) > 1]
    if twice:
        raise RecordError(f"{what}: column '{twice[0]}' stands twice. To do: remove one")
