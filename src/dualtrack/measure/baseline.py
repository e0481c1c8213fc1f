"""Baseline: what a daily series would have gone on to do, by its own past alone.

Counts are negative binomial (NB2; Lawless 1987, Canadian Journal of Statistics 15:209), their log mean a level, a trend
and the weekday, fitted by iteratively reweighted least squares under weak normal priors (a month's trend within e to
the plus or minus 0.5, a weekday within e to the plus or minus 1) that keep a sparse series from running away. The
dispersion solves Pearson's chi-square equal to its degrees of freedom (Breslow 1984, Applied Statistics 33:38). Days
that follow each other are alike, so that the mean has Newey and West's errors (1987, Econometrica 55:703) and what is
drawn has the persistence that gives sums the same long-run variance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincinv, ndtr

from dualtrack.measure.contrast import Days, Floats

MONTH = 28.0
TREND_SPREAD, WEEKDAY_SPREAD = 0.5, 1.0
LAGS = 21
ROUNDS_OF_FITTING = 25
MOST_DISPERSION = 50.0
MOST_PERSISTENCE = 0.95
GRID = np.linspace(-6, 6, 1201)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A fitted series: coefficients with their covariance, the dispersion (variance = mean + dispersion x mean
    squared), the day-to-day persistence of what the mean leaves open, and the day from which the trend counts."""

    coefficients: Floats
    covariance: Floats
    dispersion: float
    persistence: float
    origin: int

    def mean(self, days: Days) -> Floats:
        """The expected count of each day."""
        expected: Floats = np.exp(design_of(days, self.origin) @ self.coefficients)
        return expected

    def draw(self, days: Days, draws: int, seed: int) -> Floats:
        """Intensities that these days could have had, shape (draws, days): counts are Poisson around them."""
        generator = np.random.default_rng(seed)
        about = generator.multivariate_normal(self.coefficients, self.covariance, draws, method="eigh")
        mean = np.exp(about @ design_of(days, self.origin).T)
        if self.dispersion <= 0:
            return mean
        shocks = generator.standard_normal((draws, days.size))
        state = np.empty_like(shocks)
        state[:, 0] = shocks[:, 0]
        for at in range(1, days.size):
            state[:, at] = self.persistence * state[:, at - 1] + (1 - self.persistence**2) ** 0.5 * shocks[:, at]
        shape = 1 / self.dispersion
        # The gamma quantile of each normal state, read off a fine grid: it is dear to compute and smooth.
        drawn: Floats = mean * np.interp(state, GRID, gammaincinv(shape, ndtr(GRID)) / shape)
        return drawn


def design_of(days: Days, origin: int) -> Floats:
    """Level, trend in months since `origin`, and six weekdays against the seventh: shape (days, 8)."""
    weekdays = [(days % 7 == weekday).astype(np.float64) for weekday in range(1, 7)]
    return np.column_stack([np.ones(days.size), (days - origin) / MONTH, *weekdays])


def fit_baseline(counts: Floats, days: Days) -> Baseline:
    """Fit the counts of `days` (indices; days without a report left out), at least one of which is not zero."""
    origin = int(days[-1])
    design = design_of(days, origin)
    prior = np.diag([0.0, 1 / TREND_SPREAD**2, *[1 / WEEKDAY_SPREAD**2] * 6])
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(counts.mean())
    dispersion = 0.5
    for _ in range(ROUNDS_OF_FITTING):
        mean = np.exp(np.clip(design @ beta, -20, 20))
        weight = mean / (1 + dispersion * mean)
        curvature = design.T @ (weight[:, None] * design) + prior
        step = np.linalg.solve(curvature, design.T @ ((counts - mean) / (1 + dispersion * mean)) - prior @ beta)
        beta = beta + np.clip(step, -2, 2)
        mean = np.exp(np.clip(design @ beta, -20, 20))
        dispersion = dispersion_of(counts, mean, design.shape[1])
    residual = (counts - mean) / np.sqrt(mean + dispersion * mean**2)
    weight = mean / (1 + dispersion * mean)
    bread = np.linalg.inv(design.T @ (weight[:, None] * design) + prior)
    scores = design * ((counts - mean) / (1 + dispersion * mean))[:, None]
    correction = counts.size / max(1, counts.size - design.shape[1])
    covariance = bread @ (long_run(scores) * correction + prior) @ bread
    ratio = max(1.0, float(long_run(residual[:, None])[0, 0] / (residual**2).sum()))
    persistence = min(MOST_PERSISTENCE, (ratio - 1) / (ratio + 1))
    return Baseline(beta, (covariance + covariance.T) / 2, dispersion, persistence, origin)


def dispersion_of(counts: Floats, mean: Floats, fitted: int) -> float:
    """The dispersion at which Pearson's chi-square equals its degrees of freedom; 0 where Poisson is wide enough."""

    def excess(dispersion: float) -> float:
        return float(((counts - mean) ** 2 / (mean + dispersion * mean**2)).sum()) - (counts.size - fitted)

    if excess(0.0) <= 0:
        return 0.0
    low, high = 0.0, MOST_DISPERSION
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return high


def long_run(values: Floats, lags: int = LAGS) -> Floats:
    """Sum over days of products of values with themselves and their neighbours, Bartlett-weighted; (days, n) -> (n, n).

    Widened by the square of the ratio of the fixed-b critical value at 95% to the normal one (Kiefer and Vogelsang
    2005, Econometric Theory 21:1130), because so few days tell too little of their own dependence."""
    total: Floats = values.T @ values
    for lag in range(1, min(lags, len(values) - 1) + 1):
        cross = values[lag:].T @ values[:-lag]
        total = total + (1 - lag / (lags + 1)) * (cross + cross.T)
    share = min(1.0, (lags + 1) / len(values))
    widened: Floats = total * (1 + (2.9694 * share + 0.4160 * share**2 - 0.5324 * share**3) / 1.96) ** 2
    return widened
