"""A Markov battlefield: the front moves one step at a time until one side has won.

Source: W. Feller, An Introduction to Probability Theory and Its Applications I (3rd ed. 1968), XIV.2-3, eqs. 2.4,
2.5, 3.4, 3.5 (ruin and duration); J. G. Kemeny and J. L. Snell, Finite Markov Chains (1960), theorems 3.2.4, 3.3.5,
3.3.7 (the general ladder by its fundamental matrix); A. Smith and A. C. Stam, "Bargaining and the Nature of War",
Journal of Conflict Resolution 48 (2004), for the reading as a war of forts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_banded

from dualtrack.bargain.checks import check_number, check_probability, check_whole, warn_degenerate
from dualtrack.errors import BargainError


@dataclass(frozen=True, slots=True)
class Battlefield:
    """`win`: the chance that the first side wins; `duration`: the expected number of battles;
    `cost`: the expected discounted cost of the battles to (first, second) side, at 1 a battle unless given."""

    win: float
    duration: float
    cost: tuple[float, float] = (math.nan, math.nan)


def gamblers_ruin(n: int, k: int, p: float) -> Battlefield:
    """The war of n steps from position k: won at n, lost at 0, each battle won with chance p (closed form).

    Raises BargainError for p outside [0, 1] or k outside 0..n.
    """
    check_position(n, k)
    p = check_probability(p, "the chance of winning a battle")
    if k in (0, n):
        warn_degenerate(f"at step {k} of {n} the war is over: no battle is left to fight")
        return Battlefield(float(k == n), 0.0)
    q = 1.0 - p
    if p in (0.0, 1.0):
        return Battlefield(p, float(k if p == 0.0 else n - k))
    if abs(p - q) < 1e-9:
        return Battlefield(k / n, float(k * (n - k)))
    log_ratio = math.log(q) - math.log(p)
    if log_ratio > 0:  # count from the far end, so that no power overflows
        win = math.exp((k - n) * log_ratio) * math.expm1(-k * log_ratio) / math.expm1(-n * log_ratio)
    else:
        win = math.expm1(k * log_ratio) / math.expm1(n * log_ratio)
    return Battlefield(win, (k - n * win) / (q - p))


def check_position(n: int, k: int) -> None:
    check_whole(n, "the number of steps", 1)
    if not 0 <= check_number(k, "the step at which the front stands") <= n:
        raise BargainError(f"position {k} of {n}: the front stands between 0 and {max(n, 1)}")
    check_whole(k, "the step at which the front stands")


def ladder(
    up: Sequence[float],
    start: int,
    *,
    down: Sequence[float] | None = None,
    cost: tuple[float, float] = (1.0, 1.0),
    discount: float = 1.0,
) -> Battlefield:
    """The general ladder: steps 1..n-1 with their own chances to move up or down (the rest: no movement).

    `up[i]` and `down[i]` belong to step i + 1; `down` defaults to 1 - up. `start` is 0..n. `cost` is what a battle
    costs each side, counted from the next battle on and discounted by `discount` a battle.
    Raises BargainError where a step's chances exceed 1 or the war cannot end.
    """
    rise = np.array([check_probability(value, f"the chance to advance at step {i + 1}") for i, value in enumerate(up)])
    fall = 1.0 - rise if down is None else np.asarray(down, float)
    if len(rise) != len(fall):
        raise BargainError(f"{len(rise)} chances to advance and {len(fall)} to fall back: each step needs both")
    n = len(rise) + 1
    check_position(n, start)
    check_steps(rise, fall)
    if start in (0, n):
        return Battlefield(float(start == n), 0.0, (0.0, 0.0))
    stay, ones = 1.0 - rise - fall, np.ones(n - 1)
    goal = np.zeros(n - 1)
    goal[-1] = rise[-1]
    win = solve_steps(rise, fall, stay, 1.0, goal)[start - 1]
    duration = solve_steps(rise, fall, stay, 1.0, ones)[start - 1]
    burden = solve_steps(rise, fall, stay, check_probability(discount, "the discount factor"), ones)[start - 1]
    return Battlefield(float(win), float(duration), (cost[0] * float(burden), cost[1] * float(burden)))


def check_steps(rise: np.ndarray, fall: np.ndarray) -> None:
    for step, (up, down) in enumerate(zip(rise, fall, strict=True), 1):
        if down < 0 or up + down > 1 + 1e-12:
            raise BargainError(f"step {step}: chances to advance {up:g} and to fall back {down:g} exceed 1 together")
        if up + down == 0:
            raise BargainError(f"step {step}: the front neither advances nor falls back, so the war cannot end")


def solve_steps(rise: np.ndarray, fall: np.ndarray, stay: np.ndarray, discount: float, goal: np.ndarray) -> np.ndarray:
    """Solve v = goal + discount * M v over the steps that are not final: one tridiagonal system."""
    banded = np.zeros((3, len(rise)))
    banded[0, 1:] = -discount * rise[:-1]
    banded[1] = 1.0 - discount * stay
    banded[2, :-1] = -discount * fall[1:]
    return np.asarray(solve_banded((1, 1), banded, goal))
