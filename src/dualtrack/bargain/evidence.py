"""From record to inputs: what a side wants, what it speaks of, and how fast its costs grow, from claims and figures.

Each function gives None where the record says too little; the case's own estimate then stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from scipy import stats

from dualtrack.errors import BargainError
from dualtrack.model import Claim, Estimate, Issue, Series
from dualtrack.model.issue import Origin
from dualtrack.record import Record

ENOUGH = 5
"""Documents that state a side's position on an issue before they replace the analyst's estimate."""
HALF_LIFE = 90.0
"""Days after which a position weighs half of one stated today (this project's choice)."""
STATED = ("demands", "offers")
"""Stances whose value is what the side wants; what it rejects or accepts was somebody else's."""
PRIOR_WEIGHT = 20.0
"""Statements that the case's own saliences weigh as much as, together (this project's choice)."""
FLATNESS = {"demands": 1.0, "rejects": 1.0, "offers": 0.5, "accepts": 0.5}
"""How much a statement says that its issue matters to its side: a flat demand or refusal more than give and take."""
REPORTED_DAYS, MONTHS = 10, 4
"""Reported days that a month needs, and such months that a trend needs."""
MONTH = 30
"""Days of a month of the trend."""
CLAIMS_KEPT = 60
"""Claims named behind a trend; all of them stand in the record's series."""


def from_record(issues: Sequence[Issue], record: Record, sides: Sequence[str]) -> tuple[Issue, ...]:
    """The issues with the ideal points and saliences that the record's positions state, where they state enough."""
    own = [claim for claim in record.claims(kind="position") if claim.position and claim.position.party.code in sides]
    wanted: dict[tuple[str, str], list[Claim]] = {}
    for claim in own:
        assert claim.position is not None
        if claim.position.value is not None and claim.position.stance in STATED:
            wanted.setdefault((claim.position.issue, str(claim.position.party.code)), []).append(claim)
    spoken = {side: estimate_saliences(issues, side, own) for side in sides}
    return tuple(
        replace(
            issue,
            ideal_point={
                side: estimate_position(wanted.get((issue.id, side), ())) or issue.ideal_point[side]
                for side in issue.ideal_point
            },
            salience={**issue.salience, **{side: found[issue.id] for side, found in spoken.items() if found}},
        )
        for issue in issues
    )


def estimate_position(claims: Sequence[Claim]) -> Estimate | None:
    """The weighted 10th, 50th and 90th percentiles of what a side said that it wants, newer statements weighing more.

    Days count back from the latest statement; a statement without a date weighs as the oldest does. None where
    fewer than `ENOUGH` documents state a value.
    """
    if len({claim.document_id for claim in claims}) < ENOUGH:
        return None
    values = [claim.position.value for claim in claims if claim.position and claim.position.value is not None]
    low, mode, high = percentiles(values, recency(claims))
    note = f"{len(claims)} statements by the side, newer ones weighing more"
    return Estimate(low, mode, high, Origin.EVIDENCE, note, tuple(claim.id for claim in claims))


def percentiles(values: Sequence[float], weights: np.ndarray) -> tuple[float, float, float]:
    """The weighted 10th, 50th and 90th percentiles of values."""
    order = np.argsort(values, kind="stable")
    weight = np.cumsum(weights[order])
    low, mode, high = (float(values[order[np.searchsorted(weight, q * weight[-1])]]) for q in (0.1, 0.5, 0.9))
    return low, mode, high


def recency(claims: Sequence[Claim]) -> np.ndarray:
    """What each statement weighs by its age: half after `HALF_LIFE` days, undated ones as the oldest."""
    days: list[date | None] = [claim.when.last_day for claim in claims]
    known = [day for day in days if day is not None]
    newest, oldest = (max(known), min(known)) if known else (date.min, date.min)
    ages = np.array([(newest - (day or oldest)).days for day in days], float)
    return np.asarray(0.5 ** (ages / HALF_LIFE))


def estimate_saliences(issues: Sequence[Issue], side: str, claims: Sequence[Claim]) -> dict[str, Estimate] | None:
    """The side's saliences as the shares of its statements, shrunk to the case's own: the Dirichlet posterior whose
    prior is the case's modes times `PRIOR_WEIGHT`, each share with its 5th and 95th percentiles (Gelman et al. 2013,
    section 3.4). A statement counts by its age and flatness. None where fewer than `ENOUGH` documents speak, or the
    case gives no salience."""
    spoken = [claim for claim in claims if claim.position and claim.position.party.code == side]
    if len({claim.document_id for claim in spoken}) < ENOUGH or any(side not in issue.salience for issue in issues):
        return None
    total = sum(issue.salience[side].mode for issue in issues)
    weight = {issue.id: PRIOR_WEIGHT * issue.salience[side].mode / total for issue in issues}
    behind: dict[str, list[str]] = {issue.id: [] for issue in issues}
    for claim, age in zip(spoken, recency(spoken), strict=True):
        assert claim.position is not None
        if claim.position.issue in weight:
            weight[claim.position.issue] += float(age) * FLATNESS[claim.position.stance.value]
            behind[claim.position.issue].append(claim.id)
    every = sum(weight.values())
    made = {}
    for issue in issues:
        share = stats.beta(weight[issue.id], every - weight[issue.id])
        low, high = (float(value) for value in share.ppf((0.05, 0.95)))
        mode = min(max(weight[issue.id] / every, low), high)
        stated = len(behind[issue.id])
        origin = Origin.EVIDENCE if stated else issue.salience[side].origin
        note = f"{stated} of the side's {len(spoken)} statements, shrunk to the case's own estimate"
        made[issue.id] = Estimate(low, mode, high, origin, note, tuple(sorted(behind[issue.id])))
    return made


def growth_from_record(record: Record, wanted: Mapping[str, Any]) -> Estimate | None:
    """How fast a cost grows a month, from the daily series that the case names (arguments of `Record.series`).
    Raises BargainError for an argument that is none of them."""
    try:
        series = record.series(**wanted)
    except TypeError as error:
        known = "track, event_type, measure, what, actor, place"
        raise BargainError(f"[war.crossing] growth_from {dict(wanted)}: {error}; it takes {known}") from error
    return estimate_growth(series)


def estimate_growth(series: Series) -> Estimate | None:
    """The monthly rate of growth of a series: the slope of the log of its monthly means (least squares; its 90%
    interval by Student's t). Months with under `REPORTED_DAYS` reports, or a mean of 0, are left out; None under
    `MONTHS` months."""
    values = series.values
    months = [values[start : start + MONTH] for start in range(0, len(values), MONTH)]
    means = [
        (at, float(np.mean(known)))
        for at, month in enumerate(months)
        if len(known := [value for value in month if value is not None]) >= REPORTED_DAYS and np.mean(known) > 0
    ]
    if len(means) < MONTHS:
        return None
    at, logs = np.array([month for month, _ in means], float), np.log([mean for _, mean in means])
    fit = stats.linregress(at, logs)
    spread = 0.0 if np.ptp(logs) == 0 else float(fit.stderr)  # a constant series has none, and SciPy says NaN
    reach = float(stats.t.ppf(0.95, len(means) - 2)) * spread
    low, mode, high = (float(np.expm1(rate)) for rate in (fit.slope - reach, fit.slope, fit.slope + reach))
    first, last = series.start, series.start + timedelta(days=len(values) - 1)
    note = f"trend of {series.name} over {len(means)} months, {first} to {last}, {series.reported} days with a report"
    claims = tuple(dict.fromkeys(key for keys in series.claims.values() for key in keys))
    return Estimate(low, mode, high, Origin.EVIDENCE, note, claims[:CLAIMS_KEPT])
