"""Build: from claims, judgements and decisions to events and figures. A pure function of what is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from dualtrack.model import (
    Case,
    Claim,
    Conflict,
    ConflictKind,
    Decision,
    Document,
    Event,
    Figure,
    Judgement,
    Party,
    Place,
    Raid,
    Reality,
    Round,
    Ruling,
    ScheduledRound,
    When,
)
from dualtrack.model.identity import content_id
from dualtrack.record.independence import by_name, families, voices
from dualtrack.record.match import match_reports, ruled
from dualtrack.record.reconcile import reconcile, rule
from dualtrack.record.report import Report, attach, counts_more, gather, holds
from dualtrack.record.sources import Sources
from dualtrack.record.weights import BESIDE, HARM

MUNITIONS = ("drone", "missile", "bomb", "munition", "rocket")
STANDING = (
    Reality.OCCURRED, Reality.ONGOING, Reality.ENDED, Reality.CANCELLED, Reality.POSTPONED, Reality.PLANNED,
    Reality.THREATENED, Reality.DEMANDED, Reality.HYPOTHETICAL, Reality.DENIED,
)  # fmt: skip
AREA = {"country": 3, "region": 2, "oblast": 2, "district": 1, "sector": 1}
COARSE = {"minute": 0, "part_of_day": 1, "day": 2, "week": 3, "month": 4, "year": 5, "unknown": 6}


@dataclass(frozen=True, slots=True)
class Built:
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    judgements: tuple[Judgement, ...]


def build(
    claims: Sequence[Claim], documents: Mapping[str, Document], decisions: Sequence[Decision], case: Case
) -> Built:
    """Match, join and reconcile. The order of the input makes no difference to the result."""
    standing = in_force(decisions)
    rejected = {item.subjects[0] for item in standing if item.ruling is Ruling.REJECT}
    kept = sorted((claim for claim in claims if claim.id not in rejected), key=lambda claim: claim.id)
    reports = gather(kept, documents)
    rulings = ruled(standing, {report.claim.id for report in reports})
    groups, judgements = match_reports(reports, rulings)
    numbers = attach(kept)
    family_of, named = families(documents.values(), case.sources), by_name(case.sources)
    sources = Sources.of(documents, case.sources, kept)
    events: list[Event] = []
    figures: list[Figure] = []
    for group in groups:
        own = [number for report in group for number in numbers.get(report.claim.id, ())]
        place = best_place(group)
        identity = content_id("evt", min(report.claim.id for report in group))
        found = reconcile(identity, whole_place(group, place), own, sources, outcome_places(group, numbers))
        scopes = {number.id: number.quantity.scope for number in own if number.quantity}
        made = [apply(figure, scopes, standing) for figure in found.figures]
        event = make_event(identity, group, place, own, [*found.conflicts, *disputes(group)], documents)
        heard = voices((report.claim for report in group), family_of, named)
        events.append(typed(event, len(heard), made, case))
        figures += made
    return Built(
        tuple(sorted(events, key=lambda event: event.id)),
        tuple(sorted(figures, key=lambda figure: figure.id)),
        tuple(judgements),
    )


def in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that no later one reversed; a reversal may itself be reversed."""
    undone: set[str] = set()
    for item in reversed(decisions):
        if item.ruling is Ruling.REVERSE and item.id not in undone:
            undone.add(item.subjects[0])
    return [item for item in decisions if item.id not in undone and item.ruling is not Ruling.REVERSE]


def apply(figure: Figure, scopes: Mapping[str, str | None], decisions: Sequence[Decision]) -> Figure:
    """The figure as an editor set it; a decision names it by one of its claims, and by `whole` where that claim counts
    a part that stands in two figures."""
    for decision in decisions:
        if decision.ruling is Ruling.SET and decision.value is not None:
            claim, _, part = decision.subjects[0].partition(":")
            summed = figure.scope is None and scopes.get(claim) is not None
            if claim in figure.claims and (part == "whole") == summed:
                figure = rule(figure, decision.value, decision.by)
    return figure


