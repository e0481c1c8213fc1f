"""Find every phrase of a lexicon in a sentence, in one pass (Aho-Corasick, all overlapping hits).

The automaton runs over the sentence's folded words joined by spaces, and each phrase is held with a space at
either end: a hit therefore begins and ends at a word boundary by construction, and folding may change a word's
length without disturbing its offsets, since a hit is reported in words, not characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

import ahocorasick_rs

Entry = TypeVar("Entry")

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\u0301"
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(
    rf"[A-Za-z]++(?=[ ,])"  # most words, found at once
    rf"|(?:[A-Za-z]\.){{2,}}"  # U.S.
    rf"|\d+(?:[.,]\d+)*"
    rf"|['’]s(?![^\W_])"  # the English possessive is a word of its own
    rf"|[{_UNSPACED}]"  # scripts without spaces: each character is a word
    rf"|[^\W\d_{_UNSPACED}](?:[A-Za-z0-9]++|[^\W_{_UNSPACED}]|[{_INVISIBLE}]|['’ʼ](?!s(?![^\W_]))(?=[^\W_]))*+"
    rf"|[^\s{_INVISIBLE}]"
)
_SPAN = itemgetter(0, 1)
_DROP = re.compile(f"[{_INVISIBLE}]")


class Hit(NamedTuple, Generic[Entry]):
    """A phrase found over the words [first, last)."""

    first: int
    last: int
    entry: Entry


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """The form in which a word is compared: lower case, one kind of apostrophe, no invisible marks."""
    folded = word.lower()
    if folded.isascii():
        return folded
    return _DROP.sub("", folded).replace("’", "'").replace("ʼ", "'").replace("ё", "е")


def fold_phrase(text: str) -> str:
    """A phrase as the automaton holds it: its folded words, one space between them."""
    if text.replace(" ", "").isalpha():
        return fold(" ".join(text.split()))
    return " ".join(fold(match.group()) for match in WORD.finditer(text))


class PhraseMatcher(Generic[Entry]):
    """All phrases of a lexicon; built once, then read-only. Memory is a few hundred bytes a phrase."""

    def __init__(self, phrases: Iterable[tuple[str, Entry]]) -> None:
        grouped: dict[str, list[Entry]] = {}
        for phrase, entry in phrases:
            folded = fold_phrase(phrase)
            if folded:
                grouped.setdefault(f" {folded} ", []).append(entry)
        self._entries = list(grouped.values())
        self._sizes = [phrase.count(" ") - 1 for phrase in grouped]
        self._automaton = ahocorasick_rs.AhoCorasick(list(grouped), store_patterns=False) if grouped else None

    def find(self, words: Sequence[str]) -> list[Hit[Entry]]:
        """Every hit in `words` (already folded), in order of its end; several entries give several hits."""
        if self._automaton is None or not words:
            return []
        position = dict(zip(accumulate([len(word) + 1 for word in words], initial=0), range(len(words)), strict=False))
        found = self._automaton.find_matches_as_indexes(f" {' '.join(words)} ", overlapping=True)
        sizes, entries = self._sizes, self._entries
        return [
            Hit(first, first + sizes[pattern], entry)
            for pattern, start, _ in found
            for first in (position[start],)
            for entry in entries[pattern]
        ]


def longest(hits: Iterable[Hit[Entry]]) -> list[Hit[Entry]]:
    """The hits that no longer hit overlaps; equal spans all stay. Longer wins, then the earlier."""
    hits = list(hits)
    if len(hits) < 2:
        return hits
    hits.sort(key=_SPAN)
    if all(one.last <= other.first for one, other in pairwise(hits)):
        return hits
    kept: list[Hit[Entry]] = []
    covered: dict[int, tuple[int, int]] = {}
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first)):
        span = (hit.first, hit.last)
        owners = {covered[index] for index in range(hit.first, hit.last) if index in covered}
        if owners <= {span}:
            kept.append(hit)
            covered.update(dict.fromkeys(range(hit.first, hit.last), span))
    return sorted(kept, key=_SPAN)
