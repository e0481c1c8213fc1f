"""Furniture: what a page says that its article does not (menus, teasers, cookie boxes), and how to leave it out.

The mechanics know no language; the phrases are in packs/languages/<xx>/reading.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dualtrack.lexicon.layout import Layout

MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
LINK_ITEM = re.compile(r"(?:[-*•]|\d+\.)?\s*\[[^\[\]]*\]\([^()\s]*\)$")
EMPHASIS = ("**", "__", "`")
HEADING = re.compile(r"#{1,6}\s+")
DATA = re.compile(r'(?:[{}\[\]]+,?|"[^"]*"\s*:.*|"[^"]*",?|\d{1,3}[.)]?)$')
BULLET = re.compile(r"^\s*(?:[-*•▪◦●‣–—]|\d{1,2}[.)])\s+")
TERMINAL = re.compile(r"[.!?…:;。！？]['\"”’»)\]]*\s*(?:\[\d+\]\s*)*$")
ENDS_WITHIN = re.compile(r"[.!?…]['\"”’»)\]]*\s+\S")
COUNTED = re.compile(r"^\s*(?:[~≈<>+-]\s*)?\d")
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
EAST_ASIAN = re.compile("[\u3040-\u9fff]")
EARLY = 0.3  # an "ends" phrase before this share of the page heads a box, not the end of the article
PROSE_WORDS = 5
LONG_WORDS = 25
PARAGRAPH = 60  # words: no line of furniture has more


def clean_text(text: str, layouts: Sequence[Layout]) -> str:
    """The article of a plain page, one paragraph a line; empty where nothing of it is prose."""
    lines = [tidy(line) for line in INVISIBLE.sub("", text).splitlines()]
    lines = cut_end([line for line in lines if line], layouts)
    return "\n".join(keep_prose(leave_out(lines, layouts)))


def tidy(line: str) -> str:
    """One line without markup or runs of space; empty for a bare link or a line of data."""
    line = line.strip()
    if DATA.match(line):
        return ""
    if "](" in line:
        line = "" if LINK_ITEM.match(line) else MARKDOWN_LINK.sub(r"\1", line)
    if line.startswith("#"):
        line = HEADING.sub("", line, count=1)
    for sign in EMPHASIS:
        line = line.replace(sign, "")
    return one_spaced(line)


def one_spaced(line: str) -> str:
    """One line with single plain spaces and none at its ends."""
    spaced = "  " in line or "\t" in line or not line.isascii()
    return " ".join(line.split()) if spaced else line.strip()


def cut_end(lines: list[str], layouts: Sequence[Layout]) -> list[str]:
    """Leave out all from the line on at which the page turns to other things."""
    phrases = {phrase for layout in layouts for phrase in layout.ends}
    openings = tuple(f"{phrase} " for phrase in phrases)
    sizes = [len(line) for line in lines]
    total, seen = sum(sizes) or 1, 0
    for index, line in enumerate(lines):
        bare = line.casefold().strip(" :»>-*•")
        heads = bare in phrases or (len(bare) <= 40 and bare.startswith(openings))
        if heads and not TERMINAL.search(line.rstrip(":")) and seen / total > EARLY:
            return lines[:index]
        seen += sizes[index]
    return lines


def leave_out(lines: Sequence[str], layouts: Sequence[Layout]) -> list[str]:
    """Leave out the lines of page furniture. Few of the phrases stand on any one page: it is asked once for each."""
    page = "\n".join(line for line in lines if line.count(" ") < PARAGRAPH).casefold()
    openings = tuple(phrase for layout in layouts for phrase in layout.line)
    held = [phrase for layout in layouts for phrase in layout.holds if phrase in page]
    return [line for line in lines if not is_furniture(line, openings, held)]


def is_furniture(line: str, openings: tuple[str, ...], held: Sequence[str]) -> bool:
    """Whether a line opens with, or holds, a phrase of page furniture. A paragraph of prose is never furniture."""
    words = line.count(" ") + 1
    if words > PARAGRAPH:
        return False
    lowered = line.casefold().lstrip("*•-– ")
    opens = words <= LONG_WORDS and lowered.startswith(openings)
    if opens and (words < 12 or not TERMINAL.search(line)):
        return True
    return any(phrase in lowered for phrase in held)


def keep_prose(lines: Sequence[str]) -> list[str]:
    """Paragraphs, the counted lists that they announce, and a heading that stands alone before one.

    Where nothing reads as a paragraph, the short sentences are the text ("Kyiv was struck."), or its only line is."""
    prose = [is_prose(line) for line in lines]
    if not any(prose):
        short = [line for line in lines if TERMINAL.search(line)]
        return short or (list(lines) if len(lines) == 1 else [])
    kept: list[str] = []
    listing = False
    for index, line in enumerate(lines):
        if prose[index]:
            kept.append(line)
            listing = line.rstrip().endswith(":")
            continue
        bullet = BULLET.match(line)
        if listing and (bullet or COUNTED.match(line)) and line.count(" ") < LONG_WORDS:
            kept.append(line)
            continue
        listing = False
        before = index == 0 or prose[index - 1]
        after = index + 1 < len(lines) and prose[index + 1]
        if before and after and 3 <= line.count(" ") + 1 <= LONG_WORDS and not bullet:
            kept.append(line)
    return kept


def is_prose(line: str) -> bool:
    words = line.count(" ") + 1
    if words >= LONG_WORDS:
        return True
    # A lone question is a heading or a teaser: it stays only between paragraphs.
    if line.endswith("?") and not ENDS_WITHIN.search(line):
        return False
    if len(line) > 20 and EAST_ASIAN.search(line, 0, 20):
        return True
    return bool(TERMINAL.search(line)) and (words >= PROSE_WORDS or line.endswith(":"))
