"""Assertions: which readings a sentence asserts or denies, by the phrases that each reading's file lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dualtrack.errors import PackError
from dualtrack.lexicon import tables
from dualtrack.lexicon.phrases import WORD, fold
from dualtrack.model import Document

ASSERT_KEYS = ("language", "words", "example", "negated")
NEEDED = ("language", "words", "example")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to assert a reading in one language. `stretches` are runs of neighbouring words, each word a pattern; all
    must stand in one sentence, in any order, none on another's words. `negated` says that the phrase negates by itself
    ("no coincidence"); `where` is its file and line."""

    language: str
    stretches: tuple[tuple[re.Pattern[str], ...], ...]
    example: str
    where: str
    negated: bool = False

    def stands_in(self, words: Sequence[str]) -> bool:
        """Whether a sentence's folded words hold every stretch."""
        taken: set[int] = set()
        for stretch in self.stretches:
            at = next((i for i in range(len(words)) if i not in taken and fits(stretch, words, i)), None)
            if at is None:
                return False
            taken.update(range(at, at + len(stretch)))
        return True


def fits(stretch: Sequence[re.Pattern[str]], words: Sequence[str], at: int) -> bool:
    following = words[at : at + len(stretch)]
    return len(following) == len(stretch) and all(
        pattern.fullmatch(word) for pattern, word in zip(stretch, following, strict=True)
    )


def read_phrases(entries: Sequence[Mapping[str, Any]], path: Path) -> tuple[Phrase, ...]:
    """The [[asserts]] of a reading's file. Raises PackError naming file and line."""
    made = []
    for index, entry in enumerate(entries):
        where = tables.entry_line(path, "asserts", index)
        tables.check_keys(entry, ASSERT_KEYS, where)
        for key in NEEDED:
            if not entry.get(key):
                raise PackError(f"{where}: [[asserts]] needs '{key}'")
        stretches = [part.split() for part in re.split(r"(?:^|\s)\*(?=\s|$)", entry["words"])]
        patterns = tuple(tuple(word_pattern(word) for word in stretch) for stretch in stretches if stretch)
        made.append(Phrase(entry["language"], patterns, entry["example"], where, bool(entry.get("negated"))))
    return tuple(made)


def word_pattern(word: str) -> re.Pattern[str]:
    """ "a|b" is either word, "ab*" any word that begins so."""
    return re.compile("|".join(re.escape(fold(one)).replace(r"\*", ".*") for one in word.split("|")))


def folded(text: str) -> list[str]:
    return [fold(match.group()) for match in WORD.finditer(text)]


def asserts(phrases: Sequence[Phrase], text: str, language: str) -> Phrase | None:
    """The first phrase of a language that a sentence holds, or None."""
    words = folded(text)
    return next((phrase for phrase in phrases if phrase.language == language and phrase.stands_in(words)), None)


@dataclass(frozen=True, slots=True)
class Asserted:
    """A sentence of the record that asserts a reading, and the document that it stands in."""

    document: Document
    sentence: int
    words: str


def asserted_in(
    phrases: Mapping[str, Sequence[Phrase]], documents: Iterable[Document]
) -> Mapping[str, tuple[Asserted, ...]]:
    """For each reading (its id with its phrases) the sentences of the documents that assert it, the newest first."""
    found: dict[str, list[Asserted]] = {reading: [] for reading in phrases}
    every = [(reading, phrase) for reading, own in phrases.items() for phrase in own]
    opened: dict[str, tuple[int, ...]] = {}  # by word, the phrases that it may open: most words open none

    def opens(word: str) -> tuple[int, ...]:
        if word not in opened:
            opened[word] = tuple(
                at
                for at, (_, phrase) in enumerate(every)
                if phrase.stretches and phrase.stretches[0][0].fullmatch(word)
            )
        return opened[word]

    newest = sorted(documents, key=lambda item: (item.published.last_day or date.min, item.id), reverse=True)
    for document in newest:
        for sentence in document.sentences:
            told = document.words_of(sentence)
            words = folded(told)
            likely = {at for word in words for at in opens(word) if every[at][1].language == document.language}
            for reading in sorted({every[at][0] for at in likely if every[at][1].stands_in(words)}):
                found[reading].append(Asserted(document, sentence.index, told))
    return {reading: tuple(sentences) for reading, sentences in found.items()}


def reading_files(pack: Path) -> list[Path]:
    """The readings' files in or below a folder."""
    return sorted(path for path in pack.rglob("*.toml") if path.parent.name == "readings")


def lint_phrases(pack: Path) -> Iterator[str]:
    """Each phrase below a folder that does not stand in its own example, as `file:line: ...`."""
    for path in reading_files(pack):
        for phrase in read_phrases(tables.read_toml(path).get("asserts", ()), path):
            if not phrase.stands_in(folded(phrase.example)):
                yield f"{phrase.where}: its words are not in its example '{phrase.example}'"
