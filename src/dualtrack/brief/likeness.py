"""Likeness: when a name, a word or a place of prose is the one that a source holds, in any inflection or script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from dualtrack.brief.compare import same_place
from dualtrack.model.surface import Name, Surface, Word

BROAD = frozenset(("state", "government", "metonym", "population", "sides"))
"""Kinds of names that stand for a country as such: one may be said for another."""
ENDING = 3
"""Letters at the end of a word that inflection may change."""
SHORTEST_STEM = 3
SILENT = "AEIOUYH"
"""Letters that two scripts write too differently to compare."""


def same_name(said: Name, held: Name) -> bool:
    """Whether two names name one party or place. A country may be said for its capital or its government; a person,
    ministry or force only for itself; a name in no list must be spelt alike."""
    if said.name and said.name == held.name:
        return True
    if said.located or (said.place is not None and said.kind == "place"):
        return held.place is not None and said.place is not None and same_place(said.place, held.place)
    if not said.known or not held.known:
        return alike(said.text, held.text)
    return said.code is not None and said.code == held.code and (said.kind in BROAD or part_of_name(said, held))


def part_of_name(said: Name, held: Name) -> bool:
    """ "The Air Force" for "the Ukrainian Air Force": every word of the shorter name is one of the fuller."""
    return bool(said.name) and set(said.name.casefold().split()) <= set(held.name.casefold().split())


def same_source(said: Name, held: Name) -> bool:
    """Whether two sources are one. What somebody says may be said of the country, never of another body of it."""
    if said.code is None or held.code is None:
        return alike(said.text, held.text)
    if said.code != held.code:
        return False
    same_body = said.name == held.name or part_of_name(said, held) or part_of_name(held, said)
    if said.kind in BROAD and held.kind in BROAD:
        return same_body and (said.role == held.role or not said.role or not held.role)
    return same_body or said.kind in BROAD


def own_word(source: Name | None, prose: Surface) -> bool:
    """Whether nobody is the source, or somebody who acts in the prose."""
    return source is None or any(name.name == source.name and name.standing == "subject" for name in prose.names)


def among(said: Name, names: Iterable[Name]) -> bool:
    """Whether a name is among some others."""
    return any(same_name(said, held) and supports(held, said) for held in names)


def supports(held: Name, said: Name) -> bool:
    """Who acts in prose must be a party of the source too: neither only the source that told of it nor only a place
    where something happened; nor does a place's name speak for an army or a ministry."""
    acts = said.standing == "subject" and not said.speaks
    if held.kind == "place":
        return not acts and said.role in (None, held.role, "GOV")
    return not (acts and held.speaks)


def alike(one: str, other: str) -> bool:
    """Whether each word of the shorter name is in the longer by its stem; in two scripts, one by its consonants."""
    shorter, longer = sorted((one.casefold().split(), other.casefold().split()), key=len)
    if script(one) != script(other):
        return any(same_consonants(a, b) for a in shorter for b in longer)
    return all(any(same_stem(a, b) for b in longer) for a in shorter)


def same_stem(one: str, other: str) -> bool:
    """Whether two words differ in their endings only: by a common beginning of all but the last letters."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    shared = 0
    while shared < shorter and one[shared] == other[shared]:
        shared += 1
    longest = max(len(one), len(other))
    return shared >= max(SHORTEST_STEM, longest - ENDING) or (shared >= 5 and shared >= longest - ENDING - 1)


def script(word: str) -> str:
    """The script of a word by the Unicode name of its first letter."""
    return unicodedata.name(word[0], "").split(" ")[0] if word else ""


def same_consonants(one: str, other: str) -> bool:
    a, b = consonants(one), consonants(other)
    begins = a.startswith(b) or b.startswith(a)
    return len(a) >= 2 and (a == b or (len(a) >= 3 and begins and abs(len(a) - len(b)) < 2))


def consonants(word: str) -> str:
    """A word's consonants as the Unicode names of its letters give them ("BE", "ES"), one sound a letter."""
    kept = []
    for letter in word:
        name = unicodedata.name(letter, "").rsplit(" ", 1)[-1]
        sound = name[1:] if len(name) == 2 and name[0] == "E" else name[:1]
        if sound.isalpha() and sound not in SILENT:
            kept.append(sound)
    return "".join(kept)


def supported(word: Word, held: Surface, prose: Sequence[Word], language: str) -> bool:
    """Whether a word of prose stands in the source: by its stem, or by a sense that the lexicon gives to both. In one
    language a word that the prose repeats cannot bear a second one: "approved sanctions" is no "vetoed sanctions"."""
    if language != held.language:
        shared = word.senses & senses(held.words)
        return bool(shared) or all(agrees(kind(word.senses), kind(senses(held.words))) for kind in (types, fates))
    if any(same_stem(word.folded, other.folded) for other in held.words):
        return True
    free = [other for other in held.words if not any(same_stem(other.folded, own.folded) for own in prose)]
    if word.senses & senses(free):
        return True
    return any(same_stem(word.folded, part) for name in held.names for part in name.text.casefold().split())


def agrees(said: set[str], held: set[str]) -> bool:
    return not said or bool(said & held)


def senses(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(sense for word in words for sense in word.senses)


def types(found: Iterable[str]) -> set[str]:
    """The event types among some senses."""
    return {sense.split("/")[0] for sense in found if ":" not in sense}


def fates(found: Iterable[str]) -> set[str]:
    """What some senses tell of a commitment: kept, broken, expired ..."""
    return {sense for sense in found if sense.startswith("status:")}
