"""The same figures in two languages: Ukrainian and Russian segments of news beside their English translation.

A segment is measured where either side states a number; it agrees where both sides state the same numbers as written,
whatever noun, measure and bound ("more than" comes and goes in translation). Left out are what the languages tell by
different grammar: a single one (an article, "another"), lengths of time (a date in one, a duration in the other) and
vague numbers ("dozens" are tens elsewhere).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from bench.evaluations.counts import rows
from dualtrack import code_documents, read
from dualtrack.lexicon.countables import load_whats
from dualtrack.model import Claim

PAIRS = {"uk": "wmt23_uk-en.jsonl", "ru": "wmt23_ru-en.jsonl"}
PUBLISHED = date(2023, 2, 1)
TIMES = frozenset(what for what, kind in load_whats().items() if kind == "time")


class Segment(NamedTuple):
    """One aligned segment: its two texts and the figures that were coded in each."""

    source: str
    english: str
    told: Counter[float]
    told_english: Counter[float]

    @property
    def agrees(self) -> bool:
        return self.told == self.told_english


def claims_of(text: str, language: str) -> list[Claim]:
    document = read.text_document(text, name="segment", published=PUBLISHED, language=language)
    return list(code_documents([document], case="ukraine"))


def figures(text: str, language: str) -> Counter[float]:
    """The numbers of every quantity of a text that both languages can tell alike."""
    told: Counter[float] = Counter()
    for claim in claims_of(text, language):
        number = claim.quantity
        if number is not None and number.what not in TIMES and number.best != 1 and ".vague." not in claim.rule:
            written = [number.best] if number.best is not None else [number.low, number.high]
            told.update(value for value in written if value is not None)
    return told


def segments(language: str) -> Iterator[Segment]:
    """The aligned segments of news, from a language into English, in which either side states a figure."""
    for row in rows(f"D8_parallel_uk_ru_en/{PAIRS[language]}"):
        if row["domain"] != "news":
            continue
        told, told_english = figures(row["src"], language), figures(row["en"], "en")
        if told or told_english:
            yield Segment(row["src"], row["en"], told, told_english)


def agreement(found: Sequence[Segment]) -> float:
    """The share of segments whose figures agree."""
    return sum(segment.agrees for segment in found) / len(found)


def main() -> None:
    for language in PAIRS:
        found = list(segments(language))
        print(f"{language}: {agreement(found):.3f} of {len(found)} segments")
        for segment in found:
            if not segment.agrees:
                only = (segment.told - segment.told_english, segment.told_english - segment.told)
                print("  ", segment.source, "|", segment.english, "|", *map(dict, only))


if __name__ == "__main__":
    main()
