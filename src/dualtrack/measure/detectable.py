"""Detectable: the smallest rate ratio that this very series would have shown with 80% power.

Rounds are put on days drawn by the jitter itself, y in their windows is multiplied by theta, and the test is run; theta
is moved until 80% of such worlds are rejected. Nothing is assumed of the series: it is its own noise.
"""

from __future__ import annotations

import math

import numpy as np

from dualtrack.measure.contrast import Days, Floats, Window, contrasts
from dualtrack.measure.episodes import Schedule
from dualtrack.measure.jitter import Null, draw_calendars, windows_of

POWER = 0.80
WORLDS = 200
STEPS = 8
LARGEST = 50.0


def estimate_detectable(
    counts: Floats, plan: Schedule, name: str, null: Null, alternative: str, seed: int
) -> float | None:
    """The ratio (above 1; below 1 for "less") detected in 80% of worlds; None if none up to 50-fold is.

    A world is rejected where its statistic, standardised by the exact mean and variance of its own null, exceeds the
    critical value of the observed series' standardised draws: this spares 200 x 8 full runs, and keeps their skewness.
    """
    down = alternative == "less"
    standard = (null.drawn - null.mean) / null.spread * (-1 if down else 1)
    critical = float(np.quantile(standard, 0.975 if alternative == "two-sided" else 0.95))
    planted = draw_calendars(plan, WORLDS, seed + 1)
    low, high = 0.0, math.log(LARGEST)
    if power(counts, plan, name, planted, -high if down else high, critical) < POWER:
        return None
    for _ in range(STEPS):
        middle = (low + high) / 2
        enough = power(counts, plan, name, planted, -middle if down else middle, critical) >= POWER
        low, high = (low, middle) if enough else (middle, high)
    return math.exp(-high if down else high)


def power(counts: Floats, plan: Schedule, name: str, planted: Days, log_ratio: float, critical: float) -> float:
    """Share of worlds, with y in the planted windows times exp(log_ratio), whose statistic passes `critical`."""
    windows = windows_of(plan, name)
    kept = [index for index, window in enumerate(windows) if not window.empty]
    starts = np.stack([plan.choices[index][planted[index]] for index in kept])
    worlds = multiplied(counts, starts, [windows[index] for index in kept], math.exp(log_ratio))
    own, expected, variance = np.zeros(WORLDS), np.zeros(WORLDS), np.zeros(WORLDS)
    for window in {windows[index] for index in kept}:
        rows = [row for row, index in enumerate(kept) if windows[index] == window]
        days = np.concatenate([plan.choices[kept[row]] for row in rows])
        values = contrasts(worlds, window, days)
        edge = 0
        for row in rows:
            size = len(plan.choices[kept[row]])
            here = values[:, edge : edge + size]
            own += here[np.arange(WORLDS), planted[kept[row]]]
            expected += here.mean(axis=1)
            variance += here.var(axis=1)
            edge += size
    standard = (own - expected) / np.sqrt(np.maximum(variance, 1e-12)) * (1 if log_ratio >= 0 else -1)
    return float((standard >= critical).mean())


def multiplied(counts: Floats, starts: Days, windows: list[Window], ratio: float) -> Floats:
    """Copies of the series, one a world, with each day in any planted window multiplied once."""
    inside = np.zeros((starts.shape[1], counts.size), dtype=bool)
    world = np.arange(starts.shape[1])
    for row, window in enumerate(windows):
        for offset in range(window.first, window.last + 1):
            inside[world, starts[row] + offset] = True
    return np.where(inside, counts * ratio, counts)
