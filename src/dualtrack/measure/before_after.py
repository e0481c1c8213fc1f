"""Before and after: what a newspaper's percentage is worth, when every other day of the series is asked the same.

"Launches rose by half in the month after the pledge" compares the days after a day with as many days before it. The
same comparison is made around every day of the series that has both sides whole, the day in question left out, and the
claimed change is placed among these (a placebo test in time; Abadie, Diamond and Hainmueller 2010, section 2.4, for the
idea). In a series that grows, rises of any size are common, and say nothing about the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from dualtrack.draw.null_distribution import render_null_distribution
from dualtrack.measure.contrast import OFFSET, Days, Floats
from dualtrack.measure.episodes import SHORTEST_SERIES, Untestable, daily_values, day_index
from dualtrack.measure.jitter import LEVEL
from dualtrack.model import Check, Finding
from dualtrack.model.finding import NOT_SUPPORTED, SUPPORTED

METHOD = "before/after ratio among the same ratio around every other day (placebo distribution)"
FEWEST_PLACEBOS = 5
"""Placebos that share no day with each other or with the claim, below which nothing is said."""
RECENT = 365


def before_after(
    counts: Any,
    day: Any,
    *,
    days: int = 30,
    start: date | None = None,
    claimed: float | None = None,
    subject: str = "counts",
    key: str = "day",
) -> Finding:
    """Compare the `days` days after a day (itself the first of them) with the `days` before it, and with placebos.

    counts: by day, None or NaN for "no report". day: an index, or a date with `start`, the date of day 0. `claimed` is
    the ratio that somebody printed (1.5 for "rose by half"): how often it is reached is told too.
    Returns a Finding whose estimate is the ratio after over before; its interval holds the middle 95% of placebo ratios
    and its p-value is the two-sided share of placebos at least as far out (neighbouring placebos share days: the
    detail counts those that do not). Its verdict is "supported" where the ratio is rarer than 1 in 20 among all
    placebos, and among those of the last 365 days before.
    Raises InvalidValue for counts that are no daily series.
    """
    values = daily_values(counts)
    at = day_index(day, start)
    name = f"timing.before_after.{key}"
    try:
        return measured(compared(values, at, days), claimed, subject, name)
    except Untestable as reason:
        says = f"How unusual a change in {subject} is cannot be said: {reason}."
        return Finding(name, says, METHOD, unit="rate ratio", why=str(reason), n=0)


@dataclass(frozen=True, slots=True)
class Change:
    """The ratio of the `days` days after a day to those before it, and the ratios around the days of the placebos."""

    at: int
    days: int
    ratio: float
    ratios: Floats
    where: Days

    @property
    def share(self) -> float:
        """The two-sided share of placebos at least as far out."""
        return far_out(self.ratio, self.ratios)

    @property
    def share_of_last_year(self) -> float | None:
        """The same among the placebos of the last 365 days before; None where these are too few."""
        recent = self.ratios[(self.where < self.at) & (self.where >= self.at - RECENT)]
        return far_out(self.ratio, recent) if recent.size >= 2 * self.days else None

    @property
    def usual(self) -> tuple[float, float]:
        """The middle 95% of placebo ratios."""
        low, high = (float(limit) for limit in np.quantile(self.ratios, [0.025, 0.975]))
        return low, high


def measured(change: Change, claimed: float | None, subject: str, name: str) -> Finding:
    """The finding of a change that has placebos."""
    ratio, ratios, days = change.ratio, change.ratios, change.days
    share, last = change.share, change.share_of_last_year
    rare = share <= LEVEL and (last is None or last <= LEVEL)
    check = Check.NOT_RUN if last is None else Check.PASSED if (last <= LEVEL) == (share <= LEVEL) else Check.FAILED
    detail = {
        "days": days, "as_large": as_large(ratio, ratios), "claimed": claimed, "p_last_year": last, "level": 0.95,
        "claimed_as_large": None if claimed is None else as_large(claimed, ratios),
        "placebos_that_share_no_day": int(ratios.size // (2 * days)),
    }  # fmt: skip
    drawing = render_null_distribution(
        f"{name}-placebos",
        np.log(ratios).tolist(),
        float(np.log(ratio)),
        f"the {days} days after a day",
        "log ratio to the days before",
        "other days",
    )
    return Finding(
        name, sentence(change, claimed, subject), METHOD, estimate=ratio, interval=change.usual,
        unit="rate ratio", p_value=share, minimum_detectable=change.usual[1],
        checks={"days of the last year only": check}, verdict=SUPPORTED if rare else NOT_SUPPORTED,
        outcome="unusual" if rare else "usual", n=int(ratios.size), detail=detail, drawings=(drawing,),
    )  # fmt: skip


def sentence(change: Change, claimed: float | None, subject: str) -> str:
    """The change, and how often such a one is met, in words."""
    ratio, ratios, days, (low, high) = change.ratio, change.ratios, change.days, change.usual
    said = (
        f"{subject[:1].upper()}{subject[1:]} {changed(ratio)} from the {days} days before to the {days} after; they "
        f"{changed(ratio)} or more around {as_large(ratio, ratios):.0%} of {ratios.size:,} other days (the middle 95% "
        f"of other days: {low:.2f} to {high:.2f} times)"
    )
    if claimed is not None:
        said += f"; that they {changed(claimed)} or more is true of {as_large(claimed, ratios):.0%} of other days"
    return f"{said}."


def changed(ratio: float) -> str:
    return f"{'rose' if ratio >= 1 else 'fell'} by {abs(ratio - 1):.0%}"


def as_large(ratio: float, ratios: Floats) -> float:
    """The share of placebos that rise (or fall) at least as much."""
    return float((ratios >= ratio).mean() if ratio >= 1 else (ratios <= ratio).mean())


def compared(values: Floats, at: int, days: int) -> Change:
    """The change around `at` among those around every other day whose both sides are whole and do not touch it."""
    if values.size < SHORTEST_SERIES:
        raise Untestable(f"the series has {values.size} days; at least {SHORTEST_SERIES} are needed")
    if not days <= at <= values.size - days:
        raise Untestable(f"the series does not hold {days} days on either side of the day")
    totals = np.concatenate(([0.0], np.cumsum(np.nan_to_num(values))))
    gaps = np.concatenate(([0], np.cumsum(np.isnan(values))))
    day = np.arange(days, values.size - days + 1)
    ratios = (totals[day + days] - totals[day] + OFFSET) / (totals[day] - totals[day - days] + OFFSET)
    ratios[gaps[day + days] > gaps[day - days]] = np.nan
    own = float(ratios[at - days])
    if np.isnan(own):
        raise Untestable("a day without a report stands before or after the day")
    apart = np.isfinite(ratios) & (np.abs(day - at) >= 2 * days)
    if apart.sum() < FEWEST_PLACEBOS * 2 * days:
        raise Untestable(f"fewer than {FEWEST_PLACEBOS} stretches of {2 * days} days share no day with the claim")
    return Change(at, days, own, ratios[apart], day[apart])


def far_out(ratio: float, ratios: Floats) -> float:
    """Twice the smaller share of placebos that lie as far out on one side, at most 1."""
    above = (1 + int((ratios >= ratio).sum())) / (1 + ratios.size)
    below = (1 + int((ratios <= ratio).sum())) / (1 + ratios.size)
    return min(1.0, 2 * min(above, below))
