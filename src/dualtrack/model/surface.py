"""Surface: what a sentence says on its face: names, numbers, dates, sources, acts, negations, words.

Claims hold what the coder understood. A surface holds what stands in the sentence whether or not an act could be coded
from it, so that prose can be compared with its sources even where the coder is blind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from dualtrack.model.claim import Place, Quantity, Reality
from dualtrack.model.when import When


@dataclass(frozen=True, slots=True)
class Name:
    """A party or place named at word `at`. `name` is the proper name of its row, empty for a name in no list; `kind`
    that of its row, else `unknown`. `located` says that a preposition of place governs it, `marker` which preposition;
    `standing` is subject or object of what is done, or empty; `speaks` says that it is named as a source."""

    text: str
    at: int
    name: str = ""
    code: str | None = None
    kind: str = "unknown"
    role: str | None = None
    place: Place | None = None
    located: bool = False
    marker: str = ""
    standing: str = ""
    speaks: bool = False

    @property
    def known(self) -> bool:
        return self.kind != "unknown"


@dataclass(frozen=True, slots=True)
class Number:
    """A number at word `at`, dates excepted. `counted` is None where nothing that is counted was recognised; `noun` are
    the folded words after it; `place` is that of its own stretch of the sentence, `source` who asserts it."""

    value: float
    text: str
    at: int
    counted: Quantity | None = None
    noun: tuple[str, ...] = ()
    place: Place | None = None
    source: Name | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A date: its reading for what happened and for what is ahead, and the preposition before it."""

    when: When
    future: When
    text: str
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Doing:
    """An act as the syntax has it: type and modes, who does it to whom, whether it took place, whose word it is."""

    event_type: str
    modes: tuple[str, ...]
    reality: Reality
    actors: tuple[Name, ...] = ()
    recipients: tuple[Name, ...] = ()
    source: Name | None = None
    text: str = ""


class Word(NamedTuple):
    """A word that carries content: as folded, the senses that the lexicon gives it, and whether the senses tell all
    (what is counted, attributed or modal is compared elsewhere)."""

    folded: str
    senses: frozenset[str]
    compared: bool


@dataclass(frozen=True, slots=True)
class Surface:
    """One sentence on its face. `negations` counts what negates, concord once; `moods` are the realities that words of
    mood announce (planned, hypothetical, demanded ...) and the closed classes that do so (future, conditional ...)."""

    text: str
    language: str
    names: tuple[Name, ...] = ()
    numbers: tuple[Number, ...] = ()
    dates: tuple[Dated, ...] = ()
    sources: tuple[Name, ...] = ()
    doings: tuple[Doing, ...] = ()
    words: tuple[Word, ...] = ()
    negations: int = 0
    moods: frozenset[str] = field(default_factory=frozenset)
    hedged: bool = False

    @property
    def checkable(self) -> bool:
        """Whether it states anything that a record can hold: a number, a date, an act, or what somebody said."""
        return bool(self.numbers or self.dates or self.doings or self.sources)
