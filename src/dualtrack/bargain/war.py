"""The value of fighting on, and the range of deals that both prefer to it.

Source: J. D. Fearon, "Rationalist Explanations for War", International Organization 49 (1995), pp. 386-388 (the
range [p - c_A, p + c_B]) and pp. 404-406 (the
commitment inequality of preventive war).

The good is worth 1. A deal `x` is what the first side (A) gets; the second side (B) gets 1 - x.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dualtrack.bargain.battlefield import Battlefield, gamblers_ruin
from dualtrack.bargain.checks import (
    check_discount,
    check_not_negative,
    check_number,
    check_probability,
    warn_degenerate,
)
from dualtrack.errors import BargainError

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class War:
    """A war over a good worth 1.

    `p` is the chance that the first side wins: one number, or (the first side's own estimate, the second side's
    own estimate of the same chance). `cost` is what fighting costs each side, as a share of the good.
    `state`, if given, is where the battlefield stands: (k, n) for a war of single steps that the first side wins
    on reaching n and loses on reaching 0, or a `Battlefield`. Then `p` is the chance of winning one battle and
    `cost` the cost of one battle; the chance and the costs of the war follow.
    Raises BargainError for a probability outside [0, 1] or a negative cost, naming the side.
    """

    p: float | Pair
    cost: float | Pair
    state: tuple[int, int] | Battlefield | None = None

    def __post_init__(self) -> None:
        p = pair(self.p, "p")
        cost = pair(self.cost, "cost")
        for value, side in zip(p, ("the first side", "the second side"), strict=True):
            check_probability(value, f"p as {side} estimates it")
        for value, side in zip(cost, ("the first side", "the second side"), strict=True):
            check_not_negative(value, f"the cost of war to {side}")

    @property
    def chances(self) -> Pair:
        """The chance that the first side wins the war, as each side estimates it."""
        p = pair(self.p, "p")
        return p if self.state is None else (self._battle(p[0]).win, self._battle(p[1]).win)

    @property
    def costs(self) -> Pair:
        """The expected cost of the war to each side."""
        cost = pair(self.cost, "cost")
        if self.state is None:
            return cost
        p = pair(self.p, "p")
        return cost[0] * self._battle(p[0]).duration, cost[1] * self._battle(p[1]).duration

    def _battle(self, p: float) -> Battlefield:
        if isinstance(self.state, Battlefield):
            return self.state
        try:
            k, n = self.state  # type: ignore[misc]
        except (TypeError, ValueError) as error:
            raise BargainError(f"the state is {self.state!r}: it needs (step, steps), or a Battlefield") from error
        return gamblers_ruin(n, k, p)

    @property
    def values(self) -> Pair:
        """What each side expects from fighting on: (p_A - c_A, 1 - p_B - c_B)."""
        (p_a, p_b), (c_a, c_b) = self.chances, self.costs
        return p_a - c_a, 1.0 - p_b - c_b


def pair(value: float | Pair, what: str) -> Pair:
    """One number for both sides, or one for each."""
    if isinstance(value, (int, float)):
        return check_number(value, what), check_number(value, what)
    try:
        first, second = value
    except (TypeError, ValueError) as error:
        raise BargainError(f"{what} is {value!r}: it needs one number, or one for each of the two sides") from error
    return check_number(first, f"{what} of the first side"), check_number(second, f"{what} of the second side")


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that a side or a third party can do that moves the war's terms (an aid package, a strike campaign).

    `dp` is added to the first side's chance of winning (one number, or one for each side's estimate); `dcost` to
    each side's cost. `source` says whose estimate it is, `holder` who can pull it. `strength` scales both ("+2" is
    twice the package).
    """

    dp: float | Pair
    dcost: float | Pair
    source: str
    name: str = ""
    id: str = ""
    strength: float = 1.0
    holder: str = ""

    def __post_init__(self) -> None:
        label = f"lever '{self.name or self.id or self.source}'"
        if not self.source:
            raise BargainError(f"{label}: whose estimate is it? Give its source")
        pair(self.dp, f"{label}: dp")
        pair(self.dcost, f"{label}: dcost")
        check_number(self.strength, f"{label}: strength")

    @property
    def moves(self) -> tuple[Pair, Pair]:
        """(change of p as each side sees it, change of each side's cost), strength included."""
        dp, dcost = pair(self.dp, "dp"), pair(self.dcost, "dcost")
        return (dp[0] * self.strength, dp[1] * self.strength), (dcost[0] * self.strength, dcost[1] * self.strength)


def pull(war: War, levers: Iterable[Lever]) -> War:
    """The war after levers are pulled; the battlefield, if any, is replaced by what it gave.

    Raises BargainError where levers together carry a chance out of [0, 1] or a cost below 0, naming them.
    """
    pulled = list(levers)
    check_levers(pulled)
    p, cost = list(war.chances), list(war.costs)
    for lever in pulled:
        dp, dcost = lever.moves
        p = [value + change for value, change in zip(p, dp, strict=True)]
        cost = [value + change for value, change in zip(cost, dcost, strict=True)]
    names = ", ".join(lever.name or lever.id or lever.source for lever in pulled)
    for side, chance, burden in zip(("first", "second"), p, cost, strict=True):
        if not -1e-12 <= chance <= 1 + 1e-12 or burden < -1e-12:
            raise BargainError(
                f"levers {names}: together they give the {side} side p = {chance:.3g} and cost = {burden:.3g}, "
                "outside [0, 1] or below 0; lower their strengths"
            )
    p = [min(1.0, max(0.0, value)) for value in p]
    return War((p[0], p[1]), (max(0.0, cost[0]), max(0.0, cost[1])))


