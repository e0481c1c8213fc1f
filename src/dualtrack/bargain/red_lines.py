"""Red lines: what a side will not go to on an issue, whatever fighting on would bring.

The record gives them by flat rejections: a side that refuses a point of an issue's scale refuses all that lies beyond
it, seen from its own ideal point. The analyst gives them as reservation values of origin "analyst". A reservation value
that is a prior is nobody's word, so it cuts nothing; single_issues.py shows what it would leave of each issue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dualtrack.bargain.evidence import percentiles, recency
from dualtrack.bargain.uncertainty import Cuts, Draws
from dualtrack.model import Claim, Estimate, Issue, Reality
from dualtrack.model.issue import Origin
from dualtrack.record import Record

REFUSALS = 3
"""Documents that tell of a side's flat rejection before it is a red line (this project's choice)."""
NOTHING = (1.0, 0.0)
"""The ends of a range that holds no deal: where the sides' red lines leave nothing of an issue."""


@dataclass(frozen=True, slots=True)
class RedLine:
    """`side` takes nothing on `issue` at `value` or beyond it; `rises` where what lies beyond is lower."""

    issue: str
    side: str
    value: Estimate
    rises: bool
    words: str

    @property
    def key(self) -> str:
        """Its name among the inputs."""
        return f"red_line.{self.side}.{self.issue}"


def read_red_lines(
    issues: Sequence[Issue], sides: tuple[str, str], names: tuple[str, str], record: Record | None
) -> tuple[RedLine, ...]:
    """The red lines of both sides: the record's where it tells of enough rejections, else the analyst's, if any."""
    claims = [] if record is None else [claim for claim in record.claims(kind="position") if is_flat(claim)]
    lines = []
    for issue in issues:
        for side, other, name in zip(sides, reversed(sides), names, strict=True):
            value = estimate_red_line(issue, side, other, claims) or by_analyst(issue, side)
            if value is not None:
                words = f"the red line of {name} on {issue.name}"
                lines.append(RedLine(issue.id, side, value, rises(issue, side, other), words))
    return tuple(lines)


def rises(issue: Issue, side: str, other: str) -> bool:
    """Whether a side wants more of an issue's scale than the other."""
    return issue.ideal_point[side].mode > issue.ideal_point[other].mode


def by_analyst(issue: Issue, side: str) -> Estimate | None:
    value = issue.reservation_value.get(side)
    return value if value is not None and value.origin == Origin.ANALYST else None


def is_flat(claim: Claim) -> bool:
    """Whether a claim says without a hedge that a party rejected something."""
    stated = claim.position is not None and claim.position.stance == "rejects"
    return stated and claim.hedge is None and claim.reality == Reality.OCCURRED


def estimate_red_line(issue: Issue, side: str, other: str, claims: Sequence[Claim]) -> Estimate | None:
    """The weighted 10th, 50th and 90th percentiles of what the side rejected, newer rejections weighing more. One that
    states no value rejects what the other side wants. None where fewer than `REFUSALS` documents tell of any."""
    wanted, theirs = issue.ideal_point[side].mode, issue.ideal_point[other].mode
    kept, values = [], []
    for claim in claims:
        assert claim.position is not None
        value = theirs if claim.position.value is None else claim.position.value
        own = claim.position.issue == issue.id and claim.position.party.code == side
        if own and (value - wanted) * (theirs - wanted) > 0:  # on the other side's part of the scale
            kept.append(claim)
            values.append(value)
    if len({claim.document_id for claim in kept}) < REFUSALS:
        return None
    low, mode, high = percentiles(values, recency(kept))
    note = f"{len(kept)} flat rejections by the side; one without a value rejects what the other side wants"
    return Estimate(low, mode, high, Origin.EVIDENCE, note, tuple(claim.id for claim in kept))


def allowed(points: Draws, lines: Sequence[RedLine], drawn: Mapping[str, Draws]) -> np.ndarray:
    """(draws, points): which points of one issue's scale its red lines allow in each draw."""
    ok = np.ones((len(next(iter(drawn.values()))), len(points)), bool)
    for line in lines:
        at = drawn[line.key][:, None]
        ok &= points > at + 1e-9 if line.rises else points < at - 1e-9
    return ok


def range_cuts(
    issues: Sequence[Issue],
    sides: tuple[str, str],
    lines: Sequence[RedLine],
    shares: Mapping[str, Mapping[str, float]],
    drawn: Mapping[str, Draws],
) -> Cuts:
    """Where red lines cut the range of deals: (the least that the first side takes, the most that the second gives).

    A side takes no deal worth less than its red lines alone are worth to it, `shares` being the issues' shares of its
    stake; where both sides' lines leave no point of an issue's scale, the range is empty.
    """
    if not lines:
        return None, None
    worth = {side: np.zeros(len(next(iter(drawn.values())))) for side in sides}
    closed = np.zeros(len(worth[sides[0]]), bool)
    for issue in issues:
        own = [line for line in lines if line.issue == issue.id]
        for line in own:
            utility = 1.0 - np.abs(drawn[line.key] - issue.ideal_point[line.side].mode)
            worth[line.side] += shares[line.side][issue.id] * utility
        closed |= ~allowed(scale_points(issue), own, drawn).any(axis=1)
    low, high = worth[sides[0]], 1.0 - worth[sides[1]]
    return np.where(closed, NOTHING[0], low), np.where(closed, NOTHING[1], high)


def scale_points(issue: Issue, points: int = 101) -> Draws:
    """The points of an issue's scale: its two ends where it cannot be divided."""
    return np.linspace(0.0, 1.0, points if issue.divisible else 2)
