"""The war of attrition: each side holds out in the hope of being taken for one that never yields.

Source: D. Abreu and F. Gul, "Bargaining and Reputation", Econometrica 68 (2000), section 2, proposition 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from dualtrack.bargain.checks import check_number, check_probability, warn_degenerate
from dualtrack.errors import BargainError

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Attrition:
    """`rate`: at what rate each side concedes; `end`: by when both have conceded or are known never to;
    `at_once`: the chance that each concedes at the start; `stubborn`: the prior that each never yields."""

    rate: Pair
    end: float
    at_once: Pair
    stubborn: Pair

    def conceded(self, side: int, time: float) -> float:
        """The chance that side 0 or 1 has conceded by `time`, if the other has not."""
        until = min(max(time, 0.0), self.end)
        return 1.0 - (1.0 - self.at_once[side]) * math.exp(-self.rate[side] * until)


def abreu_gul(alpha: float | Pair, r: float | Pair, z: float | Pair) -> Attrition:
    """Two sides demand shares `alpha` (more than 1 together), discount at rates `r`, and are with prior chance `z`
    of a kind that never yields.

    Side i concedes at rate (1 - alpha_i) r_j / (alpha_i + alpha_j - 1), which keeps j indifferent; the side that
    would need longer to be believed concedes at once with the chance that makes both end together.
    Raises BargainError where the demands are compatible, or a chance or rate is out of range.
    """
    shares, rates, priors = _pair(alpha), _pair(r), _pair(z)
    excess = shares[0] + shares[1] - 1.0
    for share, patience, prior in zip(shares, rates, priors, strict=True):
        check_probability(share, "a demand")
        if check_number(patience, "a discount rate") <= 0:
            raise BargainError(f"a discount rate of {patience:g}: it needs to be above 0")
        if not 0.0 < check_probability(prior, "the chance of never yielding") < 1.0:
            raise BargainError(f"a chance of {prior:g} of never yielding leaves nothing to find out")
    if excess <= 1e-12:
        raise BargainError(f"demands of {shares[0]:g} and {shares[1]:g} are compatible: there is nothing to fight over")
    if 1.0 in shares:
        warn_degenerate("a side that demands everything gives nothing for conceding, so it need not fear delay")
    rate = ((1.0 - shares[0]) * rates[1] / excess, (1.0 - shares[1]) * rates[0] / excess)
    end = min(-math.log(prior) / speed if speed else math.inf for prior, speed in zip(priors, rate, strict=True))
    first, second = (max(0.0, 1.0 - z_i * math.exp(k * end if k else 0.0)) for z_i, k in zip(priors, rate, strict=True))
    return Attrition(rate, end, (first, second), priors)


def _pair(value: float | Pair) -> Pair:
    return (float(value), float(value)) if isinstance(value, (int, float)) else (float(value[0]), float(value[1]))
