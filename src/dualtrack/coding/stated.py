"""Whether a trigger states an act of its sentence: who must be named, and what a noun needs beside it."""

from __future__ import annotations

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax
from dualtrack.coding.reality import is_absent, is_spoken_of
from dualtrack.coding.roles import first_of
from dualtrack.coding.trigger import Trigger

UNSIGNED = frozenset(("SANCTION", "AID", "RETREAT", "COERCE", "PROTEST", "MOBILIZE"))
"""Types whose passive is reported with nobody named: "no new sanctions have been introduced"."""
CROWDED = frozenset(("ASSAULT", "PROTEST"))
"""Types whose verb states an act whoever does it: "thousands marched", "the village was shelled"."""
SPOKEN = frozenset(("AGREE", "REQUEST", "THREATEN", "ACCUSE"))
"""Types of acts that are said, and that another can therefore reject."""
BARE = frozenset(("ASSAULT", "CONSULT", "RETREAT", "SANCTION"))
"""Types whose noun states an act with no verb: a headline's "Russian strike on Odesa"."""
VERBAL = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AID"))
"""Types of acts that need somebody known who acts, or to whom it is done."""
SELF_TOLD = frozenset(("CONSULT", "RETREAT", "AGREE", "ASSAULT"))
"""Types whose noun may be told of with no party named."""
TELLING = frozenset(("occurred", "ended", "finished", "ongoing", "planned", "postponed", "cancelled"))
"""Effects of verbs that say of an act that it took place, went on, ended, is to come or was put off."""


def is_stated(syntax: Syntax, trigger: Trigger) -> bool:
    """Whether a trigger states an act: a verb with a party, or a noun that a verb or its parties anchor."""
    parties = [*trigger.actors, *trigger.recipients]
    known = any(mention.code or mention.kind == "sides" or mention.row == "given" for mention in parties)
    if _is_barred(syntax, trigger, known):
        return False
    known = known or (trigger.event_type in UNSIGNED and any(mention.kind == "population" for mention in parties))
    if trigger.verb is None:
        return _is_stated_by_noun(syntax, trigger, known)
    if is_spoken_of(syntax, trigger.verb) or _is_compounded(syntax, trigger):
        return False
    specific = trigger.row.condition.waits
    held = specific and trigger.event_type == "CONSULT" and not parties  # "talks resumed in Geneva"
    spoken = trigger.event_type in VERBAL and not (specific and trigger.event_type == "CONCEDE")
    if spoken and not known and not held and _is_anonymous(trigger):
        return False
    told = parties or held or trigger.event_type in CROWDED
    return bool(told) or (specific and trigger.event_type in UNSIGNED and trigger.verb.form != "ing")


def _is_compounded(syntax: Syntax, trigger: Trigger) -> bool:
    """ "the Russian-occupied town": a participle that a hyphen makes an attribute tells no act, save of those that its
    noun tells of ("US-brokered talks")."""
    verb = trigger.verb
    attribute = verb is not None and syntax.words.is_compounded(verb.group) and not syntax.words.marked
    return attribute and not trigger.merged


def _is_barred(syntax: Syntax, trigger: Trigger, known: bool) -> bool:
    """What is no act whatever states it: a warning by nobody known, support by none, sport, help for one's own."""
    if trigger.event_type == "THREATEN":
        return not known and (trigger.row.effect != "threatened" or not trigger.actors)
    if trigger.event_type == "SUPPORT":
        says = trigger.verb is not None and any(kind == "say" for kind, _ in trigger.verb.rows)
        # "..., the General Staff acknowledged": a verb of saying by which one party supports nobody only says.
        alone = len({mention.code for mention in trigger.actors}) < 2 and not trigger.recipients
        return trigger.verb is not None and (not trigger.actors or (says and alone))
    if trigger.event_type == "AID":  # who takes care of its own gives no aid
        own = {mention.code for mention in trigger.actors}
        return bool(own) and own == {mention.code for mention in trigger.recipients} - {None}
    if trigger.event_type == "CONSULT":
        met = trigger.recipients or trigger.actors
        return bool(met) and all(map(_is_public, met))
    trading = bool(trigger.actors) and all(mention.role == "BUS" for mention in trigger.actors)
    if trigger.event_type == "ASSAULT" and (trading or syntax.words.hits.get("sport")):
        return True  # "the firm launched an offensive"
    # People died: no act is told that killed them.
    return trigger.row.actor == ("none",) and trigger.row.effect == "harm" and not trigger.merged


