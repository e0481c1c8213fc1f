"""Near-duplicates: reprints, halved copies, wire copy under a new lede, by hashed word shingles.

A text's shingles are thinned by keeping the hashes divisible by a power of two (mod-p sampling, section 3 of Broder
1997, "On the resemblance and containment of documents"), which keeps containment estimable between texts of unequal
length, unlike a fixed-size sketch.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from dualtrack.model import Copies, Document

WORDS = 3  # shingle length: short, since 15% of edited words break 1 - .85^3 = 39% of them, and 1 - .85^5 = 56%
KEPT = 4  # one shingle in four is kept


def shingles(text: str) -> tuple[int, ...]:
    """The kept 32-bit hashes of a text's word shingles, sorted, each once."""
    words = words_of(text)
    hashed = set(map(zlib.crc32, map(b" ".join, zip(*(words[at:] for at in range(WORDS)), strict=False))))
    kept = {value for value in hashed if value % KEPT == 0}
    # A very short text would keep next to nothing: it keeps all.
    return tuple(sorted(kept if len(hashed) > 40 else hashed))


def words_of(text: str) -> list[bytes]:
    """The runs of letters, digits and _ of a text, folded: what is left of it once each other sign is a space."""
    folded = text.casefold()
    for sign in set(folded):
        if not sign.isalnum() and sign != "_":
            folded = folded.replace(sign, " ")
    return folded.encode().split()


def find(documents: Sequence[Document]) -> dict[str, tuple[str, float]]:
    """For each document that repeats an earlier one: the id of the one it shares most with, and the containment."""
    copies = Copies()
    same: dict[str, str] = {}
    found: dict[str, tuple[str, float]] = {}
    for document in documents:
        origin = copies.origin(document.id, document.shingles)
        exact = same.setdefault(document.sha256, document.id)
        if exact != document.id:
            found[document.id] = (exact, 1.0)
        elif origin is not None:
            found[document.id] = (origin[0], round(origin[1], 3))
    return found
