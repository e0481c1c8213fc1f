"""Expectation: a total that was seen against all totals that could have been, and the ratios that both allow.

Given the intensities S that a baseline draws, the total is Poisson(ratio x S). Averaging its tails over the draws gives
the p-value at ratio 1 and, inverted, the interval of the ratio (the predictive analogue of Garwood 1936).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import poisson

from dualtrack.measure.contrast import Floats

LARGEST = 1e4
STEPS = 40
POWER = 0.80


@dataclass(frozen=True, slots=True)
class Expectation:
    """What was seen, and the intensities of the whole term, one a draw."""

    seen: int
    drawn: Floats

    @property
    def expected(self) -> float:
        return float(self.drawn.mean())

    @property
    def ratio(self) -> float:
        return self.seen / self.expected

    @property
    def p_value(self) -> float:
        return min(1.0, 2 * min(self.at_most(self.seen, 1.0), self.at_least(self.seen, 1.0)))

    def at_most(self, count: int, ratio: float) -> float:
        return float(poisson.cdf(count, ratio * self.drawn).mean())

    def at_least(self, count: int, ratio: float) -> float:
        return float(poisson.sf(count - 1, ratio * self.drawn).mean())

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """The ratios under which neither tail of what was seen is rarer than half of 1 - level."""
        tail = (1 - level) / 2
        low = 0.0 if self.seen == 0 else crossing(lambda ratio: self.at_least(self.seen, ratio) < tail)
        return low, crossing(lambda ratio: self.at_most(self.seen, ratio) >= tail)

    def detectable(self, level: float = 0.95) -> float | None:
        """The largest ratio below 1 that would have been told from 1 with 80% power; None if not even silence would."""
        tail = (1 - level) / 2
        if self.at_most(0, 1.0) > tail:
            return None
        high = int(self.expected) + 1
        low = 0
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (middle, high) if self.at_most(middle, 1.0) <= tail else (low, middle)
        return min(1.0, crossing(lambda ratio: self.at_most(low, ratio) >= POWER))


def crossing(below: Callable[[float], bool]) -> float:
    """The ratio at which `below` (true for small ratios) turns false, by bisection on its logarithm."""
    low, high = -np.log(LARGEST), np.log(LARGEST)
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(float(np.exp(middle))) else (low, middle)
    return float(np.exp((low + high) / 2))
