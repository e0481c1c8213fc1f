"""How far an act reaches in its sentence: the words in which its date and its place are looked for."""

from __future__ import annotations

from dualtrack.coding.sentence import Reading
from dualtrack.coding.trigger import Trigger


def clause_first(reading: Reading, trigger: Trigger) -> int:
    """The first word of the act's clause: after the mark, the subordinator or the verb before it."""
    index = min([trigger.start, *(mention.first for mention in trigger.actors)])
    while index > 0:
        before = index - 1
        verb = reading.syntax.verb_at.get(before)
        if reading.words.folded[before] in (";", ":") or before in reading.syntax.clause_starts:
            break
        if verb is not None and verb.finite:
            break
        index -= 1
    return index


def clause_stop(reading: Reading, trigger: Trigger) -> int:
    """The word after the act's last complement; what a noun is the subject of belongs to it too."""
    stop = max(trigger.zone.stop, trigger.last, trigger.host.last if trigger.host else 0)
    if trigger.host is not None and trigger.host_role == "subj":
        later = [verb.group for verb in reading.syntax.verbs if verb.group > trigger.host.last and verb.finite]
        stop = max(stop, min(later, default=len(reading.words)))
    return min(stop, len(reading.words))


def holds(reading: Reading, trigger: Trigger, start: int) -> bool:
    """Whether what begins at the character `start` stands in the act's clause."""
    words = reading.words
    first, stop = clause_first(reading, trigger), clause_stop(reading, trigger)
    return words.starts[first] <= start < words.ends[stop - 1]


def opens_sentence(reading: Reading, start: int) -> bool:
    """Whether what begins at the character `start` stands before the sentence's first verb."""
    verbs = reading.syntax.verbs
    return not verbs or start < reading.words.starts[min(verb.group for verb in verbs)]
