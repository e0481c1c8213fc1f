"""What is counted by its form alone: "the drone was destroyed", "killed a woman", "for a week" are one each."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dualtrack.coding.measures import ADJACENT, governed
from dualtrack.coding.quantity_nouns import head_of_one
from dualtrack.coding.uncounted import counts_nothing
from dualtrack.coding.units import Noun, thing_at
from dualtrack.lexicon.countables import COUNTED, Countables
from dualtrack.lexicon.grammar import Tokens

LOSSES = frozenset(("killed", "wounded", "destroyed", "shot_down"))
"""Measures of which one is news; "hit a tanker" or "sent a drone" count nothing."""
REACH = 7
"""Words between a singular predicate and its noun ("destroyed was one more Ukrainian unmanned aerial vehicle")."""
OPENING = 4
"""Words of a list's item within which its noun stands ("strike helicopter Ka-52")."""

Lone = tuple[Noun, str, str]
"""A noun in the singular with no number, its measure and the rule of that measure."""


def lone_subjects(tokens: Tokens, taken: Collection[int], countables: Countables) -> list[Lone]:
    """The nouns in the singular beside a singular predicate of [settings] `alone` or after an article of `indefinite`,
    once each; `taken` are the words that a number counts already."""
    found: dict[int, Lone] = {}
    for lone in (*_predicated(tokens, taken, countables), *_introduced(tokens, taken, countables)):
        if lone[0].words is not None:
            found.setdefault(lone[0].words[0], lone)
    return list(found.values())


def _predicated(tokens: Tokens, taken: Collection[int], countables: Countables) -> Iterator[Lone]:
    for index in countables.where("alone", tokens.words):
        lone = _beside(tokens, index, -1, taken, countables) or _beside(tokens, index, 1, taken, countables)
        if lone is not None:
            yield lone


def _introduced(tokens: Tokens, taken: Collection[int], countables: Countables) -> Iterator[Lone]:
    """The losses and lengths of time that an indefinite article counts: "killed a woman", "lasted an hour"."""
    if countables.lone_nouns.isdisjoint(tokens.words):
        return
    for index in countables.where("indefinite", tokens.words):
        before = tokens.words[index - 1] if index else ""
        rows = countables.governors_of(before) if before else ()
        lasting = next((row for row in rows if row.measure == "duration" and len(row.words) == 1), None)
        counted = not countables.has("stops", before) or countables.has("range_and", before)
        noun = head_of_one(tokens, index + 1, countables) if lasting or counted else None
        if noun is None or noun.words is None or any(at in taken for at in range(index, noun.words[1])):
            continue
        if noun.kind == "time":
            if lasting is not None and noun.words[0] == index + 1:
                yield noun, lasting.measure, lasting.id
        elif counted and noun.kind in COUNTED:
            measure = governed(tokens, index, noun.words[1], noun, countables, near=True)
            if measure is not None and measure[0] in LOSSES:
                yield noun, *measure


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
    """The nearest noun on one side of a predicate, not beyond a number, a mark or another clause; a person stands
    close to it."""
    at = index + step
    while 0 <= at < len(tokens.words) and abs(at - index) <= REACH:
        word = tokens.words[at]
        number = at in tokens.values and not counts_nothing(tokens, at, countables)
        if at in taken or number or word in ",;:.()" or countables.has("cuts", word):
            return None
        if thing_at(tokens, at, countables) is not None:
            lone = _lone_at(tokens, at, countables)
            return None if lone and lone[0].kind == "person" and abs(at - index) > ADJACENT else lone
        at += step
    return None


def _lone_at(tokens: Tokens, at: int, countables: Countables) -> Lone | None:
    unit = thing_at(tokens, at, countables)
    if unit is not None and unit.plural:
        # A form may be the plural of one noun and the singular of another.
        unit = next((row for row in countables.units.get(tokens.words[at], ()) if not (row.plural or row.words)), None)
    if unit is None or unit.family not in COUNTED:
        return None
    noun = Noun(unit.what, unit.unit, unit.scope, unit.family, (at - len(unit.words), at + 1), ("alone", unit.id))
    measure = governed(tokens, at - len(unit.words), at + 1, noun, countables)
    return (noun, *measure) if measure is not None else None
