"""Compose: from record and findings to the brief's proven statements and rows. No prose of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dualtrack.brief.assertions import Asserted, asserted_in
from dualtrack.brief.coverage import Coverage, cover
from dualtrack.brief.event_page import cited_events, judgements_by_event
from dualtrack.brief.hypotheses import Matrix, weigh
from dualtrack.brief.lenses import Lens, LensBrief, load_lenses, write_lens
from dualtrack.brief.order import put_in_order
from dualtrack.brief.readings import Reading, Verdict, judge, load_readings
from dualtrack.brief.rows import RecordRows
from dualtrack.brief.statement import Statement
from dualtrack.brief.takeaways import takeaways
from dualtrack.brief.view import (
    CommitmentRow,
    FigureRow,
    PositionRow,
    RoundRow,
    cited,
    commitment_row,
    figure_row,
    happened,
    round_row,
)
from dualtrack.brief.words import Words
from dualtrack.draw.timeline import Mark, draw_timeline
from dualtrack.model import Case, Claim, Drawing, Event, Finding, Judgement, Round, Series

NAMING = ("state", "organisation", "group")  # whose name a code takes, the first that has it
HORIZON = timedelta(days=60)  # what is planned further off stands in the table and would squeeze the drawing
FIGURES_SHOWN, COMMITMENTS_SHOWN, POSITIONS_SHOWN, ROUNDS_SHOWN = 45, 40, 40, 80


@dataclass(frozen=True, slots=True)
class Brief:
    """One page's worth: statements that can be proven, rows that can be opened, drawings with their tables."""

    case: Case
    words: Words
    rows: RecordRows
    as_of: date | None
    takeaways: tuple[Statement, ...]
    warnings: tuple[Statement, ...]
    timeline: Drawing | None
    measured: tuple[Finding, ...]
    bargained: tuple[Finding, ...]
    figures: tuple[FigureRow, ...]
    rounds: tuple[RoundRow, ...]
    commitments: tuple[CommitmentRow, ...]
    positions: tuple[PositionRow, ...]
    coverage: Coverage
    lenses: tuple[LensBrief, ...]
    verdicts: tuple[Verdict, ...]
    asserted: Mapping[str, tuple[Asserted, ...]]
    matrix: Matrix
    events: tuple[str, ...]
    judgements: Mapping[str, tuple[Judgement, ...]]
    problems: tuple[str, ...]
    drafts: tuple[str, ...] = ()
    """The order and connecting words that a language model gave the takeaways; empty for the built-in writing."""


def record_rows(record: Any, findings: Sequence[Finding], case: Case, words: Words) -> RecordRows:
    """Gather the record's rows by id, with the names of the parties as the case gives them."""
    # A state gives its code its name; its ministries and movements share the code and follow only where none does.
    names: dict[str, str] = {}
    for kind in NAMING:
        for actor in case.actors:
            if actor.kind == kind:
                names.setdefault(actor.code, actor.name)
    names |= {issue.id: issue.name for issue in case.issues}
    return RecordRows(
        words=words,
        documents={document.id: document for document in record.documents()},
        claims={claim.id: claim for claim in record.claims()},
        events={event.id: event for event in record.events()},
        figures={figure.id: figure for figure in record.figures()},
        findings={finding.name: finding for finding in findings},
        names=names,
    )


def compose(
    record: Any,
    findings: Sequence[Finding],
    case: Case,
    words: Words,
    *,
    as_of: date | None = None,
    packs: Sequence[Path] = (),
) -> Brief:
    """Compose the brief of a record. `as_of` fixes every clock (default: the latest publication in the record)."""
    points = points_of_view(packs)
    rows = record_rows(record, findings, case, words)
    as_of = as_of or latest_publication(rows)
    ordered = put_in_order(rows)
    said = takeaways(rows, findings, ordered, record.inputs(), case)
    lenses = tuple(write_lens(lens, rows) for lens in points.lenses)
    shown = tuple(figure_row(figure, rows) for figure in ordered.figures[:FIGURES_SHOWN])
    return Brief(
        case=case,
        words=words,
        rows=rows,
        as_of=as_of,
        takeaways=said.takeaways,
        warnings=said.warnings,
        timeline=timeline(rows, record.series(measure="launched", track="force"), as_of),
        measured=tuple(item for item in findings if not item.name.startswith("bargain")),
        bargained=tuple(item for item in findings if item.name.startswith("bargain")),
        figures=shown,
        rounds=tuple(round_row(event, rows) for event in ordered.rounds[-ROUNDS_SHOWN:]),
        commitments=tuple(commitment_row(group, rows, as_of) for group in ordered.commitments[:COMMITMENTS_SHOWN]),
        positions=group_positions(rows, case)[:POSITIONS_SHOWN],
        coverage=cover(record, rows, case),
        lenses=lenses,
        verdicts=tuple(judge(reading, rows) for reading in points.readings),
        asserted=asserted_in({item.id: item.asserts for item in points.readings}, rows.documents.values()),
        matrix=weigh(rows, packs),
        events=cited_events(shown, said.takeaways, lenses, rows),
        judgements=judgements_by_event(record.judgements(), rows),
        problems=points.problems,
    )


