"""How far an act reaches in its sentence: the words in which its date and its place are looked for."""

from __future__ import annotations

from dualtrack.coding.clauses import Syntax
from dualtrack.coding.trigger import Trigger


def clause_first(syntax: Syntax, trigger: Trigger) -> int:
    """The first word of the act's clause: after the mark, the subordinator or the finite verb before it."""
    folded, verb_at = syntax.words.folded, syntax.verb_at
    index = min([trigger.start, *(mention.first for mention in trigger.actors)])
    while index > 0:
        before = index - 1
        if folded[before] in (";", ":") or before in syntax.clause_starts:
            break
        if before in verb_at and verb_at[before].finite:
            break
        index = before
    return index


def clause_of(syntax: Syntax, trigger: Trigger) -> range:
    """The words of the act's clause, to its last complement; what a noun is the subject of belongs to it too."""
    host, end = trigger.host, len(syntax.words)
    stop = max(trigger.zone.stop, trigger.last, host.last if host else 0)
    if host is not None and trigger.host_role == "subj":
        later = [verb.group for verb in syntax.verbs if verb.group > host.last and verb.finite]
        stop = max(stop, min(later, default=end))
    return range(clause_first(syntax, trigger), min(stop, end))


def holds(syntax: Syntax, trigger: Trigger, start: int) -> bool:
    """Whether what begins at the character `start` stands in the act's clause."""
    words, clause = syntax.words, clause_of(syntax, trigger)
    return words.starts[clause.start] <= start < words.ends[clause.stop - 1]


def opens_sentence(syntax: Syntax, start: int) -> bool:
    """Whether what begins at the character `start` stands before the sentence's first verb."""
    return not syntax.verbs or start < syntax.words.starts[min(verb.group for verb in syntax.verbs)]
