"""Check of acts: what an article says was done, beside what the record holds: who, to whom, where, when, whether."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from dualtrack.brief.compare import same_place
from dualtrack.brief.holdings import Holding, Holdings, window, within
from dualtrack.brief.likeness import among, supported
from dualtrack.brief.proof_acts import SYMMETRIC, UNREAL
from dualtrack.brief.remarks import AGREES, DIFFERS, MISSING, Remark
from dualtrack.model import Act, Claim, Party, Place, Precision, Reality, When
from dualtrack.model.surface import Name, Surface

FREQUENT = (
    "ASSAULT", "CONSULT", "REQUEST", "AGREE", "SUPPORT", "REJECT", "THREATEN", "ACCUSE", "CONCEDE", "COOPERATE",
)  # fmt: skip
"""Types that occur so often that another party's act of the same day is another act."""
NEAR = 200
"""Days within which the same act under another date is taken for a wrong date."""
AHEAD = 60
"""Days after publication in which what is planned may lie."""
SEEN = ("SANCTION", "AID", "RETREAT", "CONSULT", "MOBILIZE", "COERCE", "PROTEST")
"""Types of deeds that a newspaper would not pass over: silence on them tells something."""
HALF = 0.5
"""Share of an undated sentence's words that the record's must have, to speak of the same act."""
ENOUGH = 3
"""Documents of a period from which silence on an act tells something."""
Fit = Callable[[Holding], bool]


def check_act(said: Claim, prose: Surface, published: date | None, holdings: Holdings) -> Remark | None:
    """An act beside the record's. None for one without a known party, and for what is only demanded or supposed."""
    act = said.act
    if act is None or said.reality in (Reality.HYPOTHETICAL, Reality.DEMANDED, Reality.THREATENED):
        return None
    if said.reality is Reality.DENIED:
        return check_denied(said, act, prose, published, holdings)
    if not codes((*act.actors, *act.recipients)) or nothing_told(said, act):
        return None
    alike = holdings.acts.get(act.event_type, ())
    now = sorted(within(alike, period(said, published)), key=newest)
    fits = fits_of(said, act, prose, now, holdings)
    full = [item for item in now if all(fit(item) for fit in fits.values())]
    placed = [item for item in full if said.place is None or place_of(item) is not None]
    if placed:
        return agreeing(said, placed, holdings)
    other = departing(said, act, now, fits, holdings) or other_day(said, act, alike, fits, holdings)
    return other or (agreeing(said, full, holdings) if full else missing(said))


def newest(item: Holding) -> tuple[int, str]:
    """The order in which acts are shown: the newest first."""
    day = item.when.last_day
    return (-day.toordinal() if day else 0, item.claim.id)


def nothing_told(said: Claim, act: Act) -> bool:
    """Whether an act without a day says what is always true in a war: that some strike took place somewhere, or that a
    party talked to somebody."""
    if said.when.known:
        return False
    if act.event_type == "ASSAULT":
        return said.place is None or said.place.scale == "country"
    alone = len(codes((*act.actors, *act.recipients))) < 2
    return act.event_type in SYMMETRIC and alone and said.place is None


def period(said: Claim, published: date | None) -> When:
    """The days of an act; told without a date, all up to publication."""
    if said.when.known or published is None:
        return window(said.when, published)
    ahead = AHEAD if said.reality in UNREAL or said.reality is Reality.POSTPONED else 1
    return When(date.min, window(said.when, published, ahead).latest, Precision.YEAR)


