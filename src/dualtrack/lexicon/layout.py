"""How an article lies on a page, by language: abbreviations, furniture, what gives a genre away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dualtrack.errors import UnknownName
from dualtrack.lexicon import packs, tables

KEYS = ("abbreviations", "inner", "common", "ends", "line", "holds", "machine_written", "opinion", "live", "months")


@dataclass(frozen=True, slots=True)
class Layout:
    """reading.toml of one language. `abbreviations` do not end a sentence before a capital; those of `inner` do
    so only there ("5 p.m. Kyiv" is one sentence, "at 5 p.m. The strike" two). `common` words tell the language of a
    short text; `months` are the twelve as an address writes them. The rest are lower-case phrases."""

    language: str
    abbreviations: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    ends: tuple[str, ...] = ()
    line: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    machine_written: tuple[str, ...] = ()
    opinion: tuple[str, ...] = ()
    live: tuple[str, ...] = ()
    months: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def load_layout(language: str, extra: tuple[Path, ...] = ()) -> Layout:
    """The layout of a language; an empty one where no pack has it. Raises PackError on an unknown key."""
    try:
        path = packs.find(f"languages/{language}", "reading.toml", extra)
    except UnknownName:
        return Layout(language)
    raw = tables.read_toml(path)
    tables.check_keys(raw, KEYS, tables.label(path))
    words: dict[str, Any] = {key: tuple(raw.get(key, ())) for key in KEYS}
    words |= {key: frozenset(words[key]) for key in ("abbreviations", "inner", "common")}
    return Layout(language, **words)


@lru_cache(maxsize=16)
def all_layouts(extra: tuple[Path, ...] = ()) -> tuple[Layout, ...]:
    """Every language's layout: before the language of a page is known, any of their furniture may stand on it."""
    names = {path.parent.name for root in packs.roots(extra) for path in root.glob("languages/*/reading.toml")}
    return tuple(load_layout(name, extra) for name in sorted(names))
