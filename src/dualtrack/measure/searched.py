"""Searched: what an absence rests on. "Nothing was done" means nothing in so many documents, languages and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dualtrack.model import Document

FEWEST_DOCUMENTS = 10
LONGEST_GAP = 14
"""Days in a row without a document after which an act may have gone unreported here."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The documents published from `first` to `last`: how many, in which languages, on how many days, the longest run
    of days without any, and from how many publishers."""

    first: date
    last: date
    documents: int
    languages: tuple[tuple[str, int], ...]
    days: int
    gap: int
    publishers: int

    @property
    def enough(self) -> bool:
        """Whether an act that was reported at all would likely be in the record."""
        return self.documents >= FEWEST_DOCUMENTS and self.gap <= LONGEST_GAP and self.publishers >= 2

    @property
    def words(self) -> str:
        languages = ", ".join(f"{language} {count}" for language, count in self.languages)
        return (
            f"{self.documents} documents ({languages or 'none'}) of {self.publishers} publishers on {self.days} days "
            f"from {self.first} to {self.last}, the longest gap {self.gap} days"
        )


def searched(documents: Sequence[Document], first: date, last: date) -> Searched:
    """What the record holds of publications in [first, last]."""
    dated = [(day, document) for document in documents if (day := document.published.last_day) is not None]
    inside = [(day, document) for day, document in dated if first <= day <= last]
    days = sorted({day for day, _ in inside})
    edges = [first - timedelta(days=1), *days, last + timedelta(days=1)]
    gap = max((later - earlier).days - 1 for earlier, later in pairwise(edges))
    languages = Counter(document.language for _, document in inside)
    publishers = {document.publisher or document.name for _, document in inside}
    listed = tuple(sorted(languages.items(), key=lambda item: (-item[1], item[0])))
    return Searched(first, last, len(inside), listed, len(days), gap, len(publishers))
