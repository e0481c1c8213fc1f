"""Timing: is the field louder (or quieter) around talks than on the same weekdays near them?

The default test of the project, its assumptions and its limits are set out in docs/timing.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dualtrack.draw.null_distribution import render_null_distribution
from dualtrack.draw.windows import render_windows
from dualtrack.errors import UnknownName, one_of
from dualtrack.measure.contrast import OFFSET, WINDOWS, WORDS, Floats, innovations
from dualtrack.measure.detectable import estimate_detectable
from dualtrack.measure.episodes import (
    BLOCK,
    Schedule,
    Untestable,
    merge,
    read_counts,
    read_rounds,
    schedule,
)
from dualtrack.measure.inversion import estimate_ratio
from dualtrack.measure.jitter import (
    ALTERNATIVES,
    Indices,
    Null,
    draw_calendars,
    max_t,
    null_of,
    p_value,
    shifted,
    without_each,
)
from dualtrack.model import Check, Finding
from dualtrack.model.finding import NOT_SUPPORTED, SUPPORTED

METHOD = "interval jitter of the mean local log contrast (Amarasingham et al. 2012)"
LEVEL = 0.05
PHASES = (8, 16, 24, 32, 40, 48)
SECONDARY_DRAWS = 1999


def timing(
    counts: Any,
    rounds: Any,
    *,
    window: str = "pre48",
    alternative: str = "two-sided",
    draws: int = 9999,
    seed: int = 0,
    start: date | None = None,
    cancelled: Any = (),
    phase: int = 0,
    subject: str = "counts",
) -> Finding:
    """Test whether the series is timed with the rounds.

    counts: integers by day, None or NaN for "no report". rounds: shape (n, 2), first and last day as indices, or as
    dates with `start`, the date of day 0. `window` is the one primary window (pre48, during, post48, lull). `cancelled`
    are dates of rounds that did not happen, for a placebo; `phase` is the day on which a block opens.
    Returns a Finding whose estimate is the rate ratio in the windows; its verdict is "supported" only if both the test
    and check 1 (on innovations) reject at .05. Input that holds no answer gives "not testable".
    Raises UnknownName for an unknown window or alternative, InvalidValue for negative counts.
    """
    if window not in WINDOWS:
        raise UnknownName(one_of("window", window, WINDOWS))
    if alternative not in ALTERNATIVES:
        raise UnknownName(one_of("alternative", alternative, ALTERNATIVES))
    try:
        values = read_counts(counts)
        days = read_rounds(rounds, values.size, start)
        plan = schedule(merge(days), values.size, phase)
        placebo = None if len(cancelled) == 0 else placebo_plan(cancelled, values.size, start)
        question = Question(values, plan, window, alternative, draw_calendars(plan, draws, seed), seed, placebo)
        return measured(question, subject, len(days))
    except Untestable as reason:
        says = f"Whether {subject} are timed with talks cannot be tested: {reason}."
        return Finding(f"timing.{window}", says, METHOD, unit="rate ratio", why=str(reason), n=len(list(rounds)))


@dataclass(frozen=True, slots=True)
class Question:
    """One series, its schedule, what is asked of them, and the calendars drawn to answer."""

    values: Floats
    plan: Schedule
    window: str
    alternative: str
    calendars: Indices
    seed: int
    placebo: Schedule | None = None

    def null(self, *, plain: bool = False) -> Null:
        values = innovations(self.values) if plain else self.values
        return null_of(values, self.plan, self.window, self.calendars, plain=plain)


def placebo_plan(cancelled: Any, size: int, start: date | None) -> Schedule | None:
    """The schedule of rounds that did not happen; None where too few of them can be tested."""
    try:
        return schedule(merge(read_rounds(cancelled, size, start)), size)
    except Untestable:
        return None


def measured(asked: Question, subject: str, held: int) -> Finding:
    """The finding of a series and schedule that can be tested."""
    plan, window = asked.plan, asked.window
    null = asked.null()
    value = null.p_value(asked.alternative)
    ratio, interval = estimate_ratio(asked.values, plan, window, asked.calendars)
    smallest = estimate_detectable(asked.values, plan, window, null, asked.alternative, asked.seed)
    checks, numbers = run_checks(asked, null)
    shown = estimate_windows(asked)
    timed = value <= LEVEL and checks["endogenous scheduling"] is Check.PASSED
    detail = {
        "window": window, "alternative": asked.alternative, "level": 0.95, "episodes": plan.count, "rounds": held,
        "left_out_at_the_edge": plan.left_out, "days": plan.size, "zero_days": int((asked.values == 0).sum()),
        "days_without_report": 0, "block": BLOCK, "phase": plan.phase, "offset": OFFSET,
        "draws": asked.calendars.shape[1], "seed": asked.seed, "statistic": null.observed, "null_mean": null.mean,
        "windows": shown, **numbers,
    }  # fmt: skip
    name = f"timing.{window}"
    finding = Finding(
        name, "", METHOD, estimate=ratio, interval=interval, unit="rate ratio", p_value=value,
        minimum_detectable=smallest, checks=checks, verdict=SUPPORTED if timed else NOT_SUPPORTED,
        outcome="timed with talks" if timed else "not shown to be timed with talks", n=plan.count, detail=detail,
    )  # fmt: skip
    drawings = (
        render_null_distribution(f"{name}-null", null.drawn.tolist(), null.observed, WORDS[window]),
        render_windows(f"{name}-windows", shown),
    )
    return replace(finding, says=sentence(finding, subject), drawings=drawings)


def sentence(finding: Finding, subject: str) -> str:
    """The result as a careful reporter could print it."""
    detail = finding.detail
    low, high = finding.interval or (float("nan"), float("nan"))
    smallest = finding.minimum_detectable
    power = f"{smallest:.2f} times" if smallest is not None else "none up to 50 times"
    where = WORDS[detail["window"]]
    body = (
        f"on {where}, {subject} stood at {finding.estimate:.2f} times the days around "
        f"(95% interval {low:.2f} to {high:.2f}; {detail['episodes']} episodes of talks; {written_p(finding.p_value)}; "
        f"smallest ratio this series could have shown: {power})"
    )
    if finding.verdict == SUPPORTED:
        return f"{subject.capitalize()} were timed with talks: {body}."
    rejected = finding.p_value is not None and finding.p_value <= LEVEL
    reason = ", but not beyond what the past of the series foretells" if rejected else ""
    return f"{subject.capitalize()} are not shown to be timed with talks{reason}: {body}."


def written_p(value: float | None) -> str:
    return "p < 0.001" if value is not None and value < 0.001 else f"p = {value:.3f}"


def estimate_windows(asked: Question) -> list[dict[str, Any]]:
    """Every window with its ratio, interval, p-value and p-value adjusted over all windows (max-T)."""
    nulls: dict[str, Null] = {}
    for name in WINDOWS:
        try:
            nulls[name] = null_of(asked.values, asked.plan, name, asked.calendars)
        except Untestable:
            continue
    adjusted = max_t(nulls, asked.alternative)
    rows = []
    for name, null in nulls.items():
        ratio, (low, high) = estimate_ratio(asked.values, asked.plan, name, asked.calendars[:, :SECONDARY_DRAWS])
        rows.append({
            "window": name, "words": WORDS[name], "episodes": len(null.own), "ratio": ratio, "low": low, "high": high,
            "p_value": null.p_value(asked.alternative), "adjusted": adjusted[name],
        })  # fmt: skip
    return rows


def run_checks(asked: Question, null: Null) -> tuple[dict[str, Check], dict[str, Any]]:
    """Each check and its numbers. A check passes where it gives the same answer as the test."""
    value = null.p_value(asked.alternative)
    new = asked.null(plain=True)
    innovation = new.p_value(asked.alternative)
    same_side = (null.observed - null.mean) * (new.observed - new.mean) > 0
    whole = p_value(null.observed, shifted(asked.values, asked.plan, asked.window), asked.alternative)
    dropped = without_each(null, asked.alternative)
    phases = known(p_moved(asked, phase=phase) for phase in PHASES)
    moved = [p_moved(asked, days=days) for days in (-1, 1)]
    placebo = None if asked.placebo is None else p_placebo(asked, asked.placebo)
    checks = {
        "endogenous scheduling": Check.FAILED if value <= LEVEL and not same_side else agree(value, [innovation]),
        "whole-calendar shifts": agree(value, [whole]),
        "leave one round out": agree(value, dropped),
        "block phase": agree(value, phases),
        "plus or minus one day": agree(value, known(moved)),
        "cancelled dates as placebos": agree(1.0, known([placebo])),
    }
    numbers = {
        "p_innovations": innovation,
        "p_whole_calendar": whole,
        "p_leave_one_out": [min(dropped), max(dropped)],
        "p_block_phase": [min(phases), max(phases)] if phases else None,
        "p_one_day_earlier": moved[0],
        "p_one_day_later": moved[1],
        "p_cancelled": placebo,
        "p_talks_after_raids": null_of(asked.values, asked.plan, "lull", asked.calendars).p_value("two-sided"),
    }
    return checks, numbers


def known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def agree(value: float, others: Sequence[float]) -> Check:
    """Passed where every p-value gives the same answer at .05 as the test's own; not run where there is none."""
    if not others:
        return Check.NOT_RUN
    same = all((value <= LEVEL) == (other <= LEVEL) for other in others)
    return Check.PASSED if same else Check.FAILED


