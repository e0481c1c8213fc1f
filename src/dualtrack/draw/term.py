"""A commitment's term, day by day: what was seen, against what the days before foretold, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dualtrack.draw.svg import ACCENT, BAND, MUTED, RULE, TRACK_COLOUR, Canvas, Scale, axis_left
from dualtrack.model import Drawing, Table

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640.0, 210.0, 56.0, 36.0, 172.0


def render_term(
    key: str,
    rows: Sequence[Mapping[str, Any]],
    subject: str,
    name: str,
    breaches: Sequence[tuple[str | None, str]] = (),
) -> Drawing:
    """Dots for the days seen, a band for 95 in 100 single days as expected, a shade over the days that were bound.

    `rows` hold day, bound, observed (None for no report), expected, low and high (None where no baseline tells);
    `breaches` are reports of a breach: its day (None where the report gives none), marked above the axis, and whose."""
    foretold = [(at, row) for at, row in enumerate(rows) if row["expected"] is not None]
    title = f"{subject[:1].upper()}{subject[1:]} around {name}" + (
        ", against what the days before foretold" if foretold else ""
    )
    seen = [(at, row["observed"]) for at, row in enumerate(rows) if row["observed"] is not None]
    canvas = Canvas(WIDTH, HEIGHT, key, title, described(rows, subject, breaches))
    across = Scale(-0.5, len(rows) - 0.5, LEFT, WIDTH - 12)
    up = Scale(0, max([1.0, *(value for _, value in seen), *(row["high"] for _, row in foretold)]), BOTTOM, TOP)
    draw_bound(canvas, rows, across)
    if foretold:
        band = [(across(at), up(row["high"])) for at, row in foretold]
        band += [(across(at), up(row["low"])) for at, row in reversed(foretold)]
        canvas.area(band, fill=BAND, stroke=MUTED, stroke_width=0.5, fill_opacity=0.8)
        canvas.path([(across(at), up(row["expected"])) for at, row in foretold], stroke=MUTED)
    axis_left(canvas, up, LEFT, WIDTH - 12, f"{subject} a day")
    dots = "".join(f"M{across(at):.0f} {up(value):.0f}h0" for at, value in seen)
    canvas.element("path", d=dots, stroke=TRACK_COLOUR["force"], stroke_width=5, stroke_linecap="round")
    days = {day for day, _ in breaches}
    for at, row in enumerate(rows):
        if row["day"] in days:
            canvas.text(across(at), TOP - 4, "\u2715", anchor="middle", size=11, fill=ACCENT)
    return Drawing(key, title, canvas.svg(), table_of(rows, title, breaches))


def draw_bound(canvas: Canvas, rows: Sequence[Mapping[str, Any]], across: Scale) -> None:
    """The shade over the bound days, and the days at its ends and at those of the drawing."""
    bound = [index for index, row in enumerate(rows) if row["bound"]]
    left, right = across(bound[0] - 0.5), across(bound[-1] + 0.5)
    canvas.rect(left, TOP, right - left, BOTTOM - TOP, fill=RULE)
    first, last = rows[bound[0]]["day"], rows[bound[-1]]["day"]
    words = first if first == last else f"{first} to {last}"
    canvas.text(LEFT, HEIGHT - 20, rows[0]["day"], size=11, fill=MUTED)
    canvas.text(WIDTH - 12, HEIGHT - 20, f"bound: {words}", anchor="end", size=11, fill=MUTED)


def table_of(rows: Sequence[Mapping[str, Any]], title: str, breaches: Sequence[tuple[str | None, str]]) -> Table:
    """Each day that has a number or a report of a breach; reports without a day at the end."""
    columns = ("day", "bound", "observed", "expected", "low", "high", "breach by the account of")
    cells: list[tuple[str | float | int | None, ...]] = []
    for row in rows:
        told = "; ".join(by for day, by in breaches if day == row["day"])
        if told or row["observed"] is not None or row["expected"] is not None:
            numbers = (row[name] for name in columns[2:6])
            cells.append((row["day"], "yes" if row["bound"] else "no", *numbers, told or None))
    undated = [("a day of the term", "yes", None, None, None, None, by) for day, by in breaches if day is None]
    return Table(title, columns, (*cells, *undated))


def described(rows: Sequence[Mapping[str, Any]], subject: str, breaches: Sequence[tuple[str | None, str]]) -> str:
    """What the drawing shows, in words."""
    inside = [row for row in rows if row["bound"]]
    seen = sum(row["observed"] or 0 for row in inside)
    silent = sum(row["observed"] is None for row in inside)
    known = [row["expected"] for row in inside if row["expected"] is not None]
    expected = f" and {sum(known):,.0f} expected" if known else ""
    return (
        f"On {len(inside)} bound days {seen:,.0f} {subject} were seen{expected}; {silent} of these days have no "
        f"report; {len(breaches)} reports of a breach."
    )
