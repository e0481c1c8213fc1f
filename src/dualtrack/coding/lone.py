"""What is counted by its form alone: "the drone was destroyed" is one drone, where the predicate is singular."""

from __future__ import annotations

from collections.abc import Collection

from dualtrack.coding.measures import governed
from dualtrack.coding.quantity_nouns import Noun, unit_at
from dualtrack.lexicon.countables import Countables
from dualtrack.lexicon.grammar import Tokens

COUNTED = frozenset(("weapon", "aircraft", "vehicle", "ship"))
"""Kinds of things that reports of losses count one by one."""
REACH = 7
"""Words between a singular predicate and its noun ("destroyed was one more Ukrainian unmanned aerial vehicle")."""
OPENING = 4
"""Words of a list's item within which its noun stands ("strike helicopter Ka-52")."""

Lone = tuple[Noun, str, str]
"""A noun in the singular with no number, its measure and the rule of that measure."""


def lone_subjects(tokens: Tokens, taken: Collection[int], countables: Countables) -> list[Lone]:
    """The nouns in the singular beside a singular predicate of [settings] `alone`, once each; `taken` are the words
    that a number counts already."""
    found: dict[int, Lone] = {}
    for index, word in enumerate(tokens.words):
        if not countables.has("alone", word):
            continue
        lone = _beside(tokens, index, -1, taken, countables) or _beside(tokens, index, 1, taken, countables)
        if lone is not None and lone[0].words is not None:
            found.setdefault(lone[0].words[0], lone)
    return list(found.values())


def lone_item(tokens: Tokens, first: int, countables: Countables) -> list[Lone]:
    """The noun in the singular that opens a list's item with no number; the item's words begin at `first`, with the
    mark of an item (a line without one goes on with the line before)."""
    if first >= len(tokens.words) or tokens.words[first][0].isalnum():
        return []
    for index in range(first, min(first + OPENING, len(tokens.words))):
        lone = _lone_at(tokens, index, countables)
        if lone is not None:
            return [lone]
    return []


def _beside(tokens: Tokens, index: int, step: int, taken: Collection[int], countables: Countables) -> Lone | None:
    """The nearest noun on one side of a predicate, not beyond a number, a mark or another clause."""
    at = index + step
    while 0 <= at < len(tokens.words) and abs(at - index) <= REACH:
        word = tokens.words[at]
        if at in taken or at in tokens.values or word in ",;:.()" or countables.has("cuts", word):
            return None
        if unit_at(tokens, at, countables) is not None:
            return _lone_at(tokens, at, countables)
        at += step
    return None


def _lone_at(tokens: Tokens, at: int, countables: Countables) -> Lone | None:
    unit = unit_at(tokens, at, countables)
    if unit is None or unit.plural or unit.family not in COUNTED:
        return None
    noun = Noun(unit.what, unit.unit, unit.scope, unit.family, (at - len(unit.words), at + 1), ("alone", unit.id))
    measure = governed(tokens, at - len(unit.words), at + 1, noun, countables)
    return (noun, *measure) if measure is not None else None
