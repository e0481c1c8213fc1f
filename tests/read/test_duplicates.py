"""Copies are found however they are cut, edited or led; unrelated articles are not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from bench import copies

from dualtrack import read
from dualtrack.model import Document
from dualtrack.read import duplicates


def test_copies_are_found_and_unrelated_articles_are_not() -> None:
    shares = copies.recall(articles=120)
    assert shares.pop("false") == 0
    assert min(shares.values()) >= 0.95, shares


def test_an_exact_reprint_is_named_whatever_its_length() -> None:
    one, other = (Document("Short news.", name, publisher=name, shingles=()) for name in "ab")
    assert duplicates.find([one, other]) == {other.id: (one.id, 1.0)}


def test_the_copy_of_a_copy_is_led_back_to_the_longer_text() -> None:
    chance = random.Random(3)
    words = copies.article(chance)
    texts = (words, words[:200], copies.edited(words, chance))
    told = [copies.document(str(at), text) for at, text in enumerate(texts)]
    found = duplicates.find(told)
    assert {found[told[1].id][0], found[told[2].id][0]} == {told[0].id}


@pytest.mark.data
def test_real_articles_are_taken_for_copies_only_where_they_share_long_runs_of_words(data: Path) -> None:
    documents = read.documents([data / "D0_articles"])
    found = duplicates.find(documents)
    by_id = {document.id: document for document in documents}
    for key, (origin, _) in found.items():
        runs = [runs_of(by_id[one].text) for one in (key, origin)]
        assert runs[0] & runs[1], f"{by_id[key].name} is no copy of {by_id[origin].name}"


def runs_of(text: str, length: int = 12) -> set[str]:
    words = text.casefold().split()
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_shingles_do_not_depend_on_case_or_stops() -> None:
    texts = ("Drones struck the city at night.", "drones struck the city, at night")
    assert len({duplicates.shingles(text) for text in texts}) == 1
