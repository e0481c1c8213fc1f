"""The compiled part of package_draws.py: frontiers and solutions of many draws, on plain arrays.

Kept apart because importing it loads the compiler. A frontier is held as its points, the first side's best first, and
the code of the package behind each.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np


@numba.njit(cache=True)
def prune_options(ours: Any, theirs: Any, tie: float) -> Any:
    """One issue's own frontier: its points, the first side's best first, and which options they are."""
    order = np.argsort(-ours, kind="mergesort")
    points, options = np.empty((len(ours), 2)), np.empty(len(ours), np.int64)
    kept = 0
    for option in order:
        x, y = ours[option], theirs[option]
        # Of options that the first side values alike, the one that the second values most stands for all.
        if kept and points[kept - 1, 0] == x and y > points[kept - 1, 1]:
            kept -= 1
        if kept == 0 or y > points[kept - 1, 1] + tie * max(1.0, abs(y)):
            points[kept, 0], points[kept, 1], options[kept] = x, y, option
            kept += 1
    return points[:kept], options[:kept]


@numba.njit(cache=True)
def add_issue(points: Any, codes: Any, table: Any, own: Any, options: int, tie: float) -> Any:
    """Add an issue to a frontier: merge one falling list for each of its options, keeping what is not dominated."""
    size, width = len(points), len(table)
    heads = np.zeros(width, np.int64)
    out, made = np.empty((size * width, 2)), np.empty(size * width, np.int64)
    kept = 0
    for _ in range(size * width):
        best, x, y = -1, 0.0, 0.0
        for option in range(width):
            head = heads[option]
            if head < size:
                own_x, own_y = points[head, 0] + table[option, 0], points[head, 1] + table[option, 1]
                if best < 0 or own_x > x or (own_x == x and own_y > y):
                    best, x, y = option, own_x, own_y
        code = codes[heads[best]] * options + own[best]
        heads[best] += 1
        if kept == 0 or y > out[kept - 1, 1] + tie * max(1.0, abs(y)):
            out[kept, 0], out[kept, 1], made[kept] = x, y, code
            kept += 1
    return out[:kept].copy(), made[:kept].copy()


@numba.njit(cache=True)
def best_of(points: Any, disagreement: Any, method: int) -> Any:
    """The point that Nash (0), Kalai-Smorodinsky (1) or the egalitarian rule (2) picks; -1 where none is rational."""
    top_x, top_y = 0.0, 0.0
    for at in range(len(points)):
        x, y = points[at, 0] - disagreement[0], points[at, 1] - disagreement[1]
        if x >= 0.0 and y >= 0.0:
            top_x, top_y = max(top_x, x), max(top_y, y)
    scale_x = top_x if method == 1 and top_x > 0.0 else 1.0
    scale_y = top_y if method == 1 and top_y > 0.0 else 1.0
    best, value, total = -1, 0.0, 0.0
    for at in range(len(points)):
        x, y = points[at, 0] - disagreement[0], points[at, 1] - disagreement[1]
        if x < 0.0 or y < 0.0:
            continue
        own = x * y if method == 0 else min(x / scale_x, y / scale_y)
        if best < 0 or own > value or (own == value and x + y > total):
            best, value, total = at, own, x + y
    return best


@numba.njit(cache=True)
def solve_all(first: Any, second: Any, disagreement: Any, tie: float, most: int) -> Any:
    """For each draw the packages that the three solutions pick (coded in the base of the number of options, -1 where
    none is rational), their gains, and the size of the frontier (-1 where it passes `most`)."""
    draws, issues, options = first.shape
    picked = np.full((draws, 3), -1, np.int64)
    gains = np.full((draws, 3, 2), np.nan)
    sizes = np.zeros(draws, np.int64)
    for draw in range(draws):
        points, codes = np.zeros((1, 2)), np.zeros(1, np.int64)
        for issue in range(issues):
            table, own = prune_options(first[draw, issue], second[draw, issue], tie)
            if len(points) * len(table) > most * options:
                sizes[draw] = -1
                break
            points, codes = add_issue(points, codes, table, own, options, tie)
        if sizes[draw] < 0:
            continue
        sizes[draw] = len(points)
        for method in range(3):
            at = best_of(points, disagreement[draw], method)
            if at >= 0:
                picked[draw, method] = codes[at]
                gains[draw, method] = points[at] - disagreement[draw]
    return picked, gains, sizes
