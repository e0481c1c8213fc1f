"""Coverage: how much the record holds and from whom, what could not be read, and how wrong its coding is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dualtrack.brief.rows import RecordRows
from dualtrack.brief.words import Words
from dualtrack.model import Case, Table
from dualtrack.record.sample import Accuracy, Share, accuracy


@dataclass(frozen=True, slots=True)
class Coverage:
    """The count of rows of each kind, tables of the sources, the inputs that were not simply read, and the accuracy."""

    totals: Mapping[str, int]
    sources: tuple[Table, ...]
    inputs: Table
    accuracy: Table


def cover(record: Any, rows: RecordRows, case: Case) -> Coverage:
    """What a record covers, and with what accuracy."""
    totals = {
        "documents": len(rows.documents),
        "claims": len(rows.claims),
        "events": len(rows.events),
        "figures": len(rows.figures),
    }
    return Coverage(
        totals,
        source_tables(rows, case),
        inputs_table(record.inputs(), rows.words),
        accuracy_table(accuracy(record), rows.words),
    )


def source_tables(rows: RecordRows, case: Case) -> tuple[Table, ...]:
    """How many documents and claims, by language, publisher (with family and side), side and genre."""
    labels = rows.words.labels
    sources = {name: source for source in case.sources for name in (source.publisher, *source.aliases)}
    claims: dict[str, int] = {}
    for claim in rows.claims.values():
        claims[claim.document_id] = claims.get(claim.document_id, 0) + 1

    def table(column: str, of: Mapping[str, str]) -> Table:
        counts: dict[str, list[int]] = {}
        for identity, key in of.items():
            pair = counts.setdefault(key, [0, 0])
            pair[0] += 1
            pair[1] += claims.get(identity, 0)
        ordered = sorted(counts.items(), key=lambda item: (-item[1][0], item[0]))
        cells = tuple((key, pair[0], pair[1]) for key, pair in ordered)
        return Table(labels[column], (labels[column], labels["documents"], labels["claims"]), cells)

    unknown = labels["not_stated"]
    documents = rows.documents.values()
    side = {
        item.id: (found.side or unknown) if (found := sources.get(item.publisher or "")) else unknown
        for item in documents
    }
    family = {
        item.id: (found.family if (found := sources.get(item.publisher or "")) else item.publisher or unknown)
        for item in documents
    }
    return (
        table("language", {item.id: item.language for item in documents}),
        table("side", {key: rows.names.get(value, value) for key, value in side.items()}),
        table("family", family),
        table("genre", {item.id: item.genre.value for item in documents}),
    )


def accuracy_table(measured: Sequence[Accuracy], words: Words) -> Table:
    """How wrong the coding is, by kind and language, with 95% intervals; no rows where no sample was coded by hand."""
    labels = words.labels
    columns = (labels["kind"], labels["language"], labels["precision"], labels["recall"])

    def share(found: Share) -> str:
        if found.estimate is None or found.low is None or found.high is None:
            return labels["not_stated"]
        return f"{found.estimate:.2f} ({found.low:.2f} - {found.high:.2f}), {labels['n']} {found.items}"

    cells = tuple((item.kind, item.language, share(item.precision), share(item.recall)) for item in measured)
    return Table(labels["accuracy"], columns, cells)


def inputs_table(inputs: Sequence[Any], words: Words) -> Table:
    """One row per input that was not simply read: empty, failed or duplicate, and why."""
    labels = words.labels
    columns = (labels["input"], labels["outcome"], labels["why"])
    odd = [item for item in inputs if item.outcome.value != "read"]
    rows = tuple((item.name, item.outcome.value, item.why or item.duplicate_of or "") for item in odd)
    return Table(labels["coverage"], columns, rows)
