"""Furniture: what a page says that its article does not (menus, teasers, cookie boxes), and how to leave it out.

The mechanics know no language; the phrases are in packs/languages/<xx>/reading.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dualtrack.lexicon.layout import Layout

MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
LINK_ITEM = re.compile(r"^\s*(?:[-*•]|\d+\.)?\s*\[[^\[\]]*\]\([^()\s]*\)\s*$")
EMPHASIS = re.compile(r"(\*\*|__|`{1,3})")
HEADING = re.compile(r"^\s*#{1,6}\s+")
DATA = re.compile(r'^\s*(?:[{}\[\]]+,?|"[^"]*"\s*:.*|"[^"]*",?)\s*$')
BULLET = re.compile(r"^\s*(?:[-*•▪◦●‣–—]|\d{1,2}[.)])\s+")
TERMINAL = re.compile(r"[.!?…:;。！？]['\"”’»)\]]*\s*(?:\[\d+\]\s*)*$")
ENDS_WITHIN = re.compile(r"[.!?…]['\"”’»)\]]*\s+\S")
NUMBERED = re.compile(r"^\s*\d{1,3}[.)]?\s*$")
COUNTED = re.compile(r"^\s*(?:[~≈<>+-]\s*)?\d")
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
BLANK = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]{2,}|[\t\u00a0\u2000-\u200a\u202f\u3000]")
EARLY = 0.3  # an "ends" phrase before this share of the page heads a box, not the end of the article
PROSE_WORDS = 5
LONG_WORDS = 25


def clean_text(text: str, layouts: Sequence[Layout]) -> str:
    """The article of a plain page, one paragraph a line; empty where nothing of it is prose."""
    lines = [tidy(line) for line in INVISIBLE.sub("", text).splitlines()]
    lines = cut_end([line for line in lines if line], layouts)
    kept = [line for line in lines if not is_furniture(line, layouts)]
    return "\n".join(keep_prose(kept))


def tidy(line: str) -> str:
    """One line without markup or runs of space; empty for a bare link or a line of data."""
    if DATA.match(line) or NUMBERED.match(line):
        return ""
    if "](" in line:
        line = "" if LINK_ITEM.match(line) else MARKDOWN_LINK.sub(r"\1", line)
    return BLANK.sub(" ", EMPHASIS.sub("", HEADING.sub("", line))).strip()


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


def is_furniture(line: str, layouts: Sequence[Layout]) -> bool:
    """Whether a line opens with, or holds, a phrase of page furniture. A paragraph of prose is never furniture."""
    words = line.count(" ") + 1
    lowered = line.casefold().lstrip("*•-– ")
    opens = words <= LONG_WORDS and any(lowered.startswith(layout.line) for layout in layouts if layout.line)
    if opens and (words < 12 or not TERMINAL.search(line)):
        return True
    return words <= 60 and any(phrase in lowered for layout in layouts for phrase in layout.holds)


def keep_prose(lines: Sequence[str]) -> list[str]:
    """Paragraphs, the counted lists that they announce, and a heading that stands alone before one.

    Where nothing reads as a paragraph, the short sentences are the text ("Kyiv was struck."), or its only line is."""
    if not any(is_prose(line) for line in lines):
        short = [line for line in lines if TERMINAL.search(line)]
        return short or (list(lines) if len(lines) == 1 else [])
    kept: list[str] = []
    listing = False
    for index, line in enumerate(lines):
        prose = is_prose(line)
        if prose:
            kept.append(line)
            listing = line.rstrip().endswith(":")
            continue
        bullet = BULLET.match(line)
        if listing and (bullet or COUNTED.match(line)) and line.count(" ") < LONG_WORDS:
            kept.append(line)
            continue
        listing = False
        before = index == 0 or is_prose(lines[index - 1])
        after = index + 1 < len(lines) and is_prose(lines[index + 1])
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
    if len(line) > 20 and any("\u3040" <= sign <= "\u9fff" for sign in line[:20]):
        return True
    return bool(TERMINAL.search(line)) and (words >= PROSE_WORDS or line.endswith(":"))
