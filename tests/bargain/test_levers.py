"""Levers: Shapley values against all orders, efficiency, and whose terms a lever moves."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from dualtrack.bargain import Lever, War, deal_range, levers
from dualtrack.bargain.levers import INPUTS, moved
from dualtrack.bargain.uncertainty import ranges
from dualtrack.errors import BargainError

AID = Lever((-0.02, -0.03), (0.01, -0.03), "analyst", id="aid")
STRIKES = Lever((0.3, 0.3), (0.01, 0.06), "analyst", id="strikes")
SANCTIONS = Lever(0.0, (0.2, 0.0), "analyst", id="sanctions")


def draws(count: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    return {name: rng.random(count) * (1.0 if name.startswith("p.") else 0.3) for name in INPUTS}


def test_values_sum_to_the_effect_of_all_levers() -> None:
    drawn, available = draws(500), [AID, STRIKES, SANCTIONS]
    total = sum(reach.width for reach in levers(drawn, available).values())
    effect = ranges(moved(drawn, available)).width - ranges(drawn).width
    assert np.abs(total - effect).max() <= 1e-12


def test_values_are_the_mean_over_all_orders() -> None:
    drawn, available = draws(50), [AID, STRIKES, SANCTIONS]
    mean = np.zeros(50)
    for order in itertools.permutations(available):
        before = list(order[: order.index(STRIKES)])
        mean += (ranges(moved(drawn, [*before, STRIKES])).low - ranges(moved(drawn, before)).low) / 6
    assert levers(drawn, available)["strikes"].low == pytest.approx(mean)


def test_sanctions_move_the_terms_of_the_side_they_cost() -> None:
    reach = levers(War(p=0.5, cost=(0.1, 0.2)), [SANCTIONS])["sanctions"]
    assert (reach.low[0], reach.high[0], reach.moves) == pytest.approx((-0.2, 0.0, 0))
    pulled = deal_range(War(p=0.5, cost=(0.1, 0.2)), levers=[SANCTIONS])
    assert (pulled.low, pulled.high) == pytest.approx((0.2, 0.7))


def test_levers_need_names_of_their_own() -> None:
    with pytest.raises(BargainError, match="none used twice"):
        levers(War(p=0.5, cost=0.1), [AID, AID])
