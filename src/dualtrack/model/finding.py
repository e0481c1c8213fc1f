"""Finding: a measured result, with its interval, its checks and the smallest effect it could have shown."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dualtrack.model.identity import plain, require
from dualtrack.model.table import Drawing


class Check(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not run"


SUPPORTED, NOT_SUPPORTED, NOT_TESTABLE = "supported", "not supported", "not testable"
NotTestable = NOT_TESTABLE


@dataclass(frozen=True, slots=True)
class Finding:
    """One measured result.

    `name` is `method.subject` (timing.pre48); `reading` the id of the reading it bears on; `estimate` is in
    `unit`; `interval` is at 95% unless `detail["level"]` says otherwise; `minimum_detectable` is the smallest
    effect, in the estimate's unit, that this record could have shown with 80% power. `verdict` is supported,
    not supported or not testable; `outcome` what the method calls it (kept, broken, backed ...). `says` is the
    result in one plain sentence and `why` the reason where it is not testable. `detail` holds what a drawing
    or a reader needs (JSON types only); `drawings` the pictures with their tables.
    """

    name: str
    says: str
    method: str
    reading: str | None = None
    estimate: float | None = None
    interval: tuple[float, float] | None = None
    unit: str = ""
    p_value: float | None = None
    minimum_detectable: float | None = None
    checks: Mapping[str, Check] = field(default_factory=dict)
    verdict: str = NOT_TESTABLE
    outcome: str | None = None
    why: str = ""
    n: int | None = None
    claims: tuple[str, ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)
    drawings: tuple[Drawing, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "checks", {name: Check(result) for name, result in self.checks.items()})
        known = (SUPPORTED, NOT_SUPPORTED, NOT_TESTABLE)
        require(self.verdict in known, f"verdict '{self.verdict}' is not one of {', '.join(known)}")
        untested = self.verdict == NOT_TESTABLE
        require(not untested or bool(self.why), f"{self.name}: what is not testable must say why")
        require(not untested or self.p_value is None, f"{self.name}: not testable, so it has no p-value")
        if self.interval is not None:
            low, high = self.interval
            require(math.isnan(low) or math.isnan(high) or low <= high, f"{self.name}: interval {self.interval}")

    def as_json(self) -> dict[str, Any]:
        """The finding as findings.json holds it; drawings are left to the page."""
        head = {
            "name": self.name, "reading": self.reading, "estimate": self.estimate, "interval": self.interval,
            "unit": self.unit, "p_value": self.p_value, "minimum_detectable": self.minimum_detectable,
            "checks": self.checks, "verdict": self.verdict, "outcome": self.outcome, "why": self.why, "n": self.n,
            "says": self.says, "method": self.method, "claims": self.claims, "detail": self.detail,
        }  # fmt: skip
        written: dict[str, Any] = plain(head)
        return written
