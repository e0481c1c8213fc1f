"""A sentence as words with offsets, and what the lexicon knows of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, repeat
from typing import Any, ClassVar, Self

from dualtrack.lexicon.languages import Language, Markers
from dualtrack.lexicon.phrases import AROUND_WORDS, Hit, fold

NO_TAGS: frozenset[str] = frozenset()
LONGEST = 1000
"""Characters of a sentence that are coded at once: what is longer is a table or a list, and is coded in pieces."""
CUTS = ("\n", "; ", ". ", ", ", " ")
"""Where a piece may end, the best first."""


@dataclass(slots=True)
class Words:
    """`folded[i]` stands at [starts[i], ends[i]) of `text`; `tags[i]` are its closed classes; `hits` are the phrases
    found over them, by kind; `dated` the words that tell when. What holds of a whole language (see its grammar.toml)
    stands on the class of its words, which words_of makes."""

    text: str
    folded: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[frozenset[str]]
    hits: dict[str, list[Hit[Any]]] = field(default_factory=dict)
    dated: frozenset[int] = frozenset()

    closed: ClassVar[Mapping[str, frozenset[str]]] = {}
    noun_like: ClassVar[frozenset[str]] = NO_TAGS
    marked: ClassVar[bool] = False
    brackets: ClassVar[bool] = False
    capital_nouns: ClassVar[bool] = False
    sites: ClassVar[frozenset[str]] = NO_TAGS
    localities: ClassVar[frozenset[str]] = NO_TAGS
    targets: ClassVar[frozenset[str]] = NO_TAGS
    joining: ClassVar[frozenset[str]] = NO_TAGS
    instrumental: ClassVar[frozenset[str]] = NO_TAGS
    adverb_endings: ClassVar[tuple[str, ...]] = ()
    participle_endings: ClassVar[tuple[str, ...]] = ()
    plural_endings: ClassVar[tuple[str, ...]] = ()
    plural_verb_endings: ClassVar[tuple[str, ...]] = ()
    first_person_endings: ClassVar[tuple[str, ...]] = ()
    particles: ClassVar[frozenset[str]] = NO_TAGS
    markers: ClassVar[Markers] = Markers()

    @classmethod
    def read(cls, text: str) -> Self:
        """Split a sentence; linear in its length."""
        pieces = AROUND_WORDS.split(text)
        offsets = list(accumulate(map(len, pieces)))
        folded = [word.lower() if word.isascii() else fold(word) for word in pieces[1::2]]
        tags = list(map(cls.closed.get, folded, repeat(NO_TAGS)))
        words = cls(text, folded, offsets[:-1:2], offsets[1::2], tags)
        if "-" in folded:
            words._tag_compounds()
        return words

    def _tag_compounds(self) -> None:
        """A compound is told as a whole, by its last part ("из-за"); where order marks roles, its small words mark
        none."""
        folded, tags = self.folded, self.tags
        for index in range(1, len(folded) - 1):
            if folded[index] == "-":
                tags[index + 1] = self.closed.get(f"{folded[index - 1]}-{folded[index + 1]}", tags[index + 1])
        if not self.marked:
            self.tags = [NO_TAGS if self.is_compounded(index) else own for index, own in enumerate(tags)]

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


def words_of(language: Language) -> type[Words]:
    """The class of a language's words."""

    class LanguageWords(Words):
        __slots__ = ()
        closed = language.tags
        noun_like = language.noun_like
        marked = language.marks_cases
        brackets = language.brackets
        capital_nouns = language.capital_nouns
        sites = language.places.get("sites", NO_TAGS)
        localities = language.places.get("nouns", NO_TAGS)
        targets = language.places.get("target", NO_TAGS)
        joining = language.joining
        instrumental = language.instrumental
        adverb_endings = language.adverb_endings
        participle_endings = language.participle_endings
        plural_endings = language.plural_endings
        plural_verb_endings = language.plural_verb_endings
        first_person_endings = language.first_person_endings
        particles = frozenset(word for word, tags in language.tags.items() if "particle" in tags)
        markers = language.markers

    return LanguageWords
