"""Proof: prose that is not ours against the sources that it cites, role by role. What cannot be checked is refused.

Numbers are compared with what they count and with their measure, parties in their roles, acts by type, polarity and
reality, dates, places and attributions each with those of the cited sentences; a word that none of them holds is named.
A sentence that differs nowhere is proven; one that states nothing a record can hold is an interpretation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dualtrack.brief.compare import Difference, same_place
from dualtrack.brief.likeness import alike, among, same_name, same_source, same_stem, supported
from dualtrack.model import Qualifier, Quantity, Reality, When
from dualtrack.model.surface import Dated, Doing, Name, Number, Surface

PROVEN, REFUSED, INTERPRETATION = "proven", "refused", "interpretation"
SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")
UNREAL = frozenset((Reality.PLANNED, Reality.HYPOTHETICAL, Reality.DEMANDED, Reality.THREATENED))
UNREAL_MOODS = frozenset(reality.value for reality in UNREAL)
PART = 0.75
"""Prose with fewer than this share of its source's words takes up a part of it."""
TELLING_MOODS = frozenset(("planned", "demanded", "threatened"))
REALITIES = frozenset(reality.value for reality in Reality)
CHANGED_MOODS = frozenset(("postponed", "cancelled"))
BOUNDS = (
    {Qualifier.AT_LEAST, Qualifier.MORE_THAN},
    {Qualifier.AT_MOST, Qualifier.LESS_THAN},
    {Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.RANGE},
)
"""Qualifiers that say the same of a number's bounds."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that prose cites: its surface, when its own claims happened, and who published it."""

    surface: Surface
    when: tuple[When, ...] = ()
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One sentence of prose: `status` is proven, refused or interpretation, with every difference that was found."""

    text: str
    status: str
    differences: tuple[Difference, ...] = ()


def prove(prose: Surface, cited: Sequence[Cited]) -> Proof:
    """Compare one sentence with the sentences that it cites. It may say less than they do, never something else."""
    if not prose.checkable and not prose.names:
        return Proof(prose.text, INTERPRETATION)
    held = merged([item.surface for item in cited], prose.language)
    publishers = [item.publisher for item in cited if item.publisher]
    whens = [when for item in cited for when in item.when]
    found = [
        *of_numbers(prose, held),
        *of_names(prose, held),
        *of_dates(prose, held, whens),
        *of_acts(prose, held),
        *of_polarity(prose, held),
        *of_mood(prose, held),
        *of_sources(prose, held, publishers),
        *of_words(prose, held),
    ]
    return Proof(prose.text, REFUSED if found else PROVEN, tuple(dict.fromkeys(found)))


def merged(surfaces: Sequence[Surface], language: str) -> Surface:
    """The cited sentences as one; in the language of the prose if any of them is."""
    if len(surfaces) == 1:
        return surfaces[0]
    own = [item.language for item in surfaces if item.language == language]
    return Surface(
        " ".join(item.text for item in surfaces),
        own[0] if own else (surfaces[0].language if surfaces else language),
        names=tuple(name for item in surfaces for name in item.names),
        numbers=tuple(number for item in surfaces for number in item.numbers),
        dates=tuple(dated for item in surfaces for dated in item.dates),
        sources=tuple(dict.fromkeys(source for item in surfaces for source in item.sources)),
        doings=tuple(doing for item in surfaces for doing in item.doings),
        words=tuple(word for item in surfaces for word in item.words),
        negations=sum(item.negations for item in surfaces),
        moods=frozenset(mood for item in surfaces for mood in item.moods),
        hedged=all(item.hedged for item in surfaces),
    )


def differ(kind: str, said: object, held: object) -> Difference:
    return Difference(kind, str(said), str(held), "")


# numbers


def of_numbers(prose: Surface, held: Surface) -> Iterator[Difference]:
    for number in prose.numbers:
        valued = [other for other in held.numbers if same_value(number, other)]
        if not valued:
            yield differ("number", number.text, ", ".join(other.text for other in held.numbers))
            continue
        counted = [other for other in valued if same_count(number, other, prose.language == held.language)]
        if not counted:
            yield differ("unit", number.text, ", ".join(other.text for other in valued))
        elif not any(same_stand(number, other) for other in counted):
            place = counted[0].place
            yield differ("place", number.place.name if number.place else "", place.name if place else "")
        elif not prose.sources and not any(own_word(other.source, prose) for other in counted):
            yield differ("attribution", "nobody", counted[0].source.text if counted[0].source else "")


def same_value(said: Number, held: Number) -> bool:
    if said.value != held.value:
        return False
    if said.counted is None or held.counted is None:
        return True
    one, other = said.counted.qualifier, held.counted.qualifier
    return one is other or any(one in group and other in group for group in BOUNDS)


def same_count(said: Number, held: Number, same_language: bool) -> bool:
    """Whether both numbers count the same thing by the same measure; people may be said for whoever they are."""
    one, other = said.counted, held.counted
    if one is None or other is None:
        if not same_language or not said.noun or not held.noun:
            return True
        return any(same_stem(a, b) for a in said.noun for b in held.noun)
    return same_measure(one, other) and (one.unit or one.what, one.what) in (
        (other.unit or other.what, other.what),
        (one.unit or one.what, "person") if other.what in PEOPLE else (),
    )


PEOPLE = ("civilian", "soldier", "child", "prisoner", "household", "consumer", "person")


def same_measure(one: Quantity, other: Quantity) -> bool:
    return one.measure == other.measure or "other" in (one.measure, other.measure)


def same_stand(said: Number, held: Number) -> bool:
    return said.place is None or held.place is None or same_place(said.place, held.place)


# names and dates


def of_names(prose: Surface, held: Surface) -> Iterator[Difference]:
    for name in prose.names:
        if not among(name, held.names) and (name.known or not as_words(name, held)):
            listed = ", ".join(dict.fromkeys(other.text for other in held.names))
            yield differ("place" if name.located or name.kind == "place" else "name", name.text, listed)
    yield from exchanged([(n.name or n.text, n.marker) for n in prose.names],
                         [(n.name or n.text, n.marker) for n in held.names], "actor")  # fmt: skip
    yield from turned(prose.names, held.names)


def as_words(name: Name, held: Surface) -> bool:
    """Whether what looks like a name stands in the source as plain words, as in a heading."""
    return all(any(same_stem(part, word.folded) for word in held.words) for part in name.text.casefold().split())


def turned(prose: Sequence[Name], held: Sequence[Name]) -> Iterator[Difference]:
    """A party that only does in the one and is only done to in the other."""
    for name in prose:
        others = [other for other in held if other.known and same_name(name, other) and other.standing]
        if name.kind == "place" or not name.standing or not others:
            continue
        if all(other.standing != name.standing for other in others):
            yield differ("actor", f"{name.text}: {name.standing}", f"{others[0].text}: {others[0].standing}")


def exchanged(said: Sequence[tuple[str, str]], held: Sequence[tuple[str, str]], kind: str) -> Iterator[Difference]:
    """Two things that have changed each other's prepositions ("from the 4th to the 1st")."""
    now, before = dict(said), dict(held)
    both = [key for key in now if key in before and now[key] and before[key]]
    for index, one in enumerate(both):
        for other in both[index + 1 :]:
            swapped = now[one] == before[other] and now[other] == before[one]
            if swapped and now[one] != now[other]:
                yield differ(kind, f"{now[one]} {one}, {now[other]} {other}", f"{before[one]} {one}")


