"""Figures: every number kept, the exact count where all can hold, the disagreement named where not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dualtrack.model import Event, Figure, Genre, Reality, When

from .newsroom import KYIV, ODESA, UKRAINE, Article, count, file_articles, night, raid

SEVENTH, EIGHTH, NINTH = date(2025, 9, 7), date(2025, 9, 8), date(2025, 9, 9)


def reconciled(path: Path, *articles: Article) -> tuple[list[Event], dict[tuple[str, str | None], Figure]]:
    with file_articles(path / "record.sqlite", *articles) as record:
        return record.events(), {(figure.measure, figure.scope): figure for figure in record.figures()}


def kinds(*events: Event) -> list[str]:
    return sorted(conflict.kind for event in events for conflict in event.conflicts)


def numbers(figure: Figure) -> tuple[float | None, ...]:
    return (figure.low, figure.best, figure.high)


def drones(number: float, qualifier: str = "exact", **more: Any) -> dict[str, Any]:
    return count("launched", "drone", number, qualifier, **more)


COMPATIBLE = {
    "more than 300 agrees with 312": ([drones(300, "more_than"), drones(312)], (312, 312, 312)),
    "about 300 agrees with 312": ([drones(300, "about"), drones(312)], (312, 312, 312)),
    "at most 320 agrees with 312": ([drones(320, "at_most"), drones(312)], (312, 312, 312)),
    "two bounds": ([drones(300, "at_least"), drones(320, "at_most")], (300, None, 320)),
    "two lower bounds": ([drones(300, "at_least"), drones(310, "more_than")], (310, None, None)),
    "about, within a bound": ([drones(300, "at_least"), drones(310, "about")], (300, 310, pytest.approx(341))),
    "nine say the same": ([drones(312)] * 9, (312, 312, 312)),
}
CLASHING = {
    "two exact counts": ([drones(810), drones(790)], (790, None, 810)),
    "a bound above the count": ([drones(810), drones(900, "more_than")], (810, None, 900)),
    "five numbers from nine outlets": (
        [drones(number) for number in (810, 805, 810, 800, 810, 823, 810, 790, 805)], (790, None, 823),
    ),
}  # fmt: skip


def told(counts: list[dict[str, Any]]) -> list[Article]:
    return [raid(f"{index}.txt", f"Outlet {index}", item) for index, item in enumerate(counts)]


@pytest.mark.parametrize("case", COMPATIBLE, ids=str)
def test_compatible_reports_take_the_exact_count(tmp_path: Path, case: str) -> None:
    counts, expected = COMPATIBLE[case]
    (event,), figures = reconciled(tmp_path, *told(counts))
    figure = figures["launched", None]
    assert numbers(figure) == expected
    assert len(figure.claims) == len(counts)
    assert kinds(event) == []


@pytest.mark.parametrize("case", CLASHING, ids=str)
def test_a_true_conflict_gives_the_outermost_claims_and_no_best(tmp_path: Path, case: str) -> None:
    counts, expected = CLASHING[case]
    (event,), figures = reconciled(tmp_path, *told(counts))
    assert numbers(figures["launched", None]) == expected
    assert len(figures["launched", None].claims) == len(counts), "every claim is kept"
    assert kinds(event) == ["number"]
    assert event.sources == len(counts)


@pytest.mark.parametrize("later", [6, 2], ids=["upward", "downward"])
def test_the_same_speakers_later_toll_replaces_the_earlier(tmp_path: Path, later: int) -> None:
    first = raid("a.txt", "Reuters", count("killed", "person", 4), published=SEVENTH, speaker="the mayor")
    second = raid("b.txt", "AFP", count("killed", "person", later), published=EIGHTH, speaker="the mayor")
    (event,), figures = reconciled(tmp_path, first, second)
    figure = figures["killed", None]
    assert numbers(figure) == (later, later, later)
    assert len(figure.claims) == 2
    assert len(figure.superseded) == 1
    assert figure.method == "latest by the same speaker"
    assert kinds(event) == []


def test_a_later_vaguer_word_does_not_replace_the_count_it_agrees_with(tmp_path: Path) -> None:
    first = raid("a.txt", "Reuters", drones(810), published=SEVENTH)
    _, figures = reconciled(tmp_path, first, raid("b.txt", "Reuters", drones(800, "more_than"), published=EIGHTH))
    assert figures["launched", None].best == 810


def test_a_toll_that_grows_from_day_to_day_is_no_dispute(tmp_path: Path) -> None:
    first = raid("a.txt", "Reuters", count("killed", "person", 4), published=SEVENTH)
    (event,), figures = reconciled(tmp_path, first, raid("b.txt", "AFP", count("killed", "person", 7), published=NINTH))
    assert numbers(figures["killed", None]) == (4, 7, 7)
    assert kinds(event) == ["window"]


def test_a_later_lower_toll_by_another_is_a_dispute(tmp_path: Path) -> None:
    first = raid("a.txt", "Reuters", count("killed", "person", 7), published=SEVENTH)
    (event,), figures = reconciled(tmp_path, first, raid("b.txt", "AFP", count("killed", "person", 4), published=NINTH))
    assert numbers(figures["killed", None]) == (4, None, 7)
    assert kinds(event) == ["number"]


def test_the_body_prevails_over_its_own_headline(tmp_path: Path) -> None:
    about = {"when": night(SEVENTH), "place": UKRAINE}
    article = Article("a.txt").act(headline=True, counts=[drones(800)], **about).act(counts=[drones(810)], **about)
    (event,), figures = reconciled(tmp_path, article)
    assert numbers(figures["launched", None]) == (810, 810, 810)
    assert (kinds(event), event.sources) == ([], 1)


def test_one_account_does_not_contradict_itself(tmp_path: Path) -> None:
    article = raid("a.txt", "Reuters", drones(810), drones(54))
    (event,), figures = reconciled(tmp_path, article, raid("b.txt", "AFP", drones(810)))
    assert numbers(figures["launched", None]) == (810, 810, 810)
    assert kinds(event) == []


def test_two_speakers_in_one_article_may_contradict_each_other(tmp_path: Path) -> None:
    about = {"when": night(SEVENTH), "place": UKRAINE}
    article = Article("a.txt").act(counts=[drones(810)], speaker="the air force", **about)
    (event,), _ = reconciled(tmp_path, article.act(counts=[drones(200)], speaker="the ministry", **about))
    assert kinds(event) == ["number"]


def test_a_part_beside_the_whole_is_scope(tmp_path: Path) -> None:
    whole = raid("a.txt", "Reuters", count("killed", "person", 6))
    part = raid("b.txt", "AFP", count("killed", "civilian", 2), place=KYIV)
    (event,), figures = reconciled(tmp_path, whole, part)
    assert numbers(figures["killed", None]) == (6, 6, 6)
    assert numbers(figures["killed", "Kyiv"]) == (2, 2, 2)
    assert kinds(event) == ["scope"]


@pytest.mark.parametrize("drones_told", [653, 300])
def test_drones_counted_by_the_name_of_a_model_are_some_of_them(tmp_path: Path, drones_told: float) -> None:
    shaheds = drones(300, rule="en.unit.drone-name+en.measure.launched")
    (event,), figures = reconciled(
        tmp_path, raid("a.txt", "Reuters", drones(drones_told)), raid("b.txt", "AFP", shaheds)
    )
    assert numbers(figures["launched", None]) == (drones_told,) * 3
    assert kinds(event) == (["scope"] if drones_told > 300 else [])


def test_harm_told_right_after_an_attack_is_harm_where_that_was(tmp_path: Path) -> None:
    national = raid("a.txt", "Reuters", drones(810), place=None)
    local = raid("b.txt", "AFP", place=KYIV)
    local.act(actors="", recipients="", counts=[count("wounded", "person", 87)])
    other = raid("c.txt", "Gazette", count("wounded", "person", 90), place=KYIV, published=SEVENTH)
    (event,), figures = reconciled(tmp_path, national, local, other)
    assert numbers(figures["wounded", "Kyiv"]) == (87, None, 90)
    assert kinds(event) == ["number"]


def test_two_cities_of_one_raid_are_no_dispute_with_each_other(tmp_path: Path) -> None:
    whole = raid("a.txt", "Reuters", drones(810))
    cities = [raid(f"{place.id}.txt", "AFP", count("killed", "person", number), place=place, modes=("drone",))
              for place, number in ((KYIV, 2), (ODESA, 5))]  # fmt: skip
    (event,), figures = reconciled(tmp_path, whole, *cities)
    assert {scope for measure, scope in figures if measure == "killed"} == {"Kyiv", "Odesa"}
    assert kinds(event) == []


def test_counts_over_different_times_are_window(tmp_path: Path) -> None:
    over_the_night = raid("a.txt", "Reuters", drones(810))
    over_the_day = raid("b.txt", "AFP", drones(830), when=When.on(SEVENTH))
    (event,), figures = reconciled(tmp_path, over_the_night, over_the_day)
    assert kinds(event) == ["window"]
    assert {figure.best for figure in figures.values()} == {810, 830}


def test_who_did_it_and_whether_it_happened(tmp_path: Path) -> None:
    strike = {"when": When.on(SEVENTH), "place": KYIV, "modes": ("missile",)}
    blamed = Article("a.txt").act(**strike)
    other = Article("b.txt", "Ministry").act(actors="UKR", recipients="", **strike)
    denied = Article("c.txt", "Courier").act(reality=Reality.DENIED, **strike)
    (event,), _ = reconciled(tmp_path, blamed, other, denied)
    assert kinds(event) == ["attribution", "denial"]
    assert event.reality is Reality.OCCURRED


def test_who_denies_that_a_raid_was_met_does_not_deny_the_raid(tmp_path: Path) -> None:
    article = raid("a.txt", "Reuters", drones(45))
    article.act(actors="UKR", recipients="RUS", modes=("shoot-down",), reality=Reality.DENIED)
    (event,), _ = reconciled(tmp_path, article.act(when=night(SEVENTH), place=UKRAINE))
    assert kinds(event) == []


def test_power_restored_is_a_new_state_and_no_correction(tmp_path: Path) -> None:
    first = raid("a.txt", "Reuters", count("without_power", "consumer", 500_000), published=SEVENTH)
    later = raid("b.txt", "Reuters", count("without_power", "consumer", 100_000), published=EIGHTH)
    (event,), figures = reconciled(tmp_path, first, later)
    assert figures["without_power", None].best == 500_000
    assert not any(figure.superseded for figure in figures.values())
    assert kinds(event) == ["window"]


def test_a_time_without_an_end_is_no_second_event(tmp_path: Path) -> None:
    first = raid("a.txt", "Reuters", count("without_power", "consumer", 500_000), when=When.on(SEVENTH), place=KYIV)
    since = When(SEVENTH, None, "day")  # type: ignore[arg-type]
    later = raid("b.txt", "Reuters", count("without_power", "consumer", 100_000), when=since, place=KYIV)
    later.published = EIGHTH
    (event,), figures = reconciled(tmp_path, first, later)
    assert (event.when.first_day, event.when.last_day) == (SEVENTH, SEVENTH)
    assert figures["without_power", None].best == 500_000, "the first state told is the event's"
    assert kinds(event) == ["window"]


def test_a_declared_reliability_sets_the_best_for_its_own_kind_and_side_alone(tmp_path: Path) -> None:
    about = {"actors": "UKR", "recipients": "RUS", "modes": ("shoot-down",), "speaker": "Ministry"}
    claimed = raid("a.txt", "Reuters", count("shot_down", "drone", 90), **about)
    other = raid("b.txt", "AFP", count("shot_down", "drone", 70), **about | {"speaker": None})
    (event,), figures = reconciled(tmp_path, claimed, other)
    assert numbers(figures["shot_down", None]) == (70, 90, 90)
    assert figures["shot_down", None].method == "declared reliability of the source"
    assert kinds(event) == ["number"], "the disagreement stays visible"


def test_shares_of_different_wholes_are_no_dispute(tmp_path: Path) -> None:
    articles = [raid(f"{n}.txt", f"Outlet {n}", count("share", "percent", n)) for n in (20, 80)]
    with file_articles(tmp_path / "record.sqlite", *articles) as record:
        (event,) = record.events()
        assert sorted(figure.best or 0 for figure in record.figures()) == [20, 80]
    assert kinds(event) == []


def test_reprints_family_and_opinion_are_not_further_sources(tmp_path: Path) -> None:
    wire = tuple(range(100, 140))
    articles = [
        raid("wire.txt", "Reuters", drones(810), shingles=wire, published=SEVENTH),
        raid("copy.txt", "Daily", drones(810), shingles=(*wire[:25], *range(900, 910)), published=EIGHTH),
        raid("one.txt", "Gazette", drones(810)),
        raid("other.txt", "Courier", drones(810)),
        raid("citing.txt", "Herald", drones(810), speaker="AFP"),
        raid("view.txt", "Tribune", drones(810), genre=Genre.OPINION),
    ]
    (event,), _ = reconciled(tmp_path, *articles)
    assert event.sources == 3, "Reuters with its copy; Gazette with its sister; AFP as cited"
    assert len(event.documents) == 6


def test_a_document_is_one_source_whomever_it_lets_speak(tmp_path: Path) -> None:
    quoting = raid("a.txt", "Reuters", drones(810), speaker="Ministry").act(when=night(SEVENTH), place=UKRAINE)
    (event,), _ = reconciled(tmp_path, quoting, raid("b.txt", "AFP", drones(810), speaker="Ministry"))
    assert event.sources == 2, "an official who speaks is no outlet"
