"""Talks on a record: rounds held, moved and called off, who sat in them, and whether positions moved over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dualtrack.draw.rounds import render_rounds
from dualtrack.measure.calendar import Meeting, last_day, meetings_of, names_of
from dualtrack.measure.majority import majority
from dualtrack.measure.statements import Statement, statements_of
from dualtrack.measure.talks import talks
from dualtrack.measure.timing import written_p
from dualtrack.model import Case, Drawing, Finding
from dualtrack.model.finding import NOT_SUPPORTED, SUPPORTED
from dualtrack.record import Record

READING = "performative_talks"
SHARE = "exact binomial share against one half (Clopper and Pearson 1934)"
SECURITY = "security"
FEWEST = 5
CLAIMS = 12


def find_talks(record: Record, case: Case, *, as_of: date | None = None) -> list[Finding]:
    """`talks.movement`, `talks.held` (as planned, moved, called off) and `talks.delegations` (who is in the room)."""
    until = last_day(record, as_of)
    scheduled = meetings_of(record, case, as_of)
    held = [meeting for meeting in scheduled if not meeting.cancelled and len(set(meeting.parties) & set(case.sides))]
    return [
        movement(held, statements_of(record, case, until), case),
        kept(scheduled),
        delegations(held, case),
    ]


def movement(held: Sequence[Meeting], statements: Sequence[Statement], case: Case) -> Finding:
    """Whether any side's stated position came nearer over a round."""
    told = [item for item in statements if item.conceded is not None]
    names, issues = names_of(case), {issue.id: issue.name for issue in case.issues}
    topics = [f"{names.get(item.party, item.party)}: {issues.get(item.issue, item.issue)}" for item in told]
    spans = joined(held)
    finding = talks(
        [(first.toordinal(), last.toordinal()) for first, last in spans],
        [item.day.toordinal() for item in told],
        topics,
        [item.conceded for item in told],
    )
    claims = [key for item in told for key in item.claims[:1]] + [key for meeting in held for key in meeting.claims[:1]]
    agenda = Counter(issues.get(issue, issue) for meeting in held for issue in meeting.agenda)
    moves = [
        (first, last, ", ".join(f"{topic} {move:+d}" for topic, move in row.items()))
        for (first, last), row in zip(spans, finding.detail.get("moves", [{}] * len(spans)), strict=True)
    ]
    says = (
        f"{finding.says} Statements of a side's position that can be placed: {len(told)}. On the agenda of rounds: "
        f"{counted(agenda) or 'not known'}."
    )
    detail = {
        **finding.detail, "statements": len(told), "agenda": dict(agenda),
        "moves": [[str(first), str(last), moved] for first, last, moved in moves],
    }  # fmt: skip
    return replace(
        finding, says=says, reading=READING, claims=tuple(dict.fromkeys(claims))[:CLAIMS], detail=detail,
        drawings=drawn(held, moves, case),
    )  # fmt: skip


def counted(counts: Mapping[str, int]) -> str:
    """Names with their counts, the most frequent first."""
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def joined(held: Sequence[Meeting]) -> list[tuple[date, date]]:
    """The days of meetings, those that overlap as one round."""
    spans: list[tuple[date, date]] = []
    for meeting in sorted(held, key=lambda meeting: meeting.first):
        if spans and meeting.first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], meeting.last))
        else:
            spans.append((meeting.first, meeting.last))
    return spans


def drawn(held: Sequence[Meeting], moves: Sequence[tuple[date, date, str]], case: Case) -> tuple[Drawing, ...]:
    """Every round with its place, parties, make-up of delegations, agenda, and what moved over it."""
    if not held:
        return ()
    names, issues = names_of(case), {issue.id: issue.name for issue in case.issues}

    def named(codes: Iterable[str]) -> str:
        return ", ".join(names.get(code, code) for code in codes)

    rows = [
        {
            "first": meeting.first, "last": meeting.last, "place": meeting.place, "parties": named(meeting.parties),
            "delegations": "; ".join(f"{code}: {', '.join(own)}" for code, own in meeting.delegations.items()),
            "agenda": ", ".join(issues.get(issue, issue) for issue in meeting.agenda),
            "moved": next((moved for first, last, moved in moves if first <= meeting.first <= last), ""),
        }
        for meeting in held
    ]  # fmt: skip
    return (render_rounds("talks-rounds", rows),)


