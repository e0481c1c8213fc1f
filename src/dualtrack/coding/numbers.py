"""Numbers in running text: digits with marks, number words, and both with multipliers ("1,5 млн", "two dozen")."""

from __future__ import annotations

from collections.abc import Sequence

from dualtrack.lexicon.grammar import Tokens, read_tokens
from dualtrack.lexicon.numerals import Numerals

COMPOUND = 8
"""Letters of the shortest word that joins a number to a unit."""
GROUP = 3
"""Digits of a group after a space, as in 12 500."""


def read_numbers(text: str, numerals: Numerals) -> Tokens:
    """A text as tokens in which each number is one word with its value."""
    tokens = _compounds_apart(read_tokens(text), numerals)
    words, openers = tokens.words, numerals.opening
    opening = [index for index, word in enumerate(words) if word in openers or word[0].isdecimal()]
    if not opening:
        return tokens
    done = 0
    found: list[tuple[int, int, float]] = []
    for index in opening:
        if index < done:
            continue
        value, end = _read_number(tokens, index, numerals)
        if value is None:
            continue
        value, done = _and_a_half(tokens, value, end, numerals)
        counts_one = index and words[index - 1] in numerals.ones and words[index] in numerals.multipliers
        # 4.06 million is 4,060,000, not what is left of it in binary.
        found.append((index - bool(counts_one), done, round(value, 6)))
    return _joined(tokens, found)


def _joined(tokens: Tokens, numbers: Sequence[tuple[int, int, float]]) -> Tokens:
    """Tokens in which each number, its first word, the one after its last, and its value, is one word."""
    for first, end, _ in reversed(numbers):
        if end - first > 1:
            tokens.words[first:end] = [" ".join(tokens.words[first:end])]
            tokens.ends[first:end] = [tokens.ends[end - 1]]
            del tokens.starts[first + 1 : end]
    shift = 0
    for first, end, value in numbers:
        tokens.values[first - shift] = value
        shift += end - first - 1
    return tokens


def _and_a_half(tokens: Tokens, value: float, end: int, numerals: Numerals) -> tuple[float, int]:
    """Add a half that is told after a number, and multiply both ("two and a half million")."""
    size = len(numerals.half_after)
    if not size or tuple(tokens.words[end : end + size]) != numerals.half_after:
        return value, end
    factor = numerals.multipliers.get(_word(tokens, end + size), 0.0)
    return ((value + 0.5) * factor, end + size + 1) if factor >= 1000 else (value + 0.5, end + size)


def _compounds_apart(tokens: Tokens, numerals: Numerals) -> Tokens:
    """Tokens in which a word that joins a number to a unit stands as two: the number in digits, and the unit."""
    if numerals.compound is None:
        return tokens
    apart = Tokens(tokens.text, [], [], [])
    done = 0
    for index, word in enumerate(tokens.words):
        found = numerals.compound.match(word) if len(word) >= COMPOUND else None
        if found is None:
            continue
        _copy(tokens, apart, done, index)
        middle = tokens.starts[index] + found.start(3)
        apart.words += [f"{sum(numerals.openings[part] for part in found.group(1, 2) if part):g}", found.group(3)]
        apart.starts += [tokens.starts[index], middle]
        apart.ends += [middle, tokens.ends[index]]
        done = index + 1
    if not done:
        return tokens
    _copy(tokens, apart, done, len(tokens.words))
    return apart


def _copy(tokens: Tokens, merged: Tokens, start: int, end: int) -> None:
    merged.words += tokens.words[start:end]
    merged.starts += tokens.starts[start:end]
    merged.ends += tokens.ends[start:end]


def _read_number(tokens: Tokens, index: int, numerals: Numerals) -> tuple[float | None, int]:
    word = tokens.words[index]
    if word[0].isdecimal():
        return _read_digits(tokens, index, numerals)
    if word in numerals.halves:
        after = index + 1 + (_word(tokens, index + 1) in numerals.ones)
        factor = numerals.multipliers.get(_word(tokens, after))
        return (factor / 2, after + 1) if factor else (None, index)
    if word in numerals.multipliers and index and tokens.words[index - 1] in numerals.ones:
        return _read_words(tokens, index, numerals, 1.0, index)
    if word in numerals.multipliers and numerals.ones:
        return None, index  # where an article counts one, a bare "thousand" counts nothing
    if word in numerals.multipliers:
        return _read_words(tokens, index, numerals, 1.0, index) if numerals.multipliers[word] <= 1000 else (None, index)
    return _read_words(tokens, index, numerals, 0.0, index)


