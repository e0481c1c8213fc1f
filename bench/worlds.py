"""Worlds: made-up wars in which talks have no effect on the field (or one that we chose), to learn what a test does.

Counts: negative binomial, k = 2.5, with log mean = trend from 10 to 180 a day + AR(1) of coefficient `persistence` and
innovations of standard deviation `SHOCK` + a weekly cycle of amplitude `cycle`. Rounds: `ROUNDS` of one day each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Days = NDArray[np.int64]

DAYS = 1400
DISPERSION = 2.5
SHOCK = 0.2
ROUNDS = 30
FIRST, LAST = 60, DAYS - 30


@dataclass(frozen=True, slots=True)
class World:
    counts: Days
    rounds: Days


def log_state(generator: np.random.Generator, persistence: float) -> Floats:
    """A stationary AR(1) on the log mean."""
    shocks = generator.normal(0, SHOCK, DAYS)
    state = np.empty(DAYS)
    state[0] = shocks[0] / np.sqrt(1 - persistence**2)
    for day in range(1, DAYS):
        state[day] = persistence * state[day - 1] + shocks[day]
    return state


def counts_of(generator: np.random.Generator, persistence: float = 0.6, cycle: float = 0.15) -> tuple[Days, Floats]:
    """Counts and the stationary part of their log mean."""
    state = log_state(generator, persistence)
    trend = np.linspace(np.log(10), np.log(180), DAYS)
    week = cycle * np.cos(2 * np.pi * np.arange(DAYS) / 7)
    mean = np.exp(trend + week + state - state.var() / 2)
    return generator.negative_binomial(DISPERSION, DISPERSION / (DISPERSION + mean)), state


def as_rounds(days: Days) -> Days:
    return np.column_stack([days, days]).astype(np.int64)


def apart(generator: np.random.Generator, candidates: Days, count: int, gap: int = 3) -> Days:
    """`count` of the candidate days, at least `gap` apart, in random order of taking."""
    taken: list[int] = []
    for day in generator.permutation(candidates):
        if all(abs(int(day) - other) >= gap for other in taken):
            taken.append(int(day))
        if len(taken) == count:
            break
    return np.array(sorted(taken), dtype=np.int64)


def even(generator: np.random.Generator, counts: Days, state: Floats, count: int = ROUNDS) -> Days:
    """Spread evenly, each off its post by up to a fortnight."""
    posts = np.linspace(FIRST, LAST - 15, count)
    return np.unique((posts + generator.integers(-14, 15, count)).astype(np.int64))


def late(generator: np.random.Generator, counts: Days, state: Floats, count: int = ROUNDS) -> Days:
    """Only in the last 480 days, where the trend is high."""
    return apart(generator, np.arange(DAYS - 480, LAST), count)


def violent(generator: np.random.Generator, counts: Days, state: Floats, count: int = ROUNDS) -> Days:
    """In violent months: 30-day stretches drawn by the rank of their mean above trend and of the trend itself."""
    months = np.arange(FIRST, LAST - 30, 30)
    trend = np.linspace(10, 180, DAYS)
    level = np.array([(counts[day : day + 30] / trend[day : day + 30]).mean() for day in months])
    rank = level.argsort().argsort() + 1.0
    weights = rank**2 * (1 + months / DAYS * 0.75)
    chosen = generator.choice(len(months), size=len(months) // 2, replace=False, p=weights / weights.sum())
    days = np.concatenate([np.arange(months[index], months[index] + 30) for index in chosen])
    return apart(generator, days, count)


def answering(generator: np.random.Generator, counts: Days, state: Floats, count: int = ROUNDS) -> Days:
    """Each 3 to 7 days after a raid: a day among the top tenth of the series."""
    raids = np.flatnonzero(counts >= np.quantile(counts, 0.9))
    raids = raids[(raids >= FIRST) & (raids < LAST - 8)]
    return apart(generator, raids + generator.integers(3, 8, raids.size), count)


def weekly(generator: np.random.Generator, counts: Days, state: Floats, count: int = ROUNDS) -> Days:
    """Always on the two loudest weekdays of a strong weekly cycle."""
    days = np.arange(FIRST, LAST)
    return apart(generator, days[np.isin(days % 7, (0, 1))], count)


Scheduling = Callable[[np.random.Generator, Days, Floats, int], Days]


@dataclass(frozen=True, slots=True)
class Recipe:
    """One row of the table: how talks are scheduled, how the field behaves, and the size that ours must hold."""

    name: str
    scheduling: Scheduling
    limit: float
    persistence: float = 0.6
    cycle: float = 0.15
    with_check: bool = False

    def world(self, seed: int, ratio: float = 1.0, count: int = ROUNDS) -> World:
        """One world; `ratio` multiplies the mean on {s-1, s} (by thinning up: counts are drawn anew at ratio)."""
        generator = np.random.default_rng(seed)
        counts, state = counts_of(generator, self.persistence, self.cycle)
        days = self.scheduling(generator, counts, state, count)
        if ratio != 1.0:
            counts = planted(generator, counts, days, ratio)
        return World(counts, as_rounds(days))


def planted(generator: np.random.Generator, counts: Days, days: Days, ratio: float) -> Days:
    """The counts with the means of {s-1, s} multiplied by `ratio`: a gamma mixture scales with its mean."""
    inside = np.unique(np.concatenate([days - 1, days]))
    out = counts.copy()
    whole = np.floor(counts[inside] * ratio)
    out[inside] = (whole + (generator.random(inside.size) < counts[inside] * ratio - whole)).astype(np.int64)
    return out


WORLDS = (
    Recipe("rounds spread evenly", even, 0.06),
    Recipe("rounds only in the last 480 days", late, 0.06),
    Recipe("rounds in violent months", violent, 0.065),
    Recipe("rounds 3 to 7 days after a raid", answering, 0.06),
    Recipe("same, AR(1) .85, verdict with check 1", answering, 0.05, persistence=0.85, with_check=True),
    Recipe("strong weekly cycle", weekly, 0.05, cycle=0.6),
)
