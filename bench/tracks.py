"""Size and power of the measures beside timing, on simulated worlds with no effect and with a known one.

Run: python -m bench.tracks [WORLDS]. Prints a Markdown table: how often each test rejects at .05 where nothing holds
(the limit is .05 and two standard errors), how often where something does, and how often the interval holds the truth.
Exit code 1 if a limit is missed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dualtrack.measure.attention import attention
from dualtrack.measure.compellence import compellence
from dualtrack.measure.meetings import meetings
from dualtrack.measure.talks import talks
from dualtrack.measure.ultimatums import ultimatums
from dualtrack.model import Finding

LEVEL = 0.05
Flags = NDArray[np.bool_]
Days = NDArray[np.int64]
Floats = NDArray[np.float64]
PARTIES = ("Aland", "Borland", "Cland")
REGIONS = tuple(f"region {number}" for number in range(1, 7))


def meetings_world(seed: int, left_out: float = 0.0, count: int = 40) -> tuple[Flags, Days]:
    """Meetings of three parties in 400 days, those two days apart in the same company; in the later half the first
    party's seat is taken away with chance `left_out`."""
    generator = np.random.default_rng(seed)
    days = np.sort(generator.choice(400, count, replace=False)).astype(np.int64)
    present = generator.random((count, 3)) < np.array([0.6, 0.5, 0.7])
    present[days >= np.median(days), 0] &= generator.random(int((days >= np.median(days)).sum())) >= left_out
    for at in range(1, count):
        if days[at] - days[at - 1] <= 2:
            present[at] = present[at - 1]
    return present, days


def meetings_found(seed: int, left_out: float) -> Finding:
    return meetings(*meetings_world(seed, left_out), PARTIES, draws=999, seed=seed)


def holds_meetings(found: Finding, left_out: float) -> bool | None:
    row = next((row for row in found.detail.get("parties", []) if row["party"] == "Aland"), None)
    return None if row is None else bool(row["low"] <= 0.6 * left_out <= row["high"])


def attention_world(
    seed: int, shift: float = 0.0, documents: int = 80, weeks: int = 20
) -> tuple[Floats, Floats, Days, Floats]:
    """Documents that speak of regions and report the field in them, each with its own leaning (Dirichlet) around its
    week's; with `shift` that share of all talk goes to the first region. Also the true gaps."""
    generator = np.random.default_rng(seed)
    base = generator.dirichlet(np.full(len(REGIONS), 1.5))
    week = np.sort(generator.integers(0, weeks, documents))
    drift = generator.dirichlet(20 * base + 0.01, weeks)
    said, done = np.zeros((2, documents, len(REGIONS)))
    for row in range(documents):
        kind = generator.random()
        own = [generator.dirichlet(6 * drift[week[row]] + 0.01) for _ in range(2)]
        if kind < 0.7:
            spoken = (1 - shift) * own[0] + shift * np.eye(len(REGIONS))[0]
            said[row] = generator.multinomial(generator.poisson(2) + 1, spoken / spoken.sum())
        if kind > 0.3:
            done[row] = generator.multinomial(generator.poisson(3) + 1, own[1])
    return said, done, week, shift * (np.eye(len(REGIONS))[0] - base)


def attention_found(seed: int, shift: float) -> Finding:
    said, done, weeks, _ = attention_world(seed, shift)
    return attention(said, done, REGIONS, weeks=weeks, draws=999, seed=seed)


def holds_attention(found: Finding, shift: float) -> bool | None:
    """Whether the interval holds the true divergence, which the seed of the finding's world gives."""
    if found.interval is None:
        return None
    truth = float(np.abs(attention_world(found.detail["seed"], shift)[3]).sum() / 2)
    return found.interval[0] <= truth <= found.interval[1]


def ultimatums_world(
    seed: int, ratio: float = 1.0, count: int = 12, days: int = 600, length: int = 30
) -> tuple[Days, list[tuple[int, int]], Days]:
    """Costly acts that cluster (AR(1) .9) and grow, reported by ever more documents; acts in the windows of `count`
    threats are `ratio` times as many. Also the windows and the documents by day."""
    generator = np.random.default_rng(seed)
    state = np.zeros(days)
    for day in range(1, days):
        state[day] = 0.9 * state[day - 1] + generator.normal(0, 0.3)
    rate = np.linspace(0.05, 0.3, days) * np.exp(state - 0.4)
    documents = generator.poisson(np.linspace(2, 5, days)) + 1
    starts = np.sort(generator.choice(days - length, count, replace=False))
    inside = np.zeros(days, dtype=bool)
    for start in starts:
        inside[start : start + length] = True
    acts = generator.poisson(rate * np.where(inside, ratio, 1.0) * documents / 3)
    return acts, [(int(start), int(start) + length - 1) for start in starts], documents


