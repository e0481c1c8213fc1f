"""What bargaining models refuse, in words that name the issue and the side; and the warning for degenerate games."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable, Sequence

from dualtrack.errors import BargainError

SUM_TOLERANCE = 1e-6


class DegenerateWarning(UserWarning):
    """A game that has an answer, but one that means less than it seems; the message says what it means."""


def warn_degenerate(message: str) -> None:
    """Warn, at the caller's caller, that the inputs are degenerate."""
    warnings.warn(message, DegenerateWarning, stacklevel=3)


def check_number(value: float, what: str) -> float:
    """Return the value as a float. Raises BargainError for what is no finite number."""
    try:
        number = float(value)
    except (TypeError, ValueError) as error:
        raise BargainError(f"{what} is {value!r}: it needs a number") from error
    if not math.isfinite(number):
        raise BargainError(f"{what} is {number}: it needs a finite number")
    return number


def check_probability(value: float, what: str) -> float:
    """Return the value. Raises BargainError outside [0, 1], with the nearest value that is inside."""
    number = check_number(value, what)
    if not 0.0 <= number <= 1.0:
        near = nearest_inside(number)
        raise BargainError(f"{what} is {number:g}: a probability lies in [0, 1]. Did you mean {near}?")
    return number


def nearest_inside(number: float) -> str:
    """The probability that a number outside [0, 1] most likely stands for (percent points, or the nearer end)."""
    return f"{number / 100:g}" if 2.0 <= number <= 100.0 else ("0" if number < 0 else "1")


def check_discount(value: float, what: str) -> float:
    """Return a discount factor. Raises BargainError outside (0, 1)."""
    number = check_number(value, what)
    if not 0.0 < number < 1.0:
        raise BargainError(f"{what} is {number:g}: a discount factor lies strictly between 0 and 1")
    return number


def check_whole(value: float, what: str, least: int = 0) -> int:
    """Return the value. Raises BargainError for what is no whole number, or below `least`."""
    number = check_number(value, what)
    if number != int(number) or number < least:
        raise BargainError(f"{what} is {number:g}: it needs a whole number, {least} or more")
    return int(number)


def check_not_negative(value: float, what: str) -> float:
    """Return the value. Raises BargainError below 0."""
    number = check_number(value, what)
    if number < 0:
        raise BargainError(f"{what} is {number:g}: it cannot be negative")
    return number


def check_weights(weights: Sequence[float], issues: Iterable[str], side: str) -> tuple[float, ...]:
    """Return the weights of a side's issues. Raises BargainError where one is negative or they do not sum to 1."""
    names = list(issues)
    for name, weight in zip(names, weights, strict=True):
        check_not_negative(weight, f"{side}: the weight of issue '{name}'")
    total = math.fsum(weights)
    if abs(total - 1.0) > SUM_TOLERANCE:
        listed = ", ".join(f"{name} {weight:g}" for name, weight in zip(names, weights, strict=True))
        raise BargainError(f"{side}: the weights of its issues sum to {total:g}, not 1 ({listed}); divide by {total:g}")
    return tuple(float(weight) for weight in weights)
