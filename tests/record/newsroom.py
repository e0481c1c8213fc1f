"""A small newsroom for tests: articles of one sentence a claim, with claims coded by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dualtrack.model import (
    Act,
    Case,
    Claim,
    Document,
    Genre,
    Party,
    Place,
    Qualifier,
    Quantity,
    Reality,
    Sentence,
    Source,
    Speaker,
    Track,
    When,
)
from dualtrack.record import Record

UKRAINE = Place("Ukraine", "UKR", "UKR", scale="country")
KYIV = Place("Kyiv", "g703448", "UKR", 50.45, 30.52, region="g703447")
KYIV_OBLAST = Place("Kyiv Oblast", "g703446", "UKR", region="g703446", scale="region")
BUCHA = Place("Bucha", "g711390", "UKR", region="g703446")
ODESA = Place("Odesa", "g698740", "UKR", region="g698738")
ISTANBUL = Place("Istanbul", "g745044", "TUR", region="g745042")
GENEVA = Place("Geneva", "g2660646", "CHE", region="g2660645")
FAMILIES = (
    Source("reuters", "Reuters", "reuters"),
    Source("afp", "AFP", "afp"),
    Source("gazette", "Gazette", "gazette"),
    Source("courier", "Courier", "gazette"),
    Source("ministry", "Ministry", "rus-state", side="RUS", genre="official", reliability={"shot_down:own": "high"}),
)
CASE = Case("test", "Test war", ("RUS", "UKR"), sources=FAMILIES)
BOUNDS = {
    Qualifier.MORE_THAN: lambda number: (number, None, None),
    Qualifier.AT_LEAST: lambda number: (number, None, None),
    Qualifier.AT_MOST: lambda number: (None, None, number),
    Qualifier.LESS_THAN: lambda number: (None, None, number),
    Qualifier.ABOUT: lambda number: (number * 0.9, number, number * 1.1),
}  # fmt: skip


def night(day: date) -> When:
    """The night that ends on a day."""
    return When(date.fromordinal(day.toordinal() - 1), day, "part_of_day", "overnight")  # type: ignore[arg-type]


def parties(codes: str | Sequence[str]) -> tuple[Party, ...]:
    return tuple(Party(code, "GOV", code) for code in ([codes] if isinstance(codes, str) else codes) if code)


def count(measure: str, what: str, number: float, qualifier: str = "exact", **more: Any) -> dict[str, Any]:
    """A number as an article states it."""
    kind = Qualifier(qualifier)
    low, best, high = BOUNDS.get(kind, lambda exact: (exact, exact, exact))(number)
    return {"measure": measure, "what": what, "low": low, "best": best, "high": high, "qualifier": kind, **more}


@dataclass
class Article:
    """An article under construction: each claim adds a sentence."""

    name: str
    publisher: str = "Reuters"
    published: date | None = date(2025, 9, 7)
    url: str | None = None
    genre: Genre = Genre.NEWS
    language: str = "en"
    shingles: tuple[int, ...] = ()
    sentences: list[str] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)

    def act(self, event_type: str = "ASSAULT", *, counts: Sequence[dict[str, Any]] = (), **more: Any) -> Article:
        """One sentence that states an act, and its numbers."""
        told = f"{event_type.title()} number {len(self.sentences) + 1} is told in {self.name}."
        self.published = more.pop("published", self.published)
        self.sentences.append(more.pop("text", told))
        self.facts.append({"event_type": event_type, "counts": counts, **more})
        return self

    def document(self) -> Document:
        text, spans, at = "\n".join(self.sentences), [], 0
        for index, sentence in enumerate(self.sentences):
            spans.append(Sentence(index, at, at + len(sentence), bool(self.facts[index].get("headline"))))
            at += len(sentence) + 1
        return Document(
            text, self.name, self.language, self.sentences[0], self.publisher, self.url,
            When.on(self.published) if self.published else When(), genre=self.genre, sentences=tuple(spans),
            shingles=self.shingles,
        )  # fmt: skip

    def claims(self) -> list[Claim]:
        document, made = self.document(), []
        for span, fact in zip(document.sentences, self.facts, strict=True):
            own = dict(fact)
            counts = own.pop("counts")
            speaker, via = own.pop("speaker", None), own.pop("via", ())
            common = {
                "document_id": document.id, "document": document.name, "sentence": span.index, "start": span.start,
                "end": span.end, "quote": document.words_of(span), "language": document.language,
                "track": own.pop("track", Track.FORCE), "headline": own.pop("headline", False),
                "reality": own.pop("reality", Reality.OCCURRED), "when": own.pop("when", When()),
                "place": own.pop("place", None), "speaker": Speaker(None, speaker) if speaker else None,
                "via": tuple(Speaker(None, item) for item in via),
            }  # fmt: skip
            act = Act(
                own.pop("event_type"), tuple(own.pop("modes", ())), (),
                parties(own.pop("actors", "RUS")), parties(own.pop("recipients", "UKR")),
            )  # fmt: skip
            assert not own, f"the newsroom knows no {sorted(own)}"
            event = Claim(payload=act, rule="hand", **common)
            made.append(event)
            for number in counts:
                where = {"place": number["place"]} if "place" in number else {}
                own = {"event": event.id} | {
                    key: value for key, value in number.items() if key not in ("place", "rule")
                }
                payload = Quantity(**own)
                made.append(Claim(payload=payload, rule=number.get("rule", "hand"), **(common | where)))
        return made


def file_articles(path: Path, *articles: Article, case: Case | None = CASE) -> Record:
    """A record of the articles."""
    record = Record(path)
    claims = [claim for article in articles for claim in article.claims()]
    return record.add([article.document() for article in articles], claims, case=case)


def raid(name: str, publisher: str, *counts: dict[str, Any], **more: Any) -> Article:
    """An article on the raid of the night to 7 September 2025."""
    about = {key: more.pop(key) for key in ("published", "url", "genre", "shingles", "language") if key in more}
    settings = {"when": night(date(2025, 9, 7)), "place": UKRAINE, "text": f"{publisher} tells of the raid in {name}."}
    return Article(name, publisher, **about).act(counts=counts, **(settings | more))