def kept(scheduled: Sequence[Meeting]) -> Finding:
    """Of the meetings that were scheduled, those held, moved and called off."""
    name = "talks.held"
    off = sum(meeting.cancelled for meeting in scheduled)
    moved = sum(meeting.moved and not meeting.cancelled for meeting in scheduled)
    if len(scheduled) < FEWEST:
        why = f"{len(scheduled)} dated meetings; at least {FEWEST} are needed"
        return Finding(name, f"Whether talks are held as planned: {why}.", SHARE, reading=READING, why=why)
    found = majority(len(scheduled) - off - moved, len(scheduled))
    low, high = found.interval
    claims = [key for meeting in scheduled if meeting.cancelled or meeting.moved for key in meeting.claims[:2]]
    says = (
        f"Of {found.total} meetings on the calendar, {found.count} were held without a move or cancellation that is "
        f"known of, {moved} on another day than planned, and {off} were called off ({found.share:.0%}, 95% interval "
        f"{low:.0%} to {high:.0%}). A meeting that was never announced and never held is in no calendar."
    )
    return Finding(
        name, says, SHARE, reading=READING, estimate=found.share, interval=found.interval, unit="share of meetings",
        p_value=found.p_value, minimum_detectable=found.detectable[1],
        verdict=SUPPORTED if found.above else NOT_SUPPORTED,
        outcome="mostly held as planned" if found.above else "not shown to be mostly held as planned", n=found.total,
        claims=tuple(dict.fromkeys(claims))[:CLAIMS], detail={"held": found.count, "moved": moved, "called_off": off},
    )  # fmt: skip


def delegations(held: Sequence[Meeting], case: Case) -> Finding:
    """Of the sides' delegations whose make-up is known, those with security officers."""
    name = "talks.delegations"
    known = [
        (code, kinds, meeting) for meeting in held for code, kinds in meeting.delegations.items() if code in case.sides
    ]
    if len(known) < FEWEST:
        why = f"the make-up of {len(known)} delegations of the sides is known; at least {FEWEST} are needed"
        return Finding(name, f"Whether security officers talk: {why}.", SHARE, reading=READING, why=why, n=len(known))
    found = majority(sum(SECURITY in kinds for _, kinds, _ in known), len(known))
    low, high = found.interval
    kinds = Counter(kind for _, own, _ in known for kind in own)
    outcome = "mostly with" if found.above else "mostly without" if found.above is False else "not decided"
    sides = sum(len(set(meeting.parties) & set(case.sides)) for meeting in held)
    says = (
        f"Security officers sat in {found.count} of the {found.total} delegations of the sides whose make-up is known, "
        f"of {sides} in all ({found.share:.0%}, 95% interval {low:.0%} to {high:.0%}; {written_p(found.p_value)} "
        f"against one half). Kinds: {counted(kinds)}."
    )
    claims = [key for _, _, meeting in known for key in meeting.claims[:1]]
    return Finding(
        name, says, SHARE, reading=READING, estimate=found.share, interval=found.interval, unit="share of delegations",
        p_value=found.p_value, minimum_detectable=found.detectable[1],
        verdict=SUPPORTED if found.above else NOT_SUPPORTED, outcome=f"{outcome} security officers", n=found.total,
        claims=tuple(dict.fromkeys(claims))[:CLAIMS], detail={"kinds": dict(kinds), "of": sides},
    )  # fmt: skip
