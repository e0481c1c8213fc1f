"""What tells the patterns of a grammar: words of which every sentence that one of them matches has one.

Most sentences have none, and need not be matched at all.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

Needs = tuple[frozenset[str], ...]
"""The items that a form cannot go without: of each, the characters that may fill it."""


def telling_items(needs: Sequence[Needs], words: Mapping[str, str], forms: Iterable[str]) -> list[frozenset[str]]:
    """One item of each pattern, chosen so that few sentences have a word of any (a greedy cover).

    `words` gives the character of each word of the grammar. A word that tells another pattern already costs nothing; of
    others the fewest sentences have those that no form leaves out or only asks for beside it, as they do function
    words, and of those the long ones."""
    beside = Counter(word for form in forms for word in _side_words(form))
    spelt: dict[str, list[str]] = {}
    for word, char in words.items():
        spelt.setdefault(char, []).append(word)
    told: set[str] = set()

    def cost(item: frozenset[str]) -> tuple[bool, float, int]:
        own = [word for char in item for word in spelt.get(char, ())]
        share = sum(beside[word] for word in own) / max(1, len(own))
        return not told.issuperset(own), share, -min(map(len, own), default=sys.maxsize)

    chosen: dict[int, frozenset[str]] = {}
    for index in sorted(range(len(needs)), key=lambda index: len(needs[index])):
        chosen[index] = min(needs[index], key=cost)
        told.update(word for char in chosen[index] for word in spelt.get(char, ()))
    return [chosen[index] for index in range(len(needs))]


def _side_words(form: str) -> Iterator[str]:
    """The words that a form may go without, or asks for beside it."""
    for item in form.split():
        if len(item) > 1 and item[0] not in "{)" and item[-1] in "?]":
            yield from item.strip("[]?").split("|")