def _word(tokens: Tokens, index: int) -> str:
    return tokens.words[index] if index < len(tokens.words) else ""


def _read_digits(tokens: Tokens, index: int, numerals: Numerals) -> tuple[float | None, int]:
    word = tokens.words[index]
    value = numerals.written(word)
    if value is None:
        return 0.0, index + 1
    end = index + 1
    while len(word) <= GROUP and _continues(tokens, end, numerals):
        value = value * 1000 + (numerals.written(tokens.words[end]) or 0.0)
        end += 1
    if _word(tokens, end) == "-" and tokens.joined(end) and _word(tokens, end + 1) in numerals.case_endings:
        return value, end + 2
    letters = _word(tokens, end)
    if letters in numerals.joined and tokens.joined(end):
        return value * numerals.joined[letters], end + 1
    factor = 0.0
    while letters in numerals.multipliers:
        factor = numerals.multipliers[letters]
        value, end = value * factor, end + 1
        end += _is_abbreviation(tokens, end)
        letters = _word(tokens, end)
    if factor and letters.isdecimal():
        # The rest in digits: "1 тыс. 200", "1 млн 240 тыс.".
        rest, after = _read_digits(tokens, end, numerals)
        if rest is not None and 0 < rest < factor:
            return value + rest, after
    return value, end


def _is_abbreviation(tokens: Tokens, index: int) -> bool:
    """Whether a full stop belongs to the multiplier before it and more of the sentence follows ("15 тис. людей")."""
    return _word(tokens, index) == "." and tokens.joined(index) and index + 1 < len(tokens.words)


def _continues(tokens: Tokens, index: int, numerals: Numerals) -> bool:
    """Whether a group of three digits after one blank goes on with the number before it."""
    word = _word(tokens, index)
    if len(word) != GROUP or not word.isdecimal():
        return False
    gap = tokens.text[tokens.ends[index - 1] : tokens.starts[index]]
    return gap in ("\u00a0", "\u202f", "\u2009") or (gap == " " and " " in numerals.thousands)


def _read_words(tokens: Tokens, index: int, numerals: Numerals, current: float, end: int) -> tuple[float | None, int]:
    """Add what is smaller than the last place, multiply by hundred, thousand ... (the usual place-value grammar)."""
    total, place = 0.0, 1000.0 if not current else 1.0
    at = index
    while True:
        word = _word(tokens, at)
        if word in numerals.multipliers:
            factor = numerals.multipliers[word]
            if factor < 1000:
                current, place = (current or 1.0) * factor, min(place, factor)
            else:
                total, current, place = total + (current or 1.0) * factor, 0.0, 1000.0
        elif word in numerals.cardinals and _fits(numerals.cardinals[word], place, current):
            value = numerals.cardinals[word]
            current, place = current + value, _place_of(value)
        elif at > index and (word in numerals.connectors or word == "-") and _adds(tokens, at, numerals, place):
            at += 1
            continue
        else:
            break
        at += 1
        end = at
    return total + current, end


def _place_of(value: float) -> float:
    """The place below which a next word may add: units after tens, tens after hundreds."""
    if value >= 100:
        return 100.0
    return 10.0 if value >= 20 and value % 10 == 0 else 1.0


def _fits(value: float, place: float, current: float) -> bool:
    return value < place or (not current and place == 1000.0)


def _adds(tokens: Tokens, at: int, numerals: Numerals, place: float) -> bool:
    word = _word(tokens, at + 1)
    if tokens.words[at] == "-":
        tens = place == 10.0 and numerals.cardinals.get(word, 10.0) < 10
        return tens and tokens.joined(at) and tokens.joined(at + 1)
    return (
        place >= 100.0 and numerals.cardinals.get(word, place) < place and tokens.words[at - 1] in numerals.multipliers
    )
