"""When costs cross: the share of draws in which they have crossed by each month, for each side and for both."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dualtrack.draw.svg import INK, MUTED, SIDE_COLOUR, Canvas, Scale, axis_below, axis_left
from dualtrack.model import Drawing, Table

WIDTH, HEIGHT, LEFT, BOTTOM = 560.0, 240.0, 56.0, 188.0


def render_crossing(
    key: str, months: Sequence[float], shares: Sequence[Sequence[float]], names: tuple[str, str]
) -> Drawing:
    """`shares` holds, for the first side, the second and both, the share of draws that have crossed by each month."""
    title = "By when fighting on costs more than it can bring"
    last = months[-1]
    said = f"Within {last:g} months: {names[0]} {shares[0][-1]:.0%}, {names[1]} {shares[1][-1]:.0%}, both "
    said += f"{shares[2][-1]:.0%} of draws."
    canvas = Canvas(WIDTH, HEIGHT, key, title, said)
    across, up = Scale(0.0, last, LEFT, WIDTH - 90), Scale(0.0, 1.0, BOTTOM, 28)
    axis_left(canvas, up, LEFT, WIDTH - 90, "share of draws")
    labels = ((names[0], SIDE_COLOUR[0]), (names[1], SIDE_COLOUR[1]), ("both", INK))
    heights = spread([up(row[-1]) for row in shares])
    for (name, colour), row, height in zip(labels, shares, heights, strict=True):
        canvas.path([(across(x), up(y)) for x, y in zip(months, row, strict=True)], stroke=colour, stroke_width=2)
        canvas.text(WIDTH - 84, height + 4, name, size=12, fill=colour)
    canvas.line(across(last), 28, across(last), BOTTOM, stroke=MUTED, stroke_dasharray="3 3")
    axis_below(canvas, across, BOTTOM, "months from now")
    rows = tuple((round(month, 1), *(round(row[index], 4) for row in shares)) for index, month in enumerate(months))
    return Drawing(key, title, canvas.svg(), Table(title, ("months", *names, "both"), rows))


def spread(heights: Sequence[float], gap: float = 15.0) -> list[float]:
    """Heights of labels moved apart to at least `gap`, in the same order."""
    placed = list(heights)
    order = sorted(range(len(placed)), key=lambda index: placed[index])
    for before, after in itertools.pairwise(order):
        placed[after] = max(placed[after], placed[before] + gap)
    over = max(0.0, max(placed) - BOTTOM)
    return [height - over for height in placed]
