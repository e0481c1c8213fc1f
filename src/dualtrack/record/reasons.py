"""Reasons: what speaks for and against two claims being about one happening. Their weights stand in `weights`."""

from __future__ import annotations

from dualtrack.model import Place, Reality
from dualtrack.record.report import MANY_DAYS, Bounds, Report, counts_more, holds, meet
from dualtrack.record.weights import (
    BESIDE,
    COMMON_COUNT,
    COMMON_WORDS,
    HARM,
    JUST_AFTER,
    LONG,
    MORNING,
    PLANNED_SLACK,
    SHORT,
    SPOKEN,
    SUMMIT,
)


def why_when(left: Report, right: Report) -> str:
    if left.listed is not None and left.listed == right.listed:
        return "two rows of one list of events"
    if left.held != right.held:
        return why_planned(left, right)
    if not left.held and left.claim.reality is not right.claim.reality and not (left.ahead and right.ahead):
        return "acts of a different standing"
    if not (left.dated and right.dated):
        return why_undated(left, right)
    if (left.first, left.last) == (right.first, right.last):
        if apart_by_hours(left, right):
            return "different hours"
        return "same interval" if left.days <= LONG else "same long interval"
    if not overlap(left, right) and not (left.ahead and right.ahead):
        return "different days"
    if MANY_DAYS in (left.days, right.days):
        return "a time without an end"
    nights = [item for item in (left, right) if item.night]
    if len(nights) == 2:
        return "different days"
    if len(nights) == 1:
        day = right if nights[0] is left else left
        if day.hours is not None and day.hours[0] >= MORNING:
            return "different hours"
        if day.days == 1:
            # A raid is dated by its end: a night and the day before it are two happenings.
            return "night ends on the day" if day.last == nights[0].last else "different days"
    if max(left.days, right.days) <= (LONG if left.symmetric else SHORT) and overlap(left, right):
        return "overlapping interval"
    if max(left.days, right.days) <= LONG and overlap(left, right):
        return "a day within a longer time"
    moved = Reality.POSTPONED in (left.claim.reality, right.claim.reality) and left.ahead and right.ahead
    return "planned day near the other" if moved and near(left, right) else "different days"


def apart_by_hours(left: Report, right: Report) -> bool:
    """Whether the clock times that two reports of one day give share no minute; what ends as the other begins does
    not."""
    if left.hours is None or right.hours is None:
        return False
    return left.hours[1] <= right.hours[0] or right.hours[1] <= left.hours[0]


def overlap(left: Report, right: Report) -> bool:
    """Whether two dated reports share a day; unknown ends are open."""
    before = left.last is not None and right.first is not None and left.last < right.first
    after = right.last is not None and left.first is not None and right.last < left.first
    return not before and not after


def near(left: Report, right: Report) -> bool:
    return left.first is not None and right.first is not None and abs(left.first - right.first) <= PLANNED_SLACK


def why_undated(left: Report, right: Report) -> str:
    one, other = left.claim, right.claim
    if one.document_id == other.document_id:
        if right.follows == one.id or left.follows == other.id:
            beside = abs(one.sentence - other.sentence) <= BESIDE
            return "undated, told beside it" if beside else "undated, told after it"
        return "undated, in the same article"
    if not left.dated and not right.dated:
        if left.said is None or right.said is None or abs(left.said - right.said) > 1:
            return "undated, published apart"
        return "undated, published on one day" if left.said == right.said else "undated, published together"
    dated, undated = (left, right) if left.dated else (right, left)
    if undated.said is None or dated.last is None:
        return "undated, published apart"
    ahead = dated.ahead and undated.ahead and -PLANNED_SLACK <= undated.said - dated.last <= JUST_AFTER
    after = 0 <= undated.said - dated.last <= JUST_AFTER
    return "undated, published just after" if after or ahead else "undated, published apart"


