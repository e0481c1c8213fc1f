"""Time expressions of a language: packs/languages/<xx>/time.toml.

[classes.NAME]   value = "words": a class of words that patterns name as {NAME} (month, weekday, unit, season ...)
[settings]       guarded: words that are of a class only with a capital (May, March); order: month_first or day_first
[[pattern]]      id, level, form (see lexicon.grammar), value (the rule that reads it), grain, example and the settings
                 that the rule takes (shift, days, base ...)
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dualtrack.errors import PackError, nearest
from dualtrack.lexicon import packs, tables
from dualtrack.lexicon.grammar import Grammar, Value, fold_word
from dualtrack.lexicon.numerals import Numerals, load_numerals

SETTINGS = (
    "shift", "days", "base", "number", "part", "edge", "unit", "anchor", "months", "short", "order", "holiday",
    "year_shift",
)  # fmt: skip
PATTERN_KEYS = ("id", "level", "form", "value", "grain", "example", *SETTINGS)
WRITTEN = """
        0 1 12 24 25 29 31 32 99 150 999 1000 1899 1900 2199 2200 05 00 45 15000 three 1.5 1,000 07:30 07.30 30.05
        03.02 25.40 1.50 12.45 24.02 24.60 31.12 03.02.2026 3/2/2026 1941/42 2024.02.03 3:95 07:30:15
"""
NUMBERS = tuple((word, 0.0 if not word.isdigit() else float(word)) for word in WRITTEN.split())
"""Numbers that between them show every combination of classes that grammar.number_classes gives."""


@dataclass(frozen=True)
class Calendar:
    """The compiled time expressions of a language, with its numbers."""

    code: str
    grammar: Grammar
    numerals: Numerals

    def examples(self) -> list[tuple[str, str]]:
        """(pattern id, example) of each row."""
        return [(pattern.id, pattern.example) for pattern in self.grammar.patterns]


@lru_cache(maxsize=32)
def load_calendar(code: str, extra: tuple[Path, ...] = ()) -> Calendar:
    """The time expressions of a language; ISO dates alone where there is no pack. Raises PackError."""
    numerals = load_numerals(code, extra)
    paths = [packs.find("languages", "time.toml", extra)]
    with suppress(LookupError):
        paths.append(packs.find("languages", f"{code}/time.toml", extra))
    vocabulary: dict[str, dict[str, Value]] = {"ordinal": dict(numerals.ordinals)}
    rows: list[Mapping[str, Any]] = []
    where: list[str] = []
    guarded: frozenset[str] = frozenset()
    for path in paths:
        raw = tables.read_toml(path)
        tables.check_keys(raw, ("classes", "settings", "pattern"), f"{tables.label(path)}:1")
        for name, members in raw.get("classes", {}).items():
            vocabulary.setdefault(name, {}).update(_members(members))
        guarded |= frozenset(raw.get("settings", {}).get("guarded", "").split())
        for index, row in enumerate(raw.get("pattern", ())):
            place = tables.entry_line(path, "pattern", index)
            rows.append(_checked(row, place))
            where.append(place)
    return Calendar(code, Grammar(vocabulary, rows, where, NUMBERS, guarded), numerals)


def _members(members: Mapping[str, str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key, words in members.items():
        value: Value = float(key) if key.lstrip("-").isdigit() else key
        found |= {fold_word(word): value for word in words.split()}
    return found


def _checked(row: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    tables.check_keys(row, PATTERN_KEYS, where)
    for key in ("id", "form", "value", "grain", "example"):
        if key not in row:
            raise PackError(f"{where}: key '{key}' missing.{nearest(key, row)} Add it.")
    return row
