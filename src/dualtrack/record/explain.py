"""Explain: one event on a terminal, with who says what and why each figure is what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dualtrack.errors import UnknownName
from dualtrack.model import Act, Claim, Conflict, Document, Figure, Judgement, Party
from dualtrack.record import codec
from dualtrack.record.store import Record


def explain(record: Record, key: str) -> str:
    """An event, its claims, figures, conflicts and judgements as lines of text; `key` is its id, or that of one of its
    claims or figures. Raises UnknownName."""
    event = record.event(event_of(record, key))
    claims = {item: record.claim(item) for item in event.claims}
    documents = {document.id: document for document in record.documents()}
    standing = f"{event.reality.value}, {count(event.sources, 'independent source')}"
    act = Act(event.event_type, event.modes, (), event.actors, event.recipients)
    place = event.place.name if event.place else "place not stated"
    lines = [
        f"{event.id} {told_act(act)}, {place}",
        f"  {event.when.earliest} to {event.when.latest} ({event.when.precision.value}), {standing}",
        "  claims:",
        *(f"    {says(claim, documents)}" for claim in claims.values() if claim.act is not None),
    ]
    for figure in record.figures(event.id):
        lines.append(f"  {figure.id} {amount(figure)}: {figure.method}")
        lines += [
            f"    {says(claims[item], documents)}{' [replaced]' if item in figure.superseded else ''}"
            for item in figure.claims
        ]
    lines += [told_conflict(item, claims, documents) for item in event.conflicts]
    own = set(event.claims)
    joined = [item for item in record.judgements() if {item.left, item.right} <= own]
    beside = [item for item in record.judgements() if len({item.left, item.right} & own) == 1]
    lines += told_judgements("one happening, because", joined) + told_judgements("beside it, and two, because", beside)
    return "\n".join(lines)


def event_of(record: Record, key: str) -> str:
    """The id of the event that an id of an event, a claim or a figure names."""
    if record.rows("SELECT 1 FROM events WHERE id = ?", (key,)):
        return key
    holding = next((event for event in record.events() if key in event.claims), None)
    if holding is not None:
        return holding.id
    figure = next((item for item in record.figures() if item.id == key), None)
    if figure is not None:
        return figure.event
    if record.rows("SELECT 1 FROM claims WHERE id = ?", (key,)):
        raise UnknownName(f"claim '{key}' belongs to no event: it states no act, was rejected, or is superseded")
    return key


def acts_in(record: Record, document: str) -> dict[int, list[str]]:
    """The ids of the acts that a document's claims state, by sentence: each can be explained."""
    query = "SELECT json FROM claims WHERE document_id = ? AND kind = 'event' AND superseded = 0 ORDER BY id"
    found: dict[int, list[str]] = {}
    for (text,) in record.rows(query, (document,)):
        claim = codec.recorded_claim(text)
        found.setdefault(claim.sentence, []).append(claim.id)
    return found


def told_act(act: Act) -> str:
    """An act as its type and modes, who and whom."""
    return f"{'/'.join((act.event_type, *act.modes))}: {names(act.actors)} -> {names(act.recipients)}"


def names(parties: Sequence[Party]) -> str:
    return ", ".join(party.code or party.text for party in parties) or "?"


def says(claim: Claim, documents: Mapping[str, Document]) -> str:
    document = documents[claim.document_id]
    day = document.published.last_day
    told = f" on {day}" if day else ""
    where = f"{document.name}, {claim.start}-{claim.end}"
    return f'{claim.id} {voice(claim, document)}{told}: "{claim.quote}" ({where})'


def voice(claim: Claim, document: Document) -> str:
    """Who says a claim: its speaker, as an outlet tells it, else the outlet."""
    outlet = document.publisher or document.name
    return f"{claim.speaker.text} ({outlet})" if claim.speaker else outlet


def told_conflict(conflict: Conflict, claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> str:
    told = [claims[key] for key in conflict.claims]
    sides = " / ".join(f'{voice(claim, documents[claim.document_id])} "{claim.quote}"' for claim in told)
    return f"  conflict ({conflict.kind.value}): {conflict.says}: {sides}"


def told_judgements(title: str, judgements: Sequence[Judgement]) -> list[str]:
    lines = [f"  {title}:"] if judgements else []
    for item in judgements:
        reasons = ", ".join(f"{reason} {weight:+g}" for reason, weight in item.reasons)
        by = "" if item.by == "rule" else f" ruled by {item.by}:"
        lines.append(f"    {item.verdict.value} {item.weight:+g}: {item.left} {item.right}:{by} {reasons}")
    return lines


def amount(figure: Figure) -> str:
    scope = f" ({figure.scope})" if figure.scope else ""
    low, best, high = ("?" if bound is None else f"{bound:,.10g}" for bound in (figure.low, figure.best, figure.high))
    return f"{figure.measure} {figure.what}{scope}: low {low}, best {best}, high {high}"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
