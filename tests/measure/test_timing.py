"""Timing: finds what is there, not what is not, and says so where nothing can be known."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from bench.worlds import WORLDS
from hypothesis import given, settings
from hypothesis import strategies as st

from dualtrack import measure
from dualtrack.errors import InvalidValue, UnknownName
from dualtrack.measure.contrast import WINDOWS

EVEN = WORLDS[0]
DAY0 = date(2022, 3, 1)
CHECKS = {
    "endogenous scheduling", "whole-calendar shifts", "leave one round out", "block phase", "plus or minus one day",
    "days first planned", "cancelled dates as placebos", "announcements after raids",
}  # fmt: skip


def as_dates(rounds: Any) -> list[tuple[date, date]]:
    return [(DAY0 + timedelta(days=int(first)), DAY0 + timedelta(days=int(last))) for first, last in rounds]


def test_a_doubling_before_talks_is_found_with_its_size() -> None:
    world = EVEN.world(4, 2.0)
    finding = measure.timing(world.counts, world.rounds)
    assert (finding.verdict, finding.outcome) == ("supported", "louder around talks")
    assert finding.p_value is not None
    assert finding.p_value < 0.01
    assert finding.interval is not None
    assert finding.interval[0] <= 2.0 <= finding.interval[1]
    assert finding.estimate == pytest.approx(2.0, rel=0.35)
    assert finding.minimum_detectable is not None
    assert 1.0 < finding.minimum_detectable < 2.0
    assert set(finding.checks) == CHECKS
    assert finding.checks["endogenous scheduling"] == "passed"
    assert finding.checks["cancelled dates as placebos"] == "not run"
    assert "were timed with talks" in finding.says
    assert "caus" not in finding.says
    for told in ("episodes of talks", "smallest ratio", "reported as zero", "without a report"):
        assert told in finding.says
    json.dumps(finding.as_json())


def test_a_halving_is_found_as_quieter_days_and_its_smallest_ratio_lies_below_one_when_asked_for() -> None:
    world = EVEN.world(4, 0.4)
    finding = measure.timing(world.counts, world.rounds)
    assert (finding.verdict, finding.outcome) == ("supported", "quieter around talks")
    less = measure.timing(world.counts, world.rounds, alternative="less")
    assert less.p_value is not None
    assert less.p_value <= 0.05
    assert less.minimum_detectable is not None
    assert less.minimum_detectable < 1.0


def test_no_effect_is_not_found() -> None:
    world = EVEN.world(3)
    finding = measure.timing(world.counts, world.rounds)
    assert finding.verdict == "not supported"
    assert finding.interval is not None
    assert finding.interval[0] <= 1.0 <= finding.interval[1]
    assert "not shown to be timed" in finding.says


def test_dates_and_indices_give_the_same_and_so_does_the_same_seed() -> None:
    world = EVEN.world(5, 1.5)
    by_index = measure.timing(world.counts, world.rounds, draws=999)
    by_date = measure.timing(world.counts, as_dates(world.rounds), start=DAY0, draws=999)
    as_list = measure.timing(world.counts.tolist(), world.rounds[::-1].tolist(), draws=999)
    assert by_index == by_date == as_list
    other = measure.timing(world.counts, world.rounds, draws=999, seed=1)
    assert other.detail["null_mean"] != by_index.detail["null_mean"]


def test_every_window_is_shown_with_its_p_value_adjusted_over_all_series() -> None:
    world = EVEN.world(6)
    rounds = np.column_stack([world.rounds[:, 0], world.rounds[:, 0] + 1])
    alone = measure.timing(world.counts, rounds, subject="drones", draws=999)
    beside = {"missiles": EVEN.world(7).counts, "silence": np.zeros(1400), "gaps": [None] * 1400}
    both = measure.timing(world.counts, rounds, subject="drones", draws=999, beside=beside)
    assert [row["window"] for row in alone.detail["windows"]] == list(WINDOWS)
    assert [row["series"] for row in both.detail["windows"]] == ["drones"] * 4 + ["missiles"] * 4
    for one, two in zip(alone.detail["windows"], both.detail["windows"], strict=False):
        assert one["p_value"] == two["p_value"] <= one["adjusted"] <= two["adjusted"]
    null, windows = both.drawings
    assert len(windows.table.rows) == 8
    assert null.svg.startswith("<svg")


def test_cancelled_planned_and_announced_dates_are_checks_of_their_own() -> None:
    world = EVEN.world(8, 2.0)
    moved = world.rounds + 3
    finding = measure.timing(
        world.counts, world.rounds, cancelled=world.rounds + 20, planned=moved, announced=world.rounds - 10, draws=999
    )
    assert finding.checks["cancelled dates as placebos"] == "passed"
    assert finding.checks["announcements after raids"] == "passed"
    assert finding.checks["days first planned"] == "failed", "on the days first planned nothing was planted"
    few = measure.timing(world.counts, world.rounds, cancelled=world.rounds[:3], draws=999)
    assert few.checks["cancelled dates as placebos"] == "not run"


def test_talks_called_after_raids_show_in_the_lull_and_not_as_a_verdict_on_the_eve() -> None:
    world = WORLDS[3].world(1)
    lull = measure.timing(world.counts, world.rounds, window="lull", draws=999)
    assert lull.p_value is not None
    assert lull.p_value <= 0.05
    eve = measure.timing(world.counts, world.rounds, draws=999)
    assert eve.verdict == "not supported"
    assert eve.detail["p_talks_after_raids"] == pytest.approx(lull.p_value)


COUNTS = np.arange(200) % 7 + 3
WEEKS = np.array([[30, 30], [50, 51], [75, 75], [100, 100], [130, 131], [160, 160]])
UNTESTABLE = [
    ("few rounds", COUNTS, WEEKS[:4], "4 rounds; at least 5"),
    ("no rounds", COUNTS, [], "0 rounds"),
    ("short series", COUNTS[:100], WEEKS[:5] // 2, "100 days; at least 120"),
    ("empty series", [], WEEKS, "0 days"),
    ("all zeros", np.zeros(200, int), WEEKS, "zero on every day"),
    ("outside", COUNTS, WEEKS + 50, "lie outside"),
    ("before the first day", COUNTS, WEEKS - 40, "lie outside"),
    ("overlapping", COUNTS, [*WEEKS.tolist(), [51, 53]], "overlap"),
    ("missing days", np.where(np.arange(200) == 99, np.nan, COUNTS), WEEKS, "1 of 200 days have no report"),
    ("no report as None", [None, *COUNTS[1:].tolist()], WEEKS, "no report"),
    ("one candidate", COUNTS[:125], [[10, 10], [35, 35], [60, 60], [90, 90], [117, 117]], "one candidate"),
    ("one episode", COUNTS, [[60, 60], [62, 62], [64, 64], [66, 66], [68, 68]], "1 episodes"),
    ("a constant", np.full(200, 4), WEEKS, "same contrast"),
]


@pytest.mark.parametrize(("name", "counts", "rounds", "why"), UNTESTABLE, ids=[row[0] for row in UNTESTABLE])
def test_never_a_p_value_out_of_nothing(name: str, counts: Any, rounds: Any, why: str) -> None:
    finding = measure.timing(counts, rounds)
    assert (finding.verdict, finding.p_value, finding.estimate) == ("not testable", None, None)
    assert why in finding.why
    assert finding.why in finding.says


REFUSED: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"window": "pre"}, UnknownName, "Did you mean 'pre48'"),
    ({"alternative": "more"}, UnknownName, "alternative 'more' unknown"),
    ({"draws": 10}, InvalidValue, "at least 39"),
    ({"counts": -COUNTS}, InvalidValue, "never negative"),
    ({"counts": np.full(200, np.inf)}, InvalidValue, "finite"),
    ({"counts": COUNTS.reshape(20, 10)}, InvalidValue, "shape"),
    ({"counts": ["many"] * 200}, InvalidValue, "one number a day"),
    ({"rounds": as_dates(WEEKS)}, InvalidValue, "start="),
    ({"rounds": [30, 50, 75, 100, 130]}, InvalidValue, "first and last day"),
    ({"rounds": [[50, 30], *WEEKS[2:].tolist()]}, InvalidValue, "before it starts"),
]


@pytest.mark.parametrize(("given_", "error", "says"), REFUSED, ids=[row[2] for row in REFUSED])
def test_what_is_no_question_is_refused(given_: dict[str, Any], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        measure.timing(**{"counts": COUNTS, "rounds": WEEKS, **given_})


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 9), st.integers(0, 3))
def test_scale_and_whole_weeks_do_not_change_the_answer(seed: int, factor: int, weeks: int) -> None:
    """Multiplying large counts changes the ratio little; a block that opens 56 days later is the same block."""
    world = EVEN.world(seed)
    counts = world.counts * 1000
    one = measure.timing(counts, world.rounds, draws=199)
    two = measure.timing(counts * factor, world.rounds, draws=199)
    assert one.estimate == pytest.approx(two.estimate, rel=0.02)
    assert one.p_value == pytest.approx(two.p_value, abs=0.03)
    same = measure.timing(counts, world.rounds, draws=199, phase=56 * weeks)
    assert same.p_value == one.p_value
