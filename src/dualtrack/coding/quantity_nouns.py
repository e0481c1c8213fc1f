"""Which noun a number counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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
QUALITIES = 5
"""Words after a comma within which a noun follows its second quality ("400 new, mostly small shops")."""
LETTERS = 3
"""Letters of an abbreviation, which no ending tells apart."""
GUESS = 3
"""Words from a number to a plural that no pack knows."""


class Noun(NamedTuple):
    """What is counted: `what`, its unit and scope, its kind, the words [first, last) of it, the rows it came from;
    `own` is False where it stands with another number."""

    what: str
    unit: str
    scope: str
    kind: str
    words: tuple[int, int] | None
    rules: tuple[str, ...]
    own: bool = True


def matches(tokens: Tokens, index: int, words: Sequence[str]) -> bool:
    """Whether the words, or words that open with a stem (`square*`), stand at an index."""
    found = tokens.words[index : index + len(words)]
    return len(found) == len(words) and all(
        word == want or (want[-1] == "*" and word.startswith(want[:-1]))
        for word, want in zip(found, words, strict=True)
    )


def word_at(tokens: Tokens, index: int) -> str:
    return tokens.words[index] if 0 <= index < len(tokens.words) else ""


def find_noun(
    tokens: Tokens, first: int, last: int, value: float, countables: Countables, *, things: bool = False
) -> Noun | None:
    """The noun that the number over the words [first, last) counts, of `things` alone no event; None where there is
    none."""
    sign = unit_at(tokens, first - 1, countables, ("currency",))
    if sign is not None:
        return _noun(sign, first - 1, last)
    sign = _inside_sign(tokens, first, last, countables)
    if sign is not None:
        return _noun(sign, first, last)
    found = _scan(tokens, last, value, countables, things)
    if found is not None and found.kind in DESCRIBING and _hyphenated(tokens, last, last + 1):
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


def unit_at(tokens: Tokens, index: int, countables: Countables, kinds: Sequence[str] = ()) -> Unit | None:
    """The longest unit whose head stands at an index."""
    for unit in countables.units.get(word_at(tokens, index), ()) if index >= 0 else ():
        if kinds and unit.kind not in kinds:
            continue
        start = index - len(unit.words)
        if start >= 0 and matches(tokens, start, unit.words):
            return unit
    return None


def _noun(unit: Unit, first: int, last: int) -> Noun:
    return Noun(unit.what, unit.unit, unit.scope, unit.family, (max(first, 0), last), (unit.id,))


def _scan(tokens: Tokens, last: int, value: float, countables: Countables, things: bool) -> Noun | None:
    heads_plural = countables.settings.get("plural_head") == "yes" and value != 1
    modifier: tuple[Unit, int] | None = None
    measured: tuple[Unit, int] | None = None
    index = last
    if countables.has("uncounted", word_at(tokens, last)):
        return None
    reach = REACH + 2 if value != 1 else REACH_OF_ONE
    over = tuple(countables.classes["guess_over"])
    joined = index + 1 < len(tokens.words) and _hyphenated(tokens, index, index + 1)
    while index < len(tokens.words):
        word = tokens.words[index]
        unit = thing_at(tokens, index, countables)
        if unit is None and not things and _ends_phrase(tokens, index, over, countables):
            break
        if joined and index > last + 1:
            return None  # "a 500-kilo bomb": what the hyphen joins is a quality
        if index - (len(unit.words) if unit is not None else 0) >= last + reach:
            # A unit of several words stands where it begins: "one Ukrainian unmanned aerial vehicle".
            unit = None
            if index >= last + reach + WORDS:
                break
        stops = index in tokens.values or _stops(word, index, last, measured is not None, countables)
        if unit is None and stops and not _goes_on(tokens, index, last, countables):
            break
        if unit is not None:
            unit, index = _longest(tokens, unit, index, countables)
            passed = things and unit.family == "event"
            if passed or (unit.kind == "adjective" and _qualifies(tokens, index, countables)):
                pass
            elif unit.kind == "measure_word":
                measured = (unit, index)
            elif unit.kind == "modelled" and _has_letter(tokens, index):
                modifier, index = (unit, index + 2), index + 2
            elif unit.kind == "modelled" or (
                heads_plural and not unit.plural and unit.kind == "noun" and not _hyphenated(tokens, last, index)
            ):
                modifier = (unit, index)
            else:
                return _noun(*_compound(tokens, unit, index, value, countables, heads_plural, last))
        index += 1
    known = modifier or measured
    if known is not None and (known[0].kind != "noun" or not heads_plural):
        return _noun(known[0], last, known[1] + 1)
    return _guess(tokens, last, value, countables)


def _ends_phrase(tokens: Tokens, index: int, over: tuple[str, ...], countables: Countables) -> bool:
    """Whether an unknown word cannot be a quality of a noun to come, by its ending, where the language tells."""
    word = tokens.words[index]
    plain = bool(over) and len(word) > LETTERS and word.isalpha() and not tokens.capital(index)
    opens = word_at(tokens, index + 1) == "-" and tokens.joined(index + 1)
    if not plain or opens or _abbreviates(tokens, index + 1) or word.endswith(over) or countables.has("tallies", word):
        return False
    heads = ((ahead, unit_at(tokens, ahead, countables)) for ahead in (index + 1, index + 2))
    return not any(unit is not None and ahead - len(unit.words) <= index for ahead, unit in heads)


def _qualifies(tokens: Tokens, index: int, countables: Countables) -> bool:
    """Whether an adjective that may stand for a noun stands before one ("wounded children"), over words that agree
    (their last letter is one)."""
    ending = tokens.words[index][-1]
    at = index + 1
    while unit_at(tokens, at, countables) is None and word_at(tokens, at).endswith(ending):
        at += 1
    if unit_at(tokens, at, countables, ("noun",)) is not None:
        return True
    return unit_at(tokens, at, countables, ("adjective",)) is not None and word_at(tokens, at).endswith(ending)


def _has_letter(tokens: Tokens, index: int) -> bool:
    """Whether a model's letter is joined to its name: Iskander-M, whose M counts no metres."""
    joined = tokens.joined(index + 1) and tokens.joined(index + 2) if index + 2 < len(tokens.words) else False
    return joined and tokens.words[index + 1] == "-" and len(tokens.words[index + 2]) == 1