def of_dates(prose: Surface, held: Surface, whens: Sequence[When]) -> Iterator[Difference]:
    known = [*(when for item in held.dates for when in (item.when, item.future)), *whens]
    for dated in prose.dates:
        if not any(same_date(dated, when) for when in known):
            yield differ("date", dated.text, ", ".join(item.text for item in held.dates))
    yield from exchanged(
        [(str(item.when.earliest), item.marker) for item in prose.dates],
        [(str(item.when.earliest), item.marker) for item in held.dates], "date",
    )  # fmt: skip


def same_date(said: Dated, held: When) -> bool:
    """Whether a date says no more than the source's: the same days, days that hold them, or a day of a night."""
    for when in (said.when, said.future):
        if when.first_day is None or when.last_day is None or held.first_day is None or held.last_day is None:
            if when.known and held.known and (when.first_day, when.last_day) == (held.first_day, held.last_day):
                return True
            continue
        wider = when.first_day <= held.first_day and held.last_day <= when.last_day
        within = held.first_day <= when.first_day and when.last_day <= held.last_day
        if wider or (within and (held.days or 0) <= 2):
            return True
    return False


# acts, polarity, mood


def of_acts(prose: Surface, held: Surface) -> Iterator[Difference]:
    """The parties of each act against those of the act of its type that differs least."""
    for doing in prose.doings:
        found = [list(between(doing, other)) for other in held.doings if other.event_type == doing.event_type]
        if found:
            yield from min(found, key=len)


def between(said: Doing, held: Doing) -> Iterator[Difference]:
    if said.event_type not in SYMMETRIC:
        yield from of_parties(said.actors, held.actors, "actor")
        yield from of_parties(said.recipients, held.recipients, "recipient")


def of_parties(said: Sequence[Name], held: Sequence[Name], role: str) -> Iterator[Difference]:
    for name in said:
        if held and not among(replace(name, located=False), held) and not same_land(name, held):
            yield differ(role, name.text, ", ".join(other.text for other in held))


