"""Timing on a record: its daily munitions against its rounds of talks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dualtrack.measure.timing import timing
from dualtrack.model import Case, Finding, Reality, Round, Series
from dualtrack.record import Record

READING = "timed_strikes"
SUBJECT = "munitions launched"
CLAIMS = 12
"""Claims that the finding names for one click; the series holds them all."""


def find_timing(record: Record, case: Case, *, as_of: date | None = None) -> list[Finding]:
    """`timing.pre48` on the longest stretch of days that all have a report (a raid counts on its last day)."""
    series = longest_reported(record.series(measure="launched", track="force", end=as_of))
    held, cancelled = rounds_of(record, case, series)
    finding = timing(series.values, held, start=series.start, cancelled=cancelled, subject=SUBJECT)
    claims = [claim for day in sorted(series.claims) for claim in series.claims[day]]
    detail = {
        **finding.detail,
        "first_day": series.start.isoformat() if series.values else None,
        "last_day": series.end.isoformat() if series.values else None,
        "rounds_in_series": [[first.isoformat(), last.isoformat()] for first, last in held],
    }
    return [replace(finding, reading=READING, claims=tuple(claims[:CLAIMS]), detail=detail)]


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


def rounds_of(record: Record, case: Case, series: Series) -> tuple[list[tuple[date, date]], list[tuple[date, date]]]:
    """(held, cancelled) rounds within a series, as first and last days.

    The case's calendar of talks is taken where it has one; else the record's own rounds. Days of overlapping rounds
    are joined, since a day of talks counts once.
    """
    if not series.values:
        return [], []
    if case.rounds:
        pairs = [(item.start, item.end, item.cancelled) for item in case.rounds]
    else:
        pairs = [
            (event.when.first_day, event.when.last_day, event.reality is Reality.CANCELLED)
            for event in record.events()
            if isinstance(event, Round) and event.when.first_day is not None and event.when.last_day is not None
        ]
    inside = [(first, last, off) for first, last, off in pairs if series.start <= first and last <= series.end]
    return joined([item[:2] for item in inside if not item[2]]), joined([item[:2] for item in inside if item[2]])


def joined(pairs: Sequence[tuple[date, date]]) -> list[tuple[date, date]]:
    """Overlapping or touching stretches of days as one."""
    made: list[tuple[date, date]] = []
    for first, last in sorted(pairs):
        if made and first <= made[-1][1]:
            made[-1] = (made[-1][0], max(last, made[-1][1]))
        else:
            made.append((first, last))
    return made
