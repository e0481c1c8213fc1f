"""Who a pronoun stands for, where that is safe: the subject of the same sentence, else the one person that the
sentences just before named."""

from __future__ import annotations

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax

BODIES = frozenset(("state", "government", "organisation", "metonym", "ministry", "force", "group", "company"))


def antecedent(syntax: Syntax, position: int) -> list[Mention]:
    """The party that the pronoun at `position` stands for; empty where two would fit or none does."""
    tags = syntax.words.tags[position]
    before = [mention for mention in syntax.mentions if mention.last <= position and not mention.modifier]
    subjects = [mention for mention in before if syntax.preposition_before(mention.first) is None]
    if tags & {"he", "she"}:
        gender = "f" if "she" in tags else "m"
        people = [mention for mention in subjects if mention.person] or list(syntax.people[-1:])
        fitting = [mention for mention in people if mention.gender in (None, "", gender)]
        return fitting[:1]
    if "it" in tags:
        return [mention for mention in subjects if mention.kind in BODIES and mention.code][:1]
    return []
