"""The verb that an act's noun hangs on: the one whose object it is, else the one whose subject it is."""

from __future__ import annotations

from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.reduced import is_reduced
from dualtrack.coding.roles import Zone
from dualtrack.coding.subjects import subject_of
from dualtrack.coding.tokens import Words

DENYING = frozenset(("denied",))
WILLED = DENYING | {"demanded"}
"""Effects of a verb on the act that its own preposition governs ("refrain from", "наполягати на")."""
OBJECT_REACH = 9
"""Words between a verb and a noun that is its object."""
SUBJECT_REACH = 25
"""Words of its own between a noun and the verb whose subject it is."""


def host_of(syntax: Syntax, first: int, last: int, zone: Zone) -> tuple[Verb | None, str]:
    """The verb that a noun over [first, last) hangs on, and the noun's role to it: `obj`, `subj`, or "" for none."""
    host = _verb_before(syntax, first)
    if host is not None:
        kinds = {kind for kind, _ in host.rows}
        alone = kinds == {"modal"} and not host.passive and syntax.words.marked
        if alone and not subject_of(syntax, host):
            return host, "subj"  # "відбулося 167 зіткнень": what takes place may follow its verb
        if "say" in kinds and "modal" not in kinds:
            host = None  # "denied the strike" tells more of it than that it was told
        elif not host.passive:
            return host, "obj"
    after = _verb_after(syntax, last, zone)
    if after is not None:
        return after, "subj"
    return host, "obj" if host is not None else ""


def _verb_before(syntax: Syntax, first: int) -> Verb | None:
    """The verb whose object a noun may be, with no preposition, mark or relative pronoun between."""
    words, position = syntax.words, first - 1
    while position >= 0 and first - position <= OBJECT_REACH:
        verb = syntax.verb_at.get(position)
        if verb is not None and words.word(verb.group - 1) == "-":
            position = verb.group - 2  # "U.S.-brokered talks": an attribute, which governs nothing
            continue
        if verb is not None:
            return verb
        word = words.folded[position]
        counted = word in words.markers.owner and position - 1 not in syntax.mention_at
        if ("preposition" in words.tags[position] and not counted) or word in (",", ";", ":"):
            return _abstaining(syntax, position)
        if position in syntax.relatives:
            return _abstaining(syntax, position)
        position -= 1
    return None


def _abstaining(syntax: Syntax, preposition: int) -> Verb | None:
    """ "утриматися від ударів", "refrain from strikes": a verb that denies or demands what its own preposition
    governs, or denies what a report tells that is its object ("спростував повідомлення про удар")."""
    end = preposition - ("report" in syntax.words.tag(preposition - 1))
    verb = syntax.verb_at.get(end - 1)
    effects = WILLED if end == preposition else DENYING
    denies = verb is not None and any(kind == "modal" and row.effect in effects for kind, row in verb.rows)
    return verb if denies and verb is not None and verb.last == end else None


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


def _verb_after(syntax: Syntax, last: int, zone: Zone) -> Verb | None:
    """The finite verb whose subject a noun is, across its own phrases and what commas or dashes enclose."""
    words = syntax.words
    listed = {p for group in zone.roles.values() if len(group) > 1 for p in range(group[0].last, group[-1].first)}
    told = [verb for verb in syntax.verbs if verb.group >= last and _tells(syntax, verb)]
    if last in syntax.relatives and told and words.folded[last - 1] != ",":
        last = told.pop(0).last  # "talks that had been planned were put off": a clause on the noun itself
    for verb in told:
        between = [position for position in range(last, verb.group) if position not in listed]
        marks = sum(words.folded[p] in (",", "—") or _is_dash(words, p) for p in between)
        if len(between) > SUBJECT_REACH or any(words.folded[p] == ";" for p in between):
            return None
        if marks % 2:  # the verb stands inside what the marks enclose
            continue
        if words.tags[verb.first] & {"have", "do"}:
            return None  # "aid has fallen": it helps a verb that tells nothing
        return verb if marks or not _is_parted(syntax, verb, between) else None
    return None


def _tells(syntax: Syntax, verb: Verb) -> bool:
    """Whether a verb tells of its subject: a finite one, or the only one ("the talks ended on Tuesday")."""
    if not (verb.finite or _is_to_come(syntax.words, verb)):
        return False
    if not is_reduced(syntax, verb):
        return True
    alone = not any(other.finite and not is_reduced(syntax, other) for other in syntax.verbs)
    return alone and any(kind == "modal" for kind, _ in verb.rows)


def _is_parted(syntax: Syntax, verb: Verb, between: list[int]) -> bool:
    """Whether a clause or a verb of another stands between a noun and a verb."""
    if any(position in syntax.clause_starts for position in between):
        return True
    others = [syntax.verb_at[position] for position in between if position in syntax.verb_at]
    return any(other is not verb and not is_reduced(syntax, other) for other in others)
