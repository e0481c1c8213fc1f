"""When an act happened: which of a sentence's time expressions is the act's own."""

from __future__ import annotations

from collections.abc import Sequence

from dualtrack.coding.dates import DateMention
from dualtrack.coding.extent import holds, opens_sentence
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
    inside = [date for date in own if holds(reading, trigger, date.start)]
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
