"""Other editions of the same brief: Markdown, JSON, an Atom feed, and a newsletter as one e-mail file.

Each is written from the brief's own statements, so that nothing can be said in one edition and not in another.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from typing import Any

from dualtrack.brief.compose import Brief
from dualtrack.brief.statement import Statement
from dualtrack.model.identity import content_id, plain


def render_editions(brief: Brief, single_file: bool = False) -> dict[str, str]:
    """brief.md, brief.json, feed.xml (Atom, RFC 4287) and newsletter.eml (HTML and text), by name."""
    return {
        "brief.md": markdown(brief),
        "brief.json": json.dumps(as_json(brief) | {"single_file": single_file}, ensure_ascii=False, indent=1) + "\n",
        "feed.xml": atom(brief),
        "newsletter.eml": newsletter(brief),
    }


def evidence_lines(brief: Brief, statement: Statement) -> Iterator[str]:
    for key in statement.claims:
        claim = brief.rows.claims.get(key)
        if claim is not None:
            document = brief.rows.documents[claim.document_id]
            yield f"“{claim.quote}” ({document.publisher or document.name}, {brief.words.when(document.published)})"


def markdown(brief: Brief) -> str:
    """The takeaways, verdicts and lens headlines, each with the words it rests on."""
    labels = brief.words.labels
    parts = [f"# {brief.case.name}", f"{labels['as_of']} {brief.words.day(brief.as_of)}" if brief.as_of else ""]
    parts.append(f"## {labels['takeaways']}")
    parts += [bullet(brief, statement) for statement in brief.takeaways]
    parts += [f"> {statement.text}" for statement in brief.warnings]
    parts.append(f"## {labels['readings']}")
    for verdict in brief.verdicts:
        said = verdict.statement.text if verdict.statement else verdict.why
        parts.append(f"- **{verdict.reading.name}** ({labels[verdict.verdict.replace(' ', '_')]}): {said}")
    parts.append(f"## {labels['lenses']}")
    for written in brief.lenses:
        parts.append(f"### {written.lens.name}")
        parts += [bullet(brief, statement) for statement in written.argument]
        parts += [f"*{limit}*" for limit in written.lens.limits]
    return "\n\n".join(part for part in parts if part) + "\n"


def bullet(brief: Brief, statement: Statement) -> str:
    return "\n".join([f"- {statement.text}", *(f"  - {line}" for line in evidence_lines(brief, statement))])


def as_json(brief: Brief) -> dict[str, Any]:
    """Every statement as template, slots, text and evidence: what a machine needs to prove the page."""
    return {
        "case": brief.case.id,
        "as_of": plain(brief.as_of),
        "interface": brief.words.language,
        "drafts": list(brief.drafts),
        "takeaways": [said(statement) for statement in brief.takeaways],
        "warnings": [said(statement) for statement in brief.warnings],
        "readings": [
            {
                "id": verdict.reading.id,
                "verdict": verdict.verdict,
                "statement": said(verdict.statement) if verdict.statement else None,
                "why": verdict.why,
            }
            for verdict in brief.verdicts
        ],
        "lenses": [
            {
                "id": written.lens.id,
                "argument": [said(statement) for statement in written.argument],
                "against": [said(statement) for statement in written.against],
                "indicators": [said(statement) for statement in written.indicators],
                "missing": list(written.missing),
            }
            for written in brief.lenses
        ],
    }


def said(statement: Statement) -> dict[str, Any]:
    slots = {name: [slot.row, slot.field] for name, slot in sorted(statement.slots.items())}
    claims = list(statement.claims)
    return {
        "id": statement.id,
        "template": statement.template,
        "slots": slots,
        "text": statement.text,
        "claims": claims,
    }


def atom(brief: Brief) -> str:
    """An Atom feed whose entries are the takeaways; ids are content hashes, so an unchanged one is not news."""
    stamp = f"{(brief.as_of or date(1970, 1, 1)).isoformat()}T00:00:00Z"
    name = escape(brief.case.name)
    entries = "".join(
        f"<entry><id>urn:dualtrack:{content_id('say', statement.text)}</id><title>{escape(statement.text)}</title>"
        f'<updated>{stamp}</updated><link href="index.html#takeaways"/>'
        f"<summary>{escape(' '.join(evidence_lines(brief, statement)))}</summary></entry>"
        for statement in brief.takeaways
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>urn:dualtrack:{escape(brief.case.id)}</id><title>{name}</title><updated>{stamp}</updated>"
        f"<author><name>dualtrack</name></author>{entries}</feed>\n"
    )


def newsletter(brief: Brief) -> str:
    """One e-mail file with a text and an HTML part; the boundary is a content hash, so the bytes are stable."""
    text = markdown(brief)
    items = "".join(
        f"<li>{escape(statement.text)}<br><small>{escape(' '.join(evidence_lines(brief, statement)))}</small></li>"
        for statement in brief.takeaways
    )
    message = EmailMessage(policy=SMTP.clone(linesep="\n", cte_type="8bit"))
    message["Subject"] = f"{brief.case.name}, {brief.as_of.isoformat() if brief.as_of else ''}".strip(", ")
    message["X-Unsent"] = "1"
    message.set_content(text, cte="8bit")
    page = f"<!doctype html><html lang='{brief.words.language}'><body><h1>{escape(brief.case.name)}</h1>"
    message.add_alternative(f"{page}<ul>{items}</ul></body></html>", subtype="html", cte="8bit")
    message.set_boundary(content_id("part", text))
    return message.as_string()
