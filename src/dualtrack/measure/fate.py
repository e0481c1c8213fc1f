"""Fate: what became of a commitment, and by whose account: kept, broken, expired, open, or not to be known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from dualtrack.measure.contrast import Days, Floats
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED

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

    def iso(self, index: int) -> str:
        """A day as tables write it."""
        return self.day(index) if self.start is None else (self.start + timedelta(days=index)).isoformat()

    @property
    def span(self) -> str:
        first, last = self.day(self.first), self.day(self.last)
        return first if first == last else f"{first} to {last}"


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
