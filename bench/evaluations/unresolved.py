"""What a pack's owner may add: sentences with a word for an act and no claim, parties and verbs that no row knows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from bench.data import DATA, ROOT
from bench.evaluations.gold import gold_rows
from dualtrack import code_sentence, read
from dualtrack.coding.lexis import lexis_of
from dualtrack.coding.sentence import Context, Reading, read_sentence
from dualtrack.lexicon import load_case
from dualtrack.model import Claim

CASE = "ukraine"
DAY = date(2026, 2, 6)
MOST = 20
ACTING = frozenset(("verb", "noun"))


@dataclass(slots=True)
class Unresolved:
    """Of the sentences of a language: how many have a word for an act, how many of these got no claim; the words of
    parties without a code, and the words right after a party that no row knows."""

    sentences: int = 0
    acting: int = 0
    silent: int = 0
    actors: Counter[str] = field(default_factory=Counter)
    verbs: Counter[str] = field(default_factory=Counter)

    def add(self, reading: Reading | None, claims: list[Claim]) -> None:
        self.sentences += 1
        acting = reading is not None and bool(reading.words.hits.keys() & ACTING)
        self.acting += acting
        self.silent += acting and not claims
        for claim in claims:
            parties = (*claim.act.actors, *claim.act.recipients) if claim.act else ()
            self.actors.update(party.text.casefold() for party in parties if party.code is None)
        if reading is not None:
            self.verbs.update(unknown_verbs(reading))


def unknown_verbs(reading: Reading) -> Iterator[str]:
    """Words right after a named party that are in no list of the pack and no noun of its phrase."""
    words = reading.words
    known = {p for hits in words.hits.values() for hit in hits for p in range(hit.first, hit.last)}
    for mention in reading.syntax.mentions:
        at = mention.end
        plain = words.word(at).isalpha() and not words.tag(at) and at not in known and not words.capital(at)
        if plain and mention.code and not mention.modifier and at not in words.dated:
            yield words.word(at)


def sentences(language: str) -> Iterator[str]:
    """The sentences of gold/, of the shipped dispatches, and, where they lie, of outside articles."""
    yield from (row["text"] for row in gold_rows(language))
    folders = [ROOT / "packs" / "cases" / CASE / "dispatches"]
    if (DATA / "D0_articles").is_dir():
        folders.append(DATA / "D0_articles" / language)
    for document in read.documents([folder for folder in folders if folder.is_dir()]):
        if document.language == language:
            yield from map(document.words_of, document.sentences)
    parallel = DATA / "D8_parallel_uk_ru_en" / f"wmt23_{language}-en.jsonl"
    if parallel.is_file():
        yield from (json.loads(line)["src"] for line in parallel.read_text("utf-8").splitlines())


def unresolved(language: str) -> Unresolved:
    lexis = lexis_of(load_case(CASE), language)
    told = Unresolved()
    for text in sentences(language):
        claims = code_sentence(text, case=CASE, language=language, published=DAY)
        told.add(read_sentence(text, Context(lexis, language=language, published=DAY)), claims)
    return told


def listed(words: Counter[str]) -> str:
    return ", ".join(f"{word} ({count})" for word, count in words.most_common(MOST)) or "none"
