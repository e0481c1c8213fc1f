"""Timing: is the field louder (or quieter) around talks than on the same weekdays near them?

The default test of the project, its assumptions and its limits are set out in docs/timing.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dualtrack.draw.null_distribution import render_null_distribution
from dualtrack.draw.windows import render_windows
from dualtrack.errors import UnknownName, one_of
from dualtrack.measure.contrast import OFFSET, WINDOWS, WORDS, Floats
from dualtrack.measure.detectable import estimate_detectable
from dualtrack.measure.episodes import (
    BLOCK,
    Untestable,
    merge,
    number_of_draws,
    placed,
    read_counts,
    read_rounds,
    schedule,
)
from dualtrack.measure.inversion import estimate_ratio
from dualtrack.measure.jitter import ALTERNATIVES, LEVEL, draw_calendars, max_t, nulls_of
from dualtrack.measure.timing_checks import SECONDARY_DRAWS, Others, Question, run_checks
from dualtrack.model import Check, Finding
from dualtrack.model.finding import NOT_SUPPORTED, SUPPORTED

METHOD = "interval jitter of the mean local log contrast (Amarasingham et al. 2012)"
LOUDER, QUIETER, NEITHER = "louder around talks", "quieter around talks", "not shown to be timed with talks"


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
    planned: Any = (),
    announced: Any = (),
    phase: int = 0,
    subject: str = "counts",
    beside: Mapping[str, Any] | None = None,
) -> Finding:
    """Test whether the series is timed with the rounds.

    counts: integers by day, None or NaN for "no report". rounds: shape (n, 2), first and last day as indices, or as
    dates with `start`, the date of day 0. `window` is the one primary window (pre48, during, post48, lull). For the
    checks: `cancelled` are rounds that did not happen, `planned` the rounds on the days first planned for them, and
    `announced` the days on which rounds were announced, all of shape (n, 2) as rounds are. `phase` is the day on which
    a block opens. `beside` names further series of the same days that are shown with this one: the adjusted p-values
    of `detail["windows"]` are over all of them.
    Returns a Finding whose estimate is the rate ratio in the window; its verdict is "supported" only if both the test
    and check 1 (on innovations) reject at .05. Input that holds no answer gives "not testable" and why.
    Raises UnknownName for an unknown window or alternative; InvalidValue for counts that are no daily series (negative,
    infinite, of two dimensions), for rounds that are no pairs of days, and for too few draws to reject anything.
    """
    refuse_unknown(window, alternative)
    rounds, draws = list(rounds), number_of_draws(draws)
    try:
        values = read_counts(counts)
        plan = schedule(merge(read_rounds(rounds, values.size, start)), values.size, phase)
        others = Others(*(placed(item, values.size, start) for item in (cancelled, planned, announced)))
        series = {subject: values, **readable(beside or {}, values.size)}
        question = Question(series, subject, plan, window, alternative, draw_calendars(plan, draws, seed), seed, others)
        return measured(question, len(rounds))
    except Untestable as reason:
        return untested(reason, subject, window, len(rounds))


def refuse_unknown(window: str, alternative: str) -> None:
    """Raise UnknownName for a window or an alternative that no test here has."""
    if window not in WINDOWS:
        raise UnknownName(one_of("window", window, WINDOWS))
    if alternative not in ALTERNATIVES:
        raise UnknownName(one_of("alternative", alternative, ALTERNATIVES))


def untested(reason: Untestable, subject: str, window: str, held: int) -> Finding:
    """The finding of a series and schedule that hold no answer."""
    says = f"Whether {subject} are timed with talks cannot be tested: {reason}."
    return Finding(f"timing.{window}", says, METHOD, unit="rate ratio", why=str(reason), n=held)


def readable(beside: Mapping[str, Any], size: int) -> dict[str, Floats]:
    """The further series that can be tested on the same days; the rest are not shown."""
    kept = {}
    for name, counts in beside.items():
        try:
            values = read_counts(counts)
        except Untestable:
            continue
        if values.size == size:
            kept[name] = values
    return kept


def measured(asked: Question, held: int) -> Finding:
    """The finding of a series and schedule that can be tested."""
    plan, window, values = asked.plan, asked.window, asked.values
    null = asked.null()
    value = null.p_value(asked.alternative)
    ratio, interval = estimate_ratio(values, plan, window, asked.calendars)
    smallest = estimate_detectable(values, plan, window, null, asked.alternative, asked.seed)
    checks, numbers = run_checks(asked, null)
    shown = estimate_windows(asked)
    timed = value <= LEVEL and checks["endogenous scheduling"] is Check.PASSED
    detail = {
        "window": window, "alternative": asked.alternative, "level": 0.95, "episodes": plan.count, "rounds": held,
        "left_out_at_the_edge": plan.left_out, "days": plan.size, "zero_days": int((values == 0).sum()),
        "days_without_report": 0, "block": BLOCK, "phase": plan.phase, "offset": OFFSET,
        "draws": asked.calendars.shape[1], "seed": asked.seed, "statistic": null.observed, "null_mean": null.mean,
        "windows": shown, **numbers,
    }  # fmt: skip
    name = f"timing.{window}"
    outcome = (LOUDER if null.observed > null.mean else QUIETER) if timed else NEITHER
    finding = Finding(
        name, "", METHOD, estimate=ratio, interval=interval, unit="rate ratio", p_value=value,
        minimum_detectable=smallest, checks=checks, verdict=SUPPORTED if timed else NOT_SUPPORTED,
        outcome=outcome, n=plan.count, detail=detail,
    )  # fmt: skip
    drawings = (
        render_null_distribution(f"{name}-null", null.drawn.tolist(), null.observed, WORDS[window]),
        render_windows(f"{name}-windows", shown),
    )
    return replace(finding, says=sentence(finding, asked.subject), drawings=drawings)


def sentence(finding: Finding, subject: str) -> str:
    """The result as a careful reporter could print it."""
    told = numbers_of(finding, subject)
    if finding.verdict == SUPPORTED:
        return f"{subject.capitalize()} were timed with talks: {told}."
    return f"{subject.capitalize()} are not shown to be timed with talks{reservation(finding)}: {told}."


def reservation(finding: Finding) -> str:
    """What keeps a small p-value from being a verdict, if anything does."""
    rejected = finding.p_value is not None and finding.p_value <= LEVEL
    return ", but not beyond what the past of the series foretells" if rejected else ""


def numbers_of(finding: Finding, subject: str) -> str:
    """Ratio, interval, count of episodes, p, the smallest ratio that could have been shown, and the days behind it."""
    detail = finding.detail
    low, high = finding.interval or (float("nan"), float("nan"))
    smallest = finding.minimum_detectable
    power = f"{smallest:.2f} times" if smallest is not None else "none up to 50 times"
    return (
        f"over {WORDS[detail['window']]}, {subject} stood at {finding.estimate:.2f} times the days around "
        f"(95% interval {low:.2f} to {high:.2f}; {detail['episodes']} episodes of talks; {written_p(finding.p_value)}; "
        f"smallest ratio this series could have shown: {power}; {detail['days']} days, {detail['zero_days']} of them "
        f"reported as zero, {detail['days_without_report'] or 'none'} without a report)"
    )


def written_p(value: float | None) -> str:
    return "p < 0.001" if value is not None and value < 0.001 else f"p = {value:.3f}"


def estimate_windows(asked: Question) -> list[dict[str, Any]]:
    """Every window of every series shown: ratio, interval, p-value, and p-value adjusted over them all (max-T)."""
    nulls = nulls_of(asked.series, asked.plan, asked.calendars)
    adjusted = max_t(nulls, asked.alternative)
    rows = []
    for (name, window), null in nulls.items():
        few = asked.calendars[:, :SECONDARY_DRAWS]
        ratio, (low, high) = estimate_ratio(asked.series[name], asked.plan, window, few)
        rows.append({
            "series": name, "window": window, "words": WORDS[window], "episodes": len(null.own), "ratio": ratio,
            "low": low, "high": high, "p_value": null.p_value(asked.alternative), "adjusted": adjusted[name, window],
        })  # fmt: skip
    return rows
