"""Reconcile: the numbers that claims give for one happening, to low/best/high with the method named.

A figure is of one measure, what, unit and scope. Bounds that can all hold give the exact count; a true conflict gives
the outermost bounds and no best, unless a declared reliability sets one. The same speaker's later count replaces the
earlier one that it contradicts; a body prevails over its own headline. What time or part-against-whole explains is no
number conflict.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dualtrack.model import Claim, Conflict, ConflictKind, Figure, Place, Precision, Qualifier
from dualtrack.model.identity import content_id
from dualtrack.record.counted import TOLLS, by_model, counted, ends
from dualtrack.record.parts import Groups, add_wholes, added_up
from dualtrack.record.report import Bounds, hours_of, meet
from dualtrack.record.sources import Sources

STATES = ("without_power", "held", "deployed", "frozen")  # a later number is a new state, no correction
RELIABLE = "high"
SUM = "sum of the rows of one data set"
Key = tuple[str, str, str, str | None, str | None]


@dataclass
class Found:
    """The figures and conflicts of one event, as they are made."""

    figures: list[Figure] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    windows: set[str] = field(default_factory=set)


def reconcile(
    event: str, place: Place | None, claims: Sequence[Claim], sources: Sources, told_of: Mapping[str, Place]
) -> Found:
    """The figures of one event and the conflicts between the claims behind them. `place` is that whose numbers count
    the whole; `told_of` are the places of numbers that name none, by claim."""
    groups: Groups = {}
    kinds = frozenset((claim.quantity.measure, claim.quantity.what) for claim in claims if claim.quantity)
    for claim in sorted(claims, key=lambda item: item.id):
        act = sources.act_of(claim)
        key = counted(claim, act, told_of.get(claim.id, claim.place), place, kinds)
        groups.setdefault(key, []).append(claim)
    add_wholes(groups)
    found = Found()
    for (measure, what, unit, scope, value), group in sorted(groups.items(), key=lambda item: tuple(map(str, item[0]))):
        reconcile_group((event, measure, what, unit, scope), value, group, sources, found)
    places = [figure for figure in found.figures if figure.id not in found.windows]
    found.conflicts += part_against_whole(places, {claim.id: claim.document_id for claim in claims})
    return found


def reconcile_group(key: Key, value: Bounds | None, claims: Sequence[Claim], sources: Sources, found: Found) -> None:
    """Claims of one measure, what, unit and scope: one figure, or one for each window that they count."""
    claims, members = added_up(claims, sources)
    standing, replaced = supersede(claims, sources)
    whole, parts = wholes(standing, sources)
    windows = [whole] if can_hold(whole) else by_window(whole, sources)
    for index, window in enumerate(windows):
        extra = [*replaced, *parts] if index == 0 else []
        own = (*key[:4], key[4] if index == 0 else joined(key[4], window_name(window[0], sources)))
        identity = content_id("fig", *own, *(() if value is None else (value,)))
        kept = sorted((*window, *extra), key=lambda claim: claim.id)
        superseded = tuple(key for claim in kept if claim in replaced for key in members[claim.id])
        figure, conflict = settle(own[1], window, bool(replaced), bool(parts) and index == 0, sources)
        if len(window) == 1 and len(members[window[0].id]) > 1:
            figure = (*figure[:3], SUM)
        ids = tuple(sorted(key for claim in kept for key in members[claim.id]))
        found.windows |= {identity} if index else set()
        found.figures.append(Figure(identity, *own, *figure, ids, superseded))
        if conflict is not None:
            told = tuple(sorted(key for item in conflict.claims for key in members[item]))
            found.conflicts.append(replace(conflict, claims=told))
    telling = {claim.document_id for claim in whole}
    models = [claim for claim in parts if by_model(claim) and claim.document_id not in telling]
    if models:
        ids = tuple(sorted(key for claim in (whole[0], *models) for key in members[claim.id]))
        found.conflicts.append(Conflict(ConflictKind.SCOPE, ids, "some count a model alone"))
    if len(windows) > 1:
        ids = tuple(sorted(key for window in windows for claim in window for key in members[claim.id]))
        found.conflicts.append(Conflict(ConflictKind.WINDOW, ids, "counted over different times"))


def joined(scope: str | None, window: str) -> str:
    return f"{scope}, {window}" if scope else window


def settle(
    measure: str, claims: Sequence[Claim], replaced: bool, parts: bool, sources: Sources
) -> tuple[tuple[float | None, float | None, float | None, str], Conflict | None]:
    """low, best, high and the method for claims of one window, and the conflict between them if there is one."""
    low, high = intersection(claims)
    if low <= high:
        method = (
            "latest by the same speaker" if replaced and len(claims) == 1
            else "the whole, of which parts are told too" if parts
            else "one claim" if len(claims) == 1 else "all claims can hold"
        )  # fmt: skip
        return (finite(low), best_of(claims, low, high), finite(high), method), None
    ids = tuple(claim.id for claim in clashing(claims))
    outer = [bound for claim in claims for bound in ends(claim) if bound is not None]
    latest = later_toll(measure, claims, sources)
    if latest is not None:
        conflict = Conflict(ConflictKind.WINDOW, ids, "counted at different times")
        return (min(outer), latest, max(outer), "latest toll; earlier ones were counted sooner"), conflict
    conflict = Conflict(ConflictKind.NUMBER, ids, "the numbers cannot both hold")
    trusted = [claim for claim in claims if sources.reliability(claim) == RELIABLE]
    if trusted and len(trusted) < len(claims) and can_hold(trusted):
        best = best_of(trusted, *intersection(trusted))
        if best is not None:
            return (min(outer), best, max(outer), "declared reliability of the source"), conflict
    return (min(outer), None, max(outer), "outermost claims; sources disagree"), conflict


def supersede(claims: Sequence[Claim], sources: Sources) -> tuple[list[Claim], list[Claim]]:
    """The claims that stand, and those that their own body, or a later count by the same voice, contradicts."""
    if can_hold(claims):
        return list(claims), []
    bodies = {claim.document_id for claim in claims if not claim.headline}
    standing: list[Claim] = []
    replaced: list[Claim] = []
    for claim in claims:
        titled = claim.headline and claim.document_id in bodies
        old = any(corrects(other, claim, sources) for other in claims)
        (replaced if old or titled else standing).append(claim)
    return standing, replaced


def corrects(later: Claim, earlier: Claim, sources: Sources) -> bool:
    assert later.quantity is not None
    if later.quantity.measure in STATES or meet(ends(later), ends(earlier)):
        return False
    return sources.later(later, earlier) and sources.one_voice(later, earlier)


def wholes(claims: Sequence[Claim], sources: Sources) -> tuple[list[Claim], list[Claim]]:
    """The claims that count the whole, and those that count a part beside a greater number: by the name of a model
    beside a count of all, or in an account that gives both. An article does not contradict itself, unless it quotes two
    speakers."""
    if can_hold(claims):
        return list(claims), []
    whole: list[Claim] = []
    parts: list[Claim] = []
    for claim in claims:
        part = any(is_within(claim, other, sources) for other in claims)
        (parts if part else whole).append(claim)
    return whole, parts


def is_within(part: Claim, whole: Claim, sources: Sources) -> bool:
    """Whether a smaller number counts a part of a greater one."""
    if size(whole) <= size(part) or meet(ends(whole), ends(part)):
        return False
    if by_model(part) and not by_model(whole):
        return True
    # What an article says itself is of any account in it.
    unspoken = part.speaker is None or whole.speaker is None
    return part.document_id == whole.document_id and (unspoken or sources.one_voice(part, whole))


def size(claim: Claim) -> float:
    return max(bound for bound in ends(claim) if bound is not None)


def by_window(claims: Sequence[Claim], sources: Sources) -> list[list[Claim]]:
    """Claims by the days that they count, where that explains why their numbers differ; the most told first,
    of equals the one told first.

    Windows of which one and the same count is told are one, named in two ways; so is one of which no count is told
    but bounds that the other's counts keep."""
    windows: dict[str, list[Claim]] = {}
    for claim in claims:
        windows.setdefault(window_name(claim, sources), []).append(claim)
    undated = windows.pop("", [])
    groups: list[list[Claim]] = []
    order = sorted(windows.items(), key=lambda item: (-len(item[1]), min(map(sources.said_on, item[1])), item[0]))
    for _, group in order:
        alike = next((other for other in groups if told_alike(group, other)), None)
        groups.append(group) if alike is None else alike.extend(group)
    groups = groups or [[]]
    return [[*groups[0], *undated], *groups[1:]]


