"""Find every phrase of a lexicon in a sentence, all overlapping hits.

A word tells in one look-up what it stands for and with which second words it opens a phrase; few phrases share their
first two words, so that what a sentence costs does not grow with the phrases that are held. Words are compared, not
characters: a hit begins and ends at a word boundary by construction, and folding may change a word's length without
disturbing its offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

Entry = TypeVar("Entry")
Span = tuple[int, int]
Known = tuple[tuple[str, Entry], ...]
"""What a phrase stands for, each entry with its kind."""
Longer = dict[str, list[tuple[list[str], Known[Entry]]]]
"""The phrases of several words that a word opens, each with what it stands for, by their second word."""

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\u0301"
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(
    rf"[A-Za-z]++(?=[ ,])"  # most words, found at once
    rf"|(?! )(?:"  # nor is the blank between two words looked at twice
    rf"(?:[A-Za-z]\.){{2,}}"  # U.S.
    rf"|\d+(?:[.,]\d+)*"
    rf"|['’]s(?![^\W_])"  # the English possessive is a word of its own
    rf"|[{_UNSPACED}]"  # scripts without spaces: each character is a word
    rf"|[^\W\d_{_UNSPACED}](?:[A-Za-z0-9]++|[^\W_{_UNSPACED}]|[{_INVISIBLE}]|['’ʼ](?!s(?![^\W_]))(?=[^\W_]))*+"
    rf"|[^\s{_INVISIBLE}])"
)
AROUND_WORDS = re.compile(f"({WORD.pattern})")
"""Splits a text into what stands between its words and, at each odd place, a word."""
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
    """A phrase as it is compared: its folded words, one space between them."""
    if text.replace(" ", "").isalpha():
        return fold(" ".join(text.split()))
    return " ".join(fold(match.group()) for match in WORD.finditer(text))


_hit = partial(tuple.__new__, Hit)
"""Makes a hit at half the cost: a sentence has twenty."""


class PhraseMatcher(Generic[Entry]):
    """All phrases of a lexicon, each of a kind; built once, then read-only. Memory is a few hundred bytes a phrase."""

    def __init__(self, phrases: Iterable[tuple[str, str, Entry]]) -> None:
        grouped: dict[str, list[tuple[str, Entry]]] = {}
        for phrase, kind, entry in phrases:
            grouped.setdefault(fold_phrase(phrase), []).append((kind, entry))
        alone: dict[str, Known[Entry]] = {}
        longer: dict[str, Longer[Entry]] = {}
        for phrase, known in grouped.items():
            match phrase.split():
                case [word]:
                    alone[word] = tuple(known)
                case [first, second, *_] as words:
                    longer.setdefault(first, {}).setdefault(second, []).append((words, tuple(known)))
        # Tuples, and nothing for what is empty: what a word opens lies anywhere in memory, and is fetched once.
        self._openings = {word: (alone.get(word), longer.get(word)) for word in alone.keys() | longer.keys()}

    def find(self, words: list[str]) -> dict[str, list[Hit[Entry]]]:
        """Every hit in `words` (already folded) by its kind, from left to right; several entries give several hits."""
        found: list[tuple[int, int, Known[Entry]]] = []
        for first, opening in enumerate(map(self._openings.get, words)):
            if opening is None:
                continue
            alone, longer = opening
            if alone:
                found.append((first, first + 1, alone))
            if longer and first + 1 < len(words):
                for phrase, known in longer.get(words[first + 1], ()):
                    last = first + len(phrase)
                    if words[first:last] == phrase:
                        found.append((first, last, known))
        hits: dict[str, list[Hit[Entry]]] = {}
        for first, last, known in found:
            for kind, entry in known:
                if kind in hits:
                    hits[kind].append(_hit((first, last, entry)))
                else:
                    hits[kind] = [_hit((first, last, entry))]
        return hits

    def parted(self, words: list[str], first: int, last: int) -> Known[Entry]:
        """What the phrase of the two words at `first` and `last` stands for, whatever stands between them."""
        _, longer = self._openings.get(words[first], (None, None))
        found = longer.get(words[last], ()) if longer is not None else ()
        return tuple(entry for phrase, known in found if len(phrase) == 2 for entry in known)


def longest(hits: Sequence[Hit[Entry]]) -> list[Hit[Entry]]:
    """The hits that no longer hit overlaps; equal spans all stay. Longer wins, then the earlier."""
    return [hit for equal in by_span(hits).values() for hit in equal] if hits else []


def by_span(hits: Sequence[Hit[Entry]]) -> dict[Span, list[Hit[Entry]]]:
    """The longest hits by the words [first, last) that they cover, from left to right."""
    grouped: dict[Span, list[Hit[Entry]]] = {}
    for hit in hits:
        grouped.setdefault((hit[0], hit[1]), []).append(hit)
    if len(grouped) < 2:
        return grouped
    spans = sorted(grouped)
    if any(one[1] > other[0] for one, other in pairwise(spans)):
        spans = _apart(spans)
    return {span: grouped[span] for span in spans}


def _apart(spans: list[Span]) -> list[Span]:
    """The spans that are left where the longest take their words first."""
    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if taken.isdisjoint(range(*span)):
            kept.append(span)
            taken.update(range(*span))
    return sorted(kept)
