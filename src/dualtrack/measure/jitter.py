"""Jitter: what the mean contrast would be, had each episode stood on another day of its own block.

Interval jitter after Amarasingham, Harrison, Hatsopoulos and Geman (2012, J. Neurophysiol. 107:517): each episode
moves, independently and uniformly, among the days of its weekday in its own fixed block of 56 days. Given the series,
if the true days are such draws, then observed and drawn calendars are exchangeable and (1 + exceeding) / (1 + draws)
is exact. (A dither centred on the true day is not: its draws know where the true day was.)
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dualtrack.measure.contrast import AFTER, BEFORE, WINDOWS, Floats, Window, averages, contrasts
from dualtrack.measure.episodes import Schedule, Untestable

Indices = NDArray[np.intp]
ALTERNATIVES = ("two-sided", "greater", "less")
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Null:
    """The observed statistic and its draws; `each` holds L by episode and draw, shape (episodes, draws)."""

    observed: float
    drawn: Floats
    own: Floats
    each: Floats

    @property
    def mean(self) -> float:
        return float(self.drawn.mean())

    @property
    def spread(self) -> float:
        return float(self.drawn.std())

    def p_value(self, alternative: str) -> float:
        return p_value(self.observed, self.drawn, alternative)


def draw_calendars(plan: Schedule, draws: int, seed: int) -> Indices:
    """Which of its choices each episode takes: shape (episodes, draws). The same calendars serve every window."""
    generator = np.random.default_rng(seed)
    sizes = [len(days) for days in plan.choices]
    return np.stack([generator.integers(0, size, draws, dtype=np.intp) for size in sizes])


def windows_of(plan: Schedule, name: str) -> list[Window]:
    return [Window.of(name, int(length)) for length in plan.lengths]


def statistic_tables(
    counts: Floats, plan: Schedule, name: str, *, plain: bool = False
) -> tuple[Floats, Floats, list[int]]:
    """Observed L by episode, L at each of its choices (padded with NaN), and which episodes have the window.

    With `plain` the window's mean is taken as it is (for innovations, which need no local reference).
    """
    windows = windows_of(plan, name)
    kept = [index for index, window in enumerate(windows) if not window.empty]
    measure = averages if plain else contrasts
    by_window = {window: measure(counts, window) for window in {windows[index] for index in kept}}
    widest = max((len(plan.choices[index]) for index in kept), default=0)
    table = np.full((len(kept), widest), np.nan)
    own = np.empty(len(kept))
    for row, index in enumerate(kept):
        values = by_window[windows[index]]
        days = plan.choices[index]
        table[row, : len(days)] = values[days]
        own[row] = values[plan.starts[index]]
    return own, table, kept


def gather(table: Floats, calendars: Indices) -> Floats:
    """L of each episode in each calendar: (episodes, choices), (episodes, draws) -> (episodes, draws)."""
    offsets = np.arange(len(table), dtype=np.intp)[:, None] * table.shape[1]
    taken: Floats = np.take(table.ravel(), calendars + offsets)
    return taken


def mean_contrasts(table: Floats, calendars: Indices) -> Floats:
    """The statistic in each calendar: the mean of L over its episodes, shape (draws,)."""
    total = np.zeros(calendars.shape[1])
    for row, chosen in zip(table, calendars, strict=True):
        total += row.take(chosen)
    return total / len(table)


def null_of(counts: Floats, plan: Schedule, name: str, calendars: Indices, *, plain: bool = False) -> Null:
    """The null distribution of one window on one series. Raises Untestable if the calendars all say the same."""
    own, table, kept = statistic_tables(counts, plan, name, plain=plain)
    if not kept:
        raise Untestable("no episode has this window: all last one day")
    each = gather(table, calendars[kept])
    null = Null(float(own.mean()), each.mean(axis=0), own, each)
    if null.spread < 1e-12:
        raise Untestable("every calendar gives the same contrast: the series says nothing about days")
    return null


def p_value(observed: float, drawn: Floats, alternative: str) -> float:
    """Exact Monte Carlo p-value (Phipson and Smyth 2010); two-sided is twice the smaller tail."""
    slack = 1e-12 * max(1.0, abs(observed))
    above = (1 + int(np.count_nonzero(drawn >= observed - slack))) / (1 + drawn.size)
    below = (1 + int(np.count_nonzero(drawn <= observed + slack))) / (1 + drawn.size)
    return {"greater": above, "less": below}.get(alternative, min(1.0, 2 * min(above, below)))


def nulls_of(series: Mapping[str, Floats], plan: Schedule, calendars: Indices) -> dict[tuple[str, str], Null]:
    """The null distribution of every window of every series, by (series, window), under the same calendars."""
    nulls = {}
    for name, counts in series.items():
        for window in WINDOWS:
            try:
                nulls[name, window] = null_of(counts, plan, window, calendars)
            except Untestable:
                continue
    return nulls


Name = TypeVar("Name", bound=Hashable)


def max_t(nulls: Mapping[Name, Null], alternative: str) -> dict[Name, float]:
    """Adjusted p-values over everything shown: the largest standardised departure in each calendar.

    Westfall and Young (1993), single step. Holds the family-wise error whatever the dependence, since all windows and
    series are taken under the same calendars.
    """
    names = list(nulls)
    observed = np.array([(nulls[name].observed - nulls[name].mean) / nulls[name].spread for name in names])
    drawn = np.stack([(nulls[name].drawn - nulls[name].mean) / nulls[name].spread for name in names])
    turn = {"greater": 1.0, "less": -1.0}.get(alternative)
    observed, drawn = (np.abs(observed), np.abs(drawn)) if turn is None else (turn * observed, turn * drawn)
    largest = drawn.max(axis=0)
    return {
        name: (1 + int(np.count_nonzero(largest >= value - 1e-12))) / (1 + largest.size)
        for name, value in zip(names, observed, strict=True)
    }


def without_each(null: Null, alternative: str) -> list[float]:
    """p-values with each episode left out in turn."""
    count = len(null.own)
    observed = (null.own.sum() - null.own) / (count - 1)
    total = null.each.sum(axis=0)
    return [p_value(float(observed[row]), (total - null.each[row]) / (count - 1), alternative) for row in range(count)]


def shifted(counts: Floats, plan: Schedule, name: str) -> Floats:
    """The statistic with the whole calendar moved by every multiple of 7 days, wrapped at the last whole week.

    An episode that the move puts at the edge of the series is left out of that move's mean.
    """
    windows = windows_of(plan, name)
    weeks = plan.size // 7 * 7
    values = {window: contrasts(counts, window) for window in set(windows) if not window.empty}
    kept = [index for index, window in enumerate(windows) if not window.empty]
    moves = np.arange(7, weeks, 7)
    taken = np.full((len(kept), moves.size), np.nan)
    for row, index in enumerate(kept):
        day = (plan.starts[index] + moves) % weeks
        inside = (day >= BEFORE) & (day + plan.lengths[index] - 1 + AFTER < plan.size)
        taken[row, inside] = values[windows[index]][day[inside]]
    filled = np.isfinite(taken)
    kept_moves = filled.sum(axis=0) >= len(kept) / 2
    means: Floats = np.nansum(taken[:, kept_moves], axis=0) / filled[:, kept_moves].sum(axis=0)
    return means
