"""Majority: does a share lie above or below a line that was drawn beforehand? An exact test, and what it could show.

The verdict is the interval's: above the line, below it, or not decided by so few (Dixon and Mood 1946 for the sign test
at one half; Clopper and Pearson 1934 for the interval).
"""

from __future__ import annotations

from dataclasses import dataclass

from scipy.stats import binom

from dualtrack.measure.proportions import POWER, estimate_share

GRID = 200
TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Majority:
    """`count` of `total` against `line`: the share, its interval, the two-sided exact p-value, the side of the line on
    which the interval lies (None where it holds the line), and the share nearest to the line on either side that
    `total` cases would have told from it in 80% of records (None where none would)."""

    count: int
    total: int
    line: float
    share: float
    interval: tuple[float, float]
    p_value: float
    above: bool | None
    detectable: tuple[float | None, float | None]


def majority(count: int, total: int, line: float = 0.5) -> Majority:
    """Set `count` of `total` against `line`. `total` must be positive."""
    share, interval = estimate_share(count, total)
    low, high = interval
    tails = float(binom.cdf(count, total, line)), float(binom.sf(count - 1, total, line))
    above = True if low > line else False if high < line else None
    return Majority(count, total, line, share, interval, min(1.0, 2 * min(tails)), above, detectable(total, line))


def detectable(total: int, line: float) -> tuple[float | None, float | None]:
    """The largest share below and the smallest share above the line that are shown with 80% power."""
    lowest = int(binom.ppf(TAIL, total, line)) - 1
    while binom.cdf(lowest + 1, total, line) <= TAIL:
        lowest += 1
    highest = int(binom.isf(TAIL, total, line)) + 1
    while highest > 0 and binom.sf(highest - 2, total, line) <= TAIL:
        highest -= 1
    steps = [step / GRID for step in range(GRID + 1)]
    below = [share for share in steps if share < line and binom.cdf(lowest, total, share) >= POWER]
    beyond = [share for share in steps if share > line and binom.sf(highest - 1, total, share) >= POWER]
    return max(below, default=None), min(beyond, default=None)
