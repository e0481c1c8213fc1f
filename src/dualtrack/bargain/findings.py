"""The bargain of a case: its inputs with their origin, the range of deals, what moves it, and which package fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dualtrack.bargain.levers import INPUTS, levers, moved
from dualtrack.bargain.package import Side, frontier
from dualtrack.bargain.sensitivity import sobol_total
from dualtrack.bargain.solutions import solve
from dualtrack.bargain.uncertainty import Draws, RangeDraws, draw_inputs, interval, ranges
from dualtrack.bargain.war import Lever, check_levers
from dualtrack.draw.deal_range import render_deal_range
from dualtrack.draw.tornado import render_tornado
from dualtrack.errors import BargainError, UnknownName, one_of
from dualtrack.model import Case, Estimate, Finding, Issue
from dualtrack.model.finding import NOT_SUPPORTED, SUPPORTED
from dualtrack.model.identity import plain
from dualtrack.record import Record

METHOD = "range of deals that both sides prefer to fighting on (Fearon 1995), inputs drawn"
OPTIONS = 5
"""Points on an issue's scale that a package may choose."""


@dataclass(frozen=True, slots=True)
class Stakes:
    """What the models are fed: the war's inputs, the levers, the issues, and the sides' names."""

    inputs: Mapping[str, Estimate]
    levers: tuple[Lever, ...]
    issues: tuple[Issue, ...]
    sides: tuple[str, str]
    names: tuple[str, str]


def findings(
    record: Record | None, case: Case, *, draws: int = 10_000, seed: int = 0, pulled: Mapping[str, float] | None = None
) -> list[Finding]:
    """The bargain's findings; `record` may be None for a case alone. `pulled` maps the ids of levers to the strength
    with which each is pulled before anything is computed.

    A case without inputs gives one finding "not testable" that says what to write. Raises BargainError for inputs
    that contradict each other.
    """
    stakes = read_stakes(case)
    if stakes is None:
        why = "the case's issues.toml has no [war.p] and [war.cost] for both sides"
        return [Finding("bargain.range", f"Whether a deal exists cannot be computed: {why}.", METHOD, why=why)]
    drawn = draw_inputs(stakes.inputs, draws, seed)
    chosen = strengthened(stakes.levers, pulled or {})
    drawn = moved(drawn, chosen)
    found = ranges(drawn)
    made = [range_finding(stakes, found, draws), inputs_finding(stakes, seed)]
    if stakes.levers:
        made.append(levers_finding(stakes, drawn))
    if len(stakes.issues) >= 2:
        made.append(packages_finding(stakes))
    return made


def read_stakes(case: Case) -> Stakes | None:
    """The models' inputs as the case's issues.toml states them; None where the war's are missing."""
    war = case.settings.get("war", {})
    if len(case.sides) != 2 or any(side not in war.get(part, {}) for part in ("p", "cost") for side in case.sides):
        return None
    rows = [war[part][side] for part in ("p", "cost") for side in case.sides]
    inputs = {name: read_estimate(row) for name, row in zip(INPUTS, rows, strict=True)}
    levers = tuple(read_lever(row) for row in case.settings.get("lever", ()))
    check_levers(levers)
    issues = tuple(issue for issue in case.issues if all(side in issue.ideal_point for side in case.sides))
    first, second = case.sides
    called = {actor.code: actor.name for actor in case.actors if actor.kind == "state"}
    return Stakes(inputs, levers, issues, (first, second), (called.get(first, first), called.get(second, second)))


def read_estimate(row: Mapping[str, Any]) -> Estimate:
    return Estimate(row["low"], row["mode"], row["high"], row.get("origin", "prior"), row.get("note", ""))


def read_lever(row: Mapping[str, Any]) -> Lever:
    try:
        return Lever(tuple(row["dp"]), tuple(row["dcost"]), row["source"], row["name"], row["id"])
    except KeyError as error:
        known = "give id, name, dp, dcost and source"
        raise BargainError(f"lever '{row.get('id', '?')}' has no {error}: {known}") from error


def read_pulls(written: Sequence[str]) -> dict[str, float]:
    """ "aid.patriot=+2" as {"aid.patriot": 2.0}. Raises BargainError for another form."""
    pulls = {}
    for item in written:
        key, equals, strength = item.partition("=")
        try:
            pulls[key.strip()] = float(strength) if equals else 1.0
        except ValueError as error:
            raise BargainError(f"lever '{item}': write it as aid.patriot=+2") from error
    return pulls


