"""The frontier of packages and its three solutions in each of many draws of the sides' utilities.

The same pruning and the same solutions as package.py and solutions.py, compiled (package_kernel.py), because ten
thousand draws are ten thousand frontiers. Linked issues are not drawn: give them as one issue.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dualtrack.bargain.package import TIE
from dualtrack.bargain.solutions import METHODS
from dualtrack.errors import BargainError

MOST_POINTS = 1 << 16  # of one frontier; a game beyond it is told so and not cut
Utilities = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PackageDraws:
    """What each solution picks in each draw. `choices[method]` is (draws, issues), the option of each issue;
    `gains[method]` is (draws, 2) over fighting on; both are -1 and NaN where `exists` (draws,) is False: no package
    beats fighting on for both sides. `sizes` (draws,) counts the efficient packages."""

    exists: NDArray[np.bool_]
    choices: dict[str, NDArray[np.int64]]
    gains: dict[str, Utilities]
    sizes: NDArray[np.int64]


def solve_draws(first: Utilities, second: Utilities, disagreement: Utilities) -> PackageDraws:
    """Solve each draw by Nash, Kalai-Smorodinsky and the egalitarian rule.

    `first` and `second` are (draws, issues, options), weighted utilities; `disagreement` is (draws, 2).
    Raises BargainError for arrays of other shapes, values that are not finite, or a frontier of over 65,536 packages.
    """
    if first.ndim != 3 or first.shape != second.shape or disagreement.shape != (len(first), 2):
        raise BargainError(
            f"draws of packages come as two arrays (draws, issues, options) and one (draws, 2): these are "
            f"{first.shape}, {second.shape} and {disagreement.shape}"
        )
    if not (np.isfinite(first).all() and np.isfinite(second).all() and np.isfinite(disagreement).all()):
        raise BargainError("draws of packages hold a value that is not finite: check the inputs' bounds")
    _, issues, options = first.shape
    if options**issues >= 2**62:
        raise BargainError(f"{issues} issues of {options} options are more packages than can be told apart: join some")
    from dualtrack.bargain.package_kernel import solve_all  # compiled: loaded only where draws are asked for

    picked, gains, sizes = solve_all(first, second, disagreement, TIE, MOST_POINTS)
    if (sizes < 0).any():
        raise BargainError(f"a draw has over {MOST_POINTS:,} efficient packages: give the issues fewer options")
    powers = options ** np.arange(issues - 1, -1, -1, dtype=np.int64)
    exists = picked[:, 0] >= 0
    chosen = np.where(exists[:, None, None], picked[:, :, None] // powers % options, -1)
    return PackageDraws(
        exists,
        {method: chosen[:, at] for at, method in enumerate(METHODS)},
        {method: gains[:, at] for at, method in enumerate(METHODS)},
        sizes,
    )
