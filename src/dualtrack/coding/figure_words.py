"""Whether a sentence can tell a date or a quantity at all: most tell none, and are passed over at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dualtrack.coding.lone import COUNTED
from dualtrack.coding.tokens import Words
from dualtrack.lexicon.calendar import Calendar
from dualtrack.lexicon.countables import Countables
from dualtrack.lexicon.phrases import fold_phrase

DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class FigureWords:
    """`telling` words, one of which a date or a number without a digit needs; `articles`, which count one of the
    `singulars`; `joined` where a language may write a number and its unit as one word."""

    telling: frozenset[str]
    articles: frozenset[str]
    singulars: frozenset[str]
    joined: bool

    @classmethod
    def of(cls, calendar: Calendar, countables: Countables) -> FigureWords:
        """Those of a language."""
        vague = {max(row.words, key=len) for rows in countables.vague.values() for row in rows}
        telling = {*calendar.grammar.telling, *calendar.numerals.opening, *countables.classes["alone"], *vague}
        singulars = {
            head
            for head, units in countables.units.items()
            if any(not unit.plural and unit.family in (*COUNTED, "time") for unit in units)
        }
        return cls(
            frozenset(first for word in telling for first in _first_words(word)),
            countables.classes["indefinite"],
            frozenset(first for word in singulars for first in _first_words(word)),
            calendar.numerals.compound is not None,
        )

    def stand_in(self, words: Words) -> bool:
        """Whether a sentence has what a date or a quantity needs."""
        folded = words.folded
        return (
            not self.telling.isdisjoint(folded)
            or DIGIT.search(words.text) is not None
            or not (self.articles.isdisjoint(folded) or self.singulars.isdisjoint(folded))
            or self.joined
        )


def _first_words(word: str) -> Iterator[str]:
    """What a word begins with where a sentence is split for its phrases, which part a possessive from its owner and do
    not take a quotation mark for an apostrophe."""
    for written in (word, word.replace("'", '"')):
        yield from fold_phrase(written).split()[:1]
