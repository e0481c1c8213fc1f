"""What each kind of time expression means: from its parts and the context to an interval of days.

A rule takes the parts that a pattern of packs/languages/<xx>/time.toml names and returns an Interval, or None where the
context does not settle it: without a publication date "yesterday" stays unknown, it is never guessed.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from dualtrack.lexicon.grammar import Node
from dualtrack.model import Precision


class Interval(NamedTuple):
    """Days [earliest, latest], None at an open end; `grain` is day, part, week, month, season, quarter, year, decade
    or century; `part` of the day and `edge` (early, mid, late) where the words narrow it."""

    earliest: date | None
    latest: date | None
    grain: str
    part: str = ""
    edge: str = ""
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """`published` is the document's date, `previous` the last date met in the text, `anchors` named intervals
    (war_start, talks ...); `planned` reads what the words leave open towards the future."""

    published: date | None = None
    previous: Interval | None = None
    planned: bool = False
    narrative: bool = False
    anchors: Mapping[str, Interval] = field(default_factory=dict)

    def base(self, name: str) -> date | None:
        """The day that a relative expression counts from."""
        if name == "published":
            return self.published
        return self.previous.latest if self.previous else None

    @property
    def told(self) -> bool:
        """Whether the text tells of its own time line, so that a year left out is the last one named."""
        return self.previous is not None and (self.published is None or self.narrative)


PRECISIONS = {
    "day": Precision.DAY, "part": Precision.PART_OF_DAY, "week": Precision.WEEK, "month": Precision.MONTH,
    "season": Precision.MONTH, "quarter": Precision.MONTH, "year": Precision.YEAR, "decade": Precision.YEAR,
    "century": Precision.YEAR,
}  # fmt: skip
ONE_DAY = timedelta(days=1)
SEASON_STARTS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}
Rule = Callable[[Node, Context], "Interval | None"]


def resolve(node: Node, context: Context) -> Interval | None:
    """The interval that a matched expression stands for; None where it cannot be known."""
    try:
        found = RULES[node.pattern.value](node, context)
    except (ValueError, OverflowError):
        return None
    if found and found.earliest and found.latest and found.earliest > found.latest:
        return None
    return found


def _number(node: Node, role: str) -> int | None:
    filler = node.roles.get(role)
    if filler is None or isinstance(filler, Node):
        return None
    return int(float(filler))


def _name(node: Node, role: str) -> str:
    filler = node.roles.get(role, node.pattern.settings.get(role, ""))
    return "" if isinstance(filler, Node) else str(filler)


def _inner(node: Node, role: str, context: Context) -> Interval | None:
    filler = node.roles.get(role)
    return resolve(filler, context) if isinstance(filler, Node) else None


def _shift(node: Node) -> int:
    return int(node.pattern.settings.get("shift", 0))


def _base(node: Node, context: Context) -> date | None:
    return context.base(str(node.pattern.settings.get("base", "published")))


def last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _century_year(value: int) -> int:
    return value + (2000 if value < 70 else 1900) if value < 100 else value


def _year_of(node: Node, context: Context) -> int | None:
    year = _number(node, "year")
    if year is not None:
        return _century_year(year)
    known = _inner(node, "year_date", context)
    return known.earliest.year if known and known.earliest else None


def _nearest(candidates: Callable[[int], Interval | None], context: Context) -> Interval | None:
    """Choose the year that the words leave out: the latest not after publication, planned the next; in a told story the
    one nearest to the last date named."""
    if context.told and context.previous and context.previous.earliest:
        return candidates(context.previous.earliest.year)
    day = context.published
    if day is None:
        return None
    readings = [candidates(year) for year in (day.year + 1, day.year, day.year - 1)]
    known = [reading for reading in readings if reading and reading.earliest and reading.latest]
    if context.planned:
        return next((reading for reading in reversed(known) if reading.latest and reading.latest >= day), None)
    return next((reading for reading in known if reading.earliest and reading.earliest <= day), None)


def rule_day(node: Node, context: Context) -> Interval | None:
    """A day of a month, the year stated or the nearest."""
    day, month = _number(node, "day"), _number(node, "month")
    year = _year_of(node, context)
    if day is None:
        return None
    if month is None:
        return _day_of_known_month(day, context)

    def on(each: int) -> Interval | None:
        if day > calendar.monthrange(each, month)[1]:
            return None
        return Interval(date(each, month, day), date(each, month, day), "day", explicit=year is not None)

    return on(year) if year is not None else _nearest(on, context)


def _day_of_known_month(day: int, context: Context) -> Interval | None:
    known = context.previous.earliest if context.previous else context.published
    return None if known is None else _whole_day(known.replace(day=day))


def _whole_day(day: date | None, explicit: bool = False) -> Interval | None:
    return None if day is None else Interval(day, day, "day", explicit=explicit)


def rule_days(node: Node, context: Context) -> Interval | None:
    """Days `first` to `last` of one month."""
    first, month = _number(node, "first"), _number(node, "month")
    last, year = _number(node, "last"), _year_of(node, context)
    if first is None or last is None or month is None:
        return None

    def on(each: int) -> Interval | None:
        start, end = date(each, month, first), date(each, month, last)
        start = start if start <= end else add_months(start, -1)
        return Interval(start, end, "day", explicit=year is not None)

    return on(year) if year is not None else _nearest(on, context)


def rule_full_date(node: Node, context: Context) -> Interval | None:
    """03.02.2026: day first, unless the pack says `month_first`."""
    parts = [int(part) for part in str(node.roles["date"]).replace("/", ".").split(".")]
    if node.pattern.settings.get("order") == "month_first" and parts[0] <= 12:
        parts[0], parts[1] = parts[1], parts[0]
    if parts[1] > 12:
        parts[0], parts[1] = parts[1], parts[0]
    return _whole_day(date(_century_year(parts[2]), parts[1], parts[0]), explicit=True)


def rule_short_date(node: Node, context: Context) -> Interval | None:
    """03.02: day and month, the nearest year."""
    day, month = (int(part) for part in str(node.roles["date"]).split("."))
    return _nearest(lambda year: _whole_day(date(year, month, day)), context)


def month_interval(year: int, month: int, explicit: bool = False) -> Interval:
    return Interval(date(year, month, 1), last_of_month(year, month), "month", explicit=explicit)


def rule_month(node: Node, context: Context) -> Interval | None:
    month, year = _number(node, "month"), _year_of(node, context)
    if month is None:
        return None
    if year is not None:
        return month_interval(year, month, True)
    return _nearest(lambda each: month_interval(each, month), context)


def rule_year(node: Node, context: Context) -> Interval | None:
    year = _number(node, "year")
    if year is None:
        return None
    year = _century_year(year) if node.pattern.settings.get("short") else year
    return Interval(date(year, 1, 1), date(year, 12, 31), "year", explicit=True)


def rule_split_year(node: Node, context: Context) -> Interval | None:
    """1941/42: from the first year to the second."""
    first, _, last = str(node.roles["year"]).partition("/")
    end = int(first[: 4 - len(last)] + last)
    return Interval(date(int(first), 1, 1), date(end, 12, 31), "year", explicit=True)


def rule_decade(node: Node, context: Context) -> Interval | None:
    year = _number(node, "year")
    if year is None:
        return None
    year = year + 1900 if year < 100 else year
    return Interval(date(year, 1, 1), date(year + 9, 12, 31), "decade", explicit=True)


def rule_century(node: Node, context: Context) -> Interval | None:
    century = _number(node, "century")
    if century is None or century < 1:
        return None
    start = 100 * (century - 1) + 1
    return Interval(date(start, 1, 1), date(start + 99, 12, 31), "century", explicit=True)


def season_interval(year: int, season: str, explicit: bool = False) -> Interval:
    """Meteorological seasons; the winter of a year is the one that ends in it."""
    start = date(year - (season == "winter"), SEASON_STARTS[season], 1)
    return Interval(start, add_months(start, 3) - ONE_DAY, "season", edge="", part=season, explicit=explicit)


def rule_season(node: Node, context: Context) -> Interval | None:
    season, year = _name(node, "season"), _year_of(node, context)
    if year is not None:
        return season_interval(year, season, True)
    if "shift" in node.pattern.settings:
        day = _base(node, context)
        return None if day is None else _shifted_season(day, season, _shift(node))
    return _nearest(lambda each: season_interval(each, season), context)


def _shifted_season(day: date, season: str, shift: int) -> Interval | None:
    """This, the last or the next one of a season, counted from a day."""
    readings = [season_interval(year, season) for year in range(day.year - 1, day.year + 3)]
    if shift < 0:
        return next((each for each in reversed(readings) if each.latest and each.latest < day), None)
    future = [each for each in readings if each.latest and each.latest >= day]
    running = future[0].earliest is not None and future[0].earliest <= day
    return future[1] if shift > 0 and running else future[0]


def rule_quarter(node: Node, context: Context) -> Interval | None:
    """A quarter (`months` = 3) or a half (6) of a year."""
    size, number = int(node.pattern.settings.get("months", 3)), _number(node, "number")
    year = _year_of(node, context)
    if number is None or not 1 <= number <= 12 // size:
        return None

    def of(each: int) -> Interval:
        start = date(each, size * (number - 1) + 1, 1)
        return Interval(start, add_months(start, size) - ONE_DAY, "quarter", explicit=year is not None)

    return of(year) if year is not None else _nearest(of, context)


def rule_weekday(node: Node, context: Context) -> Interval | None:
    """The latest such day on or before publication, planned the next; `shift` -1 and 1 name it, within or out of the
    running week."""
    weekday, base = _number(node, "weekday"), context.published
    if weekday is None or base is None:
        return None
    back = (base.isoweekday() - weekday) % 7
    shift = node.pattern.settings.get("shift")
    if shift == 1 or (shift is None and context.planned):
        return _whole_day(base + timedelta(days=7 - back))
    if shift == 0:
        return _whole_day(base + timedelta(days=weekday - base.isoweekday()))
    return _whole_day(base - timedelta(days=back or (7 if shift == -1 else 0)))


def rule_offset(node: Node, context: Context) -> Interval | None:
    """Yesterday, tomorrow, the next day: `days` from publication or from the last date named."""
    base = _base(node, context)
    days = node.roles.get("days", node.pattern.settings.get("days", 0))
    return None if base is None or isinstance(days, Node) else _whole_day(base + timedelta(days=int(float(days))))


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


def rule_unit(node: Node, context: Context) -> Interval | None:
    """Last week, this month, next year."""
    base, unit = _base(node, context), _name(node, "unit")
    if base is None or unit in ("hour", "minute", "second"):
        return None if base is None else _whole_day(base)
    return unit_interval(base, unit, _shift(node))


def rule_weekend(node: Node, context: Context) -> Interval | None:
    """The weekend: the running one on its own days, else the last, planned the next."""
    base = context.published
    if base is None:
        return None
    return unit_interval(base, "weekend", 0 if context.planned or base.isoweekday() > 5 else -1)


def rule_running(node: Node, context: Context) -> Interval | None:
    """Earlier this week: from its first day to publication; later this week: from publication to its last."""
    base = context.published
    if base is None:
        return None
    whole = unit_interval(base, _name(node, "unit"), 0)
    if node.pattern.settings.get("shift") == 1:
        return whole._replace(earliest=base)
    return whole._replace(latest=base)


def rule_shift(node: Node, context: Context) -> Interval | None:
    """Two days ago, three weeks later: `shift` times a number of units from the base."""
    base = _inner(node, "from", context) if "from" in node.roles else None
    day = base.earliest if base else _base(node, context) if "from" not in node.roles else None
    span = node.roles.get("span")
    counted = span if isinstance(span, Node) else node
    count = _number(counted, "number") if "number" in counted.roles else 1
    unit = _name(counted, "unit")
    if day is None or count is None:
        return None
    shift = _shift(node) * count
    if unit in ("hour", "minute", "second"):
        return _whole_day(day) if count < 24 else _whole_day(day + timedelta(days=shift // 24))
    return unit_interval(day, unit, shift)


def rule_past_period(node: Node, context: Context) -> Interval | None:
    """The past three days, the last 24 hours: up to the base; `shift` 1 from it on."""
    day, unit = _base(node, context), _name(node, "unit")
    count = _number(node, "number") if "number" in node.roles else 1
    if day is None or count is None:
        return None
    if unit in ("hour", "minute", "second"):
        count, unit = max(1, round(count / 24)), "day"
    far = _moved(day, unit, count * (_shift(node) or -1))
    grain = "day" if unit in ("day", "week") else unit if unit in PRECISIONS else "day"
    return Interval(min(day, far), max(day, far), grain)


def _moved(day: date, unit: str, count: int) -> date:
    if unit in ("day", "week", "weekend"):
        return day + timedelta(days=count * (1 if unit == "day" else 7))
    return add_months(day, count * {"month": 1, "quarter": 3, "decade": 120}.get(unit, 12))


def rule_part(node: Node, context: Context) -> Interval | None:
    """A part of a day: of the day named, else of the base day."""
    part = _name(node, "part")
    if "date" in node.roles:
        known = _inner(node, "date", context)
    else:
        days = int(node.pattern.settings.get("days", 0))
        base = _base(node, context)
        known = None if base is None else _whole_day(base + timedelta(days=days))
    return None if known is None else known._replace(grain="part", part=part)


def rule_night(node: Node, context: Context) -> Interval | None:
    """The night that ends on a day: from the day before it (named, or the day of the base)."""
    known = _inner(node, "date", context) if "date" in node.roles else _whole_day(_base(node, context))
    if known is None or known.earliest is None or known.latest is None:
        return None
    first = known.earliest if known.latest > known.earliest else known.earliest - ONE_DAY
    return Interval(first, known.latest, "part", part="night", explicit=known.explicit)


def rule_edge(node: Node, context: Context) -> Interval | None:
    """Early, mid or late in a month, season, year or decade: its first, second or last third."""
    known, edge = _inner(node, "date", context), _name(node, "edge")
    if known is None or known.earliest is None or known.latest is None:
        return None
    days = (known.latest - known.earliest).days + 1
    first, second = known.earliest + timedelta(days=days // 3), known.earliest + timedelta(days=2 * days // 3)
    bounds = {
        "early": (known.earliest, first - ONE_DAY),
        "mid": (first, second - ONE_DAY),
        "late": (second, known.latest),
    }[edge]
    return known._replace(earliest=bounds[0], latest=bounds[1], edge=edge)


def rule_span(node: Node, context: Context) -> Interval | None:
    """From one date to another; what the first leaves out (year, month) it shares with the second."""
    last = _inner(node, "last", context)
    if last and last.explicit:
        context = replace(context, previous=last, narrative=True)
    first = _inner(node, "first", context)
    if first is None or last is None or first.earliest is None or last.latest is None:
        return None
    start = first.earliest if first.earliest <= last.latest else add_months(first.earliest, -12)
    if start > last.latest:
        return None
    return Interval(start, last.latest, last.grain, explicit=last.explicit)


def rule_since(node: Node, context: Context) -> Interval | None:
    """Since a date: to publication, or with no known end."""
    known = _inner(node, "date", context)
    if known is None or known.earliest is None:
        return None
    end = context.published if context.published and context.published >= known.earliest else None
    return known._replace(latest=end)


def rule_until(node: Node, context: Context) -> Interval | None:
    known = _inner(node, "date", context)
    return None if known is None else known._replace(earliest=None)


def rule_before(node: Node, context: Context) -> Interval | None:
    known = _inner(node, "date", context)
    if known is None or known.earliest is None:
        return None
    return known._replace(earliest=None, latest=known.earliest - ONE_DAY)


def rule_after(node: Node, context: Context) -> Interval | None:
    known = _inner(node, "date", context)
    return None if known is None or known.latest is None else known._replace(earliest=known.latest, latest=None)


def rule_same(node: Node, context: Context) -> Interval | None:
    """The date that the words add nothing to: "on the day of 3 May", "as of Monday"."""
    return _inner(node, "date", context)


def rule_clock(node: Node, context: Context) -> Interval | None:
    """A clock time of the day named; without a time zone it says the day and no more, without a day nothing."""
    known = _inner(node, "date", context)
    return None if known is None else known._replace(grain="part", part="clock")


def rule_span_years(node: Node, context: Context) -> Interval | None:
    """1941-1945: from the first year to the last."""
    first, last = _number(node, "first"), _number(node, "last")
    if first is None or last is None:
        return None
    return Interval(date(first, 1, 1), date(last, 12, 31), "year", explicit=True)


def rule_span_days(node: Node, context: Context) -> Interval | None:
    """From 3 to 7 March: the first day takes the month of the last, or the one before it."""
    last, first = _inner(node, "last", context), _number(node, "first")
    if last is None or last.latest is None or first is None:
        return None
    month = last.latest if first <= last.latest.day else add_months(last.latest.replace(day=1), -1)
    return last._replace(earliest=month.replace(day=first))


def rule_night_between(node: Node, context: Context) -> Interval | None:
    """The night from one day to the next."""
    known = rule_span_days(node, context)
    return None if known is None else known._replace(grain="part", part="night")


def rule_night_span(node: Node, context: Context) -> Interval | None:
    known = rule_span(node, context)
    return None if known is None else known._replace(grain="part", part="night")


def rule_part_of_word(node: Node, context: Context) -> Interval | None:
    """Yesterday evening: a part of a day that a word points to."""
    known = rule_offset(node, context)
    return None if known is None else known._replace(grain="part", part=_name(node, "part"))


def rule_part_joined(node: Node, context: Context) -> Interval | None:
    """A day with an adverb of a part of it, on either side."""
    known, adverb = _inner(node, "date", context), node.roles.get("adverb")
    part = _name(adverb, "part") if isinstance(adverb, Node) else ""
    return None if known is None else known._replace(grain="part", part=part)


def rule_same_year(node: Node, context: Context) -> Interval | None:
    """September of that same year."""
    year = context.previous.earliest.year if context.previous and context.previous.earliest else None
    day, month = _number(node, "day"), _number(node, "month")
    if year is None or month is None:
        return None
    return month_interval(year, month) if day is None else _whole_day(date(year, month, day))


def rule_holiday(node: Node, context: Context) -> Interval | None:
    """A fixed day of the year, its value `MM-DD` in the pack."""
    month, _, day = _name(node, "holiday").partition("-")
    year = _year_of(node, context)
    if year is not None:
        return _whole_day(date(year, int(month), int(day)), True)
    return _nearest(lambda each: _whole_day(date(each, int(month), int(day))), context)


def rule_anchor(node: Node, context: Context) -> Interval | None:
    """A named anchor itself (the start of the war), the nth day or year counted from it, or a day of it."""
    known = context.anchors.get(_name(node, "anchor"))
    if known is None or known.earliest is None:
        return None
    number = _number(node, "number")
    unit = _name(node, "unit")
    if number is None:
        return known
    start = _moved(known.earliest, unit or "day", number - 1)
    return Interval(start, _moved(start, unit or "day", 1) - ONE_DAY, "day" if unit in ("", "day") else unit)


def rule_none(node: Node, context: Context) -> Interval | None:
    """Durations, repetitions and vague words: no interval of their own."""
    return None


RULES: Mapping[str, Rule] = {
    name.removeprefix("rule_"): rule for name, rule in list(globals().items()) if name.startswith("rule_")
} | {"duration": rule_none, "set": rule_none, "vague": rule_none}
