"""When an act happened: which of a sentence's time expressions is the act's own."""

from __future__ import annotations

from collections.abc import Sequence

from dualtrack.coding.dates import DateMention
from dualtrack.coding.extent import holds, opens_sentence
from dualtrack.coding.sentence import Context, Reading
from dualtrack.coding.trigger import Trigger
from dualtrack.model import Reality, When
from dualtrack.model.when import UNKNOWN

AHEAD = frozenset((Reality.PLANNED, Reality.HYPOTHETICAL, Reality.DEMANDED, Reality.THREATENED, Reality.POSTPONED))
"""Realities whose weekday is the next one, not the latest."""


def when_of(reading: Reading, trigger: Trigger, reality: Reality, context: Context) -> When:
    """The time expression of the act's own clause, else one that opens the sentence; else unknown.

    What lies ahead is dated ahead: "on Friday" is the next one for a meeting that is planned. What is postponed has the
    date to which it was moved."""
    own = [date for date in reading.dates if not _is_of_cue(reading, date, trigger)]
    aims = [date for date in own if _is_aim(reading, date, context)]
    if reality is Reality.POSTPONED and aims:
        return (aims[-1].parts or aims)[-1].resolve(True)
    free = [date for date in own if not (reality in AHEAD and _is_of_governor(reading, trigger, date))]
    chosen = _own_date(reading, trigger, [date for date in free if date not in aims] or free)
    return UNKNOWN if chosen is None else chosen.resolve(reality in AHEAD)


def _is_aim(reading: Reading, date: DateMention, context: Context) -> bool:
    """Whether a date is one to which something is moved or lasts ("to April 1", "until next week")."""
    words = reading.words
    first = next((index for index in range(len(words)) if words.ends[index] > date.start), 0)
    towards = context.lexis.language.dates.get("towards", frozenset())
    opening = words.word(first) in towards or words.word(first - 1) in towards
    return opening and words.word(first - 2) not in context.lexis.language.dates.get("from", frozenset())


def _own_date(reading: Reading, trigger: Trigger, own: Sequence[DateMention]) -> DateMention | None:
    if not own:
        return None
    inside = [date for date in own if holds(reading, trigger, date.start)]
    if _is_aside(reading, trigger):
        start = reading.words.starts[trigger.first]
        inside = [date for date in inside if date.start > start or start - date.end <= 1]
        return min(inside, key=lambda date: abs(date.start - start), default=None)
    if inside:
        at = reading.words.starts[trigger.first]
        return min(inside, key=lambda date: abs(date.start - at))
    opening = [date for date in own if opens_sentence(reading, date.start)]
    if opening:
        return opening[0]
    if len(own) == 1 and any(
        other.event_type == trigger.event_type and holds(reading, other, own[0].start) for other in reading.triggers
    ):
        return own[0]  # "fired 76 drones on Sunday and that 60 were shot down": one happening, told in two clauses
    free = [date for date in own if not any(holds(reading, other, date.start) for other in reading.triggers)]
    return free[0] if len(free) == 1 else None


def _is_of_governor(reading: Reading, trigger: Trigger, date: DateMention) -> bool:
    """Whether a date stands between a verb and the infinitive or gerund that hangs on it ("voted on Tuesday to extend
    the law"): it is the verb's, for what is only meant to happen."""
    if trigger.verb is None or not trigger.verb.dependent:
        return False
    starts = reading.words.starts
    return any(
        verb.finite and starts[verb.first] < date.start < starts[trigger.verb.group] for verb in reading.syntax.verbs
    )


def _is_aside(reading: Reading, trigger: Trigger) -> bool:
    """A noun that another act's clause only mentions ("met on Friday over the strikes on Kyiv"): the clause's date is
    that of its verb."""
    if trigger.verb is not None or trigger.merged or trigger.host_role == "subj":
        return False
    start = reading.words.starts[trigger.first]
    return any(
        other.verb is not None
        and other.first < trigger.first
        and other.event_type != trigger.event_type
        and holds(reading, other, start)
        for other in reading.triggers
    )


def _is_of_cue(reading: Reading, date: DateMention, trigger: Trigger) -> bool:
    """Whether a date tells when something was said: it stands in the cue, not in what is said."""
    words = reading.words
    for item in reading.attributions:
        if not item.holds(trigger.first):
            continue
        if item.first >= item.cue_last and date.start < words.starts[item.cue_first]:
            return True
        end = min(item.cue_last + 4, len(words)) - 1
        after = item.cue_last < len(words) and words.starts[item.cue_last] <= date.start <= words.starts[end]
        said_before = item.first >= item.cue_last and not _clause_between(reading, item.cue_last, date)
        said_after = item.first < item.cue_first
        if after and (said_before or said_after):
            return True
        if words.starts[min(item.source_first, item.cue_first)] <= date.start < words.ends[item.cue_last - 1]:
            return True
    return False


def _clause_between(reading: Reading, index: int, date: DateMention) -> bool:
    """Whether the content clause begins before the date."""
    words = reading.words
    while index < len(words) and words.starts[index] < date.start:
        if "complementiser" in words.tags[index] or index in reading.syntax.mention_at:
            return True
        index += 1
    return False
