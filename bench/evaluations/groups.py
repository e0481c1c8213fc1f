"""The groups of gold/reconcile: claims coded by hand, with the events, figures and conflicts they should come to.

A group's keys hold for each of its claims unless the claim says otherwise. `by` is the publisher, `on` the day (or
minute) of publication, `doc` the article (by default each claim has its own), `when` a day, `night DAY` (the night
that ends on it), `DAY 08:00-09:30`, `DAY..DAY`, `week DAY` or `month YYYY-MM`. A number is `measure what NUMBER [@part]
[in Place]`, where NUMBER may be bounded: >300, >=300, <300, <=300, ~300, 300..350.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from bench.data import ROOT
from dualtrack.lexicon import load_case
from dualtrack.model import Act, Case, Claim, Document, Party, Place, Quantity, Sentence, Source, Speaker, When
from dualtrack.read import duplicates

FOLDER = ROOT / "gold" / "reconcile"
WORLD = tomllib.loads((FOLDER / "world.toml").read_text("utf-8"))
GROUP_KEYS = {"id", "claims", "events", "figures", "conflicts", "sources", "reality"}
CLAIM_KEYS = {
    "act", "by", "doc", "genre", "headline", "lang", "modes", "numbers", "on", "reality", "speaker", "text", "url",
    "via", "when", "where", "who", "whom",
}  # fmt: skip
NUMBER = re.compile(
    r"(?P<measure>\w+) (?P<what>\w+) (?P<sign>>=|<=|>|<|~)?(?P<value>\d+)(?:\.\.(?P<top>\d+))?"
    r"(?: @(?P<scope>.+?))?(?: in (?P<place>.+))?"
)
QUALIFIERS = {">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most", "~": "about", None: "exact"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a group should come to, by event: the acts in it, its figures (measure, what, scope, low, best, high), the
    kinds of its conflicts, its independent sources, and what it is in the end; None where a group does not say."""

    events: tuple[frozenset[int], ...]
    figures: tuple[frozenset[tuple[Any, ...]], ...] | None
    conflicts: tuple[frozenset[str], ...] | None
    sources: tuple[int, ...] | None
    reality: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Group:
    """`acts` are the event claims in the order of the file, `claims` these and their numbers."""

    id: str
    documents: tuple[Document, ...]
    acts: tuple[Claim, ...]
    claims: tuple[Claim, ...]
    expected: Expected


@dataclass(slots=True)
class Draft:
    """An article as its claims are gathered."""

    facts: list[tuple[int, dict[str, Any]]] = field(default_factory=list)


@cache
def places() -> dict[str, Place]:
    return {name: Place(name, **row) for name, row in WORLD["places"].items()}


@cache
def case() -> Case:
    rows = {name: row if isinstance(row, dict) else {"family": row} for name, row in WORLD["sources"].items()}
    sources = tuple(Source(name.casefold(), name, **row) for name, row in rows.items())
    return Case("gold", "Gold", ("RUS", "UKR"), sources=(*sources, *load_case("world").sources))


@cache
def groups() -> tuple[Group, ...]:
    """Every group. Raises ValueError for a key or a number that is not of the format, naming the group."""
    files = sorted(path for path in FOLDER.glob("*.toml") if path.name != "world.toml")
    return tuple(read_group(raw) for path in files for raw in tomllib.loads(path.read_text("utf-8"))["group"])


def read_group(raw: dict[str, Any]) -> Group:
    shared = {key: value for key, value in raw.items() if key not in GROUP_KEYS}
    facts = [shared | claim for claim in raw["claims"]]
    unknown = {key for fact in facts for key in fact} - CLAIM_KEYS
    if unknown:
        raise ValueError(f"{raw['id']}: unknown keys {sorted(unknown)}")
    drafts: dict[str, Draft] = {}
    for index, fact in enumerate(facts):
        drafts.setdefault(fact.get("doc", f"{raw['id']}-{index}"), Draft()).facts.append((index, fact))
    documents: list[Document] = []
    made: dict[int, tuple[Claim, list[Claim]]] = {}
    for name, draft in drafts.items():
        document = article(name, draft)
        documents.append(document)
        for span, (index, fact) in zip(document.sentences, draft.facts, strict=True):
            made[index] = coded(document, span, fact)
    acts = tuple(made[index][0] for index in sorted(made))
    claims = (*acts, *(number for index in sorted(made) for number in made[index][1]))
    return Group(raw["id"], tuple(documents), acts, claims, expected(raw))


