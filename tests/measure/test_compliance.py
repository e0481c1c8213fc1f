"""Compliance: kept, broken, expired, open or not testable, and what was seen against what was to be expected."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bench.compliance import tried
from bench.worlds import counts_of

from dualtrack import measure
from dualtrack.errors import InvalidValue
from dualtrack.measure.fate import Breach

DAY0 = date(2024, 1, 1)
TERM = (400, 429)


@pytest.fixture
def counts() -> Any:
    return counts_of(np.random.default_rng(1), 0.6)[0][:460].astype(float)


def with_term(counts: Any, share: float) -> Any:
    changed = counts.copy()
    changed[TERM[0] : TERM[1] + 1] = np.floor(changed[TERM[0] : TERM[1] + 1] * share)
    return changed


def test_silence_on_every_day_is_kept_and_far_below_what_was_to_be_expected(counts: Any) -> None:
    finding = measure.compliance(with_term(counts, 0), TERM, name="the truce", subject="raids")
    assert (finding.outcome, finding.verdict, finding.estimate) == ("kept", "not supported", 0.0)
    assert finding.p_value is not None
    assert finding.p_value < 0.001
    assert finding.interval is not None
    assert 0.0 == finding.interval[0] < finding.interval[1] < 0.1
    assert finding.minimum_detectable is not None
    assert 0.2 < finding.minimum_detectable < 0.8
    assert finding.checks["without the first day"] == "passed"
    assert "The truce (day 400 to day 429) was kept" in finding.says
    json.dumps(finding.as_json())


def test_one_incident_breaks_it_though_far_fewer_were_seen_than_expected(counts: Any) -> None:
    quiet = with_term(counts, 0)
    quiet[410] = 3
    finding = measure.compliance(quiet, TERM)
    assert (finding.outcome, finding.verdict) == ("broken", "supported")
    assert "the first breach is of day 410" in finding.says
    assert finding.interval is not None
    assert finding.interval[1] < 0.2


def test_a_term_in_which_nothing_changed_is_broken_and_no_quieter(counts: Any) -> None:
    finding = measure.compliance(counts, TERM)
    assert finding.outcome == "broken"
    assert finding.interval is not None
    assert finding.interval[0] < 1.0 < finding.interval[1]
    assert finding.checks["terms that nobody declared"] == "passed"
    assert finding.detail["placebos"] >= 5


def test_days_without_a_report_are_neither_kept_nor_zero(counts: Any) -> None:
    gaps = with_term(counts, 0)
    gaps[405:410] = np.nan
    finding = measure.compliance(gaps, TERM)
    assert (finding.outcome, finding.verdict, finding.p_value) == ("expired", "not testable", None)
    assert "only 25 of 30 days have a report" in finding.why
    silent = with_term(counts, 0)
    silent[TERM[0] : TERM[1] + 1] = np.nan
    unknown = measure.compliance(silent, TERM)
    assert (unknown.outcome, unknown.verdict, unknown.estimate) == (None, "not testable", None)
    assert "cannot be tested" in unknown.says
    running = measure.compliance(with_term(counts, 0)[:415], TERM, running=True)
    assert (running.outcome, running.verdict) == ("open", "not testable")


def test_reports_of_a_breach_name_who_gives_them_and_the_earliest_comes_first(counts: Any) -> None:
    first, last = (DAY0 + timedelta(days=day) for day in TERM)
    told = [
        Breach("a ministry", None, last, ("clm_b",)),
        Breach("an envoy", first + timedelta(days=2), last, ("clm_a",)),
    ]
    finding = measure.compliance(with_term(counts, 0), (first, last), start=DAY0, breaches=told)
    assert finding.outcome == "broken"
    assert "6 February 2025, by the account of an envoy" in finding.says
    assert set(finding.claims) == {"clm_a", "clm_b"}
    undated = measure.compliance(with_term(counts, 0), (first, last), start=DAY0, breaches=told[:1])
    assert "of a day within it, by the account of a ministry (reported 5 March 2025)" in undated.says
    assert "caus" not in finding.says + undated.says


def test_the_drawing_and_its_table_show_every_bound_day(counts: Any) -> None:
    (drawing,) = measure.compliance(counts, TERM, subject="raids").drawings
    assert drawing.svg.count("<polygon") == 1
    assert [row[0] for row in drawing.table.rows if row[1] == "yes"] == [f"day {day}" for day in range(400, 430)]


def test_without_a_baseline_the_drawing_still_shows_what_was_seen_and_who_reports_a_breach(counts: Any) -> None:
    first, last = (DAY0 + timedelta(days=day) for day in TERM)
    told = [Breach("a ministry", None, last), Breach("an envoy", first)]
    finding = measure.compliance(np.full(460, np.nan), (first, last), start=DAY0, breaches=told)
    (drawing,) = finding.drawings
    assert "<polygon" not in drawing.svg
    assert [(row[0], row[-1]) for row in drawing.table.rows] == [
        (first.isoformat(), "an envoy"), ("a day of the term", f"a ministry, {last.isoformat()}"),
    ]  # fmt: skip


NO_BASELINE = [
    ("short", lambda counts: (counts[:60], (40, 50)), "40 of the 168 days before"),
    ("unreported", lambda counts: (np.where(np.arange(460) < 350, np.nan, counts), TERM), "50 of the 168 days before"),
    ("zero before", lambda counts: (np.where(np.arange(460) < 400, 0, counts), TERM), "zero on every day before"),
    ("outside", lambda counts: (counts, (500, 510)), "no day of the term"),
    ("before the first day", lambda counts: (counts, (-20, -10)), "0 of the 168"),
]


@pytest.mark.parametrize(("name", "made", "why"), NO_BASELINE, ids=[row[0] for row in NO_BASELINE])
def test_without_a_baseline_there_is_no_number(name: str, made: Any, why: str, counts: Any) -> None:
    values, term = made(counts)
    finding = measure.compliance(values, term)
    assert (finding.estimate, finding.p_value, finding.interval) == (None, None, None)
    assert why in finding.says


@pytest.mark.parametrize(
    ("values", "term", "says"),
    [
        ([-1] * 200, (100, 110), "never negative"),
        ([1] * 200, (110, 100), "before it starts"),
        ([1] * 200, (date(2025, 1, 1), date(2025, 1, 2)), "start="),
        ([1] * 200, 7, "first and last day"),
    ],
)
def test_what_is_no_question_is_refused(values: Any, term: Any, says: str) -> None:
    with pytest.raises(InvalidValue, match=says):
        measure.compliance(values, term)


def test_the_interval_holds_the_true_ratio_about_as_often_as_it_says() -> None:
    """A short version of `python -m bench compliance`, with limits as wide as so few worlds make them."""
    for length, ratio in ((3, 1.0), (30, 0.5)):
        held = np.mean([tried(seed, length, 0.6, ratio)[0] for seed in range(60)])
        assert held >= 0.85


def test_the_truces_of_the_demo_are_told_with_who_says_that_they_were_broken(demo: Path) -> None:
    found = {item["name"]: item for item in json.loads((demo / "findings.json").read_text("utf-8"))}
    page = (demo / "index.html").read_text("utf-8")
    for name in ("energy-moratorium-2025.RUS", "easter-truce-2025.RUS", "easter-truce-2025.UKR", "may-truce-2025.RUS"):
        finding = found[f"compliance.{name}"]
        assert (finding["outcome"], finding["verdict"]) == ("broken", "supported")
        assert finding["claims"]
        assert "by the account of" in finding["says"]
        assert f"finding-compliance-{name.replace('.', '-')}" in page
    assert "was not met" in found["compliance.may-ultimatum-2025.RUS"]["says"]
