"""What the readers of a sentence's surface share: the sentence as read, and where its words stand."""

from __future__ import annotations

from dataclasses import dataclass

from dualtrack.coding.lexis import Lexis
from dualtrack.coding.sentence import Reading
from dualtrack.coding.tokens import Words
from dualtrack.model.surface import Name

NAMING = ("actor", "place", "agent", "stop")
"""Kinds of hits whose words name somebody or some place."""
TELLING = ("verb", "noun", "class", "pact", "vow", "status", "stance", "issue", "compare")
"""Kinds of hits that give a word its sense."""


@dataclass(slots=True)
class Parts:
    """A sentence as read: its names, those that open at a word, and which words its dates and numbers take."""

    reading: Reading
    lexis: Lexis
    names: list[Name]
    at: dict[int, Name]
    dated: frozenset[int]
    counted: frozenset[int]

    @property
    def words(self) -> Words:
        return self.reading.words


def positions(words: Words, spans: list[tuple[int, int]]) -> frozenset[int]:
    """The indexes of the words that stand in some spans of characters."""
    return frozenset(index for start, end in spans for index in words.within(start, end))
