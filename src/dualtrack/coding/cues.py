"""Verbs that take a stance or bind somebody, as a pack's cues list them; most of them state no act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.lexis import Senses
from dualtrack.coding.marking import in_first_person
from dualtrack.coding.sources import ARMED
from dualtrack.coding.speaker import Attribution
from dualtrack.coding.subjects import subject_of
from dualtrack.coding.trigger import Trigger
from dualtrack.coding.verb_groups import read_verb
from dualtrack.coding.verbs import is_verb
from dualtrack.lexicon.phrases import Hit, by_span


def cue_verbs(syntax: Syntax, kind: str) -> Iterator[tuple[Verb, Hit[Any]]]:
    """Each word of a kind of cue that is a verb here, and each set phrase ("=ready to"), read as a predicate."""
    words = syntax.words
    if kind not in words.hits:
        return
    ends = {mention.end: mention for mention in syntax.mentions}
    starts = {mention.first for mention in syntax.mentions}
    for span, hits in by_span(words.hits[kind]).items():
        known = syntax.verb_at.get(span[0])
        also_noun = span[1] - span[0] == 1 and words.folded[span[0]] in words.noun_like
        senses = Senses.of([hit.entry for hit in hits])
        if _is_set_phrase(hits[0], words.folded[span[0]]):
            yield read_verb(words, span, senses, ends, starts), hits[0]
        elif known is not None:
            yield known, hits[0]
        elif is_verb(words, span, senses.forms, ends, starts, also_noun):
            yield read_verb(words, span, senses, ends, starts), hits[0]


def _is_set_phrase(hit: Hit[Any], first: str) -> bool:
    return any(phrase.startswith(f"={first} ") or phrase == f"={first}" for phrase in hit.entry.row.words)


def parties_of(syntax: Syntax, verb: Verb, attributions: list[Attribution]) -> list[Mention]:
    """Who stands behind a verb: its subject; for "we" and "I", whoever says so."""
    named = [party for party in subject_of(syntax, verb) if party.kind != "place" and not _owns(syntax, party)]
    if any(party.code for party in named):
        return named
    return speaking(syntax, verb, attributions) if _in_first_person(syntax, verb) else named


def speaking(syntax: Syntax, verb: Verb, attributions: list[Attribution]) -> list[Mention]:
    """Whoever says "we" or "I" of a verb; empty where it is in no first person, or nobody is known to say so."""
    if not _in_first_person(syntax, verb):
        return []
    speakers = [item.mention for item in attributions if item.holds(verb.first) and item.mention is not None]
    return speakers[-1:]


def name_own_forces(trigger: Trigger, attributions: list[Attribution]) -> None:
    """ "Air defences downed 50 Ukrainian drones, Russia's ministry said": forces of nobody, in the words of an armed
    source about its opponent, are its own."""
    forces = trigger.actors
    if trigger.event_type != "ASSAULT" or not forces or any(item.code or item.role != ARMED for item in forces):
        return
    source = next((item.mention for item in reversed(attributions) if item.holds(trigger.first)), None)
    opponents = {item.code for item in trigger.recipients} - {None}
    if source is not None and source.role == ARMED and source.code and opponents and source.code not in opponents:
        for item in forces:
            item.code = source.code


def _owns(syntax: Syntax, party: Mention) -> bool:
    """ "Kyiv's allies": a name that only says whose the subject is."""
    return party.modifier and syntax.words.owns(party.last) and party.end > party.last + 1


def _in_first_person(syntax: Syntax, verb: Verb) -> bool:
    if in_first_person(verb, syntax.words):
        return True
    nearest = range(verb.group - 1, max(-1, verb.group - 4), -1)
    return any("first_person" in syntax.words.tags[position] for position in nearest)
