"""An editor's rulings: append-only, obeyed by every later run, reversible."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from dualtrack.errors import InvalidValue, UnknownName
from dualtrack.model import Decision, Event, When
from dualtrack.record import Record

from .newsroom import CASE, GENEVA, Article, count, file_articles, night, raid

NIGHTS = [date(2025, 9, 7), date(2025, 9, 8)]


def decision(ruling: str, *subjects: str, value: float | None = None, minute: int = 0) -> Decision:
    made = datetime(2026, 1, 24, 9, minute)
    return Decision(ruling, subjects, "A. Editor", "the report of the ministry says so", made, value)  # type: ignore[arg-type]


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """Two nights, two events."""
    articles = [raid(f"{day}.txt", "Reuters", count("launched", "drone", 100), when=night(day)) for day in NIGHTS]
    return file_articles(tmp_path / "record.sqlite", *articles)


def first_claims(events: list[Event]) -> list[str]:
    return [event.claims[0] for event in events]


def grow(record: Record) -> None:
    """A later run: articles about the same nights come in."""
    for index in range(4):
        article = raid(f"later {index}.txt", f"Outlet {index}", count("launched", "drone", 100), when=night(NIGHTS[0]))
        record.add([article.document()], article.claims(), case=CASE)


@pytest.mark.parametrize("by", ["events", "claims"])
def test_two_events_ruled_the_same_are_one_now_and_later(record: Record, by: str) -> None:
    events = record.events()
    subjects = [event.id for event in events] if by == "events" else first_claims(events)
    record.decide(decision("same", *subjects))
    assert len(record.events()) == 1
    grow(record)
    assert len(record.events()) == 1
    (ruled,) = [item for item in record.judgements() if item.by == "A. Editor"]
    assert (ruled.verdict, ruled.reasons[0][0]) == ("same", "the report of the ministry says so")


def test_one_event_ruled_two_is_two_now_and_later(tmp_path: Path) -> None:
    articles = [raid(f"{name}.txt", name, count("launched", "drone", 100)) for name in ("Reuters", "AFP")]
    record = file_articles(tmp_path / "record.sqlite", *articles)
    (event,) = record.events()
    left, right = [key for key in event.claims if record.claim(key).act]
    record.decide(decision("different", left, right))
    assert len(record.events()) == 2
    grow(record)
    assert len(record.events()) == 2, "nobody joins them by way of a third"
    holders = {key: event.id for event in record.events() for key in event.claims}
    assert holders[left] != holders[right]


def test_a_figure_that_an_editor_sets_stays_set_as_the_record_grows(record: Record) -> None:
    (event,) = [event for event in record.events() if event.when.last_day == NIGHTS[0]]
    (figure,) = record.figures(event.id)
    record.decide(decision("set", figure.id, value=120))
    grow(record)
    (event,) = [event for event in record.events() if event.when.last_day == NIGHTS[0]]
    (figure,) = record.figures(event.id)
    assert (figure.low, figure.best, figure.high) == (100, 120, 120)
    assert figure.method == "set by A. Editor"
    assert len(figure.claims) == 5


def test_a_rejected_claim_is_kept_and_counts_for_nothing(record: Record) -> None:
    number = next(claim for claim in record.claims() if claim.quantity)
    record.decide(decision("reject", number.id))
    assert number.id in {claim.id for claim in record.claims()}
    assert len(record.figures()) == 1
    act = next(claim for claim in record.claims() if claim.act)
    record.decide(decision("reject", act.id))
    assert len(record.events()) == 1


def test_every_ruling_is_reversible_and_stays_in_the_book(record: Record) -> None:
    before = (record.events(), record.figures(), record.judgements())
    number = next(claim for claim in record.claims() if claim.quantity)
    made = [
        record.decide(decision("same", *[event.id for event in record.events()])),
        record.decide(decision("reject", number.id)),
        record.decide(decision("set", record.figures()[0].id, value=7)),
    ]
    assert (record.events(), record.figures(), record.judgements()) != before
    undone = [record.decide(decision("reverse", item.id, minute=30)) for item in made]
    assert (record.events(), record.figures(), record.judgements()) == before
    assert len(record.decisions()) == 6
    record.decide(decision("reverse", undone[0].id, minute=45))
    assert len(record.events()) == 1, "a reversal may be reversed"


def test_the_same_ruling_twice_is_one(record: Record) -> None:
    subjects = [event.id for event in record.events()]
    record.decide(decision("same", *subjects))
    record.decide(Decision("same", tuple(record.decisions()[0].subjects), *_signature()))  # type: ignore[arg-type]
    assert len(record.decisions()) == 1


def _signature() -> tuple[str, str, datetime]:
    return "A. Editor", "the report of the ministry says so", datetime(2026, 1, 24, 9, 0)


def test_a_wrong_id_is_refused_with_the_nearest(record: Record) -> None:
    event = record.events()[0].id
    with pytest.raises(UnknownName, match=f"Did you mean '{event}'"):
        record.decide(decision("same", event[:-1] + "x", record.events()[1].id))
    with pytest.raises(UnknownName, match="no id among the decisions"):
        record.decide(decision("reverse", "dec_none"))
    assert record.decisions() == []


def test_an_unsigned_ruling_is_refused() -> None:
    with pytest.raises(InvalidValue, match="--by NAME"):
        Decision("same", ("a", "b"), " ", "because", datetime(2026, 1, 24))  # type: ignore[arg-type]


def test_an_editor_may_join_talks_in_two_cities(tmp_path: Path) -> None:
    about = {"event_type": "CONSULT", "actors": ("RUS", "UKR"), "recipients": (), "when": When.on(NIGHTS[0])}
    articles = [Article("a.txt").act(place=GENEVA, **about), Article("b.txt").act(**about, text="They met elsewhere.")]
    with file_articles(tmp_path / "record.sqlite", *articles) as record:
        events = record.events()
        if len(events) == 2:
            record.decide(decision("same", *[event.id for event in events]))
        assert len(record.events()) == 1
