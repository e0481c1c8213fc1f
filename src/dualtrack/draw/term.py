"""A commitment's term, day by day: what was seen, against what the days before foretold, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dualtrack.draw.svg import ACCENT, BAND, MUTED, RULE, TRACK_COLOUR, Canvas, Scale, axis_left
from dualtrack.model import Drawing, Table

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640.0, 210.0, 56.0, 36.0, 172.0


def render_term(
    key: str, rows: Sequence[Mapping[str, Any]], subject: str, name: str, breaches: Sequence[str] = ()
) -> Drawing:
    """Dots for the days seen, a band for 95 in 100 single days as expected, a shade over the days that were bound.

    `rows` hold day, bound, observed (None for no report), expected, low and high; `breaches` are days with a report of
    a breach, marked above the axis."""
    title = f"{subject.capitalize()} around {name}, against what the days before foretold"
    seen = [row["observed"] for row in rows if row["observed"] is not None]
    bound = [index for index, row in enumerate(rows) if row["bound"]]
    canvas = Canvas(WIDTH, HEIGHT, key, title, described(rows, subject))
    across = Scale(-0.5, len(rows) - 0.5, LEFT, WIDTH - 12)
    up = Scale(0, max([1.0, *seen, *(row["high"] for row in rows)]), BOTTOM, TOP)
    left, right = across(bound[0] - 0.5), across(bound[-1] + 0.5)
    canvas.rect(left, TOP, right - left, BOTTOM - TOP, fill=RULE)
    band = [(across(at), up(row["high"])) for at, row in enumerate(rows)]
    band += [(across(at), up(row["low"])) for at, row in reversed(list(enumerate(rows)))]
    canvas.area(band, fill=BAND, stroke=MUTED, stroke_width=0.5, fill_opacity=0.8)
    canvas.path([(across(at), up(row["expected"])) for at, row in enumerate(rows)], stroke=MUTED)
    axis_left(canvas, up, LEFT, WIDTH - 12, f"{subject} a day")
    dots = [
        f"M{across(at):.0f} {up(row['observed']):.0f}h0" for at, row in enumerate(rows) if row["observed"] is not None
    ]
    canvas.element("path", d="".join(dots), stroke=TRACK_COLOUR["force"], stroke_width=5, stroke_linecap="round")
    for at, row in enumerate(rows):
        if row["day"] in breaches:
            canvas.text(across(at), TOP - 4, "\u2715", anchor="middle", size=11, fill=ACCENT, class_="breach")
    canvas.text(LEFT, HEIGHT - 20, rows[0]["day"], size=11, fill=MUTED)
    canvas.text(
        left, HEIGHT - 6, f"bound: {rows[bound[0]]['day']} to {rows[bound[-1]]['day']}", size=11, anchor="middle"
    )
    canvas.text(WIDTH - 12, HEIGHT - 20, rows[-1]["day"], anchor="end", size=11, fill=MUTED)
    columns = ("day", "bound", "observed", "expected", "low", "high")
    cells = tuple((row["day"], "yes" if row["bound"] else "no", *(row[name] for name in columns[2:])) for row in rows)
    return Drawing(key, title, canvas.svg(), Table(title, columns, cells))


def described(rows: Sequence[Mapping[str, Any]], subject: str) -> str:
    """What the drawing shows, in words."""
    inside = [row for row in rows if row["bound"]]
    seen = sum(row["observed"] or 0 for row in inside)
    silent = sum(row["observed"] is None for row in inside)
    expected = sum(row["expected"] for row in inside)
    return (
        f"On {len(inside)} bound days {seen:,.0f} {subject} were seen and {expected:,.0f} expected; "
        f"{silent} of these days have no report."
    )
