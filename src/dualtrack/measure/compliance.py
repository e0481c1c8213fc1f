"""Compliance: was a truce, moratorium or promise kept, day by day, and how far was it from days without one?

Two questions, answered apart. Its fate: any incident of the promised kind within the term breaks it, however few. And
its measure: what was seen over the term against what the series' own past foretells (see baseline, expectation), which
can show that a broken truce was still quieter, or that a "kept" one was no quieter than usual. Neither says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from scipy.stats import binom

from dualtrack.draw.term import render_term
from dualtrack.measure.baseline import fit_baseline
from dualtrack.measure.contrast import Days, Floats
from dualtrack.measure.episodes import FEWEST_ROUNDS, Untestable, daily_values, day_pair
from dualtrack.measure.expectation import Expectation
from dualtrack.measure.jitter import LEVEL
from dualtrack.model import Check, Finding
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED

METHOD = "observed against expected: negative binomial baseline with trend and weekday, persistent days"
BASELINE, SHORTEST_BASELINE = 168, 56
"""Days before the term from which the expected counts come: so many where they exist, at least so few."""
SHOWN_BEFORE = 28
KEPT, BROKEN, EXPIRED, OPEN = "kept", "broken", "expired", "open"


@dataclass(frozen=True, slots=True)
class Breach:
    """A breach that somebody reports: its day (None where the report gives none), who says so, and the claims."""

    by: str
    day: date | None = None
    reported: date | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """The days bound by a commitment, as indices of a series, and how to speak of them."""

    first: int
    last: int
    start: date | None
    name: str
    subject: str
    demanded: bool = False

    @property
    def days(self) -> Days:
        return np.arange(self.first, self.last + 1)

    def day(self, index: int) -> str:
        """A day in words: its date, or its number where the series has none."""
        return f"day {index}" if self.start is None else written(self.start + timedelta(days=int(index)))

    @property
    def span(self) -> str:
        first, last = self.day(self.first), self.day(self.last)
        return first if first == last else f"{first} to {last}"


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
    seen = values[max(0, told.first) : max(0, told.last + 1)]
    became = fate_of(seen, told, breaches, running)
    finding = Finding(
        f"compliance.{key}", f"{became.says}.", METHOD, unit="observed over expected", verdict=became.verdict,
        outcome=became.outcome, why=became.why, n=int(np.isfinite(seen).sum()), detail=detail_of(seen, told, breaches),
        claims=tuple(dict.fromkeys(claim for item in breaches for claim in item.claims)),
    )  # fmt: skip
    try:
        return against_expected(finding, values, told, breaches, draws, seed)
    except Untestable as reason:
        unknown = f"What was to be expected cannot be said: {reason}."
        detail = {**finding.detail, "no_expectation": str(reason)}
        return replace(finding, says=f"{finding.says} {unknown}", detail=detail)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a commitment, the verdict on the thesis that it did not hold, and both in words."""

    outcome: str | None
    verdict: str
    says: str
    why: str = ""


def fate_of(seen: Floats, term: Term, breaches: Sequence[Breach], running: bool) -> Fate:
    """Kept, broken, expired, open or not testable, by the series within the term and by reports of breaches."""
    length = term.last - term.first + 1
    reported = int(np.isfinite(seen).sum())
    broken_on = np.flatnonzero(np.nan_to_num(seen) > 0)
    head = f"{term.name[:1].upper()}{term.name[1:]} ({term.span})"
    if breaches or broken_on.size:
        became = "was not met: the first act against it" if term.demanded else "was broken: the first breach"
        return Fate(BROKEN, SUPPORTED, f"{head} {became} is {first_breach(term, breaches, broken_on)}")
    if running:
        return Fate(OPEN, NOT_TESTABLE, f"{head} is open: no breach is reported so far", "its term is not over")
    if reported == length:
        says = f"{head} was kept: every day has a report, and none of {term.subject}"
        return Fate(KEPT, NOT_SUPPORTED, says)
    if reported:
        why = f"only {reported} of {length} days have a report of {term.subject}"
        return Fate(EXPIRED, NOT_TESTABLE, f"{head} expired: no breach is reported, but {why}", why)
    why = f"no report tells of a breach, and none of {term.subject} on any of its {length} days"
    return Fate(None, NOT_TESTABLE, f"Whether {term.name} ({term.span}) was kept cannot be tested: {why}", why)


