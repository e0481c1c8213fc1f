"""Who is named as a source: the words of sources in PolNeAR's development part, against those that the coder reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bench.data import DATA
from bench.evaluations.gold import Tally
from dualtrack.coding.lexis import lexis_of
from dualtrack.coding.sentence import Context, read_sentence
from dualtrack.lexicon import load_case
from dualtrack.read.sentences import split_text

FOLDER = DATA / "D12_polnear_dev_en" / "data" / "dev"
SOURCE = re.compile(r"^T\d+\tSource ([\d; ]+)\t", re.MULTILINE)
TOKEN = re.compile(r"\w+")
Tokens = frozenset[int]


def starts_within(text: str, start: int, end: int) -> Iterator[int]:
    """Where each token of text[start:end] begins."""
    return (start + match.start() for match in TOKEN.finditer(text[start:end]))


def sources_given(text: str, notes: Path) -> Tokens:
    """The tokens of every source that the annotators of an article marked."""
    found = SOURCE.findall(notes.read_text("utf-8"))
    spans = [tuple(map(int, span.split())) for given in found for span in given.split(";")]
    return frozenset(token for start, end in spans for token in starts_within(text, start, end))


def sources_read(text: str) -> Tokens:
    """The tokens of every source that the coder finds in an article."""
    context = Context(lexis_of(load_case("world"), "en"))
    found: set[int] = set()
    for start, end in split_text(text, "en"):
        reading = read_sentence(text[start:end], context)
        for item in reading.attributions if reading else ():
            words = reading.words
            span = (start + words.starts[item.source_first], start + words.ends[item.source_last - 1])
            found.update(starts_within(text, *span))
    return frozenset(found)


def source_words() -> Tally:
    """Tokens of sources over all annotations (some articles have two): right, given, expected."""
    tally = Tally()
    for notes in sorted((FOLDER / "attributions").glob("*.ann")):
        text = (FOLDER / "text" / f"{notes.stem.rpartition('_')[0]}.txt").read_text("utf-8")
        want, got = sources_given(text, notes), sources_read(text)
        tally.right += len(want & got)
        tally.given += len(got)
        tally.expected += len(want)
    return tally
