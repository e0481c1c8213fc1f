"""Acts told by a noun ("the strike on Odesa", "talks with Russia"), and their parties."""

from __future__ import annotations

from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.conditions import Classes, holds, may_hold
from dualtrack.coding.coordination import coordinated
from dualtrack.coding.governors import effect_of
from dualtrack.coding.hosts import host_of
from dualtrack.coding.parties import assign_parties
from dualtrack.coding.reality import lends_meaning
from dualtrack.coding.roles import Zone, complements_of, first_of, scan_right
from dualtrack.coding.subjects import subject_of
from dualtrack.coding.trigger import Trigger
from dualtrack.lexicon.phrases import Hit

ANNOUNCED = frozenset(("ASSAULT", "SANCTION", "MOBILIZE", "RETREAT", "COERCE"))
TAKING = frozenset(("capture", "advance", "shoot-down"))
"""Acts that their doers announce: of force, only the taking of ground."""
NAMED = frozenset(("state", "metonym", "organisation", "group", "force"))
"""Kinds of parties whose name right before a noun of action says whose it is ("a Hamas attack")."""
WILLED = frozenset(("threatened", "planned"))
"""Effects of a verb whose subject is to do what it tells."""


def noun_zone(syntax: Syntax, first: int, last: int) -> Zone:
    """Roles around an act noun: names before it (`mod`) and the phrases after it."""
    zone = scan_right(syntax, last)
    # A noun governs no object: a person's name in a form that accusative and genitive share is its genitive.
    marked = syntax.words.marked
    owners = [item for item in zone.roles.pop("obj", []) if marked and item.forms & {"gen", "any"}]
    next_to = syntax.mention_at.get(last) if marked else None  # what may be a dative too is, right after it, of whom
    owners = owners or ([next_to] if next_to is not None and next_to.first == last and "gen" in next_to.forms else [])
    if owners and not first_of(zone.roles, syntax.words.markers.owner):
        zone.add(syntax.words.markers.owner[0], owners)
    for mention in syntax.mentions:
        if (mention.modifier and mention.last <= first and mention.end >= first and mention.first >= first - 8) or (
            not mention.modifier and mention.last == first and mention.kind in NAMED
        ):
            zone.add("mod", coordinated(syntax, mention))
    return zone


def _stands_near(noun: Hit[Any], zone: Zone, classes: Classes, name: str) -> bool:
    """Whether a word of a class stands around a noun; of `>name`, right after it."""
    if name[0] == ">":
        return noun.last in classes.get(name[1:], ())
    words = range(max(0, noun.first - 3), min(zone.stop, noun.last + 8))
    return any(position in words for position in classes.get(name, ()))


def noun_trigger(syntax: Syntax, hit: Hit[Any], classes: Classes) -> Trigger | None:
    """The act that a noun states; None where its row's condition does not hold."""
    condition = hit.entry.row.condition
    if not may_hold(condition, classes):
        return None
    zone, agent = noun_zone(syntax, hit.first, hit.last), syntax.words.markers.agent
    if not holds(condition, lambda name: _stands_near(hit, zone, classes, name)):
        return None
    trigger = Trigger(hit.first, hit.last, hit.entry.row, zone, modes=hit.entry.row.modes)
    trigger.host, trigger.host_role = host_of(syntax, hit.first, hit.last, zone)
    if trigger.host is not None and trigger.host_role == "obj" and not zone.roles.get("mod"):
        zone.add("subj", _doer(syntax, trigger, trigger.host))
    if "sym" in hit.entry.row.recipient and not zone.roles.get("mod") and not zone.roles.get("between"):
        zone.add("subj", _from_main_clause(syntax, trigger))
    _add_host_zone(syntax, trigger)
    if not zone.roles.get("mod"):
        zone.add(agent[0], _maker(syntax, trigger))
        told = _accused(syntax, trigger) or _announcer(syntax, trigger)
        zone.add("subj", [] if "sym" in hit.entry.row.recipient else told)
    if trigger.host is not None and trigger.host_role == "subj" and trigger.host.passive:
        zone.add(agent[0], first_of(complements_of(syntax, trigger.host).roles, agent))
    assign_parties(trigger, syntax.words.markers)
    return trigger


