"""The units of a pack in a text (nouns, signs of money and percent, names of models); a noun that a number counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dualtrack.lexicon.countables import Countables, Unit
from dualtrack.lexicon.grammar import Tokens


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
    if index + len(words) > len(tokens.words):
        return False
    for word, want in zip(tokens.words[index : index + len(words)], words, strict=True):
        if word != want and not (want[-1] == "*" and word.startswith(want[:-1])):
            return False
    return True


def word_at(tokens: Tokens, index: int) -> str:
    return tokens.words[index] if 0 <= index < len(tokens.words) else ""


def unit_at(tokens: Tokens, index: int, countables: Countables, kinds: Sequence[str] = ()) -> Unit | None:
    """The longest unit whose head stands at an index."""
    for unit in countables.units.get(word_at(tokens, index), ()):
        if kinds and unit.kind not in kinds:
            continue
        size = len(unit.words)  # most units are one word, with nothing before their head
        if not size or (size <= index and matches(tokens, index - size, unit.words)):
            return unit
    return None


def thing_at(tokens: Tokens, index: int, countables: Countables) -> Unit | None:
    """The longest unit, or a model's name with its number, whose head stands at an index."""
    unit = unit_at(tokens, index, countables)
    if unit is not None and unit.kind == "modelled" and len(word_at(tokens, index)) == 1:
        return None  # a letter alone names no model
    return unit or _model_at(word_at(tokens, index), countables)


def _model_at(word: str, countables: Countables) -> Unit | None:
    """A model name with its number: Kh-101, Su-34s."""
    if word.isalpha() or not word[:1].isalpha() or not any(map(str.isdigit, word)):
        return None
    stem = "".join(char for char in word.split("-")[0] if not char.isdigit())
    return next((unit for unit in countables.units.get(stem, ()) if unit.kind == "modelled"), None)
