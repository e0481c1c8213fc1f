"""Holdings: what a record holds, laid out for looking up what an article says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from dualtrack.brief.rows import RecordRows
from dualtrack.model import Case, Claim, Event, Precision, When
from dualtrack.model.surface import Surface

Reader = Callable[[Claim], Surface]
LOOKS_BACK = 14
"""Days before its publication that an article without a date is taken to speak of."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One claim of the record, the event that it is about, and when that was: the claim's own date, else the event's,
    else the day of its document."""

    claim: Claim
    event: Event | None
    when: When

    @property
    def row(self) -> str:
        """What one happening has in common: its event, else its claim."""
        return self.event.id if self.event else self.claim.id


@dataclass(frozen=True, slots=True)
class Holdings:
    """The record's claims by kind and by what they are of: a measure, an event type, an issue. `read` gives the
    surface of the sentence in which a claim stands; `days` are those on which a document was published."""

    rows: RecordRows
    case: Case
    read: Reader
    quantities: Mapping[str, tuple[Holding, ...]]
    acts: Mapping[str, tuple[Holding, ...]]
    positions: Mapping[str, tuple[Holding, ...]]
    days: tuple[date, ...]
    surfaces: dict[str, Surface] = field(default_factory=dict)

    def surface(self, claim: Claim) -> Surface:
        """The surface of a claim's sentence, read once."""
        key = f"{claim.document_id}:{claim.sentence}"
        if key not in self.surfaces:
            self.surfaces[key] = self.read(claim)
        return self.surfaces[key]

    def between(self, days: Iterable[When]) -> Iterator[Holding]:
        """Every holding of some days, by kind."""
        wanted = tuple(days)
        for shelf in (self.acts, self.quantities, self.positions):
            for items in shelf.values():
                yield from (item for item in items if any(item.when.overlaps(when, 1) for when in wanted))

    def documents_between(self, when: When) -> int:
        """How many documents of the record were published in an interval."""
        first, last = when.first_day or date.min, when.last_day or date.max
        return sum(first <= day <= last for day in self.days)


def lay_out(rows: RecordRows, case: Case, read: Reader) -> Holdings:
    """Lay a record's rows out. Acts and numbers stand under the happening that the record judged them to be about."""
    events = {claim: event for event in rows.events.values() for claim in event.claims}
    for figure in rows.figures.values():
        for claim in figure.claims:
            events.setdefault(claim, rows.events[figure.event])
    held = [holding(claim, events.get(claim.id), rows) for claim in rows.claims.values()]
    published = (document.published.last_day for document in rows.documents.values())
    return Holdings(
        rows,
        case,
        read,
        quantities=by((item.claim.quantity.measure, item) for item in held if item.claim.quantity),
        acts=by((item.claim.act.event_type, item) for item in held if item.claim.act),
        positions=by((item.claim.position.issue, item) for item in held if item.claim.position),
        days=tuple(sorted(day for day in published if day is not None)),
    )


def holding(claim: Claim, event: Event | None, rows: RecordRows) -> Holding:
    when = claim.when
    if not when.known and event is not None:
        when = event.when
    if not when.known:
        when = rows.documents[claim.document_id].published
    return Holding(claim, event, when)


def by(pairs: Iterable[tuple[str, Holding]]) -> dict[str, tuple[Holding, ...]]:
    found: dict[str, list[Holding]] = {}
    for key, item in pairs:
        found.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in found.items()}


def window(said: When, published: date | None, ahead: int = 1) -> When:
    """The days that a statement is about: its own, else the two weeks up to its publication."""
    if said.known:
        return said
    if published is None:
        return When(date.min, date(date.max.year - 1, 1, 1), Precision.YEAR)  # a slack may still be added
    return When(published - timedelta(days=LOOKS_BACK), published + timedelta(days=ahead), Precision.WEEK)


def within(held: Iterable[Holding], when: When, slack: int = 1) -> Iterator[Holding]:
    """The holdings of some days; a day's slack, since a night belongs to two."""
    return (item for item in held if item.when.overlaps(when, slack))
