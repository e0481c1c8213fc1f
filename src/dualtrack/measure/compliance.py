"""Compliance: was a truce, moratorium or promise kept, day by day, and how far was it from days without one?

Two questions, answered apart. Its fate: any incident of the promised kind within the term breaks it, however few. And
its measure: what was seen over the term against what the series' own past foretells (see baseline, expectation), which
can show that a broken truce was still quieter, or that a "kept" one was no quieter than usual. Neither says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from scipy.stats import binom

from dualtrack.draw.term import render_term
from dualtrack.measure.baseline import fit_baseline
from dualtrack.measure.contrast import Days, Floats
from dualtrack.measure.episodes import FEWEST_ROUNDS, Untestable, daily_values, day_pair
from dualtrack.measure.expectation import Expectation
from dualtrack.measure.fate import Breach, Term, detail_of, fate_of, iso
from dualtrack.measure.jitter import LEVEL
from dualtrack.model import Check, Drawing, Finding
from dualtrack.model.finding import NOT_TESTABLE

METHOD = "observed against expected: negative binomial baseline with trend and weekday, persistent days"
BASELINE, SHORTEST_BASELINE = 168, 56
"""Days before the term from which the expected counts come: so many where they exist, at least so few."""
SHOWN_BEFORE = 28
MOST_PLACEBOS, ENOUGH_TO_RANK, PLACEBO_DRAWS = 1000, 19, 500
TAIL = 0.001
"""Below this the model's p-values are not told apart: so far out, its tail is a guess."""


def compliance(
    counts: Any,
    term: Any,
    *,
    start: date | None = None,
    breaches: Sequence[Breach] = (),
    running: bool = False,
    name: str = "the commitment",
    subject: str = "incidents",
    key: str = "term",
    demanded: bool = False,
    draws: int = 2000,
    seed: int = 0,
) -> Finding:
    """What became of a commitment, and what was seen against what was to be expected.

    counts: incidents of the promised kind by day, None or NaN for "no report"; the days before the term are the
    baseline. term: its first and last day, as indices, or as dates with `start`, the date of day 0. `breaches` are
    reports of breaches beside the series; `running` says that the term is not over; `demanded` that others demanded
    what was never promised (an ultimatum). `key` ends the finding's name.
    Returns a Finding whose outcome is kept (every day reported, none with an incident), broken (with the first breach
    and who reports it), expired (over, no breach reported, but not on every day any report), open, or none where it is
    not testable; its estimate is the ratio of observed to expected, with interval, p-value and smallest detectable
    reduction where the baseline can tell. Its verdict is of the thesis that the commitment did not hold.
    Raises InvalidValue for counts that are no daily series, and for a term that is no pair of days.
    """
    values = daily_values(counts)
    told = Term(*day_pair(term, start), start, name, subject, demanded)
    finding = judge_fate(f"compliance.{key}", values, told, breaches, running)
    try:
        return against_expected(finding, values, told, breaches, draws, seed)
    except Untestable as reason:
        unknown = f"What was to be expected cannot be said: {reason}."
        detail = {**finding.detail, "no_expectation": str(reason)}
        drawings = (drawn(finding.name, rows_of(values, told), told, breaches),) if finding.outcome else ()
        return replace(finding, says=f"{finding.says} {unknown}", detail=detail, drawings=drawings)


def judge_fate(name: str, values: Floats, term: Term, breaches: Sequence[Breach], running: bool) -> Finding:
    """The finding of what became of the commitment, before anything is compared with what was to be expected."""
    seen = values[max(0, term.first) : max(0, term.last + 1)]
    became = fate_of(seen, term, breaches, running)
    return Finding(
        name, f"{became.says}.", METHOD, unit="observed over expected", verdict=became.verdict,
        outcome=became.outcome, why=became.why, n=int(np.isfinite(seen).sum()), detail=detail_of(seen, term, breaches),
        claims=tuple(dict.fromkeys(claim for item in breaches for claim in item.claims)),
    )  # fmt: skip


def against_expected(
    finding: Finding, values: Floats, term: Term, breaches: Sequence[Breach], draws: int, seed: int
) -> Finding:
    """The finding with observed over expected. Raises Untestable where the series has no baseline or no report."""
    expectation = expect(values, term.days, BASELINE, draws, seed)
    checks, numbers = check_expectation(values, term.days, expectation, draws, seed)
    low, high = expectation.interval()
    rows = rows_of(values, term, foretold(values, term, draws, seed))
    detail = {
        **finding.detail, "level": 0.95, "observed": expectation.seen, "expected": expectation.expected,
        "draws": draws, "seed": seed, "daily": rows, **numbers,
    }  # fmt: skip
    smallest = expectation.detectable()
    told = "no reduction could have been told" if smallest is None else f"{smallest:.2f} times could have been told"
    says = (
        f"{finding.says} {term.subject[:1].upper()}{term.subject[1:]}: {expectation.seen:,} observed, "
        f"{expectation.expected:,.0f} expected from the days before: {expectation.ratio:.2f} times (95% interval "
        f"{low:.2f} to {high:.2f}; {told} from no change{ranked(numbers)})."
    )
    testable = finding.verdict != NOT_TESTABLE
    return replace(
        finding, says=says, estimate=expectation.ratio, interval=(low, high),
        p_value=by_rank(expectation.p_value, numbers) if testable else None, minimum_detectable=smallest,
        checks=checks, detail=detail, drawings=(drawn(finding.name, rows, term, breaches),),
    )  # fmt: skip


