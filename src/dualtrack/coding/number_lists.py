"""Numbers that stand together: items of a total, elliptic lists, lists of one kind of thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dualtrack.coding.units import Noun
from dualtrack.lexicon.countables import Countables
from dualtrack.lexicon.grammar import Tokens
from dualtrack.model import Qualifier

THINGS = frozenset(("weapon", "vehicle", "aircraft", "ship", "building", "item"))
"""Kinds that one list of losses or of aid may mix."""
REACH = 14
"""Words between a total and its part ("120 drones, about 40 of them decoys")."""


@dataclass(slots=True)
class Number:
    """A number while it is read: the words [first, last) with their bounds, and the noun once found; `listed` where it
    is an item of a total, `vague` where it is none in truth ("dozens")."""

    first: int
    last: int
    low: float
    high: float
    qualifier: Qualifier
    rules: list[str]
    noun: Noun | None = None
    part_of: Number | None = None
    listed: bool = False
    vague: bool = False


def span(number: Number) -> tuple[int, int]:
    """The words [first, last) of a number and of the noun that is its own."""
    noun = number.noun
    if noun is None or not noun.own or noun.words is None:
        return number.first, number.last
    return min(number.first, noun.words[0]), max(number.last, noun.words[1])


def itemised(last: Number, number: Number, tokens: Tokens, countables: Countables) -> Number | None:
    """The total whose items follow: "32 drones: 12 over Bryansk, 8 drones over Kursk", "32 drones over Bryansk (12
    drones) and Kursk (20 drones)", "32 drones, of which 12 over Bryansk and 20 over Kursk"."""
    same = number.noun is None or (last.noun is not None and number.noun.what == last.noun.what)
    between = tokens.words[last.last : number.first]
    if not same or any(word == "." or (word not in ":;" and countables.has("cuts", word)) for word in between):
        return None
    opened = ":" in between or (in_brackets(number, tokens) and not in_brackets(last, tokens))
    opened = opened or any(
        countables.has("of", word) and countables.has("them", after) for word, after in pairwise(between)
    )
    whole = last.part_of if last.listed else last if opened else None
    if whole is None or number.high > whole.high:
        return None
    number.listed = True
    return whole


def recalls(number: Number, tokens: Tokens, countables: Countables) -> bool:
    """Whether a number is what another was before: "40,000 homes, down from 95,000"."""
    return any(countables.has("formerly", word) for word in tokens.words[max(0, number.first - 2) : number.first])


def in_brackets(number: Number, tokens: Tokens) -> bool:
    return number.first > 0 and tokens.words[number.first - 1] == "("


def echoes(between: Sequence[str], number: Number, tokens: Tokens, countables: Countables) -> bool:
    """Whether a number with no noun repeats the preposition of the one before it: "12 drones over Bryansk, 8 over"."""
    joined = bool(between) and (between[-1] == "," or countables.has("range_and", between[-1]))
    return joined and preposition(tokens, number.last, countables) in between


def same_list(number: Number, following: Number, tokens: Tokens, countables: Countables) -> bool:
    """Whether two numbers are items of one list: nothing but a comma or "and" stands between them and their nouns are
    of one kind; or both count the same things, in brackets, before the same preposition or then and now."""
    if number.noun is None or following.noun is None:
        return False
    if number.noun.kind != following.noun.kind and not {number.noun.kind, following.noun.kind} <= THINGS:
        return False
    if recalls(following, tokens, countables) and number.noun.what == following.noun.what:
        return True
    between = tokens.words[span(number)[1] : following.first]
    if len(between) <= 2 and all(word == "," or countables.has("range_and", word) for word in between):
        return True
    if len(between) > REACH or number.noun.what != following.noun.what or not between:
        return False
    if in_brackets(number, tokens) and in_brackets(following, tokens):
        return True
    joined = between[-1] in ",;" or countables.has("range_and", between[-1])
    heads = [preposition(tokens, span(item)[1], countables) for item in (number, following)]
    return joined and heads[0] is not None and heads[0] == heads[1]


def preposition(tokens: Tokens, index: int, countables: Countables) -> str | None:
    """The small word right after a number and its noun, over a dash."""
    following = [word for word in tokens.words[index : index + 2] if word != "-"][:1]
    return following[0] if following and countables.has("stops", following[0]) else None
