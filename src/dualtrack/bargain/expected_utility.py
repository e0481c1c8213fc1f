"""The expected-utility (challenge) model of a contested issue: a labelled compatibility model, not this project's
forecast, since it does not beat the compromise mean.

After J. B. Scholz, G. J. Calbert and G. A. Smith, "Unravelling Bueno de Mesquita's Group Decision Model", Journal of
Theoretical Politics 23 (2011). Its choices as this project makes them, where readings differ:

- a third party's vote is capability times salience times how much nearer it is to one side than to the other;
- the risk exponent is (1 - R/3) / (1 + R/3), R an actor's security among all challengers scaled to [-1, 1], and 1
  where all are equally secure; if nobody challenges, nothing changes with chance 1/2;
- an actor challenges where that beats waiting; one that would lose by challenging back moves all the way to the
  challenger, one that would gain less moves by the ratio of the two gains; each takes the offer that moves it least,
  and all move at once.

One published implementation prints other means for its rounds on the ten-actor emission example (7.461 after the
first, 8.881 here). The start agrees. Its choices are not known here: of over a billion combinations of choices that the
paper leaves open (docs/bargain.md says which) none gives its means, so no mode claims to follow it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dualtrack.bargain.checks import check_not_negative, check_number, check_probability, warn_degenerate
from dualtrack.errors import BargainError

Values = NDArray[np.float64]
STAY = 0.5
"""The chance that nothing changes if nobody challenges (Q)."""


@dataclass(frozen=True, slots=True)
class Contender:
    """An actor on one issue: `capability` of at least 0, `position` on the scale, `salience` in [0, 1]."""

    name: str
    capability: float
    position: float
    salience: float

    def __post_init__(self) -> None:
        check_not_negative(self.capability, f"{self.name}: capability")
        check_number(self.position, f"{self.name}: position")
        check_probability(self.salience, f"{self.name}: salience")


def stack(contenders: Sequence[Contender]) -> tuple[Values, Values]:
    """(power (n,), positions (n,)) of actors; power is capability times salience."""
    if len(contenders) < 2:
        raise BargainError("a contest needs at least two actors")
    power = np.array([item.capability * item.salience for item in contenders])
    if power.sum() <= 0:
        raise BargainError("no actor has both capability and salience: nobody can move the issue")
    return power, np.array([item.position for item in contenders], float)


def compromise_mean(contenders: Sequence[Contender]) -> float:
    """The mean position weighed by capability times salience."""
    power, positions = stack(contenders)
    return float(power @ positions / power.sum())


def weighted_median(contenders: Sequence[Contender]) -> float:
    """The Condorcet winner: the position that no other beats in pairwise votes weighed by power."""
    power, positions = stack(contenders)
    return float(median_of(positions, power))


def median_of(positions: Values, power: Values) -> Values:
    """The power-weighted median along the last axis; of two equally good positions the lower."""
    order = np.argsort(positions, axis=-1, kind="stable")
    total = np.cumsum(np.take_along_axis(np.broadcast_to(power, positions.shape), order, axis=-1), axis=-1)
    at = (total < total[..., -1:] / 2.0 - 1e-12).sum(axis=-1, keepdims=True)
    return np.asarray(np.take_along_axis(np.take_along_axis(positions, order, -1), at, -1)[..., 0])


def rounds(contenders: Sequence[Contender], count: int = 10) -> list[tuple[float, float]]:
    """(weighted median, mean) before the first round and after each of `count` rounds."""
    power, positions = stack(contenders)
    if np.ptp(positions) == 0:
        warn_degenerate("all actors hold one position: there is nothing to contest")
    path = play(positions[None, :], power[None, :], np.array([item.salience for item in contenders])[None, :], count)
    return [(float(median_of(row, power)), float(power @ row / power.sum())) for row in path[:, 0, :]]


def play(positions: Values, power: Values, salience: Values, count: int) -> Values:
    """Positions (rounds + 1, draws, actors) of contests played at once; inputs are (draws, actors)."""
    scale = np.maximum(np.ptp(positions, axis=1, keepdims=True), 1e-12)
    path = [positions]
    for _ in range(count):
        path.append(one_round(path[-1], power, salience, scale))
    return np.stack(path)


def one_round(positions: Values, power: Values, salience: Values, scale: Values) -> Values:
    """Everybody's position after one round of challenges."""
    apart = np.abs(positions[:, :, None] - positions[:, None, :]) / scale[:, :, None]
    win = chances(apart, power)
    neutral = challenge(positions, apart, win, salience, None, power, scale)
    risk = risk_exponents(neutral)
    own = challenge(positions, apart, win, salience, risk, power, scale)
    return moved_by_offers(positions, own)