def make_event(
    identity: str,
    group: Sequence[Report],
    place: Place | None,
    numbers: Sequence[Claim],
    conflicts: Sequence[Conflict],
    documents: Mapping[str, Document],
) -> Event:
    claims = [report.claim for report in group]
    reality = standing_of(group)
    own = [report for report in group if report.claim.reality is reality]
    # What was shot down was sent: where a raid is told of, its acts say what happened, and not its interceptions.
    acts = [report.claim.act for report in main_part(own) if report.claim.act is not None]
    kinds = Counter(act.event_type for act in acts)
    tracks = Counter(claim.track for claim in claims if claim.track is not None)
    return Event(
        id=identity,
        event_type=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        modes=tuple(sorted({mode for report in main_part(group) for mode in report.modes})),
        track=min(tracks, key=lambda track: (-tracks[track], track.value)) if tracks else None,
        actors=parties(act.actors for act in acts),
        recipients=parties(act.recipients for act in acts),
        place=place,
        when=best_when([report.claim for report in main_part(own)]),
        reality=reality,
        claims=(*sorted(claim.id for claim in claims), *sorted({claim.id for claim in numbers})),
        documents=tuple(sorted({documents[claim.document_id].name for claim in claims})),
        sources=0,
        conflicts=tuple(conflicts),
    )


def standing_of(group: Sequence[Report]) -> Reality:
    return min((report.claim.reality for report in group), key=STANDING.index)


def main_part(group: Sequence[Report]) -> Sequence[Report]:
    return [report for report in group if not report.interception] or group


def parties(lists: Iterable[Sequence[Party]]) -> tuple[Party, ...]:
    """Every party once, by code (or words where no code resolved), the most named first."""
    counted: Counter[str] = Counter()
    first: dict[str, Party] = {}
    for listed in lists:
        for party in listed:
            key = party.code or party.text.casefold()
            counted[key] += 1
            first[key] = min(first.get(key, party), party, key=lambda item: (item.role is None, item.text))
    resolved = [key for key in counted if first[key].code] or list(counted)
    return tuple(first[key] for key in sorted(resolved, key=lambda key: (-counted[key], key)))


def best_when(claims: Sequence[Claim]) -> When:
    """The finest interval that most claims give, headlines only where no body gives one; of equal ones the earliest."""
    dated = [claim for claim in claims if claim.when.known]
    known = [claim.when for claim in dated if not claim.headline] or [claim.when for claim in dated]
    if not known:
        return When()
    votes = Counter((when.earliest, when.latest, when.precision) for when in known)
    return min(
        (When(when.earliest, when.latest, when.precision) for when in known),
        key=lambda when: (
            when.days is None or COARSE[when.precision.value] > 2,
            -votes[(when.earliest, when.latest, when.precision)],
            COARSE[when.precision.value],
            str(when.earliest),
        ),
    )


def best_place(group: Sequence[Report]) -> Place | None:
    """Of a raid with numbers for a whole area, that area, None where it is a country that nobody names as a place; else
    the place that most claims of the surest standing name, of equals the narrowest."""
    reality = standing_of(group)
    placed = [(report, report.claim.place) for report in group if report.claim.place]
    placed = [item for item in placed if item[0].claim.reality is reality] or placed
    named = [place for _, place in placed]
    counted = [place for report, place in placed if report.numbers and report.family == "violence"]
    over = [outer for outer in counted if any(holds(outer, place) for place in named)]
    # The widest area that a claim counts for: what others count within it are its parts.
    widest = [outer for outer in over if not any(holds(other, outer) for other in over)]
    in_the_air = [report for report in group if report.launched or report.interception]
    if not widest and any(over_a_country(report, named) for report in in_the_air):
        return next((place for place in named if place.scale == "country"), None)
    candidates = widest or named
    if not candidates:
        return None
    votes = Counter(place.id for place in candidates)
    return min(candidates, key=lambda place: (-votes[place.id], AREA.get(place.scale, 0), place.id))


def whole_place(group: Sequence[Report], place: Place | None) -> Place | None:
    """The place whose numbers count the whole of an event: none where an article that names no place counts for the
    country that was attacked, or counts more without a place than in it, so that what others count in a place of it are
    parts."""
    placed = {report.claim.document_id for report in group if report.claim.place}
    silent = [report for report in group if report.claim.document_id not in placed]
    if place is None or any(over_a_country(report, [place]) for report in silent):
        return None
    wholes: dict[str, list[Report]] = {}
    for report in group:
        if report.claim.place is None and report.numbers:
            wholes.setdefault(report.claim.document_id, []).append(report)
    parts = [report for report in group if report.claim.place and report.claim.place.id == place.id]
    more = any(counts_more(whole, part) for part in parts for whole in wholes.get(part.claim.document_id, ()))
    return None if more else place


