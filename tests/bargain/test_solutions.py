"""Published bargaining problems: Nash's Bill and Jack, and a point set for Kalai and Smorodinsky."""

from __future__ import annotations

import numpy as np
import pytest

from dualtrack.bargain import Side, frontier, solve
from dualtrack.bargain.checks import DegenerateWarning
from dualtrack.errors import BargainError

GOODS = ["book", "whip", "ball", "bat", "box", "pen", "toy", "knife", "hat"]
BILL = (2, 2, 2, 2, 4, 10, 4, 6, 2)
JACK = (4, 2, 1, 2, 1, 1, 1, 2, 2)
OWN = 5  # Bill owns the first five goods; option 1 is that a good changes hands


def owners() -> tuple[Side, Side]:
    bill = {good: [0, -worth if at < OWN else worth] for at, (good, worth) in enumerate(zip(GOODS, BILL, strict=True))}
    jack = {good: [0, worth if at < OWN else -worth] for at, (good, worth) in enumerate(zip(GOODS, JACK, strict=True))}
    return Side(None, bill, "Bill"), Side(None, jack, "Jack")


def test_nash_1950_bill_and_jack() -> None:
    deal = solve("nash", *owners(), disagreement=(0, 0))
    assert deal.gains == (12, 5)
    assert (deal.objective, deal.next_best) == (60, 56)
    assert deal.package is not None
    assert {good for good, moved in deal.package.items() if moved} == set(GOODS) - {"box", "hat"}


@pytest.mark.filterwarnings("ignore::dualtrack.bargain.checks.DegenerateWarning")
@pytest.mark.parametrize(("method", "gains"), [("egalitarian", (8, 6)), ("ks", (12, 5))])
def test_bill_and_jack_by_other_solutions(method: str, gains: tuple[float, float]) -> None:
    deal = solve(method, *owners(), disagreement=(0, 0))
    assert deal.gains == gains
    assert deal.ideal == (18, 8)


def test_ks_takes_its_ideal_from_the_individually_rational_deals() -> None:
    points = np.array([(1, 0.1), (0.8, 0.5), (0.75, 0.57), (0.7, 0.62), (0.6, 0.7), (0.45, 0.75)])
    assert solve("ks", points, disagreement=(0.4, 0.4)).utilities == (0.7, 0.62)


def test_no_deal_beats_fighting_on() -> None:
    with pytest.raises(BargainError, match=r"no deal gives both .* nearest gives \(0.5, 0.5\)"):
        solve("nash", np.array([(0.5, 0.5)]), disagreement=(0.6, 0.6))


def test_one_deal_left_says_what_that_means() -> None:
    with pytest.warns(DegenerateWarning, match="only one deal"):
        solve("nash", np.array([(0.5, 0.5), (0.9, 0.0)]), disagreement=(0.1, 0.1))


def test_an_unknown_solution_names_the_near_one() -> None:
    with pytest.raises(BargainError, match="Did you mean 'nash'"):
        solve("nahs", np.array([(0.5, 0.5)]))


def test_weight_moves_nash_to_the_more_patient_side() -> None:
    points = np.column_stack([np.linspace(0, 1, 101), np.linspace(1, 0, 101)])
    assert solve("nash", points, weight=0.7).utilities[0] == pytest.approx(0.7)


@pytest.mark.parametrize("seed", range(20))
def test_solutions_agree_with_brute_force(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tables = rng.random((2, 4, 3))
    sides = [Side([0.1, 0.2, 0.3, 0.4], table.tolist(), name) for table, name in zip(tables, "AB", strict=True)]
    weights = (0.1, 0.2, 0.3, 0.4)
    every = [
        [sum(weights[issue] * table[issue][option] for issue, option in enumerate(pick)) for table in tables]
        for pick in np.ndindex(3, 3, 3, 3)
    ]
    base = (0.2, 0.2)
    best = max((a - base[0]) * (b - base[1]) for a, b in every if a >= base[0] and b >= base[1])
    assert solve("nash", frontier(*sides), disagreement=base).objective == pytest.approx(best)