def chances(apart: Values, power: Values) -> Values:
    """(draws, i, j): the chance that i prevails over j, the votes of all weighed by how much nearer they are to i.

    The votes for i less those for j are the difference of the two's mean distances, so only their sum is counted."""
    first, second = np.triu_indices(apart.shape[1], 1)
    cast = (np.abs(apart[:, second] - apart[:, first]) @ power[:, :, None])[..., 0]
    distance = (apart @ power[:, :, None])[..., 0]
    lead = np.where(cast > 0, (distance[:, second] - distance[:, first]) / np.where(cast > 0, cast, 1.0), 0.0)
    win = np.full(apart.shape, 0.5)
    win[:, first, second] += lead / 2.0
    win[:, second, first] -= lead / 2.0
    return win


def challenge(
    positions: Values, apart: Values, win: Values, salience: Values, risk: Values | None, power: Values, scale: Values
) -> Values:
    """(draws, i, j): what i expects to gain by challenging j over waiting, with i's own risk exponent; None is 1."""

    def utility(share: Values) -> Values:
        return 2.0 - 4.0 * (share if risk is None else share ** risk[:, :, None])

    gain, loss = utility(np.maximum(0.5 - 0.5 * apart, 0.0)), utility(np.minimum(0.5 + 0.5 * apart, 1.0))
    still = 0.0 if risk is None else (2.0 - 4.0 * 0.5**risk)[:, :, None]
    centre = median_of(positions, power)[:, None]
    from_centre = (np.abs(positions - centre) / scale)[:, :, None]
    toward = np.where(apart < from_centre, -0.25, 0.25)  # without a challenge j moves nearer to i, or away
    changed = utility(np.clip(0.5 + toward * (apart + from_centre), 0.0, 1.0))
    theirs = salience[:, None, :]
    alone = theirs * (win * gain + (1.0 - win) * loss) + (1.0 - theirs) * gain
    return np.asarray(alone - STAY * still - (1.0 - STAY) * changed)


def risk_exponents(neutral: Values) -> Values:
    """(draws, actors): how an actor's security among the others bends its utilities."""
    size = neutral.shape[1]
    others = ~np.eye(size, dtype=bool)
    security = np.where(others, neutral, 0.0).sum(axis=1)  # over challengers i of j
    high, low = security.max(axis=1, keepdims=True), security.min(axis=1, keepdims=True)
    spread = high - low
    ratio = np.where(spread > 1e-12, (2.0 * security - high - low) / np.where(spread > 1e-12, spread, 1.0), 0.0)
    return np.asarray((1.0 - ratio / 3.0) / (1.0 + ratio / 3.0))


def moved_by_offers(positions: Values, own: Values) -> Values:
    """Positions after each actor took the offer that moves it least; `own[d, i, j]` is i's view of challenging j.

    An actor that would lose by challenging back goes all the way to the challenger; one that would gain, but less,
    goes by the ratio of the two gains.
    """
    back = own.transpose(0, 2, 1)
    target = positions[:, :, None] - positions[:, None, :]  # how far j would move to reach i
    full = (own > 0) & (back < 0)
    part = (own > 0) & (back > 0) & (own > back)
    share = np.where(part, np.abs(back) / np.where(part, own, 1.0), 0.0)
    moves = np.where(full, target, np.where(part, target * share, 0.0))
    offered = (full | part) & (np.abs(target) > 1e-12)
    cost = np.where(offered, np.abs(moves), np.inf)
    best = cost.argmin(axis=1)
    step = np.take_along_axis(moves, best[:, None, :], axis=1)[:, 0, :]
    return np.where(np.isfinite(cost.min(axis=1)), positions + step, positions)
