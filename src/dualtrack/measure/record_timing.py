"""Timing on a record: its daily munitions against its rounds of talks, in both directions of cause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dualtrack.measure.timing import QUIETER, numbers_of, reservation, timing
from dualtrack.model import Case, Finding, Reality, Round, Series
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED
from dualtrack.record import Record

READING = "timed_strikes"
SUBJECT = "munitions launched"
BESIDE = {"drones launched": "drone", "missiles launched": "missile"}
CLAIMS = 12
"""Claims that the finding names for one click; the series holds them all."""

Pair = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Calendar:
    """First and last days of the rounds held; of those cancelled; of those held, on the days first planned for them;
    and the days of their announcement."""

    held: tuple[Pair, ...] = ()
    cancelled: tuple[Pair, ...] = ()
    planned: tuple[Pair, ...] = ()
    announced: tuple[Pair, ...] = ()


def find_timing(record: Record, case: Case, *, as_of: date | None = None) -> list[Finding]:
    """`timing.pre48` (is the field louder before talks?) and `timing.lull` (are talks called after raids?).

    Taken on the longest stretch of days that all have a report; a raid counts on its last day.
    """
    series = longest_reported(record.series(measure="launched", track="force", end=as_of))
    calendar = calendar_of(record, case, series)
    beside = {
        name: record.series(measure="launched", what=what, track="force", start=series.start, end=series.end).values
        for name, what in (BESIDE.items() if series.values else ())
    }
    pre48, lull = (
        timing(
            series.values, calendar.held, window=window, start=series.start, subject=SUBJECT, beside=beside,
            cancelled=calendar.cancelled, planned=calendar.planned, announced=calendar.announced,
        )
        for window in ("pre48", "lull")
    )  # fmt: skip
    # The reading is of louder days: days that are quieter around talks do not bear it out.
    if pre48.outcome == QUIETER:
        pre48 = replace(pre48, verdict=NOT_SUPPORTED)
    claims = tuple(claim for day in sorted(series.claims) for claim in series.claims[day])[:CLAIMS]
    detail = {
        "first_day": series.start.isoformat() if series.values else None,
        "last_day": series.end.isoformat() if series.values else None,
        "rounds_in_series": [[first.isoformat(), last.isoformat()] for first, last in calendar.held],
    }
    return [
        replace(finding, reading=READING, claims=claims, detail={**finding.detail, **detail})
        for finding in (pre48, other_direction(lull))
    ]


def other_direction(lull: Finding) -> Finding:
    """The week before talks, worded as the question whether talks are called after raids; its windows are those of
    `timing.pre48`, and are drawn there."""
    lull = replace(lull, drawings=lull.drawings[:1])
    if lull.verdict == NOT_TESTABLE:
        return replace(lull, says=f"Whether talks are called after raids cannot be tested: {lull.why}.")
    if lull.verdict == SUPPORTED:
        after = "quieter" if lull.outcome == QUIETER else "louder"
        return replace(lull, says=f"Talks were called after {after} days: {numbers_of(lull, SUBJECT)}.")
    says = f"Talks are not shown to be called after raids{reservation(lull)}: {numbers_of(lull, SUBJECT)}."
    return replace(lull, says=says, outcome="not shown to be called after raids")


def longest_reported(series: Series) -> Series:
    """The longest run of days that all have a report; an empty series where there is none."""
    best, start = (0, 0), 0
    for index, value in enumerate((*series.values, None)):
        if value is None:
            if index - start > best[1] - best[0]:
                best = (start, index)
            start = index + 1
    first, stop = best
    claims = {day - first: keys for day, keys in series.claims.items() if first <= day < stop}
    return Series(series.name, series.start + timedelta(days=first), series.values[first:stop], series.unit, claims)


def calendar_of(record: Record, case: Case, series: Series) -> Calendar:
    """The calendar of talks within a series: the case's where it has one, else the record's own rounds.

    Days of overlapping rounds are joined, since a day of talks counts once.
    """
    if not series.values:
        return Calendar()
    if case.rounds:
        known = [(item.start, item.end, item.cancelled, item.planned, item.announced_at) for item in case.rounds]
    else:
        known = [
            (event.when.first_day, event.when.last_day, event.reality is Reality.CANCELLED, event.planned,
             event.announced_at)
            for event in record.events()
            if isinstance(event, Round) and event.when.first_day is not None and event.when.last_day is not None
        ]  # fmt: skip

    def inside(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
        return joined([pair for pair in pairs if series.start <= pair[0] and pair[1] <= series.end])

    held = [item for item in known if not item[2]]
    moves = [(plan.first_day or first) - first for first, _, _, plan, _ in held]
    planned = [(first + by, last + by) for (first, last, *_), by in zip(held, moves, strict=True)]
    return Calendar(
        held=inside((first, last) for first, last, *_ in held),
        cancelled=inside((first, last) for first, last, off, *_ in known if off),
        planned=inside(planned) if any(moves) else (),
        announced=inside((day, day) for *_, day in known if day is not None),
    )


def joined(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Overlapping stretches of days as one."""
    made: list[Pair] = []
    for first, last in sorted(pairs):
        if made and first <= made[-1][1]:
            made[-1] = (made[-1][0], max(last, made[-1][1]))
        else:
            made.append((first, last))
    return tuple(made)
