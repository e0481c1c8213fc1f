"""Which language a text is in: short ones too, where a pack reads them."""

from __future__ import annotations

import pytest

from dualtrack.lexicon.layout import all_layouts
from dualtrack.read.language import identify


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Russia struck Kyiv."),
        ("en", "Driscoll met a Russian delegation in Abu Dhabi on Monday."),
        ("uk", "Росія атакувала Київ."),
        ("ru", "Россия атаковала Киев."),
        ("ru", "Сбиты 30 дронов."),
        ("bg", "Министърът съобщи в петък, че въпросът с въздушната отбрана е решен."),
        ("de", "Russland griff Kyjiw an."),
        ("fr", "Le président a rencontré son homologue à Genève."),
        ("pl", "Zełenski będzie w Warszawie."),
        ("und", "375"),
    ],
)
def test_language(language: str, text: str) -> None:
    assert identify(text, all_layouts()) == language
