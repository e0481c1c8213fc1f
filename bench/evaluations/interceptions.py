"""Two records of one year's interceptions against each other: rows of a data set, imported, and posts, coded.

`python -m bench.evaluations.interceptions [FILE]` compares what was shot down in 2023 by day and weapon, prints the
share of the cells that both count and agree on, and lists each difference with its cause (to FILE, if one is named).
Nothing of either source's text is written.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench.data import DATA
from bench.evaluations.counts import DOWNED, WEAPONS, claims_of, rows, summed
from dualtrack.lexicon import load_case
from dualtrack.record import Record
from dualtrack.record.datasets import import_dataset

YEAR = 2023
ATTACKS = "D1_missile_attacks/missile_attacks_daily_to_2025-12.csv"
POSTS = "D7_af_infographic_ocr/af_infographics_2023.jsonl"
WHATS = ("drone", "missile")
STRIKE = "Shahed"  # of the drones, those that posts count on every day of a raid
Counts = dict[tuple[date, str], float]


@dataclass(frozen=True, slots=True)
class Cell:
    """What was shot down of one weapon on one day, by either source; `cause` is empty where they agree."""

    day: date
    what: str
    imported: float
    coded: float
    cause: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Counts by day and weapon: of the data set (of it, strike drones alone), of the posts as coded, of the posts as
    their own tables have them, and how many posts a day has."""

    imported: Counts
    strike: Counts
    coded: Counts
    tabled: Counts
    posts: Mapping[date, int]


def imported() -> tuple[Counts, Counts]:
    """The data set's counts, from the figures that its rows come to, by the last day of each raid."""
    whole: Counts = defaultdict(float)
    strike: Counts = defaultdict(float)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "year.csv"
        with (DATA / ATTACKS).open(encoding="utf-8", newline="") as source, path.open("w", encoding="utf-8") as target:
            table = csv.DictReader(source)
            writer = csv.DictWriter(target, table.fieldnames or ())
            writer.writeheader()
            writer.writerows(row for row in table if row["time_end"].startswith(str(YEAR)))
        with Record(Path(folder) / "record.sqlite") as record:
            import_dataset(record, "missile-attacks", path, load_case("ukraine"))
            days = {event.id: event.when.last_day for event in record.events()}
            for figure in record.figures():
                day = days[figure.event]
                if figure.measure != "shot_down" or figure.best is None or day is None:
                    continue
                if figure.scope is None:
                    whole[day, figure.what] += figure.best
                elif STRIKE in figure.scope:
                    strike[day, figure.what] += figure.best
    return dict(whole), dict(strike)


def coded() -> tuple[Counts, Counts, Counter[date]]:
    """The posts' counts as coded from their words, and as their own tables have them."""
    said: Counts = defaultdict(float)
    tabled: Counts = defaultdict(float)
    posts: Counter[date] = Counter()
    for row in rows(POSTS):
        day = date.fromisoformat(row["csv"]["checkpoint_date"])
        posts[day] += 1
        for what, count in summed(claims_of(row["text"], day.isoformat(), "uk"), DOWNED).items():
            said[day, what] += count
        for column, count in row["csv"].items():
            if not column.startswith("checkpoint"):
                tabled[day, WEAPONS.get(column, "missile")] += int(count)
    return dict(said), dict(tabled), posts


def cells(sources: Sources) -> Iterator[Cell]:
    """Each day and weapon that both sources count."""
    for key in sorted(sources.imported.keys() & (sources.coded.keys() | sources.tabled.keys())):
        day, what = key
        if what in WHATS:
            own, other = sources.imported[key], sources.coded.get(key, 0.0)
            yield Cell(day, what, own, other, "" if own == other else cause(sources, day, what))


def cause(sources: Sources, day: date, what: str) -> str:
    """Why the two differ, the first that explains the numbers."""
    key = (day, what)
    own, other, table = sources.imported[key], sources.coded.get(key, 0.0), sources.tabled.get(key, 0.0)
    near = [(day + timedelta(days=step), what) for step in (-1, 1)]
    if other != table:
        return f"the post is coded as {other:g} where its table has {table:g}"
    if what == "drone" and sources.strike.get(key) == other:
        return f"the data set adds {own - other:g} reconnaissance drones, told in other posts"
    if any(own + sources.imported.get(item, 0.0) == other + sources.coded.get(item, 0.0) for item in near):
        return "told in the post of the day before or after"
    if any(own + sources.imported.get(item, 0.0) == other for item in near):
        return "the post counts two days of the data set together"
    if own > other:
        return f"the data set counts {own - other:g} more: raids of the day that the posts at hand do not cover"
    return f"the post counts {other - own:g} more than the data set"


def compared() -> list[Cell]:
    whole, strike = imported()
    said, tabled, posts = coded()
    return list(cells(Sources(whole, strike, said, tabled, posts)))


def main() -> None:
    found = compared()
    for what in WHATS:
        own = [cell for cell in found if cell.what == what]
        agreed = sum(not cell.cause for cell in own)
        print(f"{what}: {agreed} of {len(own)} days agree ({agreed / len(own):.3f})")
    differing = [cell for cell in found if cell.cause]
    for kind, count in Counter("".join(c for c in cell.cause if not c.isdigit()) for cell in differing).most_common():
        print(f"  {count} x {kind}")
    listed = "day,weapon,data set,posts,cause\n" + "".join(
        f'{cell.day},{cell.what},{cell.imported:g},{cell.coded:g},"{cell.cause}"\n' for cell in differing
    )
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(listed, encoding="utf-8")
    else:
        print(listed)


if __name__ == "__main__":
    main()
