"""Compellence on a record: costs and gains of each side against the steps between its stated positions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dualtrack.draw.moves import render_moves
from dualtrack.measure.calendar import last_day, names_of
from dualtrack.measure.compellence import WITHIN, compellence
from dualtrack.measure.statements import Step, statements_of, steps_of
from dualtrack.measure.threats import HAPPENED, codes
from dualtrack.model import Case, Event, Figure, Finding, Raid
from dualtrack.record import Record

READING = "compellence"
LARGEST_RAIDS = 0.1
"""The share of a side's raids, by munitions, that are shocks: what comes every night is no shock."""
APART = 7
"""Days within which costs are one shock."""
CLAIMS = 12


@dataclass(frozen=True, slots=True)
class Shock:
    day: date
    party: str
    kind: str
    claims: tuple[str, ...]


def find_compellence(record: Record, case: Case, *, as_of: date | None = None) -> list[Finding]:
    """`compellence.after_costs` (do positions come nearer) and `compellence.after_gains` (do demands harden)."""
    until = last_day(record, as_of)
    steps = list(steps_of(statements_of(record, case, until)))
    events = [event for event in record.events() if happened(event, until)]
    costs = [*mass_raids(events, record.figures(), case), *costs_of(events, case)]
    asked = (
        ("compellence.after_costs", costs, 1, ("costs were imposed", "nearer to the other side")),
        ("compellence.after_gains", gains_of(events, case), -1, ("gains", "further from the other side")),
    )
    return [found(name, steps, declustered(shocks), sign, words, case) for name, shocks, sign, words in asked]


def happened(event: Event, until: date | None) -> bool:
    day = event.when.last_day
    return event.reality in HAPPENED and day is not None and (until is None or day <= until)


def mass_raids(events: Sequence[Event], figures: Sequence[Figure], case: Case) -> list[Shock]:
    """The largest tenth of the raids on each side, by the munitions launched."""
    launched: dict[str, float] = {}
    for figure in figures:
        amount = figure.best if figure.best is not None else figure.low
        if figure.measure == "launched" and figure.scope is None and amount is not None:
            launched[figure.event] = launched.get(figure.event, 0.0) + amount
    made = []
    for side in case.sides:
        own = [event for event in events if isinstance(event, Raid) and side in struck(event)]
        own.sort(key=lambda event: (-launched.get(event.id, 0.0), event.id))
        kept = own[: round(LARGEST_RAIDS * len(own))]
        made += [shock(event, side, "mass raid") for event in kept]
    return made


def costs_of(events: Iterable[Event], case: Case) -> list[Shock]:
    """Strikes on energy, sanctions, and places lost, by the side that bears them."""
    made = []
    for event in events:
        for side in case.sides:
            if side not in struck(event) or side in codes(event.actors):
                continue
            if event.event_type == "SANCTION":
                made.append(shock(event, side, "sanctions"))
            elif "energy-strike" in event.modes:
                made.append(shock(event, side, "strike on energy"))
            elif "capture" in event.modes:
                made.append(shock(event, side, "place lost"))
    return made


def gains_of(events: Iterable[Event], case: Case) -> list[Shock]:
    """Places taken and ground gained, by the side that gains."""
    return [
        shock(event, side, "gain")
        for event in events
        for side in case.sides
        if side in codes(event.actors) and {"capture", "advance"} & set(event.modes)
    ]


def struck(event: Event) -> frozenset[str]:
    """Who bears an act: its recipients, and the country in which it took place."""
    place = {event.place.country} if event.place and event.place.country else set()
    return codes(event.recipients) | place


def shock(event: Event, party: str, kind: str) -> Shock:
    day = event.when.last_day
    assert day is not None
    return Shock(day, party, kind, event.claims[:1])


def declustered(shocks: Sequence[Shock]) -> list[Shock]:
    """The first of the shocks to one side that lie within a week of each other."""
    kept: list[Shock] = []
    last: dict[str, date] = {}
    for item in sorted(shocks, key=lambda item: (item.day, item.party, item.kind, item.claims)):
        if item.party not in last or (item.day - last[item.party]).days > APART:
            kept.append(item)
            last[item.party] = item.day
    return kept


def found(
    name: str, steps: Sequence[Step], shocks: Sequence[Shock], sign: int, words: tuple[str, str], case: Case
) -> Finding:
    days = [step.after.day for step in steps] + [item.day for item in shocks]
    start = min(days, default=date(1970, 1, 1))
    sides = list(case.sides)
    finding = compellence(
        [(step.after.day - start).days for step in steps],
        [step.move for step in steps],
        [(item.day - start).days for item in shocks],
        (max(days, default=start) - start).days + WITHIN + 1,
        party=[sides.index(step.after.party) for step in steps],
        shocked=[sides.index(item.party) for item in shocks],
        expected=sign, name=name, words=words,
    )  # fmt: skip
    rows = rows_of(steps, shocks, case)
    kinds = {kind: sum(item.kind == kind for item in shocks) for kind in sorted({item.kind for item in shocks})}
    told = ", ".join(f"{kind} {count}" for kind, count in kinds.items()) or "none"
    claims = [key for step in steps for key in step.after.claims[:1]] + [key for item in shocks for key in item.claims]
    # Both directions rest on the same steps: they are drawn once.
    drawings = (render_moves("compellence-moves", rows),) if rows and sign > 0 else ()
    return replace(
        finding, says=f"{finding.says} Shocks, those of a week as one: {told}.", reading=READING,
        claims=tuple(dict.fromkeys(claims))[:CLAIMS], detail={**finding.detail, "rows": rows, "shocks_by_kind": kinds},
        drawings=(*drawings, *finding.drawings),
    )  # fmt: skip


def rows_of(steps: Sequence[Step], shocks: Sequence[Shock], case: Case) -> list[dict[str, Any]]:
    """By side and issue: steps nearer, the same and further, in the weeks after a shock to that side and in others."""
    names: Mapping[str, str] = names_of(case)
    issues = {issue.id: issue.name for issue in case.issues}
    rows = []
    for party, issue in sorted({(step.after.party, step.after.issue) for step in steps}):
        own = [step for step in steps if (step.after.party, step.after.issue) == (party, issue)]
        after = [step for step in own if follows(step, shocks)]
        row: dict[str, Any] = {"party": names.get(party, party), "issue": issues.get(issue, issue)}
        for label, chosen in (("after", after), ("other", [step for step in own if step not in after])):
            for word, move in (("nearer", 1), ("same", 0), ("further", -1)):
                row[f"{label}_{word}"] = sum(step.move == move for step in chosen)
        rows.append(row)
    return rows


def follows(step: Step, shocks: Sequence[Shock]) -> bool:
    return any(item.party == step.after.party and 0 < (step.after.day - item.day).days <= WITHIN for item in shocks)
