"""Threats on a line of days: the window of each, its date due, the costly acts in it, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dualtrack.draw.svg import ACCENT, BAND, INK, MUTED, TRACK_COLOUR, Canvas, Scale, axis_of_days
from dualtrack.model import Drawing, Table

WIDTH, ROW, LEFT = 560.0, 24.0, 190.0


def render_threats(key: str, rows: Sequence[Mapping[str, Any]]) -> Drawing:
    """One row a threat: `made`, `due` (or None) and `last` are dates, `acts` pairs of date and event type."""
    title = "Threats, deadlines and ultimatums, and the costs that followed"
    first, last = min(row["made"] for row in rows), max(row["last"] for row in rows)
    bottom = 20 + ROW * len(rows)
    said = "; ".join(f"{row['issuer']} {row['made']}: {row['outcome']}" for row in rows)
    canvas = Canvas(WIDTH, bottom + 40, key, title, said)
    across = Scale(0, max(1, (last - first).days), LEFT, WIDTH - 12)
    for index, row in enumerate(rows):
        y = 20 + ROW * index
        start, end = across((row["made"] - first).days), across((row["last"] - first).days)
        words = f"{row['issuer']}, {row['made'].day} {row['made']:%b %Y}"
        canvas.text(LEFT - 8, y + 4, words, anchor="end", size=12)
        canvas.rect(start, y - 7, end - start, 14, fill=BAND, title=f"{words}: {row['outcome']}", stroke=MUTED)
        if row["due"] is not None:
            due = across((row["due"] - first).days)
            canvas.line(due, y - 9, due, y + 9, stroke=INK, stroke_width=1.5)
        colour = TRACK_COLOUR["pressure"] if row["outcome"] == "backed" else ACCENT
        for day, kind in row["acts"]:
            canvas.circle(across((day - first).days), y, 3.5, fill=colour, title=f"{kind} on {day}")
    axis_of_days(canvas, across, first, last, bottom)
    columns = ("issuer", "target", "form", "made", "due", "open until", "outcome", "costly acts", "searched")
    table = Table(title, columns, tuple(line(row) for row in rows))
    return Drawing(key, title, canvas.svg(), table)


def line(row: Mapping[str, Any]) -> tuple[str, ...]:
    acts = "; ".join(f"{kind} {day}" for day, kind in row["acts"]) or "none"
    made, due, last = (str(row[name]) if row[name] else "" for name in ("made", "due", "last"))
    return (row["issuer"], row["targets"], row["form"], made, due, last, row["outcome"], acts, row["searched"])
