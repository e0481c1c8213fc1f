"""Article: what a file gave before it is a document; and the address and head lines that tell its date."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dualtrack.errors import UnreadableInput, one_of
from dualtrack.lexicon.layout import Layout
from dualtrack.model import Genre, Precision, When
from dualtrack.model.when import UNKNOWN

HEAD_KEYS = ("title", "publisher", "source", "published", "date", "url", "genre", "language")
HEAD_LINE = re.compile(r"^([A-Za-z]+)\s*:\s*(.*)$")
ADDRESS_DAY = re.compile(r"[/_-](20\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
ADDRESS_MONTH = re.compile(r"/(20\d\d)/(0[1-9]|1[0-2])(?=/|$)")
ADDRESS_WORDS = re.compile(r"([^\W\d_]+)-(\d{1,2})-(20\d\d)(?=\D|$)")
ISO = re.compile(r"(20\d\d|19\d\d)-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Article:
    """The text of one article (cleaned, or raw where `plain`) with what its file says of it."""

    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: When = UNKNOWN
    genre: str | None = None
    language: str | None = None
    plain: bool = True


def parse_day(text: str, where: str) -> When:
    """The day of an ISO date or date-time; unknown for an empty text or `None`. Raises UnreadableInput."""
    text = text.strip()
    if not text or text.casefold() in ("none", "unknown", "null", "-"):
        return When()
    found = ISO.match(text)
    if found is None:
        raise UnreadableInput(f"{where}: Published '{text}' is not a date: write it as 2026-01-24")
    try:
        return When.on(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError as error:
        raise UnreadableInput(f"{where}: Published '{text}' is no day of the calendar") from error


def day_of_address(url: str | None, layouts: Sequence[Layout]) -> When:
    """The date that a web address states, in figures or with the name of a month: a day, or a month where it says no
    more; unknown otherwise."""
    if not url:
        return When()
    days = [(int(year), int(month), int(day)) for year, month, day in ADDRESS_DAY.findall(url)]
    months = {name: number for layout in layouts for number, name in enumerate(layout.months, 1)}
    named = ADDRESS_WORDS.findall(url.casefold())
    days += [(int(year), months[month], int(day)) for month, day, year in named if month in months]
    for year, month, day in days:
        if 0 < day <= monthrange(year, month)[1]:
            return When.on(date(year, month, day))
    found_month = ADDRESS_MONTH.search(url)
    if found_month:
        year_number, month_number = int(found_month[1]), int(found_month[2])
        last = date(year_number, month_number, monthrange(year_number, month_number)[1])
        return When(last.replace(day=1), last, Precision.MONTH)
    return When()


def split_head(text: str, where: str) -> Article:
    """Take `Title:`, `Publisher:`, `Published:`, `URL:`, `Genre:` lines off the top of a plain text.

    The head ends at the first line that is no such line; blank lines within it are skipped."""
    head: dict[str, str] = {}
    lines = text.splitlines(keepends=True)
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        found = HEAD_LINE.match(line)
        key = found[1].casefold() if found else ""
        if found and key in HEAD_KEYS and key not in head:
            head[key] = found[2].strip()
        elif line or not head:
            break
        at += 1
    if not head:
        return Article(text)
    genre = head.get("genre")
    if genre is not None and genre.casefold() not in {item.value for item in Genre}:
        raise UnreadableInput(f"{where}: {one_of('genre', genre, (item.value for item in Genre))}")
    return Article(
        text="".join(lines[at:]),
        title=known(head.get("title")),
        publisher=known(head.get("publisher") or head.get("source")),
        url=known(head.get("url")),
        published=parse_day(head.get("published") or head.get("date") or "", where),
        genre=genre.casefold() if genre else None,
        language=known(head.get("language")),
    )


def known(value: str | None) -> str | None:
    """A head line's value; None where it is empty or says so."""
    return None if value is None or value.casefold() in ("", "none", "unknown") else value
