"""Which measure a number belongs to: the verb, participle or noun of its own clause that governs it."""

from __future__ import annotations

from typing import NamedTuple

from dualtrack.coding.number_bounds import before
from dualtrack.coding.quantity_nouns import find_noun, head_of_one
from dualtrack.coding.units import Noun, word_at
from dualtrack.lexicon.countables import Countables, Governor
from dualtrack.lexicon.grammar import Tokens

NEAR = 3
"""Words within which a governor stands with a number that has no noun ("wounded 30", "17 were killed")."""
REACH = 18
"""Words within which a governor is sought on either side."""
ADJACENT = 4
ITEM = 4
"""Words from a comma or an "and" to the number of a list's item; farther off a clause of its own begins there."""
OBJECT = 4
"""Words from a verb to the number of its object ("killed at least three")."""
PART = 4
"""Words within which a comma or a bracket is seen to open a part ("," "in" "that" "number")."""
PARTS = {"killed_or_wounded": ("killed", "wounded")}
"""What a word right after the noun may say more narrowly: "lost 300 soldiers killed"."""
FAMILIES = {"share": "share", "time": "duration"}
"""Kinds whose numbers have a measure of their own where no other word governs them."""


class Found(NamedTuple):
    """A governing row at a word; `crossed` where another number or the next item of a list stands between."""

    at: int
    row: Governor
    crossed: bool


def governed(
    tokens: Tokens, first: int, last: int, noun: Noun | None, countables: Countables, *, near: bool = False
) -> tuple[str, str] | None:
    """(measure, rule id) of the number whose words are [first, last); None where nothing governs it.

    A governor right before the number wins ("shot down 90 drones"), then the first after its noun ("90 drones were
    shot down"), then the nearest before it, at last one beyond a comma.
    """
    if noun is None or (noun.kind == "person" and countables.has("agents", word_at(tokens, first - 1))):
        return None  # "killed by three gunmen": those who did it
    reach = NEAR if near else REACH
    left = _left(tokens, first, noun, countables, reach)
    right = _right(tokens, last, noun, countables, reach)
    inner = None if near else _inner(tokens, first, last, noun, countables)
    narrower = PARTS.get(left.row.measure, ()) if left is not None else ()
    if right is not None and right.at == last and right.row.measure in narrower:
        return right.row.measure, right.row.id
    beside = left if left is not None and first - left.at <= ADJACENT and not left.crossed else None
    found = beside or inner or (right if right is not None and not right.crossed else None) or left or right
    if found is not None:
        return found.row.measure, found.row.id
    return None if near or noun.kind not in FAMILIES else (FAMILIES[noun.kind], "")


def _left(tokens: Tokens, first: int, noun: Noun, countables: Countables, reach: int) -> Found | None:
    crossed = False
    for index in range(first - 1, max(-1, first - 1 - reach), -1):
        word = tokens.words[index]
        if word == ":" and _opens_list(tokens, index, noun, countables):
            continue
        if _cuts(tokens, index, countables) or countables.has("clause_openers", word):
            return None
        row = _row_at(tokens, index, noun, countables, "left")
        if row is not None and index + len(row.words) <= first:
            longer = _longer(tokens, index, row, noun, countables)
            return Found(index + len(row.words) - 1, longer or row, crossed)
        joins = _crosses(word, countables)
        if joins and not crossed and first - index > ITEM:
            return None
        crossed = crossed or index in tokens.values or joins
    return None


def _opens_list(tokens: Tokens, index: int, noun: Noun, countables: Countables) -> bool:
    """Whether a colon follows the word that governs the list after it: "destroyed: 12 tanks, 3 guns"."""
    return index > 0 and _row_at(tokens, index - 1, noun, countables, "left") is not None


