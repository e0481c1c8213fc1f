"""A sentence is passed over only where it tells no date and no quantity."""

from __future__ import annotations

import pytest

from dualtrack.coding.dates import code_times
from dualtrack.coding.lexis import Lexis, lexis_of
from dualtrack.coding.quantities import code_quantities
from dualtrack.lexicon import load_case

LANGUAGES = ("en", "uk", "ru", "de")


def lexis(language: str) -> Lexis:
    return lexis_of(load_case("world"), language)


def passed_over(text: str, language: str) -> bool:
    known = lexis(language)
    return not known.figure_words.stand_in(known.words.read(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_row_of_a_pack_is_passed_over_where_it_applies(language: str) -> None:
    known = lexis(language)
    for row, example in (*known.calendar.examples(), *known.countables.examples()):
        told = code_times(example, known.calendar) or code_quantities(
            example, known.calendar.numerals, known.countables
        )
        assert not (told and passed_over(example, language)), row


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They killed a soldier near the village."),
        ("en", "Dozens of homes burned on the outskirts."),
        ("en", "The talks may resume on Monday's terms."),
        ("uk", "За минулу добу знищено п\"ять танків."),
        ("uk", "Над областю збитий безпілотник."),
        ("uk", "Сторони погодили тридцятиденне перемир'я."),
    ],
)  # fmt: skip
def test_what_tells_a_figure_without_a_digit_is_read(language: str, text: str) -> None:
    assert not passed_over(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The envoys praised the tone of their meeting."),
        ("uk", "Сторони не дійшли згоди щодо кордонів."),
        ("ru", "Стороны не пришли к согласию по границам."),
    ],
)
def test_what_tells_none_is_passed_over(language: str, text: str) -> None:
    assert passed_over(text, language)
