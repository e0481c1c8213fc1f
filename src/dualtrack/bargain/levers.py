"""Levers: how far each moves the range of deals, at which end, and so whose terms it moves.

Source: L. S. Shapley, "A Value for n-Person Games" (1953): a lever's mean marginal effect over all orders in which the
levers could be pulled, exactly, in every draw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dualtrack.bargain.sensitivity import shapley
from dualtrack.bargain.uncertainty import Cuts, Draws, ranges
from dualtrack.bargain.war import Lever, War, check_levers
from dualtrack.errors import BargainError

INPUTS = ("p.first", "p.second", "cost.first", "cost.second")
MOST = 12
"""Levers that are valued together: 2^12 coalitions of draws are the most that memory holds."""


@dataclass(frozen=True, slots=True)
class Reach:
    """A lever's effect in each draw: on the `low` end (the least that the first side takes), on the `high` end (the
    most that the second side gives) and on the `width` of the range, negative widths included."""

    low: Draws
    high: Draws

    @property
    def width(self) -> Draws:
        width: Draws = self.high - self.low
        return width

    @property
    def moves(self) -> int:
        """Whose terms it moves more: 0 the first side's, 1 the second's."""
        return int(abs(self.high.mean()) > abs(self.low.mean()))


def moved(drawn: Mapping[str, Draws], levers: Sequence[Lever]) -> dict[str, Draws]:
    """The inputs in each draw after some levers are pulled; chances stay in [0, 1], costs at 0 or more."""
    if not levers:
        return dict(drawn)
    shift = np.array([[change for part in lever.moves for change in part] for lever in levers]).sum(axis=0)
    return {
        name: np.clip(drawn[name] + change, 0.0, 1.0 if name.startswith("p.") else None)
        for name, change in zip(INPUTS, shift, strict=True)
    }


def levers(
    war: War | Mapping[str, Draws],
    available: Sequence[Lever],
    red_lines: Cuts = (None, None),
) -> dict[str, Reach]:
    """The exact Shapley value of each lever, by id (or name), for a war or for draws of its inputs.

    The values over all levers sum to the effect of pulling all of them. Draws are mapped by p.first, p.second,
    cost.first and cost.second; `red_lines` cut the range in each draw as in `ranges`.
    Raises BargainError for levers that contradict each other or lack a name of their own.
    """
    check_levers(available)
    known = {lever.id or lever.name: lever for lever in available}
    if len(known) < len(available) or "" in known:
        raise BargainError("levers need an id or a name each, none used twice")
    if len(known) > MOST:
        raise BargainError(f"{len(known)} levers: at most {MOST} are valued together; leave out the weakest")
    drawn = war if isinstance(war, Mapping) else as_draws(war)

    def ends(group: frozenset[str]) -> Draws:
        found = ranges(moved(drawn, [known[key] for key in known if key in group]), red_lines)
        return np.stack([found.low, found.high])

    return {key: Reach(value[0], value[1]) for key, value in shapley(list(known), ends).items()}


def as_draws(war: War) -> dict[str, Draws]:
    """A war that is known exactly, as one draw."""
    return {name: np.array([value]) for name, value in zip(INPUTS, (*war.chances, *war.costs), strict=True)}
