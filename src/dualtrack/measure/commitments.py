"""Commitments: what binds whom on which days, by the case and by the claims of a record, and who reports a breach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dualtrack.measure.fate import Breach
from dualtrack.model import Case, Claim, Document, Reality
from dualtrack.model.claim import Form, Status
from dualtrack.record import Record

PAUSES = (Form.TRUCE, Form.MORATORIUM)
LASTING = (*PAUSES, Form.PROMISE)
REPORTED_WITHIN = timedelta(days=7)
"""A report without a day is of the latest term that began before it and ended at most so long before it."""
BREACH_MODE = "truce-violate"
BOUND_BY = (Reality.OCCURRED, Reality.ONGOING, Reality.PLANNED, Reality.ENDED)
MUNITIONS = {"measure": "launched", "track": "force"}


@dataclass(frozen=True, slots=True)
class Commitment:
    """What binds one party from `first` to `last`. `incidents` are the arguments of `Record.series` that count what it
    promised not to do (None: no series counts it); `subject` names them; `claims` made it."""

    id: str
    name: str
    form: Form
    party: str
    first: date
    last: date
    subject: str = "incidents"
    incidents: Mapping[str, Any] | None = None
    claims: tuple[str, ...] = ()
    breaches: tuple[Breach, ...] = ()

    def overlaps(self, other: Commitment) -> bool:
        same = self.party == other.party and (self.form == other.form or {self.form, other.form} <= set(PAUSES))
        return same and self.first <= other.last and other.first <= self.last


def commitments_of(record: Record, case: Case, until: date | None) -> list[Commitment]:
    """The commitments that had begun by `until`, by first day: those that the case declares, then those that claims
    date and the case does not know, each with the reports of its breach."""
    documents = {document.id: document for document in record.documents()}
    claims = record.claims()
    declared = [made for row in case.settings.get("commitments", ()) for made in declared_by(row)]
    found: list[Commitment] = []
    for made in (*declared, *told(claims, case)):
        same = next((at for at, other in enumerate(found) if other.overlaps(made)), None)
        if same is None:
            found.append(made)
        else:
            found[same] = replace(found[same], claims=(*found[same].claims, *made.claims))
    begun = [item for item in found if until is None or item.first <= until]
    reports = list(reports_of(claims, documents))
    with_reports = [replace(item, breaches=breaches_of(item, begun, reports)) for item in begun]
    return sorted(with_reports, key=lambda item: (item.first, item.id, item.party))


def declared_by(row: Mapping[str, Any]) -> Iterator[Commitment]:
    """The commitments of one `[[settings.commitments]]` of a case, one a party."""
    for party in row["parties"]:
        yield Commitment(
            f"{row['id']}.{party}", row["name"], Form(row["form"]), party, row["first"], row["last"],
            row.get("subject", "incidents"), row.get("incidents"),
        )  # fmt: skip


def told(claims: Sequence[Claim], case: Case) -> Iterator[Commitment]:
    """The commitments that claims bind a party to, with the days on which they begin and end."""
    for claim in claims:
        own = claim.commitment
        if own is None or own.form not in LASTING or claim.reality not in BOUND_BY:
            continue
        first = own.made or claim.when.first_day
        last = own.due or claim.when.last_day
        codes = [party.code for party in own.party if party.code]
        bound = [code for code in codes if code in case.sides] or codes
        if first is None or last is None or last <= first:
            continue
        for party in bound:
            subject, incidents = ("munitions launched", MUNITIONS) if own.form is Form.TRUCE else ("incidents", None)
            name = f"the {own.form.value} of {first.isoformat()}"
            key = f"{own.form.value}-{first.isoformat()}.{party}"
            yield Commitment(key, name, own.form, party, first, last, subject, incidents, (claim.id,))


@dataclass(frozen=True, slots=True)
class Report:
    """A report that a party broke a commitment of some form."""

    party: str
    forms: tuple[Form, ...]
    breach: Breach


def reports_of(claims: Sequence[Claim], documents: Mapping[str, Document]) -> Iterator[Report]:
    """Every report of a breach, one a sentence and party."""
    seen: set[tuple[str, int, str]] = set()
    for claim in claims:
        if claim.reality not in (Reality.OCCURRED, Reality.ONGOING, Reality.ENDED):
            continue
        forms: tuple[Form, ...] = ()
        parties: Sequence[Any] = ()
        if claim.commitment is not None and claim.commitment.status is Status.BROKEN:
            forms = PAUSES if claim.commitment.form in PAUSES else (claim.commitment.form,)
            parties = claim.commitment.party
        elif claim.act is not None and BREACH_MODE in claim.act.modes:
            forms, parties = PAUSES, claim.act.actors
        for party in parties:
            at = (claim.document_id, claim.sentence, party.code)
            if party.code and at not in seen:
                seen.add(at)
                yield Report(party.code, forms, breach_of(claim, documents[claim.document_id]))


def breach_of(claim: Claim, document: Document) -> Breach:
    by = claim.speaker.text if claim.speaker else document.publisher or document.name
    one_day = claim.when.first_day == claim.when.last_day
    return Breach(by, claim.when.last_day if one_day else None, document.published.last_day, (claim.id,))


def breaches_of(item: Commitment, known: Sequence[Commitment], reports: Sequence[Report]) -> tuple[Breach, ...]:
    """The reports that are of this commitment: by their day, else by the day on which they were told."""

    def is_of(report: Report) -> bool:
        if report.party != item.party or item.form not in report.forms:
            return False
        if report.breach.day is not None:
            return item.first <= report.breach.day <= item.last
        day = report.breach.reported
        open_then = [
            other for other in known
            if other.party == report.party and other.form in report.forms
            and day is not None and other.first <= day <= other.last + REPORTED_WITHIN
        ]  # fmt: skip
        return bool(open_then) and max(open_then, key=lambda other: other.first) == item

    return tuple(report.breach for report in reports if is_of(report))
