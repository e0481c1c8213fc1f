"""Under what conditions a row of the pack applies: classes of nouns near it, and what follows its verb."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.roles import Zone
from dualtrack.model import PackRow

ARMED = frozenset(("MIL", "REB", "UAF"))
"""Roles of those who hold ground by force."""
SUBJECT_REACH = 6
"""Words before a verb in which the head of its subject stands."""


def classes_at(syntax: Syntax) -> dict[int, set[str]]:
    """The object classes of each word, by the class lists of the language pack."""
    at: dict[int, set[str]] = {}
    for hit in syntax.words.hits.get("class", ()):
        if hit.entry.form.startswith("ins"):
            continue  # "уничтожили авиабомбами": by what, not what
        name = hit.entry.row if isinstance(hit.entry.row, str) else hit.entry.row.id
        at.setdefault(hit.last - 1, set()).add(name)
    return at


def fits(row: PackRow, classes: set[str]) -> bool:
    """Whether a row's object condition holds: one of its classes present, none of those it excludes ("!name"), all
    of those it needs ("&name"). A name may carry the mark of where it stands (see wider_classes)."""
    wanted, barred, needed = _parted(row.objects)
    return (not wanted or bool(wanted & classes)) and not barred & classes and needed <= classes


def may_fit(row: PackRow, names: Set[str]) -> bool:
    """Whether a row's object condition could hold in a sentence that has the classes `names` at all: what stands
    around the verb ("@party") can only be told by reading it."""
    wanted, needed = _named_classes(row.objects)
    return (wanted is None or not wanted.isdisjoint(names)) and needed <= names


@lru_cache(maxsize=4096)
def _named_classes(objects: frozenset[str]) -> tuple[frozenset[str] | None, frozenset[str]]:
    """The classes of which an object condition wants one (None: it can hold without any), and those it needs."""
    wanted, _, needed = _parted(objects)
    bare = frozenset(name.lstrip("~<^") for name in wanted)
    free = not wanted or any(name.startswith("@") for name in bare)
    return None if free else bare, frozenset(name.lstrip("~<^") for name in needed if "@" not in name)


@lru_cache(maxsize=4096)
def _parted(objects: frozenset[str]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The names of an object condition: of which one is wanted, those it excludes, those it needs."""
    wanted = frozenset(name for name in objects if name[0] not in "!&")
    barred = frozenset(name[1:] for name in objects if name.startswith("!"))
    return wanted, barred, frozenset(name[1:] for name in objects if name.startswith("&"))


def choose(rows: list[PackRow], classes: set[str]) -> PackRow | None:
    """The row whose object condition holds; a condition met is worth more than none; then the pack's order."""
    fitting = [row for row in rows if fits(row, classes)]
    met = [row for row in fitting if any(not name.startswith("!") for name in row.objects)]
    return next(iter(met or fitting), None)


def classes_in(classes: dict[int, set[str]], span: tuple[int, int]) -> set[str]:
    first, last = span
    return {name for position, names in classes.items() if first <= position < last for name in names}


def wider_classes(syntax: Syntax, verb: Verb, classes: dict[int, set[str]], span: tuple[int, int]) -> set[str]:
    """Classes beyond the object's noun phrase: `~name` in the verb's clause, `<name` in the words right before the
    verb, `^name` anywhere in the sentence."""
    before = (max(0, verb.group - SUBJECT_REACH), verb.group)
    marked = {"~": span, "<": before, "^": (0, len(syntax.words))}
    return {f"{mark}{name}" for mark, words in marked.items() for name in classes_in(classes, words)}


def head_end(syntax: Syntax, start: int, stop: int) -> int:
    """The end of the object's noun phrase: before the first preposition that is not "of" and governs no number
    ("обменяли по 307 пленных")."""
    words = syntax.words
    for position in range(start, stop):
        counted = words.word(position + 1)[:1].isdigit()
        joins = words.folded[position] in words.joining
        if "preposition" in words.tags[position] and not joins and position > start - counted:
            if counted and words.marked:
                continue
            return min(position, stop)
    return stop


def shape_of(syntax: Syntax, verb: Verb, zone: Zone, subjects: list[Mention]) -> set[str]:
    """What stands around a verb, as conditions that rows may name: @party, @person, @place, @place_object, @infinitive,
    @object, @passive, @military (an armed force acts), @army (a force undergoes), @court, @gov (a state, its government
    or its officials act), @several (parties of several states act), @clause, @permits (an infinitive after the object),
    and a preposition with a party after it (@against)."""
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
    opens_noun = words.tag(index) & {"determiner", "possessive_pronoun"} or (
        words.word(index).isalpha() and not words.tag(index)
    )
    if opens_noun and index not in words.dated:
        shape.add("@object")
    if any(mention.person and not mention.modifier for mention in zone.roles.get("obj", ())):
        shape.add("@person")
    if any(mention.place is not None for mention in zone.roles.get("obj", ())):
        shape.add("@place_object")
    if any(mention.role == "JUD" for mention in subjects):
        shape.add("@court")
    if verb.passive:
        shape.add("@passive")
    undergoing = subjects if verb.passive else zone.roles.get("obj", ())
    if any(mention.role == "MIL" for mention in undergoing):
        shape.add("@army")
    if any(mention.role in ARMED for mention in subjects) and not verb.passive:
        shape.add("@military")
    if any(mention.role in ("GOV", "LEG") for mention in subjects):
        shape.add("@gov")
    if len({mention.code for mention in subjects if mention.code}) > 1:
        shape.add("@several")
    if "complementiser" in words.tag(index):
        shape.add("@clause")
    after = syntax.verb_at.get(zone.stop)
    if after is not None and after.infinitive and zone.stop > verb.last:
        shape.add("@permits")
    return shape