def article(name: str, draft: Draft) -> Document:
    first, spans, at = draft.facts[0][1], [], 0
    for index, (_, fact) in enumerate(draft.facts):
        spans.append(Sentence(index, at, at + len(fact["text"]), bool(fact.get("headline"))))
        at += len(fact["text"]) + 1
    text = "\n".join(fact["text"] for _, fact in draft.facts)
    return Document(
        text, f"{name}.txt", first.get("lang", "en"), publisher=first["by"], url=first.get("url"),
        title=first["text"] if first.get("headline") else None,
        published=published(first.get("on")), genre=first.get("genre", "news"), sentences=tuple(spans),
        shingles=duplicates.shingles(text),
    )  # fmt: skip


def published(on: str | None) -> When:
    if on is None:
        return When()
    if "T" in on:
        minute = datetime.fromisoformat(on)
        return When(minute, minute, "minute")  # type: ignore[arg-type]
    return When.on(date.fromisoformat(on))


def interval(words: str | None) -> When:
    if not words:
        return When()
    if words.startswith("night "):
        day = date.fromisoformat(words[6:])
        return When(day - timedelta(days=1), day, "part_of_day")  # type: ignore[arg-type]
    if words.startswith("week "):
        day = date.fromisoformat(words[5:])
        return When(day, day + timedelta(days=6), "week")  # type: ignore[arg-type]
    if words.startswith("month "):
        first = date.fromisoformat(f"{words[6:]}-01")
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return When(first, last, "month")  # type: ignore[arg-type]
    if " " in words:
        day = date.fromisoformat(words[:10])
        return When(day, day, "part_of_day", words[11:])  # type: ignore[arg-type]
    start, _, end = words.partition("..")
    return When(date.fromisoformat(start), date.fromisoformat(end or start), "day")  # type: ignore[arg-type]


def coded(document: Document, span: Sentence, fact: dict[str, Any]) -> tuple[Claim, list[Claim]]:
    """The claims of one sentence: its act and its numbers."""
    speaker = fact.get("speaker")
    act = Act(fact["act"], tuple(fact.get("modes", ())), (), parties(fact.get("who")), parties(fact.get("whom")))
    event = Claim(
        document.id, document.name, span.index, span.start, span.end, document.words_of(span), document.language,
        act, "hand", speaker=Speaker(None, speaker) if speaker else None,
        via=tuple(Speaker(None, name) for name in fact.get("via", ())),
        reality=fact.get("reality", "occurred"), when=interval(fact.get("when")),
        place=places()[fact["where"]] if fact.get("where") else None, headline=span.headline,
    )  # fmt: skip
    return event, [counted(event, words) for words in fact.get("numbers", ())]


def parties(codes: list[str] | None) -> tuple[Party, ...]:
    return tuple(Party(code, "GOV", code) for code in codes or ())


def counted(event: Claim, words: str) -> Claim:
    found = NUMBER.fullmatch(words)
    if found is None:
        raise ValueError(f"{event.document}: '{words}' is no number: write 'launched drone >300 @Shahed in Kyiv'")
    value, sign = float(found["value"]), found["sign"]
    low, best, high = {
        ">": (value, None, None), ">=": (value, None, None), "<": (None, None, value), "<=": (None, None, value),
        "~": (value * 0.9, value, value * 1.1), None: (value, value, value),
    }[sign]  # fmt: skip
    kind = QUALIFIERS[sign]
    if found["top"]:
        low, best, high, kind = value, None, float(found["top"]), "range"
    quantity = Quantity(
        found["measure"], found["what"], low, best, high, kind, event=event.id, scope=found["scope"]  # type: ignore[arg-type]
    )  # fmt: skip
    place = places()[found["place"]] if found["place"] else event.place
    return replace(event, payload=quantity, place=place)


def expected(raw: dict[str, Any]) -> Expected:
    events = tuple(frozenset(acts) for acts in raw["events"])
    figures: tuple[set[tuple[Any, ...]], ...] | None = None
    if "figures" in raw:
        figures = tuple(set() for _ in events)
        for words in raw["figures"]:
            index, name, *bounds = re.fullmatch(r"(\d+) (.+) (\S+) (\S+) (\S+)", words).groups()  # type: ignore[union-attr]
            measure, what = name.split(" ", 1)
            what, _, scope = what.partition("@")
            figures[int(index)].add((measure, what, scope or None, *(None if b == "-" else float(b) for b in bounds)))
    return Expected(
        events,
        tuple(map(frozenset, figures)) if figures is not None else None,
        tuple(map(frozenset, raw["conflicts"])) if "conflicts" in raw else None,
        tuple(raw["sources"]) if "sources" in raw else None,
        tuple(raw["reality"]) if "reality" in raw else None,
    )
