"""Placement: where windows of any length could have stood, had each moved within its own fixed block of days.

The same interval jitter as for rounds (see `jitter`), with blocks as long as the windows ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from dualtrack.measure.contrast import Days, Floats
from dualtrack.measure.episodes import Schedule, Untestable
from dualtrack.measure.jitter import draw_calendars
from dualtrack.measure.proportions import POWER

FEWEST = 5
WEEK = 7
WORLDS, STEPS = 50, 12
"""Worlds by which the smallest detectable effect is found, and halvings of the range in which it lies."""


def place_windows(
    windows: Sequence[tuple[int, int]], size: int, block: int, phase: int = 0
) -> tuple[Schedule, list[int]]:
    """Each window [first, last] with the first days of its weekday in its own block of `block` days at which all of it
    lies in the series of `size` days; and which of the windows these are.

    Raises Untestable where fewer than five windows could have stood elsewhere.
    """
    choices = [candidates(first, last - first + 1, size, block, phase) for first, last in windows]
    inside = [first >= 0 and last < size for first, last in windows]
    movable = [index for index, days in enumerate(choices) if inside[index] and len(days) > 1]
    if len(movable) < FEWEST:
        raise Untestable(
            f"{len(movable)} of {len(windows)} windows lie in the series of {size} days and could have stood "
            f"elsewhere; at least {FEWEST} are needed"
        )
    starts = np.array([windows[index][0] for index in movable], dtype=np.int64)
    lengths = np.array([windows[index][1] - windows[index][0] + 1 for index in movable], dtype=np.int64)
    kept = tuple(choices[index] for index in movable)
    return Schedule(size, starts, lengths, kept, len(windows) - len(movable), phase), movable


def candidates(first: int, length: int, size: int, block: int, phase: int) -> Days:
    opens = (first - phase) // block * block + phase
    day = np.arange(max(opens, 0), min(opens + block, size - length + 1), dtype=np.int64)
    same: Days = day[day % WEEK == first % WEEK]
    return same


def window_sums(series: Floats, plan: Schedule, rows: Sequence[int] | None = None) -> tuple[Floats, Floats]:
    """Sums in each window where it stands, and at each of its choices (padded with NaN).

    series: (days,), or (kinds, days) with `rows` naming the kind of each window. Returns (windows,) and
    (windows, most choices).
    """
    table = np.atleast_2d(series)
    totals = np.concatenate([np.zeros((len(table), 1)), np.cumsum(table, axis=1)], axis=1)
    kinds = [0] * plan.count if rows is None else list(rows)
    moved = np.full((plan.count, max(len(days) for days in plan.choices)), np.nan)
    own = np.empty(plan.count)
    for at, (start, length, days) in enumerate(zip(plan.starts, plan.lengths, plan.choices, strict=True)):
        sums = totals[kinds[at]]
        own[at] = sums[start + length] - sums[start]
        moved[at, : len(days)] = sums[days + length] - sums[days]
    return own, moved


def crossing(below: Callable[[float], bool], low: float, high: float) -> float:
    """The effect at which `below` (true for small effects) turns false, by bisection; an end where it never does."""
    if not below(low):
        return low
    if below(high):
        return high
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2


def estimate_detectable(
    shown: Callable[[float, Days], bool], plan: Schedule, seed: int, largest: float
) -> float | None:
    """The smallest effect up to `largest` shown in 80% of worlds, windows put where the jitter puts them.

    `shown(effect, starts)` tells whether the test rejects with an effect planted in windows that open at `starts`.
    """
    starts = [
        np.array([days[pick] for days, pick in zip(plan.choices, world, strict=True)], dtype=np.int64)
        for world in draw_calendars(plan, WORLDS, seed + 1).T
    ]
    found = crossing(lambda effect: float(np.mean([shown(effect, at) for at in starts])) < POWER, 0.0, largest)
    return found if found < largest else None
