"""The same figures in two languages: Ukrainian and Russian segments beside their English translation.

A segment is measured where either side states a figure; it agrees where both sides state the same figures, as a
multiset of (low, best, high), with whatever noun and measure. Left out are what the languages tell by different
grammar: a single one (an article, "another"), lengths of time (a date in one, a duration in the other) and vague
numbers ("dozens" are tens elsewhere).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bench.evaluations.counts import rows
from dualtrack import code_documents, read
from dualtrack.lexicon.countables import load_whats
from dualtrack.model import Claim

PAIRS = {"uk": "wmt23_uk-en.jsonl", "ru": "wmt23_ru-en.jsonl"}
PUBLISHED = date(2023, 2, 1)
TIMES = frozenset(what for what, kind in load_whats().items() if kind == "time")

Figure = tuple[float | None, float | None, float | None]


class Segment(NamedTuple):
    """One aligned segment: its two texts and the figures that were coded in each."""

    source: str
    english: str
    told: Counter[Figure]
    told_english: Counter[Figure]

    @property
    def agrees(self) -> bool:
        return self.told == self.told_english


def claims_of(text: str, language: str) -> list[Claim]:
    document = read.text_document(text, name="segment", published=PUBLISHED, language=language)
    return list(code_documents([document], case="ukraine"))


def figures(text: str, language: str) -> Counter[Figure]:
    """The bounds of every quantity of a text that both languages can tell alike."""
    told: Counter[Figure] = Counter()
    for claim in claims_of(text, language):
        number = claim.quantity
        if number is not None and number.what not in TIMES and number.best != 1 and ".vague." not in claim.rule:
            told[number.low, number.best, number.high] += 1
    return told


def segments(language: str) -> Iterator[Segment]:
    """The aligned segments of a language in which either side states a quantity."""
    for row in rows(f"D8_parallel_uk_ru_en/{PAIRS[language]}"):
        told, told_english = figures(row["src"], language), figures(row["en"], "en")
        if told or told_english:
            yield Segment(row["src"], row["en"], told, told_english)


def agreement(language: str) -> float:
    """The share of segments with a quantity whose figures agree."""
    held = [segment.agrees for segment in segments(language)]
    return sum(held) / len(held)
