"""Conditions of rows: what is wanted, barred and needed, and what a sentence must have for one to hold at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dualtrack.model.condition import Condition

NAMES = st.builds(
    "".join, st.tuples(st.sampled_from(("", "!", "&")), st.sampled_from(("", "~", "<", "^", "@")), st.just("troops"))
)


def test_an_empty_condition_asks_for_nothing() -> None:
    empty = Condition.read("")
    assert not empty.waits
    assert empty.classes is None
    assert not empty.names


@pytest.mark.parametrize(
    ("text", "waits", "classes", "required"),
    [
        ("troops ~=border", True, {"troops", "=border"}, set()),
        ("!sport !^talks", False, None, set()),
        ("troops @party", True, None, set()),  # a party may stand there with no word of the class
        ("&^truce &@gov ground", True, {"ground"}, {"truce"}),
    ],
)
def test_what_a_sentence_must_have(text: str, waits: bool, classes: set[str] | None, required: set[str]) -> None:
    condition = Condition.read(text)
    assert condition.waits is waits
    assert condition.classes == classes
    assert condition.required == required


@given(st.lists(NAMES))
def test_every_name_is_kept_with_its_mark(names: list[str]) -> None:
    condition = Condition.read(" ".join(names))
    assert condition.names == {name.lstrip("!&") for name in names}
    assert condition.waits is any(not name.startswith("!") for name in names)
