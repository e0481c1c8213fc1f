"""Every measure on a record, in the order in which pages show them.

A method is one function `(record, case, *, as_of=None) -> list[Finding]` and one line of METHODS. Where a hand-coded
sample (`dualtrack record sample`) has measured how often the record's claims are right, every finding carries it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Protocol

from dualtrack.errors import UnknownName, one_of
from dualtrack.measure.record_attention import find_attention
from dualtrack.measure.record_compellence import find_compellence
from dualtrack.measure.record_compliance import find_compliance
from dualtrack.measure.record_meetings import find_meetings
from dualtrack.measure.record_talks import find_talks
from dualtrack.measure.record_timing import find_timing
from dualtrack.measure.record_ultimatums import find_ultimatums
from dualtrack.model import Case, Finding
from dualtrack.record import Record
from dualtrack.record.sample import accuracy


class Method(Protocol):
    def __call__(self, record: Record, case: Case, *, as_of: date | None = None) -> list[Finding]: ...


METHODS: Mapping[str, Method] = {
    "timing": find_timing,
    "compliance": find_compliance,
    "attention": find_attention,
    "meetings": find_meetings,
    "ultimatums": find_ultimatums,
    "talks": find_talks,
    "compellence": find_compellence,
}


def findings(record: Record, case: Case, *, as_of: date | None = None, method: str | None = None) -> list[Finding]:
    """The findings of one method, or of all. What the record cannot answer is a finding "not testable".

    Raises UnknownName for a method that does not exist.
    """
    if method is not None and method not in METHODS:
        raise UnknownName(one_of("method", method, METHODS))
    chosen = [METHODS[method]] if method else list(METHODS.values())
    found = [finding for find in chosen for finding in find(record, case, as_of=as_of)]
    coding = coding_accuracy(record)
    return [with_coding(finding, coding) for finding in found] if coding else found


def coding_accuracy(record: Record) -> dict[str, Any] | None:
    """Precision and recall of the record's claims of every kind and language, by its latest hand-coded sample."""
    whole = next((item for item in accuracy(record) if (item.kind, item.language) == ("all", "all")), None)
    return None if whole is None else {"precision": asdict(whole.precision), "recall": asdict(whole.recall)}


def with_coding(finding: Finding, coding: Mapping[str, Any]) -> Finding:
    """The finding with the accuracy of the claims that it rests on."""
    shares = [
        f"{name} {share['estimate']:.0%} ({share['low']:.0%} to {share['high']:.0%})"
        for name, share in coding.items()
        if share["estimate"] is not None
    ]
    says = f"{finding.says} In a hand-coded sample the claims of this record had {' and '.join(shares)}."
    return replace(finding, says=says, detail={**finding.detail, "coding": coding})
