"""Acts told by a noun ("the strike on Odesa", "talks with Russia"): the verb that it hangs on, and its parties."""

from __future__ import annotations

from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.conditions import Classes, holds, may_hold
from dualtrack.coding.coordination import coordinated
from dualtrack.coding.governors import effect_of
from dualtrack.coding.parties import assign_parties
from dualtrack.coding.reality import lends_meaning
from dualtrack.coding.reduced import is_reduced
from dualtrack.coding.roles import Zone, complements_of, first_of, scan_right
from dualtrack.coding.subjects import subject_of
from dualtrack.coding.tokens import Words
from dualtrack.coding.trigger import Trigger
from dualtrack.lexicon.phrases import Hit

ANNOUNCED = frozenset(("ASSAULT", "SANCTION", "MOBILIZE", "RETREAT", "COERCE"))
TAKING = frozenset(("capture", "advance"))
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
    _find_host(syntax, trigger)
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
    verb = syntax.verb_at.get(governed - 1) if governed is not None else None
    if verb is None or verb.passive or verb.row is not None or not any(kind == "say" for kind, _ in verb.rows):
        return []
    if row.event_type not in ANNOUNCED or (row.event_type == "ASSAULT" and not TAKING & {*row.modes}):
        return []
    undergoing = {item.code for item in first_of(trigger.zone.roles, row.recipient)}
    return [item for item in subject_of(syntax, verb) if item.code and item.code not in undergoing]


def _accused(syntax: Syntax, trigger: Trigger) -> list[Mention]:
    """ "accused Moscow of an attack": who is accused of an act is said to have done it."""
    governed = syntax.preposition_before(trigger.first)
    before = [verb for verb in syntax.verbs if governed is not None and verb.last <= governed]
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
        made = verb is not None and not verb.passive and syntax.words.marked
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


def _find_host(syntax: Syntax, trigger: Trigger) -> None:
    """The verb whose object the noun is (to its left), else the verb whose subject it is (to its right)."""
    words, position = syntax.words, trigger.first - 1
    while position >= 0 and trigger.first - position <= 9:
        verb = syntax.verb_at.get(position)
        if verb is not None and words.word(verb.group - 1) == "-":
            position = verb.group - 2  # "U.S.-brokered talks": an attribute, which governs nothing
            continue
        if verb is not None:
            trigger.host, trigger.host_role = verb, "obj"
            break
        tags = words.tags[position]
        counted = words.folded[position] in words.markers.owner and position - 1 not in syntax.mention_at
        barred = ("preposition" in tags and not counted) or words.folded[position] in (",", ";", ":")
        if barred or position in syntax.relatives:
            trigger.host = _abstaining(syntax, position)
            trigger.host_role = "obj" if trigger.host else ""
            break
        position -= 1
    kinds = {kind for kind, _ in trigger.host.rows} if trigger.host is not None else set()
    speech = "say" in kinds and "modal" not in kinds  # "denied the strike" tells more of it than that it was told
    alone = trigger.host is not None and words.marked and kinds == {"modal"} and not trigger.host.passive
    if alone and trigger.host is not None and not subject_of(syntax, trigger.host):
        trigger.host_role = "subj"  # "відбулося 167 зіткнень": what takes place may follow its verb
        return
    if trigger.host is not None and not trigger.host.passive and not speech:
        return
    if speech:
        trigger.host, trigger.host_role = None, ""
    subject_verb = _verb_after(syntax, trigger)
    if subject_verb is not None:
        trigger.host, trigger.host_role = subject_verb, "subj"


def _abstaining(syntax: Syntax, preposition: int) -> Verb | None:
    """ "утриматися від ударів", "refrain from strikes": a verb that denies what its own preposition governs."""
    verb = syntax.verb_at.get(preposition - 1)
    denies = verb is not None and any(kind == "modal" and row.effect == "denied" for kind, row in verb.rows)
    return verb if denies and verb is not None and verb.last == preposition else None


def _is_to_come(words: Words, verb: Verb) -> bool:
    """ "are due to resume": an infinitive under a set phrase of planning tells of the noun before it."""
    return verb.infinitive and any(
        hit.entry.row.effect == "planned" and hit.last in (verb.group, verb.first)
        for hit in words.hits.get("modal", ())
        if hit.last - hit.first > 1
    )


def _is_dash(words: Words, position: int) -> bool:
    """A hyphen with a space before it; "Абу-Дабі" is one word."""
    return words.folded[position] == "-" and words.starts[position] > words.ends[position - 1]


def _verb_after(syntax: Syntax, trigger: Trigger) -> Verb | None:
    """The finite verb whose subject a noun is, across its own phrases and what commas or dashes enclose."""
    words = syntax.words
    listed = {
        position
        for group in trigger.zone.roles.values()
        for position in range(group[0].last, group[-1].first)
        if len(group) > 1
    }
    alone = not any(verb.finite and not is_reduced(syntax, verb) for verb in syntax.verbs)
    for verb in syntax.verbs:
        main = alone and any(kind == "modal" for kind, _ in verb.rows)  # "the talks ended on Tuesday"
        told = (verb.finite or _is_to_come(words, verb)) and (main or not is_reduced(syntax, verb))
        if verb.group < trigger.last or not told:
            continue
        between = [position for position in range(trigger.last, verb.group) if position not in listed]
        marks = sum(words.folded[p] in (",", "—") or _is_dash(words, p) for p in between)
        if len(between) > 25 or any(words.folded[p] == ";" for p in between):
            return None
        if marks % 2:  # the verb stands inside what the marks enclose
            continue
        if words.tags[verb.first] & {"have", "do"}:
            return None  # "aid has fallen": it helps a verb that tells nothing
        if marks == 0 and any(p in syntax.clause_starts for p in between):
            return None
        others = {syntax.verb_at[p].first: syntax.verb_at[p] for p in between if p in syntax.verb_at}
        if marks == 0 and any(other is not verb and not is_reduced(syntax, other) for other in others.values()):
            return None
        return verb
    return None
