"""When: an interval of local calendar days (or UTC minutes), with the words it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from dualtrack.model.identity import require


class Precision(StrEnum):
    MINUTE = "minute"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


def day_of(value: date | datetime) -> date:
    """Return the calendar day of a date or a datetime."""
    return value.date() if isinstance(value, datetime) else value


@dataclass(frozen=True, slots=True)
class When:
    """An interval [earliest, latest], both ends included; None at an end that is not known.

    Days are local calendar dates at the place; datetimes (UTC) only with precision `minute`.
    `words` is the expression it came from, empty when it came from metadata.
    """

    earliest: date | datetime | None = None
    latest: date | datetime | None = None
    precision: Precision = Precision.UNKNOWN
    words: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "precision", Precision(self.precision))
        timed = isinstance(self.earliest, datetime) or isinstance(self.latest, datetime)
        require(not timed or self.precision is Precision.MINUTE, "a clock time needs precision 'minute'")
        known = self.earliest is not None or self.latest is not None
        require(known or self.precision is Precision.UNKNOWN, f"precision '{self.precision}' needs a date")
        if self.earliest is not None and self.latest is not None:
            first, last = day_of(self.earliest), day_of(self.latest)
            require(first <= last, f"earliest {self.earliest} is after latest {self.latest}")

    @classmethod
    def on(cls, day: date, words: str = "") -> When:
        """The whole of one day."""
        return cls(day, day, Precision.DAY, words)

    @property
    def known(self) -> bool:
        return self.earliest is not None or self.latest is not None

    @property
    def first_day(self) -> date | None:
        return None if self.earliest is None else day_of(self.earliest)

    @property
    def last_day(self) -> date | None:
        return None if self.latest is None else day_of(self.latest)

    @property
    def days(self) -> int | None:
        """Length in days, ends included; None where an end is unknown."""
        if self.first_day is None or self.last_day is None:
            return None
        return (self.last_day - self.first_day).days + 1

    def overlaps(self, other: When, slack: int = 0) -> bool:
        """Whether the two intervals share a day, each end widened by `slack` days; unknown ends are open."""
        gap = timedelta(days=slack)
        before = self.last_day is not None and other.first_day is not None and self.last_day + gap < other.first_day
        after = other.last_day is not None and self.first_day is not None and other.last_day + gap < self.first_day
        return self.known and other.known and not before and not after


UNKNOWN = When()
