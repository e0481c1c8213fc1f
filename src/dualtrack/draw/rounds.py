"""Rounds of talks on a line of days, by who was in the room, and the table of what is known of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dualtrack.draw.svg import ACCENT, BAND, MUTED, TRACK_COLOUR, Canvas, Scale, axis_of_days
from dualtrack.model import Drawing, Table

WIDTH, ROW, LEFT = 560.0, 28.0, 190.0


def render_rounds(key: str, rows: Sequence[Mapping[str, Any]]) -> Drawing:
    """One lane for each company of parties, a mark for each round: filled where a position came nearer over it,
    darker where one moved away, hollow where nothing that can be compared was said. `first` and `last` are dates,
    `moved` tells each topic with +1, +0 or -1."""
    title = "Rounds of talks, by who sat in them, and what moved"
    first, last = min(row["first"] for row in rows), max(row["last"] for row in rows)
    companies = sorted({row["parties"] for row in rows})
    bottom = 14 + ROW * len(companies)
    said = "; ".join(f"{company}: {sum(row['parties'] == company for row in rows)}" for company in companies)
    canvas = Canvas(WIDTH, bottom + 40, key, title, f"Rounds: {said}.")
    across = Scale(0, max(1, (last - first).days), LEFT, WIDTH - 12)
    for row in rows:
        y = 24 + ROW * companies.index(row["parties"])
        moved = row["moved"]
        fill = TRACK_COLOUR["talks"] if "+1" in moved else ACCENT if "-1" in moved else MUTED if moved else BAND
        words = f"{row['place']} {row['first']}: {moved or 'nothing to compare'}"
        canvas.circle(across((row["first"] - first).days), y, 5, fill=fill, title=words, stroke=MUTED)
    for at, company in enumerate(companies):
        canvas.text(LEFT - 10, 28 + ROW * at, company, anchor="end", size=11)
    axis_of_days(canvas, across, first, last, bottom)
    columns = ("first day", "last day", "place", "parties", "delegations", "agenda", "what moved")
    order = ("place", "parties", "delegations", "agenda", "moved")
    lines = tuple((str(row["first"]), str(row["last"]), *(row[name] for name in order)) for row in rows)
    return Drawing(key, title, canvas.svg(), Table(title, columns, lines))
