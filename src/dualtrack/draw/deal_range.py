"""The range of deals with its uncertainty: how often each deal beats fighting on for both sides."""

from __future__ import annotations

from collections.abc import Sequence

from dualtrack.draw.svg import ACCENT, INK, MUTED, Canvas, Scale, axis_below, axis_left
from dualtrack.model import Drawing, Table

WIDTH, HEIGHT, LEFT, BOTTOM = 560.0, 220.0, 56.0, 168.0


def render_deal_range(key: str, deals: Sequence[float], share: Sequence[float], first: str, second: str) -> Drawing:
    """`share[i]` is the share of draws in which both sides prefer deal `deals[i]` (what the first side gets) to war."""
    title = f"How often a deal beats fighting on for both: what {first} gets, and {second} the rest"
    best = max(range(len(deals)), key=lambda index: share[index])
    said = f"At most {share[best]:.0%} of draws, at a deal that gives {first} {deals[best]:.0%} of the stake."
    canvas = Canvas(WIDTH, HEIGHT, key, title, said)
    across, up = Scale(0.0, 1.0, LEFT, WIDTH - 16), Scale(0.0, max(0.1, *share), BOTTOM, 24)
    axis_left(canvas, up, LEFT, WIDTH - 16, "share of draws")
    canvas.path([(across(x), up(y)) for x, y in zip(deals, share, strict=True)], stroke=ACCENT, stroke_width=2)
    canvas.line(across(deals[best]), 24, across(deals[best]), BOTTOM, stroke=MUTED, stroke_dasharray="3 3")
    canvas.circle(across(deals[best]), up(share[best]), 4, fill=INK, title=said)
    axis_below(canvas, across, BOTTOM, f"share of the stake that {first} gets")
    step = max(1, len(deals) // 20)
    rows = tuple((round(deals[i], 3), round(share[i], 4)) for i in range(0, len(deals), step))
    return Drawing(key, title, canvas.svg(), Table(title, (f"{first} gets", "share of draws"), rows))
