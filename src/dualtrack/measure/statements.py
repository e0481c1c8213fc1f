"""Statements: what each side said it would take on each issue, day by day, as a share of the way to the other side.

0 is the side's own ideal point and 1 the other's. A value that a claim states is placed between the two; who demands
without one, or rejects, stands on its own terms; an offer of what a side wants anyway, or without a value, tells
nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dualtrack.model import Case, Claim, Issue, Reality, Stance
from dualtrack.record import Record

THRESHOLD = 0.1
"""Share of the way to the other side below which a step is none: the tolerance with which words are placed."""
MEMORY = 180
"""Days after which a later statement is no longer a step from the former."""
SAID = (Reality.OCCURRED, Reality.ONGOING, Reality.DEMANDED, Reality.PLANNED)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a side said of an issue on a day: `conceded` is the share of the way to the other side, None where the words
    do not say; `accepts` is that it took what was proposed."""

    day: date
    party: str
    issue: str
    conceded: float | None
    accepts: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Two statements in a row of one side on one issue: `move` is 1 nearer to the other side, -1 further away, 0."""

    before: Statement
    after: Statement
    move: int


def statements_of(record: Record, case: Case, until: date | None) -> list[Statement]:
    """The statements of the sides on issues where both have an ideal point, those of one day as one, by day."""
    issues = {issue.id: issue for issue in case.issues if set(case.sides) <= set(issue.ideal_point)}
    published = {document.id: document.published.first_day for document in record.documents()}
    told: dict[tuple[date, str, str], list[Claim]] = defaultdict(list)
    for claim in record.claims(kind="position"):
        own = claim.position
        day = claim.when.first_day or published.get(claim.document_id)
        if own is None or day is None or own.party.code not in case.sides or own.issue not in issues:
            continue
        if claim.reality in SAID and (until is None or day <= until):
            told[(day, own.party.code, own.issue)].append(claim)
    return [
        statement(day, party, issues[issue], claims, case.sides) for (day, party, issue), claims in sorted(told.items())
    ]


def statement(day: date, party: str, issue: Issue, claims: Sequence[Claim], sides: Sequence[str]) -> Statement:
    """Claims of one side, issue and day as one: the mean of what they say, None where none says."""
    other = next(side for side in sides if side != party)
    ideals = issue.ideal_point[party].mode, issue.ideal_point[other].mode
    known = [share for claim in claims if (share := conceded(claim, *ideals)) is not None]
    accepts = any(claim.position is not None and claim.position.stance is Stance.ACCEPTS for claim in claims)
    keys = tuple(claim.id for claim in claims)
    return Statement(day, party, issue.id, sum(known) / len(known) if known else None, accepts, keys)


def conceded(claim: Claim, own: float, other: float) -> float | None:
    """The share of the way from a side's own ideal point to the other's that one claim states."""
    position = claim.position
    if position is None or own == other:
        return None
    if position.stance is Stance.REJECTS or (position.stance is Stance.DEMANDS and position.value is None):
        return 0.0
    if position.value is None:
        return None
    share = min(1.0, max(0.0, (position.value - own) / (other - own)))
    return None if position.stance is Stance.OFFERS and share < THRESHOLD else share


def move_of(before: Statement, after: Statement) -> int | None:
    """1 nearer, -1 further, 0 the same; None where the two cannot be compared."""
    if before.conceded is not None and after.conceded is not None:
        change = after.conceded - before.conceded
        return 0 if abs(change) < THRESHOLD else 1 if change > 0 else -1
    if after.accepts and before.conceded is not None and before.conceded < THRESHOLD:
        return 1
    if before.accepts and after.conceded is not None and after.conceded < THRESHOLD:
        return -1
    return None


def by_topic(statements: Sequence[Statement]) -> Mapping[tuple[str, str], list[Statement]]:
    """The statements of each side on each issue, by day."""
    rows: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for item in statements:
        rows[(item.party, item.issue)].append(item)
    return {key: sorted(items, key=lambda item: item.day) for key, items in sorted(rows.items())}


def steps_of(statements: Sequence[Statement]) -> Iterator[Step]:
    """Each step between two statements in a row that can be compared."""
    for items in by_topic(statements).values():
        for before, after in pairwise(items):
            move = move_of(before, after)
            if move is not None and (after.day - before.day).days <= MEMORY:
                yield Step(before, after, move)
