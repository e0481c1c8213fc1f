"""A sentence as words with offsets, and what the lexicon knows of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, repeat
from typing import Any

from dualtrack.lexicon.languages import Markers
from dualtrack.lexicon.phrases import AROUND_WORDS, Hit, fold

NO_TAGS: frozenset[str] = frozenset()
UNMARKED = Markers()
LONGEST = 1000
"""Characters of a sentence that are coded at once: what is longer is a table or a list, and is coded in pieces."""
CUTS = ("\n", "; ", ". ", ", ", " ")
"""Where a piece may end, the best first."""


@dataclass(slots=True)
class Words:
    """`folded[i]` stands at [starts[i], ends[i]) of `text`; `tags[i]` are its closed classes.
    `noun_like`, `sites`, `joining`, `instrumental`, `markers` and the endings are a language's, of its grammar.toml."""

    text: str
    folded: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[frozenset[str]]
    hits: dict[str, list[Hit[Any]]] = field(default_factory=dict)
    noun_like: frozenset[str] = NO_TAGS
    marked: bool = False
    brackets: bool = False
    capital_nouns: bool = False
    sites: frozenset[str] = NO_TAGS
    joining: frozenset[str] = NO_TAGS
    instrumental: frozenset[str] = NO_TAGS
    adverb_endings: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()
    plural_endings: tuple[str, ...] = ()
    plural_verb_endings: tuple[str, ...] = ()
    markers: Markers = UNMARKED
    dated: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.folded)

    def cut(self, first: int, last: int) -> str:
        """The text of the words [first, last)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def at(self, offset: int) -> int:
        """The word that holds a character of the text, else the next one; the last where none follows."""
        return min(bisect_right(self.ends, offset), len(self.ends) - 1)

    def within(self, start: int, end: int) -> range:
        """The words that begin in the characters [start, end)."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def capital(self, index: int) -> bool:
        return self.text[self.starts[index]].isupper()

    def tag(self, index: int) -> frozenset[str]:
        """The tags at an index; empty outside the sentence."""
        return self.tags[index] if 0 <= index < len(self.tags) else NO_TAGS

    def looks_adverbial(self, index: int) -> bool:
        """Whether the word ends as the language makes adverbs of adjectives."""
        return self.word(index).endswith(self.adverb_endings)

    def owns(self, index: int) -> bool:
        """Whether the word makes the one before it an owner ("Russia's", "the allies'")."""
        return "possessive" in self.tag(index)

    def is_compounded(self, index: int) -> bool:
        """Whether a hyphen joins the word to one before it ("dusk-to-dawn", "sit-in")."""
        joined = index > 1 and self.folded[index - 1] == "-"
        return joined and self.ends[index - 2] == self.starts[index - 1] == self.starts[index] - 1

    def word(self, index: int) -> str:
        return self.folded[index] if 0 <= index < len(self.folded) else ""


def pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """(offset, piece) of a sentence: itself, or where it is longer than LONGEST, pieces that end at a mark or between
    words. Time is linear, since no rule of the coder then reaches over more than a piece."""
    start = 0
    while len(text) - start > LONGEST:
        half, end = start + LONGEST // 2, start + LONGEST
        found = ((text.rfind(cut, half, end), cut) for cut in CUTS)
        end = next((place + len(cut) for place, cut in found if place >= 0), end)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def read_words(text: str, tags: Mapping[str, frozenset[str]]) -> Words:
    """Split a sentence; linear in its length."""
    pieces = AROUND_WORDS.split(text)
    offsets = list(accumulate(map(len, pieces)))
    folded = [word.lower() if word.isascii() else fold(word) for word in pieces[1::2]]
    told = list(map(tags.get, folded, repeat(NO_TAGS)))
    if "-" in folded:
        for index in range(1, len(folded) - 1):
            if folded[index] == "-":  # "из-за": a word of its own, told by its last part
                told[index + 1] = tags.get(f"{folded[index - 1]}-{folded[index + 1]}", told[index + 1])
    return Words(text, folded, offsets[:-1:2], offsets[1::2], told)
