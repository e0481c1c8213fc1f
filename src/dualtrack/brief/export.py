"""The files beside the page: claims, events and figures as JSON Lines, findings as JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dualtrack.brief.compose import Brief
from dualtrack.record.contract import event_json, figure_json


def render_exports(brief: Brief) -> dict[str, str]:
    """The contract's files by name, ordered by content id, so that the same record gives the same bytes."""
    rows = brief.rows
    by_event: dict[str, list[Any]] = {}
    for figure in sorted(rows.figures.values(), key=lambda item: item.id):
        by_event.setdefault(figure.event, []).append(figure)
    events = sorted(rows.events.values(), key=lambda item: item.id)
    claims = sorted(rows.claims.values(), key=lambda item: (item.document_id, item.start, item.end, item.id))
    return {
        "claims.jsonl": lines(claim.as_json() for claim in claims),
        "events.jsonl": lines(event_json(event, by_event.get(event.id, [])) for event in events),
        "figures.jsonl": lines(figure_json(figure) for figure in sorted(rows.figures.values(), key=lambda f: f.id)),
        "findings.json": json.dumps([item.as_json() for item in rows.findings.values()], ensure_ascii=False, indent=1)
        + "\n",
    }


def lines(rows: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all: a full disk leaves the old one as it was. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        os.replace(draft, path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
