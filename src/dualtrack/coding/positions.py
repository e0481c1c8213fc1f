"""Who demands, offers, accepts or rejects what, on which issue of the case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Verb
from dualtrack.coding.cues import cue_verbs, parties_of
from dualtrack.coding.governors import governor_of, in_condition, is_negated
from dualtrack.coding.reality import of_verb
from dualtrack.coding.roles import complements_of, first_of
from dualtrack.coding.sentence import Context, Reading, claim
from dualtrack.lexicon.phrases import Hit, fold_phrase, longest
from dualtrack.model import Claim, Issue, Position, Reality
from dualtrack.model.claim import Stance

OPPOSITE = {Stance.ACCEPTS: Stance.REJECTS, Stance.OFFERS: Stance.REJECTS, Stance.REJECTS: Stance.ACCEPTS}
"""What a negated stance comes to; who does not demand a thing has no stance on it."""
REACH = 25
"""Words over which a verb or a noun of stance reaches to its issue."""
OWN = frozenset((Reality.OCCURRED, Reality.ONGOING, Reality.PLANNED, Reality.HYPOTHETICAL))
"""Realities in which a stance is its subject's own; one that is demanded, threatened or denied is not."""
Found = tuple[Verb, Hit[Any]]


def code_positions(reading: Reading, context: Context) -> Iterator[Claim]:
    """One position for each issue that a party's verb or noun of stance governs."""
    issues = longest(reading.words.hits.get("issue", ()))
    if not issues:
        return
    seen: set[tuple[str | None, str]] = set()
    verbs = _leading(reading, list(cue_verbs(reading.syntax, "stance")))
    taken: set[int] = set()
    for verb, cue in verbs:
        governed = _governed(reading, verb, issues, [other for other, _ in verbs])
        taken.update(issue.first for issue in governed)
        party = _party(reading, verb)
        stance = _stance(reading, verb, cue)
        if party is None or stance is None:
            continue
        for issue in governed:
            span = (min(party.first, verb.group), max(issue.last, verb.last))
            yield from _once(seen, _position(reading, context, issue, cue, party, stance, span))
    for cue in longest(reading.words.hits.get("stance_noun", ())):
        yield from _once(seen, *_of_noun(reading, context, cue, [hit for hit in issues if hit.first not in taken]))


def _once(seen: set[tuple[str | None, str]], *claims: Claim) -> Iterator[Claim]:
    for made in claims:
        assert made.position is not None
        key = (made.position.party.code, made.position.issue)
        if key not in seen:
            seen.add(key)
            yield made


def _leading(reading: Reading, verbs: list[Found]) -> list[Found]:
    """Leave out an infinitive that hangs on another verb of stance: "refused to accept" is one stance."""
    known = {verb.first for verb, _ in verbs}
    kept = []
    for verb, cue in verbs:
        governor = governor_of(reading.syntax, verb) if verb.infinitive else None
        if governor is None or governor.first not in known:
            kept.append((verb, cue))
    return kept


def _stance(reading: Reading, verb: Verb, cue: Hit[Any]) -> Stance | None:
    """What the verb says, turned where it is negated; None where the sentence does not assert it of its subject."""
    stance = Stance(cue.entry.row.effect)
    if in_condition(reading.syntax, verb.group):
        return None
    if is_negated(reading.syntax, verb):
        return OPPOSITE.get(stance)
    return stance if of_verb(reading.syntax, verb) in OWN else None


def _party(reading: Reading, verb: Verb) -> Mention | None:
    """The first party with a code: the subject, or who a passive was done by."""
    named = parties_of(reading.syntax, verb, reading.attributions)
    if verb.passive:
        named = first_of(complements_of(reading.syntax, verb).roles, reading.words.markers.agent)
    return next((party for party in named if party.code and party.kind != "place"), None)


def _governed(reading: Reading, verb: Verb, issues: list[Hit[Any]], verbs: list[Verb]) -> list[Hit[Any]]:
    """The issue that a verb of stance is about, with those that are coordinated with it."""
    if verb.passive:
        before = [hit for hit in issues if 0 <= verb.group - hit.last <= REACH and not _parted(reading, hit, verb)]
        return before[:1]
    later = min((other.group for other in verbs if other.first >= verb.last), default=len(reading.words))
    after = [hit for hit in issues if verb.last <= hit.first < min(later, verb.last + REACH)]
    after = [hit for hit in after if _reaches(reading, verb, hit)]
    if not after:
        return _antecedent(reading, verb, issues)
    if _about_a_law(reading, verb.last, after[0].first):
        return []
    return _coordinated(reading, after)


