"""Daily series: what happened by the day on which it ended, with zero told from no report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dualtrack.model import Reality, Track, When
from dualtrack.record import Record

from .newsroom import ISTANBUL, KYIV, UKRAINE, Article, count, file_articles, night

DAYS = [date(2025, 9, day) for day in (7, 8, 9, 10)]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Raids on the first night, with a part by weapon, and the last; none counted on the second; talks on the third."""
    shaheds = count("launched", "drone", 60, scope="Shahed")
    articles = [
        Article("a.txt").act(when=night(DAYS[0]), place=UKRAINE, counts=[count("launched", "drone", 100), shaheds]),
        Article("b.txt").act(when=night(DAYS[1]), place=UKRAINE, counts=[count("launched", "drone", 0)]),
        Article("c.txt").act("CONSULT", when=When.on(DAYS[2]), place=ISTANBUL, track=Track.TALKS),
        Article("d.txt").act(when=night(DAYS[3]), place=KYIV, counts=[count("launched", "drone", 30, "at_least")]),
        Article("e.txt").act(when=night(DAYS[3]), place=KYIV, reality=Reality.THREATENED),
    ]
    return file_articles(tmp_path_factory.mktemp("series") / "record.sqlite", *articles)


@pytest.mark.parametrize(
    ("wanted", "start", "values"),
    [
        ({"measure": "launched", "what": "drone"}, DAYS[0], (100, 0, None, 30)),
        ({"measure": "launched", "what": "drone", "scope": "Shahed"}, DAYS[0], (60,)),
        ({"track": "talks"}, DAYS[2], (1,)),
        ({"event_type": "ASSAULT"}, DAYS[0], (1, 1, None, 1)),
        ({"event_type": "ASSAULT", "place": KYIV.id}, DAYS[3], (1,)),
        ({"track": "force", "actor": "UKR"}, date(1970, 1, 1), ()),
    ],
    ids=str,
)
def test_a_series_is_by_track_type_weapon_place_and_actor(
    record: Record, wanted: dict[str, Any], start: date, values: tuple[float | None, ...]
) -> None:
    series = record.series(**wanted)
    assert (series.start, series.values) == (start, values)


def test_a_window_shows_the_days_without_a_report(record: Record) -> None:
    series = record.series(measure="launched", start=date(2025, 9, 6), end=date(2025, 9, 9))
    assert series.values == (None, 100, 0, None)
    assert set(series.claims) == {1, 2}
