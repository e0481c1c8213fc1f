"""Whether a sentence can tell a date or a quantity at all: most tell none, and are passed over at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dualtrack.coding.tokens import Words
from dualtrack.lexicon.calendar import Calendar
from dualtrack.lexicon.countables import Countables
from dualtrack.lexicon.phrases import fold_phrase

DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class FigureWords:
    """`telling` words, one of which a date or a number without a digit needs; `articles`, which count one of the
    `nouns`; `compound`, how a language may write a number and its unit as one word."""

    telling: frozenset[str]
    articles: frozenset[str]
    nouns: frozenset[str]
    compound: re.Pattern[str] | None

    @classmethod
    def of(cls, calendar: Calendar, countables: Countables) -> FigureWords:
        """Those of a language."""
        numbers = calendar.numerals.opening | countables.vague_words | countables.classes["alone"]
        return cls(
            _opening(calendar.grammar.telling | numbers),
            countables.classes["indefinite"],
            _opening(countables.lone_nouns),
            calendar.numerals.compound,
        )

    def stand_in(self, words: Words) -> bool:
        """Whether a sentence has what a date or a quantity needs."""
        folded = words.folded
        return (
            not self.telling.isdisjoint(folded)
            or DIGIT.search(words.text) is not None
            or not (self.articles.isdisjoint(folded) or self.nouns.isdisjoint(folded))
            or (self.compound is not None and any(map(self.compound.match, folded)))
        )


def _opening(words: Iterable[str]) -> frozenset[str]:
    """What the words begin with where a sentence is split for its phrases: a possessive then stands apart, and a
    quotation mark is no apostrophe."""
    return frozenset(fold_phrase(written).split()[0] for word in words for written in (word, word.replace("'", '"')))
