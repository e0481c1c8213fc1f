"""What battles teach about the chance of winning.

Source: A. Smith and A. C. Stam, "Bargaining and the Nature of War", Journal of Conflict Resolution 48 (2004)
(beta beliefs about the chance of winning a battle, updated by each battle); the beta-binomial rule is
standard. Two sides with different priors converge, which opens a range that optimism had closed.
"""

from __future__ import annotations

from dataclasses import dataclass

from dualtrack.bargain.checks import check_not_negative, check_number
from dualtrack.errors import BargainError


@dataclass(frozen=True, slots=True)
class Belief:
    """A beta belief about the first side's chance of winning a battle: as if `won` and `lost` battles were seen."""

    won: float
    lost: float

    def __post_init__(self) -> None:
        check_number(self.won, "battles won of a belief")
        check_number(self.lost, "battles lost of a belief")
        if min(self.won, self.lost) <= 0:
            raise BargainError(f"a belief of {self.won:g} won and {self.lost:g} lost: both need to be above 0")

    @property
    def mean(self) -> float:
        return self.won / (self.won + self.lost)

    @property
    def variance(self) -> float:
        total = self.won + self.lost
        return self.won * self.lost / (total * total * (total + 1.0))

    def after(self, won: float, lost: float) -> Belief:
        """The belief after battles of which the first side won and lost so many."""
        return Belief(
            self.won + check_not_negative(won, "battles won"), self.lost + check_not_negative(lost, "battles lost")
        )


def battles_to_agree(first: Belief, second: Belief, surplus: float, rate: float, most: int = 10_000) -> int | None:
    """After how many battles, won at `rate`, the sides' disagreement about p falls to the war's joint cost `surplus`,
    which opens a range; None if not within `most` battles."""
    for count in range(most + 1):
        won, lost = rate * count, (1.0 - rate) * count
        if first.after(won, lost).mean - second.after(won, lost).mean <= surplus:
            return count
    return None
