"""The frontier of packages against the enumeration of every package."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dualtrack.bargain import Side, frontier
from dualtrack.bargain.package import enumerate_packages
from dualtrack.errors import BargainError


def brute(points: np.ndarray) -> set[tuple[float, float]]:
    rows = [tuple(row) for row in points.round(9)]
    return {a for a in rows if not any(b != a and b[0] >= a[0] and b[1] >= a[1] for b in rows)}


TABLE = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=3)


@settings(max_examples=60, deadline=None)
@given(TABLE, TABLE)
def test_frontier_is_that_of_all_packages(ours: list[list[int]], theirs: list[list[int]]) -> None:
    sides = Side(None, ours, "A"), Side(None, theirs, "B")
    edge, (every, _) = frontier(*sides), enumerate_packages(*sides)
    assert {tuple(row) for row in edge.points.round(9)} == brute(every)
    for index in range(len(edge)):
        picked = [edge.choices[index][issue] for issue in range(3)]
        assert edge.points[index, 0] == sum(ours[issue][option] for issue, option in enumerate(picked))


def test_linked_issues_are_enumerated_together() -> None:
    sides = Side(None, {"a": [0, 1], "b": [0, 1]}, "A"), Side(None, {"a": [1, 0], "b": [1, 0]}, "B")
    both = np.array([[0.0, 0.0], [0.0, 5.0]])
    edge = frontier(*sides, linked={("a", "b"): (both, both)})
    assert edge.points.tolist() == [[7.0, 5.0]]
    assert edge.package(0) == {"a": 1, "b": 1}


@pytest.mark.parametrize(
    ("weights", "values", "words"),
    [
        ({"land": 0.5, "army": 0.6}, {"land": [0, 1], "army": [0, 1]}, "Aland: .*sum to 1.1"),
        ({"land": -0.5, "army": 1.5}, {"land": [0, 1], "army": [0, 1]}, "Aland: .*'land' is -0.5"),
        ({"land": 1.0}, {"land": [0, float("nan")]}, "option 2 of issue 'land'"),
        ({"land": 1.0}, {"land": []}, "'land' has no options"),
        ({"land": 1.0, "sea": 0.0}, {"land": [1]}, "differ on sea"),
        (None, {}, "no issue"),
    ],
)
def test_bad_sides_name_the_issue_and_the_side(weights: dict, values: dict, words: str) -> None:
    with pytest.raises(BargainError, match=words):
        Side(weights, values, "Aland")
