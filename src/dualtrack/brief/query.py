"""Queries: what a lens may ask of the record, declared as data. Each returns row ids, best first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from dualtrack.brief.rows import (
    CLAIM_FIELDS,
    EVENT_FIELDS,
    FIGURE_FIELDS,
    FINDING_FIELDS,
    RecordRows,
)
from dualtrack.errors import PackError, one_of
from dualtrack.model import Claim, Event, Figure, Finding

ORDERS = ("newest", "largest", "most_sourced", "as_listed")
FIELDS_OF: Mapping[str, Mapping[str, Any]] = {
    "events": EVENT_FIELDS,
    "figures": FIGURE_FIELDS,
    "findings": FINDING_FIELDS,
    "commitments": CLAIM_FIELDS,
    "positions": CLAIM_FIELDS,
}
FILTERS: Mapping[str, tuple[str, ...]] = {
    "events": (
        "track",
        "event_type",
        "modes",
        "reality",
        "actors",
        "recipients",
        "contexts",
        "conflicts",
        "min_sources",
    ),
    "figures": ("measure", "what", "track", "disputed", "minimum"),
    "findings": ("name", "verdict", "reading", "outcome"),
    "commitments": ("form", "party", "status"),
    "positions": ("party", "issue", "stance"),
}


@dataclass(frozen=True, slots=True)
class Query:
    """`rows` names the kind of row; `where` maps a filter to the accepted values (any of them); shell-style
    wildcards are allowed in text. `limit` rows are shown, all are counted."""

    rows: str
    where: Mapping[str, Sequence[Any]]
    order: str = "newest"
    limit: int = 3
    origin: str = ""

    def __post_init__(self) -> None:
        if self.rows not in FIELDS_OF:
            raise PackError(f"{self.origin}: {one_of('rows', self.rows, FIELDS_OF)}")
        for name in self.where:
            if name not in FILTERS[self.rows]:
                raise PackError(f"{self.origin}: {one_of(f'filter on {self.rows}', name, FILTERS[self.rows])}")
        if self.order not in ORDERS:
            raise PackError(f"{self.origin}: {one_of('order', self.order, ORDERS)}")


def select(query: Query, rows: RecordRows) -> list[str]:
    """The ids of every row that the query accepts, in its order."""
    shelf: Mapping[str, Any] = {
        "events": rows.events,
        "figures": rows.figures,
        "findings": rows.findings,
        "commitments": {key: claim for key, claim in rows.claims.items() if claim.commitment},
        "positions": {key: claim for key, claim in rows.claims.items() if claim.position},
    }[query.rows]
    read = READERS[query.rows]
    kept = [key for key, item in shelf.items() if accepts(query.where, read(item, rows))]
    if query.order == "as_listed" or query.rows == "findings":
        return kept
    return sorted(kept, key=lambda key: (rank(query.order, shelf[key], rows), key))


def accepts(where: Mapping[str, Sequence[Any]], values: Mapping[str, Any]) -> bool:
    """Whether each filter finds one of its accepted values among the row's own."""
    for name, wanted in where.items():
        own = values[name]
        if name.startswith("min"):
            if own is None or own < wanted[0]:
                return False
            continue
        mine = own if isinstance(own, (list, tuple, set)) else [own]
        if not any(fnmatchcase(str(value), str(pattern)) for value in mine for pattern in wanted):
            return False
    return True


def rank(order: str, item: Any, rows: RecordRows) -> float:
    if order == "largest":
        return -float(getattr(item, "best", None) or getattr(item, "low", None) or 0.0)
    if order == "most_sourced":
        return -float(getattr(item, "sources", 0) or len(getattr(item, "claims", ())))
    return -float(day_of(item, rows))


def day_of(item: Any, rows: RecordRows) -> int:
    """The latest day of a row as an ordinal; of its document where the row itself has none; 0 if unknown."""
    if isinstance(item, Figure):
        item = rows.events[item.event]
    when = item.when.last_day
    if when is None and isinstance(item, Claim):
        when = rows.documents[item.document_id].published.last_day
    return when.toordinal() if when else 0


def read_event(event: Event, rows: RecordRows) -> Mapping[str, Any]:
    acts = [claim.act for key in event.claims if (claim := rows.claims.get(key)) and claim.act]
    return {
        "track": event.track.value if event.track else "",
        "event_type": event.event_type,
        "modes": event.modes or ("",),
        "contexts": [context for act in acts for context in act.contexts] or [""],
        "reality": event.reality.value,
        "actors": [party.code for party in event.actors] or [""],
        "recipients": [party.code for party in event.recipients] or [""],
        "conflicts": [conflict.kind.value for conflict in event.conflicts] or [""],
        "min_sources": event.sources,
    }


def read_figure(figure: Figure, rows: RecordRows) -> Mapping[str, Any]:
    event = rows.events[figure.event]
    own = set(figure.claims)
    disputed = any(len(own & set(conflict.claims)) >= 2 for conflict in event.conflicts)
    return {
        "measure": figure.measure,
        "what": figure.what,
        "track": event.track.value if event.track else "",
        "disputed": str(disputed).lower(),
        "minimum": figure.best if figure.best is not None else figure.low,
    }


def read_finding(finding: Finding, rows: RecordRows) -> Mapping[str, Any]:
    return {
        "name": finding.name,
        "verdict": finding.verdict,
        "reading": finding.reading or "",
        "outcome": finding.outcome or "",
    }


def read_commitment(claim: Claim, rows: RecordRows) -> Mapping[str, Any]:
    own = claim.commitment
    assert own is not None
    return {"form": own.form.value, "party": [party.code for party in own.party] or [""], "status": own.status.value}


def read_position(claim: Claim, rows: RecordRows) -> Mapping[str, Any]:
    own = claim.position
    assert own is not None
    return {"party": own.party.code or own.party.text, "issue": own.issue, "stance": own.stance.value}


READERS: Mapping[str, Callable[[Any, RecordRows], Mapping[str, Any]]] = {
    "events": read_event,
    "figures": read_figure,
    "findings": read_finding,
    "commitments": read_commitment,
    "positions": read_position,
}