def _hyphenated(tokens: Tokens, last: int, index: int) -> bool:
    """ "a 30-day truce": joined by a hyphen, the singular is what is counted."""
    if index != last + 1 or word_at(tokens, last) != "-" or index >= len(tokens.words):
        return False
    return tokens.joined(last) and tokens.joined(index)


def _goes_on(tokens: Tokens, index: int, last: int, countables: Countables) -> bool:
    """Whether a phrase goes on over a small word or a mark: a short form, a unit of several words, or two qualities
    that agree ("Turkish and foreign rescuers")."""
    if _abbreviates(tokens, index) or _within_unit(tokens, index, countables):
        return True
    if index <= last:
        return False
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


def _longest(tokens: Tokens, unit: Unit, index: int, countables: Countables) -> tuple[Unit, int]:
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


def _compound(
    tokens: Tokens, unit: Unit, index: int, value: float, countables: Countables, heads_plural: bool, last: int
) -> tuple[Unit, int, int]:
    """The head of "one drone attack" is its last noun; of "40 drones" its first plural."""
    if not heads_plural and value == 1 and countables.settings.get("plural_head") == "yes":
        while (following := unit_at(tokens, index + 1, countables, ("noun",))) is not None and not following.plural:
            unit, index = following, index + 1
    return unit, last, index + 1


def thing_at(tokens: Tokens, index: int, countables: Countables) -> Unit | None:
    """The longest unit, or a model's name with its number, whose head stands at an index."""
    unit = unit_at(tokens, index, countables)
    if unit is not None and unit.kind == "modelled" and len(word_at(tokens, index)) == 1:
        return None  # a letter alone names no model
    return unit or _model_at(word_at(tokens, index), countables)


def _model_at(word: str, countables: Countables) -> Unit | None:
    """A model name with its number: Kh-101, Su-34s."""
    if not word[:1].isalpha() or not any(char.isdigit() for char in word):
        return None
    stem = "".join(char for char in word.split("-")[0] if not char.isdigit())
    return next((unit for unit in countables.units.get(stem, ()) if unit.kind == "modelled"), None)


def head_of_one(tokens: Tokens, first: int, countables: Countables) -> Noun | None:
    """The noun in the singular that an article counts: the last one of a compound ("a drone attack")."""
    for index in range(first, min(first + REACH_OF_ONE + 1, len(tokens.words))):
        unit = thing_at(tokens, index, countables)
        if unit is not None:
            unit, at = _longest(tokens, unit, index, countables)
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


def _stops(word: str, index: int, last: int, measured: bool, countables: Countables) -> bool:
    if word in "-/«»\"“”„'’+" or (measured and countables.has("of", word)):
        return False
    if index == last and countables.has("additive", word):
        return False
    return countables.has("stops", word) or not (word[0].isalnum())


def _guess(tokens: Tokens, last: int, value: float, countables: Countables) -> Noun | None:
    """A plural that no pack knows, by its ending; `guess_what` names it where its singular cannot be told."""
    endings, others, over, few = (
        tuple(countables.classes[f"guess_{name}"]) for name in ("plural", "not", "over", "few")
    )
    endings += few if value % 10 in (2, 3, 4) else ()
    if not endings or value == 1 or value % 1 or is_year(word_at(tokens, last - 1)):
        return None
    for index in range(last, min(last + GUESS, len(tokens.words))):
        word = tokens.words[index]
        if (
            countables.has("stops", word)
            or countables.has("uncounted", word)
            or index in tokens.values
            or not (word.isalpha() or (word == "-" and tokens.joined(index)))
            or countables.governors_of(word)
        ):
            return None
        if tokens.capital(index):
            if word.endswith(tuple(countables.classes["demonyms"])):
                return Noun("person", "", "", "person", (last, index + 1), ("guess",))
            continue
        following = word_at(tokens, index + 1)
        compound = (
            not over and following.isalpha() and following.endswith(endings) and not countables.has("stops", following)
        )
        told = word.endswith(endings) or (over and not word.endswith(over))
        if told and not word.endswith(others) and len(word) > 4 and not compound:
            named = str(countables.settings.get("guess_what", "")) or singular(word)
            return Noun(named, "", "", "item", (last, index + 1), ("guess",))
        if over and not word.endswith(over):
            return None
    return None


def is_year(word: str) -> bool:
    """Whether a number is written as a year of our time: not 2,016, not 2000."""
    return len(word) == 4 and word.isdigit() and "1950" < word < "2050" and word != "2000"


def singular(word: str) -> str:
    """A regular English plural without its ending."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]
