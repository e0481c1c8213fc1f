"""Modes that the words around an act tell: by what means, against what kind of target."""

from __future__ import annotations

from dualtrack.coding.clauses import Syntax
from dualtrack.coding.extent import clause_first
from dualtrack.coding.trigger import Trigger


def add_means(syntax: Syntax, triggers: list[Trigger]) -> None:
    """Add to each act the modes of the pack's `means` words that stand in its own clause, for its own type."""
    hits = syntax.words.hits.get("means", ())
    if not hits:
        return
    for trigger in triggers:
        first = clause_first(syntax, trigger)
        last = max(trigger.zone.stop, trigger.last)
        told = [
            mode
            for hit in hits
            if hit.entry.row.event_type == trigger.event_type and first <= hit.first and hit.last <= last
            for mode in hit.entry.row.modes
        ]
        trigger.modes = tuple(dict.fromkeys((*trigger.modes, *told)))
