"""Meetings: the test of sidelining holds its size, shows what it should, and refuses what it cannot know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from bench.tracks import meetings_world
from hypothesis import given, settings
from hypothesis import strategies as st

from dualtrack import measure
from dualtrack.errors import InvalidValue
from dualtrack.lexicon import load_case
from dualtrack.measure.majority import majority
from dualtrack.measure.meetings import meetings
from dualtrack.measure.network import betweenness, graph_of, shuttles
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED
from dualtrack.record import Record

PARTIES = ("Aland", "Borland", "Cland")


def test_a_party_that_vanishes_from_the_room_is_named() -> None:
    days = np.arange(0, 400, 8)
    present = np.ones((50, 3), dtype=bool)
    present[::7, 0] = False
    present[25:, 1] = False
    found = meetings(present, days, PARTIES, draws=1999)
    assert found.verdict == SUPPORTED
    assert found.outcome == "Borland left out more"
    assert found.estimate == pytest.approx(1.0)
    assert found.interval is not None
    assert found.interval[0] > 0
    assert "Borland" in found.says


def test_without_a_change_it_rejects_at_most_one_in_twenty() -> None:
    worlds = 200
    found = [meetings(*meetings_world(seed), PARTIES, draws=399, seed=seed) for seed in range(worlds)]
    rejected = sum(item.p_value is not None and item.p_value <= 0.05 for item in found)
    assert rejected / worlds <= 0.05 + 2 * (0.05 * 0.95 / worlds) ** 0.5


@pytest.mark.parametrize(
    ("present", "days", "why"),
    [
        (np.ones((4, 3)), [0, 9, 18, 27], "4 episodes of meetings"),
        (np.ones((30, 3)), range(30), "1 episodes of meetings"),
        (np.ones((30, 3)), range(0, 300, 10), "some with it and some without"),
        (np.zeros((0, 3)), [], "0 episodes of meetings"),
    ],
)
def test_what_few_meetings_cannot_say_is_said(present: np.ndarray, days: object, why: str) -> None:
    found = meetings(present, np.asarray(days), PARTIES)
    assert found.verdict == NOT_TESTABLE
    assert why in found.why
    assert found.p_value is None


def test_shapes_that_do_not_agree_are_refused() -> None:
    with pytest.raises(InvalidValue, match="must be 3 meetings by 3 parties"):
        meetings(np.ones((2, 3)), [1, 2, 3], PARTIES)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_the_same_seed_gives_the_same_finding_and_the_order_of_meetings_does_not_matter(seed: int) -> None:
    present, days = meetings_world(seed)
    once = meetings(present, days, PARTIES, draws=99)
    order = np.random.default_rng(seed).permutation(days.size)
    again = meetings(present[order], days[order], PARTIES, draws=99)
    assert once.as_json() == again.as_json()
    if once.interval is not None and once.estimate is not None:
        assert once.interval[0] <= once.estimate <= once.interval[1]


def test_the_one_between_two_who_never_met() -> None:
    present = np.array([[1, 0, 1], [0, 1, 1], [1, 0, 1]], dtype=bool)
    graph = graph_of(present, PARTIES)
    assert graph["Aland"]["Cland"]["meetings"] == 2
    assert not graph.has_edge("Aland", "Borland")
    assert betweenness(graph) == {"Aland": 0.0, "Borland": 0.0, "Cland": 1.0}
    assert shuttles(present, np.array([0, 10, 30]), 2, (0, 1)) == 1


def test_a_share_is_told_from_a_line_by_its_exact_interval() -> None:
    found = majority(9, 10)
    assert found.above is True
    assert found.p_value == pytest.approx(2 * 11 / 1024)
    assert found.interval == pytest.approx((0.555, 0.9975), abs=1e-3)
    assert majority(6, 10).above is None
    assert majority(0, 20).above is False
    assert majority(2, 3).detectable == (None, None)


def test_the_shipped_calendar_counted_by_hand(demo: Path) -> None:
    """From rounds.csv, up to the demo's last dispatch, and one meeting that only a dispatch tells of."""
    with Record(demo / "record.sqlite", create=False) as record:
        found = {item.name: item for item in measure.findings(record, load_case("ukraine"), method="meetings")}
        early = measure.findings(record, load_case("ukraine"), method="meetings", as_of=date(2025, 3, 31))
    change, side, between = (found[f"meetings.{name}"] for name in ("sidelining", "balance", "go_between"))
    rows = {row["party"]: row for row in change.detail["parties"]}
    assert rows["Ukraine"]["about"] == [11, 9]
    assert rows["Ukraine"]["without"] == [7, 6]
    assert side.detail["count"] == 13
    assert between.estimate == pytest.approx(33 / 36)
    assert change.verdict == side.verdict == NOT_SUPPORTED
    assert change.minimum_detectable is not None
    assert all(item.claims for item in found.values())
    assert all(drawing.table.rows for drawing in change.drawings)
    assert early[0].verdict == NOT_TESTABLE
