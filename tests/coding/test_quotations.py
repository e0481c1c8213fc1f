"""Whose words a sentence inside a longer quotation is."""

from __future__ import annotations

import pytest

from dualtrack import code_documents, read

CASES = [
    ('"Russia attacked Kharkiv," Zelensky said. "Russia shelled Sumy."', ["UKR", "UKR"]),
    ('Zelensky said: "Russia attacked Kharkiv. Russia shelled Sumy."', ["UKR", "UKR"]),
    ('"Russia attacked Kharkiv. Russia shelled Sumy," Zelensky said.', ["UKR", "UKR"]),
    ('"Russia attacked Kharkiv," Zelensky said. Russia shelled Sumy.', ["UKR", None]),
    ('"Russia attacked Kharkiv," Zelensky said. "Ukraine shelled Belgorod," Peskov said.', ["UKR", "RUS"]),
    ("“Russia attacked Kharkiv. Russia shelled Sumy.” The mayor slept. Russia shelled Odesa.", [None, None, None]),
    ("«Росія атакувала Харків. Росія обстріляла Суми», – сказав Зеленський.", ["UKR", "UKR"]),
    ("«Россия атаковала Харьков», – сказал Зеленский. «Россия обстреляла Сумы».", ["UKR", "UKR"]),
]


@pytest.mark.parametrize(("text", "speakers"), CASES, ids=[text for text, _ in CASES])
def test_a_source_speaks_in_all_of_its_quotation(text: str, speakers: list[str | None]) -> None:
    claims = code_documents([read.text_document(text)], case="ukraine")
    told = [claim.speaker.code if claim.speaker else None for claim in claims if claim.act]
    assert told == speakers
