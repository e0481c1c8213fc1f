"""When an act happened: which of a sentence's time expressions is the act's own."""

from __future__ import annotations

from collections.abc import Sequence

from dualtrack.coding.dates import DateMention
from dualtrack.coding.sentence import Reading
from dualtrack.coding.trigger import Trigger
from dualtrack.model import Reality, When
from dualtrack.model.when import UNKNOWN

AHEAD = frozenset((Reality.PLANNED, Reality.HYPOTHETICAL, Reality.DEMANDED, Reality.THREATENED, Reality.POSTPONED))
"""Realities whose weekday is the next one, not the latest."""


def when_of(reading: Reading, trigger: Trigger, reality: Reality) -> When:
    """The time expression of the act's own clause, else one that opens the sentence; else unknown.

    What lies ahead is dated ahead: "on Friday" is the next one for a meeting that is planned."""
    chosen = _own_date(reading, trigger, reading.dates)
    return UNKNOWN if chosen is None else chosen.resolve(reality in AHEAD)


def _own_date(reading: Reading, trigger: Trigger, dates: Sequence[DateMention]) -> DateMention | None:
    own = [date for date in dates if not _is_of_cue(reading, date, trigger)]
    if not own:
        return None
    words = reading.words
    first = _clause_first(reading, trigger)
    inside = [date for date in own if words.starts[first] <= date.start < _end(reading, trigger)]
    if inside:
        at = words.starts[trigger.first]
        return min(inside, key=lambda date: abs(date.start - at))
    opening = [date for date in own if _opens_sentence(reading, date)]
    if opening:
        return opening[0]
    if len(own) == 1 and any(
        other.event_type == trigger.event_type and _holds(reading, other, own[0]) for other in reading.triggers
    ):
        return own[0]  # "fired 76 drones on Sunday and that 60 were shot down": one happening, told in two clauses
    free = [date for date in own if not any(_holds(reading, other, date) for other in reading.triggers)]
    return free[0] if len(free) == 1 else None


def _end(reading: Reading, trigger: Trigger) -> int:
    stop = max(trigger.zone.stop, trigger.last, trigger.host.last if trigger.host else 0)
    if trigger.host is not None and trigger.host_role == "subj":
        later = [verb.group for verb in reading.syntax.verbs if verb.group > trigger.host.last and verb.finite]
        stop = max(stop, min(later, default=len(reading.words)))
    return reading.words.ends[min(stop, len(reading.words)) - 1]


def _clause_first(reading: Reading, trigger: Trigger) -> int:
    """The first word of the act's clause: after the mark, the subordinator or the verb before it."""
    first = min([trigger.start, *(mention.first for mention in trigger.actors)])
    words, index = reading.words, first
    while index > 0:
        before = index - 1
        verb = reading.syntax.verb_at.get(before)
        if words.folded[before] in (";", ":") or reading.syntax.starts_clause(before):
            break
        if verb is not None and verb.finite:
            break
        index -= 1
    return index


def _holds(reading: Reading, trigger: Trigger, date: DateMention) -> bool:
    words = reading.words
    return words.starts[_clause_first(reading, trigger)] <= date.start < _end(reading, trigger)


def _opens_sentence(reading: Reading, date: DateMention) -> bool:
    verbs = reading.syntax.verbs
    return not verbs or date.start < reading.words.starts[min(verb.group for verb in verbs)]


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
