"""Marks within a clause: which commas and brackets end the complements of a verb or a noun, and which do not."""

from __future__ import annotations

from dualtrack.coding.clauses import JOINING, Syntax
from dualtrack.coding.coordination import coordinated

ASIDE = 15
"""Words of an aside in brackets that a clause goes on after."""


def bracket_end(syntax: Syntax, position: int) -> int | None:
    """The bracket that closes an aside opened at a word ("deliveries (including missiles) to Ukraine"); None for any
    other word, and for an aside that the clause does not go on after."""
    words = syntax.words
    if words.folded[position] != "(":
        return None
    closing = next((p for p in range(position + 1, min(position + ASIDE, len(words))) if words.folded[p] == ")"), None)
    return closing if closing is not None and "preposition" in words.tag(closing + 1) else None


def aside_start(syntax: Syntax, closing: int) -> int:
    """The bracket that opens the aside which a bracket closes; the closing one itself where none is near."""
    first = max(-1, closing - ASIDE)
    return next((p for p in range(closing, first, -1) if syntax.words.folded[p] == "("), closing)


def breaks_at_comma(syntax: Syntax, start: int, position: int) -> bool:
    """A comma ends the clause's complements unless a prepositional phrase, an adverb or a list goes on."""
    words = syntax.words
    if words.folded[position] != "," or parts_attributes(syntax, start, position):
        return False
    tags = words.tag(position + 1)
    if tags & JOINING:
        return any(p in syntax.verb_at for p in range(position + 1, min(position + 10, len(words))))
    if "preposition" in tags and "subordinator" not in tags:
        return _opens_absolute(syntax, position + 1)
    following = words.word(position + 1)
    if "adverb" in tags or words.looks_adverbial(position + 1) or following.isdigit():
        return False
    before, after = syntax.mention_at.get(position - 1), syntax.mention_at.get(position + 1)
    if before is not None and (before is after or (after is not None and after in coordinated(syntax, before))):
        return False
    nearest = next(
        (p for p in range(position + 1, min(position + 8, len(words))) if "conjunction" in words.tags[p]), None
    )
    return nearest is None or any(p in syntax.verb_at for p in range(position + 1, min(nearest + 3, len(words))))


def parts_attributes(syntax: Syntax, start: int, comma: int) -> bool:
    """ "restored complete, full ties": a comma between the adjectives of the noun phrase that opens at `start`."""
    return 0 < comma - start <= 3 and all(
        _is_unnamed(syntax, position) for position in (*range(start, comma), comma + 1, comma + 2)
    )


def _is_unnamed(syntax: Syntax, position: int) -> bool:
    """Whether a word is an adjective or a noun in lower case: no name, no verb, of no closed class but a determiner."""
    words = syntax.words
    if not words.word(position).isalpha() or words.capital(position) or words.tags[position] - {"determiner"}:
        return False
    return position not in syntax.verb_at and position not in syntax.mention_at


def _opens_absolute(syntax: Syntax, preposition: int) -> bool:
    """ ", with Qatar acting as mediator": a clause of its own, with a subject and a participle."""
    subject = syntax.mention_at.get(preposition + 1) or syntax.mention_at.get(preposition + 2)
    doing = syntax.verb_at.get(subject.end) if subject is not None else None
    return doing is not None and doing.form == "ing"
