"""Before and after: a percentage is placed among those of every other day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from bench.worlds import counts_of

from dualtrack import measure
from dualtrack.errors import InvalidValue

COUNTS = counts_of(np.random.default_rng(2))[0]
DAY0 = date(2022, 3, 1)


def test_a_rise_that_the_trend_alone_gives_is_usual() -> None:
    finding = measure.before_after(COUNTS, 700, claimed=1.5)
    assert (finding.outcome, finding.verdict) == ("usual", "not supported")
    assert finding.detail["placebos_that_share_no_day"] >= 20
    assert "% of other days" in finding.says
    assert "caus" not in finding.says
    json.dumps(finding.as_json())


@pytest.mark.parametrize(("factor", "word"), [(4.0, "rose"), (0.2, "fell")])
def test_a_jump_is_unusual_whichever_way_it_goes(factor: float, word: str) -> None:
    changed = COUNTS.astype(float)
    changed[700:730] *= factor
    finding = measure.before_after(changed, DAY0 + timedelta(days=700), start=DAY0, subject="launches")
    assert (finding.outcome, finding.verdict) == ("unusual", "supported")
    assert finding.says.startswith(f"Launches {word} by ")
    assert finding.checks["days of the last year only"] == "passed"
    (drawing,) = finding.drawings
    assert drawing.table.rows[-1][1] == pytest.approx(np.log(finding.estimate or 0))


UNTESTABLE: list[tuple[Any, int, str]] = [
    (COUNTS[:100], 50, "at least 120"),
    (COUNTS, 20, "30 days on either side"),
    (COUNTS, 1390, "30 days on either side"),
    (COUNTS[:300], 150, "share no day"),
    (np.where(np.arange(1400) == 710, np.nan, COUNTS), 700, "without a report"),
]


@pytest.mark.parametrize(("counts", "day", "why"), UNTESTABLE, ids=[row[2] + str(row[1]) for row in UNTESTABLE])
def test_nothing_is_said_where_nothing_can_be(counts: Any, day: int, why: str) -> None:
    finding = measure.before_after(counts, day)
    assert (finding.verdict, finding.estimate, finding.p_value) == ("not testable", None, None)
    assert why in finding.why


def test_gaps_elsewhere_cost_only_the_placebos_that_touch_them() -> None:
    gaps = COUNTS.astype(float)
    gaps[200] = np.nan
    one, two = measure.before_after(COUNTS, 700), measure.before_after(gaps, 700)
    assert one.estimate == pytest.approx(two.estimate)
    assert (one.n or 0) - (two.n or 0) == 60


def test_a_date_needs_the_date_of_day_0() -> None:
    with pytest.raises(InvalidValue, match="start="):
        measure.before_after(COUNTS, date(2024, 1, 1))
