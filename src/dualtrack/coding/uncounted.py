"""Numbers that count nothing: clock times, ordinals, ages, ratings, parts of names."""

from __future__ import annotations

import re

from dualtrack.coding.units import unit_at, word_at
from dualtrack.lexicon.countables import Countables
from dualtrack.lexicon.grammar import Tokens

OPENING = ("«", "“", "„", '"')
"""Marks after which a number with a capital opens a title."""
CLOSING = (".", "!", "?", "”", "»", '"')
"""Marks right after which a number names a footnote."""
FOOTNOTED = re.compile(r"(?:19|20)\d\d\.\d{1,3}\Z")
"""A year that closes a sentence, with its footnote's number ("in December 2025.20")."""
QUOTES = ('"', "“", "”", "`", "*")


def counts_nothing(tokens: Tokens, index: int, countables: Countables) -> bool:
    """Clock times, fractions of years, ordinals, ratings (16+), ages, parts of names, footnotes, numbers after
    "article"."""
    word = tokens.words[index]
    if ":" in word or "/" in word or word.count(".") > 1 or FOOTNOTED.match(word):
        return True
    following = tokens.words[index + 1] if index + 1 < len(tokens.words) else ""
    if following and tokens.joined(index + 1) and countables.has("ordinal_endings", following):
        return True
    if following == "+" and tokens.joined(index + 1) and not word_at(tokens, index + 2)[:1].isalpha():
        return True
    if following in QUOTES and tokens.joined(index + 1) and tokens.joined(index + 2) and word[-1].isalpha():
        # A quotation mark for an apostrophe: half a word that looks like a number.
        return word_at(tokens, index + 2)[:1].isalpha()
    if following == "-" and tokens.joined(index + 1) and _is_ending(tokens, index + 2, countables):
        return True
    if _is_clock(tokens, index, countables):
        return True
    if not index:
        return False
    if word[0].isalpha() and tokens.capital(index) and tokens.words[index - 1] in OPENING:
        return True
    if tokens.values[index] == 1 and countables.has("negations", tokens.words[index - 1]):
        return True
    if _ages_person(tokens, index, countables):
        return True
    previous = tokens.words[index - 1]
    if previous in CLOSING and tokens.joined(index) and tokens.joined(index - 1):
        return True
    if any(unit.kind == "modelled" for unit in countables.units.get(previous, ())):
        return True
    named = previous == "-" and tokens.joined(index) and index > 1 and tokens.joined(index - 1)
    if named and tokens.words[index - 2].isalpha() and index - 2 not in tokens.values:
        return True
    return _is_label(tokens, index, countables)


def _is_label(tokens: Tokens, index: int, countables: Countables) -> bool:
    """Whether a number names a thing, or goes on with numbers that do: article 5, units 3, 4 and 6; but a level of
    12 metres."""
    previous, unit = word_at(tokens, index - 1), unit_at(tokens, index + 1, countables)
    if unit is not None and unit.unit and unit.family != "time":
        return False
    if previous in ("#", "№", "§") or countables.has("not_counts", previous):
        return True
    listed = previous == "," or countables.has("range_and", previous)
    return listed and index - 2 in tokens.values and _is_label(tokens, index - 2, countables)


def _is_clock(tokens: Tokens, index: int, countables: Countables) -> bool:
    """7 a.m., 8 pm"""
    after = word_at(tokens, index + 1)
    return countables.has("clock", after) and (len(after) > 1 or word_at(tokens, index + 2) == ".")


def _ages_person(tokens: Tokens, index: int, countables: Countables) -> bool:
    """Whether a number of years stands right after a person: "a man, 45 years", "two children 5 and 7 years old"."""

    def joins(at: int) -> bool:
        return at in tokens.values or word_at(tokens, at) == "," or countables.has("range_and", word_at(tokens, at))

    after, ahead = index - 1, index + 1
    while ahead < len(tokens.words) and joins(ahead):
        ahead += 1
    years = unit_at(tokens, ahead, countables)
    if years is None or years.what != "year":
        return False
    while after > 0 and joins(after):
        after -= 1
    whom = unit_at(tokens, after, countables)
    return whom is not None and whom.family == "person"


def _is_ending(tokens: Tokens, index: int, countables: Countables) -> bool:
    inside = index < len(tokens.words) and tokens.joined(index)
    return inside and (
        countables.has("ordinal_endings", tokens.words[index]) or countables.has("ages", word_at(tokens, index + 2))
    )
