"""Check of numbers: what an article counts, beside what the record's sources counted of the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dualtrack.brief.check_acts import codes
from dualtrack.brief.compare import same_place
from dualtrack.brief.holdings import Holding, Holdings, window, within
from dualtrack.brief.remarks import AGREES, DIFFERS, MISSING, Remark
from dualtrack.model import Claim, Quantity, Reality, When

TELLING = 50
"""Numbers below this are too common for one of another day or unit to be taken for the same."""
UNCOUNTED = ("duration", "share")
"""Measures that tell of no happening."""
UNMEASURED = "other"
"""The measure of a number whose sentence does not say by which measure it counts."""
SLACK = 0.05
"""By how much a bound may be passed: "more than 300" of 290 is careless, not false."""
PEOPLE = ("civilian", "child", "person", "household", "consumer")
"""What reports count for one another; soldiers are counted apart."""


def check_number(said: Claim, act: Claim | None, published: date | None, holdings: Holdings) -> Remark | None:
    """A number beside the record's, and who does what it counts: `act` is the act that it belongs to.

    None for one that counts nothing that a record holds (durations, single items)."""
    own = said.quantity
    if own is None or own.measure in UNCOUNTED or (own.measure == UNMEASURED and size(own) <= 1):
        return None
    days = window(said.when, published)
    same = [item for item in measured(own, holdings) if same_thing(own, quantity_of(item))]
    here = standing(said, list(within(same, days)))
    if here:
        return of_same_thing(said, act, here, holdings)
    promised = [item for item in same if equal(own, quantity_of(item)) and (ahead(said) or ahead(item.claim))]
    if promised:
        return Remark(AGREES, "number", said.quote, *shown(promised, holdings))
    return other_thing(said, days, same, holdings) or Remark(MISSING, "number", said.quote)


def measured(own: Quantity, holdings: Holdings) -> list[Holding]:
    """The record's numbers by the same measure; where a sentence names none, by any."""
    if own.measure == UNMEASURED:
        return [item for items in holdings.quantities.values() for item in items]
    return [*holdings.quantities.get(own.measure, ()), *holdings.quantities.get(UNMEASURED, ())]


def size(own: Quantity) -> float:
    return next((bound for bound in (own.best, own.low, own.high) if bound is not None), 0.0)


def ahead(claim: Claim) -> bool:
    """Whether a number belongs to what is only planned, demanded or offered: its day is not that of its report."""
    return claim.reality in (Reality.PLANNED, Reality.DEMANDED, Reality.HYPOTHETICAL, Reality.THREATENED)


def quantity_of(item: Holding) -> Quantity:
    assert item.claim.quantity is not None
    return item.claim.quantity


def same_thing(one: Quantity, other: Quantity) -> bool:
    people = one.what in PEOPLE and other.what in PEOPLE
    return (one.what == other.what or people) and one.unit == other.unit


def standing(said: Claim, held: Sequence[Holding]) -> list[Holding]:
    """Those of the statement's place; a number told of no place, or of a land, may be that of any place in it."""
    if said.place is None:
        return list(held)
    return [item for item in held if item.claim.place is None or same_place(said.place, item.claim.place)]


def of_same_thing(said: Claim, act: Claim | None, held: Sequence[Holding], holdings: Holdings) -> Remark:
    own = said.quantity
    assert own is not None
    meeting = [item for item in held if meets(own, quantity_of(item)) and not outdated(item, held, own)]
    if not meeting and not (said.when.known or said.place):
        return Remark(MISSING, "number", said.quote)
    if not meeting:
        others = of_other_thing(said, window(said.when, None), holdings)
        if others:
            return differing("unit", said, others, holdings)
        whole = [item for item in held if quantity_of(item).scope is None] or list(held)
        return differing("number", said, nearest(said, whole), holdings)
    doers = [item for item in meeting if not reversed_roles(act, item, holdings)]
    if not doers:
        return differing("actor", said, meeting, holdings)
    meeting = doers
    speakers = {item.claim.speaker.code for item in meeting if item.claim.speaker}
    told = said.speaker.code if said.speaker else None
    unsigned = any(item.claim.speaker is None for item in meeting)
    if told and speakers and None not in speakers and told not in speakers and not unsigned:
        return differing("attribution", said, meeting, holdings)
    return Remark(AGREES, "number", said.quote, *shown(meeting, holdings))


