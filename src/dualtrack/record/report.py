"""Report: an event claim as the matcher reads it, with the numbers that belong to it and the day it was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dualtrack.model import Claim, Document, Party, Place, Precision, Reality, When
from dualtrack.record.weights import AIR, FAMILIES, FOLLOWING, GROUND, HARM, LAUNCHED, LONG, SYMMETRIC

Bounds = tuple[float | None, float | None]
HELD = (Reality.OCCURRED, Reality.ONGOING, Reality.ENDED, Reality.DENIED)
AHEAD = (Reality.PLANNED, Reality.POSTPONED, Reality.CANCELLED)
# What the rows of a data set are, as the rule of their claims ends.
EVENTS, PARTS, REPORTS = "events", "parts", "reports"
MANY_DAYS = 9999
FROM_THE_AIR = ("launched", "shot_down", "lost")
CLOCK = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d.:])")
OUTCOMES = HARM | {"shot_down", "lost"}


@dataclass(frozen=True, slots=True)
class Report:
    """`numbers` maps (measure, what, scope) to bounds; `first`..`last` are day ordinals, None where unknown, `days` how
    many they span (many where an end is unknown), `night` says that two days are one night, and `hours` are the minutes
    of one day from and to which; `launched` reports count a raid as a whole; `symmetric` acts have parties of equal
    standing; `actors` and `recipients` are codes, those of an interception turned round so that they name the raid's;
    `listed` names the data set whose rows are each a happening of its own, `follows` the dated act after which an
    undated one is told."""

    claim: Claim
    numbers: Mapping[tuple[str, str, str | None], Bounds]
    family: str
    said: int | None
    first: int | None
    last: int | None
    days: int
    actors: frozenset[str]
    recipients: frozenset[str]
    modes: frozenset[str]
    interception: bool
    words: frozenset[str]
    held: bool
    ahead: bool
    symmetric: bool
    air: bool
    ground: bool
    launched: bool
    dated: bool
    night: bool
    hours: tuple[int, int] | None
    listed: str | None
    follows: str | None = None


def gather(claims: Sequence[Claim], documents: Mapping[str, Document]) -> list[Report]:
    """Each event claim with its numbers; a headline has the days of its body."""
    numbers = attach(claims)
    reports = [
        report_of(claim, numbers.get(claim.id, ()), documents[claim.document_id].published.last_day)
        for claim in claims
        if claim.act is not None
    ]
    bodies: dict[tuple[str, str], list[Report]] = {}
    for report in sorted(reports, key=lambda report: (report.claim.document_id, report.claim.start, report.claim.id)):
        if report.dated and not report.claim.headline:
            bodies.setdefault((report.claim.document_id, report.family), []).append(report)
    return [in_context(report, bodies.get((report.claim.document_id, report.family), ())) for report in reports]


def in_context(report: Report, bodies: Sequence[Report]) -> Report:
    """A report as its article dates it: a headline by the body, an undated act by the dated one that it follows."""
    if report.claim.headline:
        return dated_by(report, bodies)
    if report.dated:
        return report
    before = [body.claim.id for body in bodies if body.claim.start <= report.claim.start and body.days <= LONG]
    return replace(report, follows=before[-1]) if before else report


def dated_by(headline: Report, bodies: Sequence[Report]) -> Report:
    """A headline with the days of the first act of its own kind in the body, where its own are near them or unknown:
    it is written to the day of the page, and the body says which day is meant."""
    told = [report for report in bodies if report.held == headline.held and report.days != MANY_DAYS]
    body = told[0] if told else None
    if body is None or body.first is None or body.last is None:
        return headline
    early = headline.last is not None and headline.last + 1 < body.first
    late = headline.first is not None and body.last + 1 < headline.first
    if early or late:
        return headline
    return replace(
        headline, first=body.first, last=body.last, days=body.days, night=body.night, hours=body.hours, dated=True
    )


def attach(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Quantity claims by the event claim that they belong to. One that is the outcome of an attack and belongs to no
    act is the outcome of the attack told with it or just before."""
    found: dict[str, list[Claim]] = {}
    attacks: dict[str, list[Claim]] = {}
    loose: list[Claim] = []
    for claim in claims:
        if claim.act is not None and FAMILIES[claim.act.event_type] == "violence":
            attacks.setdefault(claim.document_id, []).append(claim)
        elif claim.quantity is not None and claim.quantity.event is not None:
            found.setdefault(claim.quantity.event, []).append(claim)
        elif claim.quantity is not None and claim.quantity.measure in OUTCOMES:
            loose.append(claim)
    for claim in loose:
        attack = attack_of(claim, attacks.get(claim.document_id, ()))
        if attack is not None:
            found.setdefault(attack.id, []).append(claim)
    return found


