"""Counted: what a number counts, so that only numbers of one thing are compared.

A figure is of one measure, what, unit and part. Who are told under several names count once: the dead by any word for
people; those freed as prisoners, soldiers or hostages, by the side that they come home to.
"""

from __future__ import annotations

from dualtrack.model import Act, Claim, Place, Qualifier, Quantity
from dualtrack.record.report import Bounds, holds

TOLLS = ("killed", "wounded", "killed_or_wounded", "hit", "destroyed")  # grow as reports come in
UNTIED = ("other", "share")  # of what, the measure does not say: two of them are not the same thing
PEOPLE = ("person", "civilian", "resident", "people", "casualty")
FREED = ("prisoner", "soldier", "person", "hostage", "captive")
FREEING = frozenset(("exchange", "release", "repatriate"))
TAKING = frozenset(("arrest", "deport"))
Kinds = frozenset[tuple[str, str]]
Key = tuple[str, str, str | None, str | None, Bounds | None]


def counted(claim: Claim, act: Act | None, inner: Place | None, place: Place | None, kinds: Kinds) -> Key:
    """What a number counts: measure, what, unit, part (None for the whole), and, where nothing says that two numbers
    would count the same thing, its own bounds.

    `act` is that to which it belongs, `inner` where it counts, `place` where the whole event is, and `kinds` every
    measure and what of the event's numbers."""
    quantity = claim.quantity
    assert quantity is not None
    measure, what, part = quantity.measure, quantity.what, part_of(quantity, inner, place)
    if measure in TOLLS:
        what = "person" if what in PEOPLE else what
        if part is not None and what == "person" and (measure, part) in kinds:
            what, part = part, None  # who are told as a part by one and by themselves by another count once
    if measure not in UNTIED:
        return (measure, what, quantity.unit, part, None)
    modes = frozenset(act.modes) if act else frozenset()
    if act is not None and modes & FREEING:
        what, side = "prisoner" if what in FREED else what, home_of(act)
        # Of an exchange by two sides, nobody knows whether a number counts either side or both.
        return (measure, what, quantity.unit, part or side, None if part or side else ends(claim))
    return (measure, what, quantity.unit, part, None if modes & TAKING else ends(claim))


def part_of(quantity: Quantity, inner: Place | None, place: Place | None) -> str | None:
    """The part that a number counts: its own scope, else a place within the event's, else None for the whole."""
    if quantity.scope:
        return quantity.scope
    if inner is None or (place is not None and (inner.id == place.id or holds(inner, place))):
        return None
    return inner.name


def by_model(claim: Claim) -> bool:
    """Whether a number counts things by the name of a model, as the ids of rows of units.csv say: "300 Shaheds" are
    some of the drones, though nobody says so."""
    return any(row.endswith("-name") for row in claim.rule.split("+"))


def home_of(act: Act) -> str | None:
    """The one side to which people or bodies are given, else the one that brings them home."""
    for parties in (act.recipients, act.actors):
        codes = {party.code for party in parties if party.code}
        if codes:
            return codes.pop() if len(codes) == 1 else None
    return None


def ends(claim: Claim) -> Bounds:
    """The bounds of a number; of "about" and "nearly", a tenth around it where the claim gives none."""
    quantity = claim.quantity
    assert quantity is not None
    low, high = quantity.low, quantity.high
    if quantity.qualifier in (Qualifier.ABOUT, Qualifier.NEARLY) and quantity.best is not None and low == high:
        return quantity.best * 0.9, quantity.best * 1.1
    return low, high
