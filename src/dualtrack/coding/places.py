"""Where an act happened: a place name in the act's own clause, under a preposition of place or under attack."""

from __future__ import annotations

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax
from dualtrack.coding.trigger import Trigger
from dualtrack.model import CasePlace, Place

SCALES = {"village": 0, "town": 0, "city": 1, "facility": 0, "venue": 0, "district": 2, "sector": 2}
AREAS = {"oblast": 3, "region": 3, "sea": 4, "country": 5}


def place_of(syntax: Syntax, trigger: Trigger, start: int) -> Place | None:
    """The narrowest place of the act's clause, or None. `start` is where the clause begins."""
    located = []
    for mention in syntax.mentions:
        if mention.place is None or not start <= mention.first < max(trigger.zone.stop, trigger.last):
            continue
        if _is_located(syntax, mention) or (mention in trigger.recipients and trigger.event_type == "ASSAULT"):
            located.append(mention)
    if not located:
        return None
    chosen = min(located, key=lambda mention: (_width(mention.place), abs(mention.first - trigger.first)))
    return as_place(chosen.place)


def _width(place: CasePlace | None) -> int:
    kind = place.kind if place else "country"
    return SCALES.get(kind, AREAS.get(kind, 1))


def _is_located(syntax: Syntax, mention: Mention) -> bool:
    governed = syntax.preposition_before(mention.first)
    return governed is not None and "place_preposition" in syntax.words.tags[governed]


def as_place(place: CasePlace | None) -> Place | None:
    """A case's place as a claim carries it."""
    if place is None:
        return None
    region = place.id if place.kind in ("oblast", "region") else place.admin
    return Place(place.name, place.id, place.country, place.lat, place.lon, region, place.kind)
