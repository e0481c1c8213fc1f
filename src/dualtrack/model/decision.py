"""Decision: an editor's ruling. Append-only, signed, dated, reversible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dualtrack.model.identity import content_id, require


class Ruling(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    SET = "set"
    REJECT = "reject"
    REVERSE = "reverse"


@dataclass(frozen=True, slots=True)
class Decision:
    """`subjects` are claim, event, figure or decision ids; `value` is the figure that a `set` rules."""

    ruling: Ruling
    subjects: tuple[str, ...]
    by: str
    reason: str
    made: datetime
    value: float | None = None
    id: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "ruling", Ruling(self.ruling))
        require(bool(self.by.strip()), "a decision needs a name: --by NAME")
        require(bool(self.reason.strip()), "a decision needs a reason: --reason TEXT")
        pair = self.ruling in (Ruling.SAME, Ruling.DIFFERENT)
        wanted = 2 if pair else 1
        require(len(self.subjects) == wanted, f"'{self.ruling}' rules on {wanted}, not {len(self.subjects)}")
        require((self.value is not None) == (self.ruling is Ruling.SET), "a value goes with --set, and only there")
        content = (self.ruling, self.subjects, self.by, self.reason, self.made, self.value)
        object.__setattr__(self, "id", content_id("dec", *content))
