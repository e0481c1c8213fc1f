"""Issue: what is bargained over, its scale in words, and each side's stake in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dualtrack.model.identity import require


class Origin(StrEnum):
    """Where an input comes from; every page says which."""

    EVIDENCE = "evidence"
    ANALYST = "analyst"
    PRIOR = "prior"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A quantity that is not known exactly: a triangular distribution low/mode/high, and where it comes from."""

    low: float
    mode: float
    high: float
    origin: Origin = Origin.PRIOR
    note: str = ""
    claims: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        known = ", ".join(Origin)
        require(self.origin in set(Origin), f"origin '{self.origin}' is none of {known}")
        object.__setattr__(self, "origin", Origin(self.origin))
        ordered = self.low <= self.mode <= self.high
        require(ordered, f"an estimate needs low <= mode <= high, not {self.low}, {self.mode}, {self.high}")


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of the case. The scale runs from 0 (`scale_low`, in words) to 1 (`scale_high`).

    `words` maps a language to the phrases that name the issue; `values` maps a phrase to the value it states.
    `ideal_point`, `reservation_value` and `salience` map a side's code to its estimate; `places` are the ids of the
    areas that the issue is about, if it is about any.
    """

    id: str
    name: str
    scale_low: str
    scale_high: str
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    ideal_point: Mapping[str, Estimate] = field(default_factory=dict)
    reservation_value: Mapping[str, Estimate] = field(default_factory=dict)
    salience: Mapping[str, Estimate] = field(default_factory=dict)
    divisible: bool = True
    places: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.scale_low and self.scale_high), f"issue '{self.id}': both ends of the scale need words")
