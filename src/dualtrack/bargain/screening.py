"""Screening: offers to a side whose cost of fighting is its own secret, and what its answers teach.

Sources: J. D. Fearon, "Rationalist Explanations for War", International Organization 49 (1995), pp. 393-395
(one take-it-or-leave-it offer); J. Sobel and I. Takahashi, "A Multistage Model of Bargaining", Review of
Economic Studies 50 (1983), section 3 (repeated offers to a uniform type, stationary linear solution).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dualtrack.bargain.checks import (
    check_discount,
    check_not_negative,
    check_number,
    check_probability,
    check_whole,
    warn_degenerate,
)
from dualtrack.errors import BargainError


@dataclass(frozen=True, slots=True)
class Screening:
    """The demand that the uninformed side makes, the chance of war that it runs, and what it expects to get."""

    offer: float
    war: float
    value: float


def screening(
    p: float,
    cost: float,
    other: tuple[float, float] | Sequence[float],
    *,
    types: int | None = None,
    offers: int | Sequence[float] | None = None,
) -> Screening:
    """The best demand of the first side, which has chance `p` of winning and pays `cost`.

    `other` bounds the uniform distribution of the second side's secret cost. With `types` (how many equally likely
    costs, at the midpoints of as many equal parts) and `offers` (how many evenly spaced demands on [0, 1], or the
    demands) the game is finite and solved by backward induction (subgame perfect; a type that is indifferent
    accepts); without them in closed form. Raises BargainError for an empty or negative support.
    """
    p = check_probability(p, "p")
    cost = check_not_negative(cost, "the cost of war to the first side")
    low, high = (check_not_negative(bound, "the second side's cost") for bound in other)
    if low > high:
        raise BargainError(f"the second side's cost runs from {low:g} to {high:g}: no type is left")
    if types is None:
        return screen_uniform(p, cost, low, high)
    check_whole(types, "the number of types", 1)
    costs = low + (high - low) * (np.arange(types) + 0.5) / types
    return screen_types(p, cost, costs, np.full(types, 1.0 / types), demands(offers))


def demands(offers: int | Sequence[float] | None) -> np.ndarray:
    """The demands of a finite game: given, or evenly spaced on [0, 1]."""
    if offers is None:
        return np.linspace(0.0, 1.0, 21)
    if isinstance(offers, int):
        return np.linspace(0.0, 1.0, check_whole(offers, "the number of offers", 1))
    listed = np.asarray(offers, float)
    if listed.size == 0 or not ((listed >= 0) & (listed <= 1)).all():
        raise BargainError("offers need at least one demand, each in [0, 1]")
    return np.sort(listed)


def screen_uniform(p: float, cost: float, low: float, high: float) -> Screening:
    """Closed form: demand x = p + (high - cost)/2, held within what the types and the good allow."""
    bottom, top = min(1.0, p + low), min(1.0, p + high)
    if high == low:
        warn_degenerate("the other side's cost is known: there is nothing to screen, and the demand takes it all")
        return Screening(bottom, 0.0, bottom)
    offer = min(top, max(bottom, p + (high - cost) / 2.0))
    war = min(1.0, max(0.0, (offer - p - low) / (high - low)))
    return Screening(offer, war, (1.0 - war) * offer + war * (p - cost))


def screen_types(p: float, cost: float, costs: np.ndarray, chances: np.ndarray, offers: np.ndarray) -> Screening:
    """Backward induction: each type accepts what leaves it no worse than war; the best demand against that."""
    accepts = 1.0 - offers[:, None] >= (1.0 - p) - costs[None, :] - 1e-12
    peace = accepts @ chances
    values = peace * offers + (1.0 - peace) * (p - cost)
    best = int(np.argmax(values))
    return Screening(float(offers[best]), float(1.0 - peace[best]), float(values[best]))


@dataclass(frozen=True, slots=True)
class RepeatedOffers:
    """Stationary offers to types uniform on [0, b]: the demand is `price` * b, those above `threshold` * b accept,
    and the side that offers expects `value` * b (all as shares of b, the most that the other would yield)."""

    price: float
    threshold: float
    value: float

    def path(self, bound: float, rounds: int) -> list[tuple[float, float]]:
        """(demand, the highest type that is still fighting) for each round, from types on [0, bound]."""
        return [(self.price * bound * self.threshold**t, bound * self.threshold ** (t + 1)) for t in range(rounds)]


def repeated_offers(discount: float) -> RepeatedOffers:
    """Offers round after round, without end: value k = (sqrt(1 - d) - (1 - d)) / (2 d), price 2k (closed form)."""
    d = check_discount(discount, "the discount factor")
    value = (math.sqrt(1.0 - d) - (1.0 - d)) / (2.0 * d)
    return _stage(value, d)


def repeated_offers_by_iteration(discount: float, tolerance: float = 1e-12) -> RepeatedOffers:
    """The same by value iteration from the last round backwards, until a further round changes nothing."""
    d = check_discount(discount, "the discount factor")
    value, change = 0.25, 1.0
    while change > tolerance * (1.0 - d):
        willing = 1.0 - d + 2.0 * d * value
        after = willing * willing / (4.0 * (willing - d * value))
        value, change = after, abs(after - value)
    return _stage(value, d)


def _stage(value: float, d: float) -> RepeatedOffers:
    willing = 1.0 - d + 2.0 * d * value
    threshold = willing / (2.0 * (willing - d * value))
    return RepeatedOffers(willing * threshold, threshold, value)


def posterior_after_rejection(support: tuple[float, float], p: float, offer: float) -> tuple[float, float]:
    """The uniform support of the second side's cost after it refused a demand: costs of at least offer - p are out.

    Raises BargainError where every type would have accepted, so that the refusal has no chance under the model.
    """
    low, high = support
    bound = check_number(offer, "the offer") - check_probability(p, "p")
    if bound <= low:
        raise BargainError(
            f"every cost in [{low:g}, {high:g}] would have accepted {offer:g}: a refusal rules the support out; lower "
            f"its low end below {bound:g}"
        )
    return low, min(high, bound)
