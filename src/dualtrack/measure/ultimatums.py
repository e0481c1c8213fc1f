"""Ultimatums: are threats backed by costs beyond what their issuer imposes anyway?

The statistic is the rate of costly acts, by document that could have reported them, in the windows that threats open;
its null is the interval jitter of Amarasingham et al. (2012) with blocks of 112 days. The ratio's interval holds every
ratio that the test does not reject (Lehmann 1959, section 3.5, on the logarithm). That threats are hollow is a claim of
"no more than usual", which needs an interval that ends below a margin set beforehand (equivalence, Schuirmann 1987).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dualtrack.draw.null_distribution import render_null_distribution
from dualtrack.errors import InvalidValue
from dualtrack.measure.contrast import OFFSET, Days, Floats
from dualtrack.measure.episodes import Schedule, Untestable
from dualtrack.measure.inversion import HIGHEST, crossing
from dualtrack.measure.jitter import Indices, draw_calendars, gather, p_value
from dualtrack.measure.placement import estimate_detectable, place_windows, window_sums
from dualtrack.measure.timing import written_p
from dualtrack.model import Check, Finding
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED

METHOD = "interval jitter of the windows that threats open (Amarasingham et al. 2012), margin by equivalence"
LEVEL = 0.05
BLOCK = 112
MARGIN = 2.0
"""Threats are hollow if fewer than twice the usual acts follow them: backing that nobody could tell from routine."""
QUICK = 199
"""Placements by which the smallest detectable ratio is found."""


def ultimatums(
    acts: Any,
    windows: Sequence[tuple[int, int]],
    *,
    issuer: Sequence[int] | None = None,
    documents: Any = None,
    draws: int = 9999,
    seed: int = 0,
    name: str = "ultimatums.backed",
) -> Finding:
    """Test whether costly acts by the issuer are more frequent in the windows that its threats open.

    acts: costly acts by day, shape (days,), or (issuers, days) with `issuer` the row of each window; windows: first and
    last day index of each; documents: by day, how many documents could have reported an act (default one). Estimate:
    the rate in the windows over that at the median of their placements. Verdict on the thesis that threats are hollow:
    not supported where acts are more frequent at .05; supported where the interval ends below 2; else not testable.
    Raises InvalidValue for negative counts or shapes that do not agree.
    """
    counts = np.atleast_2d(np.asarray(acts, dtype=np.float64))
    size = counts.shape[1]
    exposure = np.ones(size) if documents is None else np.asarray(documents, dtype=np.float64)
    rows = [0] * len(windows) if issuer is None else list(issuer)
    if exposure.shape != (size,) or len(rows) != len(windows) or any(row >= len(counts) for row in rows):
        raise InvalidValue(
            f"acts {counts.shape}, documents {exposure.shape}, {len(rows)} issuers, {len(windows)} windows do not fit"
        )
    if np.any(counts < 0) or np.any(exposure < 0):
        raise InvalidValue("acts and documents are counts: never negative")
    try:
        plan, kept = place_windows(windows, size, BLOCK)
        owners = tuple(rows[index] for index in kept)
        return measured(Question(counts, plan, owners, exposure, draw_calendars(plan, draws, seed)), seed, name)
    except Untestable as reason:
        says = f"Whether threats are backed cannot be tested: {reason}."
        return Finding(name, says, METHOD, unit="rate ratio", why=str(reason), n=len(windows))


@dataclass(frozen=True, slots=True)
class Question:
    """Acts by issuer and day, the windows with the issuer of each, documents by day, and the placements drawn."""

    acts: Floats
    plan: Schedule
    rows: tuple[int, ...]
    exposure: Floats
    calendars: Indices

    def null(self, acts: Floats, starts: Days | None = None) -> tuple[float, Floats]:
        """The rate of acts by document in the windows, and in each placement; `starts` puts the windows elsewhere."""
        plan = self.plan if starts is None else replace(self.plan, starts=starts)
        own, moved = window_sums(acts, plan, self.rows)
        seen, seen_moved = window_sums(self.exposure, plan)
        drawn = rates(gather(moved, self.calendars).sum(axis=0), gather(seen_moved, self.calendars).sum(axis=0))
        return float(rates(own.sum(), seen.sum())), drawn

    def multiplied(self, ratio: float, starts: Days | None = None) -> Floats:
        """The acts with those in any window of their issuer multiplied once."""
        inside = np.zeros(self.acts.shape, dtype=bool)
        firsts = self.plan.starts if starts is None else starts
        for row, first, length in zip(self.rows, firsts, self.plan.lengths, strict=True):
            inside[row, first : first + length] = True
        return np.where(inside, self.acts * ratio, self.acts)


def rates(counts: Any, exposure: Any) -> Floats:
    """Acts by document, half an act added, so that none has a logarithm (Anscombe 1948)."""
    ratio: Floats = (np.asarray(counts) + OFFSET) / np.maximum(exposure, 1e-12)
    return ratio


def estimate_ratio(asked: Question) -> tuple[float, tuple[float, float]]:
    """The rate ratio and its interval: acts in the windows are divided by each ratio and tested again."""

    def test(alternative: str) -> Callable[[float], bool]:
        def beyond(log_ratio: float) -> bool:
            observed, drawn = asked.null(asked.multiplied(math.exp(-log_ratio)))
            return p_value(observed, drawn, alternative) <= LEVEL / 2

        return beyond

    def excess(log_ratio: float) -> bool:
        observed, drawn = asked.null(asked.multiplied(math.exp(-log_ratio)))
        return observed > float(np.median(drawn))

    too_high = test("less")
    low, high, middle = crossing(test("greater")), crossing(lambda ratio: not too_high(ratio)), crossing(excess)
    return middle, (min(low, middle), max(high, middle))


def estimate_smallest(asked: Question, seed: int) -> float | None:
    """The smallest rate ratio that could have been shown; None where none up to the highest searched could."""
    quick = replace(asked, calendars=asked.calendars[:, :QUICK])

    def planted(log_ratio: float, starts: Days) -> bool:
        acts_there = quick.multiplied(math.exp(log_ratio), starts)
        return p_value(*quick.null(acts_there, starts), "greater") <= LEVEL / 2

    smallest = estimate_detectable(planted, asked.plan, seed, math.log(HIGHEST))
    return None if smallest is None else math.exp(smallest)


def measured(asked: Question, seed: int, name: str) -> Finding:
    acts, _ = window_sums(asked.acts, asked.plan, asked.rows)
    seen, _ = window_sums(asked.exposure, asked.plan)
    if not asked.acts.any():
        raise Untestable("no costly act is reported at all, in a window or outside")
    if not seen.sum():
        raise Untestable("no document was published in any window")
    observed, drawn = asked.null(asked.acts)
    if drawn.std() < 1e-12:
        raise Untestable("every placement of the windows holds as many acts: the series says nothing about days")
    value = p_value(observed, drawn, "two-sided")
    ratio, interval = estimate_ratio(asked)
    single = [without(asked, at) for at in range(asked.plan.count)]
    same = all((item <= LEVEL) == (value <= LEVEL) for item in single)
    verdict, outcome, why = ruled(ratio, interval, value)
    detail = {
        "level": 0.95, "acts_in_windows": float(acts.sum()), "acts": float(asked.acts.sum()),
        "documents_in_windows": float(seen.sum()), "left_out": asked.plan.left_out, "margin": MARGIN, "block": BLOCK,
        "p_ratio": value, "p_leave_one_out": [min(single), max(single)], "draws": len(drawn), "seed": seed,
    }  # fmt: skip
    null = render_null_distribution(
        f"{name.replace('.', '-')}-null",
        np.log(drawn).tolist(),
        math.log(observed),
        "windows that threats open",
        "log rate of costly acts",
    )
    finding = Finding(
        name, "", METHOD, estimate=ratio, interval=interval, unit="rate ratio",
        p_value=None if verdict == NOT_TESTABLE else value, minimum_detectable=estimate_smallest(asked, seed),
        checks={"leave one threat out": Check.PASSED if same else Check.FAILED}, verdict=verdict, outcome=outcome,
        why=why, n=asked.plan.count, detail=detail, drawings=(null,),
    )  # fmt: skip
    return replace(finding, says=sentence(finding))


def without(asked: Question, at: int) -> float:
    """The p-value with one window left out."""
    plan = asked.plan
    others = [index for index in range(plan.count) if index != at]
    fewer = replace(
        plan, starts=plan.starts[others], lengths=plan.lengths[others], choices=tuple(plan.choices[i] for i in others)
    )
    kept = replace(asked, plan=fewer, rows=tuple(asked.rows[i] for i in others), calendars=asked.calendars[others])
    return p_value(*kept.null(kept.acts), "two-sided")


def ruled(ratio: float, interval: tuple[float, float], value: float) -> tuple[str, str, str]:
    """Verdict on the thesis that threats are hollow, the outcome, and why where neither can be said."""
    if value <= LEVEL and ratio > 1:
        return NOT_SUPPORTED, "backed", ""
    if interval[1] < MARGIN:
        return SUPPORTED, "no more than usual", ""
    return NOT_TESTABLE, "not enough", "the interval of the rate ratio holds no more than usual as well as twice it"


def sentence(finding: Finding) -> str:
    """The result as a careful reporter could print it."""
    opening = {
        "backed": "Threats were followed by more costs than their issuers impose anyway",
        "no more than usual": "Threats were followed by no more costs than their issuers impose anyway",
        "not enough": "Whether threats were followed by more costs than usual cannot be said",
    }[finding.outcome or "not enough"]
    (low, high), detail, smallest = finding.interval or (0.0, HIGHEST), finding.detail, finding.minimum_detectable
    return (
        f"{opening}: {detail['acts_in_windows']:.0f} costly acts in the windows of {finding.n} threats, "
        f"{times(finding.estimate or 0.0)} times the usual rate (95% interval {times(low)} to {times(high)}; "
        f"{written_p(detail['p_ratio'])}; smallest ratio that could have been shown: "
        f"{f'none up to {HIGHEST:.0f}' if smallest is None else f'{smallest:.2f}'})."
    )


def times(ratio: float) -> str:
    """A ratio in words; at the end of what was searched, an open one."""
    return f"{HIGHEST:.0f} or more" if ratio >= HIGHEST else f"{ratio:.2f}"
