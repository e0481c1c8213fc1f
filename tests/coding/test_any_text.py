"""Whatever is coded: claims point into the text, numbers and dates are ordered, the same text gives the same ids."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dualtrack
from dualtrack import code_documents, code_sentence, read
from dualtrack.errors import UnreadLanguage
from dualtrack.model import Claim

PUBLISHED = date(2026, 2, 6)
PHRASES = (
    "Russia launched 90 drones at Odesa", "killed at least 3 people", "Zelensky said that", "on Monday", "by May 9",
    "between 30 and 40", "up to 12%", "€80m", "Путин объявил перемирие", "до 9 мая", "понад 1,5 млн",
    "у ніч на 3 лютого", "За словами Зеленського,", "«", "»", '"', ",", ";", "—", "(", ")", "\u200b", "\u202e",
    "\u2066", "\u00ad", "Ё", "’s", "the third attack since New Year", "demanded that Ukraine cede Donbas",
    "1.000.000", "2025 to 30.9 bln", "0", "-5",
)  # fmt: skip
PIECES = st.one_of(st.sampled_from(PHRASES), st.text(max_size=12))
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=14).map(" ".join))
LANGUAGES = st.sampled_from(("en", "uk", "ru", "de", "vi", None))


def check(claim: Claim, text: str) -> None:
    assert text[claim.start : claim.end] == claim.quote
    number = claim.quantity
    if number is not None:
        bounds = [bound for bound in (number.low, number.best, number.high) if bound is not None]
        assert bounds == sorted(bounds)
    first, last = claim.when.first_day, claim.when.last_day
    assert first is None or last is None or first <= last


@pytest.mark.filterwarnings("ignore::dualtrack.errors.UnreadLanguage")
@given(text=TEXTS, language=LANGUAGES)
@settings(deadline=None, max_examples=150)
def test_a_sentence(text: str, language: str | None) -> None:
    claims = code_sentence(text, case="ukraine", language=language, published=PUBLISHED)
    for claim in claims:
        check(claim, text)
    again = code_sentence(text, case="ukraine", language=language, published=PUBLISHED)
    assert [claim.id for claim in again] == [claim.id for claim in claims]


@given(text=TEXTS)
@settings(deadline=None, max_examples=60)
def test_a_document(text: str) -> None:
    document = read.text_document(text, published=PUBLISHED)
    for claim in code_documents([document], case="ukraine"):
        check(claim, document.text)


@given(text=st.lists(st.sampled_from(PHRASES), min_size=2, max_size=8).map(" ".join), data=st.data())
@settings(deadline=None, max_examples=60)
def test_parties_given_as_spans(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    spans = [tuple(sorted(data.draw(st.tuples(places, places)))) for _ in range(2)]
    for claim in code_sentence(text, language="en", actor=spans[0], recipient=spans[1]):
        check(claim, text)


SENTENCE = "Russia launched 90 drones at Odesa on Monday and killed 3 people, Zelensky said, "


@pytest.mark.parametrize("unit", [SENTENCE, "слово ", "x", "(«", "\u200b\u202e", "1,", "a;b;"])
def test_a_hundred_thousand_characters(unit: str) -> None:
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    claims = code_sentence(text, case="ukraine", language="en", published=PUBLISHED)
    for claim in claims:
        check(claim, text)
    if unit == SENTENCE:
        assert len(claims) > 1_000


def test_parties_far_into_a_long_sentence() -> None:
    text = "word " * 4_000 + "Arnor attacked Gondor yesterday."
    start = text.index("Arnor")
    (claim,) = code_sentence(text, language="en", actor=(start, start + 5), recipient=(start + 15, start + 21))
    assert claim.act is not None
    assert [party.text for party in (*claim.act.actors, *claim.act.recipients)] == ["Arnor", "Gondor"]
    assert text[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Russia (Росія) launched 90 drones (дрони) at Odesa.", 1),
        ("Ru\u200bssia launched 90 drones at Od\u00adesa.", 1),
        ("\u202eRussia launched 90 drones at Odesa.\u202c", 1),
        ("Russia launched 90 drones at Odesa. Росія атакувала Харків.", 1),
    ],
)
def test_mixed_scripts_and_invisible_marks(text: str, count: int) -> None:
    claims = code_sentence(text, case="ukraine", language="en", published=PUBLISHED)
    assert sum(claim.quantity is not None and claim.quantity.best == 90 for claim in claims) == count
    for claim in claims:
        check(claim, text)


def test_a_language_without_a_pack_keeps_numbers_and_days_and_says_so() -> None:
    with pytest.warns(UnreadLanguage, match="'vi'"):
        claims = code_sentence("Zelensky: 90 km, 2026-02-03, ~17%.", case="ukraine", language="vi", published=PUBLISHED)
    assert {claim.quantity.best for claim in claims if claim.quantity} >= {90, 17}
    assert all(claim.language == "vi" for claim in claims)


PAYLOADS = ("act", "quantity", "commitment", "position", "comparison")
KINDS = dict(zip(("event", *PAYLOADS[1:]), PAYLOADS, strict=True))


def test_a_claim_has_the_payload_of_its_kind_and_no_other() -> None:
    sentences = (
        "Russia launched 90 drones at Odesa.",
        "Russia launched a record number of drones.",
        "Putin declared a truce until May 9.",
        "Zelensky rejected neutrality.",
    )
    claims = [claim for text in sentences for claim in code_sentence(text, case="ukraine", published="2026-02-06")]
    assert {claim.kind for claim in claims} == set(KINDS)
    for claim in claims:
        held: dict[str, Any] = {name: getattr(claim, name) for name in PAYLOADS}
        assert [name for name, payload in held.items() if payload is not None] == [KINDS[claim.kind]]


def test_a_file_in_a_language_without_a_pack_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text("Ukraina và Nga đã trao đổi tù binh vào hôm thứ Sáu, theo thông báo của hai bên.", "utf-8")
    (row,) = read.batch([path], published=PUBLISHED).inputs
    assert row.why == "no pack for the language 'vi': only numbers, dates and known names are coded"


def test_a_document_is_coded_as_its_sentences_are() -> None:
    text = "Russia attacked Odesa on Monday. Putin declared a truce until May 9."
    document = read.text_document(text, published=PUBLISHED)
    spans = read.sentences.split(document)
    assert [document.words_of(sentence) for sentence in spans] == text.replace(". ", ".|").split("|")
    told = [claim.payload for claim in code_documents([document], case="ukraine")]
    alone = [
        claim.payload
        for sentence in spans
        for claim in code_sentence(document.words_of(sentence), case="ukraine", published=PUBLISHED)
    ]
    assert told == alone


@pytest.mark.parametrize("published", ["2026-02-06", date(2026, 2, 6), datetime(2026, 2, 6, 12, 0)])
def test_publication_as_text_or_day(published: Any) -> None:
    (claim,) = code_sentence("Russia attacked Odesa on Monday.", case="ukraine", published=published)
    assert claim.when.first_day == date(2026, 2, 2)


def test_an_unknown_case_is_refused_with_the_nearest() -> None:
    with pytest.raises(dualtrack.errors.UnknownName, match="ukraine"):
        code_sentence("Russia attacked Odesa.", case="ukrain")
