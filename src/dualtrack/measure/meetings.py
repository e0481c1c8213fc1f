"""Meetings: is a party being left out of the meetings about it?

Two periods are compared: of the meetings about a party, the share held without it, later less earlier. The null is a
permutation of whole episodes of diplomacy between the periods (Fisher 1935; Good 2005, section 3), so that meetings
that hang together move together; max-T over every party that is asked about (Westfall and Young 1993). The interval
holds each change that the permutation test does not reject (Hodges and Lehmann 1963).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack.errors import InvalidValue
from dualtrack.measure.episodes import Untestable, merge
from dualtrack.measure.jitter import Null, max_t, p_value
from dualtrack.measure.network import Flags
from dualtrack.measure.proportions import detectable_change
from dualtrack.measure.timing import written_p
from dualtrack.model import Check, Finding
from dualtrack.model.finding import NOT_SUPPORTED, SUPPORTED

Floats = NDArray[np.float64]
METHOD = "permutation of episodes of meetings between two periods, max-T over parties (Westfall and Young 1993)"
LEVEL = 0.05
FEWEST_EPISODES = 5
"""Episodes about a party that each period needs: with fewer, no permutation can be rare enough."""


def meetings(
    attendance: Any,
    days: Any,
    parties: Sequence[str],
    *,
    about: Any = None,
    split: int | None = None,
    draws: int = 9999,
    seed: int = 0,
    name: str = "meetings.sidelining",
) -> Finding:
    """Test whether any party is left out of more of the meetings about it in the later period than in the earlier.

    attendance: who sat in, shape (meetings, parties); days: day index of each meeting; about: which meetings are about
    which party (default all of them about all). `split` is the first day of the later period (default: the day that
    halves the episodes). The estimate is the change of the share held without the party whose change is largest beside
    its chance; its interval and p-value are adjusted for having looked at every party.
    Raises InvalidValue for arrays whose shapes do not agree.
    """
    present = np.asarray(attendance, dtype=bool)
    concerned = np.ones_like(present) if about is None else np.asarray(about, dtype=bool)
    when = np.asarray(days, dtype=np.int64)
    if present.shape != (when.size, len(parties)) or concerned.shape != present.shape:
        raise InvalidValue(
            f"attendance {present.shape} and about {concerned.shape} must be {when.size} meetings by "
            f"{len(parties)} parties"
        )
    try:
        episodes = episodes_of(present, concerned, when, split)
        return tested(episodes, parties, draws, seed, name)
    except Untestable as reason:
        says = f"Whether a party is being left out of the meetings about it cannot be tested: {reason}."
        return Finding(name, says, METHOD, unit="change of share", why=str(reason), n=int(when.size))


@dataclass(frozen=True, slots=True)
class Episodes:
    """Meetings at most two days apart as one episode: counts of meetings about each party and of those held without
    it, shape (episodes, parties), and which episodes are of the later period. `split` is that period's first day."""

    concerned: Floats
    without: Floats
    later: Flags
    split: int
    asked: tuple[int, ...]


