"""Intervals of days, what is known around a time expression, and the arithmetic that its rules share."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from dualtrack.lexicon.grammar import Node
from dualtrack.model import Precision, When


class Interval(NamedTuple):
    """Days [earliest, latest], None at an open end; `grain` is day, part, week, month, season, quarter, year, decade
    or century; `part` of the day and `edge` (early, mid, late) where the words narrow it."""

    earliest: date | None
    latest: date | None
    grain: str
    part: str = ""
    edge: str = ""
    explicit: bool = False


class Context(NamedTuple):
    """`published` is the document's date, `previous` the last date met in the text, `anchors` what has a name that time
    is counted from (war_start, talks ...); `planned` reads what the words leave open towards the future."""

    published: date | None = None
    previous: Interval | None = None
    planned: bool = False
    narrative: bool = False
    anchors: Mapping[str, date | When | Interval | None] = MappingProxyType({})

    def base(self, name: str) -> date | None:
        """The day that a relative expression counts from: publication, the last date named, or (`story`) publication
        for what lies ahead or follows no date, else the last date named."""
        previous = self.previous.latest if self.previous else None
        if name == "published":
            return self.published
        if name == "story":
            return (self.published or previous) if self.planned else (previous or self.published)
        return previous

    @property
    def told(self) -> bool:
        """Whether the text tells of its own time line, so that a year left out is the last one named."""
        return self.previous is not None and (self.published is None or self.narrative)


PRECISIONS = {
    "day": Precision.DAY, "part": Precision.PART_OF_DAY, "week": Precision.WEEK, "month": Precision.MONTH,
    "season": Precision.MONTH, "quarter": Precision.MONTH, "year": Precision.YEAR, "decade": Precision.YEAR,
    "century": Precision.YEAR,
}  # fmt: skip
GRAINS = {"part_of_day": "part", "minute": "part", "unknown": "day"}
"""The grain of a When by its precision, where it has another name."""
ONE_DAY = timedelta(days=1)
NOW = timedelta(0)
SOON = timedelta(days=31)
"""How far ahead a day without a year lies that is not the one of a year before."""
SEASON_STARTS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}
Rule = Callable[[Node, Context], "Interval | None"]
RULES: dict[str, Rule] = {}
"""Rules by the name that a pattern's `value` gives; dates.py fills it from date_rules, date_relations, date_spans."""


def resolve(node: Node, context: Context) -> Interval | None:
    """The interval that a matched expression stands for; None where it cannot be known."""
    try:
        found = RULES[node.pattern.value](node, context)
    except (ValueError, OverflowError):
        return None
    if found and found.earliest and found.latest and found.earliest > found.latest:
        return None
    return found


def as_interval(known: date | When | Interval | None) -> Interval | None:
    """What is known of a day or a time, as an interval of days."""
    if known is None or isinstance(known, Interval):
        return known
    if isinstance(known, When):
        return Interval(known.first_day, known.last_day, GRAINS.get(known.precision, str(known.precision)))
    return Interval(known, known, "day")


def number_of(node: Node, role: str) -> int | None:
    filler = node.roles.get(role)
    if filler is None or isinstance(filler, Node):
        return None
    return int(float(filler))


def name_of(node: Node, role: str) -> str:
    filler = node.roles.get(role, node.pattern.settings.get(role, ""))
    return "" if isinstance(filler, Node) else str(filler)


def inner_of(node: Node, role: str, context: Context) -> Interval | None:
    filler = node.roles.get(role)
    return resolve(filler, context) if isinstance(filler, Node) else None


def shift_of(node: Node) -> int:
    return int(node.pattern.settings.get("shift", 0))


def base_of(node: Node, context: Context) -> date | None:
    return context.base(str(node.pattern.settings.get("base", "published")))


def last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def century_year(value: int) -> int:
    return value + (2000 if value < 70 else 1900) if value < 100 else value


def year_of(node: Node, context: Context) -> int | None:
    year = number_of(node, "year")
    if year is not None:
        return century_year(year)
    if "year_shift" in node.pattern.settings and context.published:
        return context.published.year + int(node.pattern.settings["year_shift"])
    return None


def nearest_year(candidates: Callable[[int], Interval | None], context: Context) -> Interval | None:
    """Choose the year that the words leave out: the latest not after publication, planned the next; in a told story the
    one nearest to the last date named. A day that comes within SOON is meant itself, not that of a year ago: "declared
    a truce from 8 May" in late April."""
    if context.told and context.previous and context.previous.earliest:
        return candidates(context.previous.earliest.year)
    day = context.published
    if day is None:
        return None
    readings = [candidates(year) for year in (day.year + 1, day.year, day.year - 1)]
    known = [reading for reading in readings if reading and reading.earliest and reading.latest]
    if context.planned:
        return next((reading for reading in reversed(known) if reading.latest and reading.latest >= day), None)
    reach = {"day": SOON, "part": SOON}
    return next((one for one in known if one.earliest and one.earliest - day <= reach.get(one.grain, NOW)), None)


def whole_day(day: date | None, explicit: bool = False) -> Interval | None:
    return None if day is None else Interval(day, day, "day", explicit=explicit)


def moved(day: date, unit: str, count: int) -> date:
    if unit in ("day", "week", "weekend"):
        return day + timedelta(days=count * (1 if unit == "day" else 7))
    return add_months(day, count * {"month": 1, "quarter": 3, "decade": 120, "century": 1200}.get(unit, 12))


def month_interval(year: int, month: int, explicit: bool = False) -> Interval:
    return Interval(date(year, month, 1), last_of_month(year, month), "month", explicit=explicit)


def season_interval(year: int, season: str, explicit: bool = False) -> Interval:
    """Meteorological seasons; the winter of a year is the one that ends in it."""
    start = date(year - (season == "winter"), SEASON_STARTS[season], 1)
    return Interval(start, add_months(start, 3) - ONE_DAY, "season", edge="", part=season, explicit=explicit)


def unit_interval(day: date, unit: str, shift: int) -> Interval:
    """The calendar unit that holds a day, moved by `shift` units."""
    if unit == "day":
        return Interval(day + shift * ONE_DAY, day + shift * ONE_DAY, "day")
    if unit == "week":
        monday = day - timedelta(days=day.isoweekday() - 1 - 7 * shift)
        return Interval(monday, monday + 6 * ONE_DAY, "week")
    if unit == "weekend":
        saturday = day + timedelta(days=6 - day.isoweekday() + 7 * shift)
        return Interval(saturday, saturday + ONE_DAY, "week")
    if unit in ("month", "quarter"):
        moved = add_months(day.replace(day=1), shift * (3 if unit == "quarter" else 1))
        moved = moved if unit == "month" else moved.replace(month=3 * ((moved.month - 1) // 3) + 1)
        return Interval(moved, add_months(moved, 3 if unit == "quarter" else 1) - ONE_DAY, unit)
    return _years(day.year, unit, shift)


def _years(year: int, unit: str, shift: int) -> Interval:
    size = {"decade": 10, "century": 100}.get(unit, 1)
    start = year // size * size + shift * size
    return Interval(date(start, 1, 1), date(start + size - 1, 12, 31), unit if size > 1 else "year")