def _announcer(syntax: Syntax, trigger: Trigger) -> list[Mention]:
    """ "announced the withdrawal", "заявило про захоплення села": who announces an act of its own kind is
    its doer, unless the act is done to it."""
    governed, row = syntax.preposition_before(trigger.first), trigger.row
    addressee = syntax.mention_at.get(governed - 1) if governed is not None else None  # "доповів президенту про"
    before = governed if addressee is None else addressee.first
    verb = syntax.verb_at.get(before - 1) if before is not None else None
    if verb is None or verb.passive or verb.row is not None or not any(kind == "say" for kind, _ in verb.rows):
        return []
    if row.event_type not in ANNOUNCED or (row.event_type == "ASSAULT" and not TAKING & {*row.modes}):
        return []
    undergoing = {item.code for item in first_of(trigger.zone.roles, row.recipient)}
    return [item for item in subject_of(syntax, verb) if item.code and item.code not in undergoing]


def _accused(syntax: Syntax, trigger: Trigger) -> list[Mention]:
    """ "accused Moscow of an attack": who is accused of an act is said to have done it."""
    governed = syntax.preposition_before(trigger.first)
    if governed is None:
        return []
    before = [verb for verb in syntax.verbs if verb.last <= governed]
    if not before or not any(getattr(row, "effect", "") == "alleged" for _, row in before[-1].rows):
        return []
    between = range(before[-1].last, trigger.first)
    nouns = {hit.first for hit in syntax.words.hits.get("noun", ())}
    if any(syntax.words.folded[p] in (",", ";") or p in nouns for p in between):
        return []
    return complements_of(syntax, before[-1]).roles.get("obj", [])


def _maker(syntax: Syntax, trigger: Trigger) -> list[Mention]:
    """ "the truce declared by Putin", "перемирие, объявленное Путиным", "перемир'я, яке оголосив Путін": who is named
    by a participle or a relative clause after the noun."""
    words, position = syntax.words, trigger.last
    if words.word(position) == ",":
        position += 1
    if position in syntax.relatives:
        verb = next((verb for verb in syntax.verbs if 0 < verb.group - position <= 3), None)
        made = verb is not None and not verb.passive and (words.marked or lends_meaning(trigger, verb))
        return [item for item in subject_of(syntax, verb) if item.first > position] if made and verb else []
    for kind in ("verb", "light", "say"):
        for hit in words.hits.get(kind, ()):
            if hit.first == position and hit.entry.form == "participle":
                return first_of(scan_right(syntax, hit.last).roles, words.markers.agent)
    return []


def _doer(syntax: Syntax, trigger: Trigger, host: Verb) -> list[Mention]:
    """Who does what the noun names: the subject of a verb that lends it no meaning of its own ("launched a strike"),
    not of one that judges it ("condemned the strike"), unless it threatens or plans it ("пригрозив ударами"); the
    parties of talks may be told by any verb."""
    denies = any(row.effect == "denied" and row.event_type == "REJECT" for _, row in host.rows)
    if denies and not first_of(trigger.zone.roles, syntax.words.markers.agent):
        return subject_of(syntax, host)
    willed = effect_of(host) in WILLED and not host.passive
    if not (willed or lends_meaning(trigger, host)) and "sym" not in trigger.row.recipient:
        return []
    return subject_of(syntax, host)


def _add_host_zone(syntax: Syntax, trigger: Trigger) -> None:
    """ "Talks took place between Russia and Ukraine in Istanbul": what the verb's phrases say is said of the noun."""
    if trigger.host is None or trigger.host_role != "subj":
        return
    if trigger.host.row is not None and not any(kind == "modal" for kind, _ in trigger.host.rows):
        return  # the verb states an act of its own
    outer = complements_of(syntax, trigger.host)
    for marker, mentions in outer.roles.items():
        if marker not in trigger.zone.roles and marker != "obj":
            trigger.zone.add(marker, mentions)
    trigger.zone.stop = max(trigger.zone.stop, outer.stop)


def _from_main_clause(syntax: Syntax, trigger: Trigger) -> list[Mention]:
    """ "announced it after a call with Putin": who announced it also held the call."""
    words, position = syntax.words, trigger.first - 1
    while position >= 0 and trigger.first - position <= 4 and "preposition" not in words.tags[position]:
        position -= 1
    if position < 1 or not words.tags[position] & {"subordinator", "temporal_preposition"}:
        return []
    verb = next((verb for verb in reversed(syntax.verbs) if verb.last <= position), None)
    if verb is None:
        return []
    if verb.passive:
        owners = [mention for mention in subject_of(syntax, verb) if mention.modifier]
        return first_of(complements_of(syntax, verb).roles, words.markers.agent) or owners
    return subject_of(syntax, verb)
