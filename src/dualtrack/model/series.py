"""Series: one number a day, telling zero from "no report"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from dualtrack.model.identity import require


@dataclass(frozen=True, slots=True)
class Series:
    """Daily values from `start`; None is "no report", 0 is a report of none. `claims` maps a day's index to the
    claims behind it."""

    name: str
    start: date
    values: tuple[float | None, ...]
    unit: str = ""
    claims: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        negative = next((value for value in self.values if value is not None and value < 0), None)
        require(negative is None, f"series '{self.name}' holds {negative}: a count is never negative")

    @property
    def end(self) -> date:
        """The last day."""
        return self.start + timedelta(days=len(self.values) - 1)

    @property
    def reported(self) -> int:
        """How many days have a report, zero included."""
        return sum(value is not None for value in self.values)

    def index(self, day: date) -> int:
        """The index of a day; may fall outside the series."""
        return (day - self.start).days
