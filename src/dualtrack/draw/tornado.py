"""A tornado: how far each of several things moves one number, the largest on top."""

from __future__ import annotations

from collections.abc import Sequence

from dualtrack.draw.svg import ACCENT, INK, MUTED, Canvas, Scale, axis_below
from dualtrack.model import Drawing, Table

WIDTH, ROW, LEFT = 680.0, 30.0, 320.0


def render_tornado(key: str, title: str, bars: Sequence[tuple[str, float, float, float]], axis: str) -> Drawing:
    """`bars` are (name, middle, low, high) around zero; drawn by the size of the middle."""
    ordered = sorted(bars, key=lambda bar: -abs(bar[1]))
    reach = max([0.01, *(abs(value) for bar in ordered for value in bar[1:])])
    said = "; ".join(f"{name}: {middle:+.3f} ({low:+.3f} to {high:+.3f})" for name, middle, low, high in ordered)
    bottom = 16 + ROW * len(ordered)
    canvas = Canvas(WIDTH, bottom + 44, key, title, said)
    across = Scale(-reach, reach, LEFT, WIDTH - 16)
    canvas.line(across(0), 8, across(0), bottom, stroke=MUTED)
    for index, (name, middle, low, high) in enumerate(ordered):
        y = 16 + ROW * index
        ends = sorted((across(0), across(middle)))
        canvas.text(LEFT - 10, y + 12, name, anchor="end", size=12)
        canvas.rect(ends[0], y + 2, ends[1] - ends[0], 14, ACCENT if middle >= 0 else INK, f"{name}: {middle:+.3f}")
        canvas.line(across(low), y + 9, across(high), y + 9, stroke=MUTED, stroke_width=1.5)
    axis_below(canvas, across, bottom, axis)
    rows = tuple((name, round(middle, 4), round(low, 4), round(high, 4)) for name, middle, low, high in ordered)
    return Drawing(key, title, canvas.svg(), Table(title, ("what", "middle", "low", "high"), rows))
