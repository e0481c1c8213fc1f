"""Sources: one office is one voice, whatever the language and the case that name it."""

from __future__ import annotations

from datetime import date

import pytest

from dualtrack.lexicon import load_case
from dualtrack.model import Claim, Document, Quantity, Sentence, Speaker, When
from dualtrack.record.sources import Sources

TEXT = "Two people died."


def told(publisher: str, speaker: Speaker | None) -> tuple[Document, Claim]:
    document = Document(
        TEXT, f"{publisher}.txt", "en", publisher=publisher, published=When.on(date(2026, 1, 5)),
        sentences=(Sentence(0, 0, len(TEXT)),),
    )  # fmt: skip
    claim = Claim(
        document.id, document.name, 0, 0, len(TEXT), TEXT, "en", Quantity("killed", "person", 2, 2, 2), "test",
        speaker=speaker,
    )  # fmt: skip
    return document, claim


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Speaker(None, "the mayor"), Speaker(None, "Мер Тернополя"), True),
        (Speaker(None, "Мэра города"), Speaker("UKR", "міський голова"), True),
        (Speaker(None, "a spokesman of the emergency service"), Speaker(None, "спасателей"), True),
        (Speaker("UKR", "Повітряні сили"), Speaker("UKR", "air force"), True),
        (Speaker("UKR", "mayor"), Speaker("UKR", "police"), False),
        (Speaker("UKR", "mayor"), Speaker("UKR", "officials"), True),
        (Speaker(None, "mayor"), Speaker(None, "a witness"), False),
        (None, None, False),
    ],
)
def test_one_office_is_one_voice(one: Speaker | None, other: Speaker | None, same: bool) -> None:
    made = [told("Wire", one), told("Agency", other)]
    claims = [claim for _, claim in made]
    sources = Sources.of({document.id: document for document, _ in made}, load_case("ukraine").sources, claims)
    assert sources.one_voice(*claims) is same
