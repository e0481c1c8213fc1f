"""Numbers in three languages: each sentence's counts, by measure, thing, bounds and scope; comparisons."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bench.data import ROOT
from bench.evaluations import parallel
from bench.evaluations.counts import COUNTED, agreement

from dualtrack import code_documents, code_sentence, read
from dualtrack.coding.numbers import read_numbers
from dualtrack.coding.quantities import code_quantities
from dualtrack.lexicon.calendar import load_calendar
from dualtrack.lexicon.countables import load_countables
from dualtrack.model import Claim, Quantity

FILES = ("quantities_en.toml", "quantities_uk_ru.toml")
CASES = [
    case for name in FILES for case in tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["case"]
]
PUBLISHED = date(2026, 2, 3)
FLOORS = tomllib.loads((ROOT / "gold" / "floors.toml").read_text(encoding="utf-8"))["outside"]


def written(number: Quantity) -> str:
    """A number as the cases write it."""
    if number.qualifier == "range":
        bounds = f"{number.low:g}..{number.high:g}"
    elif number.best is None:
        bounds = f"{number.low:.15g}+" if number.low is not None else f"-{number.high:.15g}"
    else:
        bounds = f"{number.best:.15g}" + ("" if number.low == number.high else "~")
    unit = f" {number.unit}" if number.unit else ""
    scope = f" @ {number.scope}" if number.scope else ""
    return f"{number.measure} {number.what} {number.qualifier} {bounds}{unit}{scope}"


def numbers_of(claims: list[Claim]) -> list[str]:
    return [written(claim.quantity) for claim in claims if claim.quantity is not None]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    claims = code_sentence(case["text"], language=case["language"], case="ukraine", published=PUBLISHED)
    assert numbers_of(claims) == case["numbers"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_quotes_are_the_words_of_the_text(case: dict[str, Any]) -> None:
    for claim in code_sentence(case["text"], language=case["language"], case="ukraine", published=PUBLISHED):
        assert case["text"][claim.start : claim.end] == claim.quote


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_every_row_reads_its_example(language: str) -> None:
    calendar, countables = load_calendar(language), load_countables(language)
    missed = []
    for row, example in countables.examples():
        tokens = read_numbers(example, calendar.numerals)
        found = code_quantities(example, calendar.numerals, countables, tokens=tokens)
        if row not in "+".join(item.rule for item in found).split("+"):
            missed.append((row, example))
    assert missed == []


COMPARED = [
    ("en", "It was the third mass attack on the grid since January.", "nth", 3),
    ("en", "Russia launched a record number of drones.", "record", None),
    ("en", "It was the largest attack of the war.", "record", None),
    ("en", "Russia launched more drones than in May.", "more_than_before", None),
    ("en", "Russian forces advanced faster than in the autumn.", "faster_than", None),
    ("uk", "Це вже п'ята атака поспіль.", "nth", 5),
    ("uk", "Росія запустила рекордну кількість дронів.", "record", None),
    ("ru", "Это третья массированная атака с начала года.", "nth", 3),
    ("ru", "Россия запустила больше дронов чем в мае.", "more_than_before", None),
    ("en", "The second round of talks ended in Geneva.", None, None),
    ("en", "It was one of the largest attacks.", None, None),
]


@pytest.mark.parametrize(("language", "text", "relation", "n"), COMPARED, ids=[text for _, text, _, _ in COMPARED])
def test_comparison(language: str, text: str, relation: str | None, n: int | None) -> None:
    claims = code_sentence(text, language=language, case="ukraine", published=PUBLISHED)
    told = [(item.relation, item.n) for claim in claims if (item := claim.comparison) is not None]
    assert told == ([(relation, n)] if relation else [])


def test_a_list_is_measured_by_its_lead_and_an_unnumbered_item_counts_one() -> None:
    text = "ЗНИЩЕНО:\n- 15 ударних БПЛА «Шахед»\n- 2 керовані авіаційні ракети Х-59\n- винищувач Су-34\n"
    document = read.text_document(text, published=PUBLISHED, language="uk")
    assert numbers_of(list(code_documents([document], case="ukraine"))) == [
        "shot_down drone exact 15",
        "shot_down missile exact 2",
        "destroyed aircraft exact 1",
    ]


@pytest.mark.data
@pytest.mark.parametrize("name", COUNTED)
def test_counts_of_outside_records_hold_their_floors(data: Path, name: str) -> None:
    assert agreement(COUNTED[name]()) >= FLOORS[name]["f1"]


@pytest.mark.data
@pytest.mark.parametrize("language", parallel.PAIRS)
def test_figures_agree_between_languages(data: Path, language: str) -> None:
    assert parallel.agreement(list(parallel.segments(language))) >= FLOORS[f"{language}_figures"]["f1"]
