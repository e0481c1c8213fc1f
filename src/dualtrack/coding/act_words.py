"""Whether a sentence can make any claim but of its figures: many cannot, and need not be read for acts and sources."""

from __future__ import annotations

from dualtrack.coding.conditions import Classes, may_hold
from dualtrack.coding.tokens import Words

CLAIMING = frozenset(("pact", "vow", "grant", "issue", "compare", "obligation"))
"""Kinds of words that a commitment, a position, a comparison or a demand needs."""
PERSON = "person"


def stand_in(words: Words, classes: Classes) -> bool:
    """Whether a sentence has a word for an act whose condition its `classes` of nouns do not rule out, what another
    claim needs, or a person of whom later sentences may speak."""
    hits = words.hits
    return (
        any(
            kind == "verb" and may_hold(row.condition, classes)
            for hit in hits.get("verbal", ())
            for kind, row in hit.entry.row.rows
        )
        or any(may_hold(hit.entry.row.condition, classes) for hit in hits.get("noun", ()))
        or not CLAIMING.isdisjoint(hits)
        or any(hit.entry.row.kind == PERSON for hit in hits.get("actor", ()))
        or any(hit.entry.row.party_kind == PERSON for hit in hits.get("agent", ()))
    )
