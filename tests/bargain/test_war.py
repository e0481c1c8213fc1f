"""The range of deals and the commitment inequality (Fearon 1995), and what they refuse."""

from __future__ import annotations

import math

import pytest

from dualtrack.bargain import Lever, War, deal_range, preventive_war
from dualtrack.bargain.checks import DegenerateWarning
from dualtrack.errors import BargainError

Pair = tuple[float, float]


def test_fearon_range() -> None:
    found = deal_range(War(p=0.5, cost=(0.1, 0.2)))
    assert (found.low, found.high, found.nash) == pytest.approx((0.4, 0.7, 0.55))


def test_each_side_has_its_own_estimate_and_the_range_can_be_empty() -> None:
    found = deal_range(War(p=(0.9, 0.3), cost=(0.1, 0.2)))
    assert found.empty
    assert found.gap == pytest.approx(0.3)
    assert found.nash is None
    assert found.width == 0


def test_red_lines_and_scale_cut_the_range() -> None:
    found = deal_range(War(p=0.5, cost=(0.1, 0.2)), red_lines=(0.45, None), scale=(0, 0.6))
    assert (found.low, found.high, found.cut_by) == (0.45, 0.6, ("red line", "scale"))


def test_war_is_valued_from_where_the_battlefield_stands() -> None:
    war = War(p=0.6, cost=0.005, state=(5, 10))
    assert war.chances[0] == pytest.approx(0.8836364, abs=1e-7)
    assert war.costs[0] == pytest.approx(0.005 * 19.181818, abs=1e-6)


def test_preventive_war_and_its_knife_edge() -> None:
    assert preventive_war(0.4, 0.8, 0.5, 0.9).war
    with pytest.warns(DegenerateWarning, match="knife edge"):
        edge = preventive_war(0.4, 0.45, 0.5, 0.9)
    assert edge.knife_edge
    assert not edge.war


def test_a_guarantee_acts_on_the_future_p_and_on_reneging() -> None:
    assert not preventive_war(0.4, 0.8, 0.5, 0.9, guarantee=(0.4, 0.0)).war
    assert not preventive_war(0.4, 0.8, 0.5, 0.9, guarantee=(0.0, 0.4)).war


@pytest.mark.parametrize(
    ("p", "cost", "words"),
    [
        (1.2, 0.1, "the first side estimates it is 1.2.*Did you mean 1"),
        ((0.5, -0.1), 0.1, "the second side estimates it is -0.1"),
        (math.nan, 0.1, "finite"),
        (0.5, (0.1, -0.2), "cost of war to the second side is -0.2"),
    ],
)
def test_bad_inputs_name_the_side(p: float | Pair, cost: float | Pair, words: str) -> None:
    with pytest.raises(BargainError, match=words):
        War(p=p, cost=cost)


def test_contradictory_levers_are_refused_by_name() -> None:
    lever = Lever(0.1, (0.0, 0.1), "analyst", id="aid.patriot")
    against = Lever(0.1, (0.0, 0.1), "analyst", id="aid.patriot", strength=-1.0)
    with pytest.raises(BargainError, match=r"'aid.patriot' is pulled both ways"):
        deal_range(War(p=0.5, cost=0.2), levers=[lever, against])
    with pytest.raises(BargainError, match="lower their strengths"):
        deal_range(War(p=0.95, cost=0.2), levers=[lever])
