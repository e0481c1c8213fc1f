"""Checks of timing: the same question put in every way in which the answer could have been an artefact.

A check passes where it gives the same answer at .05 as the test; it is not run where its input is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dualtrack.measure.contrast import Floats, innovations
from dualtrack.measure.episodes import Schedule, Untestable, schedule
from dualtrack.measure.jitter import (
    LEVEL,
    Indices,
    Null,
    draw_calendars,
    null_of,
    p_value,
    shifted,
    without_each,
)
from dualtrack.model import Check

PHASES = (8, 16, 24, 32, 40, 48)
SECONDARY_DRAWS = 1999
NEVER = 1.0
"""The p-value of a test that rejects nothing: what a placebo must agree with."""


@dataclass(frozen=True, slots=True)
class Others:
    """Other schedules to put the question to; None where too few dates are known."""

    cancelled: Schedule | None = None
    planned: Schedule | None = None
    announced: Schedule | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """The series shown by name, the one asked about, its schedule, and the calendars drawn to answer."""

    series: Mapping[str, Floats]
    subject: str
    plan: Schedule
    window: str
    alternative: str
    calendars: Indices
    seed: int
    others: Others

    @property
    def values(self) -> Floats:
        return self.series[self.subject]

    def null(self, *, plain: bool = False) -> Null:
        values = innovations(self.values) if plain else self.values
        return null_of(values, self.plan, self.window, self.calendars, plain=plain)


def run_checks(asked: Question, null: Null) -> tuple[dict[str, Check], dict[str, Any]]:
    """Each check, and the p-values behind it."""
    value = null.p_value(asked.alternative)
    new = asked.null(plain=True)
    innovation = new.p_value(asked.alternative)
    same_side = (null.observed - null.mean) * (new.observed - new.mean) > 0
    whole = p_value(null.observed, shifted(asked.values, asked.plan, asked.window), asked.alternative)
    dropped = without_each(null, asked.alternative)
    phases = known(p_moved(asked, phase=phase) for phase in PHASES)
    moved = [p_moved(asked, days=days) for days in (-1, 1)]
    cancelled, planned = p_of(asked, asked.others.cancelled), p_of(asked, asked.others.planned)
    announced = p_of(asked, asked.others.announced, "lull", "two-sided")
    checks = {
        "endogenous scheduling": Check.FAILED if value <= LEVEL and not same_side else agree(value, [innovation]),
        "whole-calendar shifts": agree(value, [whole]),
        "leave one round out": agree(value, dropped),
        "block phase": agree(value, phases),
        "plus or minus one day": agree(value, known(moved)),
        "days first planned": agree(value, known([planned])),
        "cancelled dates as placebos": agree(NEVER, known([cancelled])),
        "announcements after raids": agree(NEVER, known([announced])),
    }
    numbers = {
        "p_innovations": innovation,
        "p_whole_calendar": whole,
        "p_leave_one_out": [min(dropped), max(dropped)],
        "p_block_phase": [min(phases), max(phases)] if phases else None,
        "p_one_day_earlier": moved[0],
        "p_one_day_later": moved[1],
        "p_planned": planned,
        "p_cancelled": cancelled,
        "p_announced_after_raids": announced,
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
        return p_of(asked, schedule(pairs, plan.size, plan.phase if phase is None else phase))
    except Untestable:
        return None


def p_of(
    asked: Question, plan: Schedule | None, window: str | None = None, alternative: str | None = None
) -> float | None:
    """p-value of the question put to another schedule (or of another window there); None where it cannot be."""
    if plan is None:
        return None
    try:
        calendars = draw_calendars(plan, SECONDARY_DRAWS, asked.seed)
        null = null_of(asked.values, plan, window or asked.window, calendars)
        return null.p_value(alternative or asked.alternative)
    except Untestable:
        return None