def detail_of(seen: Floats, term: Term, breaches: Sequence[Breach]) -> dict[str, Any]:
    return {
        "term": [term.day(term.first), term.day(term.last)], "days": term.last - term.first + 1,
        "days_reported": int(np.isfinite(seen).sum()), "days_with_incidents": int((np.nan_to_num(seen) > 0).sum()),
        "breaches": [
            {"by": item.by, "day": iso(item.day), "reported": iso(item.reported), "claims": list(item.claims)}
            for item in breaches
        ],
    }  # fmt: skip


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def first_breach(term: Term, breaches: Sequence[Breach], broken_on: Days) -> str:
    """The first breach in words: by the series, or by the report with the earliest day (else the earliest told)."""
    told = sorted(breaches, key=lambda item: (item.day or item.reported or date.max, item.day is None, item.by))
    counted = f"of {term.day(term.first + int(broken_on[0]))}, in the count of {term.subject}" if broken_on.size else ""
    if not told:
        return counted
    first = told[0]
    if first.day is None:
        when = f" (reported {written(first.reported)})" if first.reported else ""
        claimed = f"of a day within it, by the account of {first.by}{when}"
        return f"{counted}; another {claimed}" if counted else claimed
    seen_on = term.start + timedelta(days=term.first + int(broken_on[0])) if counted and term.start else None
    return counted if seen_on and seen_on < first.day else f"of {written(first.day)}, by the account of {first.by}"


def written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def against_expected(
    finding: Finding, values: Floats, term: Term, breaches: Sequence[Breach], draws: int, seed: int
) -> Finding:
    """The finding with observed over expected. Raises Untestable where the series has no baseline or no report."""
    expectation = expect(values, term.days, BASELINE, draws, seed)
    checks, numbers = check_expectation(values, term.days, expectation, draws, seed)
    low, high = expectation.interval()
    rows = rows_of(values, term, draws, seed)
    detail = {
        **finding.detail, "level": 0.95, "observed": expectation.seen, "expected": expectation.expected,
        "draws": draws, "seed": seed, "daily": rows, **numbers,
    }  # fmt: skip
    smallest = expectation.detectable()
    told = "no reduction could have been told" if smallest is None else f"{smallest:.2f} times could have been told"
    says = (
        f"{finding.says} {term.subject[:1].upper()}{term.subject[1:]}: {expectation.seen:,} observed, "
        f"{expectation.expected:,.0f} expected from the days before: {expectation.ratio:.2f} times (95% interval "
        f"{low:.2f} to {high:.2f}; {told} from no change)."
    )
    marks = [item.day.isoformat() for item in breaches if item.day]
    drawing = render_term(f"{finding.name}-days", rows, term.subject, term.name, marks)
    testable = finding.verdict != NOT_TESTABLE
    return replace(
        finding, says=says, estimate=expectation.ratio, interval=(low, high),
        p_value=expectation.p_value if testable else None, minimum_detectable=smallest, checks=checks, detail=detail,
        drawings=(drawing,),
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

    def p_of(days: Days, length: int = BASELINE) -> float | None:
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
    starts = range(int(term[0]) - term.size, BASELINE - 1, -max(7, term.size))
    placebos = [value for first in starts if (value := p_of(np.arange(first, first + term.size))) is not None]
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
        "placebos_rejected": rejected,
    }  # fmt: skip
    return checks, numbers


def rows_of(values: Floats, term: Term, draws: int, seed: int) -> list[dict[str, Any]]:
    """Each day from four weeks before the term to its end: observed, expected, and the interval of a single day."""
    known = reported_before(values, term.first, BASELINE)
    days: Days = np.arange(max(0, term.first - SHOWN_BEFORE), min(term.last + 1, values.size))
    baseline = fit_baseline(values[known], known)
    counts = np.random.default_rng(seed).poisson(baseline.draw(days, draws, seed))
    low, high = np.quantile(counts, [0.025, 0.975], axis=0)
    return [
        {
            "day": term.day(int(day)) if term.start is None else (term.start + timedelta(days=int(day))).isoformat(),
            "bound": bool(term.first <= day <= term.last),
            "observed": None if np.isnan(values[day]) else float(values[day]),
            "expected": float(mean), "low": float(bottom), "high": float(top),
        }
        for day, mean, bottom, top in zip(days, baseline.mean(days), low, high, strict=True)
    ]  # fmt: skip
