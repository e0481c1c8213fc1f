"""The pages of the demo: they lead to each other, and one file holds them all."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest

from dualtrack.brief import one_file

HREF = re.compile(r'href="([^"#:]*)(?:#([^"]*))?"')
IDS = re.compile(r'\bid="([^"]+)"')


@pytest.fixture(scope="module")
def pages(demo: Path) -> dict[str, str]:
    return {str(path.relative_to(demo)): path.read_text("utf-8") for path in sorted(demo.rglob("*.html"))}


def test_every_link_leads_to_a_place_that_exists(pages: dict[str, str], demo: Path) -> None:
    ids = {path: set(IDS.findall(text)) for path, text in pages.items()}
    for path, text in pages.items():
        for target, place in HREF.findall(text):
            if ":" in target or (not target and not place):
                continue
            other = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            assert other in pages or (demo / other).exists(), f"{path} links to {other}"
            if place and other in pages:
                assert place in ids[other], f"{path} links to {other}#{place}"


def test_one_file_holds_every_page_and_every_link_stays_within(pages: dict[str, str]) -> None:
    text = one_file(pages)
    ids = IDS.findall(text)
    assert len(ids) == len(set(ids)), sorted({item for item in ids if ids.count(item) > 1})[:5]
    for target, place in HREF.findall(text):
        assert not target.endswith(".html"), target
        assert not place or place in ids, place


def test_the_page_of_an_event_says_why_its_claims_are_one(pages: dict[str, str]) -> None:
    told = [text for path, text in pages.items() if path.startswith("events/") and "one happening" in text]
    assert told, "no event of the demo rests on more than one claim"
    assert any("Related events" in text for path, text in pages.items() if path.startswith("events/"))
