"""Rows: the record as a brief sees it. Every word that a statement shows is looked up here, by row and field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dualtrack.brief.words import Words
from dualtrack.draw.svg import number
from dualtrack.errors import UnknownName, one_of
from dualtrack.model import Claim, Document, Event, Figure, Finding, Party


@dataclass(frozen=True, slots=True)
class RecordRows:
    """Rows by id: claims, events, figures and documents by their content ids, findings by `name`, and the row
    `record` for the counts that compose has taken (`counts`)."""

    words: Words
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    events: Mapping[str, Event]
    figures: Mapping[str, Figure]
    findings: Mapping[str, Finding]
    names: Mapping[str, str]
    counts: dict[str, str] = field(default_factory=dict)

    def value(self, row: str, field: str) -> str:
        """The words for one field of one row. Raises UnknownName with the nearest name that exists."""
        if row == "record":
            return str(self._known(self.counts, field, "Count"))
        for shelf, fields in (
            (self.claims, CLAIM_FIELDS),
            (self.events, EVENT_FIELDS),
            (self.figures, FIGURE_FIELDS),
            (self.findings, FINDING_FIELDS),
            (self.documents, DOCUMENT_FIELDS),
        ):
            if row in shelf:
                read: Callable[[RecordRows, Any], str] = self._known(fields, field, "Field")
                return read(self, shelf[row])
        raise UnknownName(f"row '{row}' is not in this record: add its article again, or correct the citation")

    def unknown(self, words: str) -> bool:
        """Whether the words of a field only say that the record holds none."""
        return words in ("", "-", self.words.labels["not_stated"], str(self.words.sections["dates"]["unknown"]))

    @staticmethod
    def _known(shelf: Mapping[str, Any], name: str, kind: str) -> Any:
        if name not in shelf:
            raise UnknownName(one_of(kind, name, shelf))
        return shelf[name]

    def party(self, code: str | None, text: str = "") -> str:
        """The name of a party by its code; the words of the text where no code resolved it."""
        return text if code is None else self.names.get(code, code)

    def parties(self, parties: Sequence[Party]) -> str:
        """Names joined by commas, each once; "not stated" for none."""
        named = dict.fromkeys(self.party(party.code, party.text) for party in parties)
        return ", ".join(named) or self.words.labels["not_stated"]

    def speaker(self, claim: Claim) -> str:
        """Who asserts a claim: its speaker as named, else the publisher of its document."""
        if claim.speaker is not None:
            return claim.speaker.text
        document = self.documents.get(claim.document_id)
        return (document.publisher if document else None) or claim.document


def _place(rows: RecordRows, item: Event | Claim) -> str:
    return item.place.name if item.place else rows.words.labels["not_stated"]


def _corroboration(rows: RecordRows, event: Event) -> str:
    one, more = rows.words.labels["one_source"], rows.words.labels["sources_independent"]
    return one if event.sources == 1 else f"{number(event.sources)} {more}"


def _first(rows: RecordRows, figure: Figure) -> Claim:
    return rows.claims[figure.claims[0]]


CLAIM_FIELDS: Mapping[str, Callable[[RecordRows, Claim], str]] = {
    "quote": lambda rows, claim: claim.quote,
    "speaker": lambda rows, claim: rows.speaker(claim),
    "when": lambda rows, claim: rows.words.when(claim.when),
    "place": _place,
    "reality": lambda rows, claim: rows.words.of("reality", claim.reality.value),
    "party": lambda rows, claim: rows.parties(claim.commitment.party if claim.commitment else ()),
    "toward": lambda rows, claim: rows.parties(claim.commitment.toward if claim.commitment else ()),
    "form": lambda rows, claim: rows.words.of("forms", claim.commitment.form.value) if claim.commitment else "",
    "due": lambda rows, claim: (
        rows.words.day(claim.commitment.due) if claim.commitment and claim.commitment.due else ""
    ),
    "position_party": lambda rows, claim: rows.parties((claim.position.party,) if claim.position else ()),
    "stance": lambda rows, claim: rows.words.of("stances", claim.position.stance.value) if claim.position else "",
    "issue": lambda rows, claim: rows.names.get(claim.position.issue, claim.position.issue) if claim.position else "",
    "actors": lambda rows, claim: rows.parties(claim.act.actors if claim.act else ()),
    "recipients": lambda rows, claim: rows.parties(claim.act.recipients if claim.act else ()),
}
EVENT_FIELDS: Mapping[str, Callable[[RecordRows, Event], str]] = {
    "when": lambda rows, event: rows.words.when(event.when),
    "place": _place,
    "actors": lambda rows, event: rows.parties(event.actors),
    "recipients": lambda rows, event: rows.parties(event.recipients),
    "parties": lambda rows, event: rows.parties((*event.actors, *event.recipients)),
    "reality": lambda rows, event: rows.words.of("reality", event.reality.value),
    "sources": lambda rows, event: number(event.sources),
    "corroboration": _corroboration,
    "quote": lambda rows, event: next((rows.claims[key].quote for key in event.claims if key in rows.claims), ""),
    "act": lambda rows, event: rows.words.act(event.event_type, event.modes),
}
FIGURE_FIELDS: Mapping[str, Callable[[RecordRows, Figure], str]] = {
    "figure": lambda rows, figure: rows.words.figure(figure),
    "low": lambda rows, figure: "" if figure.low is None else number(figure.low),
    "best": lambda rows, figure: "" if figure.best is None else number(figure.best),
    "high": lambda rows, figure: "" if figure.high is None else number(figure.high),
    "what": lambda rows, figure: rows.words.things(figure.what),
    "measure": lambda rows, figure: rows.words.of("measures", figure.measure),
    "method": lambda rows, figure: figure.method,
    "speaker": lambda rows, figure: rows.speaker(_first(rows, figure)),
    "when": lambda rows, figure: rows.words.when(rows.events[figure.event].when),
    "place": lambda rows, figure: _place(rows, rows.events[figure.event]),
}
FINDING_FIELDS: Mapping[str, Callable[[RecordRows, Finding], str]] = {
    "says": lambda rows, finding: finding.says,
    "estimate": lambda rows, finding: "-" if finding.estimate is None else number(finding.estimate),
    "interval": lambda rows, finding: (
        "-" if finding.interval is None else rows.words.bounds(finding.interval[0], None, finding.interval[1])
    ),
    "minimum_detectable": lambda rows, finding: (
        "-" if finding.minimum_detectable is None else number(finding.minimum_detectable)
    ),
    "verdict": lambda rows, finding: rows.words.labels[finding.verdict.replace(" ", "_")],
    "outcome": lambda rows, finding: finding.outcome or "",
    "p_value": lambda rows, finding: "-" if finding.p_value is None else number(finding.p_value),
    "n": lambda rows, finding: "-" if finding.n is None else number(finding.n),
    "unit": lambda rows, finding: finding.unit,
    "why": lambda rows, finding: finding.why,
}
DOCUMENT_FIELDS: Mapping[str, Callable[[RecordRows, Document], str]] = {
    "title": lambda rows, document: document.title or document.name,
    "publisher": lambda rows, document: document.publisher or rows.words.labels["not_stated"],
    "published": lambda rows, document: rows.words.when(document.published),
}
