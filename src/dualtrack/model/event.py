"""Event: the happening that claims are judged to be about, with the judgements and the conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dualtrack.model.claim import Party, Place, Reality, Track
from dualtrack.model.identity import require
from dualtrack.model.when import UNKNOWN, When


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two claims are about one happening: the weight, each reason with its share, and who ruled
    (`rule` for the matcher, else the editor's name)."""

    left: str
    right: str
    verdict: Verdict
    weight: float
    reasons: tuple[tuple[str, float], ...]
    by: str = "rule"


class ConflictKind(StrEnum):
    NUMBER = "number"
    WINDOW = "window"
    SCOPE = "scope"
    ATTRIBUTION = "attribution"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims about one event that disagree, and how. A difference that time or part-against-whole explains is
    `window` or `scope`; `number` means that the bounds cannot both hold."""

    kind: ConflictKind
    claims: tuple[str, ...]
    says: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", ConflictKind(self.kind))
        require(len(self.claims) >= 2, "a conflict needs two claims")


@dataclass(frozen=True, slots=True)
class Event:
    """One happening. `sources` counts independent publisher families; `documents` are the inputs' names."""

    id: str
    event_type: str
    modes: tuple[str, ...]
    track: Track | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None
    when: When
    reality: Reality
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    sources: int
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Round(Event):
    """An episode of talks. `delegations` maps a party's code to its make-up (political, diplomatic, security)."""

    planned: When = UNKNOWN
    announced_at: date | None = None
    moved: tuple[date, ...] = ()
    cancelled: bool = False
    delegations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    agenda: tuple[str, ...] = ()
    mediator: str | None = None


@dataclass(frozen=True, slots=True)
class Raid(Event):
    """One mass attack; `munitions` are the ids of the figures by weapon."""

    munitions: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