def fits_of(said: Claim, act: Act, prose: Surface, now: Sequence[Holding], holdings: Holdings) -> dict[str, Fit]:
    """What must be alike for two acts to be one: by role, a test of a holding."""
    persons = people(prose)
    rows: dict[str, list[Holding]] = {}
    for item in now:
        rows.setdefault(item.row, []).append(item)

    def of_place(item: Holding) -> bool:
        place = place_of(item)
        near = said.place is None or place is None or same_place(said.place, place)
        return near and same_scene(prose, holdings.surface(item.claim))

    def of_parties(item: Holding) -> bool:
        held = item.claim.act
        assert held is not None
        return same_parties(act, held, item) and same_people(persons, rows.get(item.row, [item]), holdings)

    def of_words(item: Holding) -> bool:
        return said.when.known or share_of_words(prose, holdings.surface(item.claim)) >= HALF

    return {
        "reality": lambda item: reality_class(item.claim.reality) == reality_class(said.reality),
        "place": of_place,
        "words": of_words,
        "actor": of_parties,
    }


def same_scene(prose: Surface, held: Surface) -> bool:
    """Whether two sentences that both tell where have one place or capital in common."""
    said = [name for name in prose.names if name.located]
    known = [name for name in held.names if name.located]
    return not said or not known or any(among(name, known) for name in said)


def share_of_words(prose: Surface, held: Surface) -> float:
    """The share of the words of prose that the record's sentence has too, in any form or sense."""
    words = [word for word in prose.words if word.compared]
    return sum(supported(word, held, prose.words, prose.language) for word in words) / len(words) if words else 1.0


def place_of(item: Holding) -> Place | None:
    return item.claim.place or (item.event.place if item.event else None)


def reality_class(reality: Reality) -> str:
    if reality in UNREAL:
        return "ahead"
    return "happened" if reality in (Reality.OCCURRED, Reality.ONGOING, Reality.ENDED) else reality.value


def codes(parties: Iterable[Party]) -> set[str]:
    return {party.code for party in parties if party.code}


def same_parties(said: Act, held: Act, item: Holding) -> bool:
    """Whether no party is said that the record does not hold in its role; the event's own parties count too."""
    event = item.event
    actors = codes((*held.actors, *(event.actors if event else ())))
    recipients = codes((*held.recipients, *(event.recipients if event else ())))
    if said.event_type in SYMMETRIC:
        return codes((*said.actors, *said.recipients)) <= actors | recipients
    return codes(said.actors) <= actors and (not recipients or codes(said.recipients) <= recipients)


def people(prose: Surface) -> list[Name]:
    """The persons of a sentence that act in it; those that it only quotes are compared as sources."""
    return [name for name in prose.names if name.kind == "person" and not name.speaks]


def same_people(persons: Sequence[Name], row: Sequence[Holding], holdings: Holdings) -> bool:
    """Whether each person is named by a source of the happening, unless its sources name nobody of that side."""
    if not persons:
        return True
    held = [name for item in row for name in people(holdings.surface(item.claim))]
    for person in persons:
        own = [other for other in held if other.code == person.code]
        if own and not any(other.name == person.name for other in own):
            return False
    return True


def agreeing(said: Claim, full: Sequence[Holding], holdings: Holdings) -> Remark:
    """The record has the act. Where it is only others' word, that is what differs."""
    told = said.speaker.code if said.speaker else None
    sources = {item.claim.speaker.code if item.claim.speaker else None for item in full}
    if told and None not in sources and told not in sources:
        return Remark(DIFFERS, "attribution", said.quote, *shown(full, holdings))
    return Remark(AGREES, "act", said.quote, *shown(full, holdings))


def departing(said: Claim, act: Act, now: Sequence[Holding], fits: dict[str, Fit], holdings: Holdings) -> Remark | None:
    """An act of the same days that departs in one role alone."""
    if not said.when.known:
        return None
    for role in ("reality", "place", "actor"):
        if role == "place" and act.event_type == "ASSAULT":
            continue  # another place was struck too
        turns = role == "actor" and said.place is not None and said.place.scale == "country"
        others = [fit for name, fit in fits.items() if name != role and not (turns and name == "place")]
        found = [item for item in now if all(fit(item) for fit in others)]
        if role == "actor":
            found = [item for item in found if one_act(said, act, item)]
        elif said.place is not None:
            found = [item for item in found if place_of(item) is not None]
        if found:
            return Remark(DIFFERS, role, said.quote, *shown(found, holdings))
    return None


