"""Who stands in which role to a verb or a noun: subject, object, prepositions; by order and by marks.

A role is a marker and the parties that bear it: `subj`, `obj`, a preposition ("on", "with", "by"), `mod` (a name
before an act noun: "the Russian strike", "Russia's strike").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dualtrack.coding.actors import Mention
from dualtrack.coding.brackets import clause_of
from dualtrack.coding.breaks import bracket_end, breaks_at_comma
from dualtrack.coding.clauses import SUBORDINATING, Syntax, Verb
from dualtrack.coding.coordination import coordinated
from dualtrack.coding.marking import marker_of, may_own, party_left
from dualtrack.coding.subjects import subject_of

CLOSING = frozenset((",", ";", ":", "—", "–"))
"""Marks that part clauses."""
ENDMARKS = frozenset((";", ":", "—", "–", "(", ")", "“", "”", "•", '"'))
"""Marks that end the complements of what stands before them."""
BREAKING = ENDMARKS | {","}
HELPING = frozenset(("be_finite", "future", "would", "possible"))
"""Classes of words that open a verb's group."""
ENDING = HELPING | SUBORDINATING
"""Classes of words that may end a clause."""
REACH = 60
"""Words in which what a verb or a noun governs stands."""

OBJECTIVE, DATIVE = frozenset(("acc", "any")), frozenset(("dat",))

Roles = dict[str, list[Mention]]


@dataclass(slots=True)
class Zone:
    """The roles around a trigger, and the words [start, stop) in which its object and complements stand."""

    roles: Roles = field(default_factory=dict)
    start: int = 0
    stop: int = 0
    subject_start: int = 0

    def add(self, marker: str, mentions: list[Mention]) -> None:
        known = self.roles.get(marker)
        if known:
            known.extend(mention for mention in mentions if mention not in known)
        else:
            self.roles[marker] = list(mentions)


def first_of(roles: Roles, markers: Sequence[str]) -> list[Mention]:
    """The parties of the first of the markers that has any."""
    for marker in markers:
        if roles.get(marker):
            return list(roles[marker])
    return []


def complements_of(syntax: Syntax, verb: Verb) -> Zone:
    """Object and prepositional phrases to the right of a verb, up to the end of its clause."""
    zone = scan_right(syntax, verb.last)
    if syntax.words.brackets:
        _add_before(syntax, verb, zone)
    if syntax.words.marked:
        _add_left(syntax, verb, zone)
    return zone


def _add_before(syntax: Syntax, verb: Verb, zone: Zone) -> None:
    """What stands before a verb in a language of brackets: the phrases before a finite verb that is second, all that
    a verb at the end of its clause governs."""
    words, start = syntax.words, verb.group
    governs = verb.infinitive or clause_of(words, verb.group) is not None
    while start > 0 and words.folded[start - 1] not in CLOSING and start - 1 not in syntax.verb_at:
        start -= 1
    for mention in syntax.mentions:
        if start <= mention.first < verb.group:
            marker = _marker(syntax, mention, start)
            if marker != "obj" or governs:
                zone.add(marker, coordinated(syntax, mention))


def _add_left(syntax: Syntax, verb: Verb, zone: Zone) -> None:
    """What case marks before the verb: its object, and to whom ("Україні повернули тіла")."""
    dative, subjects = syntax.words.markers.cases.get("dat", ""), subject_of(syntax, verb)
    for marker, cases in (("obj", OBJECTIVE), (dative, DATIVE)):
        before = None if zone.roles.get(marker) else party_left(syntax, verb, subjects, cases)
        if before is not None and (cases is OBJECTIVE or "nom" not in before.forms):
            zone.add(marker, coordinated(syntax, before))
    _add_target(syntax, verb, zone)


