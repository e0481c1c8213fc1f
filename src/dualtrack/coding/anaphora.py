"""Who a pronoun or a definite noun phrase stands for, where that is safe: the subject of the same sentence, else the
one person that the sentences just before named."""

from __future__ import annotations

from dataclasses import replace

from dualtrack.coding.actors import OFFICIAL, Mention
from dualtrack.coding.clauses import Syntax

BODIES = frozenset(("state", "government", "organisation", "metonym", "ministry", "force", "group", "company"))
PERSONS = frozenset(("he", "she", "it", "they"))
"""Classes of pronouns, possessive ones included, that stand for a party."""
OWNED = frozenset(("person", "group", "force"))
"""Kinds of nouns whose bearers serve the one that owns them ("its troops", "his government")."""

OF_STATE = OFFICIAL | {"MIL", "SPY"}
"""Sectors whose bodies belong to a state."""


def antecedent(syntax: Syntax, position: int) -> list[Mention]:
    """The parties that the pronoun at `position` stands for; empty where others would fit or none does."""
    found = _candidates(syntax, position)
    return [replace(one, first=position, last=position + 1, end=position + 1, modifier=False) for one in found]


def resolve_mentions(syntax: Syntax) -> None:
    """Give a noun that names no party of its own ("its troops", "the prime minister") the party it belongs to."""
    for mention in syntax.mentions:
        if mention.code is not None or mention.kind not in OWNED or mention.place is not None:
            continue
        before = _determiner_before(syntax, mention)
        tags = syntax.words.tag(before)
        if "possessive_pronoun" in tags and tags & PERSONS:
            owners = {owner.code for owner in _candidates(syntax, before)}
        elif "definite" in tags and mention.kind == "person" and mention.role in OFFICIAL:
            owners = _holders(syntax, mention)
        elif "definite" in tags and mention.kind != "person" and mention.role in OF_STATE:
            owners = _states_before(syntax, mention)
        else:
            continue
        mention.code = owners.pop() if len(owners) == 1 else None


def _states_before(syntax: Syntax, body: Mention) -> set[str | None]:
    """ "Israel's minister said that the army ...": the parties that the sentence named before a body of the state;
    of one that is no state nothing is known."""
    before = [mention for mention in syntax.mentions if mention.last <= body.first and mention.code]
    named = [mention for mention in before if syntax.preposition_before(mention.first) is None]
    states = all(mention.role in OF_STATE and mention.kind not in ("group", "organisation") for mention in named)
    return {mention.code for mention in named} if states else set()


def _determiner_before(syntax: Syntax, mention: Mention) -> int:
    """The word that opens a mention's noun phrase, across adjectives; not across a name ("the Vostok unit")."""
    words, position = syntax.words, mention.first - 1
    while position > 0 and mention.first - position < 3 and not words.tags[position] and not words.capital(position):
        position -= 1
    return position


def _holders(syntax: Syntax, office: Mention) -> set[str | None]:
    """The states of those named in the sentence before an office, else just before the sentence, who hold it."""
    named = [mention for mention in syntax.mentions if mention.office and mention.last <= office.first]
    title = office.text.lower()
    return {person.code for person in named or syntax.people if person.office.lower().startswith(title)}


def _candidates(syntax: Syntax, position: int) -> list[Mention]:
    tags = syntax.words.tags[position]
    before = [mention for mention in syntax.mentions if mention.last <= position and not mention.modifier]
    subjects = [mention for mention in before if syntax.preposition_before(mention.first) is None]
    if tags & {"he", "she"}:
        gender = "f" if "she" in tags else "m"
        people = [mention for mention in subjects if mention.person] or list(syntax.people[-1:])
        found = [mention for mention in people if mention.gender in (None, "", gender)][:1]
        if found or "it" not in tags:
            return found
    if "it" in tags:
        bodies = [mention for mention in subjects if mention.kind in BODIES and mention.code]
        return [mention for mention in bodies if mention.first >= _clause_joined(syntax, position)][:1] or bodies[:1]
    return _several(syntax, subjects) if "they" in tags else []


def _clause_joined(syntax: Syntax, position: int) -> int:
    """Where the last main clause before a word begins: after a semicolon, or a comma and a conjunction."""
    words = syntax.words
    for index in range(position - 1, 0, -1):
        joined = words.folded[index - 1] == "," and words.tags[index] & {"conjunction", "contrast"}
        if words.folded[index] == ";" or joined:
            return index + 1
    return 0


def _several(syntax: Syntax, subjects: list[Mention]) -> list[Mention]:
    """Who "they" are: the subjects before the first verb, where these are two or one that is many."""
    words, verb = syntax.words, min((verb.group for verb in syntax.verbs), default=0)
    opening = [mention for mention in subjects if mention.last <= verb]
    many = len(opening) > 1 or any(
        mention.kind in ("group", "force", "sides") or words.word(mention.last - 1).endswith(words.plural_endings)
        for mention in opening
        if words.plural_endings
    )
    return opening if many else []
