"""The parts of mentions: names of actors and places, and generic nouns, each over its own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dualtrack.coding.tokens import Words
from dualtrack.lexicon.phrases import Hit, Span, by_span
from dualtrack.model import Actor, CasePlace

NAMES = ("actor", "place", "agent", "stop", "noun", "verb")
"""Kinds of phrases whose last word, in capitals, is no part of the name of a place after it."""
PLACES = frozenset(("place", "related"))
"""Kinds of phrases that name a place, or say that something is of one."""


@dataclass(slots=True)
class Piece:
    """An actor name (`actor`), a place name only (`place`) or a generic noun (`agent`) over [first, last)."""

    first: int
    last: int
    actor: Actor | None = None
    place: CasePlace | None = None
    agent: Any = None
    adjective: bool = False
    forms: frozenset[str] = frozenset()

    @property
    def is_person(self) -> bool:
        return self.actor is not None and self.actor.kind == "person"


def find_pieces(words: Words, day: date | None) -> list[Piece]:
    """Every name and every noun for a party, left to right, none over the words of another."""
    names = [*words.hits.get("actor", ()), *words.hits.get("stop", ())]
    names += [hit for hit in words.hits.get("place", ()) if _is_whole_name(words, hit)]
    names += [
        hit._replace(last=hit.last + 1)
        for hit in words.hits.get("related", ())
        if words.word(hit.last) in words.sites and not _joined(words, hit)
    ]
    named = by_span(names)
    pieces = [piece for span, hits in named.items() if (piece := _named(span, hits, day, named.values()))]
    covered = {index for span in named for index in range(*span)}
    for span, hits in by_span(words.hits.get("agent", ())).items():
        hit = next((hit for hit in hits if not _qualifies_act(words, hit)), None)
        if hit is not None and covered.isdisjoint(range(*span)):
            forms = frozenset([other.entry.form for other in hits])
            pieces.append(Piece(*span, agent=hit.entry.row, forms=forms))
            covered.update(range(*span))
    for piece in pieces:
        if piece.agent is not None and piece.agent.party_kind == "person":
            piece.last = _name_after(words, piece.last, covered)
    return sorted(pieces, key=lambda piece: piece.first)


def _is_whole_name(words: Words, hit: Hit[Any]) -> bool:
    """Whether a place's name stands by itself: in capitals, and no part of a longer one ("Nova Kamianka")."""
    if not words.capital(hit.first) or _joined(words, hit):
        return False
    before = hit.first - 1
    if not words.marked or before <= 0 or not words.capital(before) or words.tags[before]:
        return True
    known = any(other.first <= before < other.last for kind in NAMES for other in words.hits.get(kind, ()))
    return known or words.cut(before, before + 1).isupper() or words.word(before - 1) in (".", ":", '"', "«")


def _joined(words: Words, hit: Hit[Any]) -> bool:
    """Whether a hyphen joins a name to another word in capitals."""
    before, after = hit.first - 1, hit.last
    if words.word(after) == "-" and after + 1 < len(words) and words.capital(after + 1):
        return words.starts[after + 1] == words.ends[hit.last - 1] + 1
    return before > 0 and words.word(before) == "-" and words.starts[hit.first] == words.ends[before - 1] + 1


def _qualifies_act(words: Words, hit: Hit[Any]) -> bool:
    """ "official talks", "prisoner exchange": a noun that only qualifies an act noun, or is a part of its name."""
    if any(noun.first <= hit.first and hit.last < noun.last for noun in words.hits.get("noun", ())):
        return True
    following = words.word(hit.last)
    if "adjectival" in words.tag(hit.first) and following.isalpha() and not words.tag(hit.last):
        verbal = any(other.first == hit.last for kind in ("verb", "say", "modal") for other in words.hits.get(kind, ()))
        return not verbal and not words.capital(hit.last)  # "військовий аеродром": an adjective here
    if hit.entry.form != "base" or hit.entry.row.party_kind not in ("person", "population"):
        return False
    return any(noun.first == hit.last for noun in words.hits.get("noun", ()))


def _areas(spans: Iterable[list[Hit[Any]]]) -> frozenset[str]:
    """The first-level areas that a sentence speaks of: those it names, and those of places that share no name."""
    found: set[str] = set()
    for hits in spans:
        places = {hit.entry.row.id: hit.entry.row for hit in hits if hit.entry.kind in PLACES}
        if len(places) == 1:
            [place] = places.values()
            found.add(place.id if place.admin is None else place.admin)
    return frozenset(found)


def _named(span: Span, hits: list[Hit[Any]], day: date | None, spans: Iterable[list[Hit[Any]]]) -> Piece | None:
    """Choose the row that holds on the day; a person or body in office wins over one with open dates."""
    entries = [hit.entry for hit in hits]
    kinds = {entry.kind for entry in entries}
    if "stop" in kinds:
        return None
    place = _place(entries, spans) if kinds & PLACES else None
    if "actor" not in kinds:
        return Piece(*span, place=place, forms=frozenset([entry.form for entry in entries]))
    actors = [entry for entry in entries if entry.kind == "actor"]
    chosen = actors[0].row
    if any(entry.row is not chosen for entry in actors):
        holding = [entry.row for entry in actors if entry.row.holds_on(day)] or [entry.row for entry in actors]
        chosen = max(holding, key=lambda row: (row.valid_from is not None, row.kind != "metonym"))
    forms = frozenset([entry.form for entry in actors if entry.row is chosen])
    return Piece(*span, chosen, place, adjective=any(form.startswith("adjective") for form in forms), forms=forms)


def _place(entries: list[Any], spans: Iterable[list[Hit[Any]]]) -> CasePlace:
    """Of places that share a name, the one in an area that the sentence speaks of, then the one of most people."""
    rows: list[CasePlace] = [entry.row for entry in entries if entry.kind == "place"]
    rows = rows or [entry.row for entry in entries if entry.kind == "related"]
    if len(rows) == 1:
        return rows[0]
    areas = _areas(spans)
    return max(rows, key=lambda row: (row.kind == "country", row.admin in areas, row.population))


def _name_after(words: Words, index: int, covered: set[int]) -> int:
    """The end of an unknown personal name that follows an office ("Foreign Minister Antonio Tajani")."""
    end = index
    while end < len(words) and end - index < 4 and end not in covered and words.capital(end) and not words.tags[end]:
        end += 1
    return end
