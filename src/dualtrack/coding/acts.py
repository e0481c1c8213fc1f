"""Acts: which verbs and act nouns of a sentence state an act, of which PLOVER type, between whom."""

from __future__ import annotations

from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.complements import settle_complements, settle_vow
from dualtrack.coding.conditions import Classes, choose, may_hold
from dualtrack.coding.coordination import coordinated
from dualtrack.coding.cues import name_own_forces, speaking
from dualtrack.coding.means import add_means
from dualtrack.coding.merging import merge_triggers
from dualtrack.coding.nouns import noun_trigger
from dualtrack.coding.obligations import find_demands
from dualtrack.coding.parties import assign_parties
from dualtrack.coding.roles import Zone, complements_of, first_of
from dualtrack.coding.speaker import Attribution
from dualtrack.coding.subjects import subject_of
from dualtrack.coding.surroundings import Surroundings
from dualtrack.coding.trigger import Trigger
from dualtrack.lexicon.phrases import Hit
from dualtrack.model import PackRow

MOVED = frozenset(("cancelled", "postponed", "ended"))
"""Effects by which a meeting itself is told: with no one named who did it, the claim is about the meeting."""

RUNNING = frozenset(("occurred", "ongoing", "finished", "ended"))
"""Effects by which a verb tells how the act goes that is its subject."""


def find_triggers(syntax: Syntax, nouns: list[Hit[Any]], sources: list[Attribution], classes: Classes) -> list[Trigger]:
    """Every act of the sentence with its parties, in order; acts told twice in one clause are told once."""
    used: set[int] = set()
    triggers = []
    for verb in syntax.verbs:
        verb.rows = [told for told in verb.rows if told[0] != "verb" or may_hold(told[1].condition, classes)]
        rows = [row for kind, row in verb.rows if kind == "verb"]
        trigger = _verb_trigger(syntax, verb, rows, classes, used) if rows else None
        if trigger is not None:
            if sources and not (trigger.actors or verb.passive):
                trigger.actors = speaking(syntax, verb, sources)
            name_own_forces(trigger, sources)
            triggers.append(trigger)
    for hit in nouns:
        trigger = noun_trigger(syntax, hit, classes)
        if not used.isdisjoint(range(hit.first, hit.last)) and not _outlives(trigger):
            _add_modes(triggers, trigger, hit)
        elif trigger is not None:
            triggers.append(trigger)
    triggers = [*_without_makers(triggers), *find_demands(syntax, sources)]
    if not triggers:
        return triggers
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


def _verb_trigger(syntax: Syntax, verb: Verb, rows: list[PackRow], classes: Classes, used: set[int]) -> Trigger | None:
    """The act that a verb states by the first of the rows whose condition holds; the words of the object that the row
    asks for are `used`, and state no act of their own."""
    around = Surroundings(syntax, verb, classes)
    verb.row = row = choose(rows, around.tells)
    if row is None:
        return None
    wanted = row.condition.wanted | row.condition.needed
    if wanted and _tells_of_its_subject(verb):
        return None
    zone = around.zone
    _add_subject(syntax, verb, zone, around.subjects, bool(wanted))
    if row.effect in MOVED:
        if not (first_of(zone.roles, syntax.words.markers.agent) if verb.passive else zone.roles.get("subj")):
            return None
    else:
        used.update(position for name in wanted for position in classes.get(name, ()) if position in around.span)
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
