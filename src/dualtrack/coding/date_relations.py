"""Dates told by relation: to publication, to a date just named, to a feast or a named anchor.

A rule takes the parts that a pattern of packs/languages/<xx>/time.toml names and returns an Interval, or None where the
context does not settle it: without a publication date "yesterday" stays unknown, it is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dualtrack.coding.intervals import (
    ONE_DAY,
    PRECISIONS,
    Context,
    Interval,
    Rule,
    as_interval,
    base_of,
    inner_of,
    month_interval,
    moved,
    name_of,
    nearest_year,
    number_of,
    shift_of,
    unit_interval,
    whole_day,
    year_of,
)
from dualtrack.lexicon.grammar import Node


def rule_weekday(node: Node, context: Context) -> Interval | None:
    """The latest such day on or before publication, planned the next on or after it; `shift` -1 and 1 name it, within
    or out of the running week."""
    weekday, base = number_of(node, "weekday"), context.published
    if weekday is None or base is None:
        return None
    back = (base.isoweekday() - weekday) % 7
    shift = node.pattern.settings.get("shift")
    if shift == 1 or (shift is None and context.planned and back):
        return whole_day(base + timedelta(days=7 - back))
    if shift == 0:
        return whole_day(base + timedelta(days=weekday - base.isoweekday()))
    return whole_day(base - timedelta(days=back or (7 if shift == -1 else 0)))


def rule_weekday_of_week(node: Node, context: Context) -> Interval | None:
    """Friday last week: a day of the week that lies `shift` weeks from publication."""
    weekday, base = number_of(node, "weekday"), context.published
    if weekday is None or base is None:
        return None
    return whole_day(base + timedelta(days=weekday - base.isoweekday() + 7 * shift_of(node)))


def rule_offset(node: Node, context: Context) -> Interval | None:
    """Yesterday, tomorrow, the next day: `days` from publication or from the last date named."""
    base = base_of(node, context)
    days = node.roles.get("days", node.pattern.settings.get("days", 0))
    return None if base is None or isinstance(days, Node) else whole_day(base + timedelta(days=int(float(days))))


def rule_unit(node: Node, context: Context) -> Interval | None:
    """Last week, this month, next year."""
    base, unit = base_of(node, context), name_of(node, "unit")
    if base is None or unit in ("hour", "minute", "second"):
        return None if base is None else whole_day(base)
    return unit_interval(base, unit, shift_of(node))


def rule_weekend(node: Node, context: Context) -> Interval | None:
    """The weekend: the running one on its own days, else the last, planned the next; `shift` -1 is the last."""
    base = context.published
    if base is None:
        return None
    if "shift" in node.pattern.settings:
        return unit_interval(base, "weekend", shift_of(node))
    return unit_interval(base, "weekend", 0 if context.planned or base.isoweekday() > 5 else -1)


def rule_running(node: Node, context: Context) -> Interval | None:
    """Earlier this week: from its first day to publication; later this week: from publication to its last."""
    base = context.published
    if base is None:
        return None
    whole = unit_interval(base, name_of(node, "unit"), 0)
    if node.pattern.settings.get("shift") == 1:
        return whole._replace(earliest=base)
    return whole._replace(latest=base)


def rule_shift(node: Node, context: Context) -> Interval | None:
    """Two days ago, three weeks later: `shift` times a number of units from the base."""
    base = inner_of(node, "from", context) if "from" in node.roles else None
    day = base.earliest if base else base_of(node, context) if "from" not in node.roles else None
    span = node.roles.get("span")
    counted = span if isinstance(span, Node) else node
    count = number_of(counted, "number") if "number" in counted.roles else 1
    unit = name_of(counted, "unit")
    if day is None or count is None:
        return None
    shift = shift_of(node) * count
    if unit in ("hour", "minute", "second"):
        return whole_day(day) if count < 24 else whole_day(day + timedelta(days=shift // 24))
    if context.planned and shift > 0:
        return Interval(moved(day, unit, shift), moved(day, unit, shift), unit)
    return unit_interval(day, unit, shift)


def rule_past_period(node: Node, context: Context) -> Interval | None:
    """The past three days, the last 24 hours: up to the base; `shift` 1 from it on."""
    day, unit = base_of(node, context), name_of(node, "unit")
    count = number_of(node, "number") if "number" in node.roles else 1
    if day is None or count is None:
        return None
    if unit in ("hour", "minute", "second"):
        count, unit = max(1, round(count / 24)), "day"
    far = moved(day, unit, count * (shift_of(node) or -1))
    return Interval(min(day, far), max(day, far), unit if unit in PRECISIONS else "day")


def rule_within(node: Node, context: Context) -> Interval | None:
    """Within 24 hours: from publication on, for what lies ahead; of what is past it is a length and no date."""
    return rule_past_period(node, context) if context.planned else None


def rule_term(node: Node, context: Context) -> Interval | None:
    """In ten days: that far ahead, for what lies ahead; of what is past it is a length and no date."""
    return rule_shift(node, context) if context.planned else None


def rule_clock(node: Node, context: Context) -> Interval | None:
    """A clock time of the day named; without a time zone it says the day and no more, without a day nothing."""
    known = inner_of(node, "date", context)
    return None if known is None else known._replace(grain="part", part="clock")


def rule_part_of_word(node: Node, context: Context) -> Interval | None:
    """Yesterday evening: a part of a day that a word points to."""
    known = rule_offset(node, context)
    return None if known is None else known._replace(grain="part", part=name_of(node, "part"))


def rule_same_year(node: Node, context: Context) -> Interval | None:
    """September of that same year."""
    year = context.previous.earliest.year if context.previous and context.previous.earliest else None
    day, month = number_of(node, "day"), number_of(node, "month")
    if year is None or month is None:
        return None
    return month_interval(year, month) if day is None else whole_day(date(year, month, day))


def rule_holiday(node: Node, context: Context) -> Interval | None:
    """A feast: `MM-DD` in the pack, or `easter` or `orthodox_easter`, `days` from it."""
    name, year = name_of(node, "holiday"), year_of(node, context)
    shift = timedelta(days=int(node.pattern.settings.get("days", 0)))

    def on(each: int) -> Interval | None:
        if name in EASTERS:
            return whole_day(EASTERS[name](each) + shift, year is not None)
        month, _, day = name.partition("-")
        return whole_day(date(each, int(month), int(day)), year is not None)

    return on(year) if year is not None else nearest_year(on, context)


def western_easter(year: int) -> date:
    """Gregorian computus: J. Meeus, "Astronomical Algorithms", 1991, chapter 8."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Julian computus (Meeus, chapter 8), moved to the Gregorian calendar of 1900 to 2099."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


EASTERS: dict[str, Callable[[int], date]] = {"easter": western_easter, "orthodox_easter": orthodox_easter}


def rule_anchor(node: Node, context: Context) -> Interval | None:
    """A named anchor itself (the start of the war), the nth day or year counted from it, or a day of it."""
    known = as_interval(context.anchors.get(name_of(node, "anchor")))
    if known is None or known.earliest is None:
        return None
    number = number_of(node, "number")
    unit = name_of(node, "unit")
    if number is None:
        return known
    start = moved(known.earliest, unit or "day", number - 1)
    return Interval(start, moved(start, unit or "day", 1) - ONE_DAY, "day" if unit in ("", "day") else unit)


def rule_none(node: Node, context: Context) -> Interval | None:
    """Durations, repetitions and vague words: no interval of their own."""
    return None


RELATION_RULES: dict[str, Rule] = {
    name.removeprefix("rule_"): rule for name, rule in list(globals().items()) if name.startswith("rule_")
} | {"duration": rule_none, "set": rule_none, "vague": rule_none}
