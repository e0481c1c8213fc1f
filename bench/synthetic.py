"""Synthetic articles for measuring the record: a war of any length, each day of it told by several outlets.

A synthetic day has raids, strikes on cities, meetings and demands, with numbers that agree, are bounded or clash. Twice
the claims are twice the days, as a longer war would give.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from dualtrack.model import Act, Claim, Document, Party, Place, Quantity, Sentence, Speaker, Track, When

OUTLETS = 10
PER_DAY = 30  # happenings
START = date(1990, 1, 1)
COUNTRY = Place("Ukraine", "country.ukr", "UKR", scale="country")
CITIES = [Place(f"City {n}", f"city.{n}", "UKR", 48.0, 30.0, f"region.{n % 24}") for n in range(120)]
VENUES = [Place(f"Venue {n}", f"venue.{n}", "TUR") for n in range(12)]
RUS, UKR, USA = (Party(code, "GOV", code) for code in ("RUS", "UKR", "USA"))
Told = tuple[Act, When, Place | None, int]


def happening(chance: random.Random, day: date) -> Told:
    """An act, when and where, and a number."""
    kind = chance.random()
    if kind < 0.1:
        night = When(day - timedelta(days=1), day, "part_of_day", "overnight")  # type: ignore[arg-type]
        return Act("ASSAULT", ("drone",), (), (RUS,), (UKR,)), night, COUNTRY, chance.randint(50, 800)
    if kind < 0.7:
        return Act("ASSAULT", (), (), (RUS,), (UKR,)), When.on(day), chance.choice(CITIES), chance.randint(1, 60)
    if kind < 0.85:
        parties = chance.sample((RUS, UKR, USA), 2)
        return Act("CONSULT", ("negotiate",), (), tuple(parties)), When.on(day), chance.choice(VENUES), 0
    return Act("REQUEST", (), (), (UKR,), (USA,)), When.on(day), None, 0


def articles(claims: int, seed: int = 1) -> Iterator[tuple[Document, list[Claim]]]:
    """Articles of one outlet a day with about six acts each, until there are as many claims as asked for."""
    chance, made, day = random.Random(seed), 0, START
    while made < claims:
        told = [happening(chance, day) for _ in range(PER_DAY)]
        for outlet in range(OUTLETS):
            document, coded = article(chance, day, outlet, chance.sample(told, 6))
            made += len(coded)
            yield document, coded
        day += timedelta(days=1)


def article(chance: random.Random, day: date, outlet: int, told: list[Told]) -> tuple[Document, list[Claim]]:
    lines, spans, at = [], [], 0
    for index, (act, _, place, number) in enumerate(told):
        where = place.name if place else "nobody knows where"
        line = f"{act.event_type} of {day} in {where} with {number}, told by outlet {outlet} in its own way."
        spans.append(Sentence(index, at, at + len(line)))
        lines.append(line)
        at += len(line) + 1
    shingles = tuple(chance.getrandbits(48) for _ in range(80))
    document = Document(
        "\n".join(lines), f"{day}-{outlet}.txt", "en", publisher=f"Outlet {outlet}", published=When.on(day),
        sentences=tuple(spans), shingles=shingles,
    )  # fmt: skip
    claims = [coded(chance, document, span, what) for span, what in zip(spans, told, strict=True)]
    return document, [claim for some in claims for claim in some]


def coded(chance: random.Random, document: Document, span: Sentence, what: Told) -> list[Claim]:
    act, when, place, number = what
    common = {
        "document_id": document.id, "document": document.name, "sentence": span.index, "start": span.start,
        "end": span.end, "quote": document.words_of(span), "language": "en", "rule": "synthetic",
        "track": Track.FORCE, "when": when, "place": place, "speaker": Speaker("UKR", "officials"),
    }  # fmt: skip
    event = Claim(payload=act, **common)
    if not number:
        return [event]
    told = float(number + chance.choice((0, 0, 0, 1)))
    measure, noun = ("launched", "drone") if act.modes else ("killed", "person")
    bound = chance.random() < 0.3
    quantity = (
        Quantity(measure, noun, told, None, None, "at_least", event=event.id)  # type: ignore[arg-type]
        if bound else Quantity(measure, noun, told, told, told, event=event.id)
    )  # fmt: skip
    return [event, Claim(payload=quantity, **common)]
