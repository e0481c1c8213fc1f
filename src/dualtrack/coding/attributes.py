"""Participles that only qualify a noun, and state nothing."""

from __future__ import annotations

from dualtrack.coding.clauses import Verb
from dualtrack.coding.tokens import Words

JOINING = frozenset(("conjunction", "contrast", "subordinator", "relative", "complementiser", "conditional"))
"""Classes of words that part one clause from the next."""


def opens_subject(words: Words, verbs: list[Verb]) -> bool:
    """Whether the first verb only qualifies the subject of the next ("Intensified strikes are deepening the crisis"):
    a past form that opens the sentence has no subject, and nothing parts it from a finite verb."""
    if len(verbs) < 2 or verbs[0].last != 1 or verbs[0].form not in ("past", "participle") or words.marked:
        return False
    between = range(1, verbs[1].group)
    parted = any(words.folded[p] in (",", ":", ";") or words.tags[p] & JOINING for p in between)
    return verbs[1].finite and not parted and not words.tags[1] & {"preposition", "determiner"}
