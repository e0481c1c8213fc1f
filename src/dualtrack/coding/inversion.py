"""Subjects of languages whose main clause has its verb second: before it or, where another phrase stands there, right
after it."""

from __future__ import annotations

from dualtrack.coding.actors import Mention
from dualtrack.coding.brackets import clause_of
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.coordination import coordinated


def subject_by_place(syntax: Syntax, verb: Verb) -> list[Mention]:
    """The first party of a subordinate clause, which has its verb last; the party after a finite verb that a clause
    before it and a comma make second ("Wie Kiew mitteilte, griff Russland an")."""
    words = syntax.words
    opening = clause_of(words, verb.group)
    if opening is None:
        return inverted_subject(syntax, verb) if words.word(verb.group - 1) == "," else []
    bare = (item for item in syntax.mentions if opening <= item.first < verb.group)
    found = next((item for item in bare if syntax.preposition_before(item.first) is None), None)
    return coordinated(syntax, found) if found is not None else []


def inverted_subject(syntax: Syntax, verb: Verb) -> list[Mention]:
    """ "Am Montag griff Russland Odessa an": where another phrase stands before a finite verb that is second in its
    clause, the party right after it is its subject."""
    for mention in syntax.mentions:
        if mention.first >= verb.last:
            between = range(verb.last, mention.first)
            near = all(syntax.words.tags[p] & {"determiner", "adverb", "pronoun"} for p in between)
            return coordinated(syntax, mention) if near else []
    return []
