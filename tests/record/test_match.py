"""Matching: one happening is one event; two happenings are two, however alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dualtrack.model import Event, Reality, Track, When

from .newsroom import (
    BUCHA,
    GENEVA,
    ISTANBUL,
    KYIV,
    KYIV_OBLAST,
    ODESA,
    UKRAINE,
    Article,
    count,
    file_articles,
    night,
    raid,
)

SEVENTH, EIGHTH = date(2025, 9, 7), date(2025, 9, 8)
RAID = {"when": night(SEVENTH), "place": UKRAINE}
LAUNCHED = {"counts": [count("launched", "drone", 810)]}
SHOT_DOWN = count("shot_down", "drone", 747)
TALKS = {
    "event_type": "CONSULT", "modes": ("negotiate",), "track": Track.TALKS, "place": ISTANBUL, "actors": ("RUS", "UKR"),
    "recipients": (), "when": When.on(date(2025, 7, 23)),
}  # fmt: skip


def events(path: Path, *articles: Article) -> list[Event]:
    with file_articles(path / "record.sqlite", *articles) as record:
        return record.events()


def one(name: str, published: date | None = EIGHTH, publisher: str = "AFP", **act: object) -> Article:
    return Article(name, publisher, published).act(**act)


SAME = {
    "the same night told by two outlets": ({**RAID}, {**RAID}),
    "a night and the day on which it ends": ({**RAID}, {**RAID, "when": When.on(SEVENTH)}),
    "a raid and its account from one city": ({**RAID, **LAUNCHED}, {**RAID, "place": KYIV}),
    "a region and a town in it": ({**RAID, "place": BUCHA}, {**RAID, "place": KYIV_OBLAST}),
    "a raid and what was shot down of it": (
        {**RAID, **LAUNCHED},
        {**RAID, "actors": "UKR", "recipients": "RUS", "modes": ("shoot-down",), "counts": [SHOT_DOWN]},
    ),
    "two days of talks and their first day": (
        {**TALKS, "when": When(date(2026, 1, 23), date(2026, 1, 24), "day")},
        {**TALKS, "when": When.on(date(2026, 1, 23))},
    ),
    "talks with and without the mediator": ({**TALKS}, {**TALKS, "recipients": ("TUR",)}),
    "who met whom, told from the other side": (
        {**TALKS, "actors": ("RUS",), "recipients": ("UKR",)}, {**TALKS, "actors": ("UKR",), "recipients": ("RUS",)},
    ),
    "each side blames the other for one strike": (
        {**RAID, "place": KYIV, "modes": ("missile",)},
        {**RAID, "place": KYIV, "modes": ("missile",), "actors": "UKR", "recipients": "RUS"},
    ),
    "a strike and its denial": ({**RAID, "place": KYIV}, {**RAID, "place": KYIV, "reality": Reality.DENIED}),
}  # fmt: skip
TWO = {
    "consecutive nights with identical numbers": (
        {**RAID, "counts": [count("launched", "drone", 100)]},
        {**RAID, "when": night(EIGHTH), "counts": [count("launched", "drone", 100)]},
    ),
    "the night and the day before it": ({**RAID}, {**RAID, "when": When.on(date(2025, 9, 6))}),
    "talks in two cities on one day": ({**TALKS}, {**TALKS, "place": GENEVA}),
    "a summit and a meeting of two inside it": (
        {**TALKS, "actors": ("USA", "UKR", "FRA", "DEU", "GBR")}, {**TALKS, "actors": ("USA", "UKR")},
    ),
    "two meetings of two at one summit": ({**TALKS, "actors": ("USA", "UKR")}, {**TALKS, "actors": ("USA", "FRA")}),
    "an advance and a raid": ({**RAID, "modes": ("drone",)}, {**RAID, "modes": ("advance",)}),
    "strikes on two cities, no account of a raid": ({**RAID, "place": KYIV}, {**RAID, "place": ODESA}),
    "a call and a meeting on one day": ({**TALKS, "modes": ("phone",), "place": None}, {**TALKS}),
    "a raid and what a neighbour shot down": (
        {**RAID, "recipients": ""},
        {"when": When.on(SEVENTH), "actors": "POL", "recipients": "RUS", "modes": ("shoot-down",)},
    ),
    "strikes in both directions": ({**RAID}, {**RAID, "actors": "UKR", "recipients": "RUS"}),
    "a strike and the threat of one": ({**RAID}, {**RAID, "reality": Reality.THREATENED}),
    "a raid on a day and one in that month": (
        {**RAID}, {**RAID, "when": When(date(2025, 9, 1), date(2025, 9, 30), "month")},
    ),
    "two demands made on one day": (
        {**RAID, "event_type": "REQUEST", "text": "Kyiv asked its partners to send interceptors without delay."},
        {**RAID, "event_type": "REQUEST", "text": "He called for lower tariffs on steel exports."},
    ),
    "undated acts told months apart": (
        {"place": KYIV, "text": "Russia struck Kyiv."},
        {"place": KYIV, "published": date(2025, 12, 1), "text": "Russia struck Kyiv."},
    ),
    "no place, no date, nobody named": ({"actors": "", "recipients": ""}, {"actors": "", "recipients": ""}),
}  # fmt: skip


@pytest.mark.parametrize("case", SAME, ids=str)
def test_one_happening_is_one_event(tmp_path: Path, case: str) -> None:
    left, right = SAME[case]
    assert len(events(tmp_path, one("a.txt", publisher="Reuters", **left), one("b.txt", **right))) == 1


@pytest.mark.parametrize("case", TWO, ids=str)
def test_two_happenings_are_two_events(tmp_path: Path, case: str) -> None:
    left, right = TWO[case]
    assert len(events(tmp_path, one("a.txt", publisher="Reuters", **left), one("b.txt", **right))) == 2


def test_accounts_from_two_cities_join_by_way_of_the_national_one(tmp_path: Path) -> None:
    told = events(
        tmp_path,
        raid("a.txt", "Reuters", count("launched", "drone", 810)),
        one("b.txt", **RAID | {"place": KYIV, "modes": ("drone",)}),
        one("c.txt", **RAID | {"place": ODESA, "modes": ("drone",)}),
    )
    assert [(event.place.name, len(event.documents)) for event in told if event.place] == [("Ukraine", 3)]


def test_an_account_that_names_no_place_is_of_the_country_that_was_attacked(tmp_path: Path) -> None:
    national = one("a.txt", SEVENTH, "Reuters", **RAID | {"place": None}, **LAUNCHED)
    local = one("b.txt", SEVENTH, **RAID | {"place": KYIV, "counts": [count("killed", "person", 4)]})
    toll = one("c.txt", SEVENTH, "Gazette", **RAID | {"place": None, "counts": [count("killed", "person", 16)]})
    with file_articles(tmp_path / "record.sqlite", national, local, toll) as record:
        (event,) = record.events()
        killed = {figure.scope: figure.best for figure in record.figures() if figure.measure == "killed"}
    assert (event.place, killed) == (None, {None: 16, "Kyiv": 4})
    assert [conflict.kind for conflict in event.conflicts] == ["scope"]


def test_two_nights_do_not_join_by_way_of_a_vague_account(tmp_path: Path) -> None:
    vague = one("c.txt", **RAID | {"when": When(SEVENTH, EIGHTH, "day")})
    told = events(tmp_path, one("a.txt", **RAID), one("b.txt", **RAID | {"when": night(EIGHTH)}), vague)
    assert sorted(len(event.documents) for event in told) == [1, 2]


PLANNED = TALKS | {"reality": Reality.PLANNED}


def test_a_meeting_planned_and_held_is_one_event_where_it_took_place(tmp_path: Path) -> None:
    early = one("a.txt", date(2025, 7, 20), **PLANNED | {"when": When.on(date(2025, 7, 22)), "place": None})
    (event,) = events(tmp_path, early, one("b.txt", date(2025, 7, 24), **TALKS))
    assert (event.reality, event.when.first_day, event.place) == (Reality.OCCURRED, date(2025, 7, 23), ISTANBUL)


def test_a_meeting_moved_is_one_event(tmp_path: Path) -> None:
    moved = TALKS | {"reality": Reality.POSTPONED, "when": When.on(date(2025, 7, 23))}
    early = one("a.txt", date(2025, 7, 18), **PLANNED | {"when": When.on(date(2025, 7, 20))})
    held = one("c.txt", date(2025, 7, 24), **TALKS)
    (event,) = events(tmp_path, early, one("b.txt", date(2025, 7, 19), **moved), held)
    assert (event.reality, event.when.first_day) == (Reality.OCCURRED, date(2025, 7, 23))


def test_a_cancelled_meeting_is_one_event_that_never_occurred(tmp_path: Path) -> None:
    early = one("a.txt", date(2025, 7, 20), **PLANNED)
    (event,) = events(tmp_path, early, one("b.txt", date(2025, 7, 22), **TALKS | {"reality": Reality.CANCELLED}))
    assert event.reality is Reality.CANCELLED


def test_the_next_round_planned_after_one_was_held_is_another(tmp_path: Path) -> None:
    following = PLANNED | {"when": When.on(date(2025, 7, 30))}
    told = events(tmp_path, one("a.txt", date(2025, 7, 24), **TALKS), one("b.txt", date(2025, 7, 25), **following))
    assert sorted(event.reality for event in told) == [Reality.OCCURRED, Reality.PLANNED]


def test_a_night_and_the_day_after_counted_apart_in_one_article_are_two(tmp_path: Path) -> None:
    by_day = {"when": When.on(SEVENTH), "place": ODESA, "counts": [count("launched", "drone", 25)]}
    article = Article("a.txt").act(**RAID, **LAUNCHED).act(**by_day)
    told = events(tmp_path, article, one("b.txt", SEVENTH, **RAID, **LAUNCHED))
    assert sorted(len(event.documents) for event in told) == [1, 2]


def test_an_undated_sentence_continues_the_dated_one_beside_it(tmp_path: Path) -> None:
    article = Article("a.txt").act(**RAID, counts=[count("launched", "drone", 810)])
    article.act(actors="UKR", recipients="", modes=("shoot-down",), counts=[count("shot_down", "drone", 747)])
    with file_articles(tmp_path / "record.sqlite", article) as record:
        (event,) = record.events()
        assert {(figure.measure, figure.best) for figure in record.figures()} == {("launched", 810), ("shot_down", 747)}
    assert [party.code for party in event.actors] == ["RUS"], "who shoots down is not who attacks"


def test_what_came_of_a_raid_is_part_of_it_though_nobody_dates_it(tmp_path: Path) -> None:
    article = Article("a.txt").act(**RAID, **LAUNCHED)
    article.act(actors="", recipients="", modes=("shoot-down",), counts=[SHOT_DOWN])
    article.act(actors="", recipients="", counts=[count("killed", "person", 4)])
    undated = one("b.txt", SEVENTH, "Gazette", actors="", recipients="UKR", headline=True, place=UKRAINE)
    told = events(tmp_path, article, one("c.txt", SEVENTH, **RAID), undated.act(**RAID))
    assert [event.documents for event in told] == [("a.txt", "b.txt", "c.txt")]


def test_a_number_without_an_act_is_the_outcome_of_the_attack_told_just_before(tmp_path: Path) -> None:
    loose = count("killed", "person", 4, event=None)
    beside = Article("a.txt").act(**RAID, counts=[loose])
    apart = Article("b.txt").act("REQUEST", counts=[loose])
    with file_articles(tmp_path / "record.sqlite", beside, apart) as record:
        (figure,) = record.figures()
        assert [record.claim(key).document for key in figure.claims] == ["a.txt"]


def test_a_headline_has_the_days_of_its_body(tmp_path: Path) -> None:
    article = Article("a.txt", published=EIGHTH).act(**RAID | {"when": night(EIGHTH)}, headline=True).act(**RAID)
    (event,) = events(tmp_path, article, one("b.txt", SEVENTH, **RAID))
    assert event.when.last_day == SEVENTH


def test_a_headline_and_its_body_are_one_event_from_one_source(tmp_path: Path) -> None:
    article = Article("a.txt").act(**RAID, headline=True).act(**RAID)
    (event,) = events(tmp_path, article)
    assert event.sources == 1


def test_each_join_keeps_its_reasons(tmp_path: Path) -> None:
    articles = one("a.txt", **RAID), one("b.txt", publisher="Reuters", **RAID)
    with file_articles(tmp_path / "record.sqlite", *articles) as record:
        (judgement,) = record.judgements()
    assert judgement.verdict == "same"
    assert judgement.weight == sum(weight for _, weight in judgement.reasons)
    assert ("same interval", 3.0) in judgement.reasons
