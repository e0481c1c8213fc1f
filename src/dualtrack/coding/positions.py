"""Who demands, offers, accepts or rejects what, on which issue of the case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Verb
from dualtrack.coding.reality import of_verb
from dualtrack.coding.roles import subject_of
from dualtrack.coding.sentence import Context, Reading, claim
from dualtrack.lexicon.phrases import Hit, fold_phrase, longest
from dualtrack.model import Claim, Issue, Position, Reality
from dualtrack.model.claim import Stance

OPPOSITE = {
    Stance.ACCEPTS: Stance.REJECTS,
    Stance.OFFERS: Stance.REJECTS,
    Stance.REJECTS: Stance.ACCEPTS,
    Stance.DEMANDS: Stance.REJECTS,
}


def code_positions(reading: Reading, context: Context) -> Iterator[Claim]:
    """One position for each issue named in what a party's verb of stance governs."""
    words = reading.words
    if not words.hits.get("issue") or not words.hits.get("stance"):
        return
    stances = {hit.first: hit for hit in longest(words.hits["stance"])}
    seen: set[tuple[str | None, str]] = set()
    for hit in longest(words.hits["issue"]):
        found = _governing(reading, hit, stances)
        if found is None:
            continue
        verb, cue, party = found
        if (party.code, hit.entry.row.id) in seen:
            continue
        seen.add((party.code, hit.entry.row.id))
        yield _position(reading, context, hit, verb, cue, party)


def _governing(reading: Reading, hit: Hit[Any], stances: dict[int, Hit[Any]]) -> tuple[Verb, Hit[Any], Mention] | None:
    """The nearest verb of stance to the left, in the same clause chain, with a named subject."""
    for verb in reversed(reading.syntax.verbs):
        if verb.last > hit.first or verb.first not in stances:
            continue
        if any(reading.words.folded[p] == ";" for p in range(verb.last, hit.first)) or hit.first - verb.last > 25:
            return None
        subjects = [party for party in subject_of(reading.syntax, verb) if party.code and party.kind != "place"]
        if subjects:
            return verb, stances[verb.first], subjects[0]
    return None


def _position(reading: Reading, context: Context, hit: Hit[Any], verb: Verb, cue: Hit[Any], party: Mention) -> Claim:
    stance = Stance(cue.entry.row.effect)
    reality = of_verb(reading.syntax, verb)
    if reality is Reality.DENIED:
        stance, reality = OPPOSITE[stance], Reality.OCCURRED
    value = _value(reading, hit.entry.row, verb, context.language)
    if stance is Stance.REJECTS:
        value = None
    payload = Position(party.party(), hit.entry.row.id, stance, value)
    span = (min(party.first, verb.group), max(hit.last, verb.last))
    rules = (cue.entry.row.id, f"issue:{hit.entry.row.id}")
    return claim(reading, context, payload, span, rules, verb.first, reality=reality, track="talks")


def _value(reading: Reading, issue: Issue, verb: Verb, language: str) -> float | None:
    """The point on the issue's scale that a phrase of the sentence states; the longest phrase wins."""
    text = f" {' '.join(reading.words.folded[verb.first :])} "
    stated = issue.values.get(language, {})
    found = [phrase for phrase in stated if f" {fold_phrase(phrase)} " in text]
    return stated[max(found, key=len)] if found else None