def _add_target(syntax: Syntax, verb: Verb, zone: Zone) -> None:
    """At what an act is aimed, where that opens its clause ("По Одесі випустили 40 ракет")."""
    words = syntax.words
    for mention in reversed(syntax.mentions):
        if mention.last > verb.group:
            continue
        if any(words.folded[p] in CLOSING or p in syntax.verb_at for p in range(mention.last, verb.group)):
            return
        governed = syntax.preposition_before(mention.first)
        word = words.folded[governed] if governed is not None else ""
        aimed = word in words.targets or any(f"{word}:{case}" in words.targets for case in mention.forms)
        if word and aimed and word not in zone.roles:
            zone.add(word, coordinated(syntax, mention))


def scan_right(syntax: Syntax, start: int) -> Zone:
    """The roles of the words from `start` to the end of their clause."""
    words, zone, position = syntax.words, Zone(start=start), start
    folded, tags, mention_at, verb_at = words.folded, words.tags, syntax.mention_at, syntax.verb_at
    governor = verb_at.get(start - 1)
    of_verb = governor is not None and not governor.reduced  # "talks between Russia and Ukraine collapsed"
    end = min(len(folded), start + REACH)
    while position < end:
        mention = mention_at.get(position)
        if mention is not None and position == mention.first:
            if _is_compounded(syntax, mention):
                position = mention.last
                continue
            group = [item for item in coordinated(syntax, mention) if item.first >= start]
            other = next((item for item in group[1:] if of_verb and _opens_clause(syntax, item)), None)
            each = group[: group.index(other)] if other is not None else group
            zone.add(_marker(syntax, mention, start), each)
            if words.marked and position - 1 >= start and may_own(mention, words):
                zone.add(words.markers.owner[0], each)
            if other is not None:
                position = other.first - 1
                break
            position = max(group[-1].last if group else mention.last, position + 1)
            continue
        if folded[position] in BREAKING or tags[position] & ENDING or position in verb_at:
            closing = bracket_end(syntax, position)
            if closing is None and (_ends_clause(syntax, position, start) or breaks_at_comma(syntax, start, position)):
                break
            position = closing or position
        position += 1
    zone.stop = position
    return zone


def _opens_clause(syntax: Syntax, mention: Mention) -> bool:
    """ "struck Tyre, and Hezbollah fired": a name that a finite verb follows is its subject, not one more object."""
    verb = syntax.verb_at.get(mention.last)
    opens = verb is not None and verb.group == mention.last and verb.finite and not verb.reduced
    return opens and not syntax.words.marked


def _is_compounded(syntax: Syntax, mention: Mention) -> bool:
    """ "shot down U.S.-made missiles": a name that a hyphen joins to what it only qualifies."""
    words, hyphen = syntax.words, mention.last
    return words.word(hyphen) == "-" and words.starts[hyphen] == words.ends[hyphen - 1]


def _marker(syntax: Syntax, mention: Mention, start: int) -> str:
    governed = syntax.preposition_before(mention.first)
    far = governed is not None and mention.first - governed > 3
    if far and syntax.words.marked and "dat" in mention.forms and not mention.forms & {"acc", "any", "gen"}:
        return marker_of(mention, syntax.words)  # "про 2 млрд доларів допомоги Україні"
    if governed is not None and "agentive" in syntax.words.tag(governed + 1):
        return syntax.words.markers.agent[0]
    if governed is not None and governed >= start:
        return syntax.words.folded[governed]
    return marker_of(mention, syntax.words) if syntax.words.marked else "obj"


def _ends_clause(syntax: Syntax, position: int, start: int) -> bool:
    words = syntax.words
    if position in words.dated:
        return False
    if words.folded[position] in ENDMARKS:
        return True
    verb = syntax.verb_at.get(position)
    if verb is not None and verb.first >= start:
        return verb.dependent or not (verb.reduced and verb.form in ("past", "participle"))
    tags = words.tags[position]
    if tags & HELPING or position in syntax.clause_starts:
        return True
    return position > start and (position in syntax.relatives or "subordinator" in tags)
