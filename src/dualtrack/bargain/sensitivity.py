"""Sensitivity: which inputs the width of the range hangs on (Sobol indices), and what each lever adds (Shapley values).

Sources: A. Saltelli et al., "Variance based sensitivity analysis of model output", Computer Physics Communications
181 (2010), as SALib implements it; L. S. Shapley, "A Value for n-Person Games" (1953), computed exactly over all
orders of levers.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from dualtrack.bargain.uncertainty import Draws, triangular
from dualtrack.model import Estimate

RUNS = 1024


def sobol_total(
    inputs: Mapping[str, Estimate], outcome: Callable[[Mapping[str, Draws]], Draws], *, runs: int = RUNS, seed: int = 0
) -> dict[str, float]:
    """The total-order Sobol index of each input: the share of the outcome's variance that it has a part in.

    `outcome` maps draws of the inputs to one value each. `runs` is a power of two; runs x (inputs + 2) are made.
    """
    from SALib.analyze import sobol as analyze
    from SALib.sample import sobol as sample

    names = list(inputs)
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    quantiles = np.clip(sample.sample(problem, runs, calc_second_order=False, seed=seed), 1e-9, 1 - 1e-9)
    drawn = {name: triangular(inputs[name], quantiles[:, column]) for column, name in enumerate(names)}
    values = outcome(drawn)
    if float(values.std()) == 0.0:
        return dict.fromkeys(names, 0.0)
    found = analyze.analyze(problem, values, calc_second_order=False, seed=seed, print_to_console=False)
    return {name: max(0.0, float(total)) for name, total in zip(names, found["ST"], strict=True)}


def shapley(players: Sequence[str], value: Callable[[frozenset[str]], Draws]) -> dict[str, Draws]:
    """The exact Shapley value of each player in each draw: its mean marginal value over all orders.

    `value` is what a coalition is worth, in each draw. 2^n coalitions are valued once each; the values sum to
    value(all) - value(none) up to rounding.
    """
    count = len(players)
    coalitions = [frozenset(group) for size in range(count + 1) for group in itertools.combinations(players, size)]
    worth = {group: value(group) for group in coalitions}
    weights = [math.factorial(size) * math.factorial(count - size - 1) / math.factorial(count) for size in range(count)]
    values = {player: np.zeros_like(worth[frozenset()]) for player in players}
    for group in coalitions:
        for player in set(players) - group:
            values[player] = values[player] + weights[len(group)] * (worth[group | {player}] - worth[group])
    return values