def _is_stated_by_noun(syntax: Syntax, trigger: Trigger, known: bool) -> bool:
    words = syntax.words
    if words.word(trigger.first - 1) == "-" and words.capital(trigger.first):
        return False
    if trigger.merged and (trigger.event_type == "ASSAULT" or trigger.event_type in UNSIGNED):
        return True
    followed = "preposition" in words.tag(trigger.last)
    if trigger.event_type in BARE and trigger.host is None and is_absent(syntax, trigger):
        return bool(trigger.actors or trigger.recipients) or followed
    counted = trigger.event_type == "ASSAULT" and followed
    if _is_told_of_itself(trigger) or (counted and words.hits.get("compare")):
        return True
    if trigger.event_type not in BARE and trigger.host is None:
        return _is_setting(syntax, trigger) and known and bool(trigger.actors)
    if trigger.event_type == "ASSAULT" and _is_setting(syntax, trigger):
        return True
    accused = trigger.host is None and trigger.zone.roles.get("subj")
    if first_of(trigger.zone.roles, ("mod", *words.markers.agent)) or trigger.recipients or accused:
        return known
    return trigger.host is not None and (known or not _is_anonymous(trigger))


def _is_anonymous(trigger: Trigger) -> bool:
    """Whether nobody of office acts or is acted upon: "most people opposed the war"."""
    acting = trigger.actors or trigger.row.actor == ("none",)
    return all(map(_is_public, (*trigger.actors, *(trigger.recipients if acting else ()))))


def _is_public(mention: Mention) -> bool:
    """People of no office: a leader who meets miners consults nobody."""
    return mention.code is None and mention.role in ("CVL", "LAB", "EDU", "REF", "JRN")


def _is_told_of_itself(trigger: Trigger) -> bool:
    """ "The talks collapsed", "completed their withdrawal": a verb says of the act that it took place or ended."""
    if trigger.host is None or trigger.event_type not in SELF_TOLD:
        return False
    if trigger.host_role != "subj" and not trigger.actors:
        return False
    held = trigger.host.passive and trigger.host_role == "subj"
    return any(
        (kind == "modal" and row.effect in TELLING) or (kind == "light" and held) for kind, row in trigger.host.rows
    )


def _is_setting(syntax: Syntax, trigger: Trigger) -> bool:
    """ "after a drone attack on a substation": an attack that another happening follows from, with its means or target
    told, is stated though no party is named."""
    governed = syntax.preposition_before(trigger.first)
    if governed is None or "factual_preposition" not in syntax.words.tags[governed]:
        return False
    located = any(mention.place is not None for group in trigger.zone.roles.values() for mention in group)
    return located or bool(trigger.modes) or "preposition" in syntax.words.tag(trigger.last)


def is_object(triggers: list[Trigger], trigger: Trigger) -> bool:
    """A noun that another act is done to: a meeting that was struck took no part in it, and who rejects an ultimatum
    did not issue it."""
    if trigger.verb is not None or trigger.host is None or trigger.host_role != "obj":
        return False
    outer = next((other for other in triggers if other.verb is trigger.host), None)
    if outer is None or outer.event_type == trigger.event_type:
        return False
    struck = outer.event_type == "ASSAULT" and trigger.event_type in ("CONSULT", "AGREE", "SUPPORT", "PROTEST")
    return struck or (outer.event_type == "REJECT" and trigger.event_type in SPOKEN)


def is_history(syntax: Syntax, trigger: Trigger) -> bool:
    """Whether the act's clause places it in a past long gone; "the deadliest since World War II" does not."""
    for hit in syntax.words.hits.get("history", ()):
        if "subordinator" in syntax.words.tag(hit.first - 1):
            continue
        if trigger.start - 10 <= hit.first < max(trigger.zone.stop, trigger.last) + 4:
            return True
    return False
