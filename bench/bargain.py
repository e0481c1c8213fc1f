"""Speed of the bargain's solvers beside a naive way of computing the same, in one run.

Run: python -m bench.bargain. Prints a Markdown table: best of several repeats, the limit, and the ratio to the naive
way. A naive way that would take minutes is timed on a part of the task and scaled up, which the table says.
Exit code 1 if a limit is missed.
"""

from __future__ import annotations

import itertools
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dualtrack.bargain import Lever, Side, frontier, levers, screening, sobol_total, solve
from dualtrack.bargain.expected_utility import Contender, play, rounds, stack
from dualtrack.bargain.levers import INPUTS, moved
from dualtrack.bargain.package import enumerate_packages
from dualtrack.bargain.package_draws import solve_draws
from dualtrack.bargain.uncertainty import ranges
from dualtrack.model import Estimate

METHODS = ("nash", "ks", "egalitarian")
CHUNK = 100
"""Contests played at once: larger arrays fall out of the cache."""


@dataclass(frozen=True, slots=True)
class Row:
    """One task: seconds, its limit, seconds the naive way (None where it cannot be run), and what that way is."""

    task: str
    seconds: float
    limit: float
    naive: float | None
    way: str


def best(work: Callable[[], object], repeats: int = 5) -> float:
    """The least seconds of several repeats."""
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def sides(issues: int, options: int, seed: int = 0) -> tuple[Side, Side]:
    rng = np.random.default_rng(seed)
    weights = [1.0 / issues] * issues
    first, second = (Side(weights, rng.random((issues, options)).tolist(), name) for name in "AB")
    return first, second


def solved(pair: tuple[Side, Side]) -> None:
    edge = frontier(*pair, disagreement=(0.2, 0.2))
    for method in METHODS:
        solve(method, edge)


def solved_by_enumeration(pair: tuple[Side, Side]) -> None:
    points, _ = enumerate_packages(*pair)
    for method in METHODS:
        solve(method, points, disagreement=(0.2, 0.2))


def package_rows() -> list[Row]:
    small, large = sides(5, 10), sides(10, 10)
    rng = np.random.default_rng(0)
    drawn = rng.random((2, 10_000, 5, 10)) / 5
    fighting = np.full((10_000, 2), 0.2)
    solve_draws(drawn[0, :2], drawn[1, :2], fighting[:2])  # compiled once, kept for later runs
    one = best(lambda: solved_by_enumeration(small), 3)
    way = "every package listed"
    return [
        Row("5 issues x 10 values, frontier and three solutions", best(lambda: solved(small), 50), 0.001, one, way),
        Row("10 issues x 10 values, additive", best(lambda: frontier(*large), 30), 0.002, None, "10^10 packages"),
        Row("10,000 draws of 5 x 10", best(lambda: solve_draws(drawn[0], drawn[1], fighting)), 0.5, one * 10_000,
            f"{way}, one draw scaled up"),
    ]  # fmt: skip


def contest_row() -> Row:
    rng = np.random.default_rng(0)
    actors = [Contender(str(i), *(float(x) for x in rng.random(3))) for i in range(10)]
    power, positions = stack(actors)
    salience = np.array([actor.salience for actor in actors])

    def drawn() -> None:
        for _ in range(10_000 // CHUNK):
            start = np.clip(positions + rng.normal(0, 0.02, (CHUNK, 10)), 0, 1)
            play(start, np.tile(power, (CHUNK, 1)), np.tile(salience, (CHUNK, 1)), 10)

    naive = best(lambda: rounds(actors, 10), 3) * 10_000
    return Row("challenge model, 10 actors x 10 rounds, 10,000 draws", best(drawn, 3), 2.0, naive, "one draw at a time")


def screen_one_by_one() -> float:
    """The finite screening game by loops over offers and types."""
    value = 0.0
    for offer in range(21):
        got = 0.0
        for kind in range(4):
            cost = 0.4 * (kind + 0.5) / 4
            got += (offer / 20 if 1 - offer / 20 >= 0.5 - cost - 1e-12 else 0.4) / 4
        value = max(value, got)
    return value


def screening_row() -> Row:
    ours = best(lambda: screening(0.5, 0.1, (0, 0.4), types=4, offers=21), 50)
    return Row("screening, 4 types x 21 offers", ours, 0.01, best(screen_one_by_one, 50), "plain loops")


def sobol_row() -> Row:
    inputs = {f"x{i}": Estimate(0.0, 0.5, 1.0) for i in range(30)}

    def outcome(drawn: dict[str, np.ndarray]) -> np.ndarray:
        return np.asarray(sum((i + 1) * drawn[f"x{i}"] for i in range(30)))

    ours = best(lambda: sobol_total(inputs, outcome, runs=1024), 2)  # 1024 x (30 + 2) = 32,768 runs
    some = {name: np.full(1, 0.5) for name in inputs}
    naive = best(lambda: [outcome(some) for _ in range(200)], 2) / 200 * 32_768
    return Row("Sobol, 30 inputs x 32,768 runs", ours, 5.0, naive, "one run at a time, outcome only, scaled up")


def shapley_row() -> Row:
    rng = np.random.default_rng(0)
    drawn = {name: rng.random(10_000) * (1.0 if name.startswith("p.") else 0.3) for name in INPUTS}
    available = [Lever((-0.02, 0.01 * i), (0.01, 0.02 * i), "bench", id=f"lever {i}") for i in range(6)]

    def by_orders(orders: list[tuple[Lever, ...]]) -> None:
        for order in orders:
            for size in range(7):
                ranges(moved(drawn, order[:size]))

    ours = best(lambda: levers(drawn, available))
    naive = best(lambda: by_orders(list(itertools.islice(itertools.permutations(available), 24))), 2) * 30
    total = np.sum([reach.width for reach in levers(drawn, available).values()], axis=0)
    error = np.abs(total - (ranges(moved(drawn, available)).width - ranges(drawn).width)).max()
    task = f"Shapley, 6 levers x 10,000 draws (efficiency error {error:.0e})"
    return Row(task, ours, 0.1, naive, "all 720 orders, 24 timed")


def written(row: Row) -> str:
    ratio = f"{row.naive / row.seconds:,.1f}x" if row.naive is not None else "-"
    naive = f"{row.naive:.3g} s" if row.naive is not None else "-"
    holds = "holds" if row.seconds <= row.limit else "MISSED"
    times = f"{row.seconds * 1000:.4g} ms | {row.limit * 1000:g} ms"
    return f"| {row.task} | {times} | {holds} | {naive} ({row.way}) | {ratio} |"


def main() -> int:
    warnings.simplefilter("ignore")
    rows = [*package_rows(), contest_row(), screening_row(), sobol_row(), shapley_row()]
    print("| task | ours | at most | | naive | ratio |\n|---|---|---|---|---|---|")
    for row in rows:
        print(written(row))
    return int(any(row.seconds > row.limit for row in rows))


if __name__ == "__main__":
    sys.exit(main())
