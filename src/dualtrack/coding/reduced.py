"""Participles that only say more of the noun before them ("the truce declared by Putin expired"), and the verb that
this noun has after them."""

from __future__ import annotations

from dualtrack.coding.clauses import JOINING, MARKS, Syntax, Verb

REACH = 6
"""Words between a participle and the verb after it whose subject it qualifies."""


def is_reduced(syntax: Syntax, verb: Verb) -> bool:
    """Whether a form is such a participle: it looks like one, or like a past form that leaves another verb."""
    if verb.group != verb.first or syntax.words.marked:
        return False
    return verb.passive or (verb.form == "past" and _leaves_a_verb(syntax, verb))


def runs_on(syntax: Syntax, first: int, last: int) -> bool:
    """Whether no mark, conjunction, verb or clause stands in the words [first, last)."""
    words = syntax.words
    for position in range(first, last):
        if words.folded[position] == "," or words.folded[position] in MARKS or words.tags[position] & JOINING:
            return False
        if position in syntax.verb_at or position in syntax.clause_starts:
            return False
    return True


def _leaves_a_verb(syntax: Syntax, verb: Verb) -> bool:
    """ "the exchange planned for Saturday was cancelled": what follows is a verb that has no subject of its own."""
    words, after = syntax.words, next((other for other in syntax.verbs if other.group >= verb.last), None)
    if after is None or after.dependent or after.group == after.first or after.group - verb.last > REACH:
        return False
    if "preposition" in words.tag(after.group - 1):
        return False  # "expired without being extended"
    owner = syntax.mention_at.get(after.group - 1)
    subject = owner is not None and syntax.preposition_before(owner.first) is None
    return not subject and runs_on(syntax, verb.last, after.group)
