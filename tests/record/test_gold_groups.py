"""gold/reconcile: every group is in the format's terms; the floors on it are held by tests/test_gold.py."""

from __future__ import annotations

import pytest
from bench.evaluations.groups import Group, groups, read_group
from bench.evaluations.reconcile import hand

TRAP = {"act": "ASSAULT", "by": "Wire", "on": "2025-09-07"}


def test_there_are_enough_groups_in_three_languages_and_no_two_share_a_name() -> None:
    assert len(groups()) >= 60
    assert len({group.id for group in groups()}) == len(groups())
    assert {document.language for group in groups() for document in group.documents} == {"en", "uk", "ru"}


@pytest.mark.parametrize("group", groups(), ids=lambda group: group.id)
def test_each_act_stands_in_one_event_of_its_group(group: Group) -> None:
    placed = sorted(index for acts in group.expected.events for index in acts)
    assert placed == list(range(len(group.acts)))
    for expected in (group.expected.conflicts, group.expected.sources, group.expected.reality):
        assert expected is None or len(expected) == len(group.expected.events)


@pytest.mark.parametrize(
    ("claim", "says"),
    [({"text": "Drones.", "numbers": ["launched drones"]}, "is no number"), ({"text": "Drones.", "mood": 1}, "mood")],
)
def test_a_group_out_of_format_is_named(claim: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_group({"id": "broken", **TRAP, "claims": [claim], "events": [[0]]})


def test_no_number_conflict_is_false() -> None:
    assert hand().false_numbers == 0
