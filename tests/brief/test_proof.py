"""Prose that is not ours: what it may say of its sources, and what it may not."""

from __future__ import annotations

from datetime import date

import pytest
from bench.evaluations import proof as planted
from hypothesis import given
from hypothesis import strategies as st

from dualtrack import proving
from dualtrack.lexicon import load_case

DAY = date(2026, 3, 12)
RAID = "Russia launched 212 drones at Ukraine overnight on 12 March, the Ukrainian Air Force said."
CASE = load_case("ukraine")


def kinds(prose: str, *sources: str, publisher: str | None = None) -> set[str]:
    found = proving.prove_sentence(prose, sources, case=CASE, published=DAY, publisher=publisher)
    return {difference.kind for difference in found.differences}


@pytest.mark.parametrize(
    ("prose", "kind"),
    [
        ("The Ukrainian Air Force said that Russia launched 221 drones at Ukraine overnight on 12 March.", "number"),
        ("The Ukrainian Air Force said that Russia launched 212 missiles at Ukraine overnight on 12 March.", "unit"),
        ("Oleksa Hudyma said that Russia launched 212 drones at Ukraine overnight on 12 March.", "attribution"),
        ("The Ukrainian Air Force said that Russia launched 212 drones at Lviv overnight on 12 March.", "place"),
        ("The Ukrainian Air Force said that Russia launched 212 drones at Ukraine on 2 March.", "date"),
        ("The Ukrainian Air Force said that Ukraine launched 212 drones at Russia overnight on 12 March.", "actor"),
        ("The Ukrainian Air Force said that Russia did not launch 212 drones at Ukraine.", "polarity"),
        ("Russia launched 212 drones at Ukraine overnight on 12 March.", "attribution"),
        ("The Ukrainian Air Force said that Russia will launch 212 drones at Ukraine.", "reality"),
    ],
)
def test_each_role_that_departs_from_the_source_is_named(prose: str, kind: str) -> None:
    assert kind in kinds(prose, RAID)


def test_prose_may_say_less_in_another_order() -> None:
    assert kinds("The Ukrainian Air Force said that Russia launched 212 drones.", RAID) == set()


def test_prose_may_rest_on_several_sources() -> None:
    second = "Rubio met Lavrov in Geneva on 10 March."
    assert kinds("Rubio met Lavrov in Geneva.", RAID, second) == set()


def test_a_paper_may_be_named_for_what_it_reports() -> None:
    source = "Rubio met Lavrov in Geneva on 10 March."
    assert kinds("Reuters reported that Rubio met Lavrov in Geneva.", source, publisher="Reuters") == set()
    assert "attribution" in kinds("TASS reported that Rubio met Lavrov in Geneva.", source, publisher="Reuters")


def test_what_states_nothing_that_a_record_holds_is_an_interpretation() -> None:
    found = proving.prove_sentence("Hope is not a plan.", [RAID], case=CASE, published=DAY)
    assert found.status == "interpretation"


def test_a_fact_without_a_source_is_refused() -> None:
    assert proving.prove_sentence("Russia launched 212 drones.", [], case=CASE, published=DAY).status == "refused"


@pytest.mark.parametrize("language", planted.LANGUAGES)
def test_every_source_proves_itself(language: str) -> None:
    """A sentence repeated word for word differs from itself in nothing."""
    own = {(item.source, item.published) for item in planted.sentences() if item.language == language}
    for source, published in sorted(own):
        found = proving.prove_sentence(source, [source], case=CASE, published=published, language=language)
        assert found.differences == (), source


@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_is_judged(prose: str, source: str) -> None:
    assert proving.prove_sentence(prose, [source], case=CASE, published=DAY).status


def test_planted_errors_are_many_and_of_ten_kinds() -> None:
    counts = {kind: total for kind, (_, total) in planted.shares().items()}
    errors = {kind: total for kind, total in counts.items() if kind != planted.FAITHFUL}
    assert len(errors) == 10
    assert sum(errors.values()) >= 500
    assert min(errors.values()) >= 50
