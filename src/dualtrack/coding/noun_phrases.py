"""How far the noun phrase after a number goes: its qualities, what joins them, and what ends it."""

from __future__ import annotations

from dualtrack.coding.units import thing_at, unit_at, word_at
from dualtrack.lexicon.countables import Countables, Unit
from dualtrack.lexicon.grammar import Tokens

QUALITIES = 5
"""Words after a comma within which a noun follows its second quality ("400 new, mostly small shops")."""
LETTERS = 3
"""Letters of an abbreviation, which no ending tells apart."""


def ends_phrase(tokens: Tokens, index: int, over: tuple[str, ...], countables: Countables) -> bool:
    """Whether an unknown word cannot be a quality of a noun to come, by its ending, where the language tells."""
    word = tokens.words[index]
    plain = bool(over) and len(word) > LETTERS and word.isalpha() and not tokens.capital(index)
    opens = word_at(tokens, index + 1) == "-" and tokens.joined(index + 1)
    if not plain or opens or _abbreviates(tokens, index + 1) or word.endswith(over) or countables.has("tallies", word):
        return False
    heads = ((ahead, unit_at(tokens, ahead, countables)) for ahead in (index + 1, index + 2))
    return not any(unit is not None and ahead - len(unit.words) <= index for ahead, unit in heads)


def qualifies(tokens: Tokens, index: int, countables: Countables) -> bool:
    """Whether an adjective that may stand for a noun stands before one ("wounded children"), over words that agree
    (their last letter is one)."""
    ending = tokens.words[index][-1]
    at = index + 1
    while unit_at(tokens, at, countables) is None and word_at(tokens, at).endswith(ending):
        at += 1
    if unit_at(tokens, at, countables, ("noun",)) is not None:
        return True
    if unit_at(tokens, at, countables, ("adjective",)) is not None:
        return word_at(tokens, at).endswith(ending)
    following, over = word_at(tokens, index + 1), countables.classes["guess_over"]
    plural = following.endswith(tuple(countables.classes["guess_plural"])) and len(following) > LETTERS
    return bool(over) and plural and _is_noun_like(following, countables)


def _is_noun_like(word: str, countables: Countables) -> bool:
    """Whether an unknown word is no verb, by its ending, and governs nothing."""
    verb = word.endswith(tuple(countables.classes["guess_not"])) or countables.governors_of(word)
    return word.isalpha() and not verb and not countables.has("stops", word)


def has_letter(tokens: Tokens, index: int) -> bool:
    """Whether a model's letter is joined to its name: Iskander-M, whose M counts no metres."""
    joined = tokens.joined(index + 1) and tokens.joined(index + 2) if index + 2 < len(tokens.words) else False
    return joined and tokens.words[index + 1] == "-" and len(tokens.words[index + 2]) == 1


def hyphenated(tokens: Tokens, last: int, index: int) -> bool:
    """ "a 30-day truce": joined by a hyphen, the singular is what is counted."""
    if index != last + 1 or word_at(tokens, last) != "-" or index >= len(tokens.words):
        return False
    return tokens.joined(last) and tokens.joined(index)


def goes_on(tokens: Tokens, index: int, last: int, countables: Countables) -> bool:
    """Whether a phrase goes on over a small word or a mark: a short form, a unit of several words, or two qualities
    that agree ("Turkish and foreign rescuers")."""
    if _abbreviates(tokens, index) or _within_unit(tokens, index, countables):
        return True
    if index <= last:
        return False
    if tokens.words[index] == ".":
        return len(tokens.words[index - 1]) == 1 and tokens.joined(index)  # U.S.
    if tokens.words[index] == ",":
        ahead = range(index + 1, min(index + 1 + QUALITIES, len(tokens.words)))
        plain = all(tokens.words[at] not in ",.;:" and at not in tokens.values for at in ahead)
        return plain and any(thing_at(tokens, at, countables) is not None for at in ahead)
    if not (tokens.words[index].isalpha() and countables.has("range_and", tokens.words[index])):
        return False
    if countables.settings.get("plural_head") == "yes":
        following = word_at(tokens, index + 1)
        plain = following.isalpha() and index + 1 not in tokens.values and not countables.governors_of(following)
        return plain and not countables.has("stops", following) and tokens.words[index - 1].isalpha()
    ending = tokens.words[index - 1][-2:]
    return ending.isalpha() and len(ending) == 2 and word_at(tokens, index + 1)[-2:] == ending


def _abbreviates(tokens: Tokens, index: int) -> bool:
    """Whether a full stop ends a short form, not a sentence: a small letter follows ("6 aerobal. missiles")."""
    following = tokens.starts[index + 1] if index + 1 < len(tokens.words) else None
    return word_at(tokens, index) == "." and following is not None and tokens.text[following].islower()


def longest_unit(tokens: Tokens, unit: Unit, index: int, countables: Countables) -> tuple[Unit, int]:
    """The longer unit that a unit opens: percentage points, pieces of equipment."""
    for ahead in (index + 2, index + 1):
        longer = unit_at(tokens, ahead, countables)
        if longer is not None and ahead - len(longer.words) <= index:
            return longer, ahead
    return unit, index


def _within_unit(tokens: Tokens, index: int, countables: Countables) -> bool:
    """Whether a word stands inside a unit of several words ("pieces of equipment")."""
    heads = ((ahead, unit_at(tokens, ahead, countables)) for ahead in (index + 1, index + 2))
    return any(unit is not None and ahead - len(unit.words) < index for ahead, unit in heads)


def stops_phrase(word: str, index: int, last: int, measured: bool, countables: Countables) -> bool:
    if word in "-/«»\"“”„'’+" or (measured and countables.has("of", word)):
        return False
    if index == last and countables.has("additive", word):
        return False
    return countables.has("stops", word) or not (word[0].isalnum())
