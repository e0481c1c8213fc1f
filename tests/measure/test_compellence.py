"""Compellence: an effect of costs is shown, drift is not mistaken for one, and few positions give no story."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from bench.tracks import compellence_world

from dualtrack import measure
from dualtrack.errors import InvalidValue
from dualtrack.lexicon import load_case
from dualtrack.measure.compellence import compellence
from dualtrack.measure.record_compellence import Shock, declustered
from dualtrack.model import Check
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED
from dualtrack.record import Record


def test_a_large_effect_is_shown_with_its_size() -> None:
    found = compellence(*compellence_world(3, 0.6, steps=200), draws=999)
    assert found.verdict == SUPPORTED
    assert found.interval is not None
    assert found.interval[0] > 0
    assert "caused" not in found.says


def test_without_an_effect_it_rejects_at_most_one_in_twenty() -> None:
    worlds = 40
    found = [compellence(*compellence_world(seed), draws=199, seed=seed) for seed in range(worlds)]
    rejections = sum(item.p_value is not None and item.p_value <= 0.05 for item in found)
    assert rejections / worlds <= 0.05 + 2 * (0.05 * 0.95 / worlds) ** 0.5


def test_a_rise_that_goes_on_anyway_is_no_effect_of_shocks() -> None:
    days = np.arange(0, 600, 5)
    moves = np.where(days < 300, -1, 1)
    found = compellence(days, moves, [310, 350, 390, 430, 470, 510, 550], 600, draws=999)
    assert found.verdict == NOT_SUPPORTED


def test_hardening_is_asked_for_by_its_sign() -> None:
    days, moves, shocks, size = compellence_world(3, 0.6, steps=200)
    assert compellence(days, -moves, shocks, size, expected=-1, draws=999).verdict == SUPPORTED
    assert compellence(days, moves, shocks, size, expected=-1, draws=999).verdict == NOT_SUPPORTED


def test_a_shock_acts_on_its_own_party_only() -> None:
    days, moves, shocks, size = compellence_world(3, 0.6, steps=200)
    other = compellence(days, moves, shocks, size, party=np.zeros(200, int), shocked=np.ones(10, int))
    assert other.verdict == NOT_TESTABLE
    assert "0 of 200 steps" in other.why


@pytest.mark.parametrize(
    ("days", "shocks", "why"),
    [
        ([1, 2, 3], [0], "3 steps between comparable statements"),
        (range(0, 400, 4), [], "0 of 100 steps"),
        (range(0, 400, 4), [5, 60, 120], "3 of 3 windows"),
        (range(0, 400, 4), [5, 40, 80, 120, 160, 200, 240, 280], "positions never moved"),
    ],
)
def test_few_positions_give_no_story(days: object, shocks: list[int], why: str) -> None:
    when = np.asarray(days)
    found = compellence(when, np.zeros(when.size), shocks, 420)
    assert found.verdict == NOT_TESTABLE
    assert why in found.why
    assert found.p_value is None


def test_what_is_no_move_is_refused() -> None:
    with pytest.raises(InvalidValue, match="moves are -1, 0 or 1"):
        compellence([1], [2], [0], 10)
    with pytest.raises(InvalidValue, match="days from 0 to 9"):
        compellence([10], [1], [0], 10)
    with pytest.raises(InvalidValue, match="do not agree"):
        compellence([1, 2], [1], [0], 10)


def test_costs_of_one_week_are_one_shock_to_each_side() -> None:
    day = date(2025, 6, 1)
    told = [Shock(day + timedelta(days=gap), party, "mass raid", ()) for gap in (0, 3, 9) for party in ("ALA", "BOR")]
    assert [(item.day - day).days for item in declustered(told)] == [0, 0, 9, 9]


def test_on_the_shipped_case_both_directions_are_answered(demo: Path) -> None:
    with Record(demo / "record.sqlite", create=False) as record:
        found = measure.findings(record, load_case("ukraine"), method="compellence")
    assert [item.name for item in found] == ["compellence.after_costs", "compellence.after_gains"]
    for item in found:
        assert item.detail["rows"]
        assert item.detail["shocks_by_kind"]
        assert (item.verdict == NOT_TESTABLE) == bool(item.why)
        assert all(check in Check for check in item.checks.values())
