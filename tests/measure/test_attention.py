"""Attention: a feint is seen, none is not invented, and a long article is one observation."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bench.tracks import REGIONS, attention_world

from dualtrack import measure
from dualtrack.errors import InvalidValue
from dualtrack.lexicon import load_case
from dualtrack.measure.attention import attention
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED
from dualtrack.record import Record


def test_without_a_difference_it_rejects_at_most_one_in_twenty() -> None:
    worlds = 150
    found = [
        attention(said, done, REGIONS, weeks=weeks, draws=399)
        for said, done, weeks, _ in map(attention_world, range(worlds))
    ]
    tested = [item for item in found if item.p_value is not None]
    rejected = sum(item.p_value <= 0.05 for item in tested if item.p_value is not None)
    assert rejected / len(tested) <= 0.05 + 2 * (0.05 * 0.95 / len(tested)) ** 0.5


@pytest.mark.parametrize(
    ("eyes_on", "while_in", "outcome", "verdict"),
    [
        ("region 1", "region 3", "yes", SUPPORTED),
        ("region 3", "region 1", "no", NOT_SUPPORTED),
        ("region 1", "region 2", "not enough", NOT_TESTABLE),
    ],
)
def test_a_thesis_on_two_regions_becomes_a_yes_a_no_or_not_enough(
    eyes_on: str, while_in: str, outcome: str, verdict: str
) -> None:
    generator = np.random.default_rng(1)
    said = generator.multinomial(3, [0.7, 0.2, 0.1], 120)
    done = generator.multinomial(3, [0.3, 0.2, 0.5], 120)
    found = attention(said, done, ("region 1", "region 2", "region 3"), eyes_on=eyes_on, while_in=while_in)
    assert (found.outcome, found.verdict) == (outcome, verdict)
    assert found.interval is not None
    assert found.interval[0] <= 0.4 <= found.interval[1]
    assert found.minimum_detectable is not None


def test_weeks_of_talk_and_weeks_of_fighting_are_not_compared_with_each_other() -> None:
    """Both tracks follow the same region within each week, but talk is loud in one half and the field in the other."""
    weeks = np.repeat(np.arange(20), 10)
    early = (weeks < 10).astype(float)
    said = np.column_stack([early * 5, (1 - early)])
    done = np.column_stack([early, (1 - early) * 5])
    pooled = attention(said, done, ("A", "B"))
    within = attention(said, done, ("A", "B"), weeks=weeks)
    assert pooled.verdict == SUPPORTED
    assert within.estimate == pytest.approx(0.0)
    assert within.verdict == NOT_SUPPORTED


def test_a_long_article_is_one_observation() -> None:
    said, done, weeks, _ = attention_world(4)
    once = attention(said, done, REGIONS, weeks=weeks)
    tenfold = attention(10 * said, 10 * done, REGIONS, weeks=weeks)
    assert tenfold.p_value == once.p_value
    assert tenfold.interval == pytest.approx(once.interval)


@pytest.mark.parametrize(
    ("documents", "weeks", "why"),
    [(10, None, "10 documents speak"), (40, [0] * 20 + [1] * 20, "0 weeks have both"), (0, None, "0 documents speak")],
)
def test_too_little_is_not_testable(documents: int, weeks: list[int] | None, why: str) -> None:
    said, done = np.ones((documents, 2)), np.ones((documents, 2))
    if weeks:
        said[20:], done[:20] = 0, 0
    found = attention(said, done, ("A", "B"), weeks=weeks)
    assert found.verdict == NOT_TESTABLE
    assert why in found.why


def test_what_is_no_table_of_regions_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must be 4 documents by 3 regions"):
        attention(np.ones((4, 2)), np.ones((4, 2)), ("A", "B", "C"))
    with pytest.raises(InvalidValue, match="never negative"):
        attention(-np.ones((4, 2)), np.ones((4, 2)), ("A", "B"))
    with pytest.raises(InvalidValue, match="region 'C' is not among A, B"):
        attention(np.ones((4, 2)), np.ones((4, 2)), ("A", "B"), eyes_on="C")


def test_on_the_shipped_case_each_thesis_gets_an_answer_with_its_counts(demo: Path) -> None:
    with Record(demo / "record.sqlite", create=False) as record:
        found = {item.name: item for item in measure.findings(record, load_case("ukraine"), method="attention")}
    assert set(found) == {"attention.divergence", "attention.ukraine-donbas-ua-23"}
    said, done = found["attention.divergence"].detail["said_and_done"]["Donbas"]
    assert said > done
    assert all(item.claims for item in found.values())
