"""Match: which claims are about one happening. Blocks keep it near-linear; every pair's reasons are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from dualtrack.model import Claim, Judgement, Party, Place, Precision, Reality, Verdict
from dualtrack.record.weights import FAMILIES, LARGEST_BLOCK, PLANNED_SLACK, SAME, UNSURE, VETO, WEIGHTS

HELD = (Reality.OCCURRED, Reality.ONGOING, Reality.ENDED, Reality.DENIED)
AHEAD = (Reality.PLANNED, Reality.POSTPONED, Reality.CANCELLED)
SYMMETRIC = ("meeting", "agreement")


@dataclass(frozen=True, slots=True)
class Report:
    """An event claim with the numbers that belong to it: (measure, what, scope) to bounds."""

    claim: Claim
    numbers: Mapping[tuple[str, str, str | None], tuple[float | None, float | None]]

    @property
    def family(self) -> str:
        assert self.claim.act is not None
        return FAMILIES[self.claim.act.event_type]


def match_reports(reports: Sequence[Report]) -> Iterator[Judgement]:
    """Judge the pairs that share a block: same, different (only where something speaks for same) or unsure."""
    judged: set[tuple[str, str]] = set()
    for block in blocks(reports):
        for at, one in enumerate(block):
            for other in block[at + 1 : at + 1 + LARGEST_BLOCK]:
                left, right = sorted((one, other), key=lambda report: report.claim.id)
                key = (left.claim.id, right.claim.id)
                if key not in judged:
                    judged.add(key)
                    yield judge(left, right)


def blocks(reports: Sequence[Report]) -> Iterator[list[Report]]:
    """Reports of one family and one week (by first day, weeks overlapping by half) or one article."""
    by_key: dict[tuple[str, ...], list[Report]] = {}
    for report in reports:
        family, day = report.family, report.claim.when.first_day or report.claim.when.last_day
        by_key.setdefault((family, "in", report.claim.document_id), []).append(report)
        if day is None:
            continue
        last = report.claim.when.last_day or day
        wide = (last - day).days > 14
        width = 14 if family in SYMMETRIC else 3
        place = "" if wide or family in SYMMETRIC else country(report.claim.place)
        for step in {day.toordinal() // width, last.toordinal() // width, (last.toordinal() + 1) // width}:
            by_key.setdefault((family, str(step), place), []).append(report)
    for key in sorted(by_key):
        ordered = sorted(by_key[key], key=order)
        if len(ordered) > 1:
            yield ordered


def order(report: Report) -> tuple[str, str, str]:
    """Neighbours in a large block are likely matches: same days, then same place."""
    claim = report.claim
    return (str(claim.when.earliest), claim.place.id if claim.place else "", claim.id)


def country(place: Place | None) -> str:
    return (place.country or "") if place else ""


def judge(left: Report, right: Report) -> Judgement:
    """Add up the reasons for and against one happening."""
    reasons = [*why_when(left, right), why_where(left, right), *why_who(left, right), *why_what(left, right)]
    weighed = tuple((reason, WEIGHTS[reason]) for reason in reasons)
    total = VETO if any(weight == VETO for _, weight in weighed) else sum(weight for _, weight in weighed)
    verdict = Verdict.SAME if total >= SAME else Verdict.UNSURE if total >= UNSURE else Verdict.DIFFERENT
    return Judgement(left.claim.id, right.claim.id, verdict, round(total, 3), weighed)


def why_when(left: Report, right: Report) -> list[str]:
    one, other = left.claim.when, right.claim.when
    standing = {report.claim.reality in HELD for report in (left, right)}
    known = [when.known for when in (one, other)]
    if len(standing) == 2:
        return why_planned(left, right, all(known))
    if (
        left.claim.reality not in HELD
        and left.claim.reality is not right.claim.reality
        and not (left.claim.reality in AHEAD and right.claim.reality in AHEAD)
    ):
        return ["acts of a different standing"]
    if not any(known):
        return ["both dates unknown"]
    if not all(known):
        return ["one date unknown"]
    if (one.earliest, one.latest) == (other.earliest, other.latest):
        return ["same interval"]
    nights = [when for when in (one, other) if when.precision is Precision.PART_OF_DAY and when.days == 2]
    if len(nights) == 2:
        return ["different days"]
    if len(nights) == 1:
        day = other if nights[0] is one else one
        if day.days == 1:
            # A raid is dated by its end: a night and the day before it are two happenings.
            return ["night ends on the day" if day.last_day == nights[0].last_day else "different days"]
    wide = max(one.days or 99, other.days or 99)
    return ["overlapping interval" if one.overlaps(other) and wide <= 8 else "different days"]


def why_planned(left: Report, right: Report, known: bool) -> list[str]:
    """A meeting planned, postponed or moved, and the one that then took place."""
    ahead, held = (left, right) if right.claim.reality in HELD else (right, left)
    if ahead.claim.reality not in AHEAD or ahead.family not in SYMMETRIC or held.claim.reality is Reality.DENIED:
        return ["acts of a different standing"]
    if not known:
        return ["one date unknown"]
    if ahead.claim.when.overlaps(held.claim.when):
        return ["same interval"]
    first, second = ahead.claim.when.first_day, held.claim.when.first_day
    near = first is not None and second is not None and abs(second - first) <= timedelta(days=PLANNED_SLACK)
    return ["planned day near the held one" if near else "different days"]


def why_where(left: Report, right: Report) -> str:
    one, other = left.claim.place, right.claim.place
    if one is None or other is None:
        return "both places unknown" if one is other else "one place unknown"
    if one.id == other.id:
        return "same place"
    if holds(one, other) or holds(other, one):
        return "one place holds the other"
    # A raid on several cities of one country is one raid; talks in two cities are two.
    spread = left.family == "violence" and one.country == other.country and left.numbers and right.numbers
    launched = any(key[0] == "launched" for key in left.numbers) and any(key[0] == "launched" for key in right.numbers)
    return "one place holds the other" if spread and launched else "different places"


def holds(outer: Place, inner: Place) -> bool:
    return outer.id in (inner.region, inner.country)


def why_who(left: Report, right: Report) -> list[str]:
    one, other = left.claim.act, right.claim.act
    assert one is not None
    assert other is not None
    if left.family in SYMMETRIC:
        return [shared(codes((*one.actors, *one.recipients)), codes((*other.actors, *other.recipients)))]
    actors, recipients = (codes(one.actors), codes(other.actors)), (codes(one.recipients), codes(other.recipients))
    if actors[0] and actors[0] == recipients[1] and actors[1] == recipients[0] and actors[0] != actors[1]:
        return ["actor and recipient swapped"]
    by_actor, by_recipient = shared(*actors), shared(*recipients)
    if "nobody in common" in (by_actor, by_recipient):
        return ["nobody in common"]
    if by_actor == "one side unnamed" and by_recipient == "one side unnamed":
        return ["one side unnamed"]
    return ["same parties" if by_actor == by_recipient == "same parties" else "one names more parties"]


def codes(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.code for party in parties if party.code)


def shared(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return "one side unnamed"
    if one == other:
        return "same parties"
    return "one names more parties" if one & other else "nobody in common"


def why_what(left: Report, right: Report) -> list[str]:
    one, other = left.claim.act, right.claim.act
    assert one is not None
    assert other is not None
    reasons = []
    if one.modes and other.modes:
        reasons.append("same modes" if set(one.modes) & set(other.modes) else "different modes")
    else:
        reasons.append("one names no mode")
    common = set(left.numbers) & set(right.numbers)
    if common:
        equal = any(left.numbers[key] == right.numbers[key] for key in common)
        meets = all(meet(left.numbers[key], right.numbers[key]) for key in common)
        reasons.append("same number" if equal else "numbers can both hold" if meets else "numbers clash")
    if left.claim.document_id == right.claim.document_id:
        titled = left.claim.headline or right.claim.headline
        reasons.append("headline of the same article" if titled else "same article")
    return reasons


def meet(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> bool:
    """Whether two pairs of bounds can both hold; None is unbounded ("more than 300" meets 312)."""
    low = max(bound for bound in (one[0], other[0], float("-inf")) if bound is not None)
    high = min(bound for bound in (one[1], other[1], float("inf")) if bound is not None)
    return low <= high
