"""Parties joined to one another: by conjunctions, commas, hyphens, "together with"."""

from __future__ import annotations

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax

JOINING = frozenset(("conjunction", "accompanying"))
"""Classes of words that join one party to another."""
PASSED = JOINING | {"determiner", "possessive_pronoun"}
ARTICLED = 2
"""Words from a body to the name of the first state that it is from: a preposition, and an article."""
LONGEST = 6
"""Words between two parties that are joined."""


def coordinated(syntax: Syntax, mention: Mention) -> list[Mention]:
    """A mention with those joined to it by "and", commas or a hyphen, in order."""
    if not syntax.groups:
        syntax.groups = {item.first: group for group in _groups(syntax) for item in group}
    return list(syntax.groups[mention.first])


def _groups(syntax: Syntax) -> list[list[Mention]]:
    """The sentence's mentions, those joined to one another in one group. They are read from the right, since a comma
    joins only where a list goes on."""
    groups: list[list[Mention]] = []
    goes_on = False
    for mention in reversed(syntax.mentions):
        goes_on = bool(groups) and _linked(syntax, mention, groups[-1][0], goes_on)
        if goes_on:
            groups[-1].insert(0, mention)
        else:
            groups.append([mention])
    return [_with_homes(syntax, group, groups) for group in groups]


def _with_homes(syntax: Syntax, group: list[Mention], groups: list[list[Mention]]) -> list[Mention]:
    """ "the delegations from the United States and Russia": bodies of the one and of the other."""
    last = group[-1]
    if "origin_preposition" not in syntax.words.tag(last.last):
        return group
    homes = next((other for other in groups if 0 < other[0].first - last.last <= ARTICLED), [])
    told = bool(homes) and homes[0].code is not None and homes[0].code == last.code
    return [*group, *homes[1:]] if told else group


def _linked(syntax: Syntax, left: Mention, right: Mention, goes_on: bool) -> bool:
    """Whether the words between two mentions join them; a comma does where the list `goes_on` after the right one."""
    start = max(left.last, min(left.end, right.first))
    if not 0 < right.first - start <= LONGEST:
        return False
    between, tags = syntax.words.folded[start : right.first], syntax.words.tags[start : right.first]
    joined = "-" in between or any(told & JOINING for told in tags)
    if joined and all(_is_passed(syntax, position) for position in range(start, right.first)):
        return sum(word.isalpha() and not told for word, told in zip(between, tags, strict=True)) <= 2
    return goes_on and [word for word, told in zip(between, tags, strict=True) if "determiner" not in told] == [","]


def _is_passed(syntax: Syntax, position: int) -> bool:
    """Whether a word may stand between two parties that are joined."""
    words = syntax.words
    word, tags = words.folded[position], words.tags[position]
    if word in (",", "-", "/") or tags & PASSED or "accompanying" in words.tags[position - 1]:
        return True
    return not tags and word.isalpha() and position not in syntax.verb_at
