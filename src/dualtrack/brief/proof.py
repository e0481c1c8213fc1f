"""Proof: prose that is not ours against the sources that it cites, role by role. What cannot be checked is refused.

Numbers are compared with what they count and with their measure, parties in their roles, acts by type, polarity and
reality, dates, places and attributions each with those of the cited sentences; a word that none of them holds is named.
A sentence that differs nowhere is proven; one that states nothing a record can hold is an interpretation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dualtrack.brief.compare import Difference
from dualtrack.brief.proof_acts import of_acts, of_mood, of_polarity, of_sources, of_words
from dualtrack.brief.proof_facts import of_dates, of_names, of_numbers
from dualtrack.model import When
from dualtrack.model.surface import Surface

PROVEN, REFUSED, INTERPRETATION = "proven", "refused", "interpretation"


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that prose cites: its surface, when its own claims happened, and who published it."""

    surface: Surface
    when: tuple[When, ...] = ()
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One sentence of prose: `status` is proven, refused or interpretation, with every difference that was found."""

    text: str
    status: str
    differences: tuple[Difference, ...] = ()


def prove(prose: Surface, cited: Sequence[Cited]) -> Proof:
    """Compare one sentence with the sentences that it cites. It may say less than they do, never something else."""
    if not prose.checkable and not prose.names:
        return Proof(prose.text, INTERPRETATION)
    held = merged([item.surface for item in cited], prose.language)
    publishers = [item.publisher for item in cited if item.publisher]
    whens = [when for item in cited for when in item.when]
    found = [
        *of_numbers(prose, held),
        *of_names(prose, held),
        *of_dates(prose, held, whens),
        *of_acts(prose, held),
        *of_polarity(prose, held),
        *of_mood(prose, held),
        *of_sources(prose, held, publishers),
        *of_words(prose, held),
    ]
    return Proof(prose.text, REFUSED if found else PROVEN, tuple(dict.fromkeys(found)))


def merged(surfaces: Sequence[Surface], language: str) -> Surface:
    """The cited sentences as one; in the language of the prose if any of them is."""
    if len(surfaces) == 1:
        return surfaces[0]
    own = [item.language for item in surfaces if item.language == language]
    return Surface(
        " ".join(item.text for item in surfaces),
        own[0] if own else (surfaces[0].language if surfaces else language),
        names=tuple(name for item in surfaces for name in item.names),
        numbers=tuple(number for item in surfaces for number in item.numbers),
        dates=tuple(dated for item in surfaces for dated in item.dates),
        sources=tuple(dict.fromkeys(source for item in surfaces for source in item.sources)),
        doings=tuple(doing for item in surfaces for doing in item.doings),
        words=tuple(word for item in surfaces for word in item.words),
        negations=sum(item.negations for item in surfaces),
        moods=frozenset(mood for item in surfaces for mood in item.moods),
        hedged=all(item.hedged for item in surfaces),
    )
