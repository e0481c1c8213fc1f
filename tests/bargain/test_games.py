"""Screening, patience, the battlefield and the war of attrition: published numbers, closed forms against iteration."""

from __future__ import annotations

import numpy as np
import pytest

from dualtrack.bargain import abreu_gul, gamblers_ruin, ladder, rubinstein, screening
from dualtrack.bargain.screening import posterior_after_rejection, repeated_offers, repeated_offers_by_iteration
from dualtrack.errors import BargainError


def test_screening_uniform_costs() -> None:
    found = screening(0.5, 0.1, (0, 0.4))
    assert (found.offer, found.war) == pytest.approx((0.65, 0.375), abs=1e-3)


def test_screening_four_types_twenty_one_offers() -> None:
    assert screening(0.5, 0.1, (0, 0.4), types=4, offers=21).value == pytest.approx(0.5875, abs=1e-12)


@pytest.mark.parametrize("discount", [0.1, 0.5, 0.9, 0.99])
def test_repeated_offers_closed_form_is_what_iteration_gives(discount: float) -> None:
    closed, iterated = repeated_offers(discount), repeated_offers_by_iteration(discount)
    assert (closed.price, closed.threshold, closed.value) == pytest.approx(
        (iterated.price, iterated.threshold, iterated.value), abs=1e-8
    )


def test_a_refusal_rules_out_the_costs_that_would_have_accepted() -> None:
    assert posterior_after_rejection((0, 0.4), 0.5, 0.65) == pytest.approx((0, 0.15))
    with pytest.raises(BargainError, match="every cost"):
        posterior_after_rejection((0.2, 0.4), 0.5, 0.65)


@pytest.mark.parametrize(("first", "second", "share"), [(0.9, 0.8, 0.714286), (0.9, 0.9, 0.526316)])
def test_rubinstein(first: float, second: float, share: float) -> None:
    assert rubinstein(first, second) == pytest.approx(share, abs=1e-6)


def test_gamblers_ruin() -> None:
    found = gamblers_ruin(10, 5, 0.6)
    assert found.win == pytest.approx(0.8836364, abs=1e-7)
    assert found.duration == pytest.approx(19.181818, abs=1e-6)


@pytest.mark.parametrize("p", [0.05, 0.3, 0.5, 0.7, 0.999])
@pytest.mark.parametrize("k", [1, 4, 19])
def test_the_ladder_agrees_with_the_closed_form_and_with_value_iteration(p: float, k: int) -> None:
    closed, solved = gamblers_ruin(20, k, p), ladder([p] * 19, k)
    assert (closed.win, closed.duration) == pytest.approx((solved.win, solved.duration), abs=1e-8)
    win, length = np.zeros(21), np.zeros(21)
    win[-1] = 1.0
    for _ in range(4000):
        win[1:-1] = p * win[2:] + (1 - p) * win[:-2]
        length[1:-1] = 1.0 + p * length[2:] + (1 - p) * length[:-2]
    assert (win[k], length[k]) == pytest.approx((closed.win, closed.duration), abs=1e-8)


def test_abreu_gul_even_sides() -> None:
    found = abreu_gul(0.6, 0.1, 0.1)
    assert found.rate == pytest.approx((0.2, 0.2))
    assert found.end == pytest.approx(11.5129, abs=1e-4)
    assert found.at_once == pytest.approx((0, 0), abs=1e-12)


def test_abreu_gul_the_weaker_name_concedes_at_once() -> None:
    found = abreu_gul(0.6, 0.1, (0.1, 0.2))
    assert found.end == pytest.approx(8.0472, abs=1e-4)
    assert found.at_once == pytest.approx((0.5, 0.0), abs=1e-12)
    assert found.conceded(0, found.end) == pytest.approx(0.9)
