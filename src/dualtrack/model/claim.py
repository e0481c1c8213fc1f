"""Claim: what one sentence asserts, by whom, about when and where. The atom: never edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from dualtrack.errors import InvalidValue
from dualtrack.model.identity import content_id, plain, require
from dualtrack.model.when import UNKNOWN, When

EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""PLOVER 2.0's sixteen roots."""


class Track(StrEnum):
    TALKS = "talks"
    FORCE = "force"
    PRESSURE = "pressure"
    HOME = "home"


class Reality(StrEnum):
    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    ENDED = "ended"
    HYPOTHETICAL = "hypothetical"
    DEMANDED = "demanded"
    DENIED = "denied"
    THREATENED = "threatened"


class Qualifier(StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    NEARLY = "nearly"
    RANGE = "range"


class Form(StrEnum):
    TRUCE = "truce"
    MORATORIUM = "moratorium"
    ULTIMATUM = "ultimatum"
    PROMISE = "promise"
    OFFER = "offer"
    DEADLINE = "deadline"
    THREAT = "threat"


class Status(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    DEMANDS = "demands"
    OFFERS = "offers"
    ACCEPTS = "accepts"
    REJECTS = "rejects"


class Relation(StrEnum):
    RECORD = "record"
    NTH = "nth"
    MORE_THAN_BEFORE = "more_than_before"
    FASTER_THAN = "faster_than"


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient: its code (ISO 3166 alpha-3 or a case code; None if unresolved), its PLOVER
    sector, and the words that name it."""

    code: str | None
    role: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source that asserts a claim, and the words that name it."""

    code: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the act happened. `country` is alpha-3; `region` is the id of the first-level area that holds it
    (or is it); `scale` tells a point (city) from an area (oblast, country), so that tallies are not mixed."""

    name: str
    id: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    region: str | None = None
    scale: str = "city"


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what to whom, by PLOVER root, modes and contexts."""

    event_type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()

    def __post_init__(self) -> None:
        if self.event_type not in EVENT_TYPES:
            known = ", ".join(EVENT_TYPES)
            raise InvalidValue(f"event type '{self.event_type}' is not a PLOVER root ({known})")


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of what, with the bounds that the qualifier leaves open.

    `scope` is null for the whole, else the part that the number counts (a weapon, a region, a side, "decoys").
    `event` is the id of the event claim that the number belongs to.
    """

    measure: str
    what: str
    low: float | None
    best: float | None
    high: float | None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str | None = None
    event: str | None = None
    scope: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "qualifier", Qualifier(self.qualifier))
        bounds = [bound for bound in (self.low, self.best, self.high) if bound is not None]
        require(bool(bounds), "a quantity needs a number")
        require(bounds == sorted(bounds), f"not low <= best <= high: {self.low}, {self.best}, {self.high}")


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody bound itself to, or threatened, with its dates. `status` is what this sentence says of it."""

    form: Form
    party: tuple[Party, ...]
    toward: tuple[Party, ...] = ()
    subject: str = ""
    made: date | None = None
    due: date | None = None
    condition: str | None = None
    status: Status = Status.UNKNOWN

    def __post_init__(self) -> None:
        object.__setattr__(self, "form", Form(self.form))
        object.__setattr__(self, "status", Status(self.status))
        ordered = self.made is None or self.due is None or self.made <= self.due
        require(ordered, f"a commitment made on {self.made} cannot be due on {self.due}")


@dataclass(frozen=True, slots=True)
class Position:
    """What a party wants on an issue of the case; `value` is 0..1 on the issue's scale, None if not stated."""

    party: Party
    issue: str
    stance: Stance
    value: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "stance", Stance(self.stance))
        inside = self.value is None or 0.0 <= self.value <= 1.0
        require(inside, f"issue '{self.issue}': value {self.value} is outside 0..1")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison that a series can check: "the third mass attack since New Year", "a record number of"."""

    measure: str
    what: str
    relation: Relation
    n: int | None = None
    since: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "relation", Relation(self.relation))


Payload = Act | Quantity | Commitment | Position | Comparison
KINDS: Mapping[type, str] = {
    Act: "event",
    Quantity: "quantity",
    Commitment: "commitment",
    Position: "position",
    Comparison: "comparison",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence asserts. `quote` is text[start:end] of the document; `rule` joins the ids of the
    lexicon rows that made it with `+`. The payload is exactly one of act, quantity, commitment, position,
    comparison; the other properties are None."""

    document_id: str
    document: str
    sentence: int
    start: int
    end: int
    quote: str
    language: str
    payload: Payload
    rule: str
    track: Track | None = None
    speaker: Speaker | None = None
    via: tuple[Speaker, ...] = ()
    hedge: str | None = None
    reality: Reality = Reality.OCCURRED
    when: When = UNKNOWN
    place: Place | None = None
    headline: bool = False
    id: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if type(self.reality) is not Reality:
            object.__setattr__(self, "reality", Reality(self.reality))
        if self.track is not None and type(self.track) is not Track:
            object.__setattr__(self, "track", Track(self.track))
        if not self.end - self.start == len(self.quote) > 0:
            raise InvalidValue(f"quote of {len(self.quote)} characters at {self.start}..{self.end}")

    def __getattr__(self, name: str) -> str:
        """The id, made of the content when it is first asked for: most claims are refined before that."""
        if name != "id":
            raise AttributeError(f"a claim has no {name}")
        content = (self.document_id, self.start, self.end, self.kind, self.payload, self.reality, self.when, self.rule)
        object.__setattr__(self, "id", content_id("clm", *content, self.speaker, self.place))
        return self.id

    @property
    def kind(self) -> str:
        return KINDS[type(self.payload)]

    @property
    def act(self) -> Act | None:
        return self.payload if isinstance(self.payload, Act) else None

    @property
    def quantity(self) -> Quantity | None:
        return self.payload if isinstance(self.payload, Quantity) else None

    @property
    def commitment(self) -> Commitment | None:
        return self.payload if isinstance(self.payload, Commitment) else None

    @property
    def position(self) -> Position | None:
        return self.payload if isinstance(self.payload, Position) else None

    @property
    def comparison(self) -> Comparison | None:
        return self.payload if isinstance(self.payload, Comparison) else None

    def as_json(self) -> dict[str, Any]:
        """The claim as the output contract writes it: common fields, then those of its kind."""
        head = {
            "kind": self.kind, "id": self.id, "document": self.document, "document_id": self.document_id,
            "sentence": self.sentence, "start": self.start, "end": self.end, "quote": self.quote,
            "language": self.language, "track": self.track, "speaker": self.speaker, "via": self.via,
            "hedge": self.hedge, "reality": self.reality, "earliest": self.when.earliest,
            "latest": self.when.latest, "precision": self.when.precision, "when_words": self.when.words,
            "place": self.place, "headline": self.headline, "rule": self.rule,
        }  # fmt: skip
        written: dict[str, Any] = plain(head)
        payload: dict[str, Any] = plain(self.payload)
        return written | payload
