"""Explain: one event on a terminal, with who says what and why each figure is what it is."""

from __future__ import annotations

from dualtrack.model import Claim, Figure
from dualtrack.record.store import Record


def explain(record: Record, key: str) -> str:
    """The event, its claims, figures, conflicts and judgements as lines of text. Raises UnknownName."""
    event = record.event(key)
    claims = {claim.id: claim for item in event.claims if (claim := record.claim(item))}
    documents = {document.id: document for document in record.documents()}

    def says(claim: Claim) -> str:
        document = documents[claim.document_id]
        who = claim.speaker.text if claim.speaker else document.publisher or document.name
        return f'    {claim.id} {who}: "{claim.quote}" ({document.name}, {claim.start}-{claim.end})'

    who = ", ".join(party.code or party.text for party in event.actors) or "?"
    whom = ", ".join(party.code or party.text for party in event.recipients) or "?"
    place = event.place.name if event.place else "place not stated"
    lines = [
        f"{event.id} {'/'.join((event.event_type, *event.modes))}: {who} -> {whom}, {place}",
        f"  {event.when.earliest} to {event.when.latest} ({event.when.precision.value}), {event.reality.value}, "
        f"{event.sources} independent sources",
        "  claims:",
        *(says(claim) for claim in claims.values() if claim.act is not None),
    ]
    for figure in record.figures(event.id):
        lines.append(f"  {figure.id} {amount(figure)}: {figure.method}")
        lines += [says(claims[item]) + (" [replaced]" if item in figure.superseded else "") for item in figure.claims]
    lines += [f"  conflict ({item.kind.value}): {item.says}: {', '.join(item.claims)}" for item in event.conflicts]
    own = set(event.claims)
    for judgement in record.judgements():
        if {judgement.left, judgement.right} <= own:
            reasons = ", ".join(f"{reason} {weight:+g}" for reason, weight in judgement.reasons)
            lines.append(
                f"  {judgement.verdict.value} {judgement.weight:+g}: {judgement.left} {judgement.right}: {reasons}"
            )
    return "\n".join(lines)


def amount(figure: Figure) -> str:
    scope = f" ({figure.scope})" if figure.scope else ""
    return f"{figure.measure} {figure.what}{scope}: low {figure.low}, best {figure.best}, high {figure.high}"
