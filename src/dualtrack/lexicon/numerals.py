"""Numbers of a language: packs/languages/<xx>/numbers.toml.

decimal, thousands   the marks within a number as written
cardinals            value -> words; multipliers: value -> words that multiply what stands before
joined               value -> letters that multiply only right after the digits ("80m", "10k")
ordinals             value -> words
connectors           words between a multiplier and the rest ("one hundred and five")
ones                 words that count one before a multiplier ("a million")
halves               words that count a half before a multiplier ("half a million")
case_endings         endings that a hyphen joins to a cardinal in digits, where numbers inflect
half_after           words that add a half to the number before them ("one and a half million")
compounds            value -> openings of words that join a number to a unit, for languages that write "30-hour" as one
                     word; compound_units: the stems that may follow
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from dualtrack.errors import PackError
from dualtrack.lexicon import packs, tables
from dualtrack.lexicon.grammar import fold_word

KEYS = (
    "decimal", "thousands", "cardinals", "multipliers", "joined", "ordinals", "connectors", "ones", "halves",
    "compounds", "compound_units", "half_after", "case_endings",
)  # fmt: skip


@dataclass(frozen=True)
class Numerals:
    """How a language writes numbers. `written` reads digits with marks; a space may part thousands where `spaced`."""

    code: str
    decimal: str
    thousands: str
    cardinals: Mapping[str, float]
    multipliers: Mapping[str, float]
    joined: Mapping[str, float]
    ordinals: Mapping[str, float]
    connectors: frozenset[str]
    ones: frozenset[str]
    halves: frozenset[str]
    half_after: tuple[str, ...]
    case_endings: frozenset[str]
    grouped: re.Pattern[str]
    openings: Mapping[str, float]
    compound: re.Pattern[str] | None

    @cached_property
    def opening(self) -> frozenset[str]:
        """The words that a number may begin with."""
        return frozenset((*self.cardinals, *self.halves, *self.multipliers))

    def written(self, word: str) -> float | None:
        """The value of digits with marks; None for what is no number (a clock time, a date, 1941/42)."""
        if word.isdigit():
            return float(word[:300])
        if self.grouped.match(word):
            for mark in self.thousands:
                word = word.replace(mark, "")
            return float(word.replace(self.decimal, "."))
        pieces = word.replace(",", ".").split(".")
        if len(pieces) == 2 and all(piece.isdigit() for piece in pieces):
            return float(".".join(pieces))
        return None


def word_values(table: Mapping[str, str], where: str) -> dict[str, float]:
    """`{"2" = "two"}` turned around: word -> value. Raises PackError for a key that is no number."""
    values: dict[str, float] = {}
    for key, words in table.items():
        try:
            value = float(key)
        except ValueError as error:
            raise PackError(f"{where}: '{key}' is not a number: write value = \"words\"") from error
        values |= {fold_word(word): value for word in words.split()}
    return values


@lru_cache(maxsize=32)
def load_numerals(code: str, extra: tuple[Path, ...] = ()) -> Numerals:
    """The numbers of a language; digits alone where there is no pack. Raises PackError."""
    try:
        path = packs.find("languages", f"{code}/numbers.toml", extra)
    except LookupError:
        return _numerals(code, {}, code)
    raw = tables.read_toml(path)
    tables.check_keys(raw, KEYS, f"{tables.label(path)}:1")
    return _numerals(code, raw, f"{tables.label(path)}:1")


def _numerals(code: str, raw: Mapping[str, Any], where: str) -> Numerals:
    decimal, thousands = raw.get("decimal", "."), raw.get("thousands", ",")
    marks = re.escape(thousands)
    grouped = re.compile(rf"\d{{1,3}}(?:[{marks}]\d{{3}})+(?:{re.escape(decimal)}\d+)?\Z")
    cardinals, multipliers, joined, ordinals = (
        word_values(raw.get(name, {}), where) for name in ("cardinals", "multipliers", "joined", "ordinals")
    )
    connectors, ones, halves = (frozenset(str(raw.get(name, "")).split()) for name in ("connectors", "ones", "halves"))
    openings = word_values(raw.get("compounds", {}), where)
    return Numerals(
        code, decimal, thousands, cardinals, multipliers, joined, ordinals, connectors, ones, halves,
        tuple(str(raw.get("half_after", "")).split()), frozenset(str(raw.get("case_endings", "")).split()), grouped,
        openings, _compound(openings, str(raw.get("compound_units", "")).split()),
    )  # fmt: skip


def _compound(openings: Mapping[str, float], units: list[str]) -> re.Pattern[str] | None:
    """A word of one or two openings and a unit: (opening, opening or nothing, unit)."""
    if not openings or not units:
        return None
    first = "|".join(sorted(map(re.escape, openings), key=len, reverse=True))
    return re.compile(rf"({first})({first})?((?:{'|'.join(map(re.escape, units))})\w*)\Z")
