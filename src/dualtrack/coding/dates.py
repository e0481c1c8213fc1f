"""Dates in running text: what the words of a time expression stand for, given what is known of the document.

Conventions: nights run from the day before to the day; a weekday is the latest one on or before publication,
planned the next after it; without a publication date relative words stay unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dualtrack.coding.date_relations import RELATION_RULES
from dualtrack.coding.date_rules import CALENDAR_RULES
from dualtrack.coding.date_spans import SPAN_RULES
from dualtrack.coding.intervals import ONE_DAY, PRECISIONS, RULES, Context, Interval, as_interval, resolve
from dualtrack.coding.numbers import read_numbers
from dualtrack.lexicon.calendar import Calendar
from dualtrack.lexicon.grammar import Node, Tokens
from dualtrack.model import When

RULES.update(CALENDAR_RULES | RELATION_RULES | SPAN_RULES)
NOT_DATES = ("duration", "set", "vague", "clock")
"""Grains that say no day by themselves."""
ASIDE = 20
"""Years: a bare year further than this from the last date named is an aside."""
ATTRIBUTE = "attribute"
"""The grain of an adjective that dates its noun, and with it the act ("the overnight attack")."""
Anchors = Mapping[str, date | When | Interval | None]
OPEN = {"since": "since", "until": "until", "before": "until", "after": "since"}


class DateMention(NamedTuple):
    """A time expression at text[start:end]. `kind` is point, interval, since, until, term (a length
    that is counted from now where it lies ahead), attribute, duration, set or vague.

    `when` is its reading for what happened, `future` for what is planned; `core` are the offsets without the
    preposition; `parts` are the dates at the two ends of an interval, or the one that bounds it; `rule` is the id of
    the pack's row.
    """

    start: int
    end: int
    when: When
    future: When
    kind: str
    rule: str
    interval: Interval | None = None
    core: tuple[int, int] = (0, 0)
    parts: tuple[DateMention, ...] = ()

    def resolve(self, planned: bool) -> When:
        """The reading for an act that is planned, or that happened."""
        return self.future if planned else self.when


def as_when(interval: Interval | None, words: str) -> When:
    """An interval as the contract writes it; unknown where there is none."""
    if interval is None or (interval.earliest is None and interval.latest is None):
        return When(words=words)
    return When(interval.earliest, interval.latest, PRECISIONS[interval.grain], words)


def code_times(
    text: str,
    calendar: Calendar,
    *,
    published: date | None = None,
    anchors: Anchors | None = None,
    planned: bool = False,
    tokens: Tokens | None = None,
) -> list[DateMention]:
    """Every time expression, durations, repetitions and vague words included. Arguments as for `code_dates`."""
    tokens = tokens or read_numbers(text, calendar.numerals)
    nodes = calendar.grammar.match(tokens)
    if not nodes:
        return []
    anchors = anchors or {}
    context = Context(published, as_interval(anchors.get("previous")), planned, anchors=anchors)
    mentions = []
    for node in nodes:
        mention = _mention(node, tokens, context)
        mentions.append(mention)
        found = mention.interval
        if found is not None and anchors_story(found, context.previous):
            past = published is not None and found.latest is not None and found.latest < published
            narrative = context.narrative or (found.explicit and past)
            context = context._replace(previous=found, narrative=narrative)
    return _nights_of_days(mentions, published)


def _nights_of_days(mentions: list[DateMention], published: date | None) -> list[DateMention]:
    """The night of an attribute ("the overnight attack") is the one that ends on the day that the sentence names."""
    if not any(item.kind == ATTRIBUTE for item in mentions):
        return mentions
    days = [item for item in mentions if item.kind == "point" and item.interval and item.interval.grain == "day"]
    if len(days) != 1:
        return mentions
    day = days[0].when.earliest
    if day is None or (published is not None and day > published):
        return mentions
    night = Interval(day - ONE_DAY, day, "part", part="night")
    return [
        item._replace(interval=night, when=(when := as_when(night, item.when.words)), future=when)
        if item.kind == ATTRIBUTE
        else item
        for item in mentions
    ]


def anchors_story(found: Interval, previous: Interval | None) -> bool:
    """Whether what follows counts from a date: it has both ends, and is no year named in passing from far away
    ("the borders of 1772")."""
    if found.earliest is None or found.latest is None:
        return False
    if previous is None or previous.earliest is None or found.grain not in ("year", "decade", "century"):
        return True
    return abs(found.earliest.year - previous.earliest.year) <= ASIDE


def story_anchor(mentions: Sequence[DateMention], previous: date | When | Interval | None) -> dict[str, Interval]:
    """`previous` for the next sentence: the last of these dates that what follows can count from, if there is one."""
    known = as_interval(previous)
    named = [item.interval for item in mentions if item.interval and anchors_story(item.interval, known)]
    return {"previous": named[-1]} if named else {}


def code_dates(
    text: str,
    calendar: Calendar,
    *,
    published: date | None = None,
    anchors: Anchors | None = None,
    planned: bool = False,
    tokens: Tokens | None = None,
) -> list[DateMention]:
    """The dates in a text, in order of place, none within another.

    `anchors` maps names to dates or Whens: `previous` is the last date met in the document, others are what the pack's
    patterns count from (`war_start`, `talks`). `tokens` spares a second reading of the same text.
    """
    mentions = code_times(text, calendar, published=published, anchors=anchors, planned=planned, tokens=tokens)
    return [mention for mention in mentions if mention.kind not in NOT_DATES]


def _mention(node: Node, tokens: Tokens, context: Context) -> DateMention:
    interval = resolve(node, context)
    future = interval if context.planned else resolve(node, context._replace(planned=True))
    start, end = tokens.starts[node.first], tokens.ends[node.last - 1]
    words = tokens.text[start:end]
    inner = node.roles.get("date") if node.pattern.value in (*OPEN, "same") else None
    core = (tokens.starts[inner.first], tokens.ends[inner.last - 1]) if isinstance(inner, Node) else (start, end)
    when = as_when(interval, words)
    return DateMention(
        start, end, when, when if future == interval else as_when(future, words), _kind(node, interval),
        node.pattern.id, interval, core, _parts(node, tokens, context),
    )  # fmt: skip


def _parts(node: Node, tokens: Tokens, context: Context) -> tuple[DateMention, ...]:
    inner = node.roles.get("date")
    if node.pattern.value in (*OPEN, "same") and isinstance(inner, Node):
        nested = _parts(inner, tokens, context)
        return nested or ((_mention(inner, tokens, context),) if node.pattern.value in OPEN else ())
    if node.pattern.value != "span":
        return ()
    whole = resolve(node, context)
    if whole is not None:
        context = context._replace(previous=whole, narrative=whole.explicit)
    ends = (node.roles.get("first"), node.roles.get("last"))
    return tuple(_mention(end, tokens, context) for end in ends if isinstance(end, Node))


def _kind(node: Node, interval: Interval | None) -> str:
    if node.pattern.grain in (*NOT_DATES, "term", ATTRIBUTE):
        return node.pattern.grain
    if node.pattern.value in OPEN:
        return OPEN[node.pattern.value]
    if interval is not None and interval.earliest == interval.latest:
        return "point"
    return "interval" if node.pattern.value in ("span", "days", "past_period", "running") else "point"
