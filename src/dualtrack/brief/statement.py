"""Statement: a sentence of ours as template and slots, so that a machine can prove it from the record.

A stretch of a template in square brackets is said only where the record holds every slot in it:
"{actors} met[ at {place}][, {when}]" gives "Witkoff met" where neither place nor day is known.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from dualtrack.errors import UnknownName, one_of
from dualtrack.model.identity import require


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a word of a statement comes from: a row of the record (by id) and one of its fields."""

    row: str
    field: str


@dataclass(frozen=True, slots=True)
class Statement:
    """`template` holds `{name}` for each slot; `claims` are the ids of the evidence that a reader can open."""

    id: str
    template: str
    slots: Mapping[str, Slot]
    claims: tuple[str, ...] = ()
    text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        wanted = {name for _, name, _, _ in string.Formatter().parse(self.template) if name}
        missing = wanted - set(self.slots)
        require(
            not missing, f"statement '{self.id}': the template needs {', '.join(sorted(missing))}; no slot gives it"
        )


class Rows(Protocol):
    """What turns a row id and a field into the words that a statement shows, and tells which words say nothing."""

    def value(self, row: str, field: str) -> str: ...

    def unknown(self, words: str) -> bool: ...


OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def fill(statement: Statement, rows: Rows) -> str:
    """Render a statement from the record. Raises UnknownName where a row or field does not exist."""
    words = {name: rows.value(slot.row, slot.field) for name, slot in statement.slots.items()}
    silent = {name for name, said in words.items() if rows.unknown(said)}

    def kept(stretch: re.Match[str]) -> str:
        slots = {name for _, name, _, _ in string.Formatter().parse(stretch[1]) if name}
        return "" if slots & silent else stretch[1]

    text = OPTIONAL.sub(kept, statement.template).format_map(words)
    return text[:1].upper() + text[1:]


def state(
    identity: str, templates: Mapping[str, str], slots: Mapping[str, Slot], claims: tuple[str, ...], rows: Rows
) -> Statement:
    """Build a statement from a template of the interface's file and fill it."""
    if identity not in templates:
        raise UnknownName(one_of("Sentence", identity, templates))
    draft = Statement(identity, templates[identity], slots, claims)
    return Statement(identity, draft.template, slots, claims, fill(draft, rows))
