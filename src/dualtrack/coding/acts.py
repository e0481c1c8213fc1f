"""Acts: which verbs and act nouns of a sentence state an act, of which PLOVER type, between whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.roles import Zone, complements_of, noun_zone, subject_of
from dualtrack.lexicon.languages import Row
from dualtrack.lexicon.phrases import Hit

ANY_RECIPIENT = ("obj", "against", "on", "at", "with", "to", "from", "in", "of", "for", "over", "toward", "into")
NOUN_ACTORS = ("mod", "by")
MOVED = frozenset(("cancelled", "postponed"))
"""Effects by which a meeting itself is told: with no one named who did it, the claim is about the meeting."""


@dataclass(slots=True)
class Trigger:
    """A verb or noun that states an act. `host` is the verb that a noun depends on, as its `host_role`."""

    first: int
    last: int
    row: Row
    zone: Zone
    verb: Verb | None = None
    host: Verb | None = None
    host_role: str = ""
    actors: list[Mention] = field(default_factory=list)
    recipients: list[Mention] = field(default_factory=list)
    modes: tuple[str, ...] = ()
    merged: list[Row] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.verb.group if self.verb else self.first

    @property
    def event_type(self) -> str:
        return self.row.event_type


def find_triggers(syntax: Syntax, nouns: list[Hit[Any]]) -> list[Trigger]:
    """Every act of the sentence with its parties, in order; acts told twice in one clause are told once."""
    classes = _classes_at(syntax)
    used: set[int] = set()
    triggers = []
    for verb in syntax.verbs:
        trigger = _verb_trigger(syntax, verb, classes, used)
        if trigger is not None:
            triggers.append(trigger)
    for hit in nouns:
        trigger = _noun_trigger(syntax, hit, classes)
        if hit.first in used:
            _add_modes(triggers, trigger, hit)
        elif trigger is not None:
            triggers.append(trigger)
    triggers.sort(key=lambda trigger: trigger.first)
    return _merge(syntax, triggers)


def _add_modes(triggers: list[Trigger], noun: Trigger | None, hit: Hit[Any]) -> None:
    """ "carried out a drone strike": the noun's modes and parties are the verb's."""
    for trigger in triggers:
        if noun is not None and trigger.verb and trigger.zone.start <= hit.first < trigger.zone.stop:
            if noun.event_type == trigger.event_type:
                trigger.modes = tuple(dict.fromkeys((*trigger.modes, *noun.modes)))
                trigger.recipients = trigger.recipients or noun.recipients
                trigger.merged.append(noun.row)
            return


def _classes_at(syntax: Syntax) -> dict[int, set[str]]:
    """The object classes of each word, by the class lists of the language pack."""
    at: dict[int, set[str]] = {}
    for hit in syntax.words.hits.get("class", ()):
        name = hit.entry.row if isinstance(hit.entry.row, str) else hit.entry.row.id
        at.setdefault(hit.last - 1, set()).add(name)
    return at


def fits(row: Row, classes: set[str]) -> bool:
    """Whether a row's object condition holds: one of its classes present, none of those it excludes."""
    wanted = {name for name in row.objects if not name.startswith("!")}
    barred = {name[1:] for name in row.objects if name.startswith("!")}
    return (not wanted or bool(wanted & classes)) and not barred & classes


def choose(rows: list[Row], classes: set[str]) -> Row | None:
    """The row whose object condition holds; a condition met is worth more than none; then the pack's order."""
    fitting = [row for row in rows if fits(row, classes)]
    met = [row for row in fitting if any(not name.startswith("!") for name in row.objects)]
    return next(iter(met or fitting), None)


def _verb_trigger(syntax: Syntax, verb: Verb, classes: dict[int, set[str]], used: set[int]) -> Trigger | None:
    rows = [row for kind, row in verb.rows if kind == "verb"]
    if not rows:
        return None
    zone = complements_of(syntax, verb)
    subjects = subject_of(syntax, verb)
    span = _object_span(syntax, verb, zone)
    around = {name for position in range(*span) for name in classes.get(position, ())}
    row = choose(rows, around)
    if row is None:
        return None
    wanted = {name for name in row.objects if not name.startswith("!")}
    _add_subject(syntax, verb, zone, subjects, bool(wanted))
    if row.effect in MOVED:
        if not zone.roles.get("subj"):
            return None
    else:
        used.update(position for position in range(*span) if classes.get(position, set()) & wanted)
    trigger = Trigger(verb.first, verb.last, row, zone, verb=verb, modes=row.modes)
    assign_parties(trigger)
    return trigger


def _add_subject(syntax: Syntax, verb: Verb, zone: Zone, subjects: list[Mention], by_object: bool) -> None:
    """The subject of an active verb acts; that of a passive undergoes, but "Putin's moratorium was announced" names
    who acted by the possessive."""
    if not verb.passive:
        zone.add("subj", subjects)
        return
    owner = bool(subjects) and subjects[0].modifier and syntax.words.word(subjects[0].last) == "'s"
    zone.roles["subj"] = list(zone.roles.get("by", [])) or (subjects if owner and by_object else [])
    if not (owner and by_object):
        zone.add("obj", subjects)


def _object_span(syntax: Syntax, verb: Verb, zone: Zone) -> tuple[int, int]:
    """The words in which a verb's object stands: before a passive, else after, up to the clause's end."""
    if not verb.passive:
        return verb.last, min(zone.stop, verb.last + 14)
    start = verb.group
    while start > 0 and start > verb.group - 14:
        if syntax.words.folded[start - 1] in (";", ":") or syntax.starts_clause(start - 1):
            break
        if start - 1 in syntax.verb_at and syntax.verb_at[start - 1].finite:
            break
        start -= 1
    return start, verb.group


