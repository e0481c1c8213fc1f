"""Phrases in a sentence: every one is found where it stands, and of those that overlap the longest is left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dualtrack.lexicon.phrases import AROUND_WORDS, WORD, Hit, PhraseMatcher, by_span, fold, longest

WORDS = st.sampled_from(["north", "sea", "port", "of"])
SENTENCES = st.lists(WORDS, max_size=12)
PHRASES = st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from(["place", "actor"])), max_size=8)


@given(SENTENCES, PHRASES)
def test_each_phrase_is_found_wherever_its_words_stand(words: list[str], phrases: list[tuple[list[str], str]]) -> None:
    matcher = PhraseMatcher((" ".join(phrase), kind, index) for index, (phrase, kind) in enumerate(phrases))
    found = {(kind, *hit) for kind, hits in matcher.find(words).items() for hit in hits}
    expected = {
        (kind, first, first + len(phrase), index)
        for index, (phrase, kind) in enumerate(phrases)
        for first in range(len(words))
        if words[first : first + len(phrase)] == phrase
    }
    assert found == expected


def test_a_phrase_is_compared_as_folded_words() -> None:
    matcher = PhraseMatcher([("Port  of the North’s", "place", 1), ("", "place", 2)])
    assert matcher.find(["port", "of", "the", "north", "'s"]) == {"place": [Hit(0, 5, 1)]}
    assert matcher.find([]) == {}


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 4)), max_size=10))
def test_the_longest_hits_are_left_and_none_overlap(spans: list[tuple[int, int]]) -> None:
    hits = [Hit(first, first + size, index) for index, (first, size) in enumerate(spans)]
    kept = by_span(hits)
    taken = [position for span in kept for position in range(*span)]
    assert len(taken) == len(set(taken)), "no two spans share a word"
    assert list(kept) == sorted(kept)
    assert longest(hits) == [hit for span in kept for hit in hits if hit[:2] == span], "equal spans all stay"
    for first, last, _ in hits:
        rivals = [span for span in kept if span[0] < last and first < span[1]]
        assert any(span[1] - span[0] >= last - first for span in rivals), "nothing longer than what is left was dropped"


@given(st.text(max_size=60))
def test_a_text_splits_into_its_words_and_what_stands_between(text: str) -> None:
    pieces = AROUND_WORDS.split(text)
    assert "".join(pieces) == text
    assert pieces[1::2] == WORD.findall(text)
    assert all(map(fold, pieces[1::2])), "no word is empty once folded"
