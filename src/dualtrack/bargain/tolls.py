"""What the war takes, month by month, and what that weighs: the costs of fighting on, from figures of the record.

A toll is a count that a side bears (people killed, people without power, money lost). The case's issues.toml names the
figures that tell it, gives its own estimate of a month's count for a record that tells too little, and declares the
conversion: the share of the stake that so many weigh. A side's cost of fighting on is then

    what no figure tells (`[war.cost]`) + months still to come x the sum over its tolls of (a month's count x weight),

so that every number on the way is an input that a reader can see and change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from dualtrack.bargain.checks import check_number
from dualtrack.bargain.evidence import MONTH, MONTHS
from dualtrack.bargain.tables import check_row, read_estimate, read_words
from dualtrack.bargain.uncertainty import Draws
from dualtrack.errors import BargainError, one_of
from dualtrack.model import Estimate, Event, Figure, Reality
from dualtrack.model.issue import Origin
from dualtrack.record import Record

KEYS = ("id", "side", "name", "measures", "things", "each", "monthly", "weight")
HAPPENED = (Reality.OCCURRED, Reality.ONGOING, Reality.ENDED)
LONGEST_EVENT = 2
"""Days: a count over a longer window may hold shorter ones that are reported too."""


@dataclass(frozen=True, slots=True)
class Toll:
    """What a month takes from `side`: figures of any of `measures` that count any of `things` (in `unit`, where the
    figures have one). `monthly` is a month's count; `weight` the share of the stake that `each` of them weigh."""

    id: str
    side: str
    name: str
    measures: tuple[str, ...]
    things: tuple[str, ...]
    each: float
    monthly: Estimate
    weight: Estimate
    unit: str | None = None

    @property
    def inputs(self) -> dict[str, tuple[Estimate, str]]:
        """Its inputs by name, each with what it is in words."""
        return {
            f"monthly.{self.id}": (self.monthly, f"how many {self.name} a month"),
            f"weight.{self.id}": (self.weight, f"what {self.each:,.0f} {self.name} weigh"),
        }


def read_tolls(rows: Sequence[Mapping[str, Any]], sides: Sequence[str], record: Record | None) -> tuple[Toll, ...]:
    """The tolls of a case, with a month's count from the record where it reports enough months.
    Raises BargainError for a row that lacks a key, names a side that the case has not, or an `each` not above 0."""
    tolls = tuple(read_toll(row, sides) for row in rows)
    twice = [key for key, count in Counter(toll.id for toll in tolls).items() if count > 1]
    if twice:
        raise BargainError(f"toll '{twice[0]}' is given twice: give each an id of its own")
    if record is None:
        return tolls
    events = {event.id: event for event in record.events() if dated(event)}
    figures = [figure for figure in record.figures() if figure.event in events]
    return tuple(replace(toll, monthly=estimate_monthly(toll, events, figures) or toll.monthly) for toll in tolls)


def read_toll(row: Mapping[str, Any], sides: Sequence[str]) -> Toll:
    where = f"toll '{row.get('id', '?') if isinstance(row, Mapping) else '?'}'"
    check_row(row, where, KEYS, optional=("unit",))
    if row["side"] not in sides:
        raise BargainError(one_of(f"{where}: side", str(row["side"]), sides))
    if not check_number(row["each"], f"{where}: each") > 0:
        raise BargainError(f"{where}: each is {row['each']}: a weight is that of some number above 0")
    return Toll(
        str(row["id"]), str(row["side"]), str(row["name"]), read_words(row, "measures", where),
        read_words(row, "things", where),
        float(row["each"]), read_estimate(row["monthly"], f"{where}: monthly", least=0.0),
        read_estimate(row["weight"], f"{where}: weight", least=0.0), row.get("unit"),
    )  # fmt: skip


def dated(event: Event) -> bool:
    """Whether an event happened, within a day or a night that is known."""
    return event.reality in HAPPENED and event.when.known and (event.when.days or 99) <= LONGEST_EVENT


def bears(event: Event, side: str) -> bool:
    """Whether an event was done to a side, and not by it."""
    return any(party.code == side for party in event.recipients) and all(p.code != side for p in event.actors)


def estimate_monthly(toll: Toll, events: Mapping[str, Event], figures: Iterable[Figure]) -> Estimate | None:
    """A month's count between two bounds, each the median over the months (30 days, back from the last day) with a
    report: as if days without a report had none, and as if they were like the days with one, which are the worse ones
    (worst-case bounds for missing reports: C. F. Manski, "Anatomy of the Selection Problem", Journal of Human Resources
    24 (1989)). The case's own mode is held between them. None under `MONTHS` such months."""
    told = [figure for figure in figures if tells(figure, toll) and bears(events[figure.event], toll.side)]
    months = by_month({figure.event: events[figure.event].when.last_day or date.min for figure in told})
    if len(months) < MONTHS:
        return None
    figures_of: dict[str, list[Figure]] = {}
    for figure in told:
        figures_of.setdefault(figure.event, []).append(figure)
    floors, ceilings = [], []
    for days in months:
        low, high = np.sum([whole(figures_of[event]) for event in days], axis=0)
        floors.append(low)
        ceilings.append(high / len(set(days.values())) * MONTH)
    low, high = float(np.median(floors)), float(np.median(ceilings))
    note = (
        f"{sum(map(len, months))} reports in {len(months)} months: {low:,.0f} if days without a report had none, "
        f"{high:,.0f} if they were like the days with one; the case's own {toll.monthly.mode:,.0f} held between"
    )
    claims = tuple(dict.fromkeys(claim for figure in told for claim in figure.claims))
    return Estimate(low, min(max(toll.monthly.mode, low), high), high, Origin.EVIDENCE, note, claims)


def by_month(days: Mapping[str, date]) -> list[dict[str, date]]:
    """Events with their days, by the months back from the last of these that have any."""
    months: dict[int, dict[str, date]] = {}
    for event, day in sorted(days.items()):
        months.setdefault((max(days.values()) - day).days // MONTH, {})[event] = day
    return list(months.values())


def tells(figure: Figure, toll: Toll) -> bool:
    return figure.measure in toll.measures and figure.what in toll.things and toll.unit in (None, figure.unit)


def whole(figures: Sequence[Figure]) -> tuple[float, float]:
    """An event's count (low, high): the sum over kinds of thing of the largest of its figures, since a part (a place,
    a weapon) cannot exceed the whole."""
    kinds: dict[str, tuple[float, float]] = {}
    for figure in figures:
        known = [bound for bound in (figure.low, figure.best, figure.high) if bound is not None]
        low, high = kinds.get(figure.what, (0.0, 0.0))
        kinds[figure.what] = (max(low, known[0]), max(high, known[-1]))
    return sum(low for low, _ in kinds.values()), sum(high for _, high in kinds.values())


def month_cost(tolls: Iterable[Toll], side: str, drawn: Mapping[str, Draws]) -> Draws | float:
    """What a month's tolls weigh for a side in each draw, as a share of the stake; 0 where it has none."""
    own = [toll for toll in tolls if toll.side == side]
    return sum((drawn[f"monthly.{t.id}"] / t.each * drawn[f"weight.{t.id}"] for t in own), start=0.0)
