"""The two-track timeline: what was said at the table above, what was done in the field below, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from dualtrack.draw.svg import (
    BAND,
    INK,
    MUTED,
    TRACK_COLOUR,
    Canvas,
    Scale,
    axis_left,
    axis_of_days,
    coordinate,
    number,
)
from dualtrack.model import Drawing, Series, Table

WIDTH, LEFT, RIGHT = 960.0, 104.0, 948.0
LANES = ("talks", "pressure", "home", "force")
LANE_HEIGHT, TOP, BARS = 34.0, 30.0, 150.0
LONGEST_BAR = 4  # days; what is dated to a week or a month is drawn as a band, not as a bar that fills it
MARK_WIDTH = 5.0  # marks nearer than this would hide each other: the weightiest is drawn, the table has all


@dataclass(frozen=True, slots=True)
class Mark:
    """One event on the timeline: its days (also in words), its lane, what to call it and where its evidence is.

    `solid` is False for what was planned, postponed, cancelled or denied: drawn hollow."""

    id: str
    first: date
    last: date
    track: str
    when: str
    words: str
    href: str
    solid: bool = True
    weight: float = 1.0
    attributes: tuple[tuple[str, str], ...] = ()


def draw_timeline(marks: Sequence[Mark], force: Series | None, labels: dict[str, str]) -> Drawing | None:
    """Draw marks by track above the daily series of munitions; None when there is nothing to draw.

    `labels` words the lanes and columns in the language of the interface. Days with no report are left blank;
    days with a report of none get a dot on the axis.
    """
    days = [day for mark in marks for day in (mark.first, mark.last)]
    days += [force.start, force.end] if force is not None and force.values else []
    if not days:
        return None
    first, last = min(days), max(days)
    scale = Scale(0, max(1, (last - first).days), LEFT + 6, RIGHT - 6)
    height = TOP + len(LANES) * LANE_HEIGHT + BARS + 40
    described = f"{len(marks)} events from {first} to {last}."
    canvas = Canvas(WIDTH, height, "timeline", labels["timeline"], described, role="group")
    for row, track in enumerate(LANES):
        draw_lane(canvas, [mark for mark in marks if mark.track == track], track, row, first, scale, labels)
    bottom = height - 36
    if force is not None:
        draw_bars(canvas, force, first, scale, bottom, labels)
    axis_of_days(canvas, scale, first, last, bottom)
    return Drawing("timeline", labels["timeline"], canvas.svg(), timeline_table(marks, force, labels))


def draw_lane(
    canvas: Canvas, marks: Sequence[Mark], track: str, row: int, first: date, scale: Scale, labels: dict[str, str]
) -> None:
    top = TOP + row * LANE_HEIGHT
    if row % 2 == 0:
        canvas.rect(LEFT, top, RIGHT - LEFT, LANE_HEIGHT, fill=BAND)
    canvas.text(LEFT - 8, top + LANE_HEIGHT / 2 + 4, labels[track], anchor="end", size=12.5)
    with canvas.group(fill=TRACK_COLOUR[track], stroke=TRACK_COLOUR[track], data_track=track):
        canvas.parts += [linked_mark(mark, top, first, scale) for mark in spaced(marks, first, scale)]


def linked_mark(mark: Mark, top: float, first: date, scale: Scale) -> str:
    """A link to the mark's evidence: a bar on a day, or a thin band where all that is known is that it happened
    within these days."""
    x = scale((mark.first - first).days)
    width = max(MARK_WIDTH, scale((mark.last - first).days) - x)
    height = LANE_HEIGHT - 16 if (mark.last - mark.first).days <= LONGEST_BAR else 5.0
    own = "".join(f' data-{name}="{escape(value)}"' for name, value in mark.attributes if value)
    hollow = "" if mark.solid else ' fill="none"'
    return (
        f'<a href="{escape(mark.href)}" class="mark"{own}><title>{escape(f"{mark.when}: {mark.words}")}</title>'
        f'<rect x="{coordinate(x - 2.5)}" y="{coordinate(top + (LANE_HEIGHT - height) / 2)}" '
        f'width="{coordinate(width)}" height="{coordinate(height)}" rx="2"{hollow}/></a>'
    )


def spaced(marks: Sequence[Mark], first: date, scale: Scale) -> list[Mark]:
    """The weightiest mark of each place on the axis, in order."""
    kept: dict[int, Mark] = {}
    for mark in sorted(marks, key=lambda mark: (-mark.weight, mark.first, mark.id)):
        kept.setdefault(int(scale((mark.first - first).days) / MARK_WIDTH), mark)
    return sorted(kept.values(), key=lambda mark: (mark.first, mark.id))


def draw_bars(canvas: Canvas, force: Series, first: date, scale: Scale, bottom: float, labels: dict[str, str]) -> None:
    top = bottom - BARS + 24
    known = [value for value in force.values if value is not None]
    up = Scale(0, max([1.0, *known]), bottom, top)
    axis_left(canvas, up, LEFT, RIGHT)
    canvas.text(LEFT, top - 10, f"{force.name}: {force.reported} {labels['days_reported']}", size=12, fill=MUTED)
    wide = max(1.2, scale(1) - scale(0) - 0.6)
    bars = []
    for offset, value in enumerate(force.values):
        x = scale((force.start - first).days + offset)
        if value == 0:
            canvas.circle(x, bottom, 1.2, fill=INK)
        elif value is not None:
            bars.append(f"M{x:.1f} {bottom:.0f}V{up(value):.1f}")
    # One path for all days: a rectangle each would be half of the page.
    canvas.element("path", d="".join(bars), stroke=TRACK_COLOUR["force"], stroke_width=wide)


def timeline_table(marks: Sequence[Mark], force: Series | None, labels: dict[str, str]) -> Table:
    """The drawing in words: each mark with its days, then each day of the series with its number."""
    rows: list[tuple[str | float | int | None, ...]] = [
        (
            mark.first.isoformat(),
            "" if mark.last == mark.first else mark.last.isoformat(),
            labels[mark.track],
            mark.words,
        )
        for mark in sorted(marks, key=lambda mark: (mark.first, mark.last, mark.id))
    ]
    if force is not None:
        known = [(offset, value) for offset, value in enumerate(force.values) if value is not None]
        for offset, value in known:
            day = date.fromordinal(force.start.toordinal() + offset).isoformat()
            rows.append((day, "", labels["force"], f"{number(value)} {force.unit}".strip()))
    columns = (labels["first_day"], labels["last_day"], labels["track"], labels["what"])
    return Table(labels["timeline"], columns, tuple(rows))
