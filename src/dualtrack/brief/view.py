"""What the page shows, as plain rows that a template can print: evidence, figures, rounds, commitments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dualtrack.brief.rows import RecordRows
from dualtrack.brief.statement import Statement
from dualtrack.model import Claim, Drawing, Event, Figure, Finding, Form, Reality, Round, Status


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim as a reader checks it: the words, who says so, in which document, at which offsets."""

    claim: str
    quote: str
    speaker: str
    publisher: str
    published: str
    href: str
    start: int
    end: int
    number: str = ""
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class FigureRow:
    figure: Figure
    event: str
    when: str
    place: str
    words: str
    conflict: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class RoundRow:
    when: str
    first: str
    place: str
    who: str
    reality: str
    detail: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    form: str
    party: str
    toward: str
    subject: str
    made: str
    due: str
    status: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PositionRow:
    party: str
    issue: str
    stance: str
    count: int
    latest: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled run of proven statements with the findings and drawings that go with it."""

    id: str
    title: str
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    drawings: tuple[Drawing, ...] = ()


EVIDENCE_PER_ROW = 12  # the rest stands in claims.jsonl; a row must stay readable and the page under its size


def evidence(claim: Claim, rows: RecordRows, figure: Figure | None = None) -> Evidence:
    """One claim as evidence; with `figure`, its own number and whether a later toll replaced it."""
    document = rows.documents[claim.document_id]
    own = claim.quantity
    return Evidence(
        claim=claim.id,
        quote=claim.quote,
        speaker=rows.speaker(claim),
        publisher=document.publisher or document.name,
        published=rows.words.when(document.published),
        href=f"sources/{document.id}.html#{claim.id}",
        start=claim.start,
        end=claim.end,
        number=rows.words.bounds(own.low, own.best, own.high) if own else "",
        superseded=figure is not None and claim.id in figure.superseded,
    )


def cited(claims: Sequence[str], rows: RecordRows, figure: Figure | None = None) -> tuple[Evidence, ...]:
    known = [rows.claims[claim] for claim in claims if claim in rows.claims]
    return tuple(evidence(claim, rows, figure) for claim in known[:EVIDENCE_PER_ROW])


def figure_row(figure: Figure, rows: RecordRows) -> FigureRow:
    event = rows.events[figure.event]
    own = set(figure.claims)
    kinds = [conflict.kind.value for conflict in event.conflicts if len(own & set(conflict.claims)) >= 2]
    return FigureRow(
        figure=figure,
        event=event.id,
        when=rows.words.when(event.when),
        place=event.place.name if event.place else "",
        words=rows.words.figure(figure),
        conflict="; ".join(rows.words.of("conflicts", kind) for kind in dict.fromkeys(kinds)),
        evidence=cited(figure.claims, rows, figure),
    )


def round_row(event: Event, rows: RecordRows) -> RoundRow:
    labels = rows.words.labels
    details: list[str] = []
    if isinstance(event, Round):
        if event.planned.known:
            details.append(f"{labels['planned']} {rows.words.when(event.planned)}")
        if event.mediator:
            details.append(f"{labels['mediator']}: {rows.party(event.mediator)}")
        if event.agenda:
            details.append(f"{labels['agenda']}: {', '.join(event.agenda)}")
        for party, makeup in sorted(event.delegations.items()):
            details.append(f"{rows.party(party)}: {', '.join(makeup)}")
    return RoundRow(
        when=rows.words.when(event.when),
        first=event.when.first_day.isoformat() if event.when.first_day else "",
        place=event.place.name if event.place else "",
        who=rows.parties((*event.actors, *event.recipients)),
        reality=rows.words.of("reality", event.reality.value),
        detail="; ".join(details),
        evidence=cited(event.claims, rows),
    )


def clock(claim: Claim, as_of: date | None) -> str:
    """The status of a commitment on a day: what the sentence says of it, else whether its date has passed."""
    commitment = claim.commitment
    assert commitment is not None
    if commitment.status in (Status.KEPT, Status.BROKEN, Status.EXPIRED):
        return commitment.status.value
    if commitment.due is None or as_of is None:
        return Status.UNKNOWN.value
    lasting = commitment.form in (Form.TRUCE, Form.MORATORIUM)
    return Status.OPEN.value if as_of <= commitment.due else (Status.EXPIRED.value if lasting else "overdue")


def commitment_row(claims: Sequence[Claim], rows: RecordRows, as_of: date | None) -> CommitmentRow:
    """Claims of one commitment (same form, party and due date) as one row, the fullest claim first."""
    first = claims[0]
    commitment = first.commitment
    assert commitment is not None
    state = clock(first, as_of)
    status = rows.words.labels["overdue"] if state == "overdue" else rows.words.of("status", state)
    return CommitmentRow(
        form=rows.words.of("forms", commitment.form.value),
        party=rows.parties(commitment.party),
        toward=rows.parties(commitment.toward),
        subject=commitment.subject,
        made=rows.words.day(commitment.made) if commitment.made else "",
        due=rows.words.day(commitment.due) if commitment.due else "",
        status=status,
        evidence=cited([claim.id for claim in claims], rows),
    )


def happened(event: Event) -> bool:
    """Whether the record holds that the event took place (or is taking place)."""
    return event.reality in (Reality.OCCURRED, Reality.ONGOING, Reality.ENDED)
