"""Document: one article as read, with its sentences; Input: what became of each file that was named."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dualtrack.errors import InvalidValue
from dualtrack.model.identity import content_id, require
from dualtrack.model.when import UNKNOWN, When


class Genre(StrEnum):
    """Opinion and machine-written pieces are read, and are not independent sources."""

    NEWS = "news"
    OFFICIAL = "official"
    OPINION = "opinion"
    LIVE = "live"
    MACHINE_WRITTEN = "machine-written"
    DATASET = "dataset"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Code-point offsets [start, end) into the document's cleaned text.

    `headline` marks the title: a body prevails over its own headline, which is never a second source.
    """

    index: int
    start: int
    end: int
    headline: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidValue(f"sentence {self.index}: offsets {self.start}..{self.end} hold no text")


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its cleaned text, where it came from, and when it was published (unknown stays unknown).

    `name` is the input's name as given; it is not part of the identity, so that the same article read from
    another folder is the same document. `sha256` is of the cleaned text in UTF-8. `shingles` are the hashed
    word shingles by which near-duplicates are found. `licence` is what its source allows, if known.
    """

    text: str
    name: str
    language: str = "und"
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: When = UNKNOWN
    retrieved: datetime | None = None
    genre: Genre = Genre.NEWS
    sentences: tuple[Sentence, ...] = ()
    shingles: tuple[int, ...] = ()
    licence: str | None = None
    sha256: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "genre", Genre(self.genre))
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        require(self.sha256 in ("", digest), f"{self.name}: sha256 is not that of its text")
        object.__setattr__(self, "sha256", digest)
        last = self.sentences[-1].end if self.sentences else 0
        require(last <= len(self.text), f"{self.name}: a sentence ends after the text ({last} > {len(self.text)})")
        identity = (digest, self.publisher, self.url, self.title, self.published.earliest)
        object.__setattr__(self, "id", content_id("doc", *identity))

    def words_of(self, sentence: Sentence) -> str:
        return self.text[sentence.start : sentence.end]


class Outcome(StrEnum):
    READ = "read"
    EMPTY = "empty"
    FAILED = "failed"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Input:
    """One row of a run's report: the input as named, what became of it, why, and the document it gave.

    A duplicate is still read and kept: `duplicate_of` names the document that it repeats and `containment`
    the share of its shingles found there (1.0 = exact).
    """

    name: str
    outcome: Outcome
    why: str = ""
    document_id: str | None = None
    duplicate_of: str | None = None
    containment: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "outcome", Outcome(self.outcome))
        failed = self.outcome in (Outcome.FAILED, Outcome.EMPTY)
        require(not failed or bool(self.why), f"{self.name}: an input that {self.outcome} must say why")
