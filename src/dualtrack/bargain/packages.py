"""The packages of a case: which one each solution picks, in words, and whose positions it rests on."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dualtrack.bargain.checks import DegenerateWarning
from dualtrack.bargain.inputs import Stakes, opening
from dualtrack.bargain.package import Frontier, Side, frontier
from dualtrack.bargain.package_draws import PackageDraws, solve_draws
from dualtrack.bargain.solutions import Solution, solve
from dualtrack.bargain.uncertainty import draw_inputs, interval
from dualtrack.draw.frontier import render_frontier
from dualtrack.errors import BargainError
from dualtrack.model import Estimate, Finding, Issue
from dualtrack.model.finding import SUPPORTED
from dualtrack.model.issue import Origin

OPTIONS = 5
"""Points on an issue's scale that a package may choose."""
EVEN = Estimate(1.0, 1.0, 1.0, Origin.PRIOR)  # the salience of an issue for which the case gives none
SOLUTIONS = {"nash": "Nash", "ks": "Kalai-Smorodinsky", "egalitarian": "egalitarian"}


def packages_finding(stakes: Stakes, draws: int, seed: int) -> Finding:
    """What each solution picks over the case's issues at the inputs' modes, fighting on as the disagreement point; and
    in how many draws over all inputs a package exists and meets each side on each issue."""
    modes = {name: estimate.mode for name, estimate in stakes.inputs.items()}
    disagreement = (modes["p.first"] - modes["cost.first"], 1.0 - modes["p.second"] - modes["cost.second"])
    edge = frontier(*package_sides(stakes), disagreement=disagreement)
    method = "Nash's, Kalai-Smorodinsky's and the egalitarian solution on the exact frontier of packages"
    used = [*stakes.inputs.values(), *positions(stakes), *saliences(stakes)]
    try:
        with warnings.catch_warnings():  # the words below say what a tie would
            warnings.simplefilter("ignore", DegenerateWarning)
            deals = {name: solve(key, edge) for key, name in SOLUTIONS.items()}
    except BargainError as error:
        why = f"no package beats fighting on for both sides: {error}"
        return Finding("bargain.packages", f"{opening(used)}{why}.", method, why=why)
    drawn = draw_packages(stakes, draws, seed)
    detail = {
        "exists": float(drawn.exists.mean()), "meets": meeting_shares(stakes, drawn),
        "solutions": {name: described(deal) for name, deal in deals.items()}, "disagreement": list(disagreement),
        "evidence": sum(item.origin == Origin.EVIDENCE for item in positions(stakes)),
    }  # fmt: skip
    deal = deals["Nash"]
    marks = {name: deal.utilities for name, deal in deals.items()}
    points = [(float(x), float(y)) for x, y in edge.points]
    return Finding(
        "bargain.packages", opening(used) + in_words(stakes, edge, deals) + over_draws(stakes, drawn), method,
        estimate=deal.objective, interval=gain_interval(drawn), unit="product of gains",
        verdict=SUPPORTED, outcome="a package exists", n=len(edge), detail=detail,
        claims=tuple(sorted({claim for item in used for claim in item.claims})),
        drawings=(render_frontier("bargain-packages", points, disagreement, marks, stakes.names),),
    )  # fmt: skip


def positions(stakes: Stakes) -> list[Estimate]:
    """Both sides' ideal points on every issue."""
    return [issue.ideal_point[side] for issue in stakes.issues for side in stakes.sides]


def saliences(stakes: Stakes) -> list[Estimate]:
    """Both sides' saliences, where the case gives them."""
    return [issue.salience[side] for issue in stakes.issues for side in stakes.sides if side in issue.salience]


def package_sides(stakes: Stakes) -> tuple[Side, Side]:
    """The two sides: an option is worth more the nearer it lies to the side's ideal point."""
    points = np.linspace(0.0, 1.0, OPTIONS)
    first, second = (
        Side(
            weights(stakes.issues, side),
            {issue.id: [1.0 - abs(float(x) - issue.ideal_point[side].mode) for x in points] for issue in stakes.issues},
            name,
        )
        for side, name in zip(stakes.sides, stakes.names, strict=True)
    )
    return first, second


