"""The packages of a case: which one each solution picks, in words, and whose positions it rests on."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dualtrack.bargain.checks import DegenerateWarning
from dualtrack.bargain.inputs import Named, Stakes, claims_behind, estimates, opening, shown, weights
from dualtrack.bargain.package import Frontier, Side, frontier
from dualtrack.bargain.package_draws import PackageDraws, solve_draws
from dualtrack.bargain.red_lines import allowed
from dualtrack.bargain.solutions import Solution, solve
from dualtrack.bargain.uncertainty import draw_inputs, interval
from dualtrack.draw.frontier import render_frontier
from dualtrack.errors import BargainError
from dualtrack.model import Estimate, Finding, Issue
from dualtrack.model.finding import NOT_SUPPORTED, SUPPORTED
from dualtrack.model.issue import Origin

OPTIONS = 5
"""Points on an issue's scale that a package may choose; an issue that cannot be divided has its two ends."""
SCALE = np.linspace(0.0, 1.0, OPTIONS)
RULED_OUT = -1e3
"""What a point beyond a red line is worth to either side: no package that holds one is better than fighting on."""
EVEN = Estimate(1.0, 1.0, 1.0, Origin.PRIOR)  # the salience of an issue for which the case gives none
SOLUTIONS = {"nash": "Nash", "ks": "Kalai-Smorodinsky", "egalitarian": "egalitarian"}
METHOD = "Nash's, Kalai-Smorodinsky's and the egalitarian solution on the exact frontier of packages"


@dataclass(frozen=True, slots=True)
class Middle:
    """The game at the modes of all inputs: the points that each issue allows, the efficient packages, what each
    solution picks, and what fighting on is worth to the sides."""

    points: Mapping[str, list[float]]
    edge: Frontier
    deals: Mapping[str, Solution]
    disagreement: tuple[float, float]

    def chosen(self, deal: Solution) -> dict[str, float]:
        """A package as each issue's point on its scale."""
        return {key: self.points[key][option] for key, option in (deal.package or {}).items()}


def packages_finding(stakes: Stakes, draws: int, seed: int) -> Finding:
    """What each solution picks over the case's issues at the inputs' modes, fighting on as the disagreement point; and
    in how many draws over all inputs a package exists and meets each side on each issue."""
    named = package_inputs(stakes)
    drawn = draw_packages(stakes, named, draws, seed)
    exists = float(drawn.exists.mean())
    begun = opening(named) + how_often(stakes, drawn)
    detail: dict[str, Any] = {
        "exists": exists, "meets": meeting_shares(stakes, drawn),
        "evidence": sum(item.origin == Origin.EVIDENCE for item in positions(stakes)),
        "inputs": shown(named),
    }  # fmt: skip
    claims = claims_behind(named)
    verdict = SUPPORTED if exists >= 0.5 else NOT_SUPPORTED
    outcome = "a package in most draws" if exists >= 0.5 else "no package in most draws"
    try:
        middle = solve_middle(stakes)
    except BargainError as error:
        return Finding(
            "bargain.packages", f"{begun} At the middle of all inputs none does: {error}.", METHOD, estimate=exists,
            unit="share of draws", verdict=verdict, outcome=outcome, n=draws, detail=detail, claims=claims,
        )  # fmt: skip
    solutions = {
        name: {"package": middle.chosen(deal), "gains": list(deal.gains)} for name, deal in middle.deals.items()
    }
    marks = {name: deal.utilities for name, deal in middle.deals.items()}
    points = [(float(x), float(y)) for x, y in middle.edge.points]
    return Finding(
        "bargain.packages", begun + in_words(stakes, middle) + least_settled(stakes, drawn), METHOD,
        estimate=middle.deals["Nash"].objective, interval=gain_interval(drawn), unit="product of gains",
        verdict=verdict, outcome=outcome, n=len(middle.edge), claims=claims,
        detail={**detail, "solutions": solutions, "disagreement": list(middle.disagreement)},
        drawings=(render_frontier("bargain-packages", points, middle.disagreement, marks, stakes.names),),
    )  # fmt: skip


def package_inputs(stakes: Stakes) -> Named:
    """Every input of the packages by name, with what it is in words: the range's, positions and saliences."""
    named = dict(stakes.named)
    for issue in stakes.issues:
        for side, name in zip(stakes.sides, stakes.names, strict=True):
            named[f"ideal.{side}.{issue.id}"] = (issue.ideal_point[side], f"what {name} wants on {issue.name}")
            weight = issue.salience.get(side, EVEN)
            named[f"salience.{side}.{issue.id}"] = (weight, f"how much {issue.name} weighs for {name}")
    return named


def solve_middle(stakes: Stakes) -> Middle:
    """The three solutions at the modes. Raises BargainError where red lines leave nothing of an issue, or no package
    beats fighting on."""
    modes = {name: np.array([estimate.mode]) for name, estimate in stakes.inputs.items()}
    points = {issue.id: SCALE[open_points(stakes, issue, modes)[0]].tolist() for issue in stakes.issues}
    for issue in stakes.issues:
        if not points[issue.id]:
            raise BargainError(
                f"the red lines of {stakes.names[0]} and {stakes.names[1]} leave nothing of {issue.name}"
            )
    disagreement = stakes.middle.values
    edge = frontier(*package_sides(stakes, points), disagreement=disagreement)
    with warnings.catch_warnings():  # the finding's words say what a tie would
        warnings.simplefilter("ignore", DegenerateWarning)
        return Middle(points, edge, {name: solve(key, edge) for key, name in SOLUTIONS.items()}, disagreement)


