"""Render: a brief to its pages, as a mapping of path to text. Deterministic: the same brief gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from itertools import pairwise
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dualtrack import __version__
from dualtrack.brief.compose import Brief
from dualtrack.brief.event_page import by_day, event_content
from dualtrack.draw.svg import number
from dualtrack.model import Claim, Document

SECTIONS = (
    "timeline",
    "readings",
    "hypotheses",
    "lenses",
    "findings",
    "bargain",
    "figures",
    "rounds",
    "commitments",
    "positions",
    "sources",
    "coverage",
)
DOCUMENTS_LISTED = 250


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a source's text: plain or marked, with the ids of the claims whose quotes begin here."""

    text: str
    marked: bool
    anchors: tuple[str, ...]


def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("dualtrack.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["number"] = number
    return made


def render_pages(brief: Brief) -> dict[str, str]:
    """Every page of the brief by its path in the folder: index, one per source, one per event that it cites."""
    jinja = environment()
    templates = resources.files("dualtrack.brief").joinpath("templates")
    style = templates.joinpath("style.css").read_text("utf-8")
    shared: dict[str, Any] = {"brief": brief, "words": brief.words, "style": Markup(style), "version": __version__}
    documents = sorted(brief.rows.documents.values(), key=lambda item: (item.published.last_day or date.min, item.id))
    pages = {
        "index.html": jinja.get_template("index.html").render(
            shared
            | {
                "sections": SECTIONS,
                "script": templates.joinpath("page.js").read_text("utf-8"),
                "event_pages": set(brief.events),
                "primaries": {verdict.reading.primary for verdict in brief.verdicts},
                "documents": documents[:DOCUMENTS_LISTED],
                "more_documents": max(0, len(documents) - DOCUMENTS_LISTED),
            }
        )
    }
    pages["findings.html"] = jinja.get_template("findings.html").render(shared)
    by_document: dict[str, list[Claim]] = {}
    for claim in brief.rows.claims.values():
        by_document.setdefault(claim.document_id, []).append(claim)
    source = jinja.get_template("source.html")
    for document in documents:
        claims = sorted(by_document.get(document.id, []), key=lambda item: (item.start, item.end, item.id))
        own = {"document": document, "claims": claims, "pieces": cut(document, claims), "describe": describe}
        pages[f"sources/{document.id}.html"] = source.render(shared | own)
    lens = jinja.get_template("lens.html")
    for written in brief.lenses:
        pages[f"lenses/{written.lens.id}.html"] = lens.render(shared | {"written": written})
    page = jinja.get_template("event.html")
    days = by_day(brief.rows)
    for identity in brief.events:
        content = event_content(identity, brief.rows, brief.judgements, days)
        pages[f"events/{identity}.html"] = page.render(shared | content | {"event_pages": set(brief.events)})
    return pages


def cut(document: Document, claims: Sequence[Claim]) -> list[Piece]:
    """Cut a document's text at the ends of its claims' quotes, so that overlapping quotes can all be marked."""
    edges = sorted({0, len(document.text), *(edge for claim in claims for edge in (claim.start, claim.end))})
    pieces = []
    for start, end in pairwise(edges):
        inside = any(claim.start <= start and end <= claim.end for claim in claims)
        anchors = tuple(claim.id for claim in claims if claim.start == start)
        pieces.append(Piece(document.text[start:end], inside, anchors))
    return pieces


def describe(claim: Claim) -> str:
    """One claim in a few coded words, for the table under a source."""
    if claim.act is not None:
        who = ", ".join(party.code or party.text for party in claim.act.actors)
        whom = ", ".join(party.code or party.text for party in claim.act.recipients)
        kind = "/".join((claim.act.event_type, *claim.act.modes))
        return f"{kind} {who} → {whom} ({claim.reality.value})"
    if claim.quantity is not None:
        own = claim.quantity
        low, high = ("" if value is None else number(value) for value in (own.low, own.high))
        count = number(own.best) if own.best is not None else f"{low}..{high}"
        return f"{own.measure}: {count} {own.what}{f' ({own.scope})' if own.scope else ''}, {own.qualifier.value}"
    if claim.commitment is not None:
        who = ", ".join(party.code or party.text for party in claim.commitment.party)
        due = f", due {claim.commitment.due}" if claim.commitment.due else ""
        return f"{claim.commitment.form.value} by {who}{due}"
    if claim.position is not None:
        own_position = claim.position
        return f"{own_position.party.code or own_position.party.text} {own_position.stance.value} {own_position.issue}"
    compared = claim.comparison
    assert compared is not None
    return f"{compared.relation.value} {compared.n or ''} {compared.measure} {compared.what}"
