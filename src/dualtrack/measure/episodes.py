"""Episodes: the rounds as the test takes them, and every reason why a test would be worth nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from dualtrack.errors import InvalidValue
from dualtrack.measure.contrast import AFTER, BEFORE, Days, Floats

APART = 2
"""Meetings at most this many days apart are one episode."""
FEWEST_ROUNDS = 5
SHORTEST_SERIES = 120
FEWEST_DRAWS = 39
BLOCK = 56


class Untestable(Exception):
    """The input holds no answer; the message says why. Becomes a finding "not testable", never reaches the user."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The episodes [start, end] of a series of `size` days, with the days to which each could have been moved.

    `choices` holds, by episode, the first days of the same weekday in its own fixed block of `BLOCK` days, its true one
    included; blocks start at `phase`. `left_out` counts episodes whose windows leave the series.
    """

    size: int
    starts: Days
    lengths: Days
    choices: tuple[Days, ...]
    left_out: int
    phase: int

    @property
    def count(self) -> int:
        return len(self.starts)


def number_of_draws(draws: int) -> int:
    """The draws, if a test with so many could reject. Raises InvalidValue otherwise."""
    if draws < FEWEST_DRAWS:
        raise InvalidValue(f"{draws} draws cannot give a two-sided p-value of .05: draw at least {FEWEST_DRAWS}")
    return int(draws)


def daily_values(counts: Any) -> Floats:
    """Counts as floats, NaN for "no report". Raises InvalidValue for what is no daily series."""
    try:
        values = np.array([np.nan if value is None else value for value in counts], dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InvalidValue(f"counts must be one number a day: {error}") from error
    if values.ndim != 1:
        raise InvalidValue(f"counts must be one number a day, not an array of shape {values.shape}")
    if np.any(np.isinf(values)) or np.any(values < 0):
        raise InvalidValue("counts must be finite and never negative; write None (or NaN) where there is no report")
    return values


def read_counts(counts: Any) -> Floats:
    """A series without gaps. Raises InvalidValue for what is no daily series, Untestable for what holds no answer."""
    values = daily_values(counts)
    missing = int(np.isnan(values).sum())
    if values.size < SHORTEST_SERIES:
        raise Untestable(f"the series has {values.size} days; at least {SHORTEST_SERIES} are needed")
    if missing:
        raise Untestable(
            f"{missing} of {values.size} days have no report, and a day without a report is not a day of zero: "
            "write 0 where a report says none, or give a stretch that is reported throughout"
        )
    if not values.any():
        raise Untestable("the series is zero on every day")
    return values


def read_rounds(rounds: Any, size: int, start: date | None) -> list[tuple[int, int]]:
    """Rounds as day indices, sorted. Raises InvalidValue for a wrong shape, Untestable for what cannot be placed."""
    days = sorted(day_pair(item, start) for item in rounds)
    if len(days) < FEWEST_ROUNDS:
        raise Untestable(f"{len(days)} rounds; at least {FEWEST_ROUNDS} are needed")
    outside = [pair for pair in days if pair[0] < 0 or pair[1] >= size]
    if outside:
        raise Untestable(f"{len(outside)} of {len(days)} rounds lie outside the series of {size} days")
    overlapping = sum(later[0] <= earlier[1] for earlier, later in pairwise(days))
    if overlapping:
        raise Untestable(f"{overlapping} rounds overlap the one before: give each day of talks once")
    return days


def day_pair(item: Any, start: date | None) -> tuple[int, int]:
    try:
        first, last = (day_index(day, start) for day in item)
    except (TypeError, ValueError) as error:
        if isinstance(error, InvalidValue):
            raise
        raise InvalidValue(f"'{item}' is no round: give its first and last day, as indices or dates") from error
    if last < first:
        raise InvalidValue(f"a round ends ({item[1]}) before it starts ({item[0]})")
    return first, last


def day_index(day: Any, start: date | None) -> int:
    if isinstance(day, np.datetime64):
        day = day.astype("datetime64[D]").astype(object)
    if isinstance(day, date):
        if start is None:
            raise InvalidValue("rounds given as dates need start=, the date of the first day of counts")
        return day.toordinal() - start.toordinal()
    return int(day)


def merge(days: Sequence[tuple[int, int]], apart: int = APART) -> list[tuple[int, int]]:
    """Join meetings at most `apart` days apart into episodes; `days` sorted by first day."""
    joined: list[tuple[int, int]] = []
    for first, last in days:
        if joined and first - joined[-1][1] <= apart:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def schedule(episodes: Sequence[tuple[int, int]], size: int, phase: int = 0) -> Schedule:
    """Where each episode could have stood. Raises Untestable where too few could have stood elsewhere."""
    fits = [pair for pair in episodes if pair[0] >= BEFORE and pair[1] + AFTER < size]
    choices = tuple(places(first, last - first + 1, size, phase) for first, last in fits)
    if len(fits) < FEWEST_ROUNDS:
        raise Untestable(
            f"{len(fits)} episodes, once meetings at most {APART} days apart are one and those at the edge of the "
            f"series are left out; at least {FEWEST_ROUNDS} are needed"
        )
    fixed = sum(len(days) < 2 for days in choices)
    if fixed:
        raise Untestable(f"{fixed} episodes stand in a block with one candidate day: they could not have moved")
    starts = np.array([first for first, _ in fits], dtype=np.int64)
    lengths = np.array([last - first + 1 for first, last in fits], dtype=np.int64)
    return Schedule(size, starts, lengths, choices, len(episodes) - len(fits), phase)


def placed(rounds: Any, size: int, start: date | None) -> Schedule | None:
    """The schedule of other dates (cancelled, planned, announced); None where too few of them can be tested."""
    try:
        return schedule(merge(read_rounds(rounds, size, start)), size)
    except Untestable:
        return None


def places(first: int, length: int, size: int, phase: int) -> Days:
    """The same-weekday first days of the block that holds `first`, for which every window is in the series."""
    opens = (first - phase) // BLOCK * BLOCK + phase
    lowest = max(opens, BEFORE)
    highest = min(opens + BLOCK - 1, size - AFTER - length)
    day = np.arange(lowest, highest + 1, dtype=np.int64)
    same: Days = day[day % 7 == first % 7]
    return same