def told_alike(window: Sequence[Claim], other: Sequence[Claim]) -> bool:
    own = counts(window)
    kept = all(any(meet(ends(claim), ends(another)) for another in other) for claim in window)
    return bool(own & counts(other)) or (not own and kept)


def counts(claims: Sequence[Claim]) -> set[float]:
    """The exact counts that claims give."""
    given = [claim.quantity for claim in claims if claim.quantity is not None]
    return {item.best for item in given if item.best is not None and item.qualifier is Qualifier.EXACT}


def window_name(claim: Claim, sources: Sources) -> str:
    """The days, and the hours of a day, that a number counts; of a state, also the day on which it was said to hold."""
    first, last = claim.when.first_day, claim.when.last_day
    if first is None or last is None:
        name = f"from {first}" if first else f"until {last}" if last else ""
    elif claim.when.precision is Precision.PART_OF_DAY and first != last:
        name = f"night to {last}"  # not the whole of both days
    else:
        name = f"{first}" if first == last else f"{first} to {last}"
    hours = hours_of(claim.when)
    if hours is not None:
        name += ", {:02}:{:02} to {:02}:{:02}".format(*divmod(hours[0], 60), *divmod(hours[1], 60))
    if claim.quantity is not None and claim.quantity.measure in STATES:
        return f"{name}, said {sources.said_on(claim)}".removeprefix(", ")
    return name


