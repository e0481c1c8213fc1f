"""The documented runs of docs/timing.md and docs/compliance.md: launches by day against talks, a pledge and two truces.

Run: python -m bench launches. Needs the data set of missile attacks beside the checkout (see bench.data); counts are
the Ukrainian Air Force's rows, tactical reconnaissance models left out, dated by the end of the raid. A day without a
row is taken as a day without launches, because the data set lists every attack that was reported.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from bench.data import DATA
from dualtrack import measure
from dualtrack.lexicon import load_case
from dualtrack.measure.record_timing import joined
from dualtrack.model import Finding

FOLDER = "D1_missile_attacks"
SOURCE = "kpszsu"
LAST = date(2025, 12, 31)
PLEDGE = date(2025, 3, 18)
TRUCES = {
    "the Easter truce of 2025": (date(2025, 4, 20), date(2025, 4, 20)),
    "the three-day truce of May 2025": (date(2025, 5, 8), date(2025, 5, 10)),
}


def launches(data: Path = DATA) -> tuple[Any, date]:
    """Munitions launched by day, and the date of day 0."""
    with (data / FOLDER / "missiles_and_uavs.csv").open(encoding="utf-8") as handle:
        scouts = {row["model"] for row in csv.DictReader(handle) if row["type"] == "reconnaissance"}
    by_day: Counter[date] = Counter()
    with (data / FOLDER / "missile_attacks_daily_to_2025-12.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            if row["source"].startswith(SOURCE) and row["model"] not in scouts:
                by_day[date.fromisoformat(row["time_end"][:10])] += int(float(row["launched"] or 0))
    first = min(by_day)
    days = [first + timedelta(days=offset) for offset in range((LAST - first).days + 1)]
    return np.array([by_day[day] for day in days]), first


def against_talks(counts: Any, first: date) -> Finding:
    """The rounds of 2025 in the case's calendar against the launches."""
    rounds = [item for item in load_case("ukraine").rounds if item.end <= LAST]
    held = [item for item in rounds if not item.cancelled]
    return measure.timing(
        counts, joined([(item.start, item.end) for item in held]), start=first, subject="munitions launched",
        planned=joined([(item.planned.first_day or item.start, item.planned.last_day or item.end) for item in held]),
        announced=joined([(item.announced_at, item.announced_at) for item in rounds if item.announced_at]),
    )  # fmt: skip


def documented(data: Path = DATA) -> Iterator[Finding]:
    """Every run that the documents tell of."""
    counts, first = launches(data)
    yield against_talks(counts, first)
    yield measure.before_after(counts, PLEDGE, start=first, claimed=1.5, subject="munitions launched", key="pledge")
    for name, term in TRUCES.items():
        yield measure.compliance(counts, term, start=first, name=name, subject="munitions launched")


def main() -> int:
    if not (DATA / FOLDER).is_dir():
        print(f"skipped: no data set of missile attacks at {DATA} (set DUALTRACK_DATA)")
        return 0
    for finding in documented():
        checks = ", ".join(f"{name} {result.value}" for name, result in finding.checks.items())
        print(f"{finding.says}\n  p {finding.p_value:.3g}; {checks}")
        for row in finding.detail.get("windows", ()):
            told = "  {words}: {ratio:.2f} ({low:.2f} to {high:.2f}), p {p_value:.3f}, {adjusted:.3f} over all"
            print(told.format(**row))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
