from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from dualtrack.bargain.inputs import Stakes, claims_behind, opening, read_stakes, shown, with_pulled
from dualtrack.bargain.packages import packages_finding
from dualtrack.bargain.sensitivity import sobol_total
from dualtrack.bargain.single_issues import issues_finding
from dualtrack.bargain.turning_points import crossing_finding, levers_finding
from dualtrack.bargain.uncertainty import Cuts, RangeDraws, draw_inputs, interval, ranges
from dualtrack.draw.deal_range import render_deal_range
from dualtrack.model import Case, Finding
from dualtrack.model.finding import NOT_SUPPORTED, SUPPORTED
from dualtrack.model.issue import Origin
from dualtrack.record import Record

METHOD = "range of deals that both sides prefer to fighting on (Fearon 1995), inputs drawn"
OF_ONE = {Origin.EVIDENCE: "from evidence", Origin.ANALYST: "the analyst's", Origin.PRIOR: "a prior"}
ANSWERS = (
    (0.05, "almost certainly there is a range of deals"),
    (1 / 3, "probably there is a range of deals"),
    (2 / 3, "whether there is a range of deals is open"),
    (0.95, "probably there is no range of deals"),
    (1.0, "almost certainly there is no range of deals"),
)
"""The answer in words, by the share of draws without a deal up to which it holds (this project's choice)."""


def findings(
    record: Record | None, case: Case, *, draws: int = 10_000, seed: int = 0, pulled: Mapping[str, float] | None = None
) -> list[Finding]:
    """The bargain's findings; `record` may be None for a case alone. `pulled` maps the ids of levers to the strength
    with which each is pulled before anything is computed.

    A case without inputs gives one finding "not testable" that says what to write. Raises BargainError for inputs
    that cannot be read or contradict each other, UnknownName for a lever that the case has not.
    """
    stakes = read_stakes(case, record)
    if stakes is None:
        why = "the case's issues.toml has no [war.p] and [war.cost] for both sides"
        return [Finding("bargain.range", f"Whether a deal exists cannot be computed: {why}.", METHOD, why=why)]
    stakes = with_pulled(stakes, pulled or {})
    raw = draw_inputs(stakes.inputs, draws, seed)
    cuts = stakes.cuts(raw)
    war = stakes.war(raw)
    made = [range_finding(stakes, ranges(war, cuts), cuts), inputs_finding(stakes, seed)]
    if stakes.levers:
        made.append(levers_finding(stakes, war, cuts))
    if (alone := issues_finding(stakes, draws, seed)) is not None:
        made.append(alone)
    if len(stakes.issues) >= 2:
        made.append(packages_finding(stakes, draws, seed))
    return [*made, crossing_finding(stakes, draws, seed)]


def range_finding(stakes: Stakes, found: RangeDraws, cuts: Cuts) -> Finding:
    """Whether a range exists, in how many draws it does not, and where it lies."""
    empty, draws = found.empty, len(found.low)
    deals = np.linspace(0.0, 1.0, 101)
    share = [float(((found.low <= deal) & (deal <= found.high)).mean()) for deal in deals]
    best = int(np.argmax(share))
    detail = {
        "draws": draws, "empty": empty, "deal": float(deals[best]), "deal_share": share[best],
        "low": [float(np.median(found.low)), *interval(found.low)],
        "high": [float(np.median(found.high)), *interval(found.high)],
        "red_lines": red_line_share(found, cuts), "inputs": shown(stakes.named),
    }  # fmt: skip
    return Finding(
        "bargain.range", opening(stakes.named) + range_in_words(stakes, detail), METHOD,
        estimate=float(np.median(found.width)), interval=interval(found.width),
        unit="width of the range, as a share of the stake", verdict=SUPPORTED if empty < 0.5 else NOT_SUPPORTED,
        outcome="a range in most draws" if empty < 0.5 else "no range in most draws", n=draws, detail=detail,
        claims=claims_behind(stakes.named),
        drawings=(render_deal_range("bargain-range", [float(deal) for deal in deals], share, *stakes.names),),
    )  # fmt: skip


def red_line_share(found: RangeDraws, cuts: Cuts) -> float:
    """The share of draws in which a red line, not the war's value, is an end of the range."""
    low, high = cuts
    none = np.zeros(len(found.low), bool)
    at_low = none if low is None else found.low == low
    at_high = none if high is None else found.high == high
    return float((at_low | at_high).mean())


def range_in_words(stakes: Stakes, detail: Mapping[str, Any]) -> str:
    """The answer first, then how sure it is and what it is."""
    first, second = stakes.names
    empty, low, high = detail["empty"], detail["low"][0], detail["high"][0]
    answer = next(words for bound, words in ANSWERS if empty <= bound)
    said = (
        f"{answer}. In {1 - empty:.0%} of {detail['draws']:,} draws of these inputs some deal is better than fighting "
        f"on for both {first} and {second}; no deal exists in {empty:.0%} of draws."
    )
    if detail["deal_share"] > 0:
        said += (
            f" The deal that most often is better gives {first} {detail['deal']:.0%} of what is at stake "
            f"({detail['deal_share']:.0%} of draws)."
        )
    if low <= high:
        said += f" In the middle of the draws the range reaches from {low:.0%} to {high:.0%} of the stake for {first}."
    else:
        said += f" In the middle of the draws {first} asks for {low:.0%} of the stake and {second} gives {high:.0%}."
    if stakes.red_lines:
        drawn = ", ".join(line.words.removeprefix("the red line of ") for line in stakes.red_lines)
        often = f"in {detail['red_lines']:.0%} of draws" if detail["red_lines"] >= 0.005 else "in almost no draw"
        how = f"cut it {often}" if detail["red_lines"] > 0 else "do not cut it"
        said += f" Red lines ({drawn}) {how}."
    if stakes.pulled:
        said += " Pulled first: " + ", ".join(f"'{lever.name}' ({lever.strength:+g})" for lever in stakes.pulled) + "."
    return said


def inputs_finding(stakes: Stakes, seed: int) -> Finding:
    """Which inputs the width of the range hangs on."""
    total = sobol_total(
        stakes.inputs, lambda drawn: ranges(stakes.war(drawn), stakes.cuts(drawn)).width, seed=seed
    )  # fmt: skip
    top = sorted(total, key=lambda name: -total[name])[:2]
    told = [f"{stakes.named[name][1]} ({OF_ONE[stakes.inputs[name].origin]}; {total[name]:.0%}" for name in top]
    said = (
        f"{opening(stakes.named)}the answer hangs most on {told[0]} of the variance of the range's width) and on "
        f"{told[1]})."
    )
    rows = shown(stakes.named)
    return Finding(
        "bargain.inputs", said, "total-order Sobol indices (Saltelli et al. 2010)", estimate=total[top[0]],
        unit="share of variance", verdict=SUPPORTED, outcome=top[0], n=len(total),
        claims=claims_behind(stakes.named),
        detail={"total": total, "inputs": {name: {**rows[name], "variance": total[name]} for name in rows}},
    )  # fmt: skip