def p_moved(asked: Question, *, phase: int | None = None, days: int = 0) -> float | None:
    """p-value with blocks opened on another day, or every date moved; None where that cannot be tested."""
    plan = asked.plan
    pairs = [
        (int(first) + days, int(first + length) - 1 + days)
        for first, length in zip(plan.starts, plan.lengths, strict=True)
    ]
    try:
        other = schedule(pairs, plan.size, plan.phase if phase is None else phase)
        return p_placebo(asked, other)
    except Untestable:
        return None


def p_placebo(asked: Question, plan: Schedule) -> float | None:
    """p-value of the same question put to another schedule."""
    try:
        calendars = draw_calendars(plan, SECONDARY_DRAWS, asked.seed)
        return null_of(asked.values, plan, asked.window, calendars).p_value(asked.alternative)
    except Untestable:
        return None


def adjusted_over(
    series: Mapping[str, Any], rounds: Any, *, alternative: str = "two-sided", draws: int = 9999, seed: int = 0,
    start: date | None = None,
) -> dict[tuple[str, str], float]:  # fmt: skip
    """Max-T adjusted p-values by (series, window), for all that one brief shows. Series share day 0 and length.

    Series that cannot be tested are left out.
    """
    readable: dict[str, Floats] = {}
    for name, counts in series.items():
        try:
            readable[name] = read_counts(counts)
        except Untestable:
            continue
    if not readable:
        return {}
    size = next(iter(readable.values())).size
    try:
        plan = schedule(merge(read_rounds(rounds, size, start)), size)
    except Untestable:
        return {}
    calendars = draw_calendars(plan, draws, seed)
    nulls: dict[str, Null] = {}
    pairs: dict[str, tuple[str, str]] = {}
    for name, values in readable.items():
        for window in WINDOWS:
            try:
                nulls[f"{name} {window}"] = null_of(values, plan, window, calendars)
                pairs[f"{name} {window}"] = (name, window)
            except Untestable:
                continue
    return {pairs[key]: value for key, value in max_t(nulls, alternative).items()}
