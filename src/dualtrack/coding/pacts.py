"""What became of a truce, an ultimatum or a pledge that a sentence names: who made it, whether it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.anaphora import PERSONS, antecedent
from dualtrack.coding.clauses import Verb
from dualtrack.coding.coordination import coordinated
from dualtrack.coding.cues import cue_verbs, parties_of
from dualtrack.coding.governors import is_negated
from dualtrack.coding.reality import of_verb
from dualtrack.coding.roles import complements_of, first_of
from dualtrack.coding.sentence import Reading
from dualtrack.lexicon.phrases import Hit
from dualtrack.model import Reality
from dualtrack.model.claim import Stance, Status

Cues = dict[int, tuple[Verb, Hit[Any]]]
REACH = 12
"""Words between a verb and the noun that is its object or its subject."""


@dataclass(frozen=True, slots=True)
class Fate:
    """The verb that tells of it, what it tells, and who is bound; `made` says that its making is told,
    `predicated` that the noun is the verb's subject."""

    verb: Verb | None
    status: Status
    parties: list[Mention]
    reality: Reality
    made: bool
    offered: bool
    predicated: bool


def fate_of(reading: Reading, noun: Hit[Any]) -> Fate | None:
    """What the sentence says of the noun; None where it only mentions it, or names it to say that there is none."""
    lives = {verb.first: (verb, cue) for verb, cue in cue_verbs(reading.syntax, "status")}
    stances = {verb.first: (verb, cue) for verb, cue in cue_verbs(reading.syntax, "stance")}
    offers = {first: found for first, found in stances.items() if found[1].entry.row.effect == Stance.OFFERS}
    cues = {**lives, **offers}
    if _qualifies(reading, noun, cues) or any("negation" in reading.words.tag(noun.first - back) for back in (1, 2)):
        return None
    making = _attribute(reading, noun, cues)
    governing = _governing(reading, noun, cues)
    telling = governing or _predicate(reading, noun, cues)
    known = telling is not None and telling.first in cues
    verb = telling if known else making
    if verb is None or (telling is not None and not known and _rejects(stances, telling)):
        return None
    offered = verb.first in offers and verb.first not in lives
    status = Status.OPEN if offered else Status(lives[verb.first][1].entry.row.effect)
    parties = _makers(reading, noun, making or verb, Status.OPEN if making is not None else status)
    reality = Reality.DENIED if is_negated(reading.syntax, verb) else of_verb(reading.syntax, verb)
    if status is Status.EXPIRED:
        planned = reality is Reality.PLANNED
        status, reality = (Status.OPEN, reality) if planned else (status, _ended(reality))
    return Fate(verb, status, parties, reality, making is not None or status is Status.OPEN, offered, governing is None)


def _qualifies(reading: Reading, noun: Hit[Any], cues: Cues) -> bool:
    """ "ceasefire talks": where order marks roles, a noun right before another only says of what kind it is."""
    words, after = reading.words, noun.last
    plain = words.word(after).isalpha() and not words.tag(after) and after not in {**reading.syntax.verb_at, **cues}
    return not words.marked and plain and after not in words.dated


def _ended(reality: Reality) -> Reality:
    return Reality.ENDED if reality is Reality.OCCURRED else reality


def _rejects(stances: Cues, telling: Verb) -> bool:
    found = stances.get(telling.first)
    return found is not None and found[1].entry.row.effect == Stance.REJECTS


def _attribute(reading: Reading, noun: Hit[Any], cues: Cues) -> Verb | None:
    """ "the truce declared by Putin", "the truce that Putin declared": a verb in the noun's own attribute."""
    words, start = reading.words, noun.last
    if words.word(start) == ",":
        start += 1
    relative = start in reading.syntax.relatives
    for verb, _ in cues.values():
        reduced = verb.first == start and (verb.passive or verb.form == "participle")
        if reduced or (relative and start < verb.group <= start + 5):
            return verb
    return None


def _governing(reading: Reading, noun: Hit[Any], cues: Cues) -> Verb | None:
    """The verb whose object the noun is: the nearest one before it in the clause."""
    words = reading.words
    for position in range(noun.first - 1, max(-1, noun.first - REACH), -1):
        verb = reading.syntax.verb_at.get(position)
        if verb is None and position in cues:
            verb = cues[position][0]
        if verb is not None:
            return None if verb.passive else verb
        if words.folded[position] in (",", ";", ":") or position in reading.syntax.clause_starts:
            return None
    return None


def _predicate(reading: Reading, noun: Hit[Any], cues: Cues) -> Verb | None:
    """The finite verb whose subject the noun is, past its attributes."""
    known = {verb.first: verb for verb in reading.syntax.verbs}
    for _, verb in sorted({**{first: verb for first, (verb, _) in cues.items()}, **known}.items()):
        if verb.group < noun.last or (verb.dependent and not verb.infinitive):
            continue
        gap = range(noun.last, verb.group)
        if len(gap) > 2 * REACH or any(reading.words.folded[p] in (";", ":") for p in gap):
            return None
        if verb.reduced and len(gap) <= 1:
            continue
        if any(p in reading.syntax.relatives for p in (verb.group - 1, verb.group - 2)):
            continue
        return verb
    return None


def _makers(reading: Reading, noun: Hit[Any], verb: Verb, status: Status) -> list[Mention]:
    """Who is bound: the noun's owner, the parties it is between, else the agent of the verb that made or keeps it."""
    syntax, words = reading.syntax, reading.words
    owner = next((m for m in syntax.mentions if m.modifier and m.last <= noun.first <= m.end + 2 and m.code), None)
    if owner is not None and noun.first - owner.last <= 4:
        return [owner]
    between = [m for m in syntax.mentions if 0 < m.first - noun.last <= 3 and "between" in words.tag(m.first - 1)]
    if between:
        return coordinated(syntax, between[0])
    if verb.passive:
        makers = first_of(complements_of(syntax, verb).roles, words.markers.agent)
        return [party for party in makers if party.code]
    if status is Status.EXPIRED:
        return []
    found = parties_of(syntax, verb, reading.attributions)
    return [party for party in found if party.code or party.kind == "sides"] or _by_pronoun(reading, noun)


def _by_pronoun(reading: Reading, noun: Hit[Any]) -> list[Mention]:
    """ "its moratorium": what the possessive stands for."""
    before = range(max(0, noun.first - 3), noun.first)
    found = next((p for p in before if reading.words.tags[p] & PERSONS), None)
    return antecedent(reading.syntax, found) if found is not None else []