def meets(said: Quantity, held: Quantity) -> bool:
    """Whether both numbers can be true of one thing. An open end reaches only as far as the other number."""
    value = held.best if held.best is not None else held.low if held.low is not None else held.high
    assert value is not None
    if said.low is not None and said.high is None:
        return said.low <= value * (1 + SLACK)
    if said.high is not None and said.low is None:
        return value <= said.high * (1 + SLACK)
    low, high = said.low, said.high
    assert low is not None
    assert high is not None
    if held.high is None:
        return high >= value
    return low <= held.high and (held.low is None or held.low <= high)


def outdated(item: Holding, held: Sequence[Holding], said: Quantity) -> bool:
    """A bound ("at least 12") says nothing for an exact number once the record has exact ones of the same days."""
    own = quantity_of(item)
    if own.best is not None or said.best is None:
        return False
    return any(
        quantity_of(other).best is not None
        and (own.scope is None or quantity_of(other).scope == own.scope)
        and (item.claim.place is None or other.claim.place is None or same_place(item.claim.place, other.claim.place))
        for other in held
    )


def reversed_roles(act: Claim | None, item: Holding, holdings: Holdings) -> bool:
    """Whether others do in the record what the article counts: its act has a doer, and another than the article's."""
    own = quantity_of(item)
    held = holdings.rows.claims.get(own.event or "")
    if act is None or act.act is None or held is None or held.act is None:
        return False
    said, known = codes(act.act.actors), codes(held.act.actors)
    return bool(said and known) and not said & known


def nearest(said: Claim, held: Sequence[Holding]) -> list[Holding]:
    """The holdings of the happening whose number comes nearest."""
    own = said.quantity
    assert own is not None
    value = size(own)
    closest = min(held, key=lambda item: (abs(size(quantity_of(item)) - value), item.claim.id))
    return [item for item in held if item.row == closest.row]


def other_thing(said: Claim, days: When, same: Sequence[Holding], holdings: Holdings) -> Remark | None:
    """The same number in another place, of another unit, or of another day: what then differs is that."""
    own = said.quantity
    assert own is not None
    if size(own) < TELLING:
        return None
    exact = [item for item in same if equal(own, quantity_of(item))]
    here = list(within(exact, days))
    if here:
        return differing("place", said, here, holdings)
    there = of_other_thing(said, days, holdings)
    if there:
        return differing("unit", said, there, holdings)
    placed = standing(said, exact)
    return differing("date", said, placed, holdings) if placed and said.when.known else None


def of_other_thing(said: Claim, days: When, holdings: Holdings) -> list[Holding]:
    """The same number, large enough to be no accident, counted of something else in those days."""
    own = said.quantity
    if own is None or size(own) < TELLING:
        return []
    counted = [item for name, items in holdings.quantities.items() if name not in UNCOUNTED for item in items]
    others = [item for item in counted if equal(own, quantity_of(item))]
    return [item for item in others if ahead(item.claim)] if ahead(said) else list(within(others, days))


def equal(one: Quantity, other: Quantity) -> bool:
    return one.best is not None and one.best == other.best


def differing(role: str, said: Claim, held: Sequence[Holding], holdings: Holdings) -> Remark:
    return Remark(DIFFERS, role, said.quote, *shown(held, holdings))


def shown(held: Sequence[Holding], holdings: Holdings) -> tuple[str, str, tuple[str, ...]]:
    """What the record holds, whose word it is, and the claims behind it."""
    numbers = dict.fromkeys(told(item, holdings) for item in held)
    speakers = dict.fromkeys(holdings.rows.speaker(item.claim) for item in held)
    return "; ".join(numbers), ", ".join(speakers), tuple(dict.fromkeys(item.claim.id for item in held))


def told(item: Holding, holdings: Holdings) -> str:
    own = quantity_of(item)
    words = holdings.rows.words
    what = own.unit or words.things(own.what)
    return f"{words.bounds(own.low, own.best, own.high)} {what}, {words.when(item.when)}"
