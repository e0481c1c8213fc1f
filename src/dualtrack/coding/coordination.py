"""Parties joined to one another: by conjunctions, commas, hyphens, "together with"."""

from __future__ import annotations

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax

JOINING = frozenset(("conjunction", "accompanying"))
"""Classes of words that join one party to another."""


def coordinated(syntax: Syntax, mention: Mention) -> list[Mention]:
    """A mention with those joined to it by "and", commas or a hyphen, in order."""
    group = [mention]
    ordered = syntax.mentions
    at = ordered.index(mention)
    left = at - 1
    while left >= 0 and _linked(syntax, ordered[left], group[0]):
        group.insert(0, ordered[left])
        left -= 1
    right = at + 1
    while right < len(ordered) and _linked(syntax, group[-1], ordered[right]):
        group.append(ordered[right])
        right += 1
    return group


def _linked(syntax: Syntax, left: Mention, right: Mention) -> bool:
    words = syntax.words
    gap = range(max(left.last, min(left.end, right.first)), right.first)
    between = [words.folded[position] for position in gap]
    if not between or len(between) > 6:
        return False
    joined = any(words.tags[position] & JOINING or words.folded[position] == "-" for position in gap)
    plain = all(
        words.folded[position] in (",", "-", "/")
        or words.tags[position] & {*JOINING, "determiner", "possessive_pronoun"}
        or "accompanying" in words.tags[position - 1]
        or (not words.tags[position] and words.folded[position].isalpha() and position not in syntax.verb_at)
        for position in gap
    )
    if plain and joined:
        return sum(word.isalpha() and not words.tags[p] for p, word in zip(gap, between, strict=True)) <= 2
    named = [words.folded[position] for position in gap if "determiner" not in words.tags[position]]
    return named == [","] and _listed(syntax, right)


def _listed(syntax: Syntax, mention: Mention) -> bool:
    """Whether a comma before a mention goes on with a list that ends in "and X"."""
    ordered = syntax.mentions
    at = ordered.index(mention) + 1
    return at < len(ordered) and _linked(syntax, mention, ordered[at])