def strengthened(levers: Sequence[Lever], pulled: Mapping[str, float]) -> list[Lever]:
    """The levers that are pulled, at their strengths. Raises UnknownName for one that the case has not."""
    known = {lever.id: lever for lever in levers}
    for key in pulled:
        if key not in known:
            raise UnknownName(one_of("lever", key, known))
    return [replace(known[key], strength=strength) for key, strength in pulled.items()]


def origins(estimates: Sequence[Estimate]) -> str:
    """Whose the inputs are, in words: "4 priors"."""
    counts = Counter(estimate.origin.value for estimate in estimates)
    words = {"evidence": "from evidence", "analyst": "the analyst's", "prior": "priors"}
    return ", ".join(f"{counts[kind]} {words[kind]}" for kind in words if counts[kind])


def opening(stakes: Stakes) -> str:
    """The first words of a finding: a run on priors says so."""
    estimates = list(stakes.inputs.values())
    if all(estimate.origin == "prior" for estimate in estimates):
        return "On priors alone (no input is evidence): "
    return f"With inputs {origins(estimates)}: "


def range_finding(stakes: Stakes, found: RangeDraws, draws: int) -> Finding:
    first, second = stakes.names
    empty = found.empty
    deals = np.linspace(0.0, 1.0, 101)
    share = [float(((found.low <= deal) & (deal <= found.high)).mean()) for deal in deals]
    best = int(np.argmax(share))
    middle = float(np.median(found.width))
    said = (
        f"{opening(stakes)}in {empty:.0%} of {draws:,} draws no deal is better than fighting on for both {first} and "
        f"{second}; the deal that most often is gives {first} {deals[best]:.0%} of the stake ({share[best]:.0%} of "
        "draws)."
    )
    detail = {
        "draws": draws, "empty": empty, "deal": float(deals[best]), "deal_share": share[best],
        "low": [float(np.median(found.low)), *interval(found.low)],
        "high": [float(np.median(found.high)), *interval(found.high)],
        "inputs": {name: plain(item) for name, item in stakes.inputs.items()},
    }  # fmt: skip
    return Finding(
        "bargain.range", said, METHOD, estimate=middle, interval=interval(found.width),
        unit="width of the range, as a share of the stake", verdict=SUPPORTED if empty < 0.5 else NOT_SUPPORTED,
        outcome="a range in most draws" if empty < 0.5 else "no range in most draws", n=draws, detail=detail,
        drawings=(render_deal_range("bargain-range", [float(deal) for deal in deals], share, first, second),),
    )  # fmt: skip


def inputs_finding(stakes: Stakes, seed: int) -> Finding:
    """Which inputs the width of the range hangs on."""
    total = sobol_total(stakes.inputs, lambda drawn: ranges(drawn).width, seed=seed)
    first, second = stakes.names
    words = {
        "p.first": f"{first}'s own estimate of its chance", "p.second": f"{second}'s estimate of that chance",
        "cost.first": f"what fighting on costs {first}", "cost.second": f"what fighting on costs {second}",
    }  # fmt: skip
    top = sorted(total, key=lambda name: -total[name])[:2]
    said = (
        f"{opening(stakes)}the range hangs most on {words[top[0]]} ({total[top[0]]:.0%} of its variance) and on "
        f"{words[top[1]]} ({total[top[1]]:.0%})."
    )
    return Finding(
        "bargain.inputs", said, "total-order Sobol indices (Saltelli et al. 2010)", estimate=total[top[0]],
        unit="share of variance", verdict=SUPPORTED, outcome=top[0], n=len(total), detail={"total": total},
    )  # fmt: skip


