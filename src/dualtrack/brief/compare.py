"""Compare: two claims by role, never as bags of words. What prose says against what the record holds.

Each difference names the role that differs: number, unit, measure, act, actor, recipient, polarity, reality, date,
place or attribution.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dualtrack.model import Claim, Party, Place, Quantity, Reality

Differ = Callable[[str, object, object], None]
SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")
HAPPENED = (Reality.OCCURRED, Reality.ONGOING, Reality.ENDED)


@dataclass(frozen=True, slots=True)
class Difference:
    """One role in which prose departs from a row: what it says, what the row holds, and the row's claim."""

    kind: str
    said: str
    held: str
    claim: str


def differ(kind: str, said: object, held: object) -> Difference:
    """A difference that no one claim is answerable for."""
    return Difference(kind, str(said), str(held), "")


def compare(said: Claim, held: Claim, publisher: str | None = None) -> list[Difference]:
    """Every role in which `said` departs from `held`; empty where it agrees. `publisher` is that of `held`.

    Prose may say less than its row (no place, no date, fewer parties), never something else."""
    found: list[Difference] = []

    def note(kind: str, one: object, other: object) -> None:
        found.append(Difference(kind, str(one), str(other), held.id))

    if said.act is not None and held.act is not None:
        compare_acts(said, held, note)
    if said.quantity is not None and held.quantity is not None:
        compare_quantities(said.quantity, held.quantity, note)
    if said.when.known and held.when.known and not said.when.overlaps(held.when):
        note("date", said.when.earliest, held.when.earliest)
    if said.place is not None and held.place is not None and not same_place(said.place, held.place):
        note("place", said.place.name, held.place.name)
    compare_speakers(said, held, publisher, note)
    return found


def compare_acts(said: Claim, held: Claim, differ: Differ) -> None:
    one, other = said.act, held.act
    assert one is not None
    assert other is not None
    if one.event_type != other.event_type or (one.modes and other.modes and not set(one.modes) & set(other.modes)):
        differ("act", "/".join((one.event_type, *one.modes)), "/".join((other.event_type, *other.modes)))
    if (said.reality is Reality.DENIED) != (held.reality is Reality.DENIED):
        differ("polarity", said.reality, held.reality)
    elif (said.reality in HAPPENED) != (held.reality in HAPPENED) or (
        said.reality not in HAPPENED and said.reality is not held.reality
    ):
        differ("reality", said.reality, held.reality)
    if one.event_type in SYMMETRIC:
        compare_parties((*one.actors, *one.recipients), (*other.actors, *other.recipients), "actor", differ)
    else:
        compare_parties(one.actors, other.actors, "actor", differ)
        compare_parties(one.recipients, other.recipients, "recipient", differ)


def compare_parties(said: Sequence[Party], held: Sequence[Party], role: str, differ: Differ) -> None:
    extra = codes(said) - codes(held)
    if extra and held:
        differ(role, ", ".join(sorted(extra)), ", ".join(sorted(codes(held))))


def compare_quantities(said: Quantity, held: Quantity, differ: Differ) -> None:
    if said.measure != held.measure and "other" not in (said.measure, held.measure):
        differ("measure", said.measure, held.measure)
    if (said.what, said.unit) != (held.what, held.unit):
        differ("unit", said.unit or said.what, held.unit or held.what)
    elif not bounds_meet(said, held):
        differ("number", bounds(said), bounds(held))


def compare_speakers(said: Claim, held: Claim, publisher: str | None, differ: Differ) -> None:
    """An attribution may not change, nor be dropped: what one party claims is not a fact of the record."""
    if said.speaker is None:
        if held.speaker is not None:
            differ("attribution", "none", held.speaker.text)
        return
    names = {held.speaker.text.casefold(), (held.speaker.code or "").casefold()} if held.speaker else set()
    names |= {(publisher or "").casefold()}
    own = {said.speaker.text.casefold(), (said.speaker.code or "").casefold()} - {""}
    if not own & names:
        differ("attribution", said.speaker.text, held.speaker.text if held.speaker else publisher or "none")


def codes(parties: Iterable[Party]) -> set[str]:
    return {party.code or party.text.casefold() for party in parties}


def same_place(said: Place, held: Place) -> bool:
    """Whether one place is the other or holds it: a city agrees with its region and its country."""
    if said.id == held.id:
        return True
    return said.id in (held.region, held.country) or held.id in (said.region, said.country)


def bounds_meet(said: Quantity, held: Quantity) -> bool:
    """Whether both numbers can hold at once; an open end is unbounded ("more than 300" meets 312)."""
    one_low, one_high = span(said)
    other_low, other_high = span(held)
    return one_low <= other_high and other_low <= one_high


def span(quantity: Quantity) -> tuple[float, float]:
    low = quantity.low if quantity.low is not None else float("-inf")
    high = quantity.high if quantity.high is not None else float("inf")
    return low, high


def bounds(quantity: Quantity) -> str:
    if quantity.low == quantity.high and quantity.best is not None:
        return f"{quantity.best:g}"
    low, high = ("" if bound is None else f"{bound:g}" for bound in (quantity.low, quantity.high))
    return f"{low}..{high}"