def _reaches(reading: Reading, verb: Verb, hit: Hit[Any]) -> bool:
    """Whether an issue stands in a verb's object or content clause, and not in a clause or a time beside it."""
    words, syntax = reading.words, reading.syntax
    for position in range(verb.last, hit.first):
        opens = "complementiser" in words.tags[position]
        if words.folded[position] in (";", ":") or (position in syntax.relatives and not opens):
            return False
        if words.folded[position] == "," and "complementiser" not in words.tag(position + 1):
            return False
        if "subordinator" in words.tags[position] and not opens:
            return False
    governed = syntax.preposition_before(hit.first)
    return governed is None or governed <= verb.last or "topic_preposition" in words.tags[governed]


def _antecedent(reading: Reading, verb: Verb, issues: list[Hit[Any]]) -> list[Hit[Any]]:
    """ "the truce that the Vatican proposed": the issue before the relative pronoun of the verb's clause."""
    relative = next((p for p in range(verb.group - 1, max(0, verb.group - 6), -1) if p in reading.syntax.relatives), 0)
    return [hit for hit in issues if 0 <= relative - hit.last <= 1]


def _parted(reading: Reading, hit: Hit[Any], verb: Verb) -> bool:
    return any(reading.words.folded[p] in (";", ":") for p in range(hit.last, verb.group))


def _about_a_law(reading: Reading, start: int, stop: int) -> bool:
    """ "approved a bill on sanctions": a law is passed, no terms are accepted."""
    return any(start <= hit.first < stop for hit in reading.words.hits.get("law", ()))


def _coordinated(reading: Reading, hits: list[Hit[Any]]) -> list[Hit[Any]]:
    """The first issue and those that "and" or a comma joins to it; one in a phrase of time ("before any ceasefire")
    or in a clause of its own is not what the stance is about."""
    words, group = reading.words, hits[:1]
    for hit in hits[1:]:
        gap = range(group[-1].last, hit.first)
        joined = any("conjunction" in words.tags[p] or words.folded[p] == "," for p in gap)
        plain = not any(p in reading.syntax.verb_at or "preposition" in words.tags[p] for p in gap)
        if not joined or not plain or len(gap) > 6:
            break
        group.append(hit)
    return group


def _of_noun(reading: Reading, context: Context, cue: Hit[Any], issues: list[Hit[Any]]) -> Iterator[Claim]:
    """ "Moscow's demand for neutrality": whose stance it is stands before the noun, or after it in the genitive."""
    after = [hit for hit in issues if cue.last <= hit.first < cue.last + REACH]
    parties = [m for m in reading.syntax.mentions if m.code and m.kind != "place"]
    owner = next((m for m in parties if m.modifier and m.end >= cue.first and m.last <= cue.first), None)
    owner = owner or next((m for m in parties if m.first == cue.last and "gen" in m.forms), None)
    if owner is not None and after and not any(p in reading.syntax.verb_at for p in range(cue.last, after[0].first)):
        stance = Stance(cue.entry.row.effect)
        span = (min(owner.first, cue.first), after[0].last)
        yield _position(reading, context, after[0], cue, owner, stance, span)


def _position(
    reading: Reading,
    context: Context,
    issue: Hit[Any],
    cue: Hit[Any],
    party: Mention,
    stance: Stance,
    span: tuple[int, int],
) -> Claim:
    value = None if stance is Stance.REJECTS else _value(reading, issue.entry.row, cue.first, context.language)
    payload = Position(party.party(), issue.entry.row.id, stance, value)
    span = (min(span[0], cue.first), max(span[1], cue.last))
    rules = (cue.entry.row.id, f"issue:{issue.entry.row.id}")
    return claim(reading, context, payload, span, rules, cue.first, track="talks")


def _value(reading: Reading, issue: Issue, first: int, language: str) -> float | None:
    """The point on the issue's scale that a phrase of the sentence states; the longest phrase wins."""
    text = f" {' '.join(reading.words.folded[first:])} "
    stated = issue.values.get(language, {})
    found = [phrase for phrase in stated if f" {fold_phrase(phrase)} " in text]
    return stated[max(found, key=len)] if found else None
