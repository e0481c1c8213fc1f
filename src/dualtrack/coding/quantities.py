"""Quantities in running text: how many of what, within which bounds, and by which measure.

For each number: the words that bound it, the noun that it counts, the total that it is a part of, then the measure
(coding.measures). A number that counts nothing (a model, an age, a clock time, an ordinal) is no quantity.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from dualtrack.coding.guessed_nouns import is_year
from dualtrack.coding.lone import Lone, lone_item, lone_subjects
from dualtrack.coding.measures import governed
from dualtrack.coding.number_bounds import bound_number, bounds, find_numbers, join_ranges
from dualtrack.coding.number_lists import Number, same_list, span
from dualtrack.coding.numbers import read_numbers
from dualtrack.coding.quantity_nouns import find_noun
from dualtrack.coding.shared_nouns import lone_parts, share_nouns
from dualtrack.coding.units import Noun, unit_at
from dualtrack.lexicon.countables import Countables
from dualtrack.lexicon.grammar import Tokens
from dualtrack.lexicon.numerals import Numerals
from dualtrack.model import Qualifier

Q = Qualifier
UNTIED = ""
"""The measure of what nothing governs, until the sentence's other numbers are seen."""
FATES = frozenset(("shot_down", "lost"))
"""What becomes of weapons in the air: in "shot down 245 of 293 drones" the whole is what was launched."""


class QuantityMention(NamedTuple):
    """A quantity at text[start:end]: bounds as the contract writes them. `noun` is the span of what is counted,
    `part_of` the index of its total among the mentions, `rule` the ids of the rows that made it."""

    start: int
    end: int
    low: float | None
    best: float | None
    high: float | None
    qualifier: Qualifier
    what: str
    unit: str | None
    noun: tuple[int, int] | None
    part_of: int | None
    scope: str | None
    measure: str
    rule: str
    quote: str


def code_quantities(
    text: str,
    numerals: Numerals,
    countables: Countables,
    *,
    excluded: Sequence[tuple[int, int]] = (),
    tokens: Tokens | None = None,
    things: bool = False,
) -> list[QuantityMention]:
    """The quantities of a sentence in order of place. `excluded` are the spans of its dates; of `things` alone, no
    events are counted (a list of what was destroyed)."""
    tokens = tokens or read_numbers(text, numerals)
    numbers = find_numbers(tokens, countables, excluded)
    if not numbers:
        return _lone_mentions(tokens, [], countables)
    numbers = join_ranges(numbers, tokens, countables)
    for number in numbers:
        bound_number(number, tokens, countables)
        number.noun = _of_bodies(number, tokens, countables, things)
    share_nouns(numbers, tokens, countables)
    numbers = sorted([*numbers, *lone_parts(numbers, tokens, countables)], key=lambda number: number.first)
    for number in numbers:
        number.vague = number.vague or _is_indefinite(number, tokens, countables)
    kept = [number for number in numbers if number.noun is not None]
    return _mentions(kept, tokens, countables) + _lone_mentions(tokens, kept, countables)


def _is_indefinite(number: Number, tokens: Tokens, countables: Countables) -> bool:
    """Whether a number is no count by itself: a year ("the 2024 meeting"), or a one that is spelt ("one day")."""
    word = tokens.words[number.last - 1]
    if is_year(word) and number.qualifier is Q.EXACT:
        return True
    if number.high != 1 or word[0].isdigit() or number.noun is None:
        return False
    part = (
        number.part_of is None and number.last < len(tokens.words) and countables.has("of", tokens.words[number.last])
    )
    return part or number.noun.kind == "time"


def _of_bodies(number: Number, tokens: Tokens, countables: Countables, things: bool) -> Noun | None:
    """The noun of a number; after "bodies of" the bodies where they are handed over, else the dead themselves."""
    noun = find_noun(tokens, number.first, number.last, number.high, countables, things=things)
    at = number.first - 1
    at -= at > 0 and countables.has("of", tokens.words[at])
    unit = unit_at(tokens, at, countables, ("noun",))
    if unit is None or unit.what != "body" or noun is None or noun.kind != "person" or noun.words is None:
        return noun
    bodies = Noun(unit.what, "", "", unit.family, (at - len(unit.words), noun.words[1]), (unit.id,))
    governor = governed(tokens, *bodies.words, bodies, countables) if bodies.words else None
    if governor is not None and governor[0] == "killed":
        return noun._replace(rules=(*noun.rules, governor[1]))
    return bodies


