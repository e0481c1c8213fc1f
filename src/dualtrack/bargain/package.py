"""Packages of several issues: what each side gets from every one, and the exact Pareto frontier.

For additive utilities the frontier of the sum is built issue by issue: the non-dominated packages of a sum are sums
of non-dominated packages of its parts, so each partial sum can be pruned (Minkowski sum with pruning; the dominance
argument is that of G. L. Nemhauser and Z. Ullmann, "Discrete Dynamic Programming and Capital Allocation", Management
Science 15 (1969), section 2). Issues that are linked enter as one issue whose options are their joint table.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from dualtrack.bargain.checks import check_number, check_weights
from dualtrack.errors import BargainError

TIE = 1e-12  # utilities closer than this, relative to their scale, are the same number written differently
Points = np.ndarray


@dataclass(frozen=True, slots=True)
class Side:
    """One side's stakes. `values` maps each issue to what each of its options is worth to the side (or lists them
    in the order of the issues); `weights` gives the issues' saliences, which sum to 1, or None where the values are
    utilities already. Raises BargainError for weights that do not sum, NaN, or an issue without options."""

    weights: Mapping[str, float] | Sequence[float] | None
    values: Mapping[str, Sequence[float]] | Sequence[Sequence[float]]
    name: str = "a side"
    issues: tuple[str, ...] = field(init=False, default=())
    utilities: tuple[np.ndarray, ...] = field(init=False, default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        rows = self.values
        named = rows if isinstance(rows, Mapping) else {f"issue {i + 1}": row for i, row in enumerate(rows)}
        if not named:
            raise BargainError(f"{self.name}: there is no issue to bargain over")
        weights = self._weights(tuple(named))
        object.__setattr__(self, "issues", tuple(named))
        pairs = zip(weights, named.items(), strict=True)
        made = tuple(weight * self._options(issue, row) for weight, (issue, row) in pairs)
        object.__setattr__(self, "utilities", made)

    def _weights(self, issues: tuple[str, ...]) -> tuple[float, ...]:
        if self.weights is None:
            return (1.0,) * len(issues)
        if isinstance(self.weights, Mapping):
            missing, extra = set(issues) - set(self.weights), set(self.weights) - set(issues)
            if missing or extra:
                raise BargainError(f"{self.name}: weights and values differ on {', '.join(sorted(missing | extra))}")
            return check_weights([self.weights[issue] for issue in issues], issues, self.name)
        if len(self.weights) != len(issues):
            raise BargainError(f"{self.name}: {len(self.weights)} weights for {len(issues)} issues")
        return check_weights(self.weights, issues, self.name)

    def _options(self, issue: str, row: Sequence[float]) -> np.ndarray:
        try:
            options = np.asarray(row, float)
        except (TypeError, ValueError) as error:
            raise BargainError(f"{self.name}: issue '{issue}' needs one number for each option, not {row!r}") from error
        if options.ndim != 1 or options.size == 0:
            raise BargainError(f"{self.name}: issue '{issue}' has no options")
        if not np.isfinite(options).all():
            at = int(np.flatnonzero(~np.isfinite(options))[0])
            check_number(options[at], f"{self.name}: the value of option {at + 1} of issue '{issue}'")
        return options


@dataclass(frozen=True, slots=True)
class Frontier:
    """The non-dominated packages. `points` is (n, 2): what each is worth to the two sides, first side's best first;
    `choices` is (n, issues): the option of each issue; `disagreement` what fighting on is worth to them."""

    points: Points
    choices: np.ndarray
    issues: tuple[str, ...]
    disagreement: tuple[float, float] = (-math.inf, -math.inf)

    def package(self, index: int) -> dict[str, int]:
        """The options of one package, by issue."""
        return {issue: int(option) for issue, option in zip(self.issues, self.choices[index], strict=True)}

    def __len__(self) -> int:
        return len(self.points)


def frontier(
    first: Side,
    second: Side,
    *,
    disagreement: tuple[float, float] = (-math.inf, -math.inf),
    linked: Mapping[tuple[str, ...], tuple[np.ndarray, np.ndarray]] | None = None,
) -> Frontier:
    """The exact frontier of two sides with additive utilities.

    `linked` maps issues whose options are worth what they are only together to a pair of joint tables (one axis for
    each of the issues), added to the two sides' utilities: those issues are enumerated as one.
    Raises BargainError where the sides' issues or options differ, or a joint table has another shape.
    """
    check_same_issues(first, second)
    blocks = block_tables(first, second, linked or {})
    points, choices = np.zeros((1, 2)), np.zeros((1, len(first.issues)), np.int32)
    for members, table, options in sorted(blocks, key=lambda block: len(block[1])):
        kept = pareto(table)
        table, options = table[kept], options[kept]
        sums = (points[:, None, :] + table[None, :, :]).reshape(-1, 2)
        kept = pareto(sums)
        before, option = np.divmod(kept, len(table))
        points, choices = sums[kept], choices[before]
        choices[:, members] = options[option]
    return Frontier(points, choices, first.issues, disagreement)


def check_same_issues(first: Side, second: Side) -> None:
    if first.issues != second.issues:
        apart = sorted(set(first.issues) ^ set(second.issues)) or list(first.issues)
        raise BargainError(f"{first.name} and {second.name} differ on the issues (or their order): {', '.join(apart)}")
    for issue, ours, theirs in zip(first.issues, first.utilities, second.utilities, strict=True):
        if len(ours) != len(theirs):
            raise BargainError(f"issue '{issue}': {first.name} values {len(ours)} options, {second.name} {len(theirs)}")


Block = tuple[list[int], Points, np.ndarray]


def block_tables(
    first: Side, second: Side, linked: Mapping[tuple[str, ...], tuple[np.ndarray, np.ndarray]]
) -> list[Block]:
    """(positions of the issues, utilities of each joint option, the options) for each issue or group of linked ones."""
    blocks, grouped = [], set()
    for group, bonus in linked.items():
        if any(issue in grouped or issue not in first.issues for issue in group):
            raise BargainError(f"linked issues {', '.join(group)}: each needs to be an issue of the game, linked once")
        grouped |= set(group)
        members = [first.issues.index(issue) for issue in group]
        blocks.append(joint_table(first, second, members, bonus))
    for position, issue in enumerate(first.issues):
        if issue not in grouped:
            table = np.stack([first.utilities[position], second.utilities[position]], axis=1)
            blocks.append(([position], table, np.arange(len(table), dtype=np.int32)[:, None]))
    return blocks


def joint_table(first: Side, second: Side, members: list[int], bonus: tuple[np.ndarray, np.ndarray]) -> Block:
    sizes = tuple(len(first.utilities[member]) for member in members)
    extra = [np.asarray(table, float) for table in bonus]
    names = ", ".join(first.issues[member] for member in members)
    for table in extra:
        if table.shape != sizes or not np.isfinite(table).all():
            raise BargainError(f"linked issues {names}: the joint table has shape {table.shape}, not finite {sizes}")
    options = np.array(list(itertools.product(*map(range, sizes))), np.int32)
    columns = [
        sum((side.utilities[member][options[:, at]] for at, member in enumerate(members)), start=table.reshape(-1))
        for side, table in zip((first, second), extra, strict=True)
    ]
    return members, np.stack(columns, axis=1), options


def pareto(points: Points) -> np.ndarray:
    """Indices of the non-dominated rows of (n, 2), first column falling; of equal rows the first is kept."""
    order = np.lexsort((-points[:, 1], -points[:, 0]))
    second = points[order, 1]
    best_before = np.maximum.accumulate(np.concatenate(([-np.inf], second[:-1])))
    kept: np.ndarray = order[second > best_before + TIE * np.maximum(1.0, np.abs(second))]
    return kept


def enumerate_packages(first: Side, second: Side) -> tuple[Points, np.ndarray]:
    """Every package: (utilities (n, 2), options (n, issues)). For small games and as the check of the pruning."""
    check_same_issues(first, second)
    options = np.array(list(itertools.product(*(range(len(row)) for row in first.utilities))), np.int32)
    columns = [sum(row[options[:, at]] for at, row in enumerate(side.utilities)) for side in (first, second)]
    return np.stack(columns, axis=1), options
