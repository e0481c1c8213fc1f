"""What stands around a verb, as the conditions of a pack's rows name it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dualtrack.coding.actors import Mention
from dualtrack.coding.breaks import parts_attributes
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.conditions import Classes
from dualtrack.coding.marking import is_surely_subject
from dualtrack.coding.reduced import is_reduced
from dualtrack.coding.roles import Zone, complements_of
from dualtrack.coding.subjects import subject_of

ARMED = frozenset(("MIL", "REB", "UAF"))
"""Roles of those who hold ground by force."""
SUBJECT_REACH = 6
"""Words before a verb in which the head of its subject stands."""
OBJECT_REACH = 14
"""Words from a verb in which its object stands."""
SUBJECTS = frozenset(("he", "she", "it", "they", "pronoun"))
"""Classes of the pronouns that are subjects."""
ANTECEDENT = 3
"""Words before a relative clause in which the noun stands that it is about."""


@dataclass(slots=True)
class Surroundings:
    """The names of conditions that hold around a verb. A name is looked up only when a row asks for it: `name` for a
    noun of a class that can be the verb's object, `~name` in the verb's clause, `<name` in the words right before
    the verb, `^name` anywhere in the sentence, and what SHAPES tells, or a role that some party bears ("@against").
    What is looked for, verb by verb, is found once: its zone, its subjects, the span of its object."""

    syntax: Syntax
    verb: Verb
    classes: Classes
    _zone: Zone | None = None
    _subjects: list[Mention] | None = None
    _span: range | None = None
    _of_object: set[int] | None = None

    def tells(self, name: str) -> bool:
        """Whether the condition of a name holds."""
        mark = name[0]
        if mark == "@":
            shape = SHAPES.get(name)
            return shape(self) if shape is not None else bool(self.zone.roles.get(name[1:]))
        at = self.classes.get(name[1:] if mark in "~<^" else name)
        if at is None or mark == "^":
            return at is not None
        if mark in "~<":
            words = self.clause if mark == "~" else range(max(0, self.verb.group - SUBJECT_REACH), self.verb.group)
            return any(position in words for position in at)
        near = [position for position in at if position in self._reach]
        return bool(near) and not self.of_object.isdisjoint(near)

    @property
    def zone(self) -> Zone:
        if self._zone is None:
            self._zone = complements_of(self.syntax, self.verb)
        return self._zone

    @property
    def subjects(self) -> list[Mention]:
        if self._subjects is None:
            self._subjects = subject_of(self.syntax, self.verb)
        return self._subjects

    @property
    def objects(self) -> Sequence[Mention]:
        return self.zone.roles.get("obj", ())

    @property
    def undergoing(self) -> Sequence[Mention]:
        return self.subjects if self.verb.passive else self.objects

    @property
    def _reach(self) -> range:
        """The words beyond which no noun can be the verb's object, wherever its clause ends."""
        ordered = not self.verb.passive and not self.syntax.words.marked
        first = self.verb.last if ordered else self.verb.group - 2 * OBJECT_REACH
        return range(first, self.verb.last + OBJECT_REACH)

    @property
    def span(self) -> range:
        """The words in which the verb's object can stand."""
        if self._span is None:
            self._span = _object_span(self.syntax, self.verb, self.zone)
        return self._span

    @property
    def clause(self) -> range:
        """The words in which the rest of its clause is looked for: of a passive, what follows it too."""
        if not self.verb.passive:
            return self.span
        return range(self.span.start, max(self.span.stop, min(self.zone.stop, self.verb.last + OBJECT_REACH)))

    @property
    def of_object(self) -> set[int]:
        """The words whose nouns can be the verb's object: before it as they stand, but not its subject ("Russian drones
        destroyed"), after it up to a preposition."""
        if self._of_object is None:
            verb, span = self.verb, self.span
            words = set(range(span.start, min(span.stop, verb.group)))
            if words and not verb.passive:
                words -= {p for item in self.subjects if item.modifier for p in range(item.first, item.end + 1)}
            start = max(span.start, verb.last)
            if start < span.stop:
                words.update(range(start, _head_end(self.syntax, start, span.stop)))
            self._of_object = words
        return self._of_object

    def opens_noun(self) -> bool:
        """Whether a noun phrase follows the verb at once."""
        words, index = self.syntax.words, self.verb.last
        if index in words.dated:
            return False
        tags = words.tag(index)
        return bool(tags & {"determiner", "possessive_pronoun"}) or (not tags and words.word(index).isalpha())

    def has_infinitive(self, index: int) -> bool:
        after = self.syntax.verb_at.get(index)
        return after is not None and after.infinitive


