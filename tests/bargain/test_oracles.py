"""The solver of trees beside a third party's: its values of our play, and no move that would do better anywhere."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest

from dualtrack.bargain import Node, Threat, solve_tree

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
