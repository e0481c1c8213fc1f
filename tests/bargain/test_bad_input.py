"""Bad input: each is refused by one clear error that names what is wrong and where."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from dualtrack.bargain import (
    Lever,
    Node,
    Side,
    War,
    crossing,
    deal_range,
    frontier,
    gamblers_ruin,
    ladder,
    screening,
    solve,
    solve_tree,
)
from dualtrack.errors import BargainError
from dualtrack.model import Estimate

VALUES = {"land": [1.0, 0.5, 0.0], "army": [1.0, 0.0]}
WEIGHTS = {"land": 0.7, "army": 0.3}
OURS, THEIRS = Side(WEIGHTS, VALUES, "Aland"), Side(WEIGHTS, {"land": [0.0, 0.5, 1.0], "army": [0.0, 1.0]}, "Borland")
MONTH = dict.fromkeys(("cost", "growth", "gain"), Estimate(0.1, 0.2, 0.3))


def end(*payoffs: float) -> Node:
    return Node("end", payoffs=payoffs)


def choice(name: str, *payoffs: tuple[float, ...], mover: int | str | None = 0) -> Node:
    return Node(name, mover, {f"move {at}": end(*given) for at, given in enumerate(payoffs)})


def cyclic() -> Node:
    moves: dict[str, Node] = {}
    top = Node("top", 0, moves)
    moves["on"] = Node("next", 1, {"back": top})
    return top


TWINS = Node("top", 0, {"a": choice("twin", (0, 1), (1, 0)), "b": choice("twin", (1, 0), (0, 1))})
REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: Side({"land": 0.7, "army": 0.5}, VALUES, "Aland"), r"Aland: .* sum to 1\.2, not 1 \(land 0\.7"),
    (lambda: Side({"land": math.nan, "army": 0.5}, VALUES, "Aland"), "Aland: the weight of issue 'land' is nan"),
    (lambda: Side(WEIGHTS, {**VALUES, "land": [1.0, math.nan]}, "Aland"), "the value of option 2 of issue 'land'"),
    (lambda: Side(WEIGHTS, {**VALUES, "land": ["much"]}, "Aland"), "Aland: issue 'land' needs one number"),  # type: ignore[dict-item]
    (lambda: Side(WEIGHTS, {**VALUES, "land": []}, "Aland"), "Aland: issue 'land' has no options"),
    (lambda: Side({}, {}, "Aland"), "Aland: there is no issue"),
    (lambda: solve("nash", OURS, THEIRS, disagreement=(0.9, 0.9)), "no deal gives both sides what fighting on gives"),
    (lambda: solve("nash", OURS, THEIRS, disagreement=(math.nan, 0.9)), "is worth to the first side is nan"),
    (lambda: solve("nsh", OURS, THEIRS), "Did you mean 'nash'"),
    (lambda: solve("nash", np.array([[1.0, math.nan]])), "deal 1 holds no finite number"),
    (lambda: frontier(OURS, Side(WEIGHTS, {"land": [1, 0], "army": [0, 1]}, "Borland")), "'land': Aland values 3"),
    (lambda: War(p=60, cost=0.1), r"first side estimates it is 60: .* Did you mean 0\.6"),
    (lambda: War(p=math.nan, cost=0.1), "p is nan: it needs a finite number"),
    (lambda: War(p=0.5, cost=0.1, state="front").chances, "the state is 'front'"),  # type: ignore[arg-type]
    (lambda: deal_range(War(0.5, 0.1), scale=(1, 0)), "the scale runs from 1 to 0"),
    (lambda: deal_range(War(0.5, 0.1), levers=[Lever(0.6, 0, "analyst", id="aid")]), "levers aid: .* outside"),
    (lambda: Lever(math.nan, 0, "analyst", id="aid"), "lever 'aid': dp is nan"),
    (lambda: solve_tree(cyclic()), "the tree is cyclic: top > next > top"),
    (lambda: solve_tree(choice("top", (1,), (1, 2))), "payoffs of 1 and of 2 sides"),
    (lambda: solve_tree(choice("top", (math.nan, 0))), "a payoff at 'end' is nan"),
    (lambda: solve_tree(choice("top", (1, 0), mover=5)), "the mover is 5: it needs 0 to 1"),
    (lambda: solve_tree(TWINS), "two nodes are named 'twin'"),
    (lambda: gamblers_ruin(10, 11, 0.5), "position 11 of 10"),
    (lambda: gamblers_ruin(10, 5.5, 0.5), r"stands is 5\.5: it needs a whole number"),  # type: ignore[arg-type]
    (lambda: ladder([0.5, 0.5], 1, down=[0.5]), "2 chances to advance and 1 to fall back"),
    (lambda: screening(0.5, 0.1, (0.4, 0.0)), "no type is left"),
    (lambda: screening(0.5, 0.1, (0, 0.4), types=4, offers=0), "the number of offers is 0"),
    (lambda: screening(0.5, 0.1, (0, 0.4), types=4, offers=[math.nan]), "offers need at least one demand"),
    (lambda: crossing(MONTH, {**MONTH, "cost": Estimate(0, 0, 0)}), "the second side needs costs above 0"),
    (lambda: crossing({}, MONTH), "the first side's crossing has no cost, growth, gain"),
    (lambda: crossing(MONTH, MONTH, draws=0), "the number of draws is 0"),
]  # fmt: skip


@pytest.mark.parametrize(("work", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_bad_input_is_refused_by_name(work: Callable[[], object], message: str) -> None:
    with pytest.raises(BargainError, match=message):
        work()


def test_an_empty_range_is_an_answer_and_no_error() -> None:
    assert deal_range(War(0.5, 0.1), red_lines=(0.8, 0.3)).empty