def attack_of(number: Claim, attacks: Iterable[Claim]) -> Claim | None:
    """The attack that a number tells the outcome of: the last one before it, in its own sentence or the one before,
    that its own days do not contradict."""
    near = [
        attack
        for attack in attacks
        if 0 <= number.sentence - attack.sentence <= FOLLOWING
        and attack.headline == number.headline
        and (not number.when.known or number.when == attack.when)
    ]
    return max(near, key=lambda attack: (attack.sentence, attack.start, attack.id), default=None)


def report_of(claim: Claim, numbers: Iterable[Claim], said: date | None) -> Report:
    act = claim.act
    assert act is not None
    own = [number.quantity for number in numbers if number.quantity]
    modes = frozenset(act.modes)
    actors, recipients = codes(act.actors), codes(act.recipients)
    # Who shoots down is whom the raid was sent against.
    interception = "shoot-down" in modes
    if interception:
        actors, recipients = recipients, actors
    first, last, family = ordinal(claim.when.first_day), ordinal(claim.when.last_day), FAMILIES[act.event_type]
    return Report(
        claim=claim,
        numbers={(item.measure, item.what, item.scope): (item.low, item.high) for item in own},
        family=family,
        said=ordinal(said),
        first=first,
        last=last,
        days=last - first + 1 if first is not None and last is not None else MANY_DAYS,
        actors=actors,
        recipients=recipients,
        modes=modes,
        interception=interception,
        words=frozenset(word for word in claim.quote.casefold().split() if len(word) > 3),
        held=claim.reality in HELD,
        ahead=claim.reality in AHEAD,
        symmetric=family in SYMMETRIC or "exchange" in modes,
        air=bool(modes & AIR) or any(item.measure in FROM_THE_AIR for item in own),
        ground=bool(modes & GROUND),
        launched=any(item.measure == LAUNCHED for item in own),
        dated=first is not None or last is not None,
        night=claim.when.precision is Precision.PART_OF_DAY and claim.when.days == 2,
        hours=hours_of(claim.when),
        listed=claim.document.partition(":")[0] if claim.rule.endswith(f"+rows.{EVENTS}") else None,
    )


def hours_of(when: When) -> tuple[int, int] | None:
    """The minutes of its day between two clock times, where the words of a part of a day give them in figures."""
    if when.precision is not Precision.PART_OF_DAY or when.days != 1:
        return None
    told = [60 * int(hour) + int(minute) for hour, minute in CLOCK.findall(when.words)[:2]]
    return (told[0], told[1]) if len(told) == 2 and told[0] < told[1] else None


def ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def codes(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.code for party in parties if party.code)


def holds(outer: Place, inner: Place) -> bool:
    """Whether a country or a first-level area holds a place."""
    if outer.scale == "country":
        return outer.country is not None and outer.country == inner.country and outer.id != inner.id
    return outer.id == inner.region and outer.id != inner.id


def meet(one: Bounds, other: Bounds) -> bool:
    """Whether two pairs of bounds can both hold; None is unbounded ("more than 300" meets 312)."""
    below = one[1] is not None and other[0] is not None and one[1] < other[0]
    above = one[0] is not None and other[1] is not None and other[1] < one[0]
    return not below and not above


def counts_more(whole: Report, part: Report) -> bool:
    """Whether one report counts more than another of all that both count."""
    common = [(part.numbers[key][1], whole.numbers[key][0]) for key in part.numbers if key in whole.numbers]
    return bool(common) and all(top is not None and low is not None and top < low for top, low in common)
