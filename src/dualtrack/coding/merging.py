"""One act told twice in a sentence, by a noun and its verb or by two verbs, is one trigger."""

from __future__ import annotations

from dualtrack.coding.clauses import Syntax
from dualtrack.coding.reduced import runs_on
from dualtrack.coding.trigger import Trigger

UNHARMING = frozenset(("repel", "shoot-down", "capture", "advance", "encircle", "truce-violate"))
"""Modes of acts of force that do not by themselves hurt anyone."""
COUNTING = frozenset(("quantifier", "number_word"))


def merge_triggers(syntax: Syntax, triggers: list[Trigger]) -> list[Trigger]:
    """One happening told by a noun and its verb ("the strike killed five"), or by a verb and its participle
    ("struck Odesa, killing five"), is one act."""
    if len(triggers) < 2:
        return triggers
    kept: list[Trigger] = []
    results = {id(harm) for harm in triggers if _is_harm(harm) and not _has_means(syntax, harm, triggers)}
    for trigger in sorted(triggers, key=lambda trigger: (id(trigger) in results, trigger.first)):
        main = next((other for other in kept if _same_act(syntax, other, trigger)), None)
        if main is None:
            kept.append(trigger)
            continue
        main.merged.append(trigger.row)
        if trigger.verb is None and main.event_type == "CONSULT":
            later = [*trigger.actors, *trigger.recipients]
            main.recipients.extend(item for item in later if item not in (*main.actors, *main.recipients))
        if trigger.verb is None:
            main.modes = tuple(dict.fromkeys((*main.modes, *trigger.modes)))
        if _coordinated(syntax, main, trigger):
            main.last, main.zone.roles = trigger.last, trigger.zone.roles | {"subj": main.zone.roles.get("subj", [])}
            main.recipients = trigger.recipients
        main.actors = main.actors or trigger.actors
        if not any(item.code for item in main.recipients):
            undergoing = [item for item in trigger.recipients if item not in main.actors]
            main.recipients = undergoing or main.recipients  # "devastated by years of Russian attacks"
        if not _is_harm(trigger) or trigger.first > main.first:
            main.zone.stop = max(main.zone.stop, trigger.zone.stop)
    return sorted(kept, key=lambda trigger: trigger.first)


def _has_means(syntax: Syntax, harm: Trigger, triggers: list[Trigger]) -> bool:
    """ "killed in a strike on Kharkiv": the verb tells the act, the noun after it by what."""
    return any(harm is not other and _is_means(syntax, harm, other) for other in triggers)


def _is_harm(trigger: Trigger) -> bool:
    """A harm told with nobody who did it ("23 people were wounded", "the depot burned down")."""
    burnt = trigger.row.modes == ("destroy",) and trigger.verb is not None and trigger.verb.passive
    harm = trigger.row.effect == "harm" or burnt
    return harm and not any(mention.code for mention in trigger.actors)


def _is_harm_of(syntax: Syntax, main: Trigger, other: Trigger) -> bool:
    """ "Russia struck Ternopil: 31 people died, 94 were hurt": a harm with no doer, told beside an attack, is its
    result, unless the harm has a place of its own."""
    if not _is_harm(other) or UNHARMING & set(main.modes):
        return False
    if any(syntax.words.folded[p] == ";" for p in range(*sorted((main.first, other.first)))):
        return False
    ours, theirs = _places(main), _places(other)
    return not ours or not theirs or bool(ours & theirs)


def _places(trigger: Trigger) -> set[str]:
    return {item.row for group in trigger.zone.roles.values() for item in group if item.place is not None}


