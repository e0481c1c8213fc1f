"""Frontiers of many draws against the frontier of each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dualtrack.bargain import Side, frontier, solve
from dualtrack.bargain.package_draws import solve_draws
from dualtrack.errors import BargainError

DRAWS, ISSUES, OPTIONS = 4, 3, 4


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_each_draw_is_solved_as_it_would_be_alone(seed: int, opposed: bool) -> None:
    rng = np.random.default_rng(seed)
    first, second = rng.random((2, DRAWS, ISSUES, OPTIONS))
    if opposed:
        first, second = np.sort(first, axis=2), -np.sort(-second, axis=2)
    fighting = np.full((DRAWS, 2), 0.9)
    found = solve_draws(first, second, fighting)
    for draw in range(DRAWS):
        edge = frontier(Side(None, first[draw].tolist()), Side(None, second[draw].tolist()), disagreement=(0.9, 0.9))
        assert found.sizes[draw] == len(edge)
        if not found.exists[draw]:
            with pytest.raises(BargainError):
                solve("nash", edge)
            continue
        for method in ("nash", "ks", "egalitarian"):
            alone = solve(method, edge)
            assert np.allclose(found.gains[method][draw], alone.gains)
            assert found.choices[method][draw].tolist() == list((alone.package or {}).values())


def test_a_draw_without_a_deal_says_so() -> None:
    utilities = np.full((2, 1, 1, 2), 0.5)
    found = solve_draws(utilities[0], utilities[1], np.array([[0.6, 0.0]]))
    assert not found.exists[0]
    assert found.choices["nash"].tolist() == [[-1]]
    assert np.isnan(found.gains["nash"]).all()


@pytest.mark.parametrize(
    ("first", "second", "fighting", "words"),
    [
        (np.zeros((2, 3, 4)), np.zeros((2, 3, 5)), np.zeros((2, 2)), r"\(2, 3, 4\), \(2, 3, 5\)"),
        (np.full((1, 1, 2), np.nan), np.zeros((1, 1, 2)), np.zeros((1, 2)), "not finite"),
        (np.zeros((1, 40, 4)), np.zeros((1, 40, 4)), np.zeros((1, 2)), "40 issues of 4 options"),
    ],
)
def test_bad_draws_are_refused(first: np.ndarray, second: np.ndarray, fighting: np.ndarray, words: str) -> None:
    with pytest.raises(BargainError, match=words):
        solve_draws(first, second, fighting)
