"""Ultimatums on a record: each threat with what its issuer and target did, and all of them against the usual rate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from dualtrack.draw.threats import render_threats
from dualtrack.measure.calendar import last_day, names_of
from dualtrack.measure.contrast import Floats
from dualtrack.measure.searched import Searched, searched
from dualtrack.measure.threats import HAPPENED, Threat, codes, costly, members, threats_of
from dualtrack.measure.ultimatums import METHOD, ultimatums
from dualtrack.model import Case, Document, Event, Finding
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED
from dualtrack.record import Record

READING = "hollow_ultimatum"
ONE = "costly acts reported in the window of one threat (PLOVER material conflict, and aid to the adversary)"
REPORTED_WITHIN = 7
"""Days of publication in which an act can still be reported."""
CLAIMS = 12


@dataclass(frozen=True, slots=True)
class Followed:
    """A threat with what followed it: the issuer's costly acts against the target, how many are usual in as many
    documents, its sanctions on others, what the target did by event type, what was searched, and the outcome."""

    threat: Threat
    acts: tuple[Event, ...]
    usual: float
    others: tuple[Event, ...]
    target: Mapping[str, int]
    searched: Searched
    outcome: str


def find_ultimatums(record: Record, case: Case, *, as_of: date | None = None) -> list[Finding]:
    """`ultimatums.backed` over all threats, and one finding for each, named after its issuer and day."""
    until = last_day(record, as_of)
    documents = {document.id: document for document in record.documents()}
    threats = [
        threat
        for threat in threats_of(record.claims(kind="commitment"), documents)
        if until is not None and threat.made <= until
    ]
    if until is None or not threats:
        why = "the record holds no dated threat, deadline or ultimatum of a known party"
        says = f"Whether threats are backed cannot be tested: {why}."
        return [Finding("ultimatums.backed", says, METHOD, reading=READING, why=why, n=0)]
    events = [event for event in record.events() if (day := event.when.last_day) is not None and day <= until]
    followed = [follow(threat, events, list(documents.values()), case, until) for threat in threats]
    names = names_of(case)
    return [pooled(followed, events, list(documents.values()), case, until, names), *singles(followed, names, until)]


def follow(threat: Threat, events: Sequence[Event], documents: Sequence[Document], case: Case, until: date) -> Followed:
    """What followed a threat: backed, no more than usual, unbacked, too early, or not enough searched."""
    issuer = members(threat.issuer, case)
    last = min(threat.last, until)
    costs = [event for event in events if costly(event, issuer, threat.targets, case)]
    inside = [event for event in events if threat.first <= (event.when.last_day or date.min) <= last]
    acts = tuple(event for event in inside if event in costs)
    others = tuple(event for event in inside if event not in acts and sanctions(event, issuer))
    target = Counter(
        event.event_type for event in inside if event.reality in HAPPENED and codes(event.actors) & set(threat.targets)
    )
    looked = searched(documents, threat.first, min(until, last + timedelta(days=REPORTED_WITHIN)))
    elsewhere = max(1, sum(document.published.known for document in documents) - looked.documents)
    usual = (len(costs) - len(acts)) / elsewhere * looked.documents
    outcome = outcome_of(len(acts), usual, until < threat.last, looked.enough)
    return Followed(threat, acts, usual, others, dict(sorted(target.items())), looked, outcome)


def sanctions(event: Event, issuer: frozenset[str]) -> bool:
    return event.event_type == "SANCTION" and event.reality in HAPPENED and bool(codes(event.actors) & issuer)


def outcome_of(acts: int, usual: float, early: bool, enough: bool) -> str:
    if acts > usual and acts:
        return "backed"
    if early:
        return "too early"
    if not enough:
        return "not enough searched"
    return "no more than usual" if acts else "unbacked"


def pooled(
    followed: Sequence[Followed],
    events: Sequence[Event],
    documents: Sequence[Document],
    case: Case,
    until: date,
    names: Mapping[str, str],
) -> Finding:
    """All threats whose window has closed against the rate at which their issuers impose costs anyway."""
    closed = [item.threat for item in followed if item.threat.last <= until]
    dated = [day for document in documents if (day := document.published.last_day) is not None and day <= until]
    start = min([*dated, *(threat.made for threat in closed)])
    size = (until - start).days + 1
    kinds = list(dict.fromkeys((threat.issuer, threat.targets) for threat in closed))
    acts = np.zeros((max(1, len(kinds)), size))
    for row, (issuer, targets) in enumerate(kinds):
        for event in events:
            day = event.when.last_day
            if day is not None and start <= day and costly(event, members(issuer, case), targets, case):
                acts[row, (day - start).days] += 1
    windows = [((threat.first - start).days, (threat.last - start).days) for threat in closed]
    rows = [kinds.index((threat.issuer, threat.targets)) for threat in closed]
    finding = ultimatums(acts, windows, issuer=rows, documents=readable(dated, start, size))
    counted = Counter(item.outcome for item in followed)
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counted.items()))
    drawing = render_threats("ultimatums-threats", [row_of(item, names) for item in followed])
    claims = [
        key for item in followed for key in (*item.threat.claims[:1], *(event.claims[0] for event in item.acts[:2]))
    ]
    return replace(
        finding, says=f"{finding.says} Of {len(followed)} threats: {told}.", reading=READING,
        claims=tuple(dict.fromkeys(claims))[:CLAIMS], drawings=(drawing, *finding.drawings),
        detail={**finding.detail, "outcomes": dict(sorted(counted.items()))},
    )  # fmt: skip


def readable(published: Sequence[date], start: date, size: int) -> Floats:
    """By day, how many documents were published within the week that could have reported it."""
    counts = np.zeros(size + REPORTED_WITHIN)
    for day in published:
        if day >= start:
            counts[(day - start).days] += 1
    totals = np.concatenate([[0.0], np.cumsum(counts)])
    within: Floats = totals[REPORTED_WITHIN : REPORTED_WITHIN + size] - totals[:size]
    return within


def row_of(item: Followed, names: Mapping[str, str]) -> dict[str, Any]:
    threat = item.threat
    return {
        "issuer": names.get(threat.issuer, threat.issuer),
        "targets": ", ".join(names.get(code, code) for code in threat.targets) or "not stated",
        "form": threat.form.value, "made": threat.made, "due": threat.due, "last": threat.last,
        "outcome": item.outcome, "acts": [(event.when.last_day, event.event_type) for event in item.acts],
        "searched": item.searched.words,
    }  # fmt: skip


def singles(followed: Sequence[Followed], names: Mapping[str, str], until: date) -> list[Finding]:
    """One finding for each threat; its verdict is on the thesis that it was hollow."""
    made: list[Finding] = []
    for item in followed:
        finding = single(item, names, until)
        taken = sum(other.name.split("#")[0] == finding.name for other in made)
        made.append(replace(finding, name=f"{finding.name}#{taken + 1}") if taken else finding)
    return made


def single(item: Followed, names: Mapping[str, str], until: date) -> Finding:
    threat = item.threat
    verdict = {"backed": NOT_SUPPORTED, "unbacked": SUPPORTED, "no more than usual": SUPPORTED}.get(
        item.outcome, NOT_TESTABLE
    )
    why = {
        "too early": f"the time to carry it out runs to {threat.last}, and the record to {until}",
        "not enough searched": f"that nothing was done cannot be said from {item.searched.words}",
    }.get(item.outcome, "")
    evidence = [*threat.claims[:3], *(key for event in (*item.acts, *item.others) for key in event.claims[:1])]
    row = row_of(item, names)
    detail = {
        **{name: str(row[name]) for name in ("issuer", "targets", "form", "made", "due", "last", "searched")},
        "acts": [[str(day), kind] for day, kind in row["acts"]], "usual": item.usual, "target_did": dict(item.target),
        "against_others": [[str(event.when.last_day), sorted(codes(event.recipients))] for event in item.others],
    }  # fmt: skip
    return Finding(
        f"ultimatums.{threat.issuer.casefold()}.{threat.made}", sentence(item, names, row), ONE, reading=READING,
        estimate=float(len(item.acts)), unit="costly acts", verdict=verdict, outcome=item.outcome, why=why,
        n=item.searched.documents, claims=tuple(dict.fromkeys(evidence))[:CLAIMS], detail=detail,
    )  # fmt: skip


def sentence(item: Followed, names: Mapping[str, str], row: Mapping[str, Any]) -> str:
    """One threat as a careful reporter could print it."""
    threat = item.threat
    due = f", due {threat.due}" if threat.due else ""
    acts = "; ".join(f"{kind} on {day}" for day, kind in row["acts"][:4]) or "none"
    more = f" and {len(row['acts']) - 4} more" if len(row["acts"]) > 4 else ""
    beside = [
        f"{event.when.last_day} on {', '.join(names.get(code, code) for code in sorted(codes(event.recipients)))}"
        for event in item.others
        if codes(event.recipients)
    ]
    others = f" Its sanctions on others: {'; '.join(beside)}." if beside else ""
    did = ", ".join(f"{kind} {count}" for kind, count in item.target.items()) or "nothing that is reported"
    answer = f" The target in that time: {did}." if threat.targets else ""
    return (
        f"The {threat.form.value} of {threat.made} by {row['issuer']} (target: {row['targets']}{due}): {item.outcome}. "
        f"Costly acts reported from {threat.first} to {threat.last}: {acts}{more}; usual in as many documents: "
        f"{item.usual:.1f}.{others}{answer} Searched: {item.searched.words}."
    )
