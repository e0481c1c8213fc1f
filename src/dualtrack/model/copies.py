"""Copies: which document repeats an earlier one, by containment of their hashed word shingles.

Containment of A in B is |A and B| / |A| (Broder 1997, "On the resemblance and containment of documents"), so that a
halved copy and wire copy under a new lede are found too. Near-linear: an inverted index from shingle to documents.
"""

from __future__ import annotations

from collections.abc import Sequence

# Calibrated on copies made by halving, editing 15% of the words and re-leading: unrelated articles share under 3%.
COPY = 0.35
FEWEST = 8  # with fewer shingles than this in common, chance phrases can look like a copy
MOST_HOLDERS = 49  # beside the first: a shingle that so many hold says nothing of copying


class Copies:
    """Documents as they are met, with the first 50 holders of each shingle; most shingles stand in one document."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.sizes: list[int] = []
        self.first: dict[int, int] = {}
        self.more: dict[int, list[int]] = {}

    def origin(self, key: str, shingles: Sequence[int]) -> tuple[str, float] | None:
        """The earlier document that this one repeats, with the containment of the shorter in the longer, if there is
        one; the document is then known as a holder too."""
        at, size = len(self.ids), len(shingles)
        shared: dict[int, int] = {}
        for shingle in shingles:
            holder = self.first.setdefault(shingle, at)
            if holder == at:
                continue
            others = self.more.setdefault(shingle, [])
            for other in (holder, *others):
                shared[other] = shared.get(other, 0) + 1
            if len(others) < MOST_HOLDERS:
                others.append(at)
        self.ids.append(key)
        self.sizes.append(size)
        copied = [
            (count, -holder, count / min(self.sizes[holder], size))
            for holder, count in shared.items()
            if count >= FEWEST and count / min(self.sizes[holder], size) >= COPY
        ]
        if not copied:
            return None
        _, holder, share = max(copied)
        return self.ids[-holder], share
