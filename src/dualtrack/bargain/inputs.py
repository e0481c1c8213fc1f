"""What the models of a case are fed: the war's inputs, levers and issues, each with whose it is.

What the record can say (evidence.py) replaces what the case states; the rest stays the analyst's, or a prior.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dualtrack.bargain.evidence import from_record, growth_from_record
from dualtrack.bargain.levers import INPUTS
from dualtrack.bargain.war import Lever, check_levers
from dualtrack.errors import BargainError, UnknownName, one_of
from dualtrack.model import Case, Estimate, Issue
from dualtrack.model.issue import Origin
from dualtrack.record import Record


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
    crossing = {side: read_month(months[side], record) for side in case.sides} if given else None
    return Stakes(inputs, levers, issues, (first, second), names, crossing, float(months.get("horizon", 36.0)))


def read_estimate(row: Mapping[str, Any]) -> Estimate:
    return Estimate(row["low"], row["mode"], row["high"], row.get("origin", "prior"), row.get("note", ""))


def read_month(rows: Mapping[str, Any], record: Record | None) -> dict[str, Estimate]:
    """A side's `cost`, `growth` and `gain` of a month; growth from the record where `growth_from` names a series of
    it that reaches far enough."""
    month = {key: read_estimate(row) for key, row in rows.items() if key != "growth_from"}
    if record is not None and "growth_from" in rows:
        month["growth"] = growth_from_record(record, rows["growth_from"]) or month["growth"]
    return month


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
