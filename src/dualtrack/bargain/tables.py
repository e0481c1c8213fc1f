"""Rows of a case's issues.toml as the models read them: what is missing, misspelt or impossible is refused by name."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dualtrack.bargain.checks import check_not_negative, check_number, check_probability
from dualtrack.errors import BargainError, nearest
from dualtrack.model import Estimate
from dualtrack.model.issue import Origin

BOUNDS = ("low", "mode", "high")


def check_row(row: Any, where: str, needed: Sequence[str], optional: Sequence[str] = ()) -> None:
    """Raise BargainError for a row that is no table, lacks a key, or has one that nothing reads."""
    if not isinstance(row, Mapping):
        raise BargainError(f"{where} is {row!r}: it needs a table with {', '.join(needed)}")
    known = (*needed, *optional)
    for key in row:
        if key not in known:
            raise BargainError(f"{where}: key '{key}' unknown.{nearest(key, known)} Known: {', '.join(known)}")
    missing = [key for key in needed if key not in row]
    if missing:
        raise BargainError(f"{where} has no {', '.join(missing)}: give {', '.join(needed)}")


def read_table(parent: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    """A table of a table, empty where it is missing. Raises BargainError for what is no table."""
    table = parent.get(key, {})
    if not isinstance(table, Mapping):
        raise BargainError(f"{where} is {table!r}: it needs a table")
    return table


def read_rows(parent: Mapping[str, Any], key: str, where: str) -> Sequence[Any]:
    """A list of a table, empty where it is missing. Raises BargainError for what is no list."""
    rows = parent.get(key, ())
    if not isinstance(rows, list | tuple):
        raise BargainError(f"{where} is {rows!r}: it needs a list of tables")
    return rows


def read_words(row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """A list of words. Raises BargainError for anything else, an empty list included."""
    words = row[key]
    if not isinstance(words, list | tuple) or not words or not all(isinstance(word, str) for word in words):
        raise BargainError(f"{where}: {key} is {words!r}: it needs a list of words")
    return tuple(words)


def read_estimate(row: Any, where: str, *, chance: bool = False, least: float = -math.inf) -> Estimate:
    """A triangular estimate; `chance` where it is a probability, `least` the lowest that it may be.
    Raises BargainError for a bound that is no number, out of these, or out of order."""
    check_row(row, where, BOUNDS, ("origin", "note"))
    for bound in BOUNDS:
        value = check_number(row[bound], f"{where}: {bound}")
        if chance:
            check_probability(value, f"{where}: {bound}")
        elif least == 0:
            check_not_negative(value, f"{where}: {bound}")
        elif value < least:
            raise BargainError(f"{where}: {bound} is {value:g}: it cannot be below {least:g}")
    low, mode, high = (float(row[bound]) for bound in BOUNDS)
    if not low <= mode <= high:
        raise BargainError(f"{where}: low {low:g}, mode {mode:g}, high {high:g} are out of order; give them rising")
    origin = row.get("origin", Origin.PRIOR)
    if origin not in set(Origin):
        raise BargainError(f"{where}: origin '{origin}' is none of {', '.join(Origin)}.{nearest(str(origin), Origin)}")
    return Estimate(low, mode, high, origin, row.get("note", ""))
