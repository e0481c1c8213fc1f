"""The event claims of a sentence: what each act that it states says, over which words, when and where."""

from __future__ import annotations

from collections.abc import Iterator

from dualtrack.coding.places import place_of
from dualtrack.coding.reality import reality_of
from dualtrack.coding.sentence import Context, Reading, Span, claim, parties_in
from dualtrack.coding.stated import is_history, is_object, is_stated
from dualtrack.coding.timing import AHEAD, when_of
from dualtrack.coding.trigger import Trigger
from dualtrack.coding.verb_groups import counts_after
from dualtrack.model import Act, Claim

JOINING = frozenset(("conjunction", "contrast", "relative", "complementiser"))
SUBJECT = 14
"""Words that a subject may have."""


def code_acts(reading: Reading, context: Context) -> Iterator[tuple[Trigger, Claim]]:
    """The event claims of a sentence, each with the trigger that states it."""
    syntax = reading.syntax
    for trigger in reading.triggers:
        if is_stated(syntax, trigger) and not is_history(syntax, trigger) and not is_object(reading.triggers, trigger):
            yield trigger, _event(reading, trigger, context)


def _event(reading: Reading, trigger: Trigger, context: Context) -> Claim:
    """An act told without a date under a dated heading happened when, and unless it says else where, that says."""
    row, heading = trigger.row, context.heading
    modes = tuple(dict.fromkeys((*row.modes, *trigger.modes)))
    act = Act(row.event_type, modes, (), parties_in(trigger.actors, context), parties_in(trigger.recipients, context))
    reality = reality_of(reading.syntax, trigger)
    when = when_of(reading, trigger, reality, context)
    place = place_of(reading, trigger, act, reality, context)
    if heading is not None and not when.known and reality not in AHEAD:
        when, place = heading.when, place or heading.place
    rules = (row.id, *(item.id for item in trigger.merged))
    span = _span_of(reading, trigger)
    return claim(reading, context, act, span, rules, trigger.first, reality=reality, when=when, place=place)


def _span_of(reading: Reading, trigger: Trigger) -> Span:
    """The words [first, last) that state an act: its parties, its trigger, its complements."""
    parts = [*trigger.actors, *trigger.recipients]
    first = min([trigger.start, *(mention.first for mention in parts)])
    last = max([trigger.last, *(mention.last for mention in parts)])
    hosted = trigger.verb is None and trigger.host_role == "subj"
    if (trigger.verb is not None and not trigger.verb.passive) or trigger.merged or hosted:
        last = max(last, trigger.zone.stop)
    if trigger.verb is not None and (trigger.verb.passive or not trigger.actors):
        first = min(first, _subject_phrase(reading, trigger.verb.group))
    words = reading.words
    while last > trigger.last and (not words.folded[last - 1][0].isalnum() or words.tags[last - 1] & {"conjunction"}):
        last -= 1
    return first, last


def _subject_phrase(reading: Reading, group: int) -> int:
    """Where the noun phrase right before a verb begins, named party or not."""
    words, index = reading.words, group
    while index > 0 and group - index < SUBJECT:
        tags, word = words.tags[index - 1], words.folded[index - 1]
        stops = not (word[0].isalnum() or word in ("-", "~") or words.owns(index - 1))
        stops = stops or index - 1 in reading.syntax.verb_at
        if stops or tags & JOINING or index - 1 in reading.syntax.clause_starts:
            break
        index -= 1
    while index < group and words.tags[index] & {"preposition", "adverb"} and not counts_after(words, index):
        index += 1
    return index