def reported_before(values: Floats, first: int, length: int) -> Days:
    """Those of the `length` days before `first` that have a report."""
    days: Days = np.arange(max(0, first - length), min(max(0, first), values.size))
    return days[np.isfinite(values[days])]


def expect(values: Floats, term: Days, length: int, draws: int, seed: int) -> Expectation:
    """What was seen over the reported days of a term, against the draws from the `length` days before it."""
    known = reported_before(values, int(term[0]), length)
    if known.size < SHORTEST_BASELINE:
        raise Untestable(
            f"{known.size} of the {length} days before have a report; at least {SHORTEST_BASELINE} are needed"
        )
    if not values[known].any():
        raise Untestable("the series is zero on every day before")
    inside = term[term < values.size]
    days = inside[np.isfinite(values[inside])]
    if not days.size:
        raise Untestable("no day of the term has a report")
    drawn = fit_baseline(values[known], known).draw(days, draws, seed)
    return Expectation(round(float(values[days].sum())), drawn.sum(axis=1))


def check_expectation(
    values: Floats, term: Days, found: Expectation, draws: int, seed: int
) -> tuple[dict[str, Check], dict[str, Any]]:
    """The same question without the first day, from half of the baseline, and of terms that nobody declared."""

    def p_of(days: Days, length: int = BASELINE, draws: int = draws) -> float | None:
        try:
            return expect(values, days, length, draws, seed).p_value
        except Untestable:
            return None

    def same(p_value: float | None) -> Check:
        if p_value is None:
            return Check.NOT_RUN
        return Check.PASSED if (p_value <= LEVEL) == (found.p_value <= LEVEL) else Check.FAILED

    later = p_of(term[1:]) if term.size > 1 else None
    shorter = p_of(term, BASELINE // 2)
    placebos = [value for days in undeclared(term) if (value := p_of(days, draws=PLACEBO_DRAWS)) is not None]
    rejected = sum(value <= LEVEL for value in placebos)
    enough = len(placebos) >= FEWEST_ROUNDS
    usual = enough and rejected <= binom.ppf(0.95, len(placebos), LEVEL)
    checks = {
        "without the first day": same(later),
        "half of the baseline": same(shorter),
        "terms that nobody declared": (Check.PASSED if usual else Check.FAILED) if enough else Check.NOT_RUN,
    }
    numbers = {
        "p_without_first_day": later, "p_half_baseline": shorter, "placebos": len(placebos),
        "placebos_rejected": rejected, "placebos_as_far": sum(value <= max(found.p_value, TAIL) for value in placebos),
    }  # fmt: skip
    return checks, numbers


def undeclared(term: Days) -> list[Days]:
    """At most 1,000 terms of the same length before it, none touching another, on weekdays of every kind."""
    room = (int(term[0]) - BASELINE) // term.size
    every = max(1, -(-room // MOST_PLACEBOS))
    step = term.size * (every + (term.size * every % 7 == 0))
    return [term - back for back in range(step, int(term[0]) - BASELINE + 1, step)]


def ranked(numbers: Mapping[str, Any]) -> str:
    count, far = numbers["placebos"], numbers["placebos_as_far"]
    return f"; of {count} terms that nobody declared {far or 'none'} lay as far out" if count else ""


def by_rank(p_value: float, numbers: Mapping[str, Any]) -> float:
    """The p-value, but no smaller than the rank of the term among those that nobody declared, where they are many.

    A model's tail is trusted no further than days of that series bear out: silent days come in clusters."""
    if numbers["placebos"] < ENOUGH_TO_RANK:
        return p_value
    return float(max(p_value, (1 + numbers["placebos_as_far"]) / (1 + numbers["placebos"])))


Foretold = Mapping[int, tuple[float, float, float]]
"""Expected, low and high count of each day."""


def foretold(values: Floats, term: Term, draws: int, seed: int) -> Foretold:
    """What the baseline expects of each day shown, and the interval of a single day."""
    known = reported_before(values, term.first, BASELINE)
    days: Days = np.arange(max(0, term.first - SHOWN_BEFORE), min(term.last + 1, values.size))
    baseline = fit_baseline(values[known], known)
    counts = np.random.default_rng(seed).poisson(baseline.draw(days, draws, seed))
    low, high = np.quantile(counts, [0.025, 0.975], axis=0)
    told = zip(days, baseline.mean(days), low, high, strict=True)
    return {int(day): (float(mean), float(bottom), float(top)) for day, mean, bottom, top in told}


def rows_of(values: Floats, term: Term, expected: Foretold | None = None) -> list[dict[str, Any]]:
    """Each day from four weeks before the term to its end: observed, and what was expected of it where known."""
    rows = []
    for day in range(term.first - SHOWN_BEFORE, term.last + 1):
        seen = values[day] if 0 <= day < values.size else np.nan
        mean, low, high = (expected or {}).get(day, (None, None, None))
        rows.append({
            "day": term.iso(day), "bound": term.first <= day, "observed": None if np.isnan(seen) else float(seen),
            "expected": mean, "low": low, "high": high,
        })  # fmt: skip
    return rows


def drawn(name: str, rows: Sequence[Mapping[str, Any]], term: Term, breaches: Sequence[Breach]) -> Drawing:
    reports = [(iso(item.day), f"{item.by}{f', {iso(item.reported)}' if item.reported else ''}") for item in breaches]
    return render_term(f"{name}-days", rows, term.subject, term.name, reports)
