"""Ultimatums: backed threats are told from hollow ones, routine from backing, and silence from an absence."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from bench.tracks import rejected, ultimatums_world

from dualtrack import measure
from dualtrack.errors import InvalidValue
from dualtrack.lexicon import load_case
from dualtrack.measure.record_ultimatums import outcome_of
from dualtrack.measure.searched import searched
from dualtrack.measure.threats import threats_of
from dualtrack.measure.ultimatums import ultimatums
from dualtrack.model import Claim, Commitment, Document, Party, Reality, When
from dualtrack.model.finding import NOT_SUPPORTED, NOT_TESTABLE, SUPPORTED
from dualtrack.record import Record

DAYS = 600
WINDOWS = [(start, start + 13) for start in range(40, 560, 40)]


def test_acts_that_come_only_after_threats_back_them() -> None:
    acts = np.zeros(DAYS)
    for first, _ in WINDOWS:
        acts[first + 3] = 1
    found = ultimatums(acts, WINDOWS, draws=1999)
    assert (found.verdict, found.outcome) == (NOT_SUPPORTED, "backed")
    assert found.interval is not None
    assert found.interval[0] > 1


def test_steady_costs_are_no_backing() -> None:
    found = ultimatums(np.random.default_rng(0).poisson(2, DAYS), WINDOWS, draws=1999)
    assert (found.verdict, found.outcome) == (SUPPORTED, "no more than usual")
    assert found.interval is not None
    assert found.interval[1] < 2
    assert found.minimum_detectable is not None
    assert found.minimum_detectable < 2


def test_without_an_effect_it_rejects_at_most_one_in_twenty() -> None:
    worlds, rejections = 40, 0
    for seed in range(worlds):
        acts, windows, documents = ultimatums_world(seed)
        rejections += rejected(ultimatums(acts, windows, documents=documents, draws=199, seed=seed))
    assert rejections / worlds <= 0.05 + 2 * (0.05 * 0.95 / worlds) ** 0.5


@pytest.mark.parametrize(
    ("acts", "windows", "why"),
    [
        (np.ones(DAYS), WINDOWS[:3], "3 of 3 windows"),
        (np.zeros(DAYS), WINDOWS, "no costly act is reported at all"),
        (np.ones(DAYS), WINDOWS, "every placement of the windows holds as many"),
        (np.ones(DAYS), [(900 + day, 905 + day) for day in range(9)], "0 of 9 windows"),
        (np.ones(0), [], "0 of 0 windows"),
    ],
)
def test_too_little_is_not_testable(acts: np.ndarray, windows: list[tuple[int, int]], why: str) -> None:
    found = ultimatums(acts, windows)
    assert found.verdict == NOT_TESTABLE
    assert why in found.why
    assert found.p_value is None


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(InvalidValue, match="do not fit"):
        ultimatums(np.ones(10), [(1, 2)], documents=np.ones(9))
    with pytest.raises(InvalidValue, match="never negative"):
        ultimatums(-np.ones(10), [(1, 2)])


@pytest.mark.parametrize(
    ("acts", "usual", "early", "enough", "outcome"),
    [
        (2, 0.3, False, False, "backed"),
        (2, 5.0, False, True, "no more than usual"),
        (2, 5.0, False, False, "not enough searched"),
        (0, 0.0, True, True, "too early"),
        (0, 0.0, False, True, "unbacked"),
        (0, 0.0, False, False, "not enough searched"),
    ],
)
def test_what_is_said_of_one_threat(acts: int, usual: float, early: bool, enough: bool, outcome: str) -> None:
    assert outcome_of(acts, usual, early, enough) == outcome


def claim(day: date, form: str, party: str | None, toward: str | None, **more: object) -> Claim:
    def parties(code: str | None) -> tuple[Party, ...]:
        return (Party(code, None, code),) if code else ()

    made = Commitment(form, parties(party), parties(toward), **more)  # type: ignore[arg-type]
    return Claim(f"doc {day} {form}", "a.txt", 0, 0, 4, "text", "en", made, "rule", when=When.on(day))


def test_claims_of_one_threat_are_one_and_a_threat_of_nobody_joins_it() -> None:
    day = date(2025, 7, 14)
    told = [
        claim(day, "threat", "ABC", "XYZ"),
        claim(day + timedelta(days=1), "ultimatum", "ABC", "XYZ", due=date(2025, 9, 2)),
        claim(day + timedelta(days=2), "threat", None, "XYZ"),
        claim(day + timedelta(days=60), "threat", None, "XYZ"),
        claim(day + timedelta(days=20), "deadline", "ABC", "XYZ"),
        claim(day, "promise", "ABC", "XYZ"),
    ]
    first, second = threats_of(told, {})
    assert (first.form, first.made, first.due, len(first.claims)) == ("ultimatum", day, date(2025, 9, 2), 3)
    assert first.last == date(2025, 9, 16)
    assert second.form == "deadline"
    hypothetical = Claim("d", "a", 0, 0, 1, "x", "en", told[0].payload, "r", reality=Reality.HYPOTHETICAL)
    assert threats_of([hypothetical], {}) == []


def test_an_absence_names_what_was_searched() -> None:
    day = date(2025, 5, 1)
    documents = [
        Document(
            f"text {at}", f"{at}.txt", language, publisher=publisher, published=When.on(day + timedelta(days=3 * at))
        )
        for at, (language, publisher) in enumerate([("en", "A"), ("uk", "B")] * 6)
    ]
    found = searched(documents, day, day + timedelta(days=34))
    assert found.enough
    assert (
        found.words
        == "12 documents (en 6, uk 6) of 2 publishers on 12 days from 2025-05-01 to 2025-06-04, the longest gap 2 days"
    )
    assert not searched(documents, day, day + timedelta(days=60)).enough
    assert not searched(documents[:3], day, day + timedelta(days=10)).enough


def test_the_shipped_ultimatums_checked_by_hand(demo: Path) -> None:
    """The European ultimatum of 10 May was followed by sanctions of 20 May; the American one of 14 July by none on
    Russia within 30 days, and by tariffs on India; the deadline of 27 November passed."""
    with Record(demo / "record.sqlite", create=False) as record:
        found = {item.name: item for item in measure.findings(record, load_case("ukraine"), method="ultimatums")}
    assert found["ultimatums.eur.2025-05-10"].outcome == "backed"
    assert {tuple(act) for act in found["ultimatums.eur.2025-05-10"].detail["acts"]} == {("2025-05-20", "SANCTION")}
    july = found["ultimatums.usa.2025-07-14"]
    assert july.outcome == "unbacked"
    assert july.detail["against_others"] == [["2025-08-06", ["IND"]]]
    assert "documents (en" in july.says
    assert found["ultimatums.usa.2025-11-21"].outcome == "unbacked"
    assert found["ultimatums.usa.2025-11-21"].detail["due"] == "2025-11-27"
    assert all(item.claims for item in found.values())