def draw_packages(stakes: Stakes, draws: int, seed: int) -> PackageDraws:
    """The three solutions in each of `draws` draws of positions, saliences, chances and costs."""
    named = dict(stakes.inputs)
    for issue in stakes.issues:
        for side in stakes.sides:
            named[f"ideal.{side}.{issue.id}"] = issue.ideal_point[side]
            named[f"salience.{side}.{issue.id}"] = issue.salience.get(side, EVEN)
    drawn = draw_inputs(named, draws, seed)
    scale = np.linspace(0.0, 1.0, OPTIONS)

    def utilities(side: str) -> np.ndarray:
        ideal = np.stack([drawn[f"ideal.{side}.{issue.id}"] for issue in stakes.issues], axis=1)
        weight = np.stack([drawn[f"salience.{side}.{issue.id}"] for issue in stakes.issues], axis=1)
        shares = weight / weight.sum(axis=1, keepdims=True)
        return np.asarray(shares[:, :, None] * (1.0 - np.abs(scale - ideal[:, :, None])))

    fighting = [drawn["p.first"] - drawn["cost.first"], 1.0 - drawn["p.second"] - drawn["cost.second"]]
    first, second = map(utilities, stakes.sides)
    return solve_draws(first, second, np.stack(fighting, axis=1))


def gain_interval(drawn: PackageDraws) -> tuple[float, float] | None:
    """The middle 95% of Nash's product of gains over the draws in which a package exists."""
    gains = drawn.gains["nash"][drawn.exists]
    return interval(gains.prod(axis=1)) if len(gains) else None


def meeting_shares(stakes: Stakes, drawn: PackageDraws) -> dict[str, dict[str, float]]:
    """For each issue the share of draws (of those with a package) in which Nash's lies nearer to each side's terms."""
    points = drawn.choices["nash"][drawn.exists] / (OPTIONS - 1)
    shares = {}
    for at, issue in enumerate(stakes.issues):
        counts = Counter(points[:, at].tolist())
        leans = dict.fromkeys(stakes.sides, 0)
        for point, count in counts.items():
            if (side := lean(issue, point, *stakes.sides)) is not None:
                leans[side] += count
        shares[issue.id] = {side: count / max(1, len(points)) for side, count in leans.items()}
    return shares


def over_draws(stakes: Stakes, drawn: PackageDraws) -> str:
    """How sure that is, in words: in how many draws a package exists, and which issue is the least settled."""
    shares = meeting_shares(stakes, drawn)
    closest = min(stakes.issues, key=lambda issue: (max(shares[issue.id].values()), issue.id))
    told = " and ".join(
        f"{name} in {shares[closest.id][side]:.0%}" for side, name in zip(stakes.sides, stakes.names, strict=True)
    )
    return (
        f" In {drawn.exists.mean():.0%} of {len(drawn.exists):,} draws over all inputs some package beats fighting on "
        f"for both; least settled is {closest.name}, where Nash's meets {told} of them."
    )


def described(deal: Solution) -> dict[str, Any]:
    """A solution as JSON holds it: each issue's point on its scale, and the gains over fighting on."""
    options = {key: option / (OPTIONS - 1) for key, option in (deal.package or {}).items()}
    return {"package": options, "gains": list(deal.gains)}


def in_words(stakes: Stakes, edge: Frontier, deals: Mapping[str, Solution]) -> str:
    """Which side Nash's package meets on which issue, what it is worth, and whether the other solutions agree."""
    deal = deals["Nash"]
    met = {side: meets(stakes, deal, side) for side in stakes.sides}
    first, second = stakes.names
    apart = [
        f"the {name} one is worth {other.gains[0]:+.2f} and {other.gains[1]:+.2f}"
        for name, other in deals.items()
        if other.index != deal.index
    ]
    return (
        f"of {len(edge)} efficient packages, Nash's meets {first} on {met[stakes.sides[0]]} and {second} on "
        f"{met[stakes.sides[1]]}; it is worth {deal.gains[0]:+.2f} and {deal.gains[1]:+.2f} of the stake over fighting "
        f"on; {' and '.join(apart) or 'the other two solutions pick the same'}."
    )


def meets(stakes: Stakes, deal: Solution, side: str) -> str:
    """The issues on which a package lies nearer to the side's ideal point, by name."""
    first, second = stakes.sides
    options = deal.package or {}
    near = [i.name for i in stakes.issues if lean(i, options[i.id] / (OPTIONS - 1), first, second) == side]
    return ", ".join(near) or "nothing"


def weights(issues: Sequence[Issue], side: str) -> dict[str, float]:
    """The side's saliences, scaled to sum to 1; even where the case gives none."""
    given = {issue.id: issue.salience[side].mode if side in issue.salience else 1.0 for issue in issues}
    total = sum(given.values())
    return {key: value / total for key, value in given.items()}


def lean(issue: Issue, point: float, first: str, second: str) -> str | None:
    """The side whose ideal point a package's point is nearer to; None halfway."""
    to_first, to_second = (abs(point - issue.ideal_point[side].mode) for side in (first, second))
    return None if abs(to_first - to_second) < 0.1 else first if to_first < to_second else second
