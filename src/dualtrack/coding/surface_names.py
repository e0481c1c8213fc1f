"""The names of a sentence: parties and places of the case, and words in capitals that no list names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.places import as_place
from dualtrack.coding.subjects import subject_of
from dualtrack.coding.surface_parts import NAMING, TELLING, Parts
from dualtrack.coding.tokens import Words
from dualtrack.lexicon.phrases import longest
from dualtrack.model import Actor, CasePlace
from dualtrack.model.surface import Name

SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")
"""Types in which both parties do the same, whoever is named first."""


def find_names(parts: Parts) -> Iterator[Name]:
    subjects, objects = _standings(parts)
    named = {actor.id: actor.name for actor in parts.lexis.case.actors}
    speaking = {item.mention.first for item in parts.reading.attributions if item.mention is not None}
    for mention in parts.reading.syntax.mentions:
        if mention.code is None and mention.place is None:
            continue
        at, marker, located = mention.first, *_governed(mention, mention.place is not None, parts)
        agent = marker in parts.lexis.language.markers.agent
        standing = "subject" if agent else _standing(at in subjects, at in objects)
        if mention.modifier:
            standing = ""  # "Zelensky's offer": the noun's own party, whatever is done to the noun
        name = named.get(mention.row) or (mention.place.name if mention.place else mention.code or "")
        yield Name(
            mention.text, at, name, mention.code, mention.kind, mention.role, as_place(mention.place), located, marker,
            standing, at in speaking and at not in subjects,
        )  # fmt: skip
        yield from _within(mention, parts)
    yield from unknown_names(parts)


def _governed(mention: Mention, place: bool, parts: Parts) -> tuple[str, bool]:
    """The preposition before a mention, and whether it tells where."""
    governed = parts.reading.syntax.preposition_before(mention.first)
    if governed is None:
        return "", False
    stands = place or mention.kind == "metonym"
    return parts.words.folded[governed], stands and "place_preposition" in parts.words.tags[governed]


def _within(mention: Mention, parts: Parts) -> Iterator[Name]:
    """Places and capitals that stand unmarked within a longer mention ("in London Starmer asked")."""
    words = parts.words
    for hit in longest([*words.hits.get("place", ()), *words.hits.get("actor", ())]):
        row, inside = hit.entry.row, mention.first <= hit.first and hit.last <= mention.last
        whole = hit.last - hit.first == mention.last - mention.first
        if not inside or whole or hit.entry.form.startswith("adjective"):
            continue
        text = words.cut(hit.first, hit.last)
        if isinstance(row, CasePlace) and row.country != mention.code:
            yield Name(text, hit.first, row.name, row.country, "place", "CVL", as_place(row))
        elif isinstance(row, Actor) and row.kind == "metonym" and row.code != mention.code:
            yield Name(text, hit.first, row.name, row.code, row.kind, row.role)


def _standing(does: bool, undergoes: bool) -> str:
    """Who both does and undergoes in one sentence stands in neither way alone."""
    if does == undergoes:
        return ""
    return "subject" if does else "object"


def _standings(parts: Parts) -> tuple[set[int], set[int]]:
    """Where the parties stand that do, and those to whom it is done."""
    syntax, triggers = parts.reading.syntax, parts.reading.triggers
    sided = [trigger for trigger in triggers if trigger.event_type not in SYMMETRIC]
    subjects = {mention.first for trigger in sided for mention in trigger.actors}
    objects = {mention.first for trigger in sided for mention in trigger.recipients}
    for verb in syntax.verbs:
        if any(kind == "say" or row.event_type in SYMMETRIC for kind, row in verb.rows):
            continue
        found = {mention.first for mention in subject_of(syntax, verb)}
        if verb.passive:
            objects |= found - subjects
        else:
            subjects |= found
    return subjects, objects


def unknown_names(parts: Parts) -> Iterator[Name]:
    """Words in capitals, in the midst of a sentence, that no list names; neighbours are one name."""
    words = parts.words
    known = {p for kind in (*NAMING, *TELLING) for hit in words.hits.get(kind, ()) for p in range(hit.first, hit.last)}
    ordinary = parts.lexis.language.settings.get("names", {}).get("not_names", ())
    run: list[int] = []
    for position in range(len(words) + 1):
        if position < len(words) and _is_name(words, position, known | parts.dated, ordinary, bool(run)):
            run.append(position)
        elif run:
            yield Name(words.cut(run[0], run[-1] + 1), run[0])
            run = []


def _is_name(words: Words, position: int, known: set[int] | frozenset[int], ordinary: Any, goes_on: bool) -> bool:
    if position in known or not words.capital(position) or words.folded[position] in ordinary:
        return False
    if not words.folded[position][0].isalpha():
        return False
    opens = position == 0 or not (words.folded[position - 1][0].isalnum() or words.folded[position - 1] in (",", "-"))
    if not opens:
        return True
    return not words.tags[position] and (goes_on or (position + 1 < len(words) and words.capital(position + 1)))
