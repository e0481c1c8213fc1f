"""Analysis of competing hypotheses (Heuer 1999, ch. 8): evidence against hypotheses, by what discriminates.

Each piece of evidence is consistent, inconsistent or neutral with each hypothesis. Its diagnosticity is how
unequally it treats them; the hypothesis that stands is the one with the least evidence against it, not the one
with the most in favour, so nobody's favourite wins by volume.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dualtrack.brief.lenses import known
from dualtrack.brief.query import Query, select
from dualtrack.brief.rows import RecordRows
from dualtrack.errors import PackError, one_of
from dualtrack.lexicon import packs, tables

VALUES = {"consistent": 1, "neutral": 0, "inconsistent": -1}
EVIDENCE_KEYS = ("id", "says", "rows", "where", "means")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of the table: what it says, how many rows of the record bear it out, and what it means for each
    hypothesis. `diagnosticity` is the share of pairs of hypotheses that it tells apart (0 to 1)."""

    id: str
    says: str
    rows: tuple[str, ...]
    means: Mapping[str, str]

    @property
    def diagnosticity(self) -> float:
        values = [VALUES[meaning] for meaning in self.means.values()]
        pairs = [(one, other) for index, one in enumerate(values) for other in values[index + 1 :]]
        return sum(one != other for one, other in pairs) / len(pairs) if pairs else 0.0


@dataclass(frozen=True, slots=True)
class Matrix:
    """Hypotheses (id to words) against the evidence that the record holds, what discriminates on top."""

    hypotheses: Mapping[str, str]
    evidence: tuple[Evidence, ...]
    against: Mapping[str, int]


def weigh(rows: RecordRows, extra: Sequence[Path] = ()) -> Matrix:
    """Set the packs' hypotheses against the evidence found in the record. Raises PackError on a bad file."""
    raw = tables.read_toml(packs.find("hypotheses.toml", "", extra))
    hypotheses = {item["id"]: item["says"] for item in raw["hypothesis"]}
    found = []
    for item in raw["evidence"]:
        where = f"hypotheses.toml: evidence '{item.get('id', '?')}'"
        known(item, EVIDENCE_KEYS, where)
        for hypothesis, meaning in item["means"].items():
            if hypothesis not in hypotheses:
                raise PackError(f"{where}: {one_of('hypothesis', hypothesis, hypotheses)}")
            if meaning not in VALUES:
                raise PackError(f"{where}: {one_of('meaning', meaning, VALUES)}")
        filters = {key: value if isinstance(value, list) else [value] for key, value in item.get("where", {}).items()}
        keys = select(Query(item["rows"], filters, origin=where), rows)
        if keys:
            means = {name: item["means"].get(name, "neutral") for name in hypotheses}
            found.append(Evidence(item["id"], item["says"], tuple(keys), means))
    found.sort(key=lambda item: (-item.diagnosticity, item.id))
    against = {name: sum(item.means[name] == "inconsistent" for item in found) for name in hypotheses}
    return Matrix(hypotheses, tuple(found), against)
