"""Acts: which verbs and act nouns of a sentence state an act, of which PLOVER type, between whom."""

from __future__ import annotations

from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.breaks import parts_attributes
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.complements import settle_complements, settle_vow
from dualtrack.coding.conditions import choose, classes_at, classes_in, head_end, may_fit, shape_of, wider_classes
from dualtrack.coding.coordination import coordinated
from dualtrack.coding.marking import is_surely_subject
from dualtrack.coding.means import add_means
from dualtrack.coding.merging import merge_triggers
from dualtrack.coding.nouns import is_reduced, noun_trigger
from dualtrack.coding.obligations import find_demands
from dualtrack.coding.parties import assign_parties
from dualtrack.coding.roles import Zone, complements_of, first_of
from dualtrack.coding.speaker import Attribution
from dualtrack.coding.subjects import subject_of
from dualtrack.coding.trigger import Trigger
from dualtrack.lexicon.phrases import Hit

SUBJECTS = frozenset(("he", "she", "it", "they", "pronoun"))
"""Classes of the pronouns that are subjects."""
ANTECEDENT = 3
"""Words before a relative clause in which the noun stands that it is about."""
MOVED = frozenset(("cancelled", "postponed"))
"""Effects by which a meeting itself is told: with no one named who did it, the claim is about the meeting."""
OBJECT_REACH = 14
"""Words from a verb in which its object stands."""

RUNNING = frozenset(("occurred", "ongoing", "finished", "ended"))
"""Effects by which a verb tells how the act goes that is its subject."""


def find_triggers(syntax: Syntax, nouns: list[Hit[Any]], sources: list[Attribution]) -> list[Trigger]:
    """Every act of the sentence with its parties, in order; acts told twice in one clause are told once."""
    classes = classes_at(syntax)
    named = {name for names in classes.values() for name in names}
    used: set[int] = set()
    triggers = []
    for verb in syntax.verbs:
        verb.rows = [(kind, row) for kind, row in verb.rows if kind != "verb" or may_fit(row, named)]
        acts = any(kind == "verb" for kind, _ in verb.rows)
        trigger = _verb_trigger(syntax, verb, classes, used) if acts else None
        if trigger is not None:
            triggers.append(trigger)
    for hit in nouns:
        trigger = noun_trigger(syntax, hit, classes)
        if not used.isdisjoint(range(hit.first, hit.last)) and not _outlives(trigger):
            _add_modes(triggers, trigger, hit)
        elif trigger is not None:
            triggers.append(trigger)
    triggers = [*_without_makers(triggers), *find_demands(syntax, sources)]
    triggers.sort(key=lambda trigger: trigger.first)
    merged = merge_triggers(syntax, triggers)
    add_means(syntax, merged)
    settle_complements(syntax, merged)
    for source in sources:
        settle_vow(merged, source)
    return merged


def _without_makers(triggers: list[Trigger]) -> list[Trigger]:
    """ "the truce declared by Putin expired": a participle that only says whose the noun before it is, where a later
    verb tells what became of that, gives the noun its doer and states no act."""
    kept = list(triggers)
    for noun in triggers:
        if noun.verb is not None or noun.host is None or noun.host_role != "subj":
            continue
        maker = next((other for other in kept if _is_reduced_on(other, noun)), None)
        if maker is not None:
            noun.actors = noun.actors or maker.actors
            kept.remove(maker)
    return kept


def _outlives(noun: Trigger | None) -> bool:
    """A noun that a later verb tells of itself ("the truce declared by Putin expired")."""
    return noun is not None and noun.host is not None and noun.host_role == "subj" and noun.host.first > noun.last + 1


def _is_reduced_on(trigger: Trigger, noun: Trigger) -> bool:
    verb = trigger.verb
    reduced = verb is not None and verb.reduced and verb is not noun.host
    return reduced and 0 <= trigger.first - noun.last <= 2 and trigger.row.event_type in (noun.event_type, "AGREE")


def _add_modes(triggers: list[Trigger], noun: Trigger | None, hit: Hit[Any]) -> None:
    """ "carried out a drone strike": the noun's modes and parties are the verb's."""
    for trigger in triggers:
        if noun is not None and trigger.verb and trigger.zone.start <= hit.first < trigger.zone.stop:
            if noun.event_type == trigger.event_type:
                trigger.modes = tuple(dict.fromkeys((*trigger.modes, *noun.modes)))
                trigger.recipients = trigger.recipients or noun.recipients
                trigger.merged.append(noun.row)
            return


def _verb_trigger(syntax: Syntax, verb: Verb, classes: dict[int, set[str]], used: set[int]) -> Trigger | None:
    rows = [row for kind, row in verb.rows if kind == "verb"]
    zone = complements_of(syntax, verb)
    subjects = subject_of(syntax, verb)
    span = _object_span(syntax, verb, zone)
    shape = shape_of(syntax, verb, zone, subjects)
    near = _object_classes(syntax, verb, classes, span, subjects)
    clause = (span[0], max(span[1], min(zone.stop, verb.last + OBJECT_REACH)))
    row = choose(rows, near | shape | wider_classes(syntax, verb, classes, clause if verb.passive else span))
    verb.row = row
    if row is None:
        return None
    wanted = {name.removeprefix("&") for name in row.objects if not name.startswith("!")}
    if wanted and _tells_of_its_subject(verb):
        return None
    _add_subject(syntax, verb, zone, subjects, bool(wanted))
    if row.effect in MOVED:
        if not (first_of(zone.roles, syntax.words.markers.agent) if verb.passive else zone.roles.get("subj")):
            return None
    else:
        used.update(position for position in range(*span) if classes.get(position, set()) & wanted)
    trigger = Trigger(verb.first, verb.last, row, zone, verb=verb, modes=row.modes)
    assign_parties(trigger, syntax.words.markers)
    told = not row.effect and "complementiser" in syntax.words.tag(zone.stop)
    if not trigger.recipients and (told or row.effect not in ("", "none", "occurred")):
        _look_into_complement(syntax, trigger)
    return trigger