def code_item(text: str, start: int, numerals: Numerals, countables: Countables) -> list[QuantityMention]:
    """The one thing that a list's item names without a number; the item begins at text[start]."""
    tokens = read_numbers(text, numerals)
    first = next((index for index in range(len(tokens.words)) if tokens.starts[index] >= start), len(tokens.words))
    return [_lone_mention(lone, tokens) for lone in lone_item(tokens, first, countables)]


def _lone_mentions(tokens: Tokens, numbers: Sequence[Number], countables: Countables) -> list[QuantityMention]:
    """Nouns that a singular predicate counts; they come last, since the others refer to each other by index."""
    taken = {index for number in numbers for index in range(*span(number))}
    return [_lone_mention(lone, tokens) for lone in lone_subjects(tokens, taken, countables)]


def _lone_mention(lone: Lone, tokens: Tokens) -> QuantityMention:
    noun, measure, rule = lone
    assert noun.words is not None
    start, end = tokens.starts[noun.words[0]], tokens.ends[noun.words[1] - 1]
    scope, rules = noun.scope or None, "+".join(item for item in (*noun.rules, rule) if item)
    return QuantityMention(
        start, end, 1.0, 1.0, 1.0, Q.EXACT, noun.what, noun.unit or None, (start, end), None, scope, measure, rules,
        tokens.text[start:end],
    )  # fmt: skip


def _mentions(numbers: list[Number], tokens: Tokens, countables: Countables) -> list[QuantityMention]:
    """The numbers with their measures: all but vague ones that belong to no act ("thousands protested")."""
    spans = [span(number) for number in numbers]
    tied = [_tied(number, words, tokens, countables) for number, words in zip(numbers, spans, strict=True)]
    wholes = {id(part.part_of) for part in numbers if part.part_of is not None and part.last < part.part_of.first}
    measures = _inherited(
        [
            "launched" if measure in FATES and id(number) in wholes else measure
            for number, (measure, _) in zip(numbers, tied, strict=True)
        ],
        numbers,
        tokens,
        countables,
    )
    kept = [index for index, measure in enumerate(measures) if measure != UNTIED or not numbers[index].vague]
    place = {id(numbers[index]): position for position, index in enumerate(kept)}
    return [
        _mention(numbers[index], spans[index], measures[index] or "other", tied[index][1], place, tokens, countables)
        for index in kept
    ]


def _tied(number: Number, words: tuple[int, int], tokens: Tokens, countables: Countables) -> tuple[str, str]:
    """The measure that a number is tied to, and its rule; a vague one only by a word of the sentence."""
    governor = governed(tokens, *words, number.noun, countables)
    return governor if governor and not (number.vague and not governor[1]) else (UNTIED, "")


def _mention(
    number: Number,
    words: tuple[int, int],
    measure: str,
    rule: str,
    place: Mapping[int, int],
    tokens: Tokens,
    countables: Countables,
) -> QuantityMention:
    noun = number.noun
    assert noun is not None
    low, best, high = bounds(number.low, number.high, number.qualifier, countables)
    start, end = tokens.starts[words[0]], tokens.ends[words[1] - 1]
    counted = None if noun.words is None else (tokens.starts[noun.words[0]], tokens.ends[noun.words[1] - 1])
    rules = "+".join(dict.fromkeys(item for item in (*number.rules, *noun.rules, rule) if item))
    return QuantityMention(
        start, end, low, best, high, number.qualifier, noun.what, noun.unit or None, counted,
        place.get(id(number.part_of)), noun.scope or None, measure, rules or "number", tokens.text[start:end],
    )  # fmt: skip


def _inherited(measures: list[str], numbers: list[Number], tokens: Tokens, countables: Countables) -> list[str]:
    """What nothing governs has the measure of its total, else of the next or last item of the list it stands in."""
    if UNTIED not in measures:
        return measures
    place = {id(number): index for index, number in enumerate(numbers)}
    listed = [same_list(number, following, tokens, countables) for number, following in pairwise(numbers)]
    order = [*range(len(numbers) - 1, -1, -1), *range(len(numbers))]
    for step, index in enumerate(order):
        if measures[index] != UNTIED:
            continue
        donors = [place[id(numbers[index].part_of)]] if id(numbers[index].part_of) in place else []
        donors += [index + 1] if index < len(listed) and listed[index] else []
        donors += [index - 1] if step >= len(numbers) and index and listed[index - 1] else []
        measures[index] = next((measures[donor] for donor in donors if measures[donor] != UNTIED), UNTIED)
    return measures
