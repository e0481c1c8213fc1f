"""Which noun a number counts."""

from __future__ import annotations

from dualtrack.coding.guessed_nouns import guessed_noun
from dualtrack.coding.noun_phrases import (
    ends_phrase,
    goes_on,
    has_letter,
    hyphenated,
    longest_unit,
    qualifies,
    stops_phrase,
)
from dualtrack.coding.units import Noun, thing_at, unit_at, word_at
from dualtrack.lexicon.countables import Countables, Unit
from dualtrack.lexicon.grammar import Tokens

REACH = 7
"""Words from a number to its noun ("six Iskander-M and Kh-47 ballistic missiles")."""
REACH_OF_ONE = 3
"""Words from "one" to its noun: a singular stands closer, and "one party bombs ..." counts no bombs."""
WORDS = 2
"""Words of the longest unit before its head."""
DESCRIBING = frozenset(("item", "event", "person", "place", "mass"))
"""Kinds that a hyphen makes a quality, not a count: a 20-point plan, a five-member board."""
Found = tuple[Unit, int]
"""A unit, and the last of its words."""


def find_noun(
    tokens: Tokens, first: int, last: int, value: float, countables: Countables, *, things: bool = False
) -> Noun | None:
    """The noun that the number over the words [first, last) counts, of `things` alone no event; None where there is
    none."""
    sign = unit_at(tokens, first - 1, countables, ("currency",))
    if sign is not None and first - 2 not in tokens.values:
        return _noun(sign, first - 1, last)
    sign = _inside_sign(tokens, first, last, countables)
    if sign is not None:
        return _noun(sign, first, last)
    found = _scan(tokens, last, value, countables, things)
    if found is not None and found.kind in DESCRIBING and hyphenated(tokens, last, last + 1):
        return None
    if found is not None and countables.has("ages", word_at(tokens, found.words[1] if found.words else 0)):
        return None
    if found is not None and found.kind == "time" and _is_age(tokens, found, countables):
        return None
    return found


def _inside_sign(tokens: Tokens, first: int, last: int, countables: Countables) -> Unit | None:
    """The currency sign between a bound and its number ("more than $50 billion")."""
    for index in range(first, last):
        unit = unit_at(tokens, index, countables, ("currency",))
        if unit is not None:
            return unit
    return None


def _is_age(tokens: Tokens, noun: Noun, countables: Countables) -> bool:
    if noun.words is None:
        return False
    after = noun.words[1]
    return countables.has("ages", word_at(tokens, after + (word_at(tokens, after) == "-")))


def _noun(unit: Unit, first: int, last: int) -> Noun:
    return Noun(unit.what, unit.unit, unit.scope, unit.family, (max(first, 0), last), (unit.id,))


def _scan(tokens: Tokens, last: int, value: float, countables: Countables, things: bool) -> Noun | None:
    """The first noun after a number that heads its phrase, else what stands there in its place. A unit of several words
    stands where it begins: "one Ukrainian unmanned aerial vehicle"."""
    if countables.has("uncounted", word_at(tokens, last)):
        return None
    heads_plural = countables.settings.get("plural_head") == "yes" and value != 1
    modifier: Found | None = None
    measured: Found | None = None
    index = last
    reach = REACH + 2 if value != 1 else REACH_OF_ONE
    over = tuple(countables.classes["guess_over"])
    joined = index + 1 < len(tokens.words) and hyphenated(tokens, index, index + 1)
    while index < len(tokens.words):
        unit = thing_at(tokens, index, countables)
        if unit is None and not things and ends_phrase(tokens, index, over, countables):
            break
        if joined and index > last + 1:
            return None  # "a 500-kilo bomb": what the hyphen joins is a quality
        reach += not tokens.words[index][0].isalnum()
        if index - (len(unit.words) if unit is not None else 0) >= last + reach:
            unit = None
            if index >= last + reach + WORDS:
                break
        if unit is None and _stops(tokens, index, last, modifier, measured, countables):
            break
        if unit is not None:
            unit, index = longest_unit(tokens, unit, index, countables)
            passed = things and unit.family == "event"
            if passed or (unit.kind == "adjective" and qualifies(tokens, index, countables)):
                pass
            elif unit.kind == "measure_word":
                measured = (unit, index)
            elif (end := _end_of_modifier(tokens, unit, index, last, heads_plural)) is not None:
                modifier, index = (unit, end), end
            elif modifier is not None and unit.family == "person" and modifier[0].family == "aircraft":
                return _noun(modifier[0], last, index + 1)  # "100 Rafale fighters" are no soldiers
            else:
                return _noun(*_compound(tokens, unit, index, value, countables, heads_plural, last))
        index += 1
    return _headless(modifier or measured, last, heads_plural) or guessed_noun(tokens, last, value, countables)


def _stops(
    tokens: Tokens, index: int, last: int, modifier: Found | None, measured: Found | None, countables: Countables
) -> bool:
    """Whether a word that is no unit ends the phrase: another number ends it, but not that of a model."""
    named = modifier is not None and modifier[1] == index - 1 and modifier[0].kind == "modelled"
    stops = index in tokens.values and not named
    stops = stops or stops_phrase(tokens.words[index], index, last, measured is not None, countables)
    return stops and not goes_on(tokens, index, last, countables)


def _end_of_modifier(tokens: Tokens, unit: Unit, index: int, last: int, heads_plural: bool) -> int | None:
    """Where a unit ends that only says of what kind the noun after it is: the name of a model with its letter, or where
    plurals head their phrases, a singular. None for a head."""
    if unit.kind == "modelled":
        return index + 2 * has_letter(tokens, index)
    qualifying = heads_plural and not unit.plural and unit.kind == "noun" and not hyphenated(tokens, last, index)
    return index if qualifying else None


def _headless(known: Found | None, last: int, heads_plural: bool) -> Noun | None:
    """What is counted where no head follows: the model or the measure word, but no singular where plurals are heads."""
    if known is None or (known[0].kind == "noun" and heads_plural):
        return None
    return _noun(known[0], last, known[1] + 1)


def _compound(
    tokens: Tokens, unit: Unit, index: int, value: float, countables: Countables, heads_plural: bool, last: int
) -> tuple[Unit, int, int]:
    """The head of "one drone attack" is its last noun; of "40 drones" its first plural, save where another follows
    ("230 military engagements")."""
    if heads_plural:
        while (following := unit_at(tokens, index + 1, countables, ("noun",))) is not None and following.plural:
            unit, index = following, index + 1
    elif value == 1 and countables.settings.get("plural_head") == "yes":
        while (following := unit_at(tokens, index + 1, countables, ("noun",))) is not None and not following.plural:
            unit, index = following, index + 1
    return unit, last, index + 1


def head_of_one(tokens: Tokens, first: int, countables: Countables) -> Noun | None:
    """The noun in the singular that an article counts: the last one of a compound ("a drone attack")."""
    for index in range(first, min(first + REACH_OF_ONE + 1, len(tokens.words))):
        unit = thing_at(tokens, index, countables)
        if unit is not None:
            unit, at = longest_unit(tokens, unit, index, countables)
            unit, _, end = _compound(tokens, unit, at, 1.0, countables, False, first)
            following = word_at(tokens, end)
            compound = following.isalpha() and not countables.has("stops", following)
            ends = not compound or bool(countables.governors_of(following))
            return (
                Noun(unit.what, unit.unit, unit.scope, unit.family, (first, end), ("alone", unit.id))
                if (ends and not unit.plural and unit.kind in ("noun", "adjective"))
                else None
            )
        if countables.has("stops", tokens.words[index]) or not tokens.words[index][0].isalnum():
            return None
    return None
