"""Figure: a reconciled number, the method that made it, and every claim behind it."""

from __future__ import annotations

from dataclasses import dataclass

from dualtrack.model.identity import require


@dataclass(frozen=True, slots=True)
class Figure:
    """low/best/high of one measure of one event. `scope` is None for the whole event, else the weapon, region,
    window or side. `claims` holds every claim, contradicting and superseded ones included; `superseded` those
    that a later toll by the same speaker replaced."""

    id: str
    event: str
    measure: str
    what: str
    unit: str | None
    scope: str | None
    low: float | None
    best: float | None
    high: float | None
    method: str
    claims: tuple[str, ...]
    superseded: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        bounds = [bound for bound in (self.low, self.best, self.high) if bound is not None]
        require(bounds == sorted(bounds), f"not low <= best <= high: {self.low}, {self.best}, {self.high}")
        require(bool(self.claims), "a figure is somebody's: it needs at least one claim")