def latest_publication(rows: RecordRows) -> date | None:
    """The last day on which a document of the record was published; None where no document is dated."""
    days = [document.published.last_day for document in rows.documents.values()]
    return max((day for day in days if day is not None), default=None)


@dataclass(frozen=True, slots=True)
class Points:
    """The lenses and readings of the packs, and the files among them that could not be used."""

    lenses: tuple[Lens, ...]
    readings: tuple[Reading, ...]
    problems: tuple[str, ...]


def points_of_view(packs: Sequence[Path] = ()) -> Points:
    lenses, odd_lenses = load_lenses(packs)
    readings, odd_readings = load_readings(packs)
    return Points(tuple(lenses), tuple(readings), (*odd_lenses, *odd_readings))


def group_positions(rows: RecordRows, case: Case) -> tuple[PositionRow, ...]:
    """Positions by party, issue and stance, with how often and how lately each was said; the most said first."""
    names = {issue.id: issue.name for issue in case.issues}
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in rows.claims.values():
        if claim.position is not None:
            party = rows.party(claim.position.party.code, claim.position.party.text)
            issue = names.get(claim.position.issue, claim.position.issue)
            groups.setdefault((party, issue, claim.position.stance.value), []).append(claim)
    made = []
    for (party, issue, stance), claims in sorted(groups.items()):
        days = [day for claim in claims if (day := rows.documents[claim.document_id].published.last_day)]
        latest = rows.words.day(max(days)) if days else ""
        made.append(
            PositionRow(
                party, issue, rows.words.of("stances", stance), len(claims), latest, cited([c.id for c in claims], rows)
            )
        )
    return tuple(sorted(made, key=lambda row: -row.count))


def timeline(rows: RecordRows, force: Series, as_of: date | None) -> Drawing | None:
    """The two-track timeline of the events that have a day and a track, up to two months beyond `as_of`."""
    labels = rows.words.labels
    marks = [mark for event in rows.events.values() if (mark := timeline_mark(event, rows)) is not None]
    named = replace(force, name=labels["munitions"], unit=labels["pieces"]) if force.values else None
    near = [mark for mark in marks if as_of is None or mark.first <= as_of + HORIZON]
    return draw_timeline(sorted(near, key=lambda mark: (mark.first, mark.id)), named, labels)


def timeline_mark(event: Event, rows: RecordRows) -> Mark | None:
    first, last = event.when.first_day, event.when.last_day
    if first is None or last is None or event.track is None or (last - first).days > 31:
        return None
    claim = next((rows.claims[item] for item in event.claims if item in rows.claims), None)
    if claim is None:
        return None
    where = f", {event.place.name}" if event.place else ""
    kind = rows.words.act(event.event_type, event.modes)
    state = "" if happened(event) else f" ({rows.words.of('reality', event.reality.value)})"
    who = rows.parties((*event.actors, *event.recipients)) if event.actors or event.recipients else ""
    words = f"{kind}{state}{where}{': ' + who if who else ''}"
    known = [rows.documents[rows.claims[key].document_id] for key in event.claims if key in rows.claims]
    attributes = (
        ("place", event.place.name if event.place else ""),
        (
            "actor",
            "|".join(sorted({rows.party(party.code, party.text) for party in (*event.actors, *event.recipients)})),
        ),
        ("source", "|".join(sorted({document.publisher for document in known if document.publisher}))),
    )
    weight = event.sources + (5 if isinstance(event, Round) else 0)
    href = f"sources/{claim.document_id}.html#{claim.id}"
    when = rows.words.when(event.when)
    return Mark(event.id, first, last, event.track.value, when, words, href, happened(event), weight, attributes)
