"""Files of every kind, good and bad: each bad one gets a line that says what to do, and the others go on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dualtrack import read
from dualtrack.model import Outcome

SENTENCE = "Russia launched 375 drones at Kyiv overnight, the Air Force said."
SECOND = "The delegations of the two countries met in Abu Dhabi on Friday and will meet again next week."
PAGE = f"""<html><head><title>Drones over the capital</title>
<meta property="article:published_time" content="2026-01-24T08:00:00Z"></head>
<body><nav><a href="/">Skip to content</a></nav><article><p>{SENTENCE} {SECOND}</p><p>{SECOND} {SENTENCE}</p></article>
<div class="related"><a href="/b">More on this story</a></div></body></html>"""
HEAD = "Subject: Drones over the capital\nFrom: Desk <desk@example.org>\nDate: Sat, 24 Jan 2026 10:00:00 +0000"
MAIL = f"{HEAD}\n\n{SENTENCE}\n"
ROW = json.dumps({"text": SENTENCE, "published": "2026-01-24", "publisher": "Gazette"})

GOOD = {
    "head.txt": f"Title: Drones over the capital\nPublisher: Gazette\nPublished: 2026-01-24\n\n{SENTENCE}\n",
    "note.md": f"# Drones over the capital\n\n**{SENTENCE}**\n",
    "page.html": PAGE,
    "mail.eml": MAIL,
    "rows.jsonl": ROW + "\n",
}


@pytest.mark.parametrize("name", GOOD)
def test_each_kind_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(GOOD[name], encoding="utf-8")
    (document,) = read.documents([tmp_path / name], published=date(2026, 1, 24))
    assert SENTENCE in document.text
    assert document.published.first_day == date(2026, 1, 24)
    assert document.language == "en"
    for sentence in document.sentences:
        assert document.text[sentence.start : sentence.end].strip()


BAD = {
    "empty.txt": (b"", Outcome.EMPTY, "empty file"),
    "blank.txt": (b" \n\n ", Outcome.EMPTY, "empty file"),
    "binary.txt": (bytes(range(256)) * 40, Outcome.FAILED, "binary, not text"),
    "line.txt": (b"Russia struck Kyiv. " * 150_000, Outcome.FAILED, "a line of over 2 MB"),
    "large.txt": (b"Russia struck Kyiv.\n" * 1_100_000, Outcome.FAILED, "over 20 MB"),
    "nested.html": (b"<div>" * 50_000 + b"Russia struck Kyiv." + b"</div>" * 50_000, Outcome.FAILED, "nested tags"),
    "rows.jsonl": (b'{"title": "no text"}\n', Outcome.FAILED, "needs the field 'text'"),
    "broken.jsonl": (b"{not json}\n", Outcome.FAILED, "not JSON"),
    "dated.txt": (b"Published: soon\n\nRussia struck Kyiv on Friday.\n", Outcome.FAILED, "write it as 2026-01-24"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_named_and_the_others_go_on(name: str, tmp_path: Path) -> None:
    raw, outcome, words = BAD[name]
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "z_fine.txt").write_text(SENTENCE, encoding="utf-8")
    made = read.batch([tmp_path], base=tmp_path)
    rows = {row.name: row for row in made.inputs}
    assert rows[name].outcome is outcome
    assert words in (rows[name].why or "")
    assert rows["z_fine.txt"].outcome is Outcome.READ


def test_broken_bytes_are_replaced_and_the_rest_is_kept(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(SENTENCE.encode() * 5 + b" \xff\xfe " + SENTENCE.encode())
    (document,) = read.documents([tmp_path])
    assert document.text.count("375 drones") == 6


def test_a_folder_without_a_readable_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    (row,) = read.batch([tmp_path]).inputs
    assert "no .txt, .md, .html, .eml or .jsonl" in (row.why or "")


def test_a_missing_file_is_one_row() -> None:
    (row,) = read.batch([Path("nowhere.txt")]).inputs
    assert row.outcome is Outcome.FAILED
    assert "no such file" in (row.why or "")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2026/01/24/drones", date(2026, 1, 24)),
        ("https://example.org/world/drones-2026-01-24.html", date(2026, 1, 24)),
        ("https://example.org/drones", None),
        ("https://example.org/2026/02/31/drones", None),
    ],
)
def test_the_day_comes_from_the_address_or_stays_unknown(url: str, day: date | None, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"URL: {url}\n\n{SENTENCE}\n", encoding="utf-8")
    (document,) = read.documents([tmp_path])
    known = document.published.first_day if document.published.precision.value == "day" else None
    assert known == day


def test_a_repeated_article_is_linked_and_kept(tmp_path: Path) -> None:
    body = "\n".join(
        f"{SENTENCE} Paragraph {index} tells of shelters and of the {index}th night." for index in range(8)
    )
    (tmp_path / "a.txt").write_text(body, encoding="utf-8")
    (tmp_path / "b.txt").write_text(body, encoding="utf-8")
    (tmp_path / "c.txt").write_text(f"{body}\nA line of its own was added by the second paper.", encoding="utf-8")
    outcomes = [row.outcome for row in read.batch([tmp_path]).inputs]
    assert outcomes == [Outcome.READ, Outcome.DUPLICATE, Outcome.DUPLICATE]
