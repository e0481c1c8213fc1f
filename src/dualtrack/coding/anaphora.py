"""Who a pronoun stands for, where that is safe: the subject of the same sentence, else the one person that the
sentences just before named."""

from __future__ import annotations

from dataclasses import replace

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax

BODIES = frozenset(("state", "government", "organisation", "metonym", "ministry", "force", "group", "company"))


def antecedent(syntax: Syntax, position: int) -> list[Mention]:
    """The party that the pronoun at `position` stands for; empty where two would fit or none does."""
    found = _candidate(syntax, position)
    if found is None:
        return []
    return [replace(found, first=position, last=position + 1, end=position + 1, modifier=False)]


def _candidate(syntax: Syntax, position: int) -> Mention | None:
    tags = syntax.words.tags[position]
    before = [mention for mention in syntax.mentions if mention.last <= position and not mention.modifier]
    subjects = [mention for mention in before if syntax.preposition_before(mention.first) is None]
    if tags & {"he", "she", "his", "her"}:
        gender = "f" if tags & {"she", "her"} else "m"
        people = [mention for mention in subjects if mention.person] or list(syntax.people[-1:])
        return next((mention for mention in people if mention.gender in (None, "", gender)), None)
    if "it" in tags:
        return next((mention for mention in subjects if mention.kind in BODIES and mention.code), None)
    return None
