"""What the models of a case are fed: the war's inputs, levers and issues, each with whose it is.

What the record can say (evidence.py) replaces what the case states; the rest stays the analyst's, or a prior.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dualtrack.bargain.checks import check_number
from dualtrack.bargain.crossing import PARTS
from dualtrack.bargain.evidence import from_record, growth_from_record
from dualtrack.bargain.levers import INPUTS, moved
from dualtrack.bargain.red_lines import RedLine, range_cuts, read_red_lines
from dualtrack.bargain.tables import check_row, read_estimate, read_rows, read_table
from dualtrack.bargain.tolls import Toll, month_cost, read_tolls
from dualtrack.bargain.uncertainty import Cuts, Draws
from dualtrack.bargain.war import Lever, War, check_levers, pull
from dualtrack.errors import BargainError, UnknownName, one_of
from dualtrack.model import Case, Estimate, Issue
from dualtrack.model.identity import plain
from dualtrack.model.issue import Origin
from dualtrack.record import Record

HORIZON = 36.0
"""Months within which costs may cross, where the case says none."""
Named = Mapping[str, tuple[Estimate, str]]
"""Inputs by name, each with what it is in words."""


@dataclass(frozen=True, slots=True)
class Stakes:
    """What the models are fed. `named` are the inputs of the range of deals (chances, costs, tolls, red lines), each
    with what it is in words; `crossing` maps a side to its `cost`, `growth` and `gain` of a month; `pulled`
    are the levers that are pulled before anything is computed."""

    named: Named
    levers: tuple[Lever, ...]
    issues: tuple[Issue, ...]
    sides: tuple[str, str]
    names: tuple[str, str]
    tolls: tuple[Toll, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    crossing: Mapping[str, Mapping[str, Estimate]] | None = None
    horizon: float = HORIZON
    pulled: tuple[Lever, ...] = ()

    @property
    def inputs(self) -> dict[str, Estimate]:
        """The inputs of the range by name."""
        return estimates(self.named)

    def war(self, drawn: Mapping[str, Draws]) -> dict[str, Draws]:
        """The sides' chances and whole costs of fighting on, by name, from draws of the inputs, levers pulled."""
        made = {name: drawn[name] for name in INPUTS}
        if self.tolls:
            for name, side in zip(INPUTS[2:], self.sides, strict=True):
                made[name] = made[name] + drawn["months"] * month_cost(self.tolls, side, drawn)
        return moved(made, self.pulled)

    @property
    def middle(self) -> War:
        """The war at the modes of all inputs."""
        made = self.war({name: np.array([estimate.mode]) for name, estimate in self.inputs.items()})
        first_p, second_p, first_cost, second_cost = (float(made[name][0]) for name in INPUTS)
        return War((first_p, second_p), (first_cost, second_cost))

    def cuts(self, drawn: Mapping[str, Draws]) -> Cuts:
        """Where red lines cut the range, from draws of the inputs (see red_lines.py)."""
        shares = {side: weights(self.issues, side) for side in self.sides}
        return range_cuts(self.issues, self.sides, self.red_lines, shares, drawn)


def read_stakes(case: Case, record: Record | None = None) -> Stakes | None:
    """The models' inputs as the case's issues.toml states them; None where the war's are missing.
    Raises BargainError for a row that cannot be read, naming it."""
    war = read_table(case.settings, "war", "[war]")
    given = [read_table(war, part, f"[war.{part}]") for part in ("p", "cost")]
    if len(case.sides) != 2 or any(side not in table for table in given for side in case.sides):
        return None
    check_row(war, "[war]", ("p", "cost"), ("months", "toll", "crossing"))
    first, second = case.sides
    called = names_of(case, "organisation") | names_of(case, "state")
    sides, names = (first, second), (called.get(first, first), called.get(second, second))
    issues = tuple(issue for issue in case.issues if all(side in issue.ideal_point for side in sides))
    if record is not None:
        issues = from_record(issues, record, sides)
    tolls = read_tolls(read_rows(war, "toll", "[[war.toll]]"), sides, record)
    lines = read_red_lines(issues, sides, names, record)
    red = {line.key: (line.value, line.words) for line in lines}
    named = {**war_inputs(war, sides, names), **toll_inputs(war, tolls), **red}
    available = tuple(read_lever(row, called) for row in read_rows(case.settings, "lever", "[[lever]]"))
    check_levers(available)
    months = read_table(war, "crossing", "[war.crossing]")
    known = all(side in months for side in sides)
    crossing = {side: read_month(months[side], side, record) for side in sides} if known else None
    horizon = check_number(months.get("horizon", HORIZON), "[war.crossing] horizon")
    return Stakes(named, available, issues, sides, names, tolls, lines, crossing, horizon)


def names_of(case: Case, kind: str) -> dict[str, str]:
    """The names of a case's actors of one kind by their codes, the first row of each code."""
    return {actor.code: actor.name for actor in reversed(case.actors) if actor.kind == kind}


