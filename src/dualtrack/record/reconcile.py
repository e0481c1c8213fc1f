"""Reconcile: the numbers that claims give for one happening, to low/best/high with the method named.

A figure is of one measure, what, unit and scope. Bounds that can all hold give the exact count; a true conflict gives
the outermost bounds and no best, unless a declared reliability sets one. The same speaker's later toll replaces the
earlier one; a body prevails over its own headline. What time or part-against-whole explains is no number conflict.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dualtrack.model import Claim, Conflict, ConflictKind, Document, Figure, Place, Qualifier, Source
from dualtrack.model.identity import content_id
from dualtrack.record.independence import by_name
from dualtrack.record.match import holds

TOLLS = ("killed", "wounded", "killed_or_wounded", "without_power", "hit")  # counts that grow as reports come in
PEOPLE = ("person", "civilian", "resident", "people")
RELIABLE = "high"


@dataclass(frozen=True, slots=True)
class Sources:
    """What reconciling needs of where claims come from."""

    documents: Mapping[str, Document]
    named: Mapping[str, Source]

    @classmethod
    def of(cls, documents: Mapping[str, Document], sources: Sequence[Source]) -> Sources:
        return cls(documents, by_name(sources))

    def said_on(self, claim: Claim) -> date:
        """When it was said; an unknown day sorts first, so that it never replaces a dated toll."""
        return self.documents[claim.document_id].published.last_day or date.min

    def voice(self, claim: Claim) -> str:
        """Who says it: the speaker where one is named, else the publisher."""
        if claim.speaker is not None:
            return claim.speaker.code or claim.speaker.text.casefold()
        return (self.documents[claim.document_id].publisher or claim.document_id).casefold()

    def reliability(self, claim: Claim) -> str | None:
        """high, medium or low for this kind of count, as sources.csv declares it for its voice or publisher."""
        quantity = claim.quantity
        assert quantity is not None
        document = self.documents[claim.document_id]
        speaker = claim.speaker.text.casefold() if claim.speaker else ""
        source = self.named.get(speaker) or self.named.get((document.publisher or "").casefold())
        if source is None:
            return None
        return next(
            (value for key, value in source.reliability.items() if key.partition(":")[0] == quantity.measure), None
        )


def reconcile(
    event: str, place: Place | None, claims: Sequence[Claim], sources: Sources
) -> tuple[list[Figure], list[Conflict]]:
    """The figures of one event and the conflicts between the claims behind them."""
    groups: dict[tuple[str, str, str | None, str | None], list[Claim]] = {}
    for claim in sorted(claims, key=lambda item: item.id):
        quantity = claim.quantity
        assert quantity is not None
        what = "person" if quantity.what in PEOPLE and quantity.measure in TOLLS else quantity.what
        groups.setdefault((quantity.measure, what, quantity.unit, scope_of(claim, place)), []).append(claim)
    figures, conflicts = [], []
    for (measure, what, unit, scope), group in sorted(groups.items(), key=lambda item: tuple(map(str, item[0]))):
        figure, conflict = reconcile_figure((event, measure, what, unit, scope), group, sources)
        figures.append(figure)
        conflicts += [conflict] if conflict else []
    return figures, conflicts + part_against_whole(figures, {claim.id: claim for claim in claims})


def scope_of(claim: Claim, place: Place | None) -> str | None:
    """The part that a number counts: its own scope, else a place within the event's, else None for the whole."""
    assert claim.quantity is not None
    if claim.quantity.scope:
        return claim.quantity.scope
    inner = claim.place
    if inner is None or inner.scale == "country" or (place is not None and inner.id == place.id):
        return None
    if place is None or holds(place, inner):
        return inner.name
    return None if holds(inner, place) else inner.name


