"""Near-duplicates by containment of hashed word shingles: reprints, halved copies, wire copy under a new lede.

Containment of A in B is |A and B| / |A| (Broder 1997, "On the resemblance and containment of documents"). A text's
shingles are thinned by keeping the hashes divisible by a power of two (mod-p sampling, section 3 there), which
keeps containment estimable between texts of unequal length, unlike a fixed-size sketch.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

from dualtrack.model import Document

WORDS = 3  # shingle length: short, since 15% of edited words break 1 - .85^3 = 39% of them, and 1 - .85^5 = 56%
KEPT = 4  # one shingle in four is kept
# Calibrated on copies made by halving, editing 15% of the words and re-leading: unrelated articles share under 3%.
THRESHOLD = 0.35
FEWEST = 8  # with fewer shingles than this in common, chance phrases can look like a copy
WORD = re.compile(r"\w+")


def shingles(text: str) -> tuple[int, ...]:
    """The kept 32-bit hashes of a text's word shingles, sorted, each once."""
    words = WORD.findall(text.casefold())
    hashed = {zlib.crc32(" ".join(words[at : at + WORDS]).encode()) for at in range(len(words) - WORDS + 1)}
    kept = {value for value in hashed if value % KEPT == 0}
    # A very short text would keep next to nothing: it keeps all.
    return tuple(sorted(kept if len(hashed) > 40 else hashed))


def containment(smaller: Sequence[int], larger: Sequence[int]) -> float:
    """The share of the smaller set that the larger one holds, 0 to 1."""
    one, other = set(smaller), set(larger)
    if len(one) > len(other):
        one, other = other, one
    return len(one & other) / len(one) if one else 0.0


def find(documents: Sequence[Document]) -> dict[str, tuple[str, float]]:
    """For each document that repeats an earlier one: the id of the one it shares most with, and the containment.

    Near-linear: an inverted index from shingle to documents, phrases common to many documents left out."""
    index: dict[int, list[int]] = {}
    found: dict[str, tuple[str, float]] = {}
    sizes = [len(document.shingles) for document in documents]
    for number, document in enumerate(documents):
        shared: dict[int, int] = {}
        for value in document.shingles:
            holders = index.setdefault(value, [])
            if len(holders) <= 50:
                for holder in holders:
                    shared[holder] = shared.get(holder, 0) + 1
                holders.append(number)
        best = max(shared, key=lambda holder: (shared[holder], -holder), default=None)
        if best is None:
            continue
        share = shared[best] / max(1, min(sizes[number], sizes[best]))
        exact = documents[best].sha256 == document.sha256
        if exact or (share >= THRESHOLD and shared[best] >= FEWEST):
            found[document.id] = (documents[best].id, 1.0 if exact else round(share, 3))
    return found
