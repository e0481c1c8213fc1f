"""Naive: the tests that such theses are usually put to, and the jitter test written as a plain loop. Here to be shown
failing, or slow; never in the product."""

from __future__ import annotations

import math
import random

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]
Days = NDArray[np.int64]


def inside(size: int, rounds: Days) -> NDArray[np.bool_]:
    """Which days lie in {s-1, s} of a round."""
    mark = np.zeros(size, dtype=bool)
    for first in rounds[:, 0]:
        mark[max(0, first - 1) : first + 1] = True
    return mark


def welch(counts: Days, rounds: Days) -> float:
    mark = inside(counts.size, rounds)
    return float(stats.ttest_ind(counts[mark], counts[~mark], equal_var=False, alternative="greater").pvalue)


def fisher(counts: Days, rounds: Days) -> float:
    """Fisher's exact test of "raid day" (top tenth) against "talks day"."""
    mark, raid = inside(counts.size, rounds), counts >= np.quantile(counts, 0.9)
    table = [[int((one & two).sum()) for two in (raid, ~raid)] for one in (mark, ~mark)]
    return float(stats.fisher_exact(table, alternative="greater")[1])


def count_model(counts: Days, rounds: Days) -> float:
    """Negative binomial regression (log link) on trend, weekday and talks, Newey-West errors with 14 lags."""
    size = counts.size
    day = np.arange(size)
    weekday = [(day % 7 == index).astype(float) for index in range(1, 7)]
    design = np.column_stack([inside(size, rounds).astype(float), np.ones(size), day / size, *weekday])
    beta = np.zeros(design.shape[1])
    beta[1] = math.log(counts.mean() + 0.5)
    alpha = 0.4
    for _ in range(12):
        mean = np.exp(np.clip(design @ beta, -20, 20))
        weight = mean / (1 + alpha * mean)
        working = design @ beta + (counts - mean) / mean
        beta = np.linalg.solve(design.T @ (weight[:, None] * design), design.T @ (weight * working))
        alpha = max(1e-3, float((((counts - mean) ** 2 - mean) / mean**2).mean()))
    mean = np.exp(design @ beta)
    values = design * ((counts - mean) / (1 + alpha * mean))[:, None]
    bread = np.linalg.inv(design.T @ ((mean / (1 + alpha * mean))[:, None] * design))
    meat = values.T @ values
    for lag in range(1, 15):
        cross = values[lag:].T @ values[:-lag]
        meat += (1 - lag / 15) * (cross + cross.T)
    error = math.sqrt((bread @ meat @ bread)[0, 0])
    return float(stats.norm.sf(beta[0] / error))


def coincidence(counts: Days, rounds: Days) -> float:
    """Event coincidence analysis: raids within {s-1, s} of talks against a Poisson process (Donges et al. 2016)."""
    raid = np.flatnonzero(counts >= np.quantile(counts, 0.9))
    hits = sum(bool(((raid >= first - 1) & (raid <= first)).any()) for first in rounds[:, 0])
    chance = 1 - (1 - 2 / counts.size) ** raid.size
    return float(stats.binom.sf(hits - 1, len(rounds), chance))


NAIVE = {"Welch t": welch, "Fisher top-10%": fisher, "NB-GLM HAC": count_model, "event coincidence": coincidence}


def one_by_one(counts: Floats, starts: list[int], choices: list[list[int]], draws: int) -> float:
    """The jitter test of {s-1, s}, one calendar at a time, as one would first write it."""

    def mean_of(days: list[int]) -> float:
        return sum(float(counts[day]) for day in days) / len(days)

    def contrast(first: int) -> float:
        near = [*range(first - 29, first - 5), *range(first + 5, first + 29)]
        around = [day for day in near if 0 <= day < counts.size]
        return math.log((mean_of([first - 1, first]) + 0.5) / (mean_of(around) + 0.5))

    chance = random.Random(0)
    observed = sum(map(contrast, starts))
    drawn = [sum(contrast(chance.choice(days)) for days in choices) for _ in range(draws)]
    return (1 + sum(value >= observed for value in drawn)) / (1 + draws)
