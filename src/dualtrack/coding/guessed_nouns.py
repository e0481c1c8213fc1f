"""Nouns that no pack knows: a plural right after a number is counted all the same."""

from __future__ import annotations

from collections.abc import Mapping

from dualtrack.coding.units import Noun, word_at
from dualtrack.lexicon.countables import Countables
from dualtrack.lexicon.grammar import Tokens

REACH = 3
"""Words from a number to a plural that no pack knows."""


def is_year(word: str) -> bool:
    """Whether a number is written as a year of our time: not 2,016, not 2000."""
    return len(word) == 4 and word.isdigit() and "1950" < word < "2050" and word != "2000"


def guessed_noun(tokens: Tokens, last: int, value: float, countables: Countables) -> Noun | None:
    """A plural that no pack knows, by its ending; `guess_what` names it where its singular cannot be told."""
    endings, others, over, few = (
        tuple(countables.classes[f"guess_{name}"]) for name in ("plural", "not", "over", "few")
    )
    endings += few if value % 10 in (2, 3, 4) else ()
    if not endings or value == 1 or value % 1 or is_year(word_at(tokens, last - 1)):
        return None
    for index in range(last, min(last + REACH, len(tokens.words))):
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
            named = str(countables.settings.get("guess_what", "")) or singular(word, countables.singulars)
            return Noun(named, "", "", "item", (last, index + 1), ("guess",))
        if over and not word.endswith(over):
            return None
    return None


def singular(word: str, endings: Mapping[str, str]) -> str:
    """The singular of a regular plural: the first ending that it has, with that of its singular in its place."""
    plural = next((ending for ending in endings if word.endswith(ending)), None)
    return word if plural is None else word.removesuffix(plural) + endings[plural]
