"""The words of a sentence that carry content, what negates in it, and what tells its mood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dualtrack.coding.lexis import Lexis
from dualtrack.coding.surface_parts import NAMING, TELLING, Parts
from dualtrack.coding.tokens import Words
from dualtrack.model.surface import Word

ELSEWHERE = ("say", "according", "account", "hedge", "modal", "light", "until", "agent", "figurative", "history")
"""Kinds of hits whose words are compared as sources, moods or parties, not as words."""
MOOD_TAGS = {
    "future": "planned", "would": "hypothetical", "possible": "hypothetical", "conditional": "hypothetical",
    "obligation": "demanded",
}  # fmt: skip
"""What the closed classes that mark a mood say of an act."""


def content_words(parts: Parts) -> Iterator[Word]:
    """Each word of no closed class that is no name, number or date, with its senses."""
    words = parts.words
    senses: dict[int, set[str]] = {}
    elsewhere: set[int] = set()
    for kind, hits in words.hits.items():
        for hit in hits:
            for position in range(hit.first, hit.last):
                if kind in TELLING:
                    senses.setdefault(position, set()).update(_senses(hit.entry.row, kind))
                elif kind in (*ELSEWHERE, *NAMING):
                    elsewhere.add(position)
    named = {p for name in parts.names for p in range(name.at, name.at + name.text.count(" ") + 1)}
    names = {p for kind in ("actor", "place") for hit in words.hits.get(kind, ()) for p in range(hit.first, hit.last)}
    for position, folded in enumerate(words.folded):
        if words.tags[position] or not folded[0].isalpha() or position in parts.dated | names | named:
            continue
        told = frozenset(senses.get(position, ()))
        fate = any(sense.startswith("status:") for sense in told)
        yield Word(folded, told, position not in parts.counted and (fate or position not in elsewhere))


def _senses(row: Any, kind: str) -> Iterator[str]:
    yield f"{kind}:{row if isinstance(row, str) else row.id}"
    event_type = getattr(row, "event_type", "")
    if event_type and kind in ("verb", "noun"):
        yield "/".join((event_type, *row.modes))


def negations(words: Words, lexis: Lexis) -> int:
    """Words that negate. Where a language doubles them ("none were not"), those that only agree count once at most."""
    agreeing = set(lexis.language.settings.get("polarity", {}).get("concord", ()))
    cues = [
        words.folded[position]
        for position in range(len(words))
        if words.tags[position] & {"negation", "negative_preposition"}
    ]
    full = sum(word not in agreeing for word in cues)
    return full or min(1, len(cues))


def moods(parts: Parts) -> frozenset[str]:
    words = parts.words
    tags = {tag for position, own in enumerate(words.tags) if position not in parts.dated for tag in own}
    marks = tags & MOOD_TAGS.keys()
    moods = marks | {MOOD_TAGS[tag] for tag in marks}
    moods |= {hit.entry.row.effect for hit in words.hits.get("modal", ()) if hit.entry.row.effect}
    if any(verb.form == "future" for verb in parts.reading.syntax.verbs):
        moods |= {"future", "planned"}
    return frozenset(moods)
