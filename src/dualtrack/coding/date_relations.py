"""Dates told by relation: to publication, to a date just named, to another date, to a part of a day.

A rule takes the parts that a pattern of packs/languages/<xx>/time.toml names and returns an Interval, or None where the
context does not settle it: without a publication date "yesterday" stays unknown, it is never guessed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dualtrack.coding.intervals import (
    ONE_DAY,
    PRECISIONS,
    Context,
    Interval,
    Rule,
    add_months,
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
    """The latest such day on or before publication, planned the next; `shift` -1 and 1 name it, within or out of the
    running week."""
    weekday, base = number_of(node, "weekday"), context.published
    if weekday is None or base is None:
        return None
    back = (base.isoweekday() - weekday) % 7
    shift = node.pattern.settings.get("shift")
    if shift == 1 or (shift is None and context.planned):
        return whole_day(base + timedelta(days=7 - back))
    if shift == 0:
        return whole_day(base + timedelta(days=weekday - base.isoweekday()))
    return whole_day(base - timedelta(days=back or (7 if shift == -1 else 0)))


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
    grain = "day" if unit in ("day", "week") else unit if unit in PRECISIONS else "day"
    return Interval(min(day, far), max(day, far), grain)


def rule_part(node: Node, context: Context) -> Interval | None:
    """A part of a day: of the day named, else of the base day."""
    part = name_of(node, "part")
    if "date" in node.roles:
        known = inner_of(node, "date", context)
    else:
        days = int(node.pattern.settings.get("days", 0))
        base = base_of(node, context)
        known = None if base is None else whole_day(base + timedelta(days=days))
    return None if known is None else known._replace(grain="part", part=part)


def rule_night(node: Node, context: Context) -> Interval | None:
    """The night that ends on a day: from the day before it (named, or the day of the base)."""
    known = inner_of(node, "date", context) if "date" in node.roles else whole_day(base_of(node, context))
    if known is None or known.earliest is None or known.latest is None:
        return None
    first = known.earliest if known.latest > known.earliest else known.earliest - ONE_DAY
    return Interval(first, known.latest, "part", part="night", explicit=known.explicit)


def rule_edge(node: Node, context: Context) -> Interval | None:
    """Early, mid or late in a month, season, year or decade: its first, second or last third."""
    known, edge = inner_of(node, "date", context), name_of(node, "edge")
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
    last = inner_of(node, "last", context)
    if last and last.explicit:
        context = replace(context, previous=last, narrative=True)
    first = inner_of(node, "first", context)
    if first is None or last is None or first.earliest is None or last.latest is None:
        return None
    start = first.earliest if first.earliest <= last.latest else add_months(first.earliest, -12)
    if start > last.latest:
        return None
    return Interval(start, last.latest, last.grain, explicit=last.explicit)


def rule_since(node: Node, context: Context) -> Interval | None:
    """Since a date: to publication, or with no known end."""
    known = inner_of(node, "date", context)
    if known is None or known.earliest is None:
        return None
    end = context.published if context.published and context.published >= known.earliest else None
    return known._replace(latest=end)


def rule_until(node: Node, context: Context) -> Interval | None:
    known = inner_of(node, "date", context)
    return None if known is None else known._replace(earliest=None)


def rule_before(node: Node, context: Context) -> Interval | None:
    known = inner_of(node, "date", context)
    if known is None or known.earliest is None:
        return None
    return known._replace(earliest=None, latest=known.earliest - ONE_DAY)


def rule_after(node: Node, context: Context) -> Interval | None:
    known = inner_of(node, "date", context)
    return None if known is None or known.latest is None else known._replace(earliest=known.latest, latest=None)


def rule_same(node: Node, context: Context) -> Interval | None:
    """The date that the words add nothing to: "on the day of 3 May", "as of Monday"."""
    return inner_of(node, "date", context)


def rule_clock(node: Node, context: Context) -> Interval | None:
    """A clock time of the day named; without a time zone it says the day and no more, without a day nothing."""
    known = inner_of(node, "date", context)
    return None if known is None else known._replace(grain="part", part="clock")


def rule_span_years(node: Node, context: Context) -> Interval | None:
    """1941-1945: from the first year to the last."""
    first, last = number_of(node, "first"), number_of(node, "last")
    if first is None or last is None:
        return None
    return Interval(date(first, 1, 1), date(last, 12, 31), "year", explicit=True)


def rule_span_days(node: Node, context: Context) -> Interval | None:
    """From 3 to 7 March: the first day takes the month of the last, or the one before it."""
    last, first = inner_of(node, "last", context), number_of(node, "first")
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
    return None if known is None else known._replace(grain="part", part=name_of(node, "part"))


def rule_part_joined(node: Node, context: Context) -> Interval | None:
    """A day with an adverb of a part of it, on either side."""
    known, adverb = inner_of(node, "date", context), node.roles.get("adverb")
    part = name_of(adverb, "part") if isinstance(adverb, Node) else ""
    return None if known is None else known._replace(grain="part", part=part)


def rule_same_year(node: Node, context: Context) -> Interval | None:
    """September of that same year."""
    year = context.previous.earliest.year if context.previous and context.previous.earliest else None
    day, month = number_of(node, "day"), number_of(node, "month")
    if year is None or month is None:
        return None
    return month_interval(year, month) if day is None else whole_day(date(year, month, day))


def rule_holiday(node: Node, context: Context) -> Interval | None:
    """A fixed day of the year, its value `MM-DD` in the pack."""
    month, _, day = name_of(node, "holiday").partition("-")
    year = year_of(node, context)
    if year is not None:
        return whole_day(date(year, int(month), int(day)), True)
    return nearest_year(lambda each: whole_day(date(each, int(month), int(day))), context)


def rule_anchor(node: Node, context: Context) -> Interval | None:
    """A named anchor itself (the start of the war), the nth day or year counted from it, or a day of it."""
    known = context.anchors.get(name_of(node, "anchor"))
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