def open_points(stakes: Stakes, issue: Issue, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    """(draws, OPTIONS): the points of an issue's scale that a package may choose in each draw."""
    lines = [line for line in stakes.red_lines if line.issue == issue.id]
    whole = np.full(OPTIONS, issue.divisible)
    whole[[0, -1]] = True
    return np.asarray(allowed(SCALE, lines, drawn) & whole)


def positions(stakes: Stakes) -> list[Estimate]:
    """Both sides' ideal points on every issue."""
    return [issue.ideal_point[side] for issue in stakes.issues for side in stakes.sides]


def package_sides(stakes: Stakes, points: Mapping[str, list[float]]) -> tuple[Side, Side]:
    """The two sides: an option is worth more the nearer it lies to the side's ideal point."""
    first, second = (
        Side(
            weights(stakes.issues, side),
            {i.id: [1.0 - abs(point - i.ideal_point[side].mode) for point in points[i.id]] for i in stakes.issues},
            name,
        )
        for side, name in zip(stakes.sides, stakes.names, strict=True)
    )
    return first, second


def draw_packages(stakes: Stakes, named: Named, draws: int, seed: int) -> PackageDraws:
    """The three solutions in each of `draws` draws of positions, saliences, chances, costs and red lines."""
    drawn = draw_inputs(estimates(named), draws, seed)
    possible = np.stack([open_points(stakes, issue, drawn) for issue in stakes.issues], axis=1)

    def utilities(side: str) -> np.ndarray:
        ideal = np.stack([drawn[f"ideal.{side}.{issue.id}"] for issue in stakes.issues], axis=1)
        weight = np.stack([drawn[f"salience.{side}.{issue.id}"] for issue in stakes.issues], axis=1)
        shares = weight / weight.sum(axis=1, keepdims=True)
        return np.where(possible, shares[:, :, None] * (1.0 - np.abs(SCALE - ideal[:, :, None])), RULED_OUT)

    war = stakes.war(drawn)
    fighting = [war["p.first"] - war["cost.first"], 1.0 - war["p.second"] - war["cost.second"]]
    first, second = map(utilities, stakes.sides)
    return solve_draws(first, second, np.stack(fighting, axis=1))


def gain_interval(drawn: PackageDraws) -> tuple[float, float] | None:
    """The middle 95% of Nash's product of gains over the draws in which a package exists."""
    gains = drawn.gains["nash"][drawn.exists]
    return interval(gains.prod(axis=1)) if len(gains) else None


def meeting_shares(stakes: Stakes, drawn: PackageDraws) -> dict[str, dict[str, float]]:
    """For each issue the share of draws (of those with a package) in which Nash's lies nearer to each side's terms."""
    points = SCALE[drawn.choices["nash"][drawn.exists]]
    shares = {}
    for at, issue in enumerate(stakes.issues):
        counts = Counter(points[:, at].tolist())
        leans = dict.fromkeys(stakes.sides, 0)
        for point, count in counts.items():
            if (side := lean(issue, point, *stakes.sides)) is not None:
                leans[side] += count
        shares[issue.id] = {side: count / max(1, len(points)) for side, count in leans.items()}
    return shares


def how_often(stakes: Stakes, drawn: PackageDraws) -> str:
    """In how many draws a package exists, in words."""
    return (
        f"giving way on one issue for another, as they weigh them differently, {stakes.names[0]} and {stakes.names[1]} "
        f"find a package that both prefer to fighting on in {drawn.exists.mean():.0%} of {len(drawn.exists):,} draws."
    )


def least_settled(stakes: Stakes, drawn: PackageDraws) -> str:
    """Which issue the draws leave most open, in words."""
    shares = meeting_shares(stakes, drawn)
    closest = min(stakes.issues, key=lambda issue: (max(shares[issue.id].values()), issue.id))
    told = " and ".join(
        f"{name}'s terms in {shares[closest.id][side]:.0%}"
        for side, name in zip(stakes.sides, stakes.names, strict=True)
    )
    return f" Least settled is {closest.name}: there Nash's package lies nearer to {told} of those draws."


def in_words(stakes: Stakes, middle: Middle) -> str:
    """Which side's terms Nash's package lies nearer to on which issue, its worth, and whether the others agree."""
    deal = middle.deals["Nash"]
    near = {side: meets(stakes, middle, deal, side) for side in stakes.sides}
    first, second = stakes.names
    apart = [
        f"the {name} one brings {other.gains[0]:+.2f} and {other.gains[1]:+.2f}"
        for name, other in middle.deals.items()
        if other.index != deal.index
    ]
    return (
        f" At the middle of all inputs Nash's package lies nearer to {first}'s terms on {near[stakes.sides[0]]}, and "
        f"nearer to {second}'s on {near[stakes.sides[1]]}. It brings {first} {deal.gains[0]:+.2f} and {second} "
        f"{deal.gains[1]:+.2f} of the stake over fighting on; "
        f"{' and '.join(apart) or 'the other two solutions pick the same'}."
    )


def meets(stakes: Stakes, middle: Middle, deal: Solution, side: str) -> str:
    """The issues on which a package lies nearer to the side's ideal point, by name."""
    first, second = stakes.sides
    chosen = middle.chosen(deal)
    near = [issue.name for issue in stakes.issues if lean(issue, chosen[issue.id], first, second) == side]
    return ", ".join(near) or "no issue"


def lean(issue: Issue, point: float, first: str, second: str) -> str | None:
    """The side whose ideal point a package's point is nearer to; None halfway."""
    to_first, to_second = (abs(point - issue.ideal_point[side].mode) for side in (first, second))
    return None if abs(to_first - to_second) < 0.1 else first if to_first < to_second else second
