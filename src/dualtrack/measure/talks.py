"""Talks: did any position move over the rounds that were held?

A round counts where some side stated its position on some issue both before it and at or after it. It moved something
if any of these positions came nearer to the other side's. The share of rounds that moved something is set against a
line drawn beforehand, by its exact interval (Clopper and Pearson 1934): "without movement" is a claim that few rounds
move anything, and needs enough rounds to be made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dualtrack.errors import InvalidValue
from dualtrack.measure.majority import Majority, majority
from dualtrack.measure.timing import written_p
from dualtrack.model import Finding
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED

METHOD = "exact binomial share of rounds over which a position moved nearer (Clopper and Pearson 1934)"
LINE = 0.2
"""Talks are without movement if fewer than one round in five moves anything."""
MEMORY, AFTERMATH = 60, 28
"""Days before a round whose statements are its starting point, and after it that show what came of it."""


def talks(
    rounds: Sequence[tuple[int, int]],
    days: Any,
    topics: Any,
    conceded: Any,
    *,
    line: float = LINE,
    threshold: float = 0.1,
    name: str = "talks.movement",
) -> Finding:
    """Test whether rounds move positions.

    rounds: first and last day of each; days, topics, conceded: by statement, its day, whose and on what (any label),
    and how far it goes towards the other side, 0 to 1. The estimate is the share of rounds over which any topic
    came nearer by at least `threshold`. Verdict on the thesis "meetings without movement": supported
    where the interval lies below `line`, not supported where above, else not testable.
    Raises InvalidValue for arrays of different length or shares outside 0 to 1.
    """
    when, labels, shares = np.asarray(days), np.asarray(topics), np.asarray(conceded, dtype=np.float64)
    if not len(when) == len(labels) == len(shares):
        raise InvalidValue(f"{len(when)} days, {len(labels)} topics, {len(shares)} shares: one of each by statement")
    if shares.size and not (np.nanmin(shares) >= 0 and np.nanmax(shares) <= 1):
        raise InvalidValue("a statement goes 0 to 1 of the way to the other side")
    moves = moves_of_rounds(sorted(rounds), when, labels, shares, threshold)
    tested = [row for row in moves if row]
    if not tested:
        why = f"no side stated a position both before and after any of {len(moves)} rounds"
        says = f"Whether talks moved positions cannot be tested: {why}."
        return Finding(name, says, METHOD, unit="share of rounds", why=why, n=0, detail={"rounds": len(moves)})
    found = majority(sum(any(move > 0 for move in row.values()) for row in tested), len(tested), line)
    return told(name, found, moves, line)


def moves_of_rounds(
    rounds: Sequence[tuple[int, int]], days: Any, topics: Any, conceded: Any, threshold: float
) -> list[dict[str, int]]:
    """By round, each topic stated on both sides of it and its move: 1 nearer, -1 further, 0 the same."""
    made = []
    for at, (first, last) in enumerate(rounds):
        until = min(last + AFTERMATH, rounds[at + 1][0] - 1 if at + 1 < len(rounds) else last + AFTERMATH)
        row: dict[str, int] = {}
        for topic in sorted(set(topics.tolist())):
            own = (topics == topic) & ~np.isnan(conceded)
            before = conceded[own & (days >= first - MEMORY) & (days < first)]
            after = conceded[own & (days >= first) & (days <= max(until, last))]
            if before.size and after.size:
                change = float(after[-1] - before[-1])
                row[str(topic)] = 0 if abs(change) < threshold else 1 if change > 0 else -1
        made.append(row)
    return made


def told(name: str, found: Majority, moves: Sequence[dict[str, int]], line: float) -> Finding:
    verdict = NOT_TESTABLE if found.above is None else NOT_SUPPORTED if found.above else SUPPORTED
    outcome = {NOT_TESTABLE: "not enough", NOT_SUPPORTED: "movement", SUPPORTED: "without movement"}[verdict]
    low, high = found.interval
    below = found.detectable[0]
    power = f"{below:.0%} of rounds or fewer" if below is not None else "none"
    further = sum(any(move < 0 for move in row.values()) for row in moves)
    opening = {
        "not enough": "Whether talks moved positions cannot be said",
        "movement": "Talks moved positions",
        "without movement": "Talks met without movement",
    }[outcome]
    says = (
        f"{opening}: over {found.count} of {found.total} rounds with a position stated before and after, one came "
        f"nearer to the other side's, and over {further} one moved away ({found.share:.0%}, 95% interval {low:.0%} to "
        f"{high:.0%}; {written_p(found.p_value)} against {line:.0%}; a share that so many rounds would have shown "
        f"to be below it: {power}); {len(moves) - found.total} rounds have no position on one side of them."
    )
    why = f"the interval holds {line:.0%}: {found.total} rounds with positions before and after are too few"
    return Finding(
        name, says, METHOD, estimate=found.share, interval=found.interval, unit="share of rounds",
        p_value=None if verdict == NOT_TESTABLE else found.p_value, minimum_detectable=below, verdict=verdict,
        outcome=outcome, why=why if verdict == NOT_TESTABLE else "", n=found.total,
        detail={"rounds": len(moves), "moves": [dict(row) for row in moves], "line": line, "further": further},
    )  # fmt: skip
