"""Proportions: a share with its exact interval, and the smallest change that a test could have shown."""

from __future__ import annotations

from scipy.stats import beta, norm

POWER = 0.80


def estimate_share(count: int, total: int, level: float = 0.95) -> tuple[float, tuple[float, float]]:
    """`count` of `total` as a share, with the exact binomial interval (Clopper and Pearson 1934)."""
    tail = (1.0 - level) / 2
    low = 0.0 if count == 0 else float(beta.ppf(tail, count, total - count + 1))
    high = 1.0 if count == total else float(beta.ppf(1.0 - tail, count + 1, total - count))
    return count / total, (low, high)


def detectable_change(critical: float, spread: float) -> float:
    """The smallest effect shown with 80% power by a test that rejects beyond `critical`, where an estimate varies
    with standard deviation `spread` (Bloom 1995, Evaluation Review 19:547)."""
    return float(critical + norm.ppf(POWER) * spread)
