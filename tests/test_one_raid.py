"""From articles to events: one raid told by many, in three languages, is one event with every number kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dualtrack import pipeline

RAID = {
    "reuters.txt": (
        "Reuters", "2025-09-07", "Russia sends drones at Ukraine overnight",
        "Russia launched 810 drones and 13 missiles at Ukraine overnight, officials said on Sunday. "
        "Air defences shot down 747 drones.",
    ),
    "afp.txt": (
        "Agence France-Presse", "2025-09-07", "Ukraine attacked overnight",
        "Russia fired 805 drones and 13 missiles at Ukraine overnight.",
    ),
    "guardian.txt": (
        "The Guardian", "2025-09-08", "Barrage against Ukraine",
        "More than 790 drones were launched against Ukraine overnight into 7 September.",
    ),
    "pravda.txt": (
        "Українська правда", "2025-09-07", "Росія атакувала Україну вночі",
        "У ніч на 7 вересня Росія запустила по Україні 810 дронів і 13 ракет. Збито 747 дронів.",
    ),
    "unian.txt": (
        "УНІАН", "2025-09-07", "Нічна атака на Україну",
        "У ніч на 7 вересня Росія випустила по Україні 823 безпілотники.",
    ),
    "meduza.txt": (
        "Медуза", "2025-09-07", "Россия атаковала Украину ночью",
        "В ночь на 7 сентября Россия выпустила по Украине 790 беспилотников и 13 ракет.",
    ),
}  # fmt: skip
# The same story on another site, word for word, is no further source.
REPRINT = ("Daily Courier", "2025-09-07", *RAID["reuters.txt"][2:])
NEXT_NIGHT = (
    "Reuters", "2025-09-08", "Russia attacks again",
    "Russia launched 142 drones at Ukraine overnight.",
)  # fmt: skip
Rows = list[dict[str, Any]]


def briefed(folder: Path, articles: dict[str, tuple[str, ...]]) -> tuple[Rows, Rows]:
    """events.jsonl and figures.jsonl of the articles."""
    (folder / "articles").mkdir()
    for name, (publisher, day, title, text) in articles.items():
        head = f"Title: {title}\nPublisher: {publisher}\nPublished: {day}\n\n"
        (folder / "articles" / name).write_text(f"{head}{text}\n", encoding="utf-8")
    pipeline.brief([folder / "articles"], folder / "out", base=folder / "articles")
    files = [(folder / "out" / name).read_text(encoding="utf-8") for name in ("events.jsonl", "figures.jsonl")]
    events, figures = ([json.loads(line) for line in text.split("\n") if line] for text in files)
    return events, figures


def bounds(figures: Rows, event: str, measure: str, what: str) -> list[tuple[float | None, ...]]:
    return [
        (row["low"], row["best"], row["high"])
        for row in figures
        if (row["event"], row["measure"], row["what"], row["scope"]) == (event, measure, what, None)
    ]


@pytest.fixture(scope="module")
def raid(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rows, Rows]:
    articles = {**RAID, "reprint.txt": REPRINT, "next.txt": NEXT_NIGHT}
    return briefed(tmp_path_factory.mktemp("raid"), articles)


def test_one_raid_is_one_event_and_the_next_night_another(raid: tuple[Rows, Rows]) -> None:
    nights = {(event["earliest"], event["latest"]): event for event in raid[0] if event["event_type"] == "ASSAULT"}
    assert sorted(nights) == [("2025-09-06", "2025-09-07"), ("2025-09-07", "2025-09-08")]
    assert nights["2025-09-06", "2025-09-07"]["documents"] == sorted([*RAID, "reprint.txt"])
    assert nights["2025-09-07", "2025-09-08"]["documents"] == ["next.txt"]


def test_every_number_is_kept_and_the_dispute_named(raid: tuple[Rows, Rows]) -> None:
    (event,) = [event for event in raid[0] if "unian.txt" in event["documents"]]
    assert bounds(raid[1], event["id"], "launched", "drone") == [(790, None, 823)]
    assert bounds(raid[1], event["id"], "launched", "missile") == [(13, 13, 13)]
    assert bounds(raid[1], event["id"], "shot_down", "drone") == [(747, 747, 747)]
    assert [conflict["kind"] for conflict in event["conflicts"]] == ["number"]
    assert event["sources"] == len(RAID)


def test_figures_stand_with_their_event_as_they_stand_alone(raid: tuple[Rows, Rows]) -> None:
    events, figures = raid
    alone = {row["id"]: row for row in figures}
    for event in events:
        assert {*event} >= {
            "id", "event_type", "modes", "track", "actors", "recipients", "place", "earliest", "latest", "precision",
            "reality", "claims", "documents", "sources", "figures", "conflicts",
        }  # fmt: skip
        for figure in event["figures"]:
            assert alone.pop(figure["id"]) == {**figure, "event": event["id"]}
            assert set(figure["claims"]) <= set(event["claims"])
            assert {"measure", "what", "unit", "scope", "low", "best", "high", "method", "claims"} <= {*figure}
    assert alone == {}


TALKS = {
    "plan.txt": (
        "Reuters", "2025-07-20", "Talks expected",
        "Russian and Ukrainian negotiators will meet in Istanbul on 23 July.",
    ),
    "held.txt": (
        "Meduza", "2025-07-24", "Переговоры в Стамбуле", "Россия и Украина провели 23 июля переговоры в Стамбуле.",
    ),
    "uk.txt": (
        "Українська правда", "2025-07-23", "Переговори у Стамбулі",
        "Україна та Росія 23 липня провели переговори у Стамбулі.",
    ),
}  # fmt: skip


def test_a_meeting_planned_and_held_is_one_event(tmp_path: Path) -> None:
    events, _ = briefed(tmp_path, TALKS)
    met = [event for event in events if event["event_type"] == "CONSULT"]
    assert [(event["reality"], event["earliest"], event["documents"]) for event in met] == [
        ("occurred", "2025-07-23", sorted(TALKS)),
    ]
    assert met[0]["place"]["name"] == "Istanbul"
