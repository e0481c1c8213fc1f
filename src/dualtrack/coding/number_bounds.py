"""The numbers of a sentence and the words that bound them: at least 17, 30 to 40, dozens of, 30 or more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dualtrack.coding.number_lists import Number
from dualtrack.coding.uncounted import counts_nothing
from dualtrack.coding.units import matches, thing_at
from dualtrack.lexicon.countables import Bound, Countables, Vague
from dualtrack.lexicon.grammar import Tokens
from dualtrack.model import Qualifier

Q = Qualifier
ADDRESS = re.compile(r"\S*(?:://|www\.)\S*")
"""An address on the web, whose digits count nothing."""
YEARS = (1900, 2100)


def find_numbers(tokens: Tokens, countables: Countables, excluded: Sequence[tuple[int, int]]) -> list[Number]:
    """The numbers that can count something, in order; `excluded` are the spans of dates."""
    if "://" in tokens.text or "www." in tokens.text:
        excluded = [*excluded, *(match.span() for match in ADDRESS.finditer(tokens.text))]
    found = _vague_numbers(tokens, countables, excluded) if countables.vague else []
    covered = {index for number in found for index in range(number.first, number.last)}
    for index, value in tokens.values.items():
        start = tokens.starts[index]
        dated = any(first <= start < last for first, last in excluded)
        inside = index in covered or (dated and not _counts_things(tokens, index, value, countables))
        if not inside and not counts_nothing(tokens, index, countables):
            found.append(Number(index, index + 1, value, value, Q.EXACT, []))
    return sorted(found, key=lambda number: number.first)


def _counts_things(tokens: Tokens, index: int, value: float, countables: Countables) -> bool:
    """Whether a number in a date counts what stands right after it, or after the range that it opens: "at 1000
    roubles", "from 1000 to 1500 soldiers". What can be a year of our time does not."""
    at = index + 1
    if at + 1 in tokens.values and countables.has("range", tokens.words[at]):
        at, value = at + 2, tokens.values[at + 1]
    if YEARS[0] <= value <= YEARS[1] or value < 100:
        return False
    unit = thing_at(tokens, at, countables) or thing_at(tokens, at + 1, countables)
    return unit is not None and unit.family != "time"


def _vague_numbers(tokens: Tokens, countables: Countables, excluded: Sequence[tuple[int, int]]) -> list[Number]:
    found, done = [], 0
    for index in _may_be_vague(tokens, countables):
        if index < done or any(first <= tokens.starts[index] < last for first, last in excluded):
            continue
        row, last = _vague_at(tokens, index, countables)
        several = index + 1 in tokens.values and countables.has("several", tokens.words[index])
        if several and tokens.words[index + 1][0].isalpha():
            low, done = 2 * tokens.values[index + 1], index + 2
            found.append(Number(index, done, low, low, Q.AT_LEAST, ["several"], vague=True))
        elif row is not None and (index - 1) not in tokens.values:
            done = last
            found.append(Number(index, last, row.low, row.low, Q.AT_LEAST, [row.id], vague=True))
    return found


def _may_be_vague(tokens: Tokens, countables: Countables) -> list[int]:
    """The words at which a vague number may stand, in order: those that open a row, numbers spelt out, and what stands
    before these."""
    spelt = [index for index in tokens.values if tokens.words[index][0].isalpha()]
    if not spelt and countables.vague_words.isdisjoint(tokens.words):
        return []
    opening = {index for index, word in enumerate(tokens.words) if word in countables.vague}
    return sorted(opening.union(spelt, (index - 1 for index in spelt if index)))


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


def join_ranges(numbers: list[Number], tokens: Tokens, countables: Countables) -> list[Number]:
    """30 to 40, 30-40, between 30 and 40 as one."""
    joined: list[Number] = []
    for number in numbers:
        last = joined[-1] if joined else None
        if last is not None and _is_range(last, number, tokens, countables):
            opened = last.first and countables.has("between", tokens.words[last.first - 1])
            low = last.low
            if low < number.high / 1000 and tokens.words[number.first][-1].isalpha():
                scaled = low * 10 ** (3 * ((len(str(int(number.high))) - 1) // 3))
                low = scaled if scaled < number.high else low  # "5 to 10 million", not "10 to 1 billion"
            joined[-1] = Number(last.first - bool(opened), number.last, low, number.high, Q.RANGE, ["range"])
        else:
            joined.append(number)
    return joined


def _is_range(last: Number, number: Number, tokens: Tokens, countables: Countables) -> bool:
    between = [word for word in tokens.words[last.last : number.first] if not _is_symbol(word, countables)]
    if len(between) != 1 or number.first - last.last > 3 or not 0 < last.high < number.high:
        return False
    word = between[0]
    opened = last.first > 0 and countables.has("between", tokens.words[last.first - 1])
    return countables.has("range", word) or bool(opened and countables.has("range_and", word))


def bound_number(number: Number, tokens: Tokens, countables: Countables) -> None:
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
        # What a count "rose to" is no limit, whatever the preposition.
        if Q.EXACT in (number.qualifier, after.qualifier):
            number.qualifier = after.qualifier


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
        return round(low * (1 - share), 6), low, round(high * (1 + share), 6)
    if qualifier is Q.NEARLY:
        return round(low * (1 - countables.tolerance["nearly"]), 6), low, low
    return low, low, high


def before(tokens: Tokens, index: int, countables: Countables) -> tuple[Bound, int] | None:
    """The bounding words that end right before a word, over a currency sign, an article or a preposition that the
    number stands under, and where they begin."""
    end = index
    for _ in range(2):
        word = tokens.words[end - 1] if end else ""
        for row in countables.bounds.get(word, ()):
            first = end - len(row.words)
            if first >= 0 and matches(tokens, first, row.words) and not _is_particle(tokens, first, end, countables):
                return row, first
        if not word or not (countables.has("through", word) or _is_currency(word, countables)):
            return None
        end -= 1
    return None


def _is_symbol(word: str, countables: Countables) -> bool:
    """A sign of percent or money, which a range may repeat: 5% - 7%, $5 - $7."""
    return not word.isalpha() and any(unit.kind in ("symbol", "currency") for unit in countables.units.get(word, ()))


def _is_particle(tokens: Tokens, first: int, end: int, countables: Countables) -> bool:
    """Whether a small word belongs to the verb before it: "handed over two systems" bounds nothing."""
    alone = end - first == 1 and countables.has("particles", tokens.words[first])
    return alone and first > 0 and countables.has("particled", tokens.words[first - 1])


def _is_currency(word: str, countables: Countables) -> bool:
    return any(unit.kind == "currency" for unit in countables.units.get(word, ()))
