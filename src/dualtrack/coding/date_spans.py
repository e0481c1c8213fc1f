"""Dates made of other dates: from one to another, since, until, parts and halves of a period, the nights between.

A rule takes the parts that a pattern of packs/languages/<xx>/time.toml names and returns an Interval, or None where the
context does not settle it.
"""

from __future__ import annotations

from datetime import date, timedelta

from dualtrack.coding.date_rules import rule_month
from dualtrack.coding.intervals import (
    ONE_DAY,
    Context,
    Interval,
    Rule,
    add_months,
    base_of,
    inner_of,
    name_of,
    number_of,
    shift_of,
    unit_interval,
    whole_day,
)
from dualtrack.lexicon.grammar import Node

EDGES = ("early", "mid", "late")
"""The thirds of a period; a day has none."""


def rule_span(node: Node, context: Context) -> Interval | None:
    """From one date to another; what the first leaves out (year, month) it shares with the second."""
    last = inner_of(node, "last", context)
    if last and last.explicit:
        context = context._replace(previous=last, narrative=True)
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
    if known.edge == "late":  # "before the end of the month" leaves its last day
        return known._replace(earliest=None)
    return known._replace(earliest=None, latest=known.earliest - ONE_DAY)


def rule_after(node: Node, context: Context) -> Interval | None:
    known = inner_of(node, "date", context)
    return None if known is None or known.latest is None else known._replace(earliest=known.latest, latest=None)


def rule_same(node: Node, context: Context) -> Interval | None:
    """The date that the words add nothing to: "on the day of 3 May", "as of Monday"."""
    return inner_of(node, "date", context)


def rule_edge(node: Node, context: Context) -> Interval | None:
    """Early, mid or late in a month, season, year or decade: its first, second or last third."""
    return _third(inner_of(node, "date", context), name_of(node, "edge"))


def rule_edge_unit(node: Node, context: Context) -> Interval | None:
    """The end of the month, the start of this year: a third of the unit that runs at publication."""
    day = context.published or base_of(node, context)
    whole = None if day is None else unit_interval(day, name_of(node, "unit"), shift_of(node))
    return _third(whole, name_of(node, "edge"))


def _third(known: Interval | None, edge: str) -> Interval | None:
    if known is None or known.earliest is None or known.latest is None:
        return None
    days = (known.latest - known.earliest).days + 1
    if days < len(EDGES):
        return known
    first, second = known.earliest + timedelta(days=days // 3), known.earliest + timedelta(days=2 * days // 3)
    bounds = {
        "early": (known.earliest, first - ONE_DAY),
        "mid": (first, second - ONE_DAY),
        "late": (second, known.latest),
    }[edge]
    return known._replace(earliest=bounds[0], latest=bounds[1], edge=edge)


def rule_half(node: Node, context: Context) -> Interval | None:
    """The first or second half of a period: of a month from its 16th, of a longer one by months, else by days."""
    known, number = inner_of(node, "date", context), number_of(node, "number")
    if known is None or known.earliest is None or known.latest is None or number not in (1, 2):
        return None
    first, last = known.earliest, known.latest
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if known.grain == "month":
        middle = first.replace(day=16)
    elif months >= 2:
        middle = add_months(first, months // 2)
    else:
        middle = first + timedelta(days=((last - first).days + 1) // 2)
    half = (first, middle - ONE_DAY) if number == 1 else (middle, last)
    grain = "quarter" if known.grain == "year" else known.grain
    return known._replace(earliest=half[0], latest=half[1], grain=grain)


def rule_week_of(node: Node, context: Context) -> Interval | None:
    """The week that holds a day; of a month its nth seven days, `number` -1 its last seven."""
    known = rule_month(node, context) if "month" in node.roles else inner_of(node, "date", context)
    number = number_of(node, "number")
    if known is None or known.earliest is None or known.latest is None:
        return None
    if number is None:
        return unit_interval(known.earliest, "week", 0)
    first = known.latest - timedelta(days=6) if number < 0 else known.earliest + timedelta(days=7 * (number - 1))
    last = min(first + timedelta(days=6), known.latest)
    return known._replace(earliest=first, latest=last, grain="week")


def rule_first_units(node: Node, context: Context) -> Interval | None:
    """The first ten months of a year, the first three days of a month."""
    known, span = inner_of(node, "date", context), node.roles.get("span")
    if known is None or known.earliest is None or not isinstance(span, Node):
        return None
    number, unit = number_of(span, "number"), name_of(span, "unit")
    if number is None or unit not in ("day", "week", "month"):
        return None
    last = unit_interval(known.earliest, unit, number - 1).latest
    if unit == "week":
        last = known.earliest + timedelta(days=7 * number - 1)
    return known._replace(latest=last, grain=unit)


def rule_as_of(node: Node, context: Context) -> Interval | None:
    """As of a date: that date; as of a clock time alone, the day of publication."""
    inner = node.roles.get("date")
    clock = isinstance(inner, Node) and inner.pattern.grain == "clock"
    return whole_day(context.published) if clock else inner_of(node, "date", context)


def rule_clock_span(node: Node, context: Context) -> Interval | None:
    """From one clock time to another: the day of publication or the one named; from evening to morning, its night."""
    known = inner_of(node, "date", context) if "date" in node.roles else whole_day(context.published)
    first, last = (_hour(node.roles.get(role)) for role in ("first", "last"))
    if known is None or known.earliest is None or first is None or last is None:
        return None
    night = first > last
    return known._replace(earliest=known.earliest - night * ONE_DAY, grain="part", part="night" if night else "clock")


def _hour(clock: object) -> float | None:
    """The hour of the day of a clock time, on 24 hours; None where the words do not give it in figures."""
    if not isinstance(clock, Node):
        return None
    told = next((str(clock.roles[role]) for role in ("clock", "hour", "colon") if role in clock.roles), "")
    hour = told.replace(".", ":").partition(":")[0]
    if not hour.isdecimal():
        return None
    return float(hour) % 12 + 12 if clock.roles.get("am") == "pm" else float(hour)


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


def rule_night_between(node: Node, context: Context) -> Interval | None:
    """The night from one day to the next."""
    known = rule_span_days(node, context)
    return None if known is None else known._replace(grain="part", part="night")


def rule_night_span(node: Node, context: Context) -> Interval | None:
    known = rule_span(node, context)
    return None if known is None else known._replace(grain="part", part="night")


def rule_part_joined(node: Node, context: Context) -> Interval | None:
    """A day with an adverb of a part of it, on either side."""
    known, adverb = inner_of(node, "date", context), node.roles.get("adverb")
    part = name_of(adverb, "part") if isinstance(adverb, Node) else ""
    return None if known is None else known._replace(grain="part", part=part)


SPAN_RULES: dict[str, Rule] = {
    name.removeprefix("rule_"): rule for name, rule in list(globals().items()) if name.startswith("rule_")
}