def outcome_places(group: Sequence[Report], numbers: Mapping[str, Sequence[Claim]]) -> dict[str, Place]:
    """The places, by number claim, of harm told without a place right after an attack, or with it: where that was."""
    deeds = [report.claim for report in group if report.claim.place and report.family == "violence"]
    found: dict[str, Place] = {}
    for report in group:
        told = report.claim
        if told.place or not report.numbers or not {measure for measure, _, _ in report.numbers} <= HARM:
            continue
        before = [deed for deed in deeds if deed.document_id == told.document_id
                  and 0 <= told.sentence - deed.sentence <= BESIDE]  # fmt: skip
        if before:
            place = max(before, key=lambda deed: (deed.sentence, deed.start, deed.id)).place
            found |= {number.id: place for number in numbers.get(told.id, ()) if place and number.place is None}
    return found


def over_a_country(report: Report, places: Sequence[Place]) -> bool:
    """Whether a report counts what was done to a country that it does not name as a place, or what was met of a raid
    wherever it went."""
    if report.claim.place is not None or not report.numbers:
        return False
    anywhere = report.interception and not report.recipients
    return any(anywhere or place.country in report.recipients for place in places if place.scale != "country")


def disputes(group: Sequence[Report]) -> list[Conflict]:
    """Conflicts on whether it happened and on who did it."""
    found = []
    for interception in (False, True):  # who denies that a raid was met does not deny the raid
        own = [report.claim for report in group if report.interception is interception]
        denied = [claim for claim in own if claim.reality is Reality.DENIED]
        affirmed = [claim for claim in own if claim.reality in (Reality.OCCURRED, Reality.ONGOING)]
        if denied and affirmed:
            keys = tuple(sorted(claim.id for claim in (*denied, *affirmed)))
            found.append(Conflict(ConflictKind.DENIAL, keys, "one says it happened, another denies it"))
    authors = {
        report.claim.id: frozenset(party.code for party in report.claim.act.actors if party.code)
        for report in group
        if report.claim.act and report.family == "violence" and not report.interception and report.claim.act.actors
    }
    sides = {codes for codes in authors.values() if codes}
    if len(sides) > 1 and not frozenset.intersection(*sides):
        keys = tuple(sorted(key for key, codes in authors.items() if codes))
        found.append(Conflict(ConflictKind.ATTRIBUTION, keys, "they name different authors"))
    return found


def typed(event: Event, sources: int, figures: Sequence[Figure], case: Case) -> Event:
    """The event with its count of sources; as a Raid or a Round where it is one."""
    own: dict[str, Any] = {item.name: getattr(event, item.name) for item in fields(Event)} | {"sources": sources}
    launched = [item for item in figures if item.measure == "launched" and item.what in MUNITIONS]
    if event.event_type == "ASSAULT" and launched:
        regions = tuple(sorted({item.scope for item in figures if item.scope}))
        return Raid(**own, munitions=tuple(item.id for item in launched), regions=regions)
    if is_round(event, case):
        scheduled = scheduled_round(event, case)
        return Round(**own, **(asdict_of(scheduled) if scheduled else {}))
    return Event(**own)


def is_round(event: Event, case: Case) -> bool:
    """A meeting of a belligerent with another party that is talks: by its mode, or by the case's calendar."""
    if event.event_type != "CONSULT":
        return False
    met = {party.code for party in (*event.actors, *event.recipients) if party.code}
    if len(met) < 2 or not (met & set(case.sides) or not case.sides):
        return False
    return bool({"negotiate", "mediate"} & set(event.modes)) or scheduled_round(event, case) is not None


def scheduled_round(event: Event, case: Case) -> ScheduledRound | None:
    """The row of the case's calendar that the event is: same days, and a common party or place."""
    for row in case.rounds:
        when = When(row.start, row.end, "day")  # type: ignore[arg-type]
        place = event.place is None or event.place.id == row.place_id or event.place.name == row.place
        if event.when.known and (event.when.days or 99) <= 4 and when.overlaps(event.when) and place:
            return row
    return None


def asdict_of(row: ScheduledRound) -> dict[str, Any]:
    kept = {item.name for item in fields(Round)} - {item.name for item in fields(Event)}
    return {name: value for name, value in asdict(row).items() if name in kept} | {"planned": row.planned}
