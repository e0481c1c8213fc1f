"""Third parties: the ten-actor emission example's start, and what any contest must obey."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dualtrack.bargain.checks import DegenerateWarning
from dualtrack.bargain.expected_utility import Contender, compromise_mean, rounds, weighted_median
from dualtrack.bargain.third_parties import forecast
from dualtrack.errors import BargainError

EMISSIONS = [
    Contender("NL", 0.08, 4, 0.8), Contender("BE", 0.08, 7, 0.4), Contender("LU", 0.03, 4, 0.2),
    Contender("DE", 0.16, 4, 0.8), Contender("FR", 0.16, 10, 0.6), Contender("IT", 0.16, 10, 0.6),
    Contender("UK", 0.16, 10, 0.9), Contender("IE", 0.05, 7, 0.1), Contender("DK", 0.05, 4, 1),
    Contender("GR", 0.08, 7, 0.7),
]  # fmt: skip


def test_emission_example_starts_where_published() -> None:
    assert weighted_median(EMISSIONS) == 7
    assert compromise_mean(EMISSIONS) == pytest.approx(7.389956, abs=1e-6)
    assert rounds(EMISSIONS, 0) == [(7, pytest.approx(7.389956, abs=1e-6))]


def test_rounds_do_not_depend_on_the_scale_or_its_direction() -> None:
    plain = rounds(EMISSIONS, 4)
    wide = rounds([replace(item, position=20 * item.position + 3) for item in EMISSIONS], 4)
    assert [mean for _, mean in wide] == pytest.approx([20 * mean + 3 for _, mean in plain])
    mirrored = rounds([replace(item, position=-item.position) for item in EMISSIONS], 4)
    assert [mean for _, mean in mirrored] == pytest.approx([-mean for _, mean in plain])


def test_nobody_leaves_the_span_of_positions() -> None:
    assert all(4 <= mean <= 10 for _, mean in rounds(EMISSIONS, 10))


def test_one_position_is_no_contest() -> None:
    same = [replace(item, position=5) for item in EMISSIONS]
    with pytest.warns(DegenerateWarning, match="nothing to contest"):
        assert rounds(same, 2)[-1] == (5, pytest.approx(5))


def test_forecast_spreads_by_earlier_misses_and_puts_atoms_on_positions() -> None:
    misses = list(np.linspace(-2, 2, 41))
    found = forecast(EMISSIONS, misses, scale=(4, 10), draws=2000)
    assert found.interval == pytest.approx((5.5, 9.3), abs=0.25)
    assert set(forecast(EMISSIONS, misses, scale=(4, 10), atoms=1.0, draws=500).drawn) <= {4.0, 7.0, 10.0}


def test_a_forecast_without_misses_is_refused() -> None:
    with pytest.raises(BargainError, match="earlier issues"):
        forecast(EMISSIONS, [])
    with pytest.raises(BargainError, match=r"UK: salience is 1\.5"):
        Contender("UK", 0.1, 4, 1.5)