def levers_finding(stakes: Stakes, drawn: Mapping[str, Draws]) -> Finding:
    """How far each lever moves the width of the range, and which side's terms it moves."""
    by_id = {lever.id: lever for lever in stakes.levers}
    reaches = levers(drawn, stakes.levers)
    shown = {key: (float(reach.width.mean()), *interval(reach.width)) for key, reach in reaches.items()}
    widest = max(shown, key=lambda key: shown[key][0])
    narrowest = min(shown, key=lambda key: shown[key][0])
    before, alone = ranges(drawn).empty, {key: ranges(moved(drawn, [lever])).empty for key, lever in by_id.items()}
    said = (
        f"{opening(stakes)}of {len(by_id)} levers, '{by_id[widest].name}' widens the range most "
        f"({shown[widest][0]:+.3f} of the stake; alone it takes the share of draws without a deal from {before:.0%} to "
        f"{alone[widest]:.0%}), mostly by moving {stakes.names[reaches[widest].moves]}'s terms, and "
        f"'{by_id[narrowest].name}' least ({shown[narrowest][0]:+.3f})."
    )
    bars = [(by_id[key].name, *value) for key, value in shown.items()]
    title = "How far each lever moves the width of the range of deals"
    return Finding(
        "bargain.levers", said, "exact Shapley values over levers", estimate=shown[widest][0],
        interval=shown[widest][1:], unit="share of the stake", verdict=SUPPORTED, outcome=widest, n=len(by_id),
        detail={"levers": {key: {"value": list(shown[key]), "empty_alone": alone[key], "source": by_id[key].source,
                                 "low": float(reach.low.mean()), "high": float(reach.high.mean()),
                                 "moves": stakes.sides[reach.moves]}
                           for key, reach in reaches.items()}, "empty_before": before},
        drawings=(render_tornado("bargain-levers", title, bars, "change of the range's width, share of the stake"),),
    )  # fmt: skip


def packages_finding(stakes: Stakes) -> Finding:
    """Nash's package over the case's issues at the inputs' modes, with fighting on as the disagreement point."""
    first, second = stakes.sides
    points = np.linspace(0.0, 1.0, OPTIONS)
    sides = [
        Side(
            weights(stakes.issues, side),
            {issue.id: [1.0 - abs(float(x) - issue.ideal_point[side].mode) for x in points] for issue in stakes.issues},
            name,
        )
        for side, name in zip(stakes.sides, stakes.names, strict=True)
    ]
    modes = {name: estimate.mode for name, estimate in stakes.inputs.items()}
    disagreement = (modes["p.first"] - modes["cost.first"], 1.0 - modes["p.second"] - modes["cost.second"])
    edge = frontier(sides[0], sides[1], disagreement=disagreement)
    method = "Nash's solution on the exact frontier of packages (Nash 1950)"
    try:
        deal = solve("nash", edge)
    except BargainError as error:
        why = f"no package beats fighting on for both sides: {error}"
        return Finding("bargain.packages", f"{opening(stakes)}{why}.", method, why=why)
    options = deal.package or {}
    near = {issue.id: lean(issue, float(points[options[issue.id]]), first, second) for issue in stakes.issues}
    give = [issue.name for issue in stakes.issues if near[issue.id] == first]
    take = [issue.name for issue in stakes.issues if near[issue.id] == second]
    said = (
        f"{opening(stakes)}of {len(edge)} efficient packages, Nash's meets {stakes.names[0]} on "
        f"{', '.join(give) or 'nothing'} and {stakes.names[1]} on {', '.join(take) or 'nothing'}; it is worth "
        f"{deal.gains[0]:+.2f} and {deal.gains[1]:+.2f} of the stake over fighting on."
    )
    return Finding(
        "bargain.packages", said, method, estimate=deal.objective, unit="product of gains", verdict=SUPPORTED,
        outcome="a package exists", n=len(edge),
        detail={"package": {key: float(points[value]) for key, value in options.items()}, "gains": list(deal.gains),
                "disagreement": list(disagreement)},
    )  # fmt: skip


def weights(issues: Sequence[Issue], side: str) -> dict[str, float]:
    """The side's saliences, scaled to sum to 1; even where the case gives none."""
    given = {issue.id: issue.salience[side].mode if side in issue.salience else 1.0 for issue in issues}
    total = sum(given.values())
    return {key: value / total for key, value in given.items()}


def lean(issue: Issue, point: float, first: str, second: str) -> str | None:
    """The side whose ideal point a package's point is nearer to; None halfway."""
    to_first, to_second = (abs(point - issue.ideal_point[side].mode) for side in (first, second))
    return None if abs(to_first - to_second) < 0.1 else first if to_first < to_second else second
