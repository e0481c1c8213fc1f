"""SVG by hand: a canvas that collects elements, scales that map data to it, and axes.

Colours are CSS variables with a fallback, so that one drawing serves light and dark pages and print.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape

INK = "var(--ink, #1c1b1a)"
MUTED = "var(--muted, #6b6862)"
RULE = "var(--rule, #d9d5cc)"
BAND = "var(--band, #efece4)"
ACCENT = "var(--accent, #8a3b12)"
TRACK_COLOUR = {
    "talks": "var(--talks, #1f5f8b)",
    "force": "var(--force, #b3361e)",
    "pressure": "var(--pressure, #8a6d00)",
    "home": "var(--home, #4f6f3a)",
}
SIDE_COLOUR = ("var(--side-a, #1f5f8b)", "var(--side-b, #b3361e)")


def number(value: float) -> str:
    """Write a number for people: no trailing zeros, a thin space between thousands, three digits that count."""
    if value != value or math.isinf(value):
        return "-"
    if value == round(value):
        return f"{round(value):,}".replace(",", "\u202f")
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".").replace(",", "\u202f")


def coordinate(value: float) -> str:
    """Write a coordinate with at most two decimals, so that pages stay small and byte-identical."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Scale:
    """Linear (or, with `log`, logarithmic) map of [low, high] onto [start, end]."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        low, high, at = (
            (math.log(self.low), math.log(self.high), math.log(value)) if self.log else (self.low, self.high, value)
        )
        share = (at - low) / (high - low) if high > low else 0.5
        return self.start + share * (self.end - self.start)

    def ticks(self, count: int = 5) -> list[float]:
        """Round values inside the scale, about `count` of them."""
        if self.log:
            return log_ticks(self.low, self.high)
        step = nice_step((self.high - self.low) / max(1, count))
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return [round(index * step, 10) for index in range(first, last + 1)]


def nice_step(rough: float) -> float:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `rough`."""
    if rough <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * step for step in (1, 2, 2.5, 5, 10) if power * step >= rough * (1 - 1e-9))


def log_ticks(low: float, high: float) -> list[float]:
    """1, 2, 5 times powers of ten between two positive values (ratios: .5, 1, 2, 5)."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return [step * 10.0**power for power in powers for step in (1, 2, 5) if low <= step * 10.0**power <= high]


@dataclass(slots=True)
class Canvas:
    """Collects SVG elements; `svg()` gives the finished element with its title and description.

    `role` is "img", or "group" where the drawing holds links, which a picture may not."""

    width: float
    height: float
    id: str
    title: str
    description: str
    role: str = "img"
    parts: list[str] = field(default_factory=list)

    def element(self, name: str, content: str = "", /, **attributes: str | float) -> None:
        """Append one element; `class_` and `stroke_width` lose or turn their underscore, None is left out."""
        written = "".join(
            f' {key.rstrip("_").replace("_", "-")}="{escape(value if isinstance(value, str) else coordinate(value))}"'
            for key, value in attributes.items()
            if value is not None
        )
        self.parts.append(f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>")

    @contextmanager
    def group(self, **attributes: str | float) -> Iterator[None]:
        """What is drawn inside shares these attributes, written once."""
        outer, self.parts = self.parts, []
        yield
        inner, self.parts = "".join(self.parts), outer
        self.element("g", inner, **attributes)

    def text(
        self, x: float, y: float, words: str, anchor: str = "start", size: float = 12, **more: str | float
    ) -> None:
        fill = more.pop("fill", INK)
        self.element("text", escape(words), x=x, y=y, text_anchor=anchor, font_size=size, fill=fill, **more)

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str = INK, **more: str | float) -> None:
        self.element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **more)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, title: str = "", **more: str | float
    ) -> None:
        content = f"<title>{escape(title)}</title>" if title else ""
        self.element("rect", content, x=x, y=y, width=max(width, 0.0), height=max(height, 0.0), fill=fill, **more)

    def circle(self, x: float, y: float, radius: float, fill: str, title: str = "", **more: str | float) -> None:
        content = f"<title>{escape(title)}</title>" if title else ""
        self.element("circle", content, cx=x, cy=y, r=radius, fill=fill, **more)

    def path(self, points: Sequence[tuple[float, float]], stroke: str = INK, **more: str | float) -> None:
        steps = " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in points)
        self.element("polyline", points=steps, fill="none", stroke=stroke, **more)

    def area(self, points: Sequence[tuple[float, float]], fill: str, **more: str | float) -> None:
        """A filled outline; its points are rounded to whole pixels, because a page holds many."""
        self.element("polygon", points=" ".join(f"{x:.0f},{y:.0f}" for x, y in points), fill=fill, **more)

    def svg(self) -> str:
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="{self.role}" viewBox="0 0 {coordinate(self.width)} '
            f'{coordinate(self.height)}" aria-labelledby="{self.id}-title {self.id}-description" '
            f'font-family="inherit"><title id="{self.id}-title">{escape(self.title)}</title>'
            f'<desc id="{self.id}-description">{escape(self.description)}</desc>'
        )
        return head + "".join(self.parts) + "</svg>"


def axis_below(canvas: Canvas, scale: Scale, y: float, label: str = "", write: Callable[[float], str] = number) -> None:
    """Draw a horizontal axis at height `y` with its ticks, and its label under it."""
    canvas.line(scale.start, y, scale.end, y, stroke=MUTED)
    for tick in scale.ticks():
        canvas.line(scale(tick), y, scale(tick), y + 4, stroke=MUTED)
        canvas.text(scale(tick), y + 16, write(tick), anchor="middle", size=11, fill=MUTED)
    if label:
        canvas.text((scale.start + scale.end) / 2, y + 32, label, anchor="middle", size=12, fill=MUTED)


def axis_left(canvas: Canvas, scale: Scale, x: float, right: float, label: str = "", count: int = 4) -> None:
    """Draw a vertical axis at `x` with light rules up to `right`, and its label above it."""
    for tick in scale.ticks(count):
        canvas.line(x, scale(tick), right, scale(tick), stroke=RULE, stroke_width=0.75)
        canvas.text(x - 6, scale(tick) + 4, number(tick), anchor="end", size=11, fill=MUTED)
    if label:
        canvas.text(x - 6, min(scale.start, scale.end) - 8, label, anchor="start", size=12, fill=MUTED)


def month_starts(first: date, last: date) -> list[date]:
    """The first days of the months that begin within [first, last]."""
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return [day for day in days if day.day == 1]


def axis_of_days(canvas: Canvas, scale: Scale, first: date, last: date, y: float) -> None:
    """Draw a horizontal axis of days (scale in days since `first`), ticked at the months, thinned to fit."""
    canvas.line(scale.start, y, scale.end, y, stroke=MUTED)
    months = month_starts(first, last) or [first]
    every = max(1, math.ceil(len(months) * 44 / max(1.0, scale.end - scale.start)))
    for month in months[::every]:
        x = scale((month - first).days)
        canvas.line(x, y, x, y + 4, stroke=MUTED)
        words = month.strftime("%b %Y") if month.month == 1 or month is months[0] else month.strftime("%b")
        canvas.text(x, y + 16, words, anchor="middle", size=11, fill=MUTED)
