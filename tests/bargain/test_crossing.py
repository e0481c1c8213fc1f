"""When costs cross: known dates, never, and both sides at once."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dualtrack.bargain.crossing import crossing, crossing_month
from dualtrack.errors import BargainError
from dualtrack.model import Estimate


def sure(value: float) -> Estimate:
    return Estimate(value, value, value)


def side(cost: float, growth: float, gain: float) -> dict[str, Estimate]:
    return {"cost": sure(cost), "growth": sure(growth), "gain": sure(gain)}


@pytest.mark.parametrize(
    ("cost", "growth", "gain", "month"),
    [
        (0.01, 0.1, 0.02, math.log(2) / math.log(1.1)),
        (0.03, 0.1, 0.02, 0.0),
        (0.01, 0.0, 0.02, math.inf),
        (0.01, -0.1, 0.02, math.inf),
        (0.01, 0.01, 0.02, math.inf),
    ],
)
def test_known_dates(cost: float, growth: float, gain: float, month: float) -> None:
    found = crossing_month(np.array([cost]), np.array([growth]), np.array([gain]), 36.0)
    assert found[0] == pytest.approx(month)


def test_both_sides_are_ripe_when_the_later_one_is() -> None:
    found = crossing(side(0.01, 0.1, 0.02), side(0.03, 0.1, 0.02), draws=10)
    assert found.both.quantile(0.5) == pytest.approx(7.2725, abs=1e-4)
    assert (found.second.by(0), found.both.never) == (1.0, 0.0)


def test_never_is_reported_not_dropped() -> None:
    growth = Estimate(-0.05, 0.0, 0.05)
    found = crossing({**side(0.01, 0, 0.02), "growth": growth}, side(0.03, 0, 0.02), draws=4000)
    assert 0.5 < found.both.never < 1.0
    assert math.isinf(found.both.quantile(0.9))


def test_a_missing_input_names_the_side() -> None:
    with pytest.raises(BargainError, match="the second side's crossing has no gain"):
        crossing(side(1, 0, 1), {"cost": sure(1), "growth": sure(0)})
