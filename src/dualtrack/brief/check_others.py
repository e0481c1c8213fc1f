"""Check of what is neither number nor act: positions, commitments with their dates, comparisons, offices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dualtrack.brief.check_acts import codes
from dualtrack.brief.holdings import Holding, Holdings
from dualtrack.brief.remarks import AGREES, DIFFERS, MISSING, Remark
from dualtrack.lexicon.offices import Offices
from dualtrack.model import Claim, Comparison, Raid, Relation, Series, Stance
from dualtrack.model.surface import Surface

OPPOSED = {
    Stance.DEMANDS: (Stance.REJECTS,), Stance.OFFERS: (Stance.REJECTS,), Stance.ACCEPTS: (Stance.REJECTS,),
    Stance.REJECTS: (Stance.DEMANDS, Stance.OFFERS, Stance.ACCEPTS),
}  # fmt: skip
SAME_FORM = ({"ultimatum", "deadline", "threat"}, {"truce", "moratorium"}, {"promise", "offer"})
"""Forms of commitment that reports use for one another."""
MADE_WITHIN = 90
"""Days before an article in which a commitment that it speaks of was made."""


def check_position(said: Claim, published: date | None, holdings: Holdings) -> Remark | None:
    """A party's stance on an issue beside what the record has of the same party and issue."""
    own = said.position
    if own is None or own.party.code is None:
        return None
    held = [item for item in holdings.positions.get(own.issue, ()) if of_party(item, own.party.code)]
    known = [item for item in held if published is None or before(item, published)]
    same = [item for item in known if item.claim.position and item.claim.position.stance is own.stance]
    if same:
        return remark(AGREES, "position", said, same, holdings)
    opposed = [
        item for item in known if item.claim.position and item.claim.position.stance in OPPOSED.get(own.stance, ())
    ]
    return remark(DIFFERS, "position", said, opposed, holdings) if opposed else Remark(MISSING, "position", said.quote)


def of_party(item: Holding, code: str) -> bool:
    return item.claim.position is not None and item.claim.position.party.code == code


def before(item: Holding, day: date) -> bool:
    first = item.when.first_day
    return first is None or first <= day


def check_commitment(said: Claim, published: date | None, holdings: Holdings) -> Remark | None:
    """A commitment's date beside the record's of the same party and form. None where the article gives no date."""
    own = said.commitment
    day = (own.due or own.made) if own else None
    if own is None or day is None or not codes(own.party):
        return None
    forms = next(group for group in (*SAME_FORM, {own.form.value}) if own.form.value in group)
    held = []
    for claim in holdings.rows.claims.values():
        other = claim.commitment
        if other is None or other.form.value not in forms or not codes(other.party) & codes(own.party):
            continue
        near = [d for d in (other.due, other.made) if d is not None and abs((d - day).days) <= MADE_WITHIN]
        if near:
            held.append((claim, near))
    same = [claim for claim, near in held if day in near]
    shown = same or [claim for claim, _ in held]
    if not shown:
        return None
    text = "; ".join(dict.fromkeys(claim.quote for claim in shown[:3]))
    who = ", ".join(dict.fromkeys(holdings.rows.speaker(claim) for claim in shown))
    return Remark(AGREES if same else DIFFERS, "date", said.quote, text, who, tuple(claim.id for claim in shown))


def check_comparison(said: Claim, published: date | None, holdings: Holdings, launched: Series) -> Remark | None:
    """A comparison against the record's own count: the nth raid since a day, or the largest number of a series."""
    own = said.comparison
    end = said.when.last_day or published
    if own is None or end is None:
        return None
    if own.relation is Relation.NTH and own.n is not None:
        return check_count(said, own, end, holdings)
    if own.relation is Relation.RECORD:
        return check_record(said, end, launched, holdings)
    return None


def check_count(said: Claim, own: Comparison, end: date, holdings: Holdings) -> Remark:
    """How many raids the record holds since a day. Fewer than are said may be its gaps; more cannot."""
    start = own.since or date(end.year, 1, 1)
    raids = [
        event
        for event in holdings.rows.events.values()
        if isinstance(event, Raid) and event.when.last_day is not None and start <= event.when.last_day <= end
    ]
    claims = tuple(claim for event in raids for claim in event.claims[:1])
    assert own.n is not None
    label = AGREES if len(raids) == own.n else MISSING if len(raids) < own.n else DIFFERS
    words = holdings.rows.words
    counted = words.sections["check"]["raids"].format(raids=len(raids), day=words.day(start))
    return Remark(label, "comparison", said.quote, counted, "", claims)


def check_record(said: Claim, end: date, launched: Series, holdings: Holdings) -> Remark:
    """Whether a day's number is the largest of the series up to it."""
    values = [
        (value, launched.start + timedelta(days=index))
        for index, value in enumerate(launched.values)
        if value is not None and launched.start + timedelta(days=index) <= end
    ]
    own = [value for value, day in values if abs((day - end).days) <= 1]
    if not own:
        return Remark(MISSING, "comparison", said.quote)
    value, day = max(values)
    claims = launched.claims.get(launched.index(day), ())
    held = f"{value:g}, {holdings.rows.words.day(day)}"
    return Remark(AGREES if max(own) >= value else DIFFERS, "comparison", said.quote, held, "", tuple(claims))


def check_offices(text: str, prose: Surface, day: date | None, offices: Offices) -> list[Remark]:
    """Each office that a sentence gives to a person who did not hold it on the day."""
    made = []
    for name in prose.names:
        if name.kind == "person" and name.name and day is not None:
            wrong = offices.wrong(text, name.name, prose.language, day)
            if wrong is not None:
                made.append(Remark(DIFFERS, "office", f"{name.text}: {wrong.said}", wrong.held))
    return made


def remark(label: str, role: str, said: Claim, held: Sequence[Holding], holdings: Holdings) -> Remark:
    quotes = dict.fromkeys(item.claim.quote for item in held)
    speakers = dict.fromkeys(holdings.rows.speaker(item.claim) for item in held)
    claims = tuple(dict.fromkeys(item.claim.id for item in held))
    return Remark(label, role, said.quote, "; ".join(list(quotes)[:3]), ", ".join(speakers), claims)
