"""The output contract's rows for events and figures, as events.jsonl and figures.jsonl hold them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dualtrack.model import Event, Figure
from dualtrack.model.identity import plain


def figure_json(figure: Figure) -> dict[str, Any]:
    written: dict[str, Any] = plain(figure)
    return written


def event_json(event: Event, figures: Sequence[Figure]) -> dict[str, Any]:
    """One event with its figures; the fields of a round or a raid follow those that all events have."""
    written: dict[str, Any] = plain(event)
    when = written.pop("when")
    head = {key: written.pop(key) for key in ("id", "event_type", "modes", "track", "actors", "recipients", "place")}
    head |= {"earliest": when["earliest"], "latest": when["latest"], "precision": when["precision"]}
    head |= {key: written.pop(key) for key in ("reality", "claims", "documents", "sources")}
    head["figures"] = [
        {key: value for key, value in figure_json(figure).items() if key not in ("event",)} for figure in figures
    ]
    return head | written