def reconcile_figure(
    key: tuple[str, str, str, str | None, str | None], claims: Sequence[Claim], sources: Sources
) -> tuple[Figure, Conflict | None]:
    event, measure, what, unit, scope = key
    standing, superseded = supersede(claims, sources)
    low, high = intersection(standing)
    identity = content_id("fig", *key)

    def figure(low: float | None, best: float | None, high: float | None, method: str) -> Figure:
        ids = tuple(claim.id for claim in claims)
        return Figure(identity, event, measure, what, unit, scope, low, best, high, method, ids, superseded)

    if low <= high:
        best = best_of(standing, low, high)
        one = len(standing) == 1
        method = (
            "one claim" if one and len(claims) == 1 else "latest by the same speaker" if one else "all claims can hold"
        )
        return figure(finite(low), best, finite(high), method), None
    outer_low = min(bound for claim in standing for bound in ends(claim) if bound is not None)
    outer_high = max(bound for claim in standing for bound in ends(claim) if bound is not None)
    latest = later_toll(measure, standing, sources)
    if latest is not None:
        found = figure(outer_low, latest, outer_high, "latest toll; earlier ones were counted sooner")
        return found, Conflict(ConflictKind.WINDOW, tuple(claim.id for claim in standing), "counted at different times")
    trusted = [claim for claim in standing if sources.reliability(claim) == RELIABLE]
    conflict = Conflict(ConflictKind.NUMBER, tuple(claim.id for claim in standing), "the numbers cannot both hold")
    if trusted and len(trusted) < len(standing):
        t_low, t_high = intersection(trusted)
        best = best_of(trusted, t_low, t_high) if t_low <= t_high else None
        if best is not None and outer_low <= best <= outer_high:
            return figure(outer_low, best, outer_high, "declared reliability of the source"), conflict
    return figure(outer_low, None, outer_high, "outermost claims; sources disagree"), conflict


def supersede(claims: Sequence[Claim], sources: Sources) -> tuple[list[Claim], tuple[str, ...]]:
    """The claims that stand, and those that a later one by the same voice, or their own body, replaced."""
    bodies = {claim.document_id for claim in claims if not claim.headline}
    latest: dict[str, date] = {}
    for claim in claims:
        voice = sources.voice(claim)
        latest[voice] = max(latest.get(voice, date.min), sources.said_on(claim))
    standing: list[Claim] = []
    replaced: list[Claim] = []
    for claim in claims:
        old = sources.said_on(claim) < latest[sources.voice(claim)]
        titled = claim.headline and claim.document_id in bodies
        (replaced if old or titled else standing).append(claim)
    return standing, tuple(claim.id for claim in replaced)


def ends(claim: Claim) -> tuple[float | None, float | None]:
    quantity = claim.quantity
    assert quantity is not None
    low, high = quantity.low, quantity.high
    if quantity.qualifier in (Qualifier.ABOUT, Qualifier.NEARLY) and quantity.best is not None and low == high:
        return quantity.best * 0.9, quantity.best * 1.1
    return low, high


def intersection(claims: Sequence[Claim]) -> tuple[float, float]:
    bounds = [ends(claim) for claim in claims]
    low = max((bound for bound, _ in bounds if bound is not None), default=float("-inf"))
    high = min((bound for _, bound in bounds if bound is not None), default=float("inf"))
    return low, high


def finite(value: float) -> float | None:
    return None if value in (float("inf"), float("-inf")) else value


def best_of(claims: Sequence[Claim], low: float, high: float) -> float | None:
    """The exact count if a claim gives one; else the best of the last claim that has one, within the bounds."""
    quantities = [claim.quantity for claim in claims if claim.quantity]
    exact = [item.best for item in quantities if item.qualifier is Qualifier.EXACT and item.best is not None]
    rough = [item.best for item in quantities if item.best is not None and low <= item.best <= high]
    return exact[0] if exact else rough[-1] if rough else None


def later_toll(measure: str, claims: Sequence[Claim], sources: Sources) -> float | None:
    """Where a count grows as reports come in and the later claims are the higher: the last one's number."""
    days = {sources.said_on(claim) for claim in claims}
    if measure not in TOLLS or len(days) < 2:
        return None
    ordered = sorted(claims, key=sources.said_on)
    numbers = [next((bound for bound in ends(claim) if bound is not None), 0.0) for claim in ordered]
    if any(later < earlier for earlier, later in itertools.pairwise(numbers)):
        return None
    return numbers[-1]


def part_against_whole(figures: Sequence[Figure], claims: Mapping[str, Claim]) -> list[Conflict]:
    """Figures of a part beside a figure of the whole by another number: explained by scope, not a dispute."""
    found = []
    for whole in figures:
        if whole.scope is not None:
            continue
        for part in figures:
            same = (part.measure, part.what, part.unit) == (whole.measure, whole.what, whole.unit)
            if part.scope and same and (part.low, part.best, part.high) != (whole.low, whole.best, whole.high):
                pair = (whole.claims[0], part.claims[0])
                if claims[pair[0]].document_id != claims[pair[1]].document_id:
                    found.append(Conflict(ConflictKind.SCOPE, pair, f"one counts {part.scope} alone"))
    return found


def rule(figure: Figure, value: float, by: str) -> Figure:
    """A figure as an editor's decision sets it; the claims' own bounds stay beside it."""
    low = min(value, figure.low if figure.low is not None else value)
    high = max(value, figure.high if figure.high is not None else value)
    return replace(figure, low=low, best=value, high=high, method=f"set by {by}")