def _same_act(syntax: Syntax, main: Trigger, other: Trigger) -> bool:
    if main.event_type != other.event_type:
        return False
    if main.verb is None and other.verb is not None and main.host is other.verb:
        return not other.row.modes or other.row.modes == main.row.modes or main.host_role == "subj"
    if other.verb is None and main.verb is not None and other.host is main.verb:
        return True
    if main.event_type == "CONSULT" and other.verb is None and main.last <= other.first < main.zone.stop:
        return True
    if main.event_type == "CONSULT" and other.verb is not None and other.verb.infinitive:
        return main.last <= other.first and not any(
            p in syntax.verb_at and syntax.verb_at[p].finite for p in range(main.last, other.verb.group)
        )
    if _is_result(syntax, main, other) or _is_harm_of(syntax, main, other):
        return True
    if _is_of_weapon(syntax, main, other) or _is_of_target(syntax, main, other):
        return True
    if _coordinated(syntax, main, other) or _is_means(syntax, main, other) or _is_repeated(syntax, main, other):
        return True
    return _is_consequence(syntax, main, other)


def _is_repeated(syntax: Syntax, main: Trigger, other: Trigger) -> bool:
    """ "killed one person and injured 30": the same kind of harm by the same subject."""
    if main.verb is None and main.host is not None:
        same = any(row.id == other.row.id for row in main.merged)
    else:
        same = main.row.id == other.row.id
    if not same or other.verb is None or other.row.modes:
        return False
    before = other.start - 1
    while before > 0 and (syntax.words.folded[before][0].isdigit() or syntax.words.tags[before] & COUNTING):
        before -= 1
    joined = syntax.words.tag(before) & {"conjunction"} or syntax.words.word(before) == ","
    return bool(joined) and main.actors == other.actors


def _is_of_target(syntax: Syntax, main: Trigger, other: Trigger) -> bool:
    """ "shot down 20 missiles fired at Kyiv": what the participle tells of the target is no second act."""
    verb = other.verb
    reduced = verb is not None and verb.reduced
    return reduced and "shoot-down" in main.modes and main.last <= other.first <= main.zone.stop + 1


def _is_of_weapon(syntax: Syntax, main: Trigger, other: Trigger) -> bool:
    """ "a drone launched from Crimea hit a hotel": what a participle tells of the weapon is no act before the hit."""
    verb, hit = main.verb, other.verb
    if verb is None or hit is None or not verb.reduced or not hit.finite or hit.passive:
        return False
    return runs_on(syntax, main.last, hit.group)


def _is_means(syntax: Syntax, main: Trigger, other: Trigger) -> bool:
    """ "killed in a missile strike": the noun after a preposition says by what act the harm was done."""
    if main.verb is None or other.verb is not None or main.row.modes or other.event_type != "ASSAULT":
        return False
    words, position = syntax.words, other.first - 1
    while position > main.last and "preposition" not in words.tags[position]:
        position -= 1
    return main.last <= position < main.zone.stop and "harm_preposition" in words.tags[position]


def _is_result(syntax: Syntax, main: Trigger, other: Trigger) -> bool:
    """ "as a result of a strike on Sumy 34 people died": a harm told by a verb after the act that did it."""
    if main.verb is not None or other.verb is None or other.row.modes or other.actors or main.event_type != "ASSAULT":
        return False
    between = range(main.last, other.verb.group)
    governed = any("preposition" in syntax.words.tags[p] for p in range(max(0, main.first - 4), main.first))
    return governed and not any(p in syntax.verb_at or syntax.words.folded[p] == ";" for p in between)


def _coordinated(syntax: Syntax, main: Trigger, other: Trigger) -> bool:
    """ "killed or wounded 140 troops": two verbs with only a conjunction between share everything."""
    if main.verb is None or other.verb is None:
        return False
    gap = range(main.last, other.start)
    joined = any("conjunction" in syntax.words.tags[p] for p in gap)
    return joined and all("conjunction" in syntax.words.tags[p] or syntax.words.folded[p].isdigit() for p in gap)


def _is_consequence(syntax: Syntax, main: Trigger, other: Trigger) -> bool:
    dependent = other.verb is not None and other.verb.dependent and not other.verb.infinitive
    harm = not other.row.modes or other.row.modes == ("destroy",)
    gap = range(main.last, other.first)
    return (
        dependent
        and harm
        and not any(
            p in syntax.verb_at and syntax.verb_at[p].finite and (syntax.verb_at[p] is not main.host) for p in gap
        )
    )
