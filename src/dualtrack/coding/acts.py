"""Acts: which verbs and act nouns of a sentence state an act, of which PLOVER type, between whom."""

from __future__ import annotations

from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.merging import merge_triggers
from dualtrack.coding.roles import Zone, complements_of, coordinated, noun_zone, subject_of
from dualtrack.coding.trigger import Trigger
from dualtrack.lexicon.languages import Row
from dualtrack.lexicon.phrases import Hit

ANY_RECIPIENT = ("obj", "against", "on", "at", "with", "to", "from", "in", "of", "for", "over", "toward", "into")
NOUN_ACTORS = ("mod", "by")
TEMPORAL = frozenset(("during", "following", "in", "at"))
MOVED = frozenset(("cancelled", "postponed"))
"""Effects by which a meeting itself is told: with no one named who did it, the claim is about the meeting."""


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
        if not used.isdisjoint(range(hit.first, hit.last)):
            _add_modes(triggers, trigger, hit)
        elif trigger is not None:
            triggers.append(trigger)
    triggers.sort(key=lambda trigger: trigger.first)
    return merge_triggers(syntax, triggers)


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
    """Whether a row's object condition holds: one of its classes present, none of those it excludes ("!name"), all
    of those it needs ("&name")."""
    wanted = {name for name in row.objects if name[0] not in "!&"}
    barred = {name[1:] for name in row.objects if name.startswith("!")}
    needed = {name[1:] for name in row.objects if name.startswith("&")}
    return (not wanted or bool(wanted & classes)) and not barred & classes and needed <= classes


def choose(rows: list[Row], classes: set[str]) -> Row | None:
    """The row whose object condition holds; a condition met is worth more than none; then the pack's order."""
    fitting = [row for row in rows if fits(row, classes)]
    met = [row for row in fitting if any(not name.startswith("!") for name in row.objects)]
    return next(iter(met or fitting), None)


def _classes_in(classes: dict[int, set[str]], span: tuple[int, int]) -> set[str]:
    return {name for position in range(*span) for name in classes.get(position, ())}


def _head_end(syntax: Syntax, start: int, stop: int) -> int:
    """The end of the object's noun phrase: before the first preposition that is not "of"."""
    words, of = syntax.words, syntax.words_of
    for position in range(start, stop):
        if "preposition" in words.tags[position] and words.folded[position] not in of and position > start:
            return min(position, stop)
    return stop


def _shape(syntax: Syntax, verb: Verb, zone: Zone, subjects: list[Mention]) -> set[str]:
    """What follows a verb, as conditions that rows may name: @party, @place, @infinitive, @object,
    @military (a force acts), and a preposition with a party after it (@against)."""
    words = syntax.words
    shape: set[str] = set()
    shape.update(f"@{marker}" for marker, group in zone.roles.items() if group)
    if any(mention.place is not None for group in zone.roles.values() for mention in group):
        shape.add("@place")
    if any(mention.code or mention.row == "given" for mention in zone.roles.get("obj", ())):
        shape.add("@party")
    index = verb.last
    if "infinitive" in words.tag(index) and index in syntax.verb_at and syntax.verb_at[index].infinitive:
        shape.add("@infinitive")
    if words.tag(index) & {"determiner", "possessive_pronoun"} or (
        words.word(index).isalpha() and not words.tag(index)
    ):
        shape.add("@object")
    if any(mention.role == "MIL" for mention in subjects):
        shape.add("@military")
    return shape


def _verb_trigger(syntax: Syntax, verb: Verb, classes: dict[int, set[str]], used: set[int]) -> Trigger | None:
    rows = [row for kind, row in verb.rows if kind == "verb"]
    if not rows:
        return None
    zone = complements_of(syntax, verb)
    subjects = subject_of(syntax, verb)
    span = _object_span(syntax, verb, zone)
    shape = _shape(syntax, verb, zone, subjects)
    near = _classes_in(classes, (span[0], _head_end(syntax, *span)) if not verb.passive else span)
    anywhere = {f"~{name}" for name in _classes_in(classes, span)}
    row = choose(rows, near | shape | anywhere)
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
    if not trigger.recipients and row.effect and row.effect not in ("none", "occurred"):
        _look_into_complement(syntax, trigger)
    return trigger


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
    markers = (*trigger.row.recipient, *ANY_RECIPIENT)
    trigger.recipients = [item for item in _first_of(roles, markers) if item not in trigger.actors]


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
        stop = min(zone.stop, verb.last + 14)
        comma = next((p for p in range(verb.last, stop) if syntax.words.folded[p] == ","), stop)
        return verb.last, comma
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
    if "sym" in hit.entry.row.recipient and not zone.roles.get("mod") and not zone.roles.get("between"):
        zone.add("subj", _from_main_clause(syntax, trigger))
    _add_host_zone(syntax, trigger)
    if trigger.host is not None and trigger.host_role == "subj" and trigger.host.passive:
        zone.add("by", complements_of(syntax, trigger.host).roles.get("by", []))
    assign_parties(trigger)
    return trigger


