"""Uncertainty: every input drawn from its distribution, and what the draws say of the range of deals.

Inputs are triangular (low, mode, high), as an analyst can state them; draws are made by the inverse distribution
function from one stream, so that the same seed gives the same draws whatever else is computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dualtrack.bargain.checks import check_whole
from dualtrack.model import Estimate

Draws = NDArray[np.float64]
Cuts = tuple[Draws | None, Draws | None]
"""Where red lines cut the range in each draw: the least that the first side takes, the most that the second gives."""


def triangular(estimate: Estimate, quantiles: Draws) -> Draws:
    """Values of a triangular distribution at quantiles in [0, 1] (Johnson, Kotz and Balakrishnan 1995, 26.9)."""
    low, mode, high = estimate.low, estimate.mode, estimate.high
    if high == low:
        return np.full(quantiles.shape, low)
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(quantiles * (high - low) * (mode - low))
    falling = high - np.sqrt((1.0 - quantiles) * (high - low) * (high - mode))
    values: Draws = np.where(quantiles < turn, rising, falling)
    return values


def draw_inputs(inputs: Mapping[str, Estimate], draws: int, seed: int) -> dict[str, Draws]:
    """`draws` values of each input, by name in the order given. Raises BargainError for under one draw, or a seed
    that is no whole number of 0 or more."""
    check_whole(draws, "the number of draws", 1)
    check_whole(seed, "the seed")
    quantiles = np.random.default_rng(seed).random((len(inputs), draws))
    return {name: triangular(estimate, row) for (name, estimate), row in zip(inputs.items(), quantiles, strict=True)}


@dataclass(frozen=True, slots=True)
class RangeDraws:
    """The range of deals [low, high] in each draw; empty where low > high. What the first side gets, 0 to 1."""

    low: Draws
    high: Draws

    @property
    def empty(self) -> float:
        """The share of draws in which no deal beats fighting on for both."""
        return float((self.low > self.high).mean())

    @property
    def width(self) -> Draws:
        """How far the range reaches in each draw; negative where the sides' terms lie that far apart."""
        width: Draws = self.high - self.low
        return width


def ranges(drawn: Mapping[str, Draws], red_lines: Cuts = (None, None)) -> RangeDraws:
    """Fearon's range [p_A - c_A, p_B + c_B] in each draw, cut by the scale and by red lines.

    `drawn` holds p.first, p.second, cost.first, cost.second.
    """
    low = np.maximum(drawn["p.first"] - drawn["cost.first"], 0.0)
    high = np.minimum(drawn["p.second"] + drawn["cost.second"], 1.0)
    if red_lines[0] is not None:
        low = np.maximum(low, red_lines[0])
    if red_lines[1] is not None:
        high = np.minimum(high, red_lines[1])
    return RangeDraws(low, high)


def interval(values: Draws) -> tuple[float, float]:
    """The middle 95% of draws."""
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)
