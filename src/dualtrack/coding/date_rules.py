"""Dates that the calendar names: days, months, years, seasons, and when a year left out is meant.

A rule takes the parts that a pattern of packs/languages/<xx>/time.toml names and returns an Interval, or None where the
context does not settle it: without a publication date "yesterday" stays unknown, it is never guessed.
"""

from __future__ import annotations

import calendar
from datetime import date

from dualtrack.coding.intervals import (
    ONE_DAY,
    Context,
    Interval,
    Rule,
    add_months,
    base_of,
    century_year,
    month_interval,
    name_of,
    nearest_year,
    number_of,
    season_interval,
    shift_of,
    whole_day,
    year_of,
)
from dualtrack.lexicon.grammar import Node


def rule_day(node: Node, context: Context) -> Interval | None:
    """A day of a month, the year stated or the nearest."""
    day, month = number_of(node, "day"), number_of(node, "month")
    year = year_of(node, context)
    if day is None:
        return None
    if month is None:
        return _day_of_known_month(day, context)

    def on(each: int) -> Interval | None:
        if day > calendar.monthrange(each, month)[1]:
            return None
        return Interval(date(each, month, day), date(each, month, day), "day", explicit=year is not None)

    return on(year) if year is not None else nearest_year(on, context)


def _day_of_known_month(day: int, context: Context) -> Interval | None:
    known = context.previous.earliest if context.previous else context.published
    return None if known is None else whole_day(known.replace(day=day))


def rule_days(node: Node, context: Context) -> Interval | None:
    """Days `first` to `last` of one month."""
    first, month = number_of(node, "first"), number_of(node, "month")
    last, year = number_of(node, "last"), year_of(node, context)
    if first is None or last is None or month is None:
        return None

    def on(each: int) -> Interval | None:
        start, end = date(each, month, first), date(each, month, last)
        start = start if start <= end else add_months(start, -1)
        return Interval(start, end, "day", explicit=year is not None)

    return on(year) if year is not None else nearest_year(on, context)


def rule_full_date(node: Node, context: Context) -> Interval | None:
    """03.02.2026: day first, unless the pack says `month_first`."""
    parts = [int(part) for part in str(node.roles["date"]).replace("/", ".").split(".")]
    if node.pattern.settings.get("order") == "month_first" and parts[0] <= 12:
        parts[0], parts[1] = parts[1], parts[0]
    if parts[1] > 12:
        parts[0], parts[1] = parts[1], parts[0]
    return whole_day(date(century_year(parts[2]), parts[1], parts[0]), explicit=True)


def rule_short_date(node: Node, context: Context) -> Interval | None:
    """03.02: day and month, the nearest year."""
    day, month = (int(part) for part in str(node.roles["date"]).split("."))
    return nearest_year(lambda year: whole_day(date(year, month, day)), context)


def rule_month(node: Node, context: Context) -> Interval | None:
    month, year = number_of(node, "month"), year_of(node, context)
    if month is None:
        return None
    if year is not None:
        return month_interval(year, month, True)
    return nearest_year(lambda each: month_interval(each, month), context)


def rule_year(node: Node, context: Context) -> Interval | None:
    year = number_of(node, "year")
    if year is None:
        return None
    year = century_year(year) if node.pattern.settings.get("short") else year
    return Interval(date(year, 1, 1), date(year, 12, 31), "year", explicit=True)


def rule_split_year(node: Node, context: Context) -> Interval | None:
    """1941/42: from the first year to the second."""
    first, _, last = str(node.roles["year"]).partition("/")
    end = int(first[: 4 - len(last)] + last)
    return Interval(date(int(first), 1, 1), date(end, 12, 31), "year", explicit=True)


def rule_decade(node: Node, context: Context) -> Interval | None:
    year = number_of(node, "year")
    if year is None:
        return None
    year = year + 1900 if year < 100 else year
    return Interval(date(year, 1, 1), date(year + 9, 12, 31), "decade", explicit=True)


def rule_century(node: Node, context: Context) -> Interval | None:
    century = number_of(node, "century")
    if century is None or century < 1:
        return None
    start = 100 * (century - 1) + 1
    return Interval(date(start, 1, 1), date(start + 99, 12, 31), "century", explicit=True)


def rule_season(node: Node, context: Context) -> Interval | None:
    season, year = name_of(node, "season"), year_of(node, context)
    if year is not None:
        return season_interval(year, season, True)
    if "shift" in node.pattern.settings:
        day = base_of(node, context)
        return None if day is None else _shifted_season(day, season, shift_of(node))
    return nearest_year(lambda each: season_interval(each, season), context)


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
    size, number = int(node.pattern.settings.get("months", 3)), number_of(node, "number")
    year = year_of(node, context)
    if number is None or not 1 <= number <= 12 // size:
        return None

    def of(each: int) -> Interval:
        start = date(each, size * (number - 1) + 1, 1)
        return Interval(start, add_months(start, size) - ONE_DAY, "quarter", explicit=year is not None)

    return of(year) if year is not None else nearest_year(of, context)


CALENDAR_RULES: dict[str, Rule] = {
    name.removeprefix("rule_"): rule for name, rule in list(globals().items()) if name.startswith("rule_")
}