def ultimatums_found(seed: int, ratio: float) -> Finding:
    acts, windows, documents = ultimatums_world(seed, ratio)
    return ultimatums(acts, windows, documents=documents, draws=499, seed=seed)


def holds_interval(found: Finding, truth: float) -> bool | None:
    return None if found.interval is None else found.interval[0] <= truth <= found.interval[1]


def talks_world(seed: int, moving: float, rounds: int = 30) -> tuple[list[tuple[int, int]], Days, list[str], Floats]:
    """Rounds 40 days apart, each with a statement before and after; with chance `moving` the position comes nearer."""
    generator = np.random.default_rng(seed)
    spans = [(40 * at + 10, 40 * at + 11) for at in range(rounds)]
    days = np.array([day for first, last in spans for day in (first - 3, last + 3)])
    before = generator.uniform(0, 0.5, rounds)
    after = before + 0.4 * (generator.random(rounds) < moving)
    return spans, days, ["Aland on land"] * days.size, np.column_stack([before, after]).ravel()


def talks_found(seed: int, moving: float) -> Finding:
    return talks(*talks_world(seed, moving))


def compellence_world(
    seed: int, effect: float = 0.0, shocks: int = 10, steps: int = 120
) -> tuple[Days, Days, Days, int]:
    """Steps between statements whose chance to come nearer drifts over 600 days; in the four weeks after a shock it is
    `effect` higher."""
    generator = np.random.default_rng(seed)
    size = 600
    hit = np.sort(generator.choice(size - 30, shocks, replace=False))
    drift = np.cumsum(generator.normal(0, 0.03, size))
    days = np.sort(generator.choice(size, steps))
    after = np.array([bool(((day > hit) & (day <= hit + 28)).any()) for day in days])
    nearer = np.clip(0.5 / (1 + np.exp(1 - drift[days])) + effect * after, 0, 0.85)
    lot = generator.random(steps)
    return days, np.where(lot < nearer, 1, np.where(lot > 0.85, -1, 0)), hit, size


def compellence_found(seed: int, effect: float) -> Finding:
    return compellence(*compellence_world(seed, effect), draws=499, seed=seed)


@dataclass(frozen=True, slots=True)
class Trial:
    """One measure: how to find on a world of a given effect, the effects, and whether the interval holds the truth."""

    name: str
    effects: tuple[float, ...]
    found: Callable[[int, float], Finding]
    holds: Callable[[Finding, float], bool | None]


TRIALS: tuple[Trial, ...] = (
    Trial("attention (share of talk moved)", (0.0, 0.2, 0.4), attention_found, holds_attention),
    Trial("ultimatums (times as many acts)", (1.0, 2.0, 4.0), ultimatums_found, holds_interval),
    Trial("talks (share of rounds that move)", (0.2, 0.02, 0.5), talks_found, holds_interval),
    Trial("compellence (chance to come nearer)", (0.0, 0.3, 0.5), compellence_found, holds_interval),
    Trial("meetings (seat taken away)", (0.0, 0.5, 0.9), meetings_found, holds_meetings),
)


def rejected(found: Finding) -> bool:
    """Whether the test rejects, also where the verdict asks for more than that."""
    value = found.detail.get("p_ratio", found.p_value)
    return value is not None and value <= LEVEL


def run(trial: Trial, effect: float, worlds: int) -> tuple[float, float, int]:
    """Share rejected, share of intervals that hold the truth, and how many worlds could be tested."""
    found = [trial.found(seed, effect) for seed in range(worlds)]
    held = [inside for item in found if (inside := trial.holds(item, effect)) is not None]
    tested = sum(item.interval is not None for item in found)
    return float(np.mean([rejected(item) for item in found])), float(np.mean(held)) if held else float("nan"), tested


def main(arguments: Sequence[str] | None = None) -> int:
    given: Sequence[Any] = sys.argv[1:] if arguments is None else arguments
    worlds = int(given[0]) if given else 1000
    limit = LEVEL + 2 * (LEVEL * (1 - LEVEL) / worlds) ** 0.5
    print(f"| measure | effect | rejected at .05 (no effect: <= {limit:.3f}) | interval holds truth | testable |")
    print("|---|---|---|---|---|")
    missed = False
    for trial in TRIALS:
        for effect in trial.effects:
            share, held, tested = run(trial, effect, worlds)
            missed |= effect == trial.effects[0] and share > limit
            print(f"| {trial.name} | {effect:g} | {share:.3f} | {held:.3f} | {tested} of {worlds} |")
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
