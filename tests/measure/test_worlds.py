"""The table of docs/timing.md on few worlds: the limits widen with the standard error of so few."""

from __future__ import annotations

import pytest
from bench.naive import NAIVE
from bench.timing import Row, run
from bench.worlds import WORLDS


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    return {row.name: row for row in run(24, naive=False, speed=False)}


def test_sizes_power_coverage_and_family_wise_error_hold(rows: dict[str, Row]) -> None:
    assert len(rows) == 12
    missed = {name: (row.value, row.low, row.high) for name, row in rows.items() if not row.holds}
    assert not missed


@pytest.mark.parametrize("naive", ["Welch t", "Fisher top-10%", "event coincidence"])
def test_the_naive_tests_see_timing_in_a_world_without_any(naive: str) -> None:
    late = WORLDS[1]
    worlds = [late.world(seed) for seed in range(10)]
    assert sum(NAIVE[naive](world.counts, world.rounds) <= 0.05 for world in worlds) >= 7
