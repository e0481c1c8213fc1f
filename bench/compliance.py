"""What compliance does in worlds whose truth is known: how often its interval holds the true ratio, and false alarms.

Run: python -m bench compliance [N]. N worlds a row (default 1,000): counts as in bench.worlds, a term at a random day,
at which nothing happens (ratio 1) or half of the counts go missing (ratio .5). The Poisson test beside it takes the
same expected counts without over-dispersion or persistence.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
from scipy.stats import poisson

from bench.timing import Row, share_error
from bench.worlds import counts_of
from dualtrack.measure.baseline import fit_baseline
from dualtrack.measure.compliance import BASELINE
from dualtrack.measure.expectation import Expectation

DRAWS = 2000
LEAST, MOST = 0.91, 0.98


def tried(seed: int, length: int, persistence: float, ratio: float) -> tuple[bool, bool, bool]:
    """One world: whether the interval holds the ratio; whether ours, and Poisson's test, see a change at .05."""
    generator = np.random.default_rng(seed)
    counts, _ = counts_of(generator, persistence)
    first = int(generator.integers(BASELINE, counts.size - length))
    before, term = np.arange(first - BASELINE, first), np.arange(first, first + length)
    seen = int(generator.binomial(counts[term], ratio).sum())
    baseline = fit_baseline(counts[before].astype(float), before)
    found = Expectation(seen, baseline.draw(term, DRAWS, seed).sum(axis=1))
    low, high = found.interval()
    mean = float(replace(baseline, dispersion=0.0).mean(term).sum())
    naive = 2 * min(poisson.cdf(seen, mean), poisson.sf(seen - 1, mean))
    return low <= ratio <= high, found.p_value <= 0.05, bool(naive <= 0.05)


def rows(worlds: int) -> list[Row]:
    made = []
    for persistence in (0.6, 0.85):
        for length in (1, 3, 30):
            for ratio in (1.0, 0.5):
                held, ours, naive = np.mean([tried(seed, length, persistence, ratio) for seed in range(worlds)], axis=0)
                name = f"{length:2d} days, ratio {ratio:g}, AR(1) {persistence:g}: coverage"
                note = f"change seen at .05: {ours:.3f}; by Poisson alone {naive:.3f}"
                made.append(Row(name, float(held), LEAST, MOST, note, share_error(0.95, worlds)))
    return made


def main() -> int:
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    made = rows(worlds)
    for row in made:
        verdict = "ok  " if row.holds else "MISS"
        print(f"{verdict} {row.name:44s} {row.value:.3f}  [{row.low:g}, {row.high:g}]  {row.note}")
    return int(not all(row.holds for row in made))


if __name__ == "__main__":
    raise SystemExit(main())
