"""The bargain of a case: its inputs with their origin, the range of deals, what moves it, and which package fits."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dualtrack.bargain.crossing import Ripeness, crossing
from dualtrack.bargain.inputs import Stakes, opening, read_stakes, strengthened
from dualtrack.bargain.levers import levers, moved
from dualtrack.bargain.packages import packages_finding
from dualtrack.bargain.sensitivity import sobol_total
from dualtrack.bargain.uncertainty import Draws, RangeDraws, draw_inputs, interval, ranges
from dualtrack.draw.crossing import render_crossing
from dualtrack.draw.deal_range import render_deal_range
from dualtrack.draw.tornado import render_tornado
from dualtrack.model import Case, Drawing, Finding
from dualtrack.model.finding import NOT_SUPPORTED, SUPPORTED
from dualtrack.model.identity import plain
from dualtrack.record import Record

METHOD = "range of deals that both sides prefer to fighting on (Fearon 1995), inputs drawn"


def findings(
    record: Record | None, case: Case, *, draws: int = 10_000, seed: int = 0, pulled: Mapping[str, float] | None = None
) -> list[Finding]:
    """The bargain's findings; `record` may be None for a case alone. `pulled` maps the ids of levers to the strength
    with which each is pulled before anything is computed.

    A case without inputs gives one finding "not testable" that says what to write. Raises BargainError for inputs
    that contradict each other.
    """
    stakes = read_stakes(case, record)
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
        made.append(packages_finding(stakes, draws, seed))
    made.append(crossing_finding(stakes, draws, seed))
    return made


def range_finding(stakes: Stakes, found: RangeDraws, draws: int) -> Finding:
    first, second = stakes.names
    empty = found.empty
    deals = np.linspace(0.0, 1.0, 101)
    share = [float(((found.low <= deal) & (deal <= found.high)).mean()) for deal in deals]
    best = int(np.argmax(share))
    middle = float(np.median(found.width))
    said = (
        f"{opening(stakes.inputs.values())}in {empty:.0%} of {draws:,} draws no deal is better than fighting on for "
        f"both {first} and {second}; the deal that most often is gives {first} {deals[best]:.0%} of the stake "
        f"({share[best]:.0%} of draws)."
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
        f"{opening(stakes.inputs.values())}the range hangs most on {words[top[0]]} ({total[top[0]]:.0%} of its "
        f"variance) and on {words[top[1]]} ({total[top[1]]:.0%})."
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
        f"{opening(stakes.inputs.values())}of {len(by_id)} levers, '{by_id[widest].name}' widens the range most "
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


def crossing_finding(stakes: Stakes, draws: int, seed: int) -> Finding:
    """When each side's costs of a further month exceed what the month can bring, and when both do (ripeness)."""
    method = "crossing of marginal cost and marginal gain, inputs drawn (this project's definition of ripeness)"
    if stakes.crossing is None:
        why = "the case's issues.toml has no [war.crossing] with cost, growth and gain of a month for both sides"
        return Finding("bargain.crossing", f"When costs cross cannot be computed: {why}.", method, why=why)
    first, second = (stakes.crossing[side] for side in stakes.sides)
    found = crossing(first, second, horizon=stakes.horizon, draws=draws, seed=seed)
    sides = dict(zip((*stakes.names, "both"), (found.first, found.second, found.both), strict=True))
    never = {name: side.never for name, side in sides.items()}
    said = (
        f"{opening([*first.values(), *second.values()])}within {stakes.horizon:g} months fighting on comes to cost "
        f"{stakes.names[0]} more than it brings in {1 - never[stakes.names[0]]:.0%} of {draws:,} draws, "
        f"{stakes.names[1]} in {1 - never[stakes.names[1]]:.0%}, and both in {1 - never['both']:.0%}."
    )
    inputs = {side: plain(dict(rows)) for side, rows in stakes.crossing.items()}
    return Finding(
        "bargain.crossing", said, method, estimate=1 - never["both"], unit="share of draws in which both cross",
        verdict=SUPPORTED if never["both"] < 0.5 else NOT_SUPPORTED, n=draws,
        outcome="costs cross for both in most draws" if never["both"] < 0.5 else "costs do not cross in most draws",
        detail={"never": never, "horizon": stakes.horizon, "inputs": inputs,
                "median": {name: finite(side.quantile(0.5)) for name, side in sides.items()}},
        drawings=(crossing_drawing(found, stakes),),
    )  # fmt: skip


def finite(month: float) -> float | None:
    """A month, or None where the costs never cross."""
    return month if np.isfinite(month) else None


def crossing_drawing(found: Ripeness, stakes: Stakes) -> Drawing:
    months = [float(month) for month in np.linspace(0.0, stakes.horizon, 19)]
    shares = [[side.by(month) for month in months] for side in (found.first, found.second, found.both)]
    return render_crossing("bargain-crossing", months, shares, stakes.names)
