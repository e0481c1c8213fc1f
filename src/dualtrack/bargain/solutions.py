"""Which package: Nash, Kalai-Smorodinsky, egalitarian, and the asymmetric Nash solution, on a finite set of deals.

Sources: J. F. Nash, "The Bargaining Problem", Econometrica 18 (1950); E. Kalai and M. Smorodinsky, "Other Solutions to
Nash's Bargaining Problem", Econometrica 43 (1975), with the ideal point taken over individually rational deals; E.
Kalai, "Proportional Solutions to Bargaining Situations", Econometrica 45 (1977). On a finite set, the second and
third take the deal with the largest least (normalised) gain, ties broken by the other side's gain.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from dualtrack.bargain.checks import check_number, check_probability, warn_degenerate
from dualtrack.bargain.package import Frontier, Points, Side, frontier
from dualtrack.errors import BargainError, one_of

METHODS = ("nash", "ks", "egalitarian")


@dataclass(frozen=True, slots=True)
class Solution:
    """A deal: its utilities, gains over disagreement, position among the points given, and options by issue (if
    packages were given). `ideal` is the most that each side gets in an individually rational deal; `next_best` is
    the objective of the best other deal."""

    method: str
    utilities: tuple[float, float]
    gains: tuple[float, float]
    index: int
    objective: float
    next_best: float
    ideal: tuple[float, float]
    package: dict[str, int] | None = None


def solve(
    method: str,
    game: Frontier | Points | Side,
    other: Side | None = None,
    *,
    disagreement: tuple[float, float] | None = None,
    weight: float = 0.5,
) -> Solution:
    """Solve by "nash", "ks" or "egalitarian" a frontier, an (n, 2) array of deals, or two sides.

    `disagreement` defaults to the frontier's own, else to (0, 0); `weight` is the first side's power in the
    asymmetric Nash solution (see `patience_weight`). Raises BargainError where no deal is individually rational.
    """
    if method not in METHODS:
        raise BargainError(one_of("solution", method, METHODS))
    if isinstance(game, Side):
        if other is None:
            raise BargainError(f"{game.name}: a bargain needs a second side")
        game = frontier(game, other)
    points = game.points if isinstance(game, Frontier) else check_points(game)
    origin = disagreement if disagreement is not None else own_disagreement(game)
    for value, side in zip(origin, ("first", "second"), strict=True):
        check_number(value, f"what fighting on is worth to the {side} side")
    gains = points - np.asarray(origin, float)
    rational = np.flatnonzero((gains >= 0).all(axis=1))
    if rational.size == 0:
        nearest = points[int(np.argmax(gains.min(axis=1)))]
        raise BargainError(
            f"no deal gives both sides what fighting on gives them ({origin[0]:g}, {origin[1]:g}); the nearest "
            f"gives ({nearest[0]:g}, {nearest[1]:g})"
        )
    return pick(method, game, points, gains, rational, check_probability(weight, "the first side's weight"))


def own_disagreement(game: Frontier | Points) -> tuple[float, float]:
    known = isinstance(game, Frontier) and all(map(math.isfinite, game.disagreement))
    return game.disagreement if known and isinstance(game, Frontier) else (0.0, 0.0)


def check_points(points: Points) -> Points:
    made = np.asarray(points, float)
    if made.ndim != 2 or made.shape[1:] != (2,) or made.size == 0:
        raise BargainError(f"deals come as rows of two utilities; this has shape {made.shape}")
    if not np.isfinite(made).all():
        raise BargainError(f"deal {int(np.flatnonzero(~np.isfinite(made).all(axis=1))[0]) + 1} holds no finite number")
    return made


def pick(
    method: str, game: Frontier | Points, points: Points, gains: Points, rational: np.ndarray, weight: float
) -> Solution:
    """The best individually rational deal by the method's objective; ties go to the larger sum of gains."""
    own = gains[rational]
    top = own.max(axis=0)
    objective = objectives(method, own, top, weight)
    order = np.lexsort((-own.sum(axis=1), -objective))
    best = int(order[0])
    warn_if_degenerate(method, own, best, objective, order)
    index = int(rational[best])
    return Solution(
        method,
        (float(points[index, 0]), float(points[index, 1])),
        (float(gains[index, 0]), float(gains[index, 1])),
        index,
        float(objective[best]),
        float(objective[order[1]]) if len(order) > 1 else float("nan"),
        (float(points[rational, 0].max()), float(points[rational, 1].max())),
        game.package(index) if isinstance(game, Frontier) else None,
    )


def objectives(method: str, gains: Points, top: np.ndarray, weight: float = 0.5) -> np.ndarray:
    """What the method maximises: the product of gains, or the least gain (as a share of the ideal gain for KS)."""
    if method == "nash":
        if weight == 0.5:
            return np.asarray(gains[..., 0] * gains[..., 1])
        return np.asarray(gains[..., 0] ** (2 * weight) * gains[..., 1] ** (2 * (1 - weight)))
    if method == "egalitarian":
        return np.asarray(gains.min(axis=-1))
    scale = np.where(top > 0, top, 1.0)
    return np.asarray((gains / scale).min(axis=-1))


def warn_if_degenerate(method: str, own: Points, best: int, objective: np.ndarray, order: np.ndarray) -> None:
    if len(own) == 1:
        warn_degenerate("only one deal beats fighting on: every solution picks it, whatever the sides' power")
    elif own[best].min() <= 0:
        warn_degenerate(f"the {method} deal leaves a side exactly what fighting on gives it: it has no reason to sign")
    elif objective[order[1]] >= objective[best] - 1e-12 and not np.allclose(own[order[1]], own[best]):
        warn_degenerate(f"two deals are equally good by the {method} solution: the choice between them says nothing")
