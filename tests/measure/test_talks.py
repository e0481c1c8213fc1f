"""Talks: movement is told from its absence, and neither is told from a handful of rounds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from bench.tracks import talks_world

from dualtrack import measure
from dualtrack.errors import InvalidValue
from dualtrack.lexicon import load_case
from dualtrack.measure.statements import conceded, move_of, statement, steps_of
from dualtrack.measure.talks import talks
from dualtrack.model import Claim, Estimate, Issue, Party, Position, Stance
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED
from dualtrack.record import Record

ISSUE = Issue(
    "land", "Land", "all Borland's", "all Aland's",
    ideal_point={"ALA": Estimate(1, 1, 1), "BOR": Estimate(0, 0, 0)},
)  # fmt: skip


@pytest.mark.parametrize(
    ("moving", "rounds", "verdict", "outcome"),
    [
        (1.0, 10, NOT_SUPPORTED, "movement"),
        (0.0, 30, SUPPORTED, "without movement"),
        (0.0, 10, NOT_TESTABLE, "not enough"),
    ],
)
def test_movement_needs_rounds_to_be_denied(moving: float, rounds: int, verdict: str, outcome: str) -> None:
    found = talks(*talks_world(0, moving, rounds))
    assert (found.verdict, found.outcome, found.n) == (verdict, outcome, rounds)
    assert (found.p_value is None) == (verdict == NOT_TESTABLE)


def test_where_the_share_is_the_line_either_verdict_is_rare() -> None:
    worlds = 400
    verdicts = [talks(*talks_world(seed, 0.2)).verdict for seed in range(worlds)]
    decided = sum(verdict != NOT_TESTABLE for verdict in verdicts)
    assert decided / worlds <= 0.05 + 2 * (0.05 * 0.95 / worlds) ** 0.5


def test_a_statement_after_the_next_round_belongs_to_that_round() -> None:
    found = talks([(10, 10), (20, 20)], [5, 15, 25], ["A"] * 3, [0.0, 0.0, 0.5])
    assert found.detail["moves"] == [{"A": 0}, {"A": 1}]
    late = talks([(10, 10)], [5, 60], ["A"] * 2, [0.0, 0.5])
    assert late.verdict == NOT_TESTABLE
    assert "both before and after" in late.why
    assert talks([], [], [], []).verdict == NOT_TESTABLE


def test_what_is_no_share_of_the_way_is_refused() -> None:
    with pytest.raises(InvalidValue, match="0 to 1 of the way"):
        talks([(1, 1)], [0], ["A"], [1.5])
    with pytest.raises(InvalidValue, match="one of each by statement"):
        talks([(1, 1)], [0, 1], ["A"], [0.5])


def claim(party: str, stance: str, value: float | None, at: int = 0) -> Claim:
    return Claim(
        f"doc{at}", "a", 0, 0, 1, "x", "en", Position(Party(party, None, party), "land", Stance(stance), value), "r"
    )


@pytest.mark.parametrize(
    ("party", "stance", "value", "share"),
    [
        ("ALA", "demands", 1.0, 0.0),
        ("ALA", "offers", 0.75, 0.25),
        ("BOR", "offers", 0.75, 0.75),
        ("ALA", "accepts", 0.0, 1.0),
        ("ALA", "rejects", 0.5, 0.0),
        ("ALA", "demands", None, 0.0),
        ("ALA", "offers", None, None),
        ("ALA", "offers", 1.0, None),
        ("ALA", "accepts", None, None),
    ],
)
def test_how_far_a_claim_goes_to_the_other_side(
    party: str, stance: str, value: float | None, share: float | None
) -> None:
    own, other = (ISSUE.ideal_point[code].mode for code in (party, "BOR" if party == "ALA" else "ALA"))
    assert conceded(claim(party, stance, value), own, other) == share


@pytest.mark.parametrize(
    ("before", "after", "move"),
    [
        (("demands", 1.0), ("offers", 0.6), 1),
        (("offers", 0.6), ("demands", 1.0), -1),
        (("demands", 1.0), ("demands", 0.95), 0),
        (("rejects", None), ("accepts", None), 1),
        (("accepts", None), ("rejects", None), -1),
        (("offers", None), ("offers", 0.5), None),
        (("rejects", None), ("demands", None), 0),
    ],
)
def test_which_way_a_step_goes(
    before: tuple[str, float | None], after: tuple[str, float | None], move: int | None
) -> None:
    first, second = (
        statement(date(2025, 5, day), "ALA", ISSUE, [claim("ALA", *said, at=day)], ("ALA", "BOR"))
        for day, said in ((1, before), (9, after))
    )
    assert move_of(first, second) == move
    assert [step.move for step in steps_of([first, second])] == ([] if move is None else [move])


def test_the_shipped_talks_counted_by_hand(demo: Path) -> None:
    """From rounds.csv up to the last dispatch: the leaders' meeting of 15 May and Budapest called off."""
    with Record(demo / "record.sqlite", create=False) as record:
        found = {item.name: item for item in measure.findings(record, load_case("ukraine"), method="talks")}
    assert found["talks.held"].detail == {"held": 34, "moved": 2, "called_off": 2}
    assert found["talks.delegations"].detail["kinds"] == {"political": 27, "diplomatic": 11, "security": 18}
    assert found["talks.movement"].detail["agenda"]["Donbas"] == 8
    assert found["talks.movement"].claims
    assert len(found["talks.movement"].drawings[0].table.rows) == 36
    assert np.isclose(found["talks.held"].estimate or 0, 34 / 38)
