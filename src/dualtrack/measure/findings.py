"""Every measure on a record, in the order in which pages show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from dualtrack.errors import UnknownName, one_of
from dualtrack.measure.record_timing import find_timing
from dualtrack.model import Case, Finding
from dualtrack.record import Record


class Method(Protocol):
    def __call__(self, record: Record, case: Case, *, as_of: date | None = None) -> list[Finding]: ...


METHODS: Mapping[str, Method] = {
    "timing": find_timing,
}


def findings(record: Record, case: Case, *, as_of: date | None = None, method: str | None = None) -> list[Finding]:
    """The findings of one method, or of all. What the record cannot answer is a finding "not testable".

    Raises UnknownName for a method that does not exist.
    """
    if method is not None and method not in METHODS:
        raise UnknownName(one_of("method", method, METHODS))
    chosen: list[Callable[..., list[Finding]]] = [METHODS[method]] if method else list(METHODS.values())
    return [finding for find in chosen for finding in find(record, case, as_of=as_of)]