def check_levers(levers: Iterable[Lever]) -> None:
    """Raise BargainError where one lever is pulled twice, in opposite directions."""
    seen: dict[str, Lever] = {}
    for lever in levers:
        key = lever.id or lever.name
        other = seen.setdefault(key, lever) if key else lever
        if other is not lever and other.strength * lever.strength < 0:
            raise BargainError(
                f"lever '{key}' is pulled both ways ({other.strength:+g} and {lever.strength:+g}): give one strength"
            )


@dataclass(frozen=True, slots=True)
class DealRange:
    """The deals that both sides weakly prefer to war. `low` > `high` where there is none (`empty`).

    `floor` and `ceiling` are the sides' reservation values before red lines and the scale cut them; `cut_by` names
    what cut each end (war, red line, scale).
    """

    low: float
    high: float
    floor: float
    ceiling: float
    cut_by: tuple[str, str] = ("war", "war")

    @property
    def empty(self) -> bool:
        return self.low > self.high

    @property
    def width(self) -> float:
        """Length of the range; 0 where it is empty."""
        return max(0.0, self.high - self.low)

    @property
    def gap(self) -> float:
        """How far apart the reservation values are where the range is empty; 0 where it is not."""
        return max(0.0, self.low - self.high)

    @property
    def nash(self) -> float | None:
        """Nash's deal for risk-neutral sides: equal gains over war, moved into the range; None where it is empty."""
        if self.empty:
            return None
        return min(self.high, max(self.low, (self.floor + self.ceiling) / 2.0))


def deal_range(
    war: War,
    *,
    red_lines: tuple[float | None, float | None] = (None, None),
    scale: Pair = (0.0, 1.0),
    levers: Iterable[Lever] = (),
) -> DealRange:
    """The range [p_A - c_A, p_B + c_B], cut by red lines and by what the issue's scale allows (Fearon 1995).

    `red_lines` are (the least that A accepts, the most that B lets A have), whatever war would bring.
    An empty range is an answer, not an error. Raises BargainError for a scale that holds no deal at all.
    """
    pulled = pull(war, levers) if levers else war
    (p_a, p_b), (c_a, c_b) = pulled.chances, pulled.costs
    floor, ceiling = p_a - c_a, p_b + c_b
    lows = [(floor, "war"), (check_number(scale[0], "the scale's low end"), "scale")]
    highs = [(ceiling, "war"), (check_number(scale[1], "the scale's high end"), "scale")]
    if scale[0] > scale[1]:
        raise BargainError(f"the scale runs from {scale[0]:g} to {scale[1]:g}: it holds no deal")
    if red_lines[0] is not None:
        lows.append((check_number(red_lines[0], "the red line of the first side"), "red line"))
    if red_lines[1] is not None:
        highs.append((check_number(red_lines[1], "the red line of the second side"), "red line"))
    low, high = max(lows, key=lambda end: end[0]), min(highs, key=lambda end: end[0])
    if low[0] == high[0]:
        warn_degenerate(f"the range is the single deal {low[0]:g}: any cost or doubt more or less opens or closes it")
    return DealRange(low[0], high[0], floor, ceiling, (low[1], high[1]))


@dataclass(frozen=True, slots=True)
class Commitment:
    """Whether the declining side prefers war now to a peace that the other cannot bind itself to.

    `pull` is d*p2 - p1, `brake` c_B (1 - d)^2; `knife_edge` where they are equal.
    """

    war: bool
    knife_edge: bool
    pull: float
    brake: float


def preventive_war(
    p1: float, p2: float, cost: float, discount: float, guarantee: tuple[float, float] = (0, 0)
) -> Commitment:
    """War is preventive iff d*p2 - p1 > c_B (1 - d)^2 (Fearon 1995): A's chance of winning rises p1 -> p2.

    `guarantee` is (how far it lowers p2, what reneging would cost A): both act on what A could take later.
    """
    now, later = check_probability(p1, "p1"), check_probability(p2, "p2")
    d = check_discount(discount, "the discount factor")
    brake = check_not_negative(cost, "the cost of war to the declining side") * (1.0 - d) ** 2
    shift, reneging = guarantee
    later = check_probability(later - check_number(shift, "the guarantee's effect on p2"), "p2 under the guarantee")
    strength = d * (later - check_not_negative(reneging, "the cost of reneging")) - now
    knife_edge = abs(strength - brake) <= 1e-12
    if knife_edge:
        warn_degenerate("preventive war is at its knife edge: the declining side is indifferent between war and peace")
    return Commitment(strength > brake and not knife_edge, knife_edge, strength, brake)
