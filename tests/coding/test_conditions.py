"""Which rows apply: conditions held against what is told, and the row that is chosen."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from dualtrack.coding.conditions import choose, holds, may_hold
from dualtrack.model import PackRow
from dualtrack.model.condition import Condition

CLASSES = ("ground", "troops", "truce")
NAMES = st.builds("".join, st.tuples(st.sampled_from(("", "!", "&")), st.sampled_from(CLASSES)))
CONDITIONS = st.lists(NAMES, max_size=4).map(lambda names: Condition.read(" ".join(names)))
TOLD = st.sets(st.sampled_from(CLASSES))


def row(name: str, condition: str) -> PackRow:
    return PackRow(name, "verb", (name,), Condition.read(condition), "ASSAULT", (), (), (), "", "", "", "", "")


def chosen(told: Callable[[str], bool], *conditions: str) -> str:
    found = choose([row(condition, condition) for condition in conditions], told)
    return "none" if found is None else found.id


@given(CONDITIONS, TOLD)
def test_a_condition_holds_only_where_it_may(condition: Condition, told: set[str]) -> None:
    if holds(condition, told.__contains__):
        assert may_hold(condition, {name: [0] for name in told})


@given(CONDITIONS, TOLD)
def test_what_is_barred_or_missing_decides(condition: Condition, told: set[str]) -> None:
    allowed = not condition.barred & told and condition.needed <= told
    assert holds(condition, told.__contains__) is bool(allowed and (not condition.wanted or condition.wanted & told))


def test_a_condition_met_is_worth_more_than_none_then_the_order() -> None:
    told = {"ground", "troops"}.__contains__
    assert chosen(told, "", "truce", "ground", "troops") == "ground"
    assert chosen(told, "truce", "!ground", "", "!truce") == ""
    assert chosen(told, "truce", "!troops") == "none"


def test_a_row_stops_asking_once_one_before_it_is_met() -> None:
    asked: list[str] = []

    def told(name: str) -> bool:
        asked.append(name)
        return name == "ground"

    assert chosen(told, "ground", "troops") == "ground"
    assert asked == ["ground"]
