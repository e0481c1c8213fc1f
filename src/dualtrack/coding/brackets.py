"""Verb brackets: in some languages a main clause has its finite verb second and the rest of the verb last ("Russland
hat Odessa mit Drohnen angegriffen"). Both ends are read as one verb that stands where the finite one does, so that the
object and the phrases between them follow the verb as in any language by order. A subordinate clause has all of its
verb at the end, and its subject first."""

from __future__ import annotations

from dualtrack.coding.tokens import Words

OPENING = frozenset(("be_finite", "have", "future", "would", "possible", "obligation"))
"""Classes of the words that open a bracket."""
NONFINITE = frozenset(("participle", "base"))
"""Forms that close one."""
BARRED = frozenset(("complementiser", "relative", "subordinator", "conditional"))
MARKS = frozenset((",", ";", ":", "(", ")", "—", "–"))
REACH = 25
"""Words between the two ends."""


def opening_of(words: Words, first: int, last: int) -> int | None:
    """The word that opens the bracket which a verb group over [first, last) closes; None where it closes none."""
    if not _closes(words, last):
        return None
    for position in range(first - 1, max(-1, first - REACH), -1):
        tags = words.tags[position]
        if tags & OPENING:
            return position
        if words.folded[position] in MARKS or (tags & BARRED and "preposition" not in tags):
            return None
    return None


def clause_of(words: Words, first: int) -> int | None:
    """Where the subordinate clause begins whose verb, at its end, begins at `first`; None for the verb of a main
    clause, which stands second."""
    for position in range(first - 1, max(-1, first - REACH), -1):
        tags = words.tags[position]
        if tags & BARRED and "preposition" not in tags:
            return position + 1
        if words.folded[position] in MARKS or tags & OPENING:
            return None
    return None


def _closes(words: Words, last: int) -> bool:
    """Whether a clause ends at a word, or goes on only with another part of its verb or with "and"."""
    tags = words.tag(last)
    ends = last >= len(words) or not words.folded[last][0].isalnum()
    return ends or bool(tags & {"conjunction", "contrast", "complementiser", "be", "have"})


def negations(words: Words, first: int) -> tuple[int, ...]:
    """The words that negate a clause whose finite verb ends at `first`: they stand within its bracket."""
    found = []
    for position in range(first, min(first + REACH, len(words))):
        if words.folded[position] in MARKS:
            break
        if "negation" in words.tags[position] and "adverb" not in words.tags[position]:
            found.append(position)
    return tuple(found)
