"""Report: an event claim as the matcher reads it, with the numbers that belong to it and the day it was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dualtrack.model import Claim, Document, Party, Place, Reality
from dualtrack.record.weights import AIR, FAMILIES, GROUND, SYMMETRIC

Bounds = tuple[float | None, float | None]
HELD = (Reality.OCCURRED, Reality.ONGOING, Reality.ENDED, Reality.DENIED)
AHEAD = (Reality.PLANNED, Reality.POSTPONED, Reality.CANCELLED)
FROM_THE_AIR = ("launched", "shot_down", "lost")


@dataclass(frozen=True, slots=True)
class Report:
    """`numbers` maps (measure, what, scope) to bounds; `first`..`last` are day ordinals, None where unknown;
    `actors` and `recipients` are codes, those of an interception turned round so that they name the raid's."""

    claim: Claim
    numbers: Mapping[tuple[str, str, str | None], Bounds]
    family: str
    said: int | None
    first: int | None
    last: int | None
    actors: frozenset[str]
    recipients: frozenset[str]
    modes: frozenset[str]
    interception: bool
    words: frozenset[str]

    @property
    def held(self) -> bool:
        return self.claim.reality in HELD

    @property
    def ahead(self) -> bool:
        return self.claim.reality in AHEAD

    @property
    def symmetric(self) -> bool:
        """Whether the parties are of equal standing: a meeting, an agreement, an exchange."""
        return self.family in SYMMETRIC or "exchange" in self.modes

    @property
    def air(self) -> bool:
        return bool(self.modes & AIR) or any(key[0] in FROM_THE_AIR for key in self.numbers)

    @property
    def ground(self) -> bool:
        return bool(self.modes & GROUND)

    @property
    def dated(self) -> bool:
        return self.first is not None or self.last is not None


def gather(claims: Sequence[Claim], documents: Mapping[str, Document]) -> list[Report]:
    """Each event claim with its numbers."""
    numbers = attach(claims)
    return [
        report_of(claim, numbers.get(claim.id, ()), documents[claim.document_id].published.last_day)
        for claim in claims
        if claim.act is not None
    ]


def attach(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Quantity claims by the event claim that they belong to."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        quantity = claim.quantity
        if quantity is not None and quantity.event is not None:
            found.setdefault(quantity.event, []).append(claim)
    return found


def report_of(claim: Claim, numbers: Iterable[Claim], said: date | None) -> Report:
    act = claim.act
    assert act is not None
    own = [number.quantity for number in numbers if number.quantity]
    modes = frozenset(act.modes)
    actors, recipients = codes(act.actors), codes(act.recipients)
    # Who shoots down is whom the raid was sent against.
    interception = "shoot-down" in modes
    if interception:
        actors, recipients = recipients, actors
    first, last = claim.when.first_day, claim.when.last_day
    return Report(
        claim=claim,
        numbers={(item.measure, item.what, item.scope): (item.low, item.high) for item in own},
        family=FAMILIES[act.event_type],
        said=said.toordinal() if said else None,
        first=first.toordinal() if first else None,
        last=last.toordinal() if last else None,
        actors=actors,
        recipients=recipients,
        modes=modes,
        interception=interception,
        words=frozenset(word for word in claim.quote.casefold().split() if len(word) > 3),
    )


def codes(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.code for party in parties if party.code)


def holds(outer: Place, inner: Place) -> bool:
    """Whether a country or a first-level area holds a place."""
    if outer.id == inner.id:
        return False
    if outer.scale == "country":
        return outer.country is not None and outer.country == inner.country
    return outer.id == inner.region


def meet(one: Bounds, other: Bounds) -> bool:
    """Whether two pairs of bounds can both hold; None is unbounded ("more than 300" meets 312)."""
    low = max(bound for bound in (one[0], other[0], float("-inf")) if bound is not None)
    high = min(bound for bound in (one[1], other[1], float("inf")) if bound is not None)
    return low <= high
