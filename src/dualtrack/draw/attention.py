"""Attention against advance: for each region, its gap between talk and field with the interval, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dualtrack.draw.svg import ACCENT, INK, MUTED, Canvas, Scale, axis_below
from dualtrack.model import Drawing, Table

WIDTH, ROW, LEFT = 560.0, 26.0, 170.0


def render_attention(key: str, rows: Sequence[Mapping[str, Any]]) -> Drawing:
    """One row a region: a dot at its share of talk less its share of the field, a bar over the interval."""
    title = "Each region's share of talk less its share of the field, with 95% intervals"
    low, high = min(-0.1, *(row["low"] for row in rows)), max(0.1, *(row["high"] for row in rows))
    bottom = 20 + ROW * len(rows)
    said = "; ".join(f"{row['region']} {row['gap']:+.2f} ({row['stands']})" for row in rows)
    canvas = Canvas(WIDTH, bottom + 44, key, title, said)
    across = Scale(low, high, LEFT, WIDTH - 16)
    canvas.line(across(0), 10, across(0), bottom, stroke=MUTED, stroke_dasharray="3 3")
    for index, row in enumerate(rows):
        y = 22 + ROW * index
        colour = INK if row["stands"] == "not told apart" else ACCENT
        canvas.text(LEFT - 10, y + 4, row["region"], anchor="end", size=12)
        canvas.line(across(row["low"]), y, across(row["high"]), y, stroke=colour, stroke_width=1.5)
        canvas.circle(across(row["gap"]), y, 4, fill=colour, title=f"{row['region']}: {row['stands']}")
    axis_below(canvas, across, bottom, "more in the field  |  more in talk")
    columns = ("region", "said", "done", "share said", "share done", "gap within weeks", "low", "high", "stands")
    order = ("region", "said", "done", "said_share", "done_share", "gap", "low", "high", "stands")
    table = Table(title, columns, tuple(tuple(row[name] for name in order) for row in rows))
    return Drawing(key, title, canvas.svg(), table)
