"""Rounds of talks on a line of days, by who was in the room, and the table of what is known of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dualtrack.draw.svg import ACCENT, BAND, MUTED, TRACK_COLOUR, Canvas, Scale, axis_of_days, coordinate
from dualtrack.model import Drawing, Table

WIDTH, ROW, LEFT = 560.0, 28.0, 190.0


def render_rounds(key: str, rows: Sequence[Mapping[str, Any]]) -> Drawing:
    """One lane for each company of parties, a mark for each round: blue where a position came nearer over it, red where
    one moved away, dark where none moved, pale where nothing that can be compared was said.

    `first` and `last` are dates, `moved` tells each topic with +1, +0 or -1.
    """
    title = "Rounds of talks, by who sat in them; dark where positions before and after can be compared"
    first, last = min(row["first"] for row in rows), max(row["last"] for row in rows)
    companies = sorted({row["parties"] for row in rows})
    bottom = 14 + ROW * len(companies)
    said = "; ".join(f"{company}: {sum(row['parties'] == company for row in rows)}" for company in companies)
    canvas = Canvas(WIDTH, bottom + 40, key, title, f"Rounds: {said}.")
    across = Scale(0, max(1, (last - first).days), LEFT, WIDTH - 12)
    marks: dict[str, str] = {}
    for row in rows:
        x, y = across((row["first"] - first).days), 24 + ROW * companies.index(row["parties"])
        mark = f'<circle cx="{coordinate(x)}" cy="{coordinate(y)}" r="5"/>'
        marks[colour(row["moved"])] = marks.get(colour(row["moved"]), "") + mark
    for fill, circles in marks.items():
        canvas.element("g", circles, fill=fill, stroke=MUTED)
    for at, company in enumerate(companies):
        canvas.text(LEFT - 10, 28 + ROW * at, company, anchor="end", size=11)
    axis_of_days(canvas, across, first, last, bottom)
    columns = ("days", "place", "parties", "delegations", "agenda", "what moved")
    order = ("place", "parties", "delegations", "agenda", "moved")
    lines = tuple((days(row), *(row[name] for name in order)) for row in rows)
    return Drawing(key, title, canvas.svg(), Table(title, columns, lines))


def colour(moved: str) -> str:
    if "+1" in moved:
        return TRACK_COLOUR["talks"]
    return ACCENT if "-1" in moved else MUTED if moved else BAND


def days(row: Mapping[str, Any]) -> str:
    """The days of a round, the last one only where it is another."""
    return str(row["first"]) if row["first"] == row["last"] else f"{row['first']} to {row['last']}"
