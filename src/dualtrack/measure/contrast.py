"""Contrast: how far a window stands above or below the days around it, for every day on which it could have stood.

L(t) = log[(mean y in the window + c) / (mean y in the reference + c)]

The reference holds the days within `REACH` of the window on either side, without the `GAP` next to it. It is laid
around the window, not around the episode, so that no window (LULL reaches back seven days) is ever its own reference.
Being symmetric, it cancels a log-linear trend; being local, it cancels a slow change of level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Days = NDArray[np.int64]

REACH = 28
GAP = 4
OFFSET = 0.5
"""c: half of the smallest count that can be reported, so that a day of zero has a logarithm (Anscombe 1948)."""

WINDOWS: dict[str, tuple[tuple[str, int], tuple[str, int]]] = {
    "pre48": (("start", -1), ("start", 0)),
    "during": (("start", 1), ("end", 0)),
    "post48": (("end", 1), ("end", 2)),
    "lull": (("start", -7), ("start", -2)),
}
"""First and last day of each window, counted from the episode's start or end."""

WORDS = {
    "pre48": "the day before talks and their first day",
    "during": "the later days of talks",
    "post48": "the two days after talks",
    "lull": "the week before talks, up to two days before",
}
BEFORE, AFTER = 7, 2
"""Days that must be in the series before an episode's start and after its end, for every window to be whole."""


@dataclass(frozen=True, slots=True)
class Window:
    """A window as offsets from an episode's first day; empty where `last < first` (DURING of a one-day episode)."""

    first: int
    last: int

    @classmethod
    def of(cls, name: str, length: int) -> Window:
        """The window `name` of an episode that lasts `length` days."""
        (left, low), (right, high) = WINDOWS[name]
        return cls(low + (length - 1) * (left == "end"), high + (length - 1) * (right == "end"))

    @property
    def empty(self) -> bool:
        return self.last < self.first


def sums(totals: Floats, first: Days, last: Days) -> Floats:
    """Sums over days first..last (clipped to the series) from totals, shape (..., days + 1)."""
    size = totals.shape[-1] - 1
    low, high = np.clip(first, 0, size), np.clip(last + 1, 0, size)
    difference: Floats = totals[..., high] - totals[..., low]
    return difference


def contrasts(counts: Floats, window: Window, day: Days | None = None, offset: float = OFFSET) -> Floats:
    """L for each of `day` (default: every day) taken as an episode's first. counts: (..., days) -> (..., len(day))."""
    size = counts.shape[-1]
    totals = np.zeros((*counts.shape[:-1], size + 1))
    np.cumsum(counts, axis=-1, out=totals[..., 1:])
    day = np.arange(size) if day is None else day
    inside = sums(totals, day + window.first, day + window.last) / (window.last - window.first + 1)
    left, right = day + window.first, day + window.last
    ones = np.arange(size + 1, dtype=np.float64)
    days = np.zeros(day.shape)
    around = np.zeros(inside.shape)
    for low, high in ((left - REACH, left - GAP - 1), (right + GAP + 1, right + REACH)):
        around += sums(totals, low, high)
        days += sums(ones, low, high)
    ratio: Floats = np.log((inside + offset) / (around / np.maximum(days, 1.0) + offset))
    return ratio


def averages(values: Floats, window: Window) -> Floats:
    """Mean of the values in the window, for each day taken as an episode's first. (days,) -> (days,)."""
    size = values.shape[-1]
    totals = np.concatenate(([0.0], np.cumsum(values)))
    day = np.arange(size)
    return sums(totals, day + window.first, day + window.last) / (window.last - window.first + 1)


def innovations(counts: Floats, lags: int = 14, trailing: int = 28, offset: float = OFFSET) -> Floats:
    """What each day held that its own past did not foretell; 0 for the first days, which have no past.

    Ordinary least squares of log(y + c) on the log of its trailing 28-day mean, its 14 lags and the weekday. Talks that
    are called in answer to past violence stay unrelated to these, so that a test on them has its size where a test on
    y may not (the logic of Granger 1969 and of Box and Jenkins's pre-whitening).
    """
    size = counts.shape[-1]
    logs = np.log(counts + offset)
    totals = np.concatenate(([0.0], np.cumsum(counts)))
    day = np.arange(trailing, size)
    mean = np.log((totals[day] - totals[day - trailing]) / trailing + offset)
    past = [logs[day - lag] for lag in range(1, lags + 1)]
    weekdays = [(day % 7 == weekday).astype(np.float64) for weekday in range(1, 7)]
    design = np.column_stack([np.ones(day.size), mean, *past, *weekdays])
    fit, *_ = np.linalg.lstsq(design, logs[day], rcond=None)
    residual = np.zeros(size)
    residual[day] = logs[day] - design @ fit
    return residual


def window_days(starts: Sequence[int], windows: Sequence[Window]) -> Days:
    """The days that lie in any episode's window, sorted."""
    days = {
        start + offset
        for start, window in zip(starts, windows, strict=True)
        for offset in range(window.first, window.last + 1)
    }
    return np.array(sorted(days), dtype=np.int64)