def _longer(tokens: Tokens, index: int, row: Governor, noun: Noun, countables: Countables) -> Governor | None:
    """A row that begins before a word and ends with or after it: "killed or wounded" where "wounded" was met."""
    for start in range(index - 1, max(-1, index - 4), -1):
        other = _row_at(tokens, start, noun, countables, "left")
        if other is not None and start + len(other.words) >= index + len(row.words):
            return other
    return None


def _right(tokens: Tokens, last: int, noun: Noun, countables: Countables, reach: int) -> Found | None:
    crossed = False
    index, stop = last, min(len(tokens.words), last + reach)
    while index < stop:
        word = tokens.words[index]
        past = _after_part(tokens, index, countables) if word in ",(" else index
        if past > index:
            index, stop = past, min(len(tokens.words), stop + past - index)
            continue
        relative = index > last + 1 and countables.has("relatives", word)
        if relative or _cuts(tokens, index, countables) or (index in tokens.values and crossed):
            return None
        row = _row_at(tokens, index, noun, countables, "right")
        does = row is not None and _has_object(tokens, index + len(row.words), row, countables)
        if row is not None and not does:
            return Found(index, row, crossed)
        crossed = crossed or does or index in tokens.values or _crosses(word, countables)
        index += 1
    return None


def _has_object(tokens: Tokens, index: int, row: Governor, countables: Countables) -> bool:
    """Whether a governor counts what stands after it: of "two gunmen killed at least three people" the two are those
    who did it."""
    if countables.has("indefinite", word_at(tokens, index)):
        noun = head_of_one(tokens, index + 1, countables)
        return noun is not None and _suits(row, noun)
    at = next((at for at in range(index, index + OBJECT) if at in tokens.values), None)
    if at is None:
        return False
    first, bound = at, before(tokens, at, countables)
    while bound is not None:
        first, bound = bound[1], before(tokens, bound[1], countables)
    noun = find_noun(tokens, at, at + 1, tokens.values[at], countables) if first == index else None
    return noun is not None and noun.own and _suits(row, noun)


def _crosses(word: str, countables: Countables) -> bool:
    """Whether a comma or an "and" stands there; a dash only opens a line or joins."""
    return word == "," or countables.has("joins", word)


def _after_part(tokens: Tokens, index: int, countables: Countables) -> int:
    """The word after an inserted part: "seven people, including two children, were killed"."""
    opening = tokens.words[index : index + PART]
    if not any(countables.has("part", word) for word in opening):
        return index
    closing = "," if opening[0] == "," else ")"
    ends = (at for at in range(index + 1, min(len(tokens.words), index + REACH)) if tokens.words[at] == closing)
    return next(ends, index - 1) + 1


def _inner(tokens: Tokens, first: int, last: int, noun: Noun, countables: Countables) -> Found | None:
    """A governor among the number's own words: "40 destroyed tanks", "17 dead"."""
    for index in range(first, last):
        row = _row_at(tokens, index, noun, countables, "either")
        if row is not None:
            return Found(index, row, False)
    return None


def _cuts(tokens: Tokens, index: int, countables: Countables) -> bool:
    word = tokens.words[index]
    return countables.has("cuts", word) or (word == "." and index + 1 < len(tokens.words))


def _row_at(tokens: Tokens, index: int, noun: Noun, countables: Countables, side: str) -> Governor | None:
    best: Governor | None = None
    for row in countables.governors_of(tokens.words[index]):
        if row.side not in (side, "either") and side != "either":
            continue
        if not _suits(row, noun) or not _stands(tokens, index, row.words):
            continue
        if best is None or len(row.words) > len(best.words):
            best = row
    return best


def _suits(row: Governor, noun: Noun) -> bool:
    if not row.kinds and not row.whats:
        return True
    return noun.what in row.whats or noun.kind in row.kinds


def _stands(tokens: Tokens, index: int, words: tuple[str, ...]) -> bool:
    if index + len(words) > len(tokens.words):
        return False
    return all(
        word.startswith(want[:-1]) if want.endswith("*") else word == want
        for want, word in zip(words, tokens.words[index : index + len(words)], strict=True)
    )
