"""Calendar: the meetings of a record, from the case's calendar of talks and from reports of meetings beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dualtrack.model import Case, Event, Reality, Round, ScheduledRound
from dualtrack.record import Record

CALLED_OFF = 31
HELD = (Reality.OCCURRED, Reality.ONGOING, Reality.ENDED)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as dated: who sat in (codes, members folded into their group), and the claims that tell of it.

    `verified` is False for a row of the case's calendar that nobody has checked against a page."""

    first: date
    last: date
    place: str
    parties: tuple[str, ...]
    cancelled: bool = False
    moved: bool = False
    level: str = ""
    mediator: str | None = None
    agenda: tuple[str, ...] = ()
    delegations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims: tuple[str, ...] = ()
    verified: bool = True


def last_day(record: Record, as_of: date | None) -> date | None:
    """The day on which a record stands: `as_of`, else its latest publication; None where nothing is dated."""
    known = [day for document in record.documents() if (day := document.published.last_day) is not None]
    return as_of or max(known, default=None)


def groups_of(case: Case) -> dict[str, str]:
    """The group of each member, as `[settings.groups]` of the case declares them."""
    groups: Mapping[str, Sequence[str]] = case.settings.get("groups", {})
    return {member: group for group, members in groups.items() for member in members}


def names_of(case: Case) -> dict[str, str]:
    """The name of each code: of its state or organisation, or of a group that the case declares."""
    order = {"group": 0, "organisation": 1, "state": 2}
    grouped = set(case.settings.get("groups", {}))
    named = [actor for actor in case.actors if actor.kind in order and (actor.kind != "group" or actor.code in grouped)]
    return {actor.code: actor.name for actor in sorted(named, key=lambda actor: order[actor.kind])}


def meetings_of(record: Record, case: Case, as_of: date | None) -> list[Meeting]:
    """Every meeting up to the day on which the record stands, by first day.

    A meeting that reports tell of counts beside the calendar only where no row of the calendar has its day and two of
    its parties.
    """
    until = last_day(record, as_of)
    folded = groups_of(case)
    events = [event for event in record.events() if event.event_type == "CONSULT"]
    rows = [row for row in case.rounds if until is None or row.start <= until]
    listed = [of_row(row, events, folded) for row in rows]
    told = [made for event in events if (made := of_event(event, case, folded)) is not None]
    others = [made for made in told if (until is None or made.first <= until) and not known(made, listed)]
    return sorted([*listed, *others], key=lambda meeting: (meeting.first, meeting.place, meeting.parties))


def fold(codes: Sequence[str | None], folded: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({folded.get(code, code) for code in codes if code}))


def of_row(row: ScheduledRound, events: Sequence[Event], folded: Mapping[str, str]) -> Meeting:
    parties = fold(row.parties, folded)
    told = [event for event in events if same(event, row.start, row.end, parties, folded)]
    return Meeting(
        row.start, row.end, row.place, parties, row.cancelled, bool(row.moved), row.tier, row.mediator, row.agenda,
        row.delegations, tuple(claim for event in told for claim in event.claims), row.verified == "V",
    )  # fmt: skip


def same(event: Event, first: date, last: date, parties: Sequence[str], folded: Mapping[str, str]) -> bool:
    """Whether an event is told of a meeting on these days, by two of its parties and no other."""
    start, end = event.when.first_day, event.when.last_day
    if start is None or end is None or not (start <= last and first <= end):
        return False
    return len(set(met(event, folded))) >= 2 and set(met(event, folded)) <= set(parties)


def met(event: Event, folded: Mapping[str, str]) -> tuple[str, ...]:
    return fold([party.code for party in (*event.actors, *event.recipients)], folded)


def of_event(event: Event, case: Case, folded: Mapping[str, str]) -> Meeting | None:
    """A dated meeting of a side of the war with another party, as reports tell it; None for any other event."""
    parties = met(event, folded)
    first, last = event.when.first_day, event.when.last_day
    counted = event.reality in HELD or event.reality is Reality.CANCELLED
    if first is None or last is None or last - first > timedelta(days=3) or not counted:
        return None
    if len(parties) < 2 or not set(parties) & set(case.sides) or "phone" in event.modes:
        return None
    place = event.place.name if event.place else ""
    extra = (event.mediator, event.agenda) if isinstance(event, Round) else (None, ())
    return Meeting(
        first, last, place, parties, event.reality is Reality.CANCELLED, False, "", *extra, claims=event.claims
    )


def known(meeting: Meeting, listed: Sequence[Meeting]) -> bool:
    """Whether the calendar has the meeting: a day apart at most, or, where it was called off, a month (the day that is
    reported is then the one on which it was called off)."""
    slack = timedelta(days=CALLED_OFF if meeting.cancelled else 1)
    return any(
        meeting.first - slack <= other.last
        and other.first <= meeting.last + slack
        and other.cancelled >= meeting.cancelled
        and len(set(meeting.parties) & set(other.parties)) >= 2
        for other in listed
    )
