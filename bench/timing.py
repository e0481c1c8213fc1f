"""What the timing test does in worlds whose truth is known: sizes, power, coverage, bias, family-wise error, speed.

Run: python -m bench timing [N]. N worlds a row (default 1,000); prints the table of docs/timing.md, with naive tests
and a plain loop beside ours. Exit code 1 if any number misses its limit by more than two standard errors.
"""

from __future__ import annotations

import math
import sys
import time
from dataclasses import dataclass

import numpy as np

from bench.naive import NAIVE, one_by_one
from bench.worlds import WORLDS, Recipe, World
from dualtrack import measure
from dualtrack.measure.contrast import innovations
from dualtrack.measure.detectable import estimate_detectable
from dualtrack.measure.episodes import Schedule, merge, schedule
from dualtrack.measure.inversion import estimate_ratio
from dualtrack.measure.jitter import draw_calendars, max_t, mean_contrasts, null_of, nulls_of, statistic_tables

DRAWS = 999
LEVEL = 0.05
EVEN = WORLDS[0]


@dataclass(frozen=True, slots=True)
class Row:
    """One number, its limits, and whether it holds within two standard errors."""

    name: str
    value: float
    low: float
    high: float
    note: str = ""
    error: float = 0.0

    @property
    def holds(self) -> bool:
        return self.low - 2 * self.error <= self.value <= self.high + 2 * self.error


def plan_of(world: World) -> Schedule:
    return schedule(merge([(int(first), int(last)) for first, last in world.rounds]), world.counts.size)


def p_values(counts: np.ndarray, rounds: np.ndarray, seed: int) -> tuple[float, float]:
    """One-sided p of the test and of check 1."""
    plan = schedule(merge([(int(first), int(last)) for first, last in rounds]), counts.size)
    calendars = draw_calendars(plan, DRAWS, seed)
    values = counts.astype(float)
    main = null_of(values, plan, "pre48", calendars).p_value("greater")
    return main, null_of(innovations(values), plan, "pre48", calendars, plain=True).p_value("greater")


def share_error(share: float, worlds: int) -> float:
    return math.sqrt(max(share * (1 - share), 0.05 * 0.95) / worlds)


def size_row(recipe: Recipe, worlds: int, naive: bool) -> Row:
    ours, others = 0, dict.fromkeys(NAIVE, 0)
    for seed in range(worlds):
        world = recipe.world(seed)
        main, check = p_values(world.counts, world.rounds, seed)
        ours += main <= LEVEL and (check <= LEVEL or not recipe.with_check)
        for name, test in NAIVE.items() if naive else ():
            others[name] += test(world.counts, world.rounds) <= LEVEL
    note = ", ".join(f"{name} {count / worlds:.3f}" for name, count in others.items()) if naive else ""
    return Row(recipe.name, ours / worlds, 0.0, recipe.limit, note, share_error(recipe.limit, worlds))


def power_rows(worlds: int) -> list[Row]:
    rows = []
    for count, limit in ((30, 0.88), (12, 0.65)):
        found, verdicts = 0, 0
        for seed in range(worlds):
            world = EVEN.world(50_000 + seed, 1.5, count)
            main, check = p_values(world.counts, world.rounds, seed)
            found += main <= LEVEL
            verdicts += main <= LEVEL and check <= LEVEL
        note = f"verdict with check 1: {verdicts / worlds:.3f}"
        rows.append(Row(f"power at 1.5x, {count} rounds", found / worlds, limit, 1.0, note, share_error(limit, worlds)))
    return rows


