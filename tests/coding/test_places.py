"""Where an act happened, and how names of places inflect: cases as data in places.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dualtrack import code_sentence
from dualtrack.lexicon.languages import load_language

CASES = tomllib.loads(Path(__file__).with_name("places.toml").read_text("utf-8"))["case"]
FORMS = {
    "uk": {
        "Кривий Ріг": "Кривого Рогу", "Часів Яр": "Часовому Яру", "Запорізька область": "Запорізькій області",
        "Тернопіль": "Тернополя", "Чернівці": "Чернівцях", "Гуляйполе": "Гуляйполя", "Лиманське": "Лиманському",
    },
    "ru": {
        "Кривой Рог": "Кривым Рогом", "Великая Новоселка": "Великой Новоселке", "Запорожье": "Запорожья",
        "Ростов-на-Дону": "Ростове-на-Дону", "Покровское направление": "Покровском направлении", "Сумы": "Сумах",
    },
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_place_of_the_first_act(case: dict[str, Any]) -> None:
    claims = code_sentence(case["text"], case="ukraine", language=case["language"], published=date(2026, 2, 6))
    places = [claim.place.name if claim.place else "" for claim in claims if claim.act]
    assert places[:1] == [case["place"]]


@pytest.mark.parametrize(("language", "name"), [(code, name) for code, names in FORMS.items() for name in names])
def test_forms_of_place_names(language: str, name: str) -> None:
    assert FORMS[language][name] in {form for _, form in load_language(language).place_names(name)}