def _add_host_zone(syntax: Syntax, trigger: Trigger) -> None:
    """ "Talks took place between Russia and Ukraine in Istanbul": what the verb's phrases say is said of the noun."""
    if trigger.host is None or trigger.host_role != "subj":
        return
    kinds = {kind for kind, _ in trigger.host.rows}
    if "verb" in kinds and "modal" not in kinds:
        return
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
    if position < 1 or (not words.tags[position] & {"subordinator"} and words.folded[position] not in TEMPORAL):
        return []
    verb = next((verb for verb in reversed(syntax.verbs) if verb.last <= position), None)
    if verb is None:
        return []
    if verb.passive:
        owners = [mention for mention in subject_of(syntax, verb) if mention.modifier]
        return complements_of(syntax, verb).roles.get("by", []) or owners
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
        if "preposition" in tags or words.folded[position] in (",", ";", ":") or syntax.is_relative(position):
            break
        position -= 1
    kinds = {kind for kind, _ in trigger.host.rows} if trigger.host is not None else set()
    speech = "say" in kinds and "modal" not in kinds  # "denied the strike" tells more of it than that it was told
    if trigger.host is not None and not trigger.host.passive and not speech:
        return
    if speech:
        trigger.host, trigger.host_role = None, ""
    subject_verb = _verb_after(syntax, trigger)
    if subject_verb is not None:
        trigger.host, trigger.host_role = subject_verb, "subj"


def _verb_after(syntax: Syntax, trigger: Trigger) -> Verb | None:
    """The finite verb whose subject a noun is, across its own phrases and what commas or dashes enclose."""
    words = syntax.words
    for verb in syntax.verbs:
        if verb.group < trigger.last or not verb.finite or (verb.passive and verb.group == verb.first):
            continue
        between = range(trigger.last, verb.group)
        marks = sum(words.folded[p] in (",", "-", "—") for p in between)
        if len(between) > 25 or any(words.folded[p] == ";" for p in between):
            return None
        if marks % 2:  # the verb stands inside what the marks enclose
            continue
        if marks == 0 and any(syntax.starts_clause(p) for p in between):
            return None
        if any(p in syntax.verb_at and syntax.verb_at[p] is not verb and marks == 0 for p in between):
            return None
        return verb
    return None


def assign_parties(trigger: Trigger) -> None:
    """Read actors and recipients from the roles, in the order that the row lists its markers."""
    row, roles = trigger.row, trigger.zone.roles
    symmetric = "sym" in row.recipient
    markers = row.actor or (("subj",) if trigger.verb is not None else (*NOUN_ACTORS, "subj"))
    trigger.actors = _first_of(roles, markers)
    if trigger.verb is None and not trigger.actors and _subjective_genitive(row, roles):
        trigger.actors = list(roles["of"])
    wanted = tuple(marker for marker in (row.recipient or ANY_RECIPIENT) if marker != "sym")
    trigger.recipients = [item for item in _first_of(roles, wanted) if item not in trigger.actors]
    if symmetric:
        trigger.recipients = [item for item in trigger.recipients if item.kind != "population"]
        if not trigger.actors:
            trigger.actors, trigger.recipients = trigger.recipients, []
    if row.event_type != "ASSAULT" and not symmetric:
        trigger.recipients = _settled(roles, wanted, trigger.actors) or trigger.recipients


def _subjective_genitive(row: Row, roles: dict[str, list[Mention]]) -> bool:
    """ "the withdrawal of Russia from Kherson", "удар Росії по Одесі": of whom, where another phrase says at whom."""
    markers = row.recipient or ANY_RECIPIENT
    if "of" not in markers or not roles.get("of"):
        return False
    return any(roles.get(marker) for marker in markers[: markers.index("of")] if marker != "sym")


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