def intersection(claims: Sequence[Claim]) -> tuple[float, float]:
    bounds = [ends(claim) for claim in claims]
    low = max((bound for bound, _ in bounds if bound is not None), default=float("-inf"))
    high = min((bound for _, bound in bounds if bound is not None), default=float("inf"))
    return low, high


def can_hold(claims: Sequence[Claim]) -> bool:
    low, high = intersection(claims)
    return low <= high


def clashing(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that contradict at least one other."""
    return [claim for claim in claims if any(not meet(ends(claim), ends(other)) for other in claims)]


def finite(value: float) -> float | None:
    return None if value in (float("inf"), float("-inf")) else value


def best_of(claims: Sequence[Claim], low: float, high: float) -> float | None:
    """The exact count if a claim gives one; else the best of the claim with the narrowest bounds, within the rest's."""
    stated = [(claim.quantity, *ends(claim)) for claim in claims if claim.quantity and claim.quantity.best is not None]
    exact = [item.best for item, _, _ in stated if item.qualifier is Qualifier.EXACT]
    rough = [
        (float("inf") if bottom is None or top is None else top - bottom, item.best)
        for item, bottom, top in stated
        if item.best is not None and low <= item.best <= high
    ]
    return exact[0] if exact else min(rough)[1] if rough else None


def later_toll(measure: str, claims: Sequence[Claim], sources: Sources) -> float | None:
    """Where a count grows as reports come in and the claims of each later day, or minute where all give it, are the
    higher: the last number."""
    if measure not in TOLLS:
        return None
    groups = sources.in_turn(claims)
    if len(groups) < 2 or not all(map(can_hold, groups)):
        return None
    numbers = [best_of(group, *intersection(group)) or max(map(size, group)) for group in groups]
    return numbers[-1] if all(low <= high for low, high in itertools.pairwise(numbers)) else None


def part_against_whole(figures: Sequence[Figure], document_of: Mapping[str, str]) -> list[Conflict]:
    """Figures of a part beside a figure of the whole by another number: explained by scope, not a dispute. Where one
    article gives both there is nothing to explain."""
    found = []
    for whole, part in itertools.product(figures, figures):
        same = (part.measure, part.what, part.unit) == (whole.measure, whole.what, whole.unit)
        if whole.scope is None and part.scope and same and not meet((part.low, part.high), (whole.low, whole.high)):
            telling = [{document_of[key] for key in figure.claims} for figure in (whole, part)]
            if not telling[0] & telling[1]:
                pair = (whole.claims[0], part.claims[0])
                found.append(Conflict(ConflictKind.SCOPE, pair, f"one counts {part.scope} alone"))
    return found


def rule(figure: Figure, value: float, by: str) -> Figure:
    """A figure as an editor's decision sets it; the claims' own bounds stay beside it."""
    low = min(value, figure.low if figure.low is not None else value)
    high = max(value, figure.high if figure.high is not None else value)
    return replace(figure, low=low, best=value, high=high, method=f"set by {by}")
