"""The demo's page as a reader meets it, in a real Chromium: at phone and desktop widths, light and dark."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

LIMIT = 300 * 1024
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if BROWSER is None:
        assert not os.environ.get("CI"), "CI must have a browser: .ci/run installs Chromium"
        pytest.skip("no Chromium on this machine; the page's test needs one")
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=quiet)
        yield opened
        opened.close()


@pytest.fixture(params=[(390, 844, "dark"), (1280, 900, "light")], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    width, height, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    opened = context.new_page()
    opened.requests, opened.errors = [], []
    opened.on("request", lambda item: opened.requests.append(item.url))
    opened.on("console", lambda item: opened.errors.append(item.text) if item.type == "error" else None)
    opened.on("pageerror", lambda item: opened.errors.append(str(item)))
    yield opened
    context.close()


def test_the_page_opens_whole_and_asks_nobody(page: Any, demo: Path) -> None:
    page.goto((demo / "index.html").as_uri())
    assert page.locator("#timeline svg").is_visible()
    assert page.locator("#takeaways li").count() >= 3
    assert page.errors == []
    outside = [url for url in page.requests if not url.startswith(("file:", "data:"))]
    assert outside == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "the page scrolls sideways"


def test_a_claims_link_leads_to_its_quote(page: Any, demo: Path) -> None:
    page.goto((demo / "index.html").as_uri())
    link = page.locator("#takeaways .refs a").first
    quote = link.get_attribute("title").split("”")[0].lstrip("“")
    link.click()
    anchor = page.url.split("#")[1]
    marked = page.locator(f"[id='{anchor}'] ~ mark").first
    assert marked.is_visible()
    text = " ".join(page.locator("article.text").inner_text().split())
    assert " ".join(quote.split()) in text


def test_the_timeline_is_filtered_from_the_keyboard(page: Any, demo: Path) -> None:
    page.goto((demo / "index.html").as_uri())
    page.locator("#timeline-words").focus()
    page.keyboard.type("zzzz")
    assert page.locator("#timeline-count").inner_text().startswith("0 /")
    assert page.locator("a.mark:not(.off)").count() == 0


def test_the_page_stands_without_javascript(browser: Any, demo: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((demo / "index.html").as_uri())
    assert opened.locator("#timeline svg a.mark").count() > 0
    assert opened.locator("#timeline-controls").is_hidden()
    context.close()


@pytest.mark.parametrize("kind", ["index", "lenses", "sources", "events"])
def test_no_serious_barrier_for_assistive_technology(page: Any, demo: Path, kind: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    path = demo / "index.html" if kind == "index" else sorted((demo / kind).glob("*.html"))[0]
    page.goto(path.as_uri())
    found = Axe().run(page).response["violations"]
    serious = [
        f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found if item["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_every_input_of_the_bargain_shows_whose_it_is_and_the_claims_behind_it(page: Any, demo: Path) -> None:
    page.goto((demo / "index.html").as_uri())
    page.locator("#finding-bargain-inputs summary").click()
    rows = page.locator("#finding-bargain-inputs tbody tr")
    told = [rows.nth(at).locator("td").all_inner_texts() for at in range(rows.count())]
    assert {cells[4] for cells in told} <= {"evidence", "the analyst’s", "prior"}
    for at, cells in enumerate(told):
        assert (rows.nth(at).locator("a").count() > 0) == (cells[4] == "evidence"), cells
    assert any(cells[0] == "how many people killed in Ukraine a month" and cells[4] == "evidence" for cells in told)


def test_pages_keep_their_size_and_call_nobody(demo: Path) -> None:
    for path in demo.rglob("*.html"):
        assert path.stat().st_size <= LIMIT, f"{path.name}: {path.stat().st_size} bytes"
        text = path.read_text("utf-8")
        assert 'src="http' not in text
        assert 'rel="stylesheet"' not in text


def test_the_page_of_a_checked_article_is_whole_and_accessible(page: Any, demo: Path, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    from dualtrack import pipeline, proving

    article = tmp_path / "a-column-with-a-rather-long-name-that-a-phone-could-not-show-on-a-line.txt"
    article.write_text(
        "Russia launched 735 drones at Ukraine on the night of 24 January. Each raid was timed to the talks. "
        "Nobody knows what comes next.\n",
        encoding="utf-8",
    )
    proving.check_into(article, demo / pipeline.RECORD, tmp_path / "out")
    written = tmp_path / "out" / "check.html"
    assert written.stat().st_size <= LIMIT
    page.goto(written.as_uri())
    assert page.locator("main section").count() == 3
    assert page.errors == []
    assert [url for url in page.requests if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "the page scrolls sideways"
    serious = [item for item in Axe().run(page).response["violations"] if item["impact"] in ("serious", "critical")]
    assert serious == []