def why_planned(left: Report, right: Report) -> str:
    """A meeting planned, postponed or moved, and the one that then took place."""
    ahead, held = (left, right) if right.held else (right, left)
    if not ahead.ahead or not held.symmetric or held.claim.reality is Reality.DENIED:
        return "acts of a different standing"
    if held.last is not None and ahead.said is not None and ahead.said > held.last - later(ahead, held):
        return "planned only after the other was held"
    if not ahead.dated and ahead.said is not None and held.first is not None:
        return "planned, and held soon after" if held.first - ahead.said <= PLANNED_SLACK else "different days"
    if not (ahead.dated and held.dated):
        return why_undated(left, right)
    if overlap(ahead, held):
        return "same interval"
    return "planned day near the other" if near(ahead, held) else "different days"


def later(ahead: Report, held: Report) -> bool:
    """Whether what is planned is planned for a day after the other was held."""
    return ahead.first is not None and held.last is not None and ahead.first > held.last


def why_where(left: Report, right: Report) -> str:
    one, other = left.claim.place, right.claim.place
    if one is None or other is None:
        if attacked_in(left, other) or attacked_in(right, one):
            return "one place holds the other"
        return "both places unknown" if one is other else "one place unknown"
    if one.id == other.id:
        return "same country" if one.scale == "country" else "same place"
    if holds(one, other) or holds(other, one):
        return "one place holds the other"
    if left.symmetric and left.held != right.held:
        return "planned for another place"
    # Accounts of one raid from two cities join by way of a national one; talks in two cities are two.
    spread = left.family == "violence" and one.country == other.country and not (left.ground or right.ground)
    return "perhaps parts of one raid" if spread else "different places"


def attacked_in(report: Report, place: Place | None) -> bool:
    """Whether a report of an attack on a country that names no place in it may be of one on this place there."""
    return place is not None and report.family == "violence" and place.country in report.recipients


def why_who(left: Report, right: Report) -> str:
    if left.symmetric:
        return why_met(left.actors | left.recipients, right.actors | right.recipients)
    by_actor, by_recipient = shared(left.actors, right.actors), shared(left.recipients, right.recipients)
    if "nobody in common" in (by_actor, by_recipient):
        if not blame(left, right):
            return "nobody in common"
        return "each blames another" if by_recipient != "same parties" else "each blames another for the same harm"
    if by_actor == by_recipient:
        return by_actor
    return "one names more parties"


