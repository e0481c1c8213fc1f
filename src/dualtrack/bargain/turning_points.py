"""What could turn the answer: the levers, and who holds them; and the month in which fighting on costs too much."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dualtrack.bargain.crossing import PARTS, Ripeness, ripeness
from dualtrack.bargain.inputs import Named, Stakes, claims_behind, estimates, opening, shown
from dualtrack.bargain.levers import Reach, levers, moved
from dualtrack.bargain.tolls import month_cost
from dualtrack.bargain.uncertainty import Cuts, Draws, draw_inputs, interval, ranges
from dualtrack.bargain.war import Lever
from dualtrack.draw.crossing import render_crossing
from dualtrack.draw.tornado import render_tornado
from dualtrack.model import Drawing, Estimate, Finding
from dualtrack.model.finding import NOT_SUPPORTED, SUPPORTED


def levers_finding(stakes: Stakes, war: Mapping[str, Draws], cuts: Cuts) -> Finding:
    """How far each lever moves the width of the range, whose terms it moves, and who holds it."""
    by_id = {lever.id: lever for lever in stakes.levers}
    reaches = levers(war, stakes.levers, cuts)
    middle = {key: (float(reach.width.mean()), *interval(reach.width)) for key, reach in reaches.items()}
    before = ranges(war, cuts).empty
    alone = {key: ranges(moved(war, [lever]), cuts).empty for key, lever in by_id.items()}
    widest = max(middle, key=lambda key: middle[key][0])
    bars = [(by_id[key].name, *value) for key, value in middle.items()]
    title = "How far each lever moves the width of the range of deals"
    rows = {key: lever_row(stakes, by_id[key], reach, alone[key], middle[key]) for key, reach in reaches.items()}
    return Finding(
        "bargain.levers", opening(stakes.named) + levers_in_words(stakes, reaches, middle, alone, before),
        "exact Shapley values over levers", estimate=middle[widest][0], interval=middle[widest][1:],
        unit="share of the stake", verdict=SUPPORTED, outcome=widest, n=len(by_id),
        detail={"levers": rows, "empty_before": before},
        drawings=(render_tornado("bargain-levers", title, bars, "change of the range's width, share of the stake"),),
    )  # fmt: skip


def lever_row(
    stakes: Stakes, lever: Lever, reach: Reach, empty: float, middle: tuple[float, float, float]
) -> dict[str, object]:
    """A lever as the finding's detail holds it."""
    return {
        "value": list(middle), "empty_alone": empty, "source": lever.source, "holder": lever.holder,
        "low": float(reach.low.mean()), "high": float(reach.high.mean()), "moves": stakes.sides[reach.moves],
    }  # fmt: skip


def levers_in_words(
    stakes: Stakes,
    reaches: Mapping[str, Reach],
    middle: Mapping[str, tuple[float, float, float]],
    alone: Mapping[str, float],
    before: float,
) -> str:
    """What would open the range, what would close it, and who holds which lever."""
    by_id = {lever.id: lever for lever in stakes.levers}
    widest, narrowest = (pick(middle, key=lambda key: middle[key][0]) for pick in (max, min))
    said = []
    if middle[widest][0] > 0:
        said.append(
            f"'{by_id[widest].name}' would open the range most: alone it takes the draws without a deal from "
            f"{before:.0%} to {alone[widest]:.0%}, mostly by moving {stakes.names[reaches[widest].moves]}'s terms"
        )
    else:
        said.append("no lever would open the range")
    if narrowest != widest and middle[narrowest][0] < 0:
        said.append(f"'{by_id[narrowest].name}' would close it most ({alone[narrowest]:.0%} without a deal)")
    held: dict[str, list[str]] = {}
    for key in sorted(middle, key=lambda key: -middle[key][0]):
        held.setdefault(by_id[key].holder or "nobody named", []).append(f"'{by_id[key].name}' ({middle[key][0]:+.3f})")
    holders = "; ".join(f"{holder} holds {', '.join(names)}" for holder, names in held.items())
    return (
        f"{'; '.join(said)}. By how much each moves the width of the range: {holders}. What makes "
        f"fighting costlier opens it, what makes fighting cheaper or either side more hopeful closes it."
    )


def crossing_finding(stakes: Stakes, draws: int, seed: int) -> Finding:
    """When each side's costs of a further month exceed what the month can bring, and when both do (ripeness)."""
    method = "crossing of marginal cost and marginal gain, inputs drawn (this project's definition of ripeness)"
    if stakes.crossing is None:
        why = "the case's issues.toml has no [war.crossing] with cost, growth and gain of a month for both sides"
        return Finding("bargain.crossing", f"When costs cross cannot be computed: {why}.", method, why=why)
    named = crossing_inputs(stakes)
    found = draw_crossing(stakes, named, draws, seed)
    sides = dict(zip((*stakes.names, "both"), (found.first, found.second, found.both), strict=True))
    never = {name: side.never for name, side in sides.items()}
    said = (
        f"{opening(named)}within {stakes.horizon:g} months a further month of fighting comes to cost "
        f"{stakes.names[0]} more than it brings in {1 - never[stakes.names[0]]:.0%} of {draws:,} draws, "
        f"{stakes.names[1]} in {1 - never[stakes.names[1]]:.0%}, and both in {1 - never['both']:.0%}; in "
        f"{found.both.by(0):.0%} it already does for both."
    )
    return Finding(
        "bargain.crossing", said, method, estimate=1 - never["both"], unit="share of draws in which both cross",
        verdict=SUPPORTED if never["both"] < 0.5 else NOT_SUPPORTED, n=draws,
        outcome="costs cross for both in most draws" if never["both"] < 0.5 else "costs do not cross in most draws",
        claims=claims_behind(named),
        detail={"never": never, "horizon": stakes.horizon, "inputs": shown(named),
                "median": {name: finite(side.quantile(0.5)) for name, side in sides.items()}},
        drawings=(crossing_drawing(found, stakes),),
    )  # fmt: skip


def crossing_inputs(stakes: Stakes) -> Named:
    """A month's cost, growth and gain of both sides and the tolls' counts and weights, each with what it is."""
    beyond = " beyond what figures tell" if stakes.tolls else ""
    words = {"cost": f"what a month costs {{}}{beyond}", "growth": "how fast {}'s costs grow a month",
             "gain": "what a month brings {}"}  # fmt: skip
    named: dict[str, tuple[Estimate, str]] = {}
    for side, name in zip(stakes.sides, stakes.names, strict=True):
        assert stakes.crossing is not None
        named |= {f"{part}.{side}": (stakes.crossing[side][part], words[part].format(name)) for part in PARTS}
    for toll in stakes.tolls:
        named |= toll.inputs
    return named


def draw_crossing(stakes: Stakes, named: Named, draws: int, seed: int) -> Ripeness:
    """Both sides' crossings: a month costs what its tolls weigh, and what no figure tells."""
    drawn = draw_inputs(estimates(named), draws, seed)
    first, second = (
        (drawn[f"cost.{side}"] + month_cost(stakes.tolls, side, drawn), drawn[f"growth.{side}"], drawn[f"gain.{side}"])
        for side in stakes.sides
    )
    return ripeness(first, second, stakes.horizon)


def finite(month: float) -> float | None:
    """A month, or None where the costs never cross."""
    return month if np.isfinite(month) else None


def crossing_drawing(found: Ripeness, stakes: Stakes) -> Drawing:
    months = [float(month) for month in np.linspace(0.0, stakes.horizon, 19)]
    shares = [[side.by(month) for month in months] for side in (found.first, found.second, found.both)]
    return render_crossing("bargain-crossing", months, shares, stakes.names)