def _tells_of_its_subject(verb: Verb) -> bool:
    """ "the strikes continued", "talks resumed": with no object, the noun before such a verb is the act it tells of."""
    return verb.reduced and any(kind == "modal" and row.effect in RUNNING for kind, row in verb.rows)


def _look_into_complement(syntax: Syntax, trigger: Trigger) -> None:
    """ "threatened to impose sanctions on Russia": the party of what is threatened is the one threatened."""
    inner = next((verb for verb in syntax.verbs if verb.group >= trigger.zone.stop), None)
    if "complementiser" in syntax.words.tag(trigger.zone.stop):
        first = next((m for m in syntax.mentions if 0 < m.first - trigger.zone.stop <= 4), None)
        if first is not None and syntax.preposition_before(first.first) is None:
            trigger.recipients = [item for item in coordinated(syntax, first) if item not in trigger.actors]
        return
    if inner is None or inner.group - trigger.zone.stop > 1:
        return
    roles = complements_of(syntax, inner).roles
    if not inner.infinitive:
        roles = {"obj": subject_of(syntax, inner), **{k: v for k, v in roles.items() if k != "obj"}}
    markers = (*trigger.row.recipient, *syntax.words.markers.recipient)
    trigger.recipients = [item for item in first_of(roles, markers) if item not in trigger.actors]


def _add_subject(syntax: Syntax, verb: Verb, zone: Zone, subjects: list[Mention], by_object: bool) -> None:
    """The subject of an active verb acts; that of a passive undergoes, but "Putin's moratorium was announced" names
    who acted by the possessive."""
    if not verb.passive:
        zone.add("subj", subjects)
        return
    owner = bool(subjects) and subjects[0].modifier and syntax.words.owns(subjects[0].last)
    zone.roles["subj"] = first_of(zone.roles, syntax.words.markers.agent) or (subjects if owner and by_object else [])
    if not (owner and by_object):
        zone.add("obj", subjects)


def _object_classes(
    syntax: Syntax, verb: Verb, classes: dict[int, set[str]], span: tuple[int, int], subjects: list[Mention]
) -> set[str]:
    """The classes of the nouns that can be a verb's object: before it as they stand, but not its subject ("Russian
    drones destroyed"), after it up to a preposition."""
    acting = {p for item in subjects if item.modifier and not verb.passive for p in range(item.first, item.end + 1)}
    left = {p: names for p, names in classes.items() if p not in acting}
    before = classes_in(left, (span[0], min(span[1], verb.group)))
    after = (max(span[0], verb.last), span[1])
    return before | (classes_in(classes, (after[0], head_end(syntax, *after))) if after[0] < after[1] else set())


def _object_span(syntax: Syntax, verb: Verb, zone: Zone) -> tuple[int, int]:
    """The words in which a verb's object can stand: before a passive, else after, up to the clause's end; on either
    side where case, not order, marks it."""
    stop = min(zone.stop, verb.last + OBJECT_REACH)
    commas = (p for p in range(verb.last, stop) if syntax.words.folded[p] == ",")
    comma = next((p for p in commas if not parts_attributes(syntax, verb.last, p)), stop)
    if not verb.passive and not syntax.words.marked:
        return verb.last, comma
    last = comma if syntax.words.marked else verb.group
    start = verb.group
    while start > 0 and start > verb.group - OBJECT_REACH:
        mark = syntax.words.folded[start - 1]
        if mark in (";", ":") or (mark == "," and not verb.passive) or start - 1 in syntax.clause_starts:
            break
        other = syntax.verb_at.get(start - 1)
        joined = other is not None and (other.finite or other.infinitive)
        if other is not None and joined and not (verb.passive and is_reduced(syntax, other)):
            break
        start -= 1
    return _with_antecedent(syntax, verb, start), last


def _with_antecedent(syntax: Syntax, verb: Verb, start: int) -> int:
    """ "генератори, які вона передала", "дронов, 103 из которых удалось сбить": where a relative pronoun is no subject,
    the noun before its clause is the object."""
    words, relative = syntax.words, start - 1
    if not words.marked or verb.passive or relative not in syntax.relatives:
        return start
    own = any(words.tags[p] & SUBJECTS for p in range(start, verb.group))
    own = own or any(start <= item.first < verb.group and is_surely_subject(item) for item in syntax.mentions)
    if not (own or verb.infinitive or "preposition" in words.tag(relative - 1)):
        return start
    opening = relative
    while opening > 0 and words.folded[opening] != "," and relative - opening < ANTECEDENT:
        opening -= 1
    return max(0, opening - ANTECEDENT)
