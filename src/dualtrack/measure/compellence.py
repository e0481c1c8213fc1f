"""Compellence: do positions move in the weeks after costs are imposed?

The statistic is the mean move (1 nearer to the other side, -1 further, 0) of the statements made in the weeks after
shocks; its null is the interval jitter of Amarasingham et al. (2012), each shock moving within its own block of 112
days, so that neither slow drift nor the days on which statements are made can look like an effect. The interval holds
each additive effect that the test does not reject (Rosenbaum 2002, section 2.4).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dualtrack.draw.null_distribution import render_null_distribution
from dualtrack.errors import InvalidValue
from dualtrack.measure.contrast import Days, Floats
from dualtrack.measure.episodes import Schedule, Untestable
from dualtrack.measure.jitter import Indices, draw_calendars, gather, p_value
from dualtrack.measure.placement import crossing, estimate_detectable, place_windows, window_sums
from dualtrack.measure.timing import written_p
from dualtrack.model import Check, Finding
from dualtrack.model.finding import NOT_SUPPORTED, SUPPORTED

METHOD = "interval jitter of the mean move after shocks (Amarasingham et al. 2012; Rosenbaum 2002)"
LEVEL = 0.05
BLOCK, WITHIN = 112, 28
FEWEST_MOVES, FEWEST_AFTER = 20, 10
"""Steps between statements in all, and in the weeks after shocks, below which no mean is worth testing."""
LARGEST, QUICK = 2.0, 199
"""The largest mean move, from one end to the other, and the placements by which the smallest detectable is found."""


def compellence(
    days: Any,
    moves: Any,
    shocks: Any,
    size: int,
    *,
    party: Any = None,
    shocked: Any = None,
    within: int = WITHIN,
    expected: int = 1,
    draws: int = 4999,
    seed: int = 0,
    name: str = "compellence.after_costs",
    words: tuple[str, str] = ("costs were imposed", "nearer to the other side"),
) -> Finding:
    """Test whether positions move after shocks.

    days, moves: by statement, its day (0 to size - 1) and its move since the one before (1, 0 or -1); shocks: days.
    `party` and `shocked` number whose statement and whose shock each is: a shock acts on its own party's statements.
    `expected` is the sign that the thesis foretells: supported where p <= .05 with that sign. The estimate is the mean
    move in the `within` days after shocks less that in the median placement of the shocks.
    Raises InvalidValue for lengths that do not agree, days outside the series, or moves other than -1, 0, 1.
    """
    when, hit = np.asarray(days, dtype=np.int64), np.asarray(shocks, dtype=np.int64)
    step = np.asarray(moves, dtype=np.float64)
    steps = Steps(when, step, numbered(party, when.size), hit, numbered(shocked, hit.size), size)
    try:
        steps.require_enough(within)
        plan, kept = place_windows(steps.windows(within), size, BLOCK)
        rows = tuple(int(steps.shocked[index]) for index in kept)
        asked = Question(*steps.sums(), plan, rows, draw_calendars(plan, draws, seed))
        return measured(asked, expected, words, seed, name)
    except Untestable as reason:
        says = f"Whether positions move {words[1]} after {words[0]} cannot be tested: {reason}."
        return Finding(name, says, METHOD, unit="mean move", why=str(reason), n=int(when.size))


def numbered(parties: Any, count: int) -> Days:
    """The number of each party; where no parties are told apart, all are one."""
    return np.zeros(count, dtype=np.int64) if parties is None else np.asarray(parties, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Steps:
    """The day, move and party of each step between statements, and the day and party of each shock, in `size` days.

    Raises InvalidValue for lengths that do not agree, days outside the series, or moves other than -1, 0, 1.
    """

    days: Days
    moves: Floats
    party: Days
    shocks: Days
    shocked: Days
    size: int

    def __post_init__(self) -> None:
        days, moves, shocks = self.days, self.moves, self.shocks
        if not (days.shape == moves.shape == self.party.shape and shocks.shape == self.shocked.shape):
            raise InvalidValue(f"{days.size} days, {moves.size} moves, {shocks.size} shocks: lengths do not agree")
        if not np.isin(moves, (-1, 0, 1)).all() or (days.size and not (days.min() >= 0 and days.max() < self.size)):
            raise InvalidValue(f"moves are -1, 0 or 1, on days from 0 to {self.size - 1}")

    def require_enough(self, within: int) -> None:
        """Raise Untestable where too few steps were made, in all or in the `within` days after shocks."""
        count = self.days.size
        if count < FEWEST_MOVES:
            raise Untestable(f"{count} steps between comparable statements; at least {FEWEST_MOVES} are needed")
        after = sum(
            bool(((day > self.shocks) & (day <= self.shocks + within) & (self.shocked == own)).any())
            for day, own in zip(self.days, self.party, strict=True)
        )
        if after < FEWEST_AFTER or count - after < FEWEST_AFTER:
            raise Untestable(
                f"{after} of {count} steps fall in the {within} days after shocks; at least {FEWEST_AFTER} "
                "within and as many outside are needed"
            )

    def windows(self, within: int) -> list[tuple[int, int]]:
        """The first and last of the `within` days after each shock, as far as the series goes."""
        return [(int(day) + 1, min(self.size - 1, int(day) + within)) for day in self.shocks]

    def sums(self) -> tuple[Floats, Floats]:
        """Sums of moves and counts of steps, each of shape (parties, days)."""
        parties = int(max(self.party.max(initial=0), self.shocked.max(initial=0))) + 1
        total, count = (np.zeros((parties, self.size)) for _ in range(2))
        np.add.at(total, (self.party, self.days), self.moves)
        np.add.at(count, (self.party, self.days), 1.0)
        return total, count


@dataclass(frozen=True, slots=True)
class Question:
    """Sums of moves and counts of statements by party and day, the windows after shocks, and their placements."""

    total: Floats
    count: Floats
    plan: Schedule
    rows: tuple[int, ...]
    calendars: Indices

    def null(self, total: Floats, starts: Days | None = None) -> tuple[float, Floats]:
        """The mean move after shocks, and in each placement; `starts` puts the windows elsewhere."""
        plan = self.plan if starts is None else replace(self.plan, starts=starts)
        own, moved = window_sums(total, plan, self.rows)
        seen, seen_moved = window_sums(self.count, plan, self.rows)
        drawn = gather(moved, self.calendars).sum(axis=0) / np.maximum(
            gather(seen_moved, self.calendars).sum(axis=0), 1
        )
        return float(own.sum() / max(1.0, seen.sum())), drawn

    def shifted(self, effect: float, starts: Days | None = None) -> Floats:
        """The moves with `effect` added to each statement in any window of its party, once."""
        inside = np.zeros(self.total.shape, dtype=bool)
        firsts = self.plan.starts if starts is None else starts
        for row, first, length in zip(self.rows, firsts, self.plan.lengths, strict=True):
            inside[row, first : first + length] = True
        return self.total + effect * np.where(inside, self.count, 0.0)


def estimate_effect(asked: Question) -> tuple[float, tuple[float, float]]:
    """The additive effect and its interval: each effect is taken away and the rest tested again."""

    def rejected(alternative: str) -> Callable[[float], bool]:
        return lambda effect: p_value(*asked.null(asked.shifted(-effect)), alternative) <= LEVEL / 2

    def excess(effect: float) -> bool:
        observed, drawn = asked.null(asked.shifted(-effect))
        return observed > float(np.median(drawn))

    too_high = rejected("less")
    low, high, middle = (
        crossing(test, -LARGEST, LARGEST) for test in (rejected("greater"), lambda effect: not too_high(effect), excess)
    )
    return middle, (min(low, middle), max(high, middle))


def measured(asked: Question, expected: int, words: tuple[str, str], seed: int, name: str) -> Finding:
    observed, drawn = asked.null(asked.total)
    if drawn.std() < 1e-12:
        raise Untestable("the mean move is the same wherever the shocks are put: positions never moved")
    value = p_value(observed, drawn, "two-sided")
    effect, interval = estimate_effect(asked)
    quick = replace(asked, calendars=asked.calendars[:, :QUICK])

    def planted(size: float, starts: Days) -> bool:
        return p_value(*quick.null(quick.shifted(size, starts), starts), "greater") <= LEVEL / 2

    smallest = estimate_detectable(planted, asked.plan, seed, LARGEST)
    shown = value <= LEVEL and effect * expected > 0
    before = lead(asked)
    detail = {
        "level": 0.95, "mean_move": observed, "median_elsewhere": float(np.median(drawn)),
        "steps": int(asked.count.sum()), "shocks": asked.plan.count, "left_out": asked.plan.left_out,
        "p_before": before, "block": BLOCK,
        "draws": len(drawn), "seed": seed,
    }  # fmt: skip
    null = render_null_distribution(
        f"{name.replace('.', '-')}-null", drawn.tolist(), observed, f"the weeks after {words[0]}", "mean move"
    )
    says = sentence(effect, interval, value, smallest, detail, words, shown)
    return Finding(
        name, says, METHOD, estimate=effect, interval=interval, unit="mean move", p_value=value,
        minimum_detectable=smallest, checks={"nothing before the shocks": passed(before)},
        verdict=SUPPORTED if shown else NOT_SUPPORTED,
        outcome=f"moved {words[1]}" if shown else "not shown to move", n=asked.plan.count, detail=detail,
        drawings=(null,),
    )  # fmt: skip


def lead(asked: Question) -> float | None:
    """The p-value of the weeks before the shocks, where an answer cannot yet be: whether costs answer positions."""
    starts = asked.plan.starts - asked.plan.lengths - 1
    if np.any(starts < 0):
        return None
    ahead = replace(asked, plan=replace(asked.plan, starts=starts))
    observed, _ = ahead.null(ahead.total)
    return p_value(observed, asked.null(asked.total)[1], "two-sided")


def passed(value: float | None) -> Check:
    if value is None:
        return Check.NOT_RUN
    return Check.PASSED if value > LEVEL else Check.FAILED


def sentence(
    effect: float,
    interval: tuple[float, float],
    value: float,
    smallest: float | None,
    detail: dict[str, Any],
    words: tuple[str, str],
    shown: bool,
) -> str:
    """The result as a careful reporter could print it."""
    opening = f"Positions moved {words[1]}" if shown else f"Positions are not shown to move {words[1]}"
    power = "none" if smallest is None else f"{smallest:.2f}"
    return (
        f"{opening} in the weeks after {words[0]}: their mean move was {detail['mean_move']:+.2f}, and "
        f"{effect:+.2f} against other weeks (95% interval {interval[0]:+.2f} to {interval[1]:+.2f}; "
        f"{written_p(value)}; {detail['shocks']} shocks, {detail['steps']} steps; smallest effect that could have been "
        f"shown: {power})."
    )
