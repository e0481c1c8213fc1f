"""Patience as bargaining power.

Source: A. Rubinstein, "Perfect Equilibrium in a Bargaining Model", Econometrica 50 (1982), section 4, fixed discount
factors; K. Binmore, A. Rubinstein and A. Wolinsky, "The Nash Bargaining Solution in Economic Modelling", RAND Journal
of Economics 17 (1986), proposition 4 (patience as the weight of the asymmetric Nash solution).
"""

from __future__ import annotations

import math

from dualtrack.bargain.checks import check_discount


def rubinstein(d_a: float, d_b: float) -> float:
    """The share of the side that offers first, (1 - d_b) / (1 - d_a d_b), with discount factors in (0, 1)."""
    a = check_discount(d_a, "the first side's discount factor")
    b = check_discount(d_b, "the second side's discount factor")
    return (1.0 - b) / (1.0 - a * b)


def patience_weight(d_a: float, d_b: float) -> float:
    """The first side's weight in the asymmetric Nash solution: ln d_b / (ln d_a + ln d_b), the limit of offers that
    follow each other at once."""
    a = check_discount(d_a, "the first side's discount factor")
    b = check_discount(d_b, "the second side's discount factor")
    return math.log(b) / (math.log(a) + math.log(b))
