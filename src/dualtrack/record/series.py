"""Series: one number a day from events or figures, telling zero from "no report".

A raid is dated by its end, so that one that ended on the morning of talks stands before them. A day on which a count
of none is reported is 0; one of which nothing of the series' kind is reported is None, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dualtrack.model import Event, Figure, Reality, Series

HAPPENED = (Reality.OCCURRED, Reality.ONGOING, Reality.ENDED)
LONGEST_EVENT = 2  # days: a count over a longer window says nothing of any one day


def daily(
    events: Sequence[Event],
    figures: Sequence[Figure],
    wanted: Mapping[str, str | None],
    start: date | None,
    end: date | None,
) -> Series:
    """Counts by the last day of each event that happened: of events, or of a figure's best (low where none)."""
    kept = {
        event.id: event for event in events if event.reality in HAPPENED and accepts(event, wanted) and short(event)
    }
    found: dict[date, float] = {}
    claims: dict[date, tuple[str, ...]] = {}
    for event, amount, keys in amounts(kept, figures, wanted):
        day = event.when.last_day
        if day is None or (start and day < start) or (end and day > end):
            continue
        found[day] = found.get(day, 0.0) + amount
        claims[day] = (*claims.get(day, ()), *keys)
    name = " ".join(value for value in wanted.values() if value) or "events"
    if not found and start is None:
        return Series(name, date(1970, 1, 1), ())
    first, last = start or min(found), end or max(found)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    indexed = {(day - first).days: claims[day] for day in sorted(claims)}
    return Series(name, first, tuple(found.get(day) for day in days), wanted.get("what") or "", indexed)


def amounts(
    events: Mapping[str, Event], figures: Sequence[Figure], wanted: Mapping[str, str | None]
) -> list[tuple[Event, float, tuple[str, ...]]]:
    measure, what = wanted.get("measure"), wanted.get("what")
    if measure is None:
        return [(event, 1.0, event.claims[:1]) for event in events.values()]
    taken = []
    for figure in figures:
        amount = figure.best if figure.best is not None else figure.low
        same = figure.measure == measure and what in (None, figure.what) and figure.scope == wanted.get("scope")
        if same and figure.event in events and amount is not None:
            taken.append((events[figure.event], float(amount), figure.claims))
    return taken


def accepts(event: Event, wanted: Mapping[str, str | None]) -> bool:
    track, kind, actor, place = (wanted.get(name) for name in ("track", "event_type", "actor", "place"))
    here = event.place is not None and place in (event.place.id, event.place.region, event.place.country)
    return (
        (track is None or event.track == track)
        and (kind is None or event.event_type == kind)
        and (actor is None or any(party.code == actor for party in event.actors))
        and (place is None or here)
    )


def short(event: Event) -> bool:
    return event.when.known and (event.when.days or 99) <= LONGEST_EVENT
