"""Inversion: the rate ratios that the test does not reject.

Divide y in the windows by theta and test again: where the true ratio is theta, what is left has no effect, and the
test has its size. The interval holds every theta with p > .05 (Lehmann 1959, section 3.5); the estimate is the theta
that puts the statistic on the mean of its null distribution (Hodges and Lehmann 1963). Windows of other episodes that
fall into one episode's reference, or onto its candidate days, are divided too, so that near meetings do not dilute
the ratio.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from dualtrack.measure.contrast import Floats, window_days
from dualtrack.measure.episodes import Schedule
from dualtrack.measure.jitter import Indices, gather, p_value, statistic_tables, windows_of

LOWEST, HIGHEST = 0.02, 50.0
"""Ratios searched; a limit at either end means that the interval is open there."""
STEPS = 14


def estimate_ratio(
    counts: Floats, plan: Schedule, name: str, calendars: Indices, level: float = 0.95
) -> tuple[float, tuple[float, float]]:
    """Rate ratio in the windows and its interval at `level`, by inverting the jitter test."""
    days = window_days([int(day) for day in plan.starts], windows_of(plan, name))
    tail = (1.0 - level) / 2

    def tables(log_ratio: float) -> tuple[Floats, Floats, Indices]:
        adjusted = counts.copy()
        adjusted[days] /= math.exp(log_ratio)
        own, table, kept = statistic_tables(adjusted, plan, name)
        return own, table, calendars[kept]

    def excess(log_ratio: float) -> bool:
        own, table, _ = tables(log_ratio)
        return float(own.mean() - np.nanmean(table, axis=1).mean()) > 0

    def rejected(alternative: str) -> Callable[[float], bool]:
        def test(log_ratio: float) -> bool:
            own, table, chosen = tables(log_ratio)
            return p_value(float(own.mean()), gather(table, chosen).mean(axis=0), alternative) <= tail

        return test

    too_low, too_high = rejected("greater"), rejected("less")
    low = crossing(too_low)
    high = crossing(lambda log_ratio: not too_high(log_ratio))
    estimate = crossing(excess)
    return estimate, (min(low, estimate), max(high, estimate))


def crossing(below: Callable[[float], bool]) -> float:
    """The ratio at which `below` (true for small ratios) turns false, by bisection on its logarithm."""
    low, high = math.log(LOWEST), math.log(HIGHEST)
    if not below(low):
        return LOWEST
    if below(high):
        return HIGHEST
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return math.exp((low + high) / 2)
