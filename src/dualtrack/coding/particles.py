"""Verbs whose particle stands after their object ("pushed the troops back", "called the talks off")."""

from __future__ import annotations

from collections.abc import Iterator

from dualtrack.coding.lexis import Entry
from dualtrack.coding.tokens import Words
from dualtrack.lexicon.phrases import Hit, PhraseMatcher

REACH = 6
"""Words from a verb to its particle, with its object between."""
ENDING = frozenset((".", ",", ";", ":", ")", "!", "?", "—", "–"))
AFTER = frozenset(("preposition", "conjunction", "contrast", "subordinator", "adverb", "infinitive"))
"""Classes of words that may follow a particle; what another noun phrase follows is a preposition."""
OBJECT = frozenset(("determiner", "possessive_pronoun", "pronoun", "possessive", "number_word"))
"""Classes of words that the object between a verb and its particle may hold; else it holds names and nouns."""


def parted_verbs(words: Words, matcher: PhraseMatcher[Entry]) -> Iterator[Hit[Entry]]:
    """The verbs of a sentence that an object parts from their particle, over the verb alone."""
    for last in range(2, len(words)):
        if words.folded[last] not in words.particles or not _closes(words, last):
            continue
        for first in range(last - 2, max(-1, last - REACH), -1):
            if not _is_object(words, first + 1):
                break
            yield from (
                Hit(first, first + 1, it) for kind, it in matcher.parted(words.folded, first, last) if kind == "verbal"
            )


def _closes(words: Words, last: int) -> bool:
    """Whether no noun phrase follows that would make the particle a preposition."""
    return last + 1 >= len(words) or words.folded[last + 1] in ENDING or bool(words.tags[last + 1] & AFTER)


def _is_object(words: Words, index: int) -> bool:
    tags = words.tags[index]
    return words.folded[index][0].isalnum() and (not tags or not tags.isdisjoint(OBJECT))
