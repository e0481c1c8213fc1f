"""Degenerate cases are answered with a warning that says what the answer means."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from dualtrack.bargain import Node, War, deal_range, gamblers_ruin, preventive_war, screening, solve, solve_tree
from dualtrack.bargain.checks import DegenerateWarning
from dualtrack.bargain.expected_utility import Contender, rounds
from dualtrack.bargain.third_parties import forecast

PAIR = [Contender("one", 0.5, 1.0, 0.5), Contender("two", 0.5, 1.0, 0.5)]
TIED = Node("top", 0, {"left": Node("l", payoffs=(1, 0)), "right": Node("r", payoffs=(1, 3))})
WARNED: list[tuple[Callable[[], object], str]] = [
    (lambda: deal_range(War(0.5, 0.0)), "the range is the single deal 0.5: any cost or doubt"),
    (lambda: solve("nash", np.array([[1.0, 1.0]])), "only one deal beats fighting on"),
    (lambda: solve("nash", np.array([[1.0, 0.0], [0.0, 1.0]])), "has no reason to sign"),
    (lambda: solve("nash", np.array([[2.0, 1.0], [1.0, 2.0]])), "two deals are equally good"),
    (lambda: gamblers_ruin(10, 10, 0.5), "the war is over"),
    (lambda: preventive_war(0.4, 0.45, 0.5, 0.9), "knife edge: the declining side is indifferent"),
    (lambda: screening(0.5, 0.1, (0.2, 0.2)), "there is nothing to screen"),
    (lambda: solve_tree(TIED), "side 0 is indifferent between left and right: 'left' is taken"),
    (lambda: rounds(PAIR, 1), "there is nothing to contest"),
    (lambda: forecast(PAIR, [0.1], draws=10), "its interval is itself a guess"),
]  # fmt: skip


@pytest.mark.parametrize(("work", "message"), WARNED, ids=[message for _, message in WARNED])
def test_a_degenerate_case_warns_and_says_what_it_means(work: Callable[[], object], message: str) -> None:
    with pytest.warns(DegenerateWarning, match=message):
        work()
