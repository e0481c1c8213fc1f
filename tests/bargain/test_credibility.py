"""Ultimatums solved backwards: hollow ones, audience costs, guarantees; trees against brute force."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from dualtrack.bargain.checks import DegenerateWarning
from dualtrack.bargain.credibility import Node, Threat, credible, solve_tree
from dualtrack.errors import BargainError

COSTLY = {"yields": (0.5, -0.5), "acts": (-0.2, -0.8), "stands": (0.0, 0.0)}


def test_a_threat_that_costs_more_than_backing_down_is_hollow() -> None:
    found = credible(Threat(**COSTLY, audience=0.1))
    assert (found.credible, found.works, found.made) == (False, False, False)
    assert found.needed == pytest.approx(0.2)
    assert found.slack == pytest.approx(-0.1)


def test_audience_costs_make_it_credible_and_a_guarantee_unmakes_it() -> None:
    kept = credible(Threat(**COSTLY, audience=0.3))
    assert (kept.credible, kept.works, kept.made) == (True, True, True)
    assert kept.play.path == ("threaten", "yield")
    assert not credible(Threat(**COSTLY, audience=0.3, reneging=0.2)).credible


def test_indifference_is_said_aloud() -> None:
    with pytest.warns(DegenerateWarning, match="indifferent between back down and act"):
        credible(Threat(**COSTLY, audience=0.2))


def test_a_cyclic_tree_is_refused_with_its_path() -> None:
    moves: dict[str, Node] = {}
    moves["again"] = Node("start", 0, moves)
    with pytest.raises(BargainError, match="cyclic: start > start"):
        solve_tree(moves["again"])


def test_chances_that_do_not_sum_are_refused() -> None:
    ends = {"a": Node("a", payoffs=(0, 0)), "b": Node("b", payoffs=(1, 0))}
    with pytest.raises(BargainError, match=r"'battle'.*sum to 0.9"):
        solve_tree(Node("battle", "chance", ends, chances={"a": 0.4, "b": 0.5}))


def leaves(rng: np.random.Generator, depth: int, name: str) -> Node:
    if depth == 0:
        return Node(name, payoffs=tuple(float(value) for value in rng.random(2)))
    moves = {str(move): leaves(rng, depth - 1, f"{name}{move}") for move in range(2)}
    return Node(name, int(rng.integers(2)), moves)


def inner(node: Node) -> list[Node]:
    return [node, *itertools.chain(*(inner(after) for after in node.moves.values()))] if node.moves else []


def played(node: Node, plan: dict[str, str]) -> tuple[float, ...]:
    while node.moves:
        node = node.moves[plan[node.name]]
    return node.payoffs


@pytest.mark.parametrize("seed", range(15))
def test_no_mover_gains_by_deviating_in_any_subgame(seed: int) -> None:
    root = leaves(np.random.default_rng(seed), 3, "n")
    play = solve_tree(root)
    for node in inner(root):
        own = [name.name for name in inner(node) if name.mover == node.mover]
        best = max(
            played(node, {**play.choices, **dict(zip(own, plan, strict=True))})[int(node.mover or 0)]
            for plan in itertools.product("01", repeat=len(own))
        )
        assert played(node, dict(play.choices))[int(node.mover or 0)] == pytest.approx(best)