def why_met(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return "one side unnamed"
    if one == other:
        return "same parties"
    small, large = sorted((one, other), key=len)
    if len(small) == 2 and len(large) >= SUMMIT:
        return "a meeting of two beside a summit"
    return "one names more parties" if small <= large else "nobody in common"


def shared(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return "one side unnamed"
    if one == other:
        return "same parties"
    return "one names more parties" if one & other else "nobody in common"


def blame(left: Report, right: Report) -> bool:
    """One deed at one spot that two sides lay at different doors; combat, where both act, is no such deed."""
    place, other = left.claim.place, right.claim.place
    spot = place is not None and other is not None and place.id == other.id and place.scale != "country"
    deed = left.family == "violence" and not (left.ground or right.ground)
    return spot and deed and not (left.interception or right.interception)


def why_what(left: Report, right: Report) -> list[str]:
    reasons = []
    if left.symmetric and (called(left, right) or called(right, left)):
        reasons.append("a call and a meeting at a place")
    elif left.interception != right.interception:
        reasons.append("interception of the raid")
    elif (left.ground and right.air and not left.air) or (right.ground and left.air and not right.air):
        reasons.append("on the ground and from the air")
    elif left.modes and right.modes:
        both_air = left.air and right.air
        reasons.append("same modes" if left.modes & right.modes or both_air else "different modes")
    else:
        reasons.append("one names no mode")
    if left.launched and right.launched and left.dated and right.dated:
        reasons.append("both count what was launched")
    if left.family in SPOKEN and not said_alike(left, right):
        reasons.append("said in other words")
    return reasons


def called(one: Report, other: Report) -> bool:
    """Whether one is a call, which has no place, and the other met somewhere."""
    return "phone" in one.modes and "phone" not in other.modes and other.claim.place is not None


def said_alike(left: Report, right: Report) -> bool:
    """Whether two quotes of one language have words in common; of two languages nothing is known."""
    smaller = min(len(left.words), len(right.words))
    if left.claim.language != right.claim.language or smaller == 0:
        return True
    return len(left.words & right.words) / smaller >= COMMON_WORDS


def why_how_many(left: Report, right: Report) -> list[str]:
    common = [key for key in left.numbers if key in right.numbers] if right.numbers else None
    if not common:
        return []
    alike = [left.numbers[key] for key in common if left.numbers[key] == right.numbers[key]]
    if alike:
        return ["same number, a rare one" if any(map(rare, alike)) else "same number"]
    if all(meet(left.numbers[key], right.numbers[key]) for key in common):
        return ["numbers can both hold"]
    later = left.said != right.said and all(measure in HARM for measure, _, _ in common)
    if left.claim.place != right.claim.place or later:
        return []  # a part and a whole, or a toll told on another day, are no clash
    inside = left.claim.document_id == right.claim.document_id and not (left.claim.headline or right.claim.headline)
    # One article does not contradict itself: it tells of two things, or quotes two speakers.
    return ["numbers clash within one article" if inside and same_voice(left, right) else "numbers clash"]


def rare(bounds: Bounds) -> bool:
    """Whether two happenings would hardly have this count by chance: an exact one of some size that is not round."""
    low, high = bounds
    return low is not None and low == high and low > COMMON_COUNT and len(f"{low:.0f}".rstrip("0")) > 1


def same_voice(left: Report, right: Report) -> bool:
    one, other = left.claim.speaker, right.claim.speaker
    return one is None or other is None or one == other


def why_told(left: Report, right: Report) -> list[str]:
    one, other = left.claim, right.claim
    if one.document_id != other.document_id:
        return []
    if one.headline or other.headline:
        return ["headline of the same article"]
    if left.launched and right.launched and (left.first, left.last) != (right.first, right.last):
        return ["counted apart in one article"]
    outcome = is_outcome(left, right) or is_outcome(right, left)
    if one.sentence == other.sentence and not outcome:
        return ["told apart in one sentence"]
    if outcome:
        return ["same article", "its outcome, told after it"]
    if tells_again(left, right) or tells_again(right, left):
        return ["same article", "told of again, without a name"]
    part = counts_part(left, right) or counts_part(right, left)
    return ["same article", "a part of it, told after it"] if part else ["same article"]


def counts_part(part: Report, whole: Report) -> bool:
    """Whether what is told right after an attack, undated and of a place, counts less of the same in that place."""
    near = part.follows == whole.claim.id and part.claim.sentence - whole.claim.sentence <= BESIDE
    placed = part.claim.place is not None and whole.claim.place is None
    return near and placed and part.family == "violence" and counts_more(whole, part)


def tells_again(again: Report, first: Report) -> bool:
    """Whether a meeting that is told of right after another, undated, names nobody: "the talks lasted five hours"."""
    act = again.claim.act
    if act is None or act.actors or act.recipients or not again.symmetric:
        return False
    return again.follows == first.claim.id and again.claim.sentence - first.claim.sentence <= BESIDE


def is_outcome(outcome: Report, deed: Report) -> bool:
    """Whether a harm that nobody else is said to have done, or an interception, is told with a deed, or follows on it
    undated: what came of it."""
    if outcome.family != "violence" or deed.interception:
        return False
    measures = {measure for measure, _, _ in outcome.numbers}
    harm = bool(measures) and measures <= HARM
    others = {measure for measure, _, _ in deed.numbers}
    if outcome.claim.sentence == deed.claim.sentence and harm and not measures & others:
        return outcome.actors <= deed.actors
    came = (harm and not outcome.actors) or outcome.interception
    return came and outcome.follows == deed.claim.id