SHAPES: Mapping[str, Callable[[Surroundings], bool]] = {
    "@party": lambda around: any(item.code or item.row == "given" for item in around.objects),
    "@person": lambda around: any(item.person and not item.modifier for item in around.objects),
    "@place": lambda around: any(item.place is not None for of in around.zone.roles.values() for item in of),
    "@place_object": lambda around: any(item.place is not None for item in around.objects),
    "@object": Surroundings.opens_noun,
    "@passive": lambda around: around.verb.passive,
    "@court": lambda around: any(item.role == "JUD" for item in around.subjects),
    "@gov": lambda around: any(item.role in ("GOV", "LEG") for item in around.subjects),
    "@several": lambda around: len({item.code for item in around.subjects if item.code}) > 1,
    "@military": lambda around: not around.verb.passive and any(item.role in ARMED for item in around.subjects),
    "@army": lambda around: any(item.role == "MIL" for item in around.undergoing),
    "@clause": lambda around: "complementiser" in around.syntax.words.tag(around.verb.last),
    "@infinitive": lambda around: (
        "infinitive" in around.syntax.words.tag(around.verb.last) and around.has_infinitive(around.verb.last)
    ),
    "@permits": lambda around: around.zone.stop > around.verb.last and around.has_infinitive(around.zone.stop),
}
"""What a row may ask of a verb's shape: @party, @person, @place_object (what its object is), @place (of any role),
@object (a noun phrase follows), @passive, @court, @gov (a state, its government or its officials act), @several
(parties of several states act), @military (an armed force acts), @army (a force undergoes), @clause, @infinitive, and
@permits (an infinitive after the object)."""


def _head_end(syntax: Syntax, start: int, stop: int) -> int:
    """The end of the object's noun phrase: before the first preposition that is not "of" and governs no number
    ("обменяли по 307 пленных", "fired about 60 rockets")."""
    words = syntax.words
    for position in range(start, stop):
        if "preposition" not in words.tags[position] or words.folded[position] in words.joining:
            continue
        counted = words.word(position + 1)[:1].isdigit() or "number_word" in words.tag(position + 1)
        bounds = counted and (words.marked or "approximating" in words.tags[position] | words.tag(position - 1))
        if position > start - counted and not bounds:
            return position
    return stop


def _object_span(syntax: Syntax, verb: Verb, zone: Zone) -> range:
    """The words in which a verb's object can stand: before a passive, else after, up to the clause's end; on either
    side where case, not order, marks it."""
    words = syntax.words
    if verb.passive and not words.marked:
        return range(_object_start(syntax, verb), verb.group)
    stop = min(zone.stop, verb.last + OBJECT_REACH)
    commas = (p for p in range(verb.last, stop) if words.folded[p] == ",")
    comma = next((p for p in commas if not parts_attributes(syntax, verb.last, p)), stop)
    if not words.marked:
        return range(verb.last, comma)
    return range(_with_antecedent(syntax, verb, _object_start(syntax, verb)), comma)


def _object_start(syntax: Syntax, verb: Verb) -> int:
    """The first word before a verb at which its object can stand."""
    words, start = syntax.words, verb.group
    while start > 0 and start > verb.group - OBJECT_REACH:
        mark, other = words.folded[start - 1], syntax.verb_at.get(start - 1)
        if mark in (";", ":") or (mark == "," and not verb.passive) or start - 1 in syntax.clause_starts:
            break
        joined = other is not None and (other.finite or other.infinitive)
        if other is not None and joined and not (verb.passive and is_reduced(syntax, other)):
            break
        start -= 1
    return start


def _with_antecedent(syntax: Syntax, verb: Verb, start: int) -> int:
    """ "генератори, які вона передала", "дронов, 103 из которых удалось сбить": where a relative pronoun is no subject,
    the noun before its clause is the object."""
    words, relative = syntax.words, start - 1
    if verb.passive or relative not in syntax.relatives:
        return start
    own = any(words.tags[p] & SUBJECTS for p in range(start, verb.group))
    own = own or any(start <= item.first < verb.group and is_surely_subject(item) for item in syntax.mentions)
    if not (own or verb.infinitive or "preposition" in words.tag(relative - 1)):
        return start
    opening = relative
    while opening > 0 and words.folded[opening] != "," and relative - opening < ANTECEDENT:
        opening -= 1
    return max(0, opening - ANTECEDENT)
