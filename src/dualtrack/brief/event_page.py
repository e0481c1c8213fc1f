"""The page of one event: its figures, who says what, why its claims are one happening, and what else bears on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dualtrack.brief.lenses import LensBrief
from dualtrack.brief.rows import RecordRows
from dualtrack.brief.statement import Statement
from dualtrack.brief.view import FigureRow, cited, figure_row
from dualtrack.model import Event, Judgement

NEAR = 3  # days between an event and one that is shown as related
RELATED_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Related:
    """An event near another in time, with what they share."""

    event: Event
    shared: str


def cited_events(
    figures: Sequence[FigureRow], takeaways: Sequence[Statement], lenses: Sequence[LensBrief], rows: RecordRows
) -> tuple[str, ...]:
    """The events that a brief cites: those of its figures, and those whose fields its statements say."""
    said = [*takeaways]
    for written in lenses:
        said += [*written.argument, *written.against, *written.indicators]
    named = {slot.row for statement in said for slot in statement.slots.values()}
    of_figures = {rows.figures[key].event for key in named if key in rows.figures}
    return tuple(sorted({row.event for row in figures} | of_figures | {key for key in named if key in rows.events}))


def judgements_by_event(judgements: Iterable[Judgement], rows: RecordRows) -> Mapping[str, tuple[Judgement, ...]]:
    """The judgements whose two claims stand in one event, under its id."""
    event_of = {claim: event.id for event in rows.events.values() for claim in event.claims}
    found: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        event = event_of.get(judgement.left)
        if event is not None and event_of.get(judgement.right) == event:
            found.setdefault(event, []).append(judgement)
    return {event: tuple(own) for event, own in found.items()}


def by_day(rows: RecordRows) -> Mapping[int, tuple[Event, ...]]:
    """Events under the ordinal of their last day, so that what is near one is found without a search."""
    days: dict[int, list[Event]] = {}
    for event in rows.events.values():
        if event.when.last_day is not None:
            days.setdefault(event.when.last_day.toordinal(), []).append(event)
    return {day: tuple(events) for day, events in days.items()}


def related(event: Event, days: Mapping[int, Sequence[Event]], rows: RecordRows) -> list[Related]:
    """Other events within `NEAR` days at the same place or between the same parties, those that share most first."""
    if event.when.last_day is None:
        return []
    at = event.when.last_day.toordinal()
    found = []
    for day in range(at - NEAR, at + NEAR + 1):
        for other in days.get(day, ()):
            shared = [words for words in (same_place(event, other), same_parties(event, other, rows)) if words]
            if other.id != event.id and shared:
                found.append((-len(shared), abs(day - at), other.id, Related(other, "; ".join(shared))))
    return [item for *_, item in sorted(found, key=lambda row: row[:3])[:RELATED_SHOWN]]


def same_place(one: Event, other: Event) -> str:
    return one.place.name if one.place and other.place and one.place.id == other.place.id else ""


def same_parties(one: Event, other: Event, rows: RecordRows) -> str:
    """The names of both events' parties, where these are the same two or more."""
    codes = [
        {party.code for party in (*event.actors, *event.recipients) if party.code is not None} for event in (one, other)
    ]
    same = codes[0] == codes[1] and len(codes[0]) > 1
    return ", ".join(sorted(rows.party(code) for code in codes[0])) if same else ""


def event_content(
    identity: str,
    rows: RecordRows,
    judgements: Mapping[str, Sequence[Judgement]],
    days: Mapping[int, Sequence[Event]],
) -> dict[str, Any]:
    """What the template of an event's page prints."""
    event = rows.events[identity]
    return {
        "event": event,
        "figures": [figure_row(item, rows) for item in rows.figures.values() if item.event == identity],
        "evidence": cited(event.claims, rows),
        "judgements": judgements.get(identity, ()),
        "related": related(event, days, rows),
    }
