"""Sentences: offsets into the cleaned text, by our own rule and an abbreviation table per language.

A line is a paragraph and always ends a sentence. Within a line a sentence ends at . ! ? or an ellipsis (closing
quotes, brackets and the number of a note after it included) before a capital, a digit, an opening quote or a dash,
unless the word before is an abbreviation, an initial or a number's point. Languages without a table are split by
`sentencex`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dualtrack.lexicon.layout import Layout, load_layout
from dualtrack.model import Document, Sentence

# A sentence longer than this is cut at a space: no rule of the coder reaches across more.
LONGEST = 4000
CLOSERS = r"[)\]\"'”’»“]"
OPENERS = r"[\"'“‘«„(\[—–•-]"
# The number of a footnote stands right after the mark: "control.1 Western", "“we waited.”12 The".
NOTE = rf"(?:(?:(?<=[^\W\d][.!?])|(?<=[.!?]{CLOSERS}))\d{{1,3}}(?:,\d{{1,3}})*(?![\w.,]))?"
# A run of marks with a space after it, and the first sign of what follows; or a full-width mark, which needs neither.
END = re.compile(
    rf"""[.!?…。！？] (?:
        (?<! [。！？] ) (?<! [.!?…]{{2}} ) [.!?…]*+ {CLOSERS}*+ {NOTE}
        (?= \s+ (?: {OPENERS} \s* )* ( [^\W_] | [~€$£<>] ) )
        | (?<= [。！？] ) {CLOSERS}*
    )""",
    re.VERBOSE,
)
BEFORE = re.compile(r"([^\W\d_](?:[\w'’-]|\.(?=\w))*)$")
SPACE = re.compile(r"\s+")


def split(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document, as `split_titled` has them."""
    return split_titled(document.text, document.language, document.title)


def split_titled(text: str, language: str, title: str | None = None) -> tuple[Sentence, ...]:
    """The sentences of a text in a language (ISO 639-1); its first line is the headline where it is its title."""
    headline = len(title) if title and text.startswith(title) else 0
    spans = split_text(text, language)
    return tuple(Sentence(index, start, end, end <= headline) for index, (start, end) in enumerate(spans))


def split_text(text: str, language: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence, in order and without overlap; blank stretches belong to none."""
    layout = load_layout(language)
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        start, end = line.span()
        found = (
            split_line(text, start, end, layout) if layout.abbreviations else split_foreign(text, start, end, language)
        )
        spans += (piece for span in found for piece in trim(text, *span))
    return spans


def split_line(text: str, start: int, end: int, layout: Layout) -> Iterator[tuple[int, int]]:
    begin = start
    for mark in END.finditer(text, start, end):
        if mark.end() < end and ends_sentence(text, begin, mark, end, layout):
            yield begin, mark.end()
            begin = mark.end()
    yield begin, end


def ends_sentence(text: str, begin: int, mark: re.Match[str], end: int, layout: Layout) -> bool:
    """Whether a mark within a line closes its sentence."""
    first = mark[1]
    if first is None:
        return True
    if first.islower():
        return False
    if not mark[0].startswith(".") or mark[0].startswith(".."):
        return True
    space = text.rfind(" ", begin, mark.start())
    word = BEFORE.search(text, max(begin, space, mark.start() - 24), mark.start())
    if word is None:
        return True
    name = word[1].casefold()
    if len(name) == 1 and word[1].isupper() and first.isupper():
        return False
    if name in layout.inner:
        return first.isupper() and name_ends(text, mark.end(), end)
    return name not in layout.abbreviations


def name_ends(text: str, start: int, end: int) -> bool:
    """After an abbreviation that can close a sentence ("p.m.", "U.S."), whether what follows opens one: a capital
    that the next word does not carry on as a name ("U.S. Secretary" goes on; "p.m. The" does not)."""
    words = SPACE.split(text[start : min(end, start + 60)].strip())[:2]
    return len(words) == 2 and words[0][:1].isupper() and words[1][:1].islower() and len(words[0]) <= 4


def split_foreign(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """A line in a language without a table, by sentencex, with our offsets."""
    from sentencex import segment

    at = start
    for piece in segment(language if len(language) == 2 else "en", text[start:end]):
        words = piece.strip()
        found = text.find(words, at, end) if words else -1
        if found >= 0:
            yield found, found + len(words)
            at = found + len(words)


def trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Trim spaces; cut what is longer than any sentence at its spaces."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
