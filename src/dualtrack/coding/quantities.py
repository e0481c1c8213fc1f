"""Quantities in running text: how many of what, within which bounds, and by which measure.

For each number: the words that bound it, the noun that it counts, the total that it is a part of, then the measure
(coding.measures). A number that counts nothing (a model, an age, a clock time, an ordinal) is no quantity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dualtrack.coding.lone import Lone, lone_item, lone_subjects
from dualtrack.coding.measures import governed
from dualtrack.coding.number_lists import REACH, Number, echoes, itemised, same_list, span
from dualtrack.coding.numbers import read_numbers
from dualtrack.coding.quantity_nouns import Noun, before, counts_nothing, find_noun, matches
from dualtrack.lexicon.countables import Bound, Countables, Vague
from dualtrack.lexicon.grammar import Tokens
from dualtrack.lexicon.numerals import Numerals
from dualtrack.model import Qualifier

Q = Qualifier
FATES = frozenset(("shot_down", "lost"))
"""What becomes of weapons in the air: in "shot down 245 of 293 drones" the whole is what was launched."""


@dataclass(frozen=True, slots=True)
class QuantityMention:
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
) -> list[QuantityMention]:
    """The quantities of a sentence in order of place. `excluded` are the spans of its dates."""
    tokens = tokens or read_numbers(text, numerals)
    numbers = _numbers(tokens, countables, excluded)
    if not numbers:
        return _lone_mentions(tokens, [], countables)
    numbers = _join_ranges(numbers, tokens, countables)
    for number in numbers:
        _bound_number(number, tokens, countables)
        number.noun = find_noun(tokens, number.first, number.last, number.high, countables)
    _share_nouns(numbers, tokens, countables)
    kept = [number for number in numbers if number.noun is not None]
    return _mentions(kept, tokens, countables) + _lone_mentions(tokens, kept, countables)


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


def _numbers(tokens: Tokens, countables: Countables, excluded: Sequence[tuple[int, int]]) -> list[Number]:
    found = _vague_numbers(tokens, countables, excluded) if countables.vague else []
    covered = {index for number in found for index in range(number.first, number.last)}
    for index, value in tokens.values.items():
        start = tokens.starts[index]
        inside = index in covered or any(first <= start < last for first, last in excluded)
        if not inside and not counts_nothing(tokens, index, countables):
            found.append(Number(index, index + 1, value, value, Q.EXACT, []))
    return sorted(found, key=lambda number: number.first)


def _vague_numbers(tokens: Tokens, countables: Countables, excluded: Sequence[tuple[int, int]]) -> list[Number]:
    found, done = [], 0
    for index in range(len(tokens.words)):
        if index < done or any(first <= tokens.starts[index] < last for first, last in excluded):
            continue
        row, last = _vague_at(tokens, index, countables)
        if row is not None and (index - 1) not in tokens.values:
            done = last
            found.append(Number(index, last, row.low, row.low, Q.AT_LEAST, [row.id]))
    return found


def _vague_at(tokens: Tokens, index: int, countables: Countables) -> tuple[Vague | None, int]:
    """The vague row that stands at a word, and where it ends; a number read as one word may hold several."""
    parts = tuple(tokens.words[index].split(" "))
    for row in countables.vague.get(parts[0], ()):
        if row.words != parts and matches(tokens, index, row.words):
            return row, index + len(row.words)
        # One form may be the plural and a case of the singular: "about a thousand" is bounded, "thousands" is not.
        if row.words == parts and not (index in tokens.values and before(tokens, index, countables)):
            return row, index + 1
    return None, index


def _join_ranges(numbers: list[Number], tokens: Tokens, countables: Countables) -> list[Number]:
    """30 to 40, 30-40, between 30 and 40 as one."""
    joined: list[Number] = []
    for number in numbers:
        last = joined[-1] if joined else None
        if last is not None and _is_range(last, number, tokens, countables):
            opened = last.first and countables.has("between", tokens.words[last.first - 1])
            low = last.low
            if low < number.high / 1000 and tokens.words[number.first][-1].isalpha():
                low *= 10 ** (3 * ((len(str(int(number.high))) - 1) // 3))
            joined[-1] = Number(last.first - bool(opened), number.last, low, number.high, Q.RANGE, ["range"])
        else:
            joined.append(number)
    return joined


def _is_range(last: Number, number: Number, tokens: Tokens, countables: Countables) -> bool:
    if number.first - last.last != 1 or not 0 < last.high < number.high:
        return False
    word = tokens.words[last.last]
    opened = last.first > 0 and countables.has("between", tokens.words[last.first - 1])
    return countables.has("range", word) or bool(opened and countables.has("range_and", word))


def _bound_number(number: Number, tokens: Tokens, countables: Countables) -> None:
    """Take in the words that bound a number, before and after it."""
    bound = before(tokens, number.first, countables)
    while bound is not None:
        row, first = bound
        number.first = first
        number.rules.append(row.id)
        if number.qualifier in (Q.EXACT, Q.AT_LEAST) and not (number.qualifier is Q.AT_LEAST and number.rules[:-1]):
            number.qualifier = row.qualifier
        bound = before(tokens, number.first, countables)
    word = tokens.words[number.last] if number.last < len(tokens.words) else ""
    after: Bound | None = next(
        (row for row in countables.bounds_after.get(word, ()) if matches(tokens, number.last, row.words)), None
    )
    if after is not None:
        number.last += len(after.words)
        number.rules.append(after.id)
        number.qualifier = after.qualifier if number.qualifier is Q.EXACT else number.qualifier


def _share_nouns(numbers: list[Number], tokens: Tokens, countables: Countables) -> None:
    """Give a number with no noun of its own that of its total (29 of 40 drones; 40 of them) or of its neighbour."""
    for index, number in enumerate(numbers):
        opens_part = number.last < len(tokens.words) and countables.has("of", tokens.words[number.last])
        if opens_part and (number.noun is None or number.noun.words is None):
            _take_whole(number, index, numbers, tokens, countables)
        elif number.noun is None:
            number.noun = _borrowed(index, numbers, tokens, countables)
        if number.noun is not None and number.part_of is None:
            number.part_of = _total_of(index, numbers, tokens, countables)


def _take_whole(number: Number, index: int, numbers: list[Number], tokens: Tokens, countables: Countables) -> None:
    """The whole after "of": another number (29 of 40), a pronoun (40 of them), or a noun (357 of the drones)."""
    after = number.last + 1
    following = numbers[index + 1] if index + 1 < len(numbers) else None
    if following is not None and following.noun and following.first - after <= 1:
        number.noun, number.part_of = following.noun._replace(own=False), following
    elif after < len(tokens.words) and countables.has("them", tokens.words[after]):
        totals = [total for total in numbers[:index] if total.noun is not None and total.part_of is None]
        if totals:
            number.part_of = totals[-1]
            number.noun = _named_part(number, after, _of_total(totals[-1]), tokens, countables)
    else:
        while after < len(tokens.words) and countables.has("articles", tokens.words[after]):
            after += 1
        number.noun = find_noun(tokens, after, after, 2.0, countables)


def _named_part(number: Number, after: int, whole: Noun | None, tokens: Tokens, countables: Countables) -> Noun | None:
    """The part that the words after "of them" name: its scope."""
    part = find_noun(tokens, after + 1, after + 1, 2.0, countables)
    if whole is None or part is None or part.rules == ("guess",) or part.kind == "time":
        return whole
    if part.scope or part.kind == whole.kind:
        named = tokens.words[part.words[1] - 1] if part.words else ""
        scope = part.scope or (part.what if part.what != whole.what else named)
        return whole._replace(scope=scope, rules=whole.rules + part.rules, words=part.words, own=True)
    return whole


def _of_total(number: Number) -> Noun | None:
    return number.noun._replace(own=False) if number.noun else None


def _borrowed(index: int, numbers: list[Number], tokens: Tokens, countables: Countables) -> Noun | None:
    """The noun of the number before, where the words between say a part ("including 12", "of which 40") or the next
    item of a list ("killed 12 people and wounded 30"); of the one after in "six or eight drones"."""
    number = numbers[index]
    if not _stands_alone(tokens, number.last, countables):
        return None
    totals = [total for total in numbers[:index] if total.noun is not None and number.first - total.last <= REACH]
    if totals:
        between = tokens.words[totals[-1].last : number.first]
        if any(countables.has("part", word) or countables.has("them", word) for word in between):
            return _of_total(totals[-1].part_of or totals[-1])
        listed = itemised(totals[-1], number, tokens, countables) is not None
        if listed or echoes(between, number, tokens, countables):
            return _of_total(totals[-1])
        if governed(tokens, number.first, number.last, totals[-1].noun, countables, near=True):
            return _of_total(totals[-1])
    following = numbers[index + 1] if index + 1 < len(numbers) else None
    if following is not None and following.noun and following.first - number.last == 1:
        joined = countables.has("range_and", tokens.words[number.last])
        return _of_total(following) if joined else None
    person = Noun("person", "", "", "person", None, ("person",))
    return person if governed(tokens, number.first, number.last, person, countables, near=True) else None


def _stands_alone(tokens: Tokens, index: int, countables: Countables) -> bool:
    """Whether the word after a number can follow one with no noun: a verb that governs, a small word, a mark."""
    if index >= len(tokens.words):
        return True
    word = tokens.words[index]
    return not word[0].isalnum() or countables.has("stops", word) or bool(countables.governors_of(word))


def _total_of(index: int, numbers: list[Number], tokens: Tokens, countables: Countables) -> Number | None:
    """The total that a number is a part of, where the words between say so."""
    for total in reversed(numbers[:index]):
        if total.noun is None:
            continue
        if numbers[index].first - total.last > REACH:
            return None
        between = tokens.words[total.last : numbers[index].first]
        if any(countables.has("part", word) for word in between):
            return total.part_of or total
        whole = itemised(total, numbers[index], tokens, countables)
        if whole is not None:
            return whole
    return None


def _mentions(numbers: list[Number], tokens: Tokens, countables: Countables) -> list[QuantityMention]:
    place = {id(number): index for index, number in enumerate(numbers)}
    spans = [span(number) for number in numbers]
    measures = [governed(tokens, *words, number.noun, countables) for number, words in zip(numbers, spans, strict=True)]
    wholes = {id(part.part_of) for part in numbers if part.part_of is not None and part.last < part.part_of.first}
    found = []
    for number, (first, last), governor in zip(numbers, spans, measures, strict=True):
        noun = number.noun
        assert noun is not None
        low, best, high = bounds(number.low, number.high, number.qualifier, countables)
        measure, rule = governor if governor else ("other", "")
        if id(number) in wholes and measure in FATES:
            measure = "launched"
        start, end = tokens.starts[first], tokens.ends[last - 1]
        counted = None if noun.words is None else (tokens.starts[noun.words[0]], tokens.ends[noun.words[1] - 1])
        rules = "+".join(dict.fromkeys(item for item in (*number.rules, *noun.rules, rule) if item))
        part_of = place.get(id(number.part_of)) if number.part_of is not None else None
        found.append(
            QuantityMention(
                start,
                end,
                low,
                best,
                high,
                number.qualifier,
                noun.what,
                noun.unit or None,
                counted,
                part_of,
                noun.scope or None,
                measure,
                rules or "number",
                tokens.text[start:end],
            )
        )
    return _inherit(found, numbers, tokens, countables)


def _inherit(
    found: list[QuantityMention], numbers: list[Number], tokens: Tokens, countables: Countables
) -> list[QuantityMention]:
    """What nothing governs has the measure of its total, else of the next or last item of the list it stands in."""
    listed = [
        index + 1 < len(numbers) and same_list(numbers[index], numbers[index + 1], tokens, countables)
        for index in range(len(numbers))
    ]
    order = [*range(len(found) - 1, -1, -1), *range(len(found))]
    for step, index in enumerate(order):
        mention = found[index]
        if mention.measure != "other":
            continue
        donors = [mention.part_of] if mention.part_of is not None else []
        donors += [index + 1] if listed[index] else []
        donors += [index - 1] if step >= len(found) and index and listed[index - 1] else []
        measure = next((found[donor].measure for donor in donors if found[donor].measure != "other"), None)
        if measure is not None:
            found[index] = replace(mention, measure=measure)
    return found


def bounds(
    low: float, high: float, qualifier: Qualifier, countables: Countables
) -> tuple[float | None, float | None, float | None]:
    """(low, best, high) of a number as its qualifier leaves them open."""
    if qualifier is Q.RANGE:
        return low, None, high
    if qualifier in (Q.AT_LEAST, Q.MORE_THAN):
        return low, None, None
    if qualifier in (Q.AT_MOST, Q.LESS_THAN):
        return None, None, high
    if qualifier is Q.ABOUT:
        share = countables.tolerance["about"]
        return low * (1 - share), low, high * (1 + share)
    if qualifier is Q.NEARLY:
        return low * (1 - countables.tolerance["nearly"]), low, low
    return low, low, high