def one_act(said: Claim, act: Act, item: Holding) -> bool:
    """Whether an act by others is the one that is meant: its parties are reversed, or its place is named and the same,
    or acts of its type are rare."""
    held = item.claim.act
    assert held is not None
    turned = codes(act.actors) & codes(held.recipients) and codes(act.recipients) & codes(held.actors)
    here = said.place is not None and place_of(item) is not None and said.place.scale not in ("country",)
    shared = bool(codes((*act.actors, *act.recipients)) & codes((*held.actors, *held.recipients)))
    return bool(turned) or (here and shared) or act.event_type not in FREQUENT


def other_day(
    said: Claim, act: Act, alike: Sequence[Holding], fits: dict[str, Fit], holdings: Holdings
) -> Remark | None:
    """The same act of another day: parties and place alike, and no such act is frequent without a place."""
    if not said.when.known or act.event_type == "ASSAULT" or (act.event_type in FREQUENT and said.place is None):
        return None
    near = within(alike, said.when, NEAR)
    found = [item for item in near if all(fit(item) for fit in fits.values())]
    if said.place is not None:
        found = [item for item in found if place_of(item) is not None]
    return Remark(DIFFERS, "date", said.quote, *shown(found, holdings)) if found else None


def check_denied(said: Claim, act: Act, prose: Surface, published: date | None, holdings: Holdings) -> Remark | None:
    """What an article itself says did not happen is an absence; what somebody rejects or denies is that denial."""
    if prose.negations % 2 and said.speaker is None:
        return check_absence(said, act, published, holdings)
    alike = within(holdings.acts.get(act.event_type, ()), period(said, published))
    denied = [item for item in alike if item.claim.reality is Reality.DENIED and of_act(act, item)]
    return Remark(AGREES, "act", said.quote, *shown(denied, holdings)) if denied else None


def of_act(act: Act, item: Holding) -> bool:
    held = item.claim.act
    return held is not None and same_parties(act, held, item) and same_modes(act, item)


def check_absence(said: Claim, act: Act, published: date | None, holdings: Holdings) -> Remark | None:
    """ "No new sanctions were imposed": against what the record holds of these days, and how far it looks."""
    days = said.when
    if not days.known:
        days = window(said.when, published)
    elif days.latest is None and published is not None:
        days = When(days.earliest, published, days.precision)
    now = [item for item in within(holdings.acts.get(act.event_type, ()), days, 0) if of_act(act, item)]
    happened = [item for item in now if reality_class(item.claim.reality) == "happened"]
    if happened:
        return Remark(DIFFERS, "absence", said.quote, *shown(happened, holdings))
    denied = [item for item in now if item.claim.reality is Reality.DENIED]
    if denied:
        return Remark(AGREES, "absence", said.quote, *shown(denied, holdings))
    if act.event_type not in SEEN:
        return None
    seen = holdings.documents_between(days)
    silent = holdings.rows.words.sections["check"]["silent"].format(documents=seen)
    return Remark(AGREES if seen >= ENOUGH else MISSING, "absence", said.quote, silent)


def same_modes(act: Act, item: Holding) -> bool:
    """Whether what happened is of the kind that is denied: to take no town is not to strike none."""
    held = item.claim.act
    assert held is not None
    return act.event_type not in FREQUENT or not act.modes or bool(set(act.modes) & set(held.modes))


def missing(said: Claim) -> Remark:
    return Remark(MISSING, "act", said.quote)


def shown(held: Sequence[Holding], holdings: Holdings) -> tuple[str, str, tuple[str, ...]]:
    """What the record says, whose word it is, and the claims behind it, those nearest to each other in time first."""
    rows = holdings.rows
    said = dict.fromkeys(f"{item.claim.quote} ({rows.words.when(item.when)})" for item in held)
    speakers = dict.fromkeys(rows.speaker(item.claim) for item in held)
    return "; ".join(list(said)[:3]), ", ".join(speakers), tuple(dict.fromkeys(item.claim.id for item in held))
