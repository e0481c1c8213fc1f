"""Proof of acts: who does what, whether it took place, and on whose word, against what the sources hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dualtrack.brief.compare import Difference, differ
from dualtrack.brief.likeness import alike, among, own_word, same_source, supported
from dualtrack.model import Reality
from dualtrack.model.surface import Doing, Name, Surface

SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")
UNREAL = frozenset((Reality.PLANNED, Reality.HYPOTHETICAL, Reality.DEMANDED, Reality.THREATENED))
UNREAL_MOODS = frozenset(reality.value for reality in UNREAL)
PART = 0.85
"""Prose with no more than this share of its source's words takes up a part of it."""
TELLING_MOODS = frozenset(("planned", "demanded", "threatened"))
REALITIES = frozenset(reality.value for reality in Reality)
CHANGED_MOODS = frozenset(("postponed", "cancelled"))


def of_acts(prose: Surface, held: Surface) -> Iterator[Difference]:
    """The parties of each act against those of the act of its type that differs least."""
    for doing in prose.doings:
        found = [list(between(doing, other)) for other in held.doings if other.event_type == doing.event_type]
        if found:
            yield from min(found, key=len)


def between(said: Doing, held: Doing) -> Iterator[Difference]:
    if said.event_type not in SYMMETRIC:
        yield from of_parties(said.actors, held.actors, "actor")
        yield from of_parties(said.recipients, held.recipients, "recipient")


def of_parties(said: Sequence[Name], held: Sequence[Name], role: str) -> Iterator[Difference]:
    for name in said:
        if name.kind == "place" or not held or same_land(name, held):
            continue
        if not among(replace(name, located=False), held):
            yield differ(role, name.text, ", ".join(other.text for other in held))


def same_land(name: Name, held: Sequence[Name]) -> bool:
    """Whether a party is the land, or stands in the land, of one that the source names in this role."""
    return any(name.code is not None and name.code == other.code for other in held)


def of_polarity(prose: Surface, held: Surface) -> Iterator[Difference]:
    """Whether what negates is odd in the one and even in the other; what denies or refuses negates too. Prose that
    takes up a part of its source may leave a negation behind, if each of its acts is negated as in the source."""
    said, had = force_of_negation(prose), force_of_negation(held)
    odd = said % 2 != had % 2 and (said % 2 or not left_behind(prose, held))
    moved = bool(said) and shorter(prose, held) and both_act(prose, held) and not matched(prose, held, denied)
    if odd or moved:
        yield differ("polarity", f"{said} negations", f"{had} negations")


def left_behind(prose: Surface, held: Surface) -> bool:
    """Whether the source's negation may stand in what the prose leaves out: much is, and its acts are as they were."""
    return shorter(prose, held) and matched(prose, held, denied)


def denied(doing: Doing) -> bool:
    return doing.reality is Reality.DENIED


def shorter(prose: Surface, held: Surface) -> bool:
    return len(prose.text.split()) <= PART * len(held.text.split())


def force_of_negation(surface: Surface) -> int:
    return surface.negations + int(Reality.DENIED in surface.moods)


def of_mood(prose: Surface, held: Surface) -> Iterator[Difference]:
    """Words of mood that only the one has, where the acts themselves do not agree; a change of plan likewise."""
    said, had = prose.moods & UNREAL_MOODS, held.moods & UNREAL_MOODS
    if bool(said) != bool(had) and (said or not matched(prose, held, reality_class)):
        yield differ("reality", ", ".join(sorted(said)) or "a fact", ", ".join(sorted(had)) or "a fact")
    elif both_act(prose, held) and (not said or weakened(prose, held)) and not matched(prose, held, reality_class):
        yield differ("reality", prose.doings[0].reality, held.doings[0].reality)
    if prose.moods & CHANGED_MOODS != held.moods & CHANGED_MOODS:
        yield differ("reality", ", ".join(sorted(prose.moods)), ", ".join(sorted(held.moods)))


def weakened(prose: Surface, held: Surface) -> bool:
    """Whether one of the source's moods is gone from the prose, or one of the classes of words that mark mood."""
    return bool((held.moods - prose.moods) & TELLING_MOODS) or prose.moods - REALITIES != held.moods - REALITIES


def both_act(prose: Surface, held: Surface) -> bool:
    return bool({doing.event_type for doing in prose.doings} & {doing.event_type for doing in held.doings})


def reality_class(doing: Doing) -> str:
    return "ahead" if doing.reality in UNREAL else "fact"


def matched(prose: Surface, held: Surface, feature: Callable[[Doing], object]) -> bool:
    """Whether every act of the prose has one of its type in the sources that is alike in a feature."""
    return bool(prose.doings) and all(
        any(other.event_type == doing.event_type and feature(other) == feature(doing) for other in held.doings)
        for doing in prose.doings
    )


def of_sources(prose: Surface, held: Surface, publishers: Sequence[str]) -> Iterator[Difference]:
    """No attribution may be dropped, changed or added; what a paper reports may be said to be that paper's."""
    for source in prose.sources:
        known = any(same_source(source, other) for other in held.sources)
        if not known and not printed(replace(prose, sources=(source,)), publishers):
            yield differ("attribution", source.text, ", ".join(other.text for other in held.sources) or "nobody")
    others = [source for source in held.sources if not own_word(source, prose)]
    named = any(same_source(source, other) for source in prose.sources for other in others)
    outside = shorter(prose, held) and matched(prose, held, lambda doing: doing.source is None)
    if others and not named and not outside and not printed(prose, publishers):
        yield differ("attribution", "nobody", ", ".join(other.text for other in others))
    if held.hedged and not prose.hedged:
        yield differ("attribution", "without a hedge", "hedged")


def printed(prose: Surface, publishers: Sequence[str]) -> bool:
    """Whether the prose names the paper as its source."""
    return any(alike(source.text, publisher) for source in prose.sources for publisher in publishers)


def of_words(prose: Surface, held: Surface) -> Iterator[Difference]:
    """Words that no source holds in any form or sense; the names of sources are compared as sources."""
    named = {part for source in prose.sources for part in source.text.casefold().split()}
    for word in prose.words:
        if word.compared and word.folded not in named and not supported(word, held, prose.words, prose.language):
            yield differ("words", word.folded, "")
