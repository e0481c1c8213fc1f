"""Places of acts in Ukrainian and Russian reports against outside coordinates (VIINA, Y. Zhukov, 2022)."""

from __future__ import annotations

import csv
import math
from datetime import datetime
from typing import NamedTuple

from bench.data import DATA
from dualtrack import code_sentence

REPORTS = DATA / "D3_viina_subset" / "viina_2022_2024.csv"
EVERY = 6
"""One report in so many is read: the file holds many copies of the same news."""
AREAS = ("oblast", "region", "sea", "country")
"""Scales of places that one point does not stand for."""
NEAR = 30.0
"""Kilometres."""


class Located(NamedTuple):
    """Of the reports in which an act got a place with coordinates, how many have one near the file's; of all with an
    act, how many got any place."""

    near: int
    pointed: int
    placed: int
    acts: int


def located() -> Located:
    near = pointed = placed = acts = 0
    with REPORTS.open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))[::EVERY]
    for row in rows:
        published = datetime.strptime(row["date"], "%Y%m%d").date()
        claims = code_sentence(row["text"], case="ukraine", language=row["lang"], published=published)
        places = [claim.place for claim in claims if claim.act and claim.place]
        acts += any(claim.act is not None for claim in claims)
        placed += bool(places)
        points = [(each.lat, each.lon) for each in places if each.scale not in AREAS and each.lat and each.lon]
        if points:
            pointed += 1
            here = float(row["lat"]), float(row["lon"])
            near += min(kilometres(here, point) for point in points) <= NEAR
    return Located(near, pointed, placed, acts)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """On a plane, which is enough within a country."""
    along = (one[1] - other[1]) * math.cos(math.radians(one[0]))
    return 111.2 * math.hypot(one[0] - other[0], along)
