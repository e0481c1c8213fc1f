"""Issue by issue: does the least that each side would take leave a point of the issue's scale that both accept?

A side's reservation value is the point of the scale that it would just accept; a red line (red_lines.py) holds it at
least there. Both cut the scale, so that nothing may be left of an issue; then only another issue can pay for it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dualtrack.bargain.inputs import Stakes, claims_behind, estimates, opening, shown
from dualtrack.bargain.red_lines import rises, scale_points
from dualtrack.bargain.uncertainty import Draws, draw_inputs
from dualtrack.model import Finding, Issue
from dualtrack.model.finding import NOT_SUPPORTED, SUPPORTED

METHOD = "what reservation values and red lines leave of each issue's scale, inputs drawn"
NAMED = 4
"""Issues that the sentence names at either end."""


def issues_finding(stakes: Stakes, draws: int, seed: int) -> Finding | None:
    """In how many draws each issue, taken alone, leaves nothing that both accept; None where the case gives no
    reservation value for both sides on any."""
    issues = [issue for issue in stakes.issues if all(side in issue.reservation_value for side in stakes.sides)]
    if not issues:
        return None
    named = {
        f"least.{side}.{issue.id}": (issue.reservation_value[side], f"the least that {name} would take on {issue.name}")
        for issue in issues
        for side, name in zip(stakes.sides, stakes.names, strict=True)
    } | {line.key: (line.value, line.words) for line in stakes.red_lines}
    drawn = draw_inputs(estimates(named), draws, seed)
    closed = {issue.id: float(nothing_left(stakes, issue, drawn).mean()) for issue in issues}
    every = max(closed.values()) <= 0.5
    return Finding(
        "bargain.issues", opening(named) + in_words(issues, closed), METHOD,
        estimate=sum(share > 0.5 for share in closed.values()), unit="issues without a deal of their own in most draws",
        verdict=SUPPORTED if every else NOT_SUPPORTED, n=len(issues),
        outcome="every issue has a deal of its own" if every else "some issue has none of its own",
        claims=claims_behind(named), detail={"closed": closed, "inputs": shown(named)},
    )  # fmt: skip


def nothing_left(stakes: Stakes, issue: Issue, drawn: Mapping[str, Draws]) -> np.ndarray:
    """(draws,): whether no point of the issue's scale is acceptable to both sides."""
    ends = {True: np.zeros(len(next(iter(drawn.values())))), False: np.ones(len(next(iter(drawn.values()))))}
    for side, other in zip(stakes.sides, reversed(stakes.sides), strict=True):
        up = rises(issue, side, other)
        tighter = np.maximum if up else np.minimum
        ends[up] = tighter(ends[up], drawn[f"least.{side}.{issue.id}"])
        for line in stakes.red_lines:
            if (line.issue, line.side) == (issue.id, side):
                ends[up] = tighter(ends[up], drawn[line.key])
    if issue.divisible:
        return np.asarray(ends[True] > ends[False])
    points = scale_points(issue)
    return np.asarray(~((points >= ends[True][:, None]) & (points <= ends[False][:, None])).any(axis=1))


def in_words(issues: list[Issue], closed: Mapping[str, float]) -> str:
    """Which issues have no deal of their own, and which have one in most draws."""
    ordered = sorted(issues, key=lambda issue: -closed[issue.id])
    shut = [f"{issue.name} ({closed[issue.id]:.0%})" for issue in ordered if closed[issue.id] > 0.5]
    free = [issue.name for issue in reversed(ordered) if closed[issue.id] <= 0.5]
    if not shut:
        return f"taken one by one, each of {len(issues)} issues has a deal of its own in most draws."
    more = f" and {len(shut) - NAMED} more" if len(shut) > NAMED else ""
    told = (
        f"taken one by one, {len(shut)} of {len(issues)} issues leave nothing that both would take in most draws: "
        f"{', '.join(shut[:NAMED])}{more}"
    )
    if not free:
        return f"{told}; no issue has a deal of its own."
    return f"{told}. They can only be settled against others; most free are {', '.join(free[:NAMED])}."
