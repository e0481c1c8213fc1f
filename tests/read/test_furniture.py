"""Page furniture yields no text, hence no claims; the article stays whole."""

from __future__ import annotations

import pytest

from dualtrack.lexicon.layout import all_layouts
from dualtrack.read.furniture import clean_text

ARTICLE = (
    "Russia launched 375 drones at Kyiv overnight, the Air Force said.\nNobody was killed, the mayor said on Saturday."
)

FURNITURE = [
    "Skip to content",
    "Members only",
    "Sign up for our newsletter and never miss a strike.",
    "Advertisement",
    "Photo: a house hit by a drone (Getty Images)",
    "Share this story",
    "[Russia hits Kharkiv with 40 missiles](https://example.org/a)",
    "By clicking you accept our cookies",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_left_out_before_and_within(line: str) -> None:
    layouts = all_layouts()
    assert clean_text(f"{line}\n{ARTICLE}", layouts) == ARTICLE
    first, second = ARTICLE.split("\n")
    assert clean_text(f"{first}\n{line}\n{second}", layouts) == ARTICLE


def test_what_follows_the_end_of_the_article_is_left_out() -> None:
    page = f"{ARTICLE}\n{ARTICLE}\nRelated stories\nRussia captured the town of Siversk on Thursday after a long fight."
    assert "Siversk" not in clean_text(page, all_layouts())


@pytest.mark.parametrize("text", ["Kyiv was struck.", "Russia struck Kyiv"])
def test_a_short_text_is_not_furniture(text: str) -> None:
    assert clean_text(text, all_layouts()) == text
