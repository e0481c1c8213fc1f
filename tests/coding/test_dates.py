"""Time expressions: cases as data in dates.toml, conventions of the contract, and what holds of any text."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dualtrack.coding.date_relations import orthodox_easter, western_easter
from dualtrack.coding.dates import DateMention, code_dates, code_times
from dualtrack.lexicon.calendar import load_calendar

CASES = tomllib.loads(Path(__file__).with_name("dates.toml").read_text("utf-8"))["case"]
LANGUAGES = ("en", "uk", "ru")
ANCHORS = {"war_start": date(2022, 2, 24), "talks": date(2026, 2, 4)}
FRIDAY = date(2026, 2, 6)
EXAMPLES = [example for language in LANGUAGES for _, example in load_calendar(language).examples()]
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def dates_of(text: str, language: str, published: date | None = FRIDAY) -> list[DateMention]:
    return code_dates(text, load_calendar(language), published=published, anchors=ANCHORS)


@pytest.mark.parametrize("case", CASES, ids=[case["words"] for case in CASES])
def test_interval_of_words(case: dict[str, Any]) -> None:
    found = [item.resolve(case.get("planned", False)) for item in dates_of(case["words"], case["language"])]
    told = [f"{when.earliest or ''}..{when.latest or ''} {when.precision}" for when in found]
    assert told[-1:] == [case["told"]]


@given(days, st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]))
def test_a_weekday_is_the_latest_past_or_the_next_planned(published: date, name: str) -> None:
    [mention] = dates_of(f"on {name}", "en", published)
    past, ahead = mention.resolve(False).first_day, mention.resolve(True).first_day
    assert past is not None
    assert ahead is not None
    assert timedelta(0) <= published - past < timedelta(7)
    assert timedelta(0) <= ahead - published < timedelta(7)  # reports of the day name it: "on Thursday" on a Thursday
    assert f"{past:%A}" == f"{ahead:%A}" == name


@given(st.lists(st.sampled_from(EXAMPLES), max_size=6), st.sampled_from(LANGUAGES), st.none() | days)
def test_any_text_gives_ordered_intervals_whose_words_stand_in_it(
    pieces: list[str], language: str, published: date | None
) -> None:
    text, end = ", ".join(pieces), 0
    for item in code_times(text, load_calendar(language), published=published):
        assert end <= item.start < item.end <= len(text)
        end = item.end
        for when in (item.when, item.future):
            assert when.first_day is None or when.last_day is None or when.first_day <= when.last_day


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_characters_are_read(text: str, language: str) -> None:
    dates_of(text, language)


def test_without_publication_relative_words_stay_unknown() -> None:
    assert not any(item.when.known for item in dates_of("yesterday, on Friday, last week, overnight", "en", None))


def test_easter_of_both_churches() -> None:
    assert [western_easter(year) for year in (2024, 2025, 2026)] == [
        date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5)
    ]  # fmt: skip
    assert [orthodox_easter(year) for year in (2024, 2025, 2026)] == [
        date(2024, 5, 5), date(2025, 4, 20), date(2026, 4, 12)
    ]  # fmt: skip
