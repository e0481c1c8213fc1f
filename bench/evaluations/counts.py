"""Counts by weapon against third-party records: Ukrainian infographic texts and Russian daily air-defence posts.

The record's totals of the posts are read by a machine and partly wrong; `gold/ministry_totals.csv` holds the right ones
of 300 posts, read by eye (`python -m bench.evaluations.counts` lists where the record differs).
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from bench.data import DATA, ROOT
from dualtrack import code_documents, read
from dualtrack.model import Claim

WEAPONS = {
    **dict.fromkeys(("shahed", "uav_drones", "orlan", "lancet", "merlin", "orion"), "drone"),
    **dict.fromkeys(("helicopter_k_52", "helicopter"), "helicopter"),
    **dict.fromkeys(("fighter_su_34", "fighter_su_25", "fighter_su_24m", "fighter_su_30_cm"), "aircraft"),
}
"""The infographics' columns in the terms of the coder; every other weapon is a missile."""
DOWNED = ("shot_down", "destroyed")


class Cell(NamedTuple):
    """One weapon of one report: the count of the record, the count that was coded, the text."""

    report: str
    what: str
    gold: float
    coded: float
    text: str


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file of the measuring data."""
    with (DATA / name).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def infographic_cells() -> list[Cell]:
    """Each weapon that either the record or the coder counts in a Ukrainian Air Force infographic.

    Columns of one `what` are added up; the ships and vehicles that the record has no column for are left out.
    """
    cells = []
    for row in rows("D7_af_infographic_ocr/af_infographics_2023.jsonl"):
        gold: Counter[str] = Counter()
        for column, value in row["csv"].items():
            if not column.startswith("checkpoint"):
                gold[WEAPONS.get(column, "missile")] += int(value)
        coded = summed(claims_of(row["text"], row["csv"]["checkpoint_date"], "uk"), DOWNED)
        for what in sorted(gold.keys() | (coded.keys() & {"drone", "missile", "helicopter", "aircraft"})):
            cells.append(Cell(row["post_image"], what, gold[what], coded[what], row["text"]))
    return cells


def checked_posts() -> Iterator[tuple[dict[str, Any], float]]:
    """The posts of gold/ministry_totals.csv with the drones that each counts as downed, as far as its text goes (an
    item cut off at its end is left out; 0 where it gives no count). A post is named by its minute, the first of it."""
    first: dict[str, dict[str, Any]] = {}
    for row in rows("D5_ru_mod_reports/mod_russia_ad.jsonl"):
        first.setdefault(row["posted_utc"], row)
    with (ROOT / "gold" / "ministry_totals.csv").open(encoding="utf-8") as lines:
        for checked in csv.DictReader(lines):
            yield first[checked["posted"]], float(checked["total"])


def ministry_totals() -> list[Cell]:
    """The total that each checked Russian post counts as downed."""
    return [
        Cell(
            row["posted_utc"], "drone", total, whole(claims_of(row["text"], row["posted_utc"][:10], "ru")), row["text"]
        )
        for row, total in checked_posts()
    ]


def ministry_items() -> list[Cell]:
    """The items by region of the posts whose items add up to their total: how many in the record, how many of them
    were coded with the same number, as a part of the total or at a place of their own."""
    cells = []
    for row in rows("D5_ru_mod_reports/mod_russia_ad.jsonl"):
        items = row["silver_items"]
        if not items or not row["items_sum_check"] or any(item["each"] for item in items):
            continue
        claims = claims_of(row["text"], row["posted_utc"][:10], "ru")
        placed = [claim for claim in claims if claim.quantity and (claim.quantity.scope or claim.place)]
        parts = Counter(claim.quantity.best for claim in placed if claim.quantity)
        held = (Counter(float(item["n"]) for item in items) & parts).total()
        cells.append(Cell(row["posted_utc"], "drone", len(items), held, row["text"]))
    return cells


def whole(claims: Sequence[Claim]) -> float:
    """The drones that a post counts as downed. A later sentence that counts no more than an earlier one gives its
    parts by region ("13 were destroyed. Five over Bryansk, three over Kursk ..."), unless it says "another"."""
    totals: dict[int, float] = {}
    for claim in claims:
        totals[claim.sentence] = totals.get(claim.sentence, 0.0) + summed([claim], DOWNED)["drone"]
    found = 0.0
    for sentence in sorted(totals):
        found = found + totals[sentence] if totals[sentence] > found else found
    return found


def claims_of(text: str, published: str, language: str) -> list[Claim]:
    """The claims of a text as a report of that day."""
    document = read.text_document(text, name="report", published=date.fromisoformat(published), language=language)
    return list(code_documents([document], case="ukraine"))


def summed(claims: Iterable[Claim], measures: tuple[str, ...]) -> Counter[str]:
    """Totals by what is counted: numbers of the whole; parts (with a scope) are in their totals already."""
    found: Counter[str] = Counter()
    for claim in claims:
        number = claim.quantity
        if number is not None and number.measure in measures and number.best is not None and not number.scope:
            found[number.what] += number.best
    return found


def agreement(cells: Iterable[Cell]) -> float:
    """The share of cells whose coded count is the record's."""
    held = [cell.gold == cell.coded for cell in cells]
    return sum(held) / len(held)


COUNTED = {
    "infographics": infographic_cells,
    "ministry_totals": ministry_totals,
    "ministry_items": ministry_items,
}
"""What is counted, by name."""


def main() -> None:
    for row, total in checked_posts():
        if row["silver_total_downed"] != total:
            print(f"{row['posted_utc']}: {row['silver_total_downed']} in the record, {total:g} in its text")
    for name, counted in COUNTED.items():
        cells = counted()
        print(f"{name}: {agreement(cells):.3f} of {len(cells)} cells")
        for cell in cells:
            if cell.gold != cell.coded:
                print(f"  {cell.report} {cell.what}: {cell.gold:g} expected, {cell.coded:g} coded")
                print("   ", " | ".join(cell.text.split("\n")))


if __name__ == "__main__":
    main()
