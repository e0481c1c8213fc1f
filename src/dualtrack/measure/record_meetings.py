"""Meetings on a record: its calendar of talks as a network, who is left out, and who goes between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from dualtrack.draw.network import render_network
from dualtrack.measure.calendar import Meeting, meetings_of, names_of
from dualtrack.measure.majority import Majority, majority
from dualtrack.measure.meetings import meetings
from dualtrack.measure.network import SHUTTLE, Days, Flags, betweenness, graph_of, shuttles
from dualtrack.measure.timing import written_p
from dualtrack.model import Case, Drawing, Finding
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED
from dualtrack.record import Record

READING = "sidelining"
SHARE = "exact binomial share against one half (Clopper and Pearson 1934)"
ABOUT = "Meetings about a side of the war are those that the other side attended; about any other party, all of them."
CLAIMS = 12
FEWEST = 5
"""One-sided meetings, or meetings, below which a share says nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """The held meetings as arrays: who sat in (meetings, parties), the first day of each as an ordinal."""

    held: tuple[Meeting, ...]
    codes: tuple[str, ...]
    names: tuple[str, ...]
    present: Flags
    days: Days
    sides: tuple[int, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(claim for meeting in self.held for claim in meeting.claims))[:CLAIMS]


def find_meetings(record: Record, case: Case, *, as_of: date | None = None) -> list[Finding]:
    """`meetings.sidelining` (the change), `meetings.balance` (which side is met without the other) and
    `meetings.go_between` (the third party that most meetings need)."""
    table = tabled(meetings_of(record, case, as_of), case)
    if not table.held:
        why = "the record holds no dated meeting and the case no calendar of talks"
        says = f"Who is left out of meetings cannot be tested: {why}."
        return [Finding("meetings.sidelining", says, "network of meetings", reading=READING, why=why, n=0)]
    return [sidelining(table), balance(table), go_between(table, names_of(case))]


def tabled(found: Sequence[Meeting], case: Case) -> Table:
    held = tuple(meeting for meeting in found if not meeting.cancelled)
    codes = tuple(dict.fromkeys([*case.sides, *sorted({code for meeting in held for code in meeting.parties})]))
    known = names_of(case)
    present = np.array([[code in meeting.parties for code in codes] for meeting in held], dtype=bool)
    days = np.array([meeting.first.toordinal() for meeting in held], dtype=np.int64)
    sides = tuple(codes.index(side) for side in case.sides)
    return Table(held, codes, tuple(known.get(code, code) for code in codes), present, days, sides)


def concerned(table: Table) -> Flags:
    """Which meetings are about which party: about a side of the war those that another side attended; about any other
    party all of them."""
    about = np.ones_like(table.present)
    for side in table.sides:
        others = [other for other in table.sides if other != side]
        about[:, side] = table.present[:, others].any(axis=1)
    return about


def sidelining(table: Table) -> Finding:
    finding = meetings(table.present, table.days, table.names, about=concerned(table))
    split = finding.detail.get("split")
    drawings: tuple[Drawing, ...] = ()
    detail: dict[str, Any] = {**finding.detail, "unverified": sum(not meeting.verified for meeting in table.held)}
    if split is not None:
        detail["split"] = date.fromordinal(split).isoformat()
        late = table.days >= split
        drawings = (drawn(table, ~late, "earlier"), drawn(table, late, "later"))
    says = f"{finding.says} {ABOUT}"
    return replace(finding, says=says, reading=READING, claims=table.claims, detail=detail, drawings=drawings)


def drawn(table: Table, kept: Flags, period: str) -> Drawing:
    graph = graph_of(table.present[kept], table.names)
    days = table.days[kept]
    first, last = (date.fromordinal(int(day)).isoformat() for day in (days.min(), days.max()))
    title = f"Who met whom, {first} to {last} ({int(kept.sum())} meetings)"
    pairs = {(left, right): count for left, right, count in graph.edges(data="meetings")}
    return render_network(f"meetings-{period}", title, dict(graph.nodes(data="meetings")), pairs, betweenness(graph))