def war_inputs(war: Mapping[str, Any], sides: tuple[str, str], names: tuple[str, str]) -> Named:
    """Both sides' chances and costs, each with what it is in words."""
    told = "beyond what figures tell" if war.get("toll") else "as a share of the stake"
    words = (
        f"how {names[0]} rates its own chance of winning", f"how {names[1]} rates {names[0]}'s chance of winning",
        f"what fighting on costs {names[0]} {told}", f"what fighting on costs {names[1]} {told}",
    )  # fmt: skip
    rows = [(part, side) for part in ("p", "cost") for side in sides]
    read = [
        read_estimate(war[part][side], f"[war.{part}] {side}", chance=part == "p", least=0.0) for part, side in rows
    ]
    return {name: (value, said) for name, value, said in zip(INPUTS, read, words, strict=True)}


def toll_inputs(war: Mapping[str, Any], tolls: Sequence[Toll]) -> Named:
    """The tolls' counts and weights, and the months for which they go on."""
    if not tolls:
        return {}
    if "months" not in war:
        raise BargainError("[war.months] is missing: tolls are a month's, so say how many months are still to come")
    made: Named = {
        "months": (read_estimate(war["months"], "[war.months]", least=0.0), "how many months are still to come")
    }
    for toll in tolls:
        made = {**made, **toll.inputs}
    return made


def read_month(rows: Mapping[str, Any], side: str, record: Record | None) -> dict[str, Estimate]:
    """A side's `cost`, `growth` and `gain` of a month; growth from the record where `growth_from` names a series of
    it that reaches far enough."""
    where = f"[war.crossing.{side}]"
    check_row(rows, where, PARTS, ("growth_from",))
    month = {
        part: read_estimate(rows[part], f"{where} {part}", least=-1.0 if part == "growth" else 0.0) for part in PARTS
    }
    if record is not None and "growth_from" in rows:
        month["growth"] = growth_from_record(record, rows["growth_from"]) or month["growth"]
    return month


def weights(issues: Sequence[Issue], side: str) -> dict[str, float]:
    """The side's saliences, scaled to sum to 1; even where the case gives none."""
    given = {issue.id: issue.salience[side].mode if side in issue.salience else 1.0 for issue in issues}
    total = sum(given.values())
    return {key: value / total for key, value in given.items()}


def read_lever(row: Mapping[str, Any], called: Mapping[str, str]) -> Lever:
    """A lever of the case; its holder by name. Raises BargainError for a row that lacks a key."""
    label = row.get("id", "?") if isinstance(row, Mapping) else "?"
    check_row(row, f"lever '{label}'", ("id", "name", "dp", "dcost", "source"), ("holder",))
    holder = str(row.get("holder", ""))
    dp, dcost = (tuple(part) if isinstance(part, list) else part for part in (row["dp"], row["dcost"]))
    return Lever(dp, dcost, row["source"], row["name"], row["id"], holder=called.get(holder, holder))


def read_pulls(written: Sequence[str]) -> dict[str, float]:
    """ "aid.patriot=+2" as {"aid.patriot": 2.0}. Raises BargainError for another form, or a lever given twice."""
    pulls: dict[str, float] = {}
    for item in written:
        key, equals, strength = item.partition("=")
        try:
            given = float(strength) if equals else 1.0
        except ValueError as error:
            raise BargainError(f"lever '{item}': write it as aid.patriot=+2") from error
        if key.strip() in pulls:
            told = f"{pulls[key.strip()]:+g} and {given:+g}"
            raise BargainError(f"lever '{key.strip()}' is pulled twice ({told}): give one strength")
        pulls[key.strip()] = given
    return pulls


def with_pulled(stakes: Stakes, pulled: Mapping[str, float]) -> Stakes:
    """The stakes with levers pulled at their strengths. Raises UnknownName for one that the case has not, BargainError
    where together they ask for the impossible."""
    known = {lever.id: lever for lever in stakes.levers}
    for key in pulled:
        if key not in known:
            raise UnknownName(one_of("lever", key, known))
    chosen = tuple(replace(known[key], strength=strength) for key, strength in pulled.items())
    pull(stakes.middle, chosen)
    return replace(stakes, pulled=chosen)


def estimates(named: Named) -> dict[str, Estimate]:
    """Inputs by name, without their words."""
    return {name: estimate for name, (estimate, _) in named.items()}


def shown(named: Named) -> dict[str, dict[str, Any]]:
    """Inputs as a finding's detail holds them: what each is, its bounds, whose it is, and the claims behind it."""
    return {name: {"words": words, **plain(estimate)} for name, (estimate, words) in named.items()}


def claims_behind(named: Named) -> tuple[str, ...]:
    """Every claim behind some inputs."""
    return tuple(sorted({claim for estimate, _ in named.values() for claim in estimate.claims}))


ORIGINS = {Origin.EVIDENCE: "evidence", Origin.ANALYST: "the analyst's", Origin.PRIOR: "priors"}


def origins(used: Sequence[Estimate]) -> str:
    """Whose the inputs are, in words: "4 evidence, 14 priors"."""
    counts = Counter(estimate.origin for estimate in used)
    return ", ".join(f"{counts[kind]} {words}" for kind, words in ORIGINS.items() if counts[kind])


def opening(named: Named) -> str:
    """The first words of a finding: whose the inputs are; a run on priors says so."""
    used = list(estimates(named).values())
    if all(estimate.origin == Origin.PRIOR for estimate in used):
        return "On priors alone (no input is evidence): "
    return f"With {len(used)} inputs ({origins(used)}): "
