"""What the models of a case are fed: the war's inputs, levers and issues, each with whose it is.

An issue's ideal points are the analyst's until the record holds enough of a side's own positions on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from dualtrack.bargain.levers import INPUTS
from dualtrack.bargain.war import Lever, check_levers
from dualtrack.errors import BargainError, UnknownName, one_of
from dualtrack.model import Case, Claim, Estimate, Issue
from dualtrack.model.issue import Origin
from dualtrack.record import Record

ENOUGH = 5
"""Documents that state a side's position on an issue before they replace the analyst's estimate."""
HALF_LIFE = 90.0
"""Days after which a position weighs half of one stated today (this project's choice)."""
STATED = ("demands", "offers")
"""Stances whose value is what the side wants; what it rejects or accepts was somebody else's."""


@dataclass(frozen=True, slots=True)
class Stakes:
    """What the models are fed: the war's inputs, the levers, the issues, and the sides' names."""

    inputs: Mapping[str, Estimate]
    levers: tuple[Lever, ...]
    issues: tuple[Issue, ...]
    sides: tuple[str, str]
    names: tuple[str, str]
    crossing: Mapping[str, Mapping[str, Estimate]] | None = None
    horizon: float = 36.0


def read_stakes(case: Case, record: Record | None = None) -> Stakes | None:
    """The models' inputs as the case's issues.toml states them; None where the war's are missing."""
    war = case.settings.get("war", {})
    if len(case.sides) != 2 or any(side not in war.get(part, {}) for part in ("p", "cost") for side in case.sides):
        return None
    rows = [war[part][side] for part in ("p", "cost") for side in case.sides]
    inputs = {name: read_estimate(row) for name, row in zip(INPUTS, rows, strict=True)}
    levers = tuple(read_lever(row) for row in case.settings.get("lever", ()))
    check_levers(levers)
    issues = tuple(issue for issue in case.issues if all(side in issue.ideal_point for side in case.sides))
    if record is not None:
        issues = from_record(issues, record, case.sides)
    first, second = case.sides
    called = {actor.code: actor.name for actor in case.actors if actor.kind == "state"}
    names = (called.get(first, first), called.get(second, second))
    months = war.get("crossing", {})
    given = all(side in months for side in case.sides)
    monthly = {side: {key: read_estimate(row) for key, row in months.get(side, {}).items()} for side in case.sides}
    crossing = monthly if given else None
    return Stakes(inputs, levers, issues, (first, second), names, crossing, float(months.get("horizon", 36.0)))


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


def opening(used: Iterable[Estimate]) -> str:
    """The first words of a finding: whose the inputs are; a run on priors says so."""
    estimates = list(used)
    if all(estimate.origin == Origin.PRIOR for estimate in estimates):
        return "On priors alone (no input is evidence): "
    return f"With inputs {origins(estimates)}: "


def from_record(issues: Sequence[Issue], record: Record, sides: Sequence[str]) -> tuple[Issue, ...]:
    """The issues with the ideal points that the record's positions state, where at least `ENOUGH` documents do."""
    stated: dict[tuple[str, str], list[Claim]] = {}
    for claim in record.claims(kind="position"):
        position = claim.position
        if position and position.value is not None and position.stance in STATED and position.party.code in sides:
            stated.setdefault((position.issue, str(position.party.code)), []).append(claim)
    return tuple(
        replace(issue, ideal_point={
            side: estimate_position(stated.get((issue.id, side), ())) or issue.ideal_point[side]
            for side in issue.ideal_point
        })
        for issue in issues
    )  # fmt: skip


def estimate_position(claims: Sequence[Claim]) -> Estimate | None:
    """The weighted 10th, 50th and 90th percentiles of what a side said that it wants, newer statements weighing more.

    Days count back from the latest statement; a statement without a date weighs as the oldest does. None where
    fewer than `ENOUGH` documents state a value.
    """
    if len({claim.document_id for claim in claims}) < ENOUGH:
        return None
    days: list[date | None] = [claim.when.last_day for claim in claims]
    known = [day for day in days if day is not None]
    newest, oldest = (max(known), min(known)) if known else (date.min, date.min)
    ages = np.array([(newest - (day or oldest)).days for day in days], float)
    values = np.array([claim.position.value for claim in claims if claim.position], float)
    order = np.argsort(values, kind="stable")
    weight = np.cumsum(0.5 ** (ages[order] / HALF_LIFE))
    low, mode, high = (float(values[order][np.searchsorted(weight, q * weight[-1])]) for q in (0.1, 0.5, 0.9))
    note = f"{len(claims)} statements by the side, newer ones weighing more"
    return Estimate(low, mode, high, Origin.EVIDENCE, note, tuple(claim.id for claim in claims))
