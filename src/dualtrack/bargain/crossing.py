"""When costs cross: the date at which fighting on costs a side more than it can gain, with its distribution.

Each side's marginal cost of a further month grows at a rate that is not known exactly, and its marginal gain is what
it expects a further month to bring. RIPENESS here is this project's own definition, after the idea of I. W. Zartman
("Ripeness", 2000), not a measure of his: the chance that both sides' marginal cost exceeds their marginal gain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dualtrack.bargain.checks import check_number
from dualtrack.bargain.uncertainty import Draws, draw_inputs
from dualtrack.errors import BargainError
from dualtrack.model import Estimate

PARTS = ("cost", "growth", "gain")


@dataclass(frozen=True, slots=True)
class Crossing:
    """`when` is (draws,) months from now until a side's marginal cost exceeds its marginal gain, infinite where not
    within the `horizon`; `never` the share of such draws."""

    when: Draws
    horizon: float

    @property
    def never(self) -> float:
        return float(np.isinf(self.when).mean())

    def quantile(self, share: float) -> float:
        """The month by which the costs have crossed in that share of draws; infinite where they have not."""
        return float(np.quantile(self.when, check_number(share, "a share"), method="inverted_cdf"))

    def by(self, months: float) -> float:
        """The share of draws in which the costs have crossed by then."""
        return float((self.when <= months).mean())


@dataclass(frozen=True, slots=True)
class Ripeness:
    """Both sides' crossings, and the crossing of the later of the two in each draw."""

    first: Crossing
    second: Crossing
    both: Crossing


def crossing_month(cost: Draws, growth: Draws, gain: Draws, horizon: float, side: str = "a") -> Draws:
    """cost * (1 + growth)^t = gain solved for t >= 0: 0 where the cost is above already, infinite beyond `horizon`.

    `cost` and `gain` are what a further month costs and brings (shares of the stake); `growth` is a month's rate.
    """
    if np.any(cost <= 0) or np.any(growth <= -1):
        raise BargainError(f"the crossing of {side} side needs costs above 0 and growth above -1 a month")
    with np.errstate(divide="ignore", invalid="ignore"):
        months = np.log(np.maximum(gain, 1e-300) / cost) / np.log1p(growth)
    late = (growth <= 0) | (months > horizon)
    solved: Draws = np.where(cost >= gain, 0.0, np.where(late, np.inf, months))
    return solved


def crossing(
    first: Mapping[str, Estimate],
    second: Mapping[str, Estimate],
    *,
    horizon: float = 36.0,
    draws: int = 10_000,
    seed: int = 0,
) -> Ripeness:
    """Draw the date at which costs cross, for each side (its `cost`, `growth` and `gain` of a month) and for both.

    `horizon` is in months. Raises BargainError for a missing input or a horizon that is not above 0.
    """
    named = {}
    for side, inputs in (("first", first), ("second", second)):
        missing = [part for part in PARTS if part not in inputs]
        if missing:
            raise BargainError(f"the {side} side's crossing has no {', '.join(missing)}: give {', '.join(PARTS)}")
        named.update({f"{part}.{side}": inputs[part] for part in PARTS})
    drawn = draw_inputs(named, draws, seed)
    ours, theirs = (
        (drawn[f"cost.{side}"], drawn[f"growth.{side}"], drawn[f"gain.{side}"]) for side in ("first", "second")
    )
    return ripeness(ours, theirs, horizon)


Month = tuple[Draws, Draws, Draws]
"""Draws of (cost, growth, gain) of a month."""


def ripeness(first: Month, second: Month, horizon: float) -> Ripeness:
    """Both sides' crossings from draws of their months. Raises BargainError for a horizon that is not above 0."""
    if not check_number(horizon, "the horizon") > 0:
        raise BargainError(f"the horizon is {horizon:g} months: it needs to be above 0")
    ours = crossing_month(*first, horizon, "the first")
    theirs = crossing_month(*second, horizon, "the second")
    return Ripeness(Crossing(ours, horizon), Crossing(theirs, horizon), Crossing(np.maximum(ours, theirs), horizon))
