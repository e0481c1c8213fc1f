"""Under what conditions a row of the pack applies: classes of nouns near it, and what stands around its verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from functools import lru_cache
from typing import NamedTuple

from dualtrack.coding.clauses import Syntax
from dualtrack.model import PackRow

Classes = Mapping[str, list[int]]
"""The object classes that a sentence has, each with the last words of its nouns."""


class Condition(NamedTuple):
    """The names of a row's object condition: of which one is `wanted`, those it bars, those it needs. `classes` are
    the classes of which one must stand in the sentence (None: it can hold without any), `required` those that all
    must."""

    wanted: frozenset[str]
    barred: frozenset[str]
    needed: frozenset[str]
    classes: frozenset[str] | None
    required: frozenset[str]


@lru_cache(maxsize=4096)
def condition_of(objects: frozenset[str]) -> Condition:
    """A row's object condition, read: "!name" is barred, "&name" needed, any other wanted. A name may carry the mark
    of where its nouns stand, or tell what stands around the verb ("@party"); see Surroundings."""
    wanted = frozenset(name for name in objects if name[0] not in "!&")
    needed = frozenset(name[1:] for name in objects if name.startswith("&"))
    classes = frozenset(name.lstrip("~<^") for name in wanted)
    free = not wanted or any(name.startswith("@") for name in classes)
    required = frozenset(name.lstrip("~<^") for name in needed if "@" not in name)
    barred = frozenset(name[1:] for name in objects if name.startswith("!"))
    return Condition(wanted, barred, needed, None if free else classes, required)


def classes_at(syntax: Syntax) -> dict[str, list[int]]:
    """The object classes of the sentence's words, by the class lists of the language pack."""
    at: dict[str, list[int]] = {}
    for _, last, entry in syntax.words.hits.get("class", ()):
        if entry.form.startswith("ins"):
            continue  # "уничтожили авиабомбами": by what, not what
        at.setdefault(entry.row if isinstance(entry.row, str) else entry.row.id, []).append(last - 1)
    return at


def may_fit(row: PackRow, names: Set[str]) -> bool:
    """Whether a row's condition could hold in a sentence that has the classes `names` at all: what stands around the
    verb ("@party") can only be told by reading it."""
    if not row.objects:
        return True
    condition = condition_of(row.objects)
    return (condition.classes is None or not condition.classes.isdisjoint(names)) and condition.required <= names


def fits(row: PackRow, told: Callable[[str], bool]) -> bool:
    """Whether a row's condition holds: one of the wanted names is told of what stands around, none of those that it
    bars, all of those that it needs."""
    wanted, barred, needed, _, _ = condition_of(row.objects)
    return (not wanted or any(map(told, wanted))) and not any(map(told, barred)) and all(map(told, needed))


def waits(row: PackRow) -> bool:
    """Whether a row applies only where some object or shape of its own is met."""
    wanted, _, needed, _, _ = condition_of(row.objects)
    return bool(wanted or needed)


def choose(rows: list[PackRow], told: Callable[[str], bool]) -> PackRow | None:
    """The row whose condition holds; a condition met is worth more than none; then the pack's order."""
    plain = None
    for row in rows:
        if waits(row):
            if fits(row, told):
                return row
        elif plain is None and fits(row, told):
            plain = row
    return plain
