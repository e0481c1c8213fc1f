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
    Verdict,
    When,
)
from dualtrack.model.identity import content_id
from dualtrack.record.independence import by_name, families, voices
from dualtrack.record.match import Report, match_reports
from dualtrack.record.reconcile import Sources, reconcile, rule

MUNITIONS = ("drone", "missile", "bomb", "munition", "rocket")
STANDING = (
    Reality.OCCURRED, Reality.ONGOING, Reality.ENDED, Reality.CANCELLED, Reality.POSTPONED, Reality.PLANNED,
    Reality.THREATENED, Reality.DEMANDED, Reality.HYPOTHETICAL, Reality.DENIED,
)  # fmt: skip
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
    reports = gather(kept)
    judgements = tuple(match_reports(reports))
    groups = join(reports, judgements, standing)
    numbers = attach(kept)
    family_of, named = families(documents.values(), case.sources), by_name(case.sources)
    sources = Sources.of(documents, case.sources)
    events, figures = [], []
    for group in groups:
        own = [number for report in group for number in numbers.get(report.claim.id, ())]
        place = best_place([report.claim for report in group])
        identity = content_id("evt", min(report.claim.id for report in group))
        made, conflicts = reconcile(identity, place, own, sources)
        made = [apply(figure, standing) for figure in made]
        event = make_event(identity, group, place, made, [*conflicts, *disputes(group)], documents)
        heard = voices((report.claim for report in group), family_of, named)
        events.append(typed(event, len(heard), made, case))
        figures += made
    return Built(
        tuple(sorted(events, key=lambda event: event.id)),
        tuple(sorted(figures, key=lambda figure: figure.id)),
        judgements,
    )


def in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that no later one reversed."""
    reversed_ids = {item.subjects[0] for item in decisions if item.ruling is Ruling.REVERSE}
    return [item for item in decisions if item.id not in reversed_ids and item.ruling is not Ruling.REVERSE]


def attach(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Quantity claims by the event claim that they belong to."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.quantity is not None and claim.quantity.event is not None:
            found.setdefault(claim.quantity.event, []).append(claim)
    return found


def gather(claims: Sequence[Claim]) -> list[Report]:
    """Each event claim with its numbers."""
    numbers = attach(claims)
    reports = []
    for claim in claims:
        if claim.act is not None:
            own = [number.quantity for number in numbers.get(claim.id, ()) if number.quantity]
            reports.append(
                Report(claim, {(item.measure, item.what, item.scope): (item.low, item.high) for item in own})
            )
    return reports


def join(
    reports: Sequence[Report], judgements: Sequence[Judgement], decisions: Sequence[Decision]
) -> list[list[Report]]:
    """Groups of one happening: joined from the surest pair down, never across a pair judged different for cause."""
    parent = {report.claim.id: report.claim.id for report in reports}
    members = {report.claim.id: {report.claim.id} for report in reports}
    apart = {
        frozenset((item.left, item.right))
        for item in judgements
        if item.verdict is Verdict.DIFFERENT and item.weight < 0
    }
    ruled = [(item, [key for key in item.subjects if key in parent]) for item in decisions]
    apart |= {frozenset(keys) for item, keys in ruled if item.ruling is Ruling.DIFFERENT and len(keys) == 2}
    together = [keys for item, keys in ruled if item.ruling is Ruling.SAME and len(keys) == 2]
    apart -= {frozenset(keys) for keys in together}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def unite(left: str, right: str, *, force: bool) -> None:
        one, other = sorted((root(left), root(right)))
        if one == other:
            return
        small, large = sorted((members[one], members[other]), key=len)
        if not force and any(frozenset((a, b)) in apart for a in small for b in large):
            return
        parent[other] = one
        members[one] |= members[other]

    for keys in together:
        unite(keys[0], keys[1], force=True)
    same = sorted(
        (item for item in judgements if item.verdict is Verdict.SAME), key=lambda j: (-j.weight, j.left, j.right)
    )
    for judgement in same:
        unite(judgement.left, judgement.right, force=False)
    groups: dict[str, list[Report]] = {}
    for report in reports:
        groups.setdefault(root(report.claim.id), []).append(report)
    return [groups[key] for key in sorted(groups)]


def apply(figure: Figure, decisions: Sequence[Decision]) -> Figure:
    for decision in decisions:
        if decision.ruling is Ruling.SET and decision.subjects[0] == figure.id and decision.value is not None:
            figure = rule(figure, decision.value, decision.by)
    return figure


def make_event(
    identity: str,
    group: Sequence[Report],
    place: Place | None,
    figures: Sequence[Figure],
    conflicts: Sequence[Conflict],
    documents: Mapping[str, Document],
) -> Event:
    claims = [report.claim for report in group]
    reality = min((claim.reality for claim in claims), key=STANDING.index)
    own = [claim for claim in claims if claim.reality is reality]
    acts = [claim.act for claim in claims if claim.act is not None]
    kinds = Counter(act.event_type for act in acts)
    tracks = Counter(claim.track for claim in claims if claim.track is not None)
    quantities = {key for figure in figures for key in figure.claims}
    return Event(
        id=identity,
        event_type=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        modes=tuple(sorted({mode for act in acts for mode in act.modes})),
        track=min(tracks, key=lambda track: (-tracks[track], track.value)) if tracks else None,
        actors=parties(act.actors for act in acts),
        recipients=parties(act.recipients for act in acts),
        place=place,
        when=best_when(own),
        reality=reality,
        claims=(*sorted(claim.id for claim in claims), *sorted(quantities - {claim.id for claim in claims})),
        documents=tuple(sorted({documents[claim.document_id].name for claim in claims})),
        sources=0,
        conflicts=tuple(conflicts),
    )


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
    """The finest interval that most claims give; of equal ones the earliest."""
    known = [claim.when for claim in claims if claim.when.known]
    if not known:
        return When()
    votes = Counter((when.earliest, when.latest, when.precision) for when in known)
    return min(
        (When(when.earliest, when.latest, when.precision) for when in known),
        key=lambda when: (
            COARSE[when.precision.value] > 2,
            -votes[(when.earliest, when.latest, when.precision)],
            COARSE[when.precision.value],
            str(when.earliest),
        ),
    )


def best_place(claims: Sequence[Claim]) -> Place | None:
    """The place that most claims name among those of the surest standing; of equals the one that holds the others."""
    reality = min((claim.reality for claim in claims), key=STANDING.index)
    named = [claim.place for claim in claims if claim.place and claim.reality is reality]
    named = named or [claim.place for claim in claims if claim.place]
    if not named:
        return None
    votes = Counter(place.id for place in named)
    wide = {place.country for place in named if place.scale == "country"}
    return min(named, key=lambda place: (-votes[place.id], place.id not in wide, place.id))


def disputes(group: Sequence[Report]) -> list[Conflict]:
    """Conflicts on whether it happened and on who did it."""
    found = []
    denied = [report.claim for report in group if report.claim.reality is Reality.DENIED]
    affirmed = [report.claim for report in group if report.claim.reality in (Reality.OCCURRED, Reality.ONGOING)]
    if denied and affirmed:
        keys = tuple(sorted(claim.id for claim in (*denied, *affirmed)))
        found.append(Conflict(ConflictKind.DENIAL, keys, "one says it happened, another denies it"))
    authors = {
        report.claim.id: frozenset(party.code for party in report.claim.act.actors if party.code)
        for report in group
        if report.claim.act and report.family not in ("meeting", "agreement") and report.claim.act.actors
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
