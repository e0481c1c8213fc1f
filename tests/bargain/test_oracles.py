"""Beside third parties' solvers: their values of our play in a tree, and no move that would do better anywhere; their
frontier of packages, and their Nash deal."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from dualtrack.bargain import Node, Side, Threat, frontier, solve, solve_tree

pytestmark = pytest.mark.oracle


def grown(rng: random.Random, name: str, depth: int) -> Node:
    """A random tree of two movers and chance, three moves at most."""
    if depth == 0 or rng.random() < 0.2:
        return Node(name, payoffs=(rng.random(), rng.random()))
    moves = {f"{name}{at}": grown(rng, f"{name}{at}", depth - 1) for at in range(rng.randint(2, 3))}
    mover = rng.choice((0, 1, "chance"))
    chances = dict.fromkeys(moves, 1.0 / len(moves)) if mover == "chance" else {}
    return Node(name, mover, moves, chances=chances)


def planted(gambit: Any, root: Node) -> tuple[Any, dict[str, Any]]:
    """The tree as the third party holds it, and its nodes by name."""
    game, nodes = gambit.Game.new_tree(players=["0", "1"]), {}

    def grow(node: Node, at: Any) -> None:
        nodes[node.name] = at
        if node.mover is None:
            game.set_outcome(at, game.add_outcome(node.name, list(node.payoffs)))
            return
        chance = node.mover == "chance"
        game.append_move(at, game.players.chance if chance else str(node.mover), list(node.moves))
        if chance:
            game.set_chance_probs(
                at.infoset, [Fraction(node.chances[move]).limit_denominator(9) for move in node.moves]
            )
        for (_, after), child in zip(node.moves.items(), at.children, strict=True):
            grow(after, child)

    grow(root, game.root)
    return game, nodes


TREES = [grown(random.Random(seed), "n", 4) for seed in range(40)]


@pytest.mark.parametrize("root", [*TREES, Threat(yields=(0.5, -0.5), acts=(-0.2, -0.8), audience=0.1).tree()])
def test_backward_induction_is_subgame_perfect_by_another_solver(root: Node) -> None:
    gambit = pytest.importorskip("pygambit", reason="the third-party solver is not installed")
    if root.mover is None:
        return
    game, nodes = planted(gambit, root)
    play = solve_tree(root)
    profile = game.mixed_behavior_profile()
    for name, move in play.choices.items():
        for action in nodes[name].infoset.actions:
            profile[action] = float(action.label == move)
    for side in (0, 1):
        assert float(profile.node_value(str(side), game.root)) == pytest.approx(play.payoffs[side])
    for name in play.choices:
        mover = nodes[name].infoset.player.label
        best = max(float(profile.node_value(mover, child)) for child in nodes[name].children)
        assert float(profile.node_value(mover, nodes[name])) == pytest.approx(best)


@pytest.mark.parametrize("seed", range(20))
def test_the_frontier_and_the_nash_deal_are_those_of_another_solver(seed: int) -> None:
    pytest.importorskip("negmas", reason="the third-party solver is not installed")
    from negmas import LinearAdditiveUtilityFunction, make_issue
    from negmas.preferences.ops import nash_points, pareto_frontier
    from negmas.preferences.value_fun import TableFun

    rng = np.random.default_rng(seed)
    names, fighting = ["land", "army", "money"], (0.3, 0.3)
    tables = [{name: rng.random(4).tolist() for name in names} for _ in range(2)]
    weights = [dict(zip(names, rng.dirichlet(np.ones(3)).tolist(), strict=True)) for _ in range(2)]
    edge = frontier(*(Side(*given) for given in zip(weights, tables, strict=True)), disagreement=fighting)
    issues = [make_issue(4, name) for name in names]
    theirs = [
        LinearAdditiveUtilityFunction(
            values=[TableFun(dict(enumerate(table[name]))) for name in names],
            weights=[weight[name] for name in names], issues=issues, reserved_value=least,
        )
        for table, weight, least in zip(tables, weights, fighting, strict=True)
    ]  # fmt: skip
    points, _ = pareto_frontier(theirs, issues=issues)
    better = [[point for point in found if min(point) > 0.3] for found in (points, map(tuple, edge.points.tolist()))]
    assert sorted(better[0]) == [pytest.approx(point) for point in sorted(better[1])]
    nash = nash_points(theirs, points, issues=issues)
    assert solve("nash", edge).utilities == pytest.approx(nash[0][0])
