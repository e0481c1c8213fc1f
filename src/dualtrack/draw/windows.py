"""Windows around talks: each one's rate ratio with its interval, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dualtrack.draw.svg import ACCENT, INK, MUTED, Canvas, Scale, axis_below
from dualtrack.model import Drawing, Table

WIDTH, ROW, LEFT = 640.0, 30.0, 250.0
WIDEST = 20.0


def render_windows(key: str, windows: Sequence[Mapping[str, Any]]) -> Drawing:
    """One row a window of a series: a dot at the ratio, a bar over the interval, on a logarithmic axis around 1."""
    title = "Rate ratio in each window around talks, with 95% intervals"
    low = max(1 / WIDEST, min([0.5, *(row["low"] for row in windows)]))
    high = min(WIDEST, max([2.0, *(row["high"] for row in windows)]))
    bottom = 24 + ROW * len(windows)
    said = "; ".join(
        f"{row['series']}, {row['words']}: {row['ratio']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
        for row in windows
    )
    canvas = Canvas(WIDTH, bottom + 44, key, title, said)
    across = Scale(low, high, LEFT, WIDTH - 16, log=True)
    canvas.line(across(1), 12, across(1), bottom, stroke=MUTED, stroke_dasharray="3 3")
    for index, row in enumerate(windows):
        y = 28 + ROW * index
        ends = [across(min(high, max(low, row[name]))) for name in ("low", "high", "ratio")]
        colour = ACCENT if row["adjusted"] <= 0.05 else INK
        canvas.text(LEFT - 12, y + 4, f"{row['series']}, {row['window'].upper()}", anchor="end", size=12)
        canvas.line(ends[0], y, ends[1], y, stroke=colour, stroke_width=1.5)
        canvas.circle(ends[2], y, 4, fill=colour, title=f"{row['series']}, {row['words']}: {row['ratio']:.2f}")
    axis_below(canvas, across, bottom, "times the days around (log scale)")
    columns = ("series", "window", "days", "episodes", "ratio", "low", "high", "p", "p over all shown")
    order = ("series", "window", "words", "episodes", "ratio", "low", "high", "p_value", "adjusted")
    table = Table(title, columns, tuple(tuple(row[name] for name in order) for row in windows))
    return Drawing(key, title, canvas.svg(), table)
