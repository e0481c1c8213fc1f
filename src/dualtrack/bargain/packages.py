"""The packages of a case: which one each solution picks, in words, and whose positions it rests on."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dualtrack.bargain.checks import DegenerateWarning
from dualtrack.bargain.inputs import Stakes, opening
from dualtrack.bargain.package import Frontier, Side, frontier
from dualtrack.bargain.solutions import Solution, solve
from dualtrack.draw.frontier import render_frontier
from dualtrack.errors import BargainError
from dualtrack.model import Estimate, Finding, Issue
from dualtrack.model.finding import SUPPORTED
from dualtrack.model.issue import Origin

OPTIONS = 5
"""Points on an issue's scale that a package may choose."""
SOLUTIONS = {"nash": "Nash", "ks": "Kalai-Smorodinsky", "egalitarian": "egalitarian"}


def packages_finding(stakes: Stakes) -> Finding:
    """What each solution picks over the case's issues at the inputs' modes, fighting on as the disagreement point."""
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
    detail = {
        "solutions": {name: described(deal) for name, deal in deals.items()}, "disagreement": list(disagreement),
        "evidence": sum(item.origin == Origin.EVIDENCE for item in positions(stakes)),
    }  # fmt: skip
    deal = deals["Nash"]
    marks = {name: deal.utilities for name, deal in deals.items()}
    points = [(float(x), float(y)) for x, y in edge.points]
    return Finding(
        "bargain.packages", opening(used) + in_words(stakes, edge, deals), method, estimate=deal.objective,
        unit="product of gains", verdict=SUPPORTED, outcome="a package exists", n=len(edge), detail=detail,
        claims=tuple(sorted({claim for item in positions(stakes) for claim in item.claims})),
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