def balance(table: Table) -> Finding:
    """Of the meetings with one side alone, the share held without each: is one met without the other more often?"""
    name = "meetings.balance"
    if len(table.sides) != 2:
        why = f"the case has {len(table.sides)} sides; the balance is between two"
        return Finding(name, f"Balance cannot be tested: {why}.", SHARE, reading=READING, why=why)
    first, second = (table.present[:, side] for side in table.sides)
    names = tuple(table.names[side] for side in table.sides)
    alone = int((first & ~second).sum()), int((second & ~first).sum())
    total = sum(alone)
    if total < FEWEST:
        why = f"{total} meetings had one side alone; at least {FEWEST} are needed"
        return Finding(name, f"Whether one side is met without the other: {why}.", SHARE, reading=READING, why=why)
    found = majority(alone[0], total)
    both = int((first & second).sum())
    says = (
        f"Of {total} meetings with one side alone, {alone[0]} were with {names[0]} without {names[1]} and {alone[1]} "
        f"with {names[1]} without {names[0]} ({both} more had both); {told(found)}."
    )
    verdict = NOT_SUPPORTED if found.above is None else SUPPORTED
    outcome = "neither" if found.above is None else f"{names[1] if found.above else names[0]} left out more often"
    return share_finding(name, says, found, verdict, outcome, table, f"share held without {names[1]}")


def told(found: Majority) -> str:
    low, high = found.interval
    _, beyond = found.detectable
    power = "no share" if beyond is None else f"a share of {beyond:.0%}"
    return (
        f"{found.share:.0%} (95% interval {low:.0%} to {high:.0%}; {written_p(found.p_value)} against one half; "
        f"so many meetings could have shown {power} or more)"
    )


def share_finding(
    name: str, says: str, found: Majority, verdict: str, outcome: str, table: Table, unit: str, why: str = ""
) -> Finding:
    return Finding(
        name, says, SHARE, reading=READING, estimate=found.share, interval=found.interval, unit=unit,
        p_value=None if verdict == NOT_TESTABLE else found.p_value, minimum_detectable=found.detectable[1],
        verdict=verdict, outcome=outcome, why=why, n=found.total, claims=table.claims,
        detail={"count": found.count, "total": found.total, "line": found.line},
    )  # fmt: skip


def go_between(table: Table, names: Mapping[str, str]) -> Finding:
    """The third party that sits in most meetings, and how often it went from one side to the other."""
    name = "meetings.go_between"
    third = [index for index in range(len(table.codes)) if index not in table.sides]
    if not third or len(table.held) < FEWEST:
        why = f"{len(table.held)} meetings, with {len(third)} third parties; at least {FEWEST} meetings are needed"
        return Finding(name, f"Who goes between the sides: {why}.", SHARE, reading=READING, why=why)
    busiest = max(third, key=lambda index: (int(table.present[:, index].sum()), table.codes[index]))
    found = majority(int(table.present[:, busiest].sum()), len(table.held))
    party = table.names[busiest]
    pair = len(table.sides) == 2
    trips = shuttles(table.present, table.days, busiest, (table.sides[0], table.sides[1])) if pair else 0
    hosts = sorted({names.get(meeting.mediator, meeting.mediator) for meeting in table.held if meeting.mediator})
    central = betweenness(graph_of(table.present, table.names)).get(party, 0.0)
    says = (
        f"{party} sat in {found.count} of {found.total} meetings: {told(found)}; it went from one side alone to the "
        f"other alone within {SHUTTLE} days {trips} times. Named as mediators or hosts of mediation: "
        f"{', '.join(hosts) or 'none'}."
    )
    verdict = SUPPORTED if found.above else NOT_SUPPORTED
    outcome = f"most meetings need {party}" if found.above else "no third party in most meetings"
    finding = share_finding(name, says, found, verdict, outcome, table, f"share of meetings with {party}")
    return replace(finding, detail={**finding.detail, "shuttles": trips, "betweenness": central, "mediators": hosts})
