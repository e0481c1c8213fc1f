"""Tolls: a month's count from reports, between two bounds, and what it adds to the cost of fighting on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from dualtrack.bargain.tolls import Toll, estimate_monthly, month_cost
from dualtrack.model import Estimate, Event, Figure, Reality, Track
from dualtrack.model.claim import Party
from dualtrack.model.when import When

GUESS, WEIGHT = Estimate(100, 200, 300), Estimate(0.1, 0.2, 0.3)
TOLL = Toll("killed.UKR", "UKR", "people killed", ("killed",), ("person",), 1000, GUESS, WEIGHT)


def party(code: str) -> Party:
    return Party(code, "GOV", code)


def raid(number: int, day: date, recipient: str = "UKR", actor: str = "RUS") -> Event:
    return Event(
        f"evt_{number}", "ASSAULT", (), Track.FORCE, (party(actor),), (party(recipient),), None, When.on(day),
        Reality.OCCURRED, (f"clm_{number}",), (f"doc_{number}",), 1,
    )  # fmt: skip


def killed(number: int, count: float, **changes: Any) -> Figure:
    row = {"measure": "killed", "what": "person", "unit": None, "scope": None, "low": count, "best": count}
    row |= {"high": count, "method": "one claim", "claims": (f"clm_{number}",), **changes}
    return Figure(f"fig_{number}_{row['scope']}", f"evt_{number}", **row)


def months(count: int, **changes: Any) -> tuple[dict[str, Event], list[Figure]]:
    """One raid a month with 10 killed."""
    events = [raid(at, date(2025, 1, 15) + timedelta(days=30 * at), **changes) for at in range(count)]
    return {event.id: event for event in events}, [killed(at, 10.0) for at in range(count)]


def test_a_months_count_lies_between_no_further_loss_and_every_day_like_the_worst() -> None:
    found = estimate_monthly(TOLL, *months(6))
    assert found is not None
    assert (found.low, found.mode, found.high) == (10.0, 200.0, 300.0)
    assert found.origin == "evidence"
    assert len(found.claims) == 6


def test_the_cases_own_count_is_held_within_the_bounds() -> None:
    events, _ = months(6)
    many = [killed(at, 250.0, high=None, best=None) for at in range(6)]
    found = estimate_monthly(TOLL, events, many)
    assert found is not None
    assert (found.low, found.mode, found.high) == (250.0, 250.0, 7500.0)


def test_a_part_of_an_event_is_not_added_to_the_whole() -> None:
    events, figures = months(6)
    parts = [killed(at, 8.0, scope="the capital") for at in range(6)]
    found = estimate_monthly(TOLL, events, [*figures, *parts])
    assert found is not None
    assert found.low == 10.0


@pytest.mark.parametrize(
    ("count", "changes"), [(3, {}), (6, {"recipient": "RUS", "actor": "UKR"}), (6, {"actor": "UKR"}), (0, {})]
)
def test_too_few_months_or_losses_of_another_leave_the_case_its_own(count: int, changes: dict[str, str]) -> None:
    assert estimate_monthly(TOLL, *months(count, **changes)) is None


def test_a_month_costs_what_its_tolls_weigh() -> None:
    drawn = {"monthly.killed.UKR": np.array([500.0, 2000.0]), "weight.killed.UKR": np.array([0.1, 0.2])}
    assert month_cost([TOLL], "UKR", drawn) == pytest.approx([0.05, 0.4])
    assert month_cost([TOLL], "RUS", drawn) == 0.0
