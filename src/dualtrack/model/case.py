"""Case: one war's actors, places, issues, sources and rounds, as its pack declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from dualtrack.model.condition import Condition
from dualtrack.model.identity import require
from dualtrack.model.issue import Issue
from dualtrack.model.when import UNKNOWN, When


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of actors.csv: who, as which state or organisation, in which PLOVER sector, in which dates.

    `code` is what claims carry (ISO 3166 alpha-3 for states); `kind` is state, government, ministry, force,
    person, organisation, group, metonym or population; `aliases` maps a language to the names in it, `adjectives`
    to its adjectives ("Russian").
    `valid_from`..`valid_to` bound an office (both ends included, None = open).
    """

    id: str
    code: str
    role: str
    kind: str
    name: str
    side: str | None = None
    office: str | None = None
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adjectives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    valid_from: date | None = None
    valid_to: date | None = None
    gender: str | None = None
    example: str = ""
    row: str = ""

    def __post_init__(self) -> None:
        bounded = self.valid_from is not None and self.valid_to is not None
        ordered = not bounded or self.valid_from <= self.valid_to  # type: ignore[operator]
        require(ordered, f"actor '{self.id}': valid_from {self.valid_from} is after valid_to {self.valid_to}")

    def holds_on(self, day: date | None) -> bool:
        """Whether the row is valid on a day; an unknown day rules nothing out."""
        if day is None:
            return True
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Agent:
    """One row of a case's agents.csv: a noun that names a party by its sector, in one language, beside those of the
    language's own pack. `words` as there: `=written` is taken as it stands, else it inflects."""

    id: str
    language: str
    words: tuple[str, ...]
    role: str
    party_kind: str = "group"
    example: str = ""
    row: str = ""


class PackRow(NamedTuple):
    """One row of a language pack, or of a case's own verbs, which name their `language`. `source` is its
    file:line; `kind` is verb, noun, agent, class or a cue's kind."""

    id: str
    kind: str
    words: tuple[str, ...]
    condition: Condition
    event_type: str
    modes: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    effect: str
    role: str
    party_kind: str
    example: str
    source: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One row of places.csv or of a gazetteer. `admin` is the id of the first-level area that holds it;
    `kind` is country, region, oblast, city, town, village, district, sector, sea, facility or venue."""

    id: str
    name: str
    kind: str
    country: str | None
    admin: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    example: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One row of sources.csv. `family` groups publishers that are not independent of each other (owner, wire).
    `reliability` maps `claim kind:side` (as "killed:own") to high, medium or low."""

    id: str
    publisher: str
    family: str
    country: str | None = None
    side: str | None = None
    language: str | None = None
    genre: str = "news"
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    licence: str | None = None
    reliability: Mapping[str, str] = field(default_factory=dict)
    row: str = ""


@dataclass(frozen=True, slots=True)
class ScheduledRound:
    """One row of rounds.csv: a meeting of the talks, with what is known of its planning.

    `verified` is V (checked in stored pages) or K (general knowledge, unchecked).
    """

    start: date
    end: date
    tier: str
    place: str
    parties: tuple[str, ...]
    verified: str
    note: str = ""
    announced_at: date | None = None
    planned: When = UNKNOWN
    moved: tuple[date, ...] = ()
    cancelled: bool = False
    delegations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    agenda: tuple[str, ...] = ()
    mediator: str | None = None
    place_id: str | None = None
    row: str = ""

    def __post_init__(self) -> None:
        require(self.start <= self.end, f"round at {self.place}: starts {self.start}, ends {self.end}")


@dataclass(frozen=True, slots=True)
class Case:
    """One war. `sides` are the codes of the belligerents, in the order in which pages name them.
    `anchors` maps the id of a named date ("new-year", "invasion") to its day; `settings` is the rest of case.toml;
    `packs` are the folders of the user's own packs that it was loaded with."""

    id: str
    name: str
    sides: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    issues: tuple[Issue, ...] = ()
    sources: tuple[Source, ...] = ()
    rounds: tuple[ScheduledRound, ...] = ()
    agents: tuple[Agent, ...] = ()
    verbs: tuple[PackRow, ...] = ()
    anchors: Mapping[str, date] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    root: str = ""
    packs: tuple[str, ...] = ()
