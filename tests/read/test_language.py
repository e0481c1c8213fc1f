"""Which language a text is in: short ones too, where a pack reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dualtrack.lexicon import packs
from dualtrack.lexicon.layout import all_layouts
from dualtrack.read.language import identify

DISPATCHES = sorted((packs.find("cases", "ukraine") / "dispatches").glob("*.txt"))
ENGLISH = "The minister said on Friday that the talks would go on, and that his side had not been asked to leave. "
RUSSIAN = "Министр заявил, что переговоры продолжатся и что его сторону не просили уйти."


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


@pytest.mark.parametrize("path", DISPATCHES, ids=lambda path: path.stem)
def test_a_dispatch_is_in_the_language_that_its_name_ends_with(path: Path) -> None:
    ending = path.stem.rpartition("-")[2]
    body = path.read_text(encoding="utf-8").partition("\n\n")[2]
    assert identify(body, all_layouts()) == (ending if ending in ("uk", "ru") else "en")


def test_a_quotation_does_not_change_the_language_of_a_text() -> None:
    assert identify(ENGLISH * 6 + RUSSIAN + ENGLISH * 4, all_layouts()) == "en"
