"""The bargain: is there a deal that both prefer to fighting on, and what would open one. Usable without any record."""

from dualtrack.bargain.attrition import Attrition, abreu_gul
from dualtrack.bargain.battlefield import Battlefield, gamblers_ruin, ladder
from dualtrack.bargain.credibility import Credibility, Node, Threat, credible, solve_tree
from dualtrack.bargain.crossing import Crossing, Ripeness, crossing
from dualtrack.bargain.findings import findings
from dualtrack.bargain.inputs import read_pulls
from dualtrack.bargain.levers import Reach, levers
from dualtrack.bargain.package import Frontier, Side, frontier
from dualtrack.bargain.rubinstein import rubinstein
from dualtrack.bargain.screening import Screening, screening
from dualtrack.bargain.sensitivity import shapley, sobol_total
from dualtrack.bargain.solutions import Solution, solve
from dualtrack.bargain.war import DealRange, Lever, War, deal_range, preventive_war
from dualtrack.model import Issue

__all__ = [
    "Attrition", "Battlefield", "Credibility", "Crossing", "DealRange", "Frontier", "Issue", "Lever", "Node", "Reach",
    "Ripeness", "Screening", "Side", "Solution", "Threat", "War", "abreu_gul", "credible", "crossing", "deal_range",
    "findings", "frontier", "gamblers_ruin", "ladder", "levers", "preventive_war", "read_pulls", "rubinstein",
    "screening", "shapley", "sobol_total", "solve", "solve_tree",
]  # fmt: skip