def _noun_trigger(syntax: Syntax, hit: Hit[Any], classes: dict[int, set[str]]) -> Trigger | None:
    zone = noun_zone(syntax, hit.first, hit.last)
    near = {
        name
        for position in range(max(0, hit.first - 3), min(zone.stop, hit.last + 8))
        for name in classes.get(position, ())
    }
    if not fits(hit.entry.row, near):
        return None
    trigger = Trigger(hit.first, hit.last, hit.entry.row, zone, modes=hit.entry.row.modes)
    _find_host(syntax, trigger)
    if trigger.host is not None and trigger.host_role == "obj" and not zone.roles.get("mod"):
        zone.add("subj", subject_of(syntax, trigger.host))
    if trigger.host is not None and trigger.host_role == "subj" and trigger.host.passive:
        zone.add("by", complements_of(syntax, trigger.host).roles.get("by", []))
    assign_parties(trigger)
    return trigger


def _find_host(syntax: Syntax, trigger: Trigger) -> None:
    """The verb whose object the noun is (to its left), else the verb whose subject it is (to its right)."""
    words, position = syntax.words, trigger.first - 1
    while position >= 0 and trigger.first - position <= 9:
        verb = syntax.verb_at.get(position)
        if verb is not None:
            trigger.host, trigger.host_role = verb, "obj"
            break
        tags = words.tags[position]
        if "preposition" in tags or words.folded[position] in (",", ";", ":") or syntax.is_relative(position):
            break
        position -= 1
    if trigger.host is not None and not trigger.host.passive:
        return
    for verb in syntax.verbs:
        if verb.group >= trigger.last and verb.finite:
            between = range(trigger.last, verb.group)
            if any(syntax.starts_clause(p) or words.folded[p] in (";", ",") for p in between) or len(between) > 14:
                return
            if any(p in syntax.verb_at and syntax.verb_at[p] is not verb for p in between):
                return
            trigger.host, trigger.host_role = verb, "subj"
            return


def assign_parties(trigger: Trigger) -> None:
    """Read actors and recipients from the roles, in the order that the row lists its markers."""
    row, roles = trigger.row, trigger.zone.roles
    symmetric = "sym" in row.recipient
    if trigger.verb is not None:
        markers = row.actor or ("subj",)
    else:
        markers = row.actor or (*NOUN_ACTORS, "subj")
    trigger.actors = _first_of(roles, markers)
    wanted = tuple(marker for marker in (row.recipient or ANY_RECIPIENT) if marker != "sym")
    trigger.recipients = [item for item in _first_of(roles, wanted) if item not in trigger.actors]
    if symmetric and not trigger.actors:
        trigger.actors, trigger.recipients = trigger.recipients, []
    if row.event_type != "ASSAULT" and not symmetric:
        trigger.recipients = _settled(roles, wanted, trigger.actors) or trigger.recipients


def _settled(roles: dict[str, list[Mention]], markers: tuple[str, ...], actors: list[Mention]) -> list[Mention]:
    """Prefer a named party over a generic noun among the markers, in their order."""
    for marker in markers:
        named = [item for item in roles.get(marker, ()) if item.code and item not in actors]
        if named:
            return named
    return []


def _first_of(roles: dict[str, list[Mention]], markers: tuple[str, ...]) -> list[Mention]:
    for marker in markers:
        if roles.get(marker):
            return list(roles[marker])
    return []


def _merge(syntax: Syntax, triggers: list[Trigger]) -> list[Trigger]:
    """One happening told by a noun and its verb ("the strike killed five"), or by a verb and its participle
    ("struck Odesa, killing five"), is one act."""
    kept: list[Trigger] = []
    for trigger in triggers:
        main = next((other for other in kept if _same_act(syntax, other, trigger)), None)
        if main is None:
            kept.append(trigger)
            continue
        main.merged.append(trigger.row)
        if _coordinated(syntax, main, trigger):
            main.last, main.zone.roles = trigger.last, trigger.zone.roles | {"subj": main.zone.roles.get("subj", [])}
            main.recipients = trigger.recipients
        main.actors = main.actors or trigger.actors
        main.recipients = main.recipients or trigger.recipients
        main.zone.stop = max(main.zone.stop, trigger.zone.stop)
    return kept


def _same_act(syntax: Syntax, main: Trigger, other: Trigger) -> bool:
    if main.event_type != other.event_type:
        return False
    if main.verb is None and other.verb is not None and main.host is other.verb:
        return not other.row.modes or other.row.modes == main.row.modes or main.host_role == "subj"
    if other.verb is None and main.verb is not None and other.host is main.verb:
        return True
    if _coordinated(syntax, main, other):
        return True
    return _is_consequence(syntax, main, other)


def _coordinated(syntax: Syntax, main: Trigger, other: Trigger) -> bool:
    """ "killed or wounded 140 troops": two verbs with only a conjunction between share everything."""
    if main.verb is None or other.verb is None:
        return False
    gap = syntax.words.tags[main.last : other.first]
    return len(gap) == 1 and "conjunction" in gap[0]


def _is_consequence(syntax: Syntax, main: Trigger, other: Trigger) -> bool:
    dependent = other.verb is not None and other.verb.form == "ing" and not other.verb.infinitive
    harm = not other.row.modes or other.row.modes == ("destroy",)
    gap = range(main.last, other.first)
    return (
        dependent
        and harm
        and not any(
            p in syntax.verb_at and syntax.verb_at[p].finite and (syntax.verb_at[p] is not main.host) for p in gap
        )
    )