def interval_rows(worlds: int) -> list[Row]:
    """Coverage and bias of the rate ratio at 2x."""
    covered, logs = 0, []
    for seed in range(worlds):
        world = EVEN.world(90_000 + seed, 2.0)
        plan = plan_of(world)
        calendars = draw_calendars(plan, DRAWS, seed)
        ratio, (low, high) = estimate_ratio(world.counts.astype(float), plan, "pre48", calendars)
        covered += low <= 2.0 <= high
        logs.append(ratio)
    bias = float(np.mean(logs)) / 2.0 - 1
    return [
        Row("interval coverage at 2x", covered / worlds, 0.93, 0.98, "", share_error(0.95, worlds)),
        Row("bias at 2x", bias, -0.05, 0.05, "", float(np.std(logs)) / 2 / math.sqrt(worlds)),
    ]


def detectable_row(worlds: int) -> Row:
    """Power at the smallest ratio that the finding names: measured on one world, tried on a fresh one like it."""
    found, tried = 0, 0
    for seed in range(worlds):
        world = EVEN.world(30_000 + seed)
        plan = plan_of(world)
        calendars, values = draw_calendars(plan, DRAWS, seed), world.counts.astype(float)
        smallest = estimate_detectable(
            values, plan, "pre48", null_of(values, plan, "pre48", calendars), "greater", seed
        )
        if smallest is not None:
            fresh = EVEN.world(230_000 + seed, smallest)
            found += p_values(fresh.counts, fresh.rounds, seed)[0] <= LEVEL
            tried += 1
    error = share_error(0.8, tried)
    return Row("power at the smallest detectable ratio", found / tried, 0.75, 0.85, f"{tried} worlds", error)


def family_row(worlds: int) -> Row:
    """Any adjusted p <= .05 over four windows of three series that share their trend."""
    found = 0
    for seed in range(worlds):
        world = EVEN.world(70_000 + seed)
        others = {str(index): EVEN.world(170_000 + 2 * seed + index).counts for index in range(2)}
        series = {name: counts.astype(float) for name, counts in {"own": world.counts, **others}.items()}
        plan = schedule(merge([(int(first), int(last) + 1) for first, last in world.rounds]), world.counts.size)
        adjusted = max_t(nulls_of(series, plan, draw_calendars(plan, DRAWS, seed)), "two-sided")
        found += min(adjusted.values()) <= LEVEL
    return Row("family-wise error, 4 windows x 3 series", found / worlds, 0.0, 0.05, "", share_error(0.05, worlds))


def speed_rows() -> list[Row]:
    world = EVEN.world(1)
    plan = plan_of(world)
    values = world.counts.astype(float)
    best = 0.0
    for attempt in range(5):
        begun = time.perf_counter()
        calendars = draw_calendars(plan, 200_000, attempt)
        _, table, kept = statistic_tables(values, plan, "pre48")
        mean_contrasts(table, calendars[kept])
        best = max(best, 200_000 / (time.perf_counter() - begun))
    begun = time.perf_counter()
    one_by_one(values, plan.starts.tolist(), [days.tolist() for days in plan.choices], 20)
    naive = 20 / (time.perf_counter() - begun)
    begun = time.perf_counter()
    measure.timing(world.counts, world.rounds)
    took = time.perf_counter() - begun
    beside = f"a plain loop: {naive:,.0f} a second; ours is {best / naive:,.0f} times as fast"
    return [
        Row("calendars per second, drawn and tested", best, 1e6, math.inf, beside),
        Row("seconds for a full finding", took, 0.0, 1.0),
    ]


def run(worlds: int = 1000, *, naive: bool = True, speed: bool = True) -> list[Row]:
    rows = [size_row(recipe, worlds, naive and not recipe.with_check) for recipe in WORLDS]
    half = max(50, worlds // 2)
    rows += power_rows(worlds) + interval_rows(half) + [detectable_row(half // 2), family_row(half)]
    return rows + (speed_rows() if speed else [])


def main() -> int:
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rows = run(worlds)
    for row in rows:
        verdict = "ok  " if row.holds else "MISS"
        print(f"{verdict} {row.name:42s} {row.value:12,.3f}  [{row.low:g}, {row.high:g}]  {row.note}")
    return int(not all(row.holds for row in rows))


if __name__ == "__main__":
    raise SystemExit(main())
