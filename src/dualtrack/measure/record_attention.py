"""Attention on a record: the regions that talks and officials speak of against those where the field is reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from dualtrack.measure.attention import METHOD, Floats, attention
from dualtrack.measure.calendar import last_day
from dualtrack.model import Case, Claim, Document, Finding, Place, Reality, Round, Track
from dualtrack.record import Record

READING = "performative_talks"
AREAS = ("oblast", "region", "district", "sector", "sea")
HAPPENED = (Reality.OCCURRED, Reality.ONGOING, Reality.ENDED)
SHOWN = 8
"""Regions told apart; the rest are one."""
REST = "elsewhere"
CLAIMS = 12
Weights = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Weights by (document, region), and the claims behind each region."""

    weights: Weights
    claims: Mapping[str, tuple[str, ...]]


def find_attention(record: Record, case: Case, *, as_of: date | None = None) -> list[Finding]:
    """`attention.divergence`, and one finding for each thesis of the case's `[[settings.feints]]`."""
    until = last_day(record, as_of)
    documents = {
        document.id: document
        for document in record.documents()
        if (day := document.published.last_day) is not None and until is not None and day <= until
    }
    outer = {place.id: place.admin for place in case.places if place.kind in AREAS and place.admin}
    said, done = spoken_of(record, case, documents, outer), reported(record, case, documents, outer)
    names = region_names(case)
    theses = [(str(item["eyes_on"]), str(item["while_in"])) for item in case.settings.get("feints", ())]
    made = [found(said, done, documents, names, None)]
    return [*made, *(found(said, done, documents, names, thesis) for thesis in theses)]


def region_names(case: Case) -> dict[str, str]:
    """The name of each area; of one that has no row of its own (a city that is a region), its largest town's."""
    towns = sorted((place for place in case.places if place.admin), key=lambda place: (place.population, place.id))
    largest = {str(place.admin): place.name for place in towns}
    return {**largest, **{place.id: place.name for place in case.places if place.kind in AREAS}}


def area_of(place: Place | None, case: Case, outer: Mapping[str, str]) -> str | None:
    """The widest declared area that holds a place within the belligerents' countries."""
    if place is None or place.country not in case.sides or place.region is None:
        return None
    return outer.get(place.region, place.region)


def spoken_of(record: Record, case: Case, documents: Mapping[str, Document], outer: Mapping[str, str]) -> Spoken:
    """What talks and statements are about: the issue of a position, the agenda of a round, the area that an act of
    talks or a plan, demand or threat of force names. A town where talks are held is a venue and not a subject."""
    places = {issue.id: issue.places for issue in case.issues}
    weights: Weights = defaultdict(float)
    claims: dict[str, list[str]] = defaultdict(list)

    def count(document: str, region: str, claim: str) -> None:
        if document in documents:
            weights[(document, region)] += 1.0
            claims[region].append(claim)

    for claim in record.claims():
        for region in subjects(claim, case, places, outer):
            count(claim.document_id, region, claim.id)
    known = {claim.id: claim for claim in record.claims(kind="event")}
    for event in record.events():
        if isinstance(event, Round):
            told = {known[key].document_id: key for key in event.claims if key in known}
            for region in {outer.get(area, area) for issue in event.agenda for area in places.get(issue, ())}:
                for document, key in sorted(told.items()):
                    count(document, region, key)
    return Spoken(weights, {region: tuple(dict.fromkeys(keys)) for region, keys in claims.items()})


def subjects(
    claim: Claim, case: Case, places: Mapping[str, tuple[str, ...]], outer: Mapping[str, str]
) -> Iterator[str]:
    if claim.position is not None:
        yield from {outer.get(area, area) for area in places.get(claim.position.issue, ())}
        return
    if claim.act is None or claim.act.event_type == "CONSULT" or claim.place is None:
        return
    talk = claim.track is Track.TALKS or (claim.track is Track.FORCE and claim.reality not in HAPPENED)
    region = area_of(claim.place, case, outer)
    if talk and region is not None and claim.place.scale in AREAS:
        yield region


def reported(record: Record, case: Case, documents: Mapping[str, Document], outer: Mapping[str, str]) -> Spoken:
    """Acts of force that happened, by region: each event weighs 1, shared among the documents that report it and the
    regions in which their sentences put it (a raid on a whole country strikes several)."""
    weights: Weights = defaultdict(float)
    claims: dict[str, list[str]] = defaultdict(list)
    by_id = {claim.id: claim for claim in record.claims(kind="event")}
    for event in record.events():
        if event.track is not Track.FORCE or event.reality not in HAPPENED:
            continue
        own = [by_id[key] for key in event.claims if key in by_id and by_id[key].document_id in documents]
        told: dict[tuple[str, str], str] = {}
        for claim in own:
            region = area_of(claim.place or event.place, case, outer)
            if region is not None and claim.reality in HAPPENED:
                told.setdefault((claim.document_id, region), claim.id)
        for (document, region), key in sorted(told.items()):
            weights[(document, region)] += 1.0 / len(told)
            claims[region].append(key)
    return Spoken(weights, {region: tuple(keys) for region, keys in claims.items()})


def found(
    said: Spoken,
    done: Spoken,
    documents: Mapping[str, Document],
    names: Mapping[str, str],
    thesis: tuple[str, str] | None,
) -> Finding:
    """One finding: of the divergence in all, or of a thesis on two regions."""
    totals: dict[str, float] = defaultdict(float)
    for (_, region), weight in (*said.weights.items(), *done.weights.items()):
        totals[region] += weight
    ranked = sorted(totals, key=lambda region: (-totals[region], region))
    kept = list(dict.fromkeys([*(thesis or ()), *ranked]))[:SHOWN]
    regions = [names.get(region, region) for region in kept] + ([REST] if len(ranked) > len(kept) else [])
    words, deeds = (tabled(spoken.weights, kept, list(documents), len(regions)) for spoken in (said, done))
    weeks = [day.toordinal() // 7 for document in documents.values() if (day := document.published.last_day)]
    eyes_on, while_in = (None, None) if thesis is None else regions[:2]
    title = "divergence" if thesis is None else "-".join(region.replace(".", "-") for region in thesis)
    name = f"attention.{title.casefold()}"
    if not regions:
        why = "no document names a region in talk or in the field"
        return Finding(name, f"Attention cannot be tested: {why}.", METHOD, reading=READING, why=why, n=len(documents))
    finding = attention(words, deeds, regions, weeks=weeks, eyes_on=eyes_on, while_in=while_in, name=name)
    behind = [key for spoken in (said, done) for region in kept for key in spoken.claims.get(region, ())[:3]]
    counts = {region: [float(words[:, at].sum()), float(deeds[:, at].sum())] for at, region in enumerate(regions)}
    detail = {**finding.detail, "said_and_done": counts}
    # A thesis on two regions rests on the same gaps as the whole: they are drawn once.
    drawings = finding.drawings if thesis is None else ()
    claims = tuple(dict.fromkeys(behind))[:CLAIMS]
    return replace(finding, reading=READING, claims=claims, detail=detail, drawings=drawings)


def tabled(weights: Weights, kept: list[str], documents: list[str], width: int) -> Floats:
    table = np.zeros((len(documents), width))
    rows = {document: row for row, document in enumerate(documents)}
    for (document, region), weight in weights.items():
        table[rows[document], kept.index(region) if region in kept else width - 1] += weight
    return table
