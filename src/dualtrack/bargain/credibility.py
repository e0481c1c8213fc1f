"""Threats and ultimatums: whether the side that makes one would carry it out.

Sources: R. Selten, "Reexamination of the Perfectness Concept", International Journal of Game Theory 4 (1975), and D.
Kreps and R. Wilson (1982) for backward induction on finite trees; J. D. Fearon, "Domestic Political Audiences and the
Escalation of International Disputes", American Political Science Review 88 (1994), for audience costs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dualtrack.bargain.checks import check_not_negative, check_number, check_probability, warn_degenerate
from dualtrack.errors import BargainError

CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class Node:
    """A point of a game tree: an end with `payoffs` (one for each side), a move of side 0 or 1, or `mover` "chance"
    with the `chances` of its moves."""

    name: str
    mover: int | str | None = None
    moves: Mapping[str, Node] = field(default_factory=dict)
    payoffs: tuple[float, ...] = ()
    chances: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Play:
    """The subgame-perfect solution: the expected payoffs, each mover's choice at its node, and the moves on the path
    (up to the first chance move)."""

    payoffs: tuple[float, ...]
    choices: Mapping[str, str]
    path: tuple[str, ...]


def solve_tree(root: Node) -> Play:
    """Backward induction; a side that is indifferent takes the first of its moves, with a warning.

    Raises BargainError for a tree that runs into itself, a node that is neither end nor move, chances that do not sum.
    """
    choices: dict[str, str] = {}
    payoffs = induce(root, choices, ())
    path, node = [], root
    while node.mover is not None and node.mover != CHANCE:
        move = choices[node.name]
        path.append(move)
        node = node.moves[move]
    return Play(payoffs, choices, tuple(path))


def induce(node: Node, choices: dict[str, str], above: tuple[str, ...]) -> tuple[float, ...]:
    """The node's value to each side; writes the movers' choices."""
    if node.name in above:
        raise BargainError(f"the tree is cyclic: {' > '.join((*above, node.name))}; give the second visit its own node")
    if node.mover is None:
        if not node.payoffs or node.moves:
            raise BargainError(f"node '{node.name}': an end needs payoffs and no moves; a move needs a mover")
        return tuple(check_number(value, f"a payoff at '{node.name}'") for value in node.payoffs)
    if not node.moves:
        raise BargainError(f"node '{node.name}': the mover has no move")
    values = {move: induce(after, choices, (*above, node.name)) for move, after in node.moves.items()}
    if node.mover == CHANCE:
        return expected(node, values)
    mover = mover_of(node, values)
    best = max(values, key=lambda move: values[move][mover])
    tied = [move for move in values if abs(values[move][mover] - values[best][mover]) <= 1e-12]
    if len(tied) > 1:
        equal = " and ".join(tied)
        warn_degenerate(f"at '{node.name}' side {mover} is indifferent between {equal}: '{tied[0]}' is taken")
    if choices.setdefault(node.name, tied[0]) != tied[0]:
        raise BargainError(f"two nodes are named '{node.name}' and choose differently: give each a name of its own")
    return values[tied[0]]


def mover_of(node: Node, values: Mapping[str, tuple[float, ...]]) -> int:
    """The side that moves. Raises BargainError where it is none, or the ends pay different numbers of sides."""
    sides = sorted({len(payoffs) for payoffs in values.values()})
    if len(sides) > 1:
        counted = " and of ".join(map(str, sides))
        raise BargainError(f"node '{node.name}': its moves lead to payoffs of {counted} sides")
    if not isinstance(node.mover, int) or not 0 <= node.mover < sides[0]:
        last = sides[0] - 1
        raise BargainError(f"node '{node.name}': the mover is {node.mover!r}: it needs 0 to {last}, or 'chance'")
    return node.mover


def expected(node: Node, values: Mapping[str, tuple[float, ...]]) -> tuple[float, ...]:
    """The value of a chance move."""
    if set(node.chances) != set(values):
        raise BargainError(f"node '{node.name}': chances and moves differ")
    chances = {move: check_probability(node.chances[move], f"the chance of '{move}'") for move in values}
    if abs(sum(chances.values()) - 1.0) > 1e-9:
        raise BargainError(f"node '{node.name}': the chances sum to {sum(chances.values()):g}, not 1")
    sides = len(next(iter(values.values())))
    return tuple(sum(chances[move] * values[move][side] for move in values) for side in range(sides))


@dataclass(frozen=True, slots=True)
class Threat:
    """An ultimatum: yield, or I act.

    Values are shares of the stake. `yields` is what the target's yielding is worth to (threatener, target), `acts`
    what the threat carried out is, `stands` what the untouched state of things is. `audience` is what backing down
    costs the threatener; `reneging` what acting despite a guarantee to the target would cost it.
    """

    yields: tuple[float, float]
    acts: tuple[float, float]
    stands: tuple[float, float] = (0.0, 0.0)
    audience: float = 0.0
    reneging: float = 0.0

    def tree(self) -> Node:
        """Threaten or not; yield or refuse; act or back down."""
        audience = check_not_negative(self.audience, "the audience cost")
        cost = check_not_negative(self.reneging, "the cost of reneging")
        back = Node("back down", payoffs=(self.stands[0] - audience, self.stands[1]))
        act = Node("act", payoffs=(self.acts[0] - cost, self.acts[1]))
        resolve = Node("after refusal", 0, {"back down": back, "act": act})
        answer = Node("answer", 1, {"yield": Node("yield", payoffs=self.yields), "refuse": resolve})
        return Node("ultimatum", 0, {"stay silent": Node("silence", payoffs=self.stands), "threaten": answer})


@dataclass(frozen=True, slots=True)
class Credibility:
    """`credible`: the threat would be carried out if refused; `works`: the target yields to it; `made`: it pays to
    make it. `needed` is the least audience cost from which on it would be carried out; `slack` how far beyond that
    (or short of it) the threat stands."""

    credible: bool
    works: bool
    made: bool
    needed: float
    slack: float
    play: Play


def credible(threat: Threat) -> Credibility:
    """Solve the ultimatum by backward induction. A threat nobody would carry out is a hollow one."""
    play = solve_tree(threat.tree())
    needed = max(0.0, threat.stands[0] - (threat.acts[0] - threat.reneging))
    slack = (threat.acts[0] - threat.reneging) - (threat.stands[0] - threat.audience)
    carried = play.choices["after refusal"] == "act"
    yielded = play.choices["answer"] == "yield"
    return Credibility(carried, yielded, play.choices["ultimatum"] == "threaten", needed, slack, play)