def same_land(name: Name, held: Sequence[Name]) -> bool:
    """Whether a party is the land, or stands in the land, of one that the source names in this role."""
    return any(name.code is not None and name.code == other.code for other in held)


def of_polarity(prose: Surface, held: Surface) -> Iterator[Difference]:
    """Whether what negates is odd in the one and even in the other; what denies or refuses negates too. Prose that
    takes up a part of its source may leave a negation behind, if each of its acts is negated as in the source."""
    said, had = force_of_negation(prose), force_of_negation(held)
    odd = said % 2 != had % 2 and (said % 2 or not left_behind(prose, held))
    moved = bool(said) and shorter(prose, held) and both_act(prose, held) and not matched(prose, held, denied)
    if odd or moved:
        yield differ("polarity", f"{said} negations", f"{had} negations")


def left_behind(prose: Surface, held: Surface) -> bool:
    """Whether the source's negation may stand in what the prose leaves out: much is, and its acts are as they were."""
    return shorter(prose, held) and matched(prose, held, denied)


def denied(doing: Doing) -> bool:
    return doing.reality is Reality.DENIED


def shorter(prose: Surface, held: Surface) -> bool:
    return len(prose.words) < PART * len(held.words)


def force_of_negation(surface: Surface) -> int:
    return surface.negations + int(Reality.DENIED in surface.moods)


def of_mood(prose: Surface, held: Surface) -> Iterator[Difference]:
    """Words of mood that only the one has, where the acts themselves do not agree; a change of plan likewise."""
    said, had = prose.moods & UNREAL_MOODS, held.moods & UNREAL_MOODS
    if bool(said) != bool(had) and (said or not matched(prose, held, reality_class)):
        yield differ("reality", ", ".join(sorted(said)) or "a fact", ", ".join(sorted(had)) or "a fact")
    elif both_act(prose, held) and (not said or weakened(prose, held)) and not matched(prose, held, reality_class):
        yield differ("reality", prose.doings[0].reality, held.doings[0].reality)
    if prose.moods & CHANGED_MOODS != held.moods & CHANGED_MOODS:
        yield differ("reality", ", ".join(sorted(prose.moods)), ", ".join(sorted(held.moods)))


def weakened(prose: Surface, held: Surface) -> bool:
    """Whether one of the source's moods is gone from the prose, or one of the classes of words that mark mood."""
    return bool((held.moods - prose.moods) & TELLING_MOODS) or prose.moods - REALITIES != held.moods - REALITIES


def both_act(prose: Surface, held: Surface) -> bool:
    return bool({doing.event_type for doing in prose.doings} & {doing.event_type for doing in held.doings})


def reality_class(doing: Doing) -> str:
    return "ahead" if doing.reality in UNREAL else "fact"


def matched(prose: Surface, held: Surface, feature: Callable[[Doing], object]) -> bool:
    """Whether every act of the prose has one of its type in the sources that is alike in a feature."""
    return bool(prose.doings) and all(
        any(other.event_type == doing.event_type and feature(other) == feature(doing) for other in held.doings)
        for doing in prose.doings
    )


# sources and words


def of_sources(prose: Surface, held: Surface, publishers: Sequence[str]) -> Iterator[Difference]:
    """No attribution may be dropped, changed or added; what a paper reports may be said to be that paper's."""
    for source in prose.sources:
        known = any(same_source(source, other) for other in held.sources)
        if not known and not printed(replace(prose, sources=(source,)), publishers):
            yield differ("attribution", source.text, ", ".join(other.text for other in held.sources) or "nobody")
    others = [source for source in held.sources if not own_word(source, prose)]
    named = any(same_source(source, other) for source in prose.sources for other in others)
    outside = shorter(prose, held) and matched(prose, held, lambda doing: doing.source is None)
    if others and not named and not outside and not printed(prose, publishers):
        yield differ("attribution", "nobody", ", ".join(other.text for other in others))
    if held.hedged and not prose.hedged:
        yield differ("attribution", "without a hedge", "hedged")


def printed(prose: Surface, publishers: Sequence[str]) -> bool:
    """Whether the prose names the paper as its source."""
    return any(alike(source.text, publisher) for source in prose.sources for publisher in publishers)


def own_word(source: Name | None, prose: Surface) -> bool:
    """Whether nobody is the source, or somebody who acts in the prose."""
    return source is None or any(name.name == source.name and name.standing == "subject" for name in prose.names)


def of_words(prose: Surface, held: Surface) -> Iterator[Difference]:
    for word in prose.words:
        if word.compared and not supported(word, held, prose.language):
            yield differ("words", word.folded, "")
