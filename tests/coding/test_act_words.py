"""A sentence is passed over only where it states no act and nothing else but figures is claimed of it."""

from __future__ import annotations

import pytest

from dualtrack.coding.act_words import stand_in
from dualtrack.coding.conditions import classes_at
from dualtrack.coding.document import code_sentence
from dualtrack.coding.lexis import Lexis, lexis_of
from dualtrack.coding.sentence import Context, match_words, read_sentence
from dualtrack.lexicon import load_case
from dualtrack.model import Quantity

LANGUAGES = ("en", "uk", "ru", "de")


def lexis(language: str) -> Lexis:
    return lexis_of(load_case("ukraine"), language)


def passed_over(text: str, language: str) -> bool:
    words = match_words(text, lexis(language))
    return not stand_in(words, classes_at(words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_row_of_a_pack_is_passed_over_where_it_applies(language: str) -> None:
    known = lexis(language)
    for row in known.language.rows:
        if row.example and passed_over(row.example, language):
            reading = read_sentence(row.example, Context(known, language=language))
            claims = code_sentence(row.example, case=known.case, language=language)
            assert reading is None or not reading.triggers, row.id
            assert all(isinstance(claim.payload, Quantity) for claim in claims), row.id


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Envoys of the two sides met in Geneva."),
        ("en", "The delegation agreed to a ceasefire."),
        ("en", "Nobody in the capital had seen Putin there."),
        ("uk", "Противник атакував порт."),
        ("ru", "Стороны договорились о перемирии."),
    ],
)
def test_what_can_state_an_act_or_names_a_person_is_read(language: str, text: str) -> None:
    assert not passed_over(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The weather was dull, he said, and the tea was cold."),
        ("en", "She wrote that the garden had grown wild."),
    ],
)
def test_what_can_state_none_is_passed_over(language: str, text: str) -> None:
    assert passed_over(text, language)


def test_a_quotation_is_read_for_whose_words_it_is() -> None:
    context = Context(lexis("en"))
    text = 'The Kremlin said: "It was a cold spring here.'
    assert passed_over(text, "en")
    reading = read_sentence(text, context, for_claims=True)
    assert reading is not None
    assert [item.speaker.code for item in reading.attributions] == ["RUS"]
