"""What several parties together are likely to settle on: the compromise mean, with what it has missed by before.

Source: the mean position weighed by capability and salience, as in F. N. Stokman and R. Thomson (eds), "Winners and
Losers in the European Union", European Union Politics 5 (2004), where no model of conflict forecast outcomes better.
The spread is calibrated on the misses of earlier issues; outcomes fall on stated positions more often than between
them, so stated positions carry atoms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dualtrack.bargain.checks import check_number, check_probability, warn_degenerate
from dualtrack.bargain.expected_utility import Contender, compromise_mean
from dualtrack.bargain.uncertainty import Draws, interval
from dualtrack.errors import BargainError


@dataclass(frozen=True, slots=True)
class Forecast:
    """`mean` is the compromise mean; `drawn` (draws,) the outcomes that it and its misses allow, on the scale."""

    mean: float
    drawn: Draws

    @property
    def interval(self) -> tuple[float, float]:
        """The middle 95% of outcomes."""
        return interval(self.drawn)


def forecast(
    parties: Sequence[Contender],
    misses: Sequence[float],
    *,
    scale: tuple[float, float] = (0.0, 1.0),
    atoms: float = 0.0,
    draws: int = 10_000,
    seed: int = 0,
) -> Forecast:
    """The compromise mean plus a resampled miss, held on the scale; with chance `atoms` the nearest stated position.

    `misses` are outcome minus compromise mean on earlier issues, in the scale's unit. Raises BargainError for none.
    """
    if not misses:
        raise BargainError("a forecast needs the misses of earlier issues: without them its spread would be made up")
    if len(misses) < 10:
        warn_degenerate(f"the spread rests on {len(misses)} earlier misses: its interval is itself a guess")
    share = check_probability(atoms, "the chance of a stated position")
    low, high = (check_number(end, "an end of the scale") for end in scale)
    mean = compromise_mean(parties)
    rng = np.random.default_rng(seed)
    drawn = np.clip(mean + rng.choice(np.asarray(misses, float), draws), low, high)
    stated = np.array([party.position for party in parties])
    nearest = stated[np.abs(drawn[:, None] - stated[None, :]).argmin(axis=1)]
    return Forecast(mean, np.where(rng.random(draws) < share, nearest, drawn))
