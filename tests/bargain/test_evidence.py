"""Inputs from a record: saliences from what a side speaks of, growth from a series."""

from __future__ import annotations

from datetime import date

import pytest
from tests.bargain.test_findings import position

from dualtrack.bargain.evidence import ENOUGH, estimate_growth, estimate_saliences
from dualtrack.model import Claim, Estimate, Issue, Series


def issues() -> list[Issue]:
    even = {"RUS": Estimate(0.3, 0.5, 0.7)}
    return [Issue(name, name, "low", "high", salience=even) for name in ("territory.donbas", "sanctions")]


def spoken(count: int) -> list[Claim]:
    return [position(index, 0.2, None) for index in range(count)]


def test_a_side_that_speaks_of_one_issue_weighs_it_more() -> None:
    found = estimate_saliences(issues(), "RUS", spoken(20))
    assert found is not None
    land, money = found["territory.donbas"], found["sanctions"]
    assert land.mode > 0.5 > money.mode
    assert land.origin == "evidence"
    assert money.origin == "prior"
    assert len(land.claims) == 20
    assert land.low <= land.mode <= land.high


def test_few_documents_leave_the_case_its_own() -> None:
    assert estimate_saliences(issues(), "RUS", spoken(ENOUGH - 1)) is None


def test_growth_is_the_trend_of_the_monthly_means() -> None:
    values = tuple(100.0 * 1.1 ** (day // 30) for day in range(180))
    found = estimate_growth(Series("launched", date(2025, 1, 1), values))
    assert found is not None
    assert found.mode == pytest.approx(0.1)
    assert found.origin == "evidence"


@pytest.mark.parametrize("values", [(), (5.0,) * 80, (None,) * 200, (0.0,) * 200])
def test_a_short_or_empty_series_shows_no_growth(values: tuple[float | None, ...]) -> None:
    assert estimate_growth(Series("launched", date(2025, 1, 1), values)) is None
