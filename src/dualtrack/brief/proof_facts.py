"""Proof of facts: the numbers, names and dates of prose against those that its sources hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dualtrack.brief.compare import Difference, differ, same_place
from dualtrack.brief.likeness import among, own_word, same_name, same_stem
from dualtrack.model import Qualifier, Quantity, When
from dualtrack.model.surface import Dated, Name, Number, Surface

BOUNDS = (
    {Qualifier.AT_LEAST, Qualifier.MORE_THAN},
    {Qualifier.AT_MOST, Qualifier.LESS_THAN},
    {Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.RANGE},
)
"""Qualifiers that say the same of a number's bounds."""


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