def episodes_of(present: Flags, concerned: Flags, when: NDArray[np.int64], split: int | None) -> Episodes:
    """Merge meetings into episodes and halve them. Raises Untestable where a period holds too few."""
    spans = merge(sorted((int(day), int(day)) for day in when))
    firsts = np.array([first for first, _ in spans], dtype=np.int64)
    of_meeting = np.searchsorted(firsts, when, side="right") - 1
    about, without = (np.zeros((len(spans), present.shape[1])) for _ in range(2))
    np.add.at(about, of_meeting, concerned.astype(np.float64))
    np.add.at(without, of_meeting, (concerned & ~present).astype(np.float64))
    if len(spans) < 2 * FEWEST_EPISODES:
        raise Untestable(f"{len(spans)} episodes of meetings; at least {2 * FEWEST_EPISODES} are needed")
    cut = int(firsts[len(spans) // 2]) if split is None else split
    later = firsts >= cut
    enough = [
        party
        for party in range(present.shape[1])
        if min(int((about[later, party] > 0).sum()), int((about[~later, party] > 0).sum())) >= FEWEST_EPISODES
        and 0 < without[:, party].sum() < about[:, party].sum()
    ]
    if not enough:
        raise Untestable(
            f"no party has {FEWEST_EPISODES} episodes of meetings about it in each period, some with it and some "
            "without"
        )
    return Episodes(about, without, later, cut, tuple(enough))


def changes(episodes: Episodes, later: Flags) -> Floats:
    """Later less earlier share held without each party asked about; `later`: (..., episodes) -> (..., asked)."""
    concerned, without = (table[:, episodes.asked] for table in (episodes.concerned, episodes.without))
    flags = later.astype(np.float64)
    late = (flags @ without) / np.maximum(flags @ concerned, 1.0)
    early = ((1 - flags) @ without) / np.maximum((1 - flags) @ concerned, 1.0)
    difference: Floats = late - early
    return difference


def permuted(episodes: Episodes, draws: int, seed: int) -> Floats:
    """The changes with episodes dealt to the periods at random: shape (draws, asked)."""
    generator = np.random.default_rng(seed)
    order = generator.permuted(np.tile(episodes.later, (draws, 1)), axis=1)
    return changes(episodes, order)


def turned(episodes: Episodes) -> Floats:
    """The changes with the periods turned round the calendar: every rotation but the true one."""
    size = episodes.later.size
    return changes(episodes, np.stack([np.roll(episodes.later, step) for step in range(1, size)]))


def tested(episodes: Episodes, parties: Sequence[str], draws: int, seed: int, name: str) -> Finding:
    observed, drawn = changes(episodes, episodes.later), permuted(episodes, draws, seed)
    names = [parties[index] for index in episodes.asked]
    none = np.empty(0)
    nulls = {name: Null(float(observed[i]), drawn[:, i], none, none) for i, name in enumerate(names)}
    if min(null.spread for null in nulls.values()) < 1e-12:
        raise Untestable("every permutation gives the same shares")
    adjusted = max_t(nulls, "two-sided")
    critical = float(np.quantile(np.max(np.abs(drawn - drawn.mean(0)) / drawn.std(0), axis=1), 1 - LEVEL))
    rows = [row_of(episodes, i, names[i], nulls[names[i]], adjusted[names[i]], critical) for i in range(len(names))]
    top = max(rows, key=lambda row: row["change"] / nulls[row["party"]].spread)
    rising = top["adjusted"] <= LEVEL and top["change"] > 0
    rotation = p_value(top["change"], turned(episodes)[:, names.index(top["party"])], "two-sided")
    agrees = (rotation <= 0.1) == (top["adjusted"] <= LEVEL)
    smallest = detectable_change(critical * nulls[top["party"]].spread, nulls[top["party"]].spread)
    late = int(episodes.later.sum())
    detail = {
        "level": 0.95, "parties": rows, "split": episodes.split, "episodes": [episodes.later.size - late, late],
        "draws": draws, "seed": seed, "p_rotation": rotation,
    }  # fmt: skip
    return Finding(
        name, sentence(top, smallest, rising), METHOD, estimate=top["change"], interval=(top["low"], top["high"]),
        unit="change of share", p_value=top["adjusted"], minimum_detectable=smallest if smallest <= 1 else None,
        checks={"periods turned round the calendar": Check.PASSED if agrees else Check.FAILED},
        verdict=SUPPORTED if rising else NOT_SUPPORTED,
        outcome=f"{top['party']} left out more" if rising else "no party shown to be left out more",
        n=int(episodes.concerned[:, episodes.asked].max(1).sum()), detail=detail,
    )  # fmt: skip


def sentence(row: Mapping[str, Any], smallest: float, rising: bool) -> str:
    """The result as a careful reporter could print it."""
    (early, late), (before, after) = row["without"], row["about"]
    power = f"{smallest:.0%} points" if smallest <= 1 else "none at all"
    opening = f"{row['party']} is left out of more of the meetings about it"
    if not rising:
        opening = f"No party is shown to be left out of more of the meetings about it; nearest is {row['party']}"
    return (
        f"{opening}: {early} of {before} were held without it in the earlier period and {late} of {after} in the "
        f"later (change {100 * row['change']:+.0f} points, 95% interval {100 * row['low']:+.0f} to "
        f"{100 * row['high']:+.0f}; {written_p(row['adjusted'])}; smallest change that these meetings could have "
        f"shown: {power.replace('%', '')})."
    )


def row_of(episodes: Episodes, index: int, party: str, null: Null, adjusted: float, critical: float) -> dict[str, Any]:
    """One party: its shares in both periods, the change with its simultaneous interval, and its p-value."""
    column = episodes.asked[index]
    about = [float(episodes.concerned[flags, column].sum()) for flags in (~episodes.later, episodes.later)]
    without = [float(episodes.without[flags, column].sum()) for flags in (~episodes.later, episodes.later)]
    half = critical * null.spread
    return {
        "party": party, "about": [int(item) for item in about], "without": [int(item) for item in without],
        "shares": [part / whole for part, whole in zip(without, about, strict=True)], "change": null.observed,
        "low": max(-1.0, null.observed - half), "high": min(1.0, null.observed + half), "adjusted": adjusted,
    }  # fmt: skip
