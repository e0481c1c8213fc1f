"""The null distribution of a statistic, with the observed value on it, and its table."""

from __future__ import annotations

from collections.abc import Sequence

from dualtrack.draw.svg import ACCENT, BAND, MUTED, Canvas, Scale, axis_below
from dualtrack.model import Drawing, Table

BINS = 40
WIDTH, HEIGHT, MARGIN = 560.0, 220.0, 36.0


def render_null_distribution(
    key: str,
    drawn: Sequence[float],
    observed: float,
    what: str,
    statistic: str = "mean log contrast",
    among: str = "drawn calendars",
) -> Drawing:
    """A histogram of the drawn values and a line at the observed one; the table holds the quantiles."""
    ordered = sorted(drawn)
    low, high = min(ordered[0], observed), max(ordered[-1], observed)
    width = (high - low) / BINS or 1.0
    heights = [0] * BINS
    for value in ordered:
        heights[min(BINS - 1, int((value - low) / width))] += 1
    title = f"Where the {statistic} on {what} lies among {among}"
    below = sum(value <= observed for value in ordered)
    description = f"{below} of {len(ordered)} {among} give at most the observed {statistic} {observed:.3f}."
    canvas = Canvas(WIDTH, HEIGHT, key, title, description)
    across = Scale(low, low + width * BINS, MARGIN, WIDTH - 12)
    up = Scale(0, max(heights), HEIGHT - 44, 28)
    edges = [
        (across(low + (index + side) * width), up(height)) for index, height in enumerate(heights) for side in (0, 1)
    ]
    outline = [(edges[0][0], HEIGHT - 44), *edges, (edges[-1][0], HEIGHT - 44)]
    canvas.area(outline, fill=BAND, stroke=MUTED, stroke_width=0.5)
    canvas.line(across(observed), 22, across(observed), HEIGHT - 44, stroke=ACCENT, stroke_width=2)
    near_end = across(observed) > WIDTH / 2
    canvas.text(across(observed) + (-5 if near_end else 5), 18, "observed", "end" if near_end else "start", fill=ACCENT)
    axis_below(canvas, across, HEIGHT - 44, statistic)
    return Drawing(key, title, canvas.svg(), quantiles(ordered, observed, title, statistic, among))


def quantiles(ordered: Sequence[float], observed: float, caption: str, statistic: str, among: str) -> Table:
    shares = (0.025, 0.25, 0.5, 0.75, 0.975)
    rows = [(f"{share:.1%} of {among} lie below", ordered[int(share * (len(ordered) - 1))]) for share in shares]
    return Table(caption, ("what", statistic), (*rows, ("observed", observed)))
