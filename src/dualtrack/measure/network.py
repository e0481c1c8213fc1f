"""Network: who met whom, as a weighted graph, and who went between those who did not meet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Days = NDArray[np.int64]

SHUTTLE = 14
"""Days within which meetings with one side and then the other are one shuttle."""


def graph_of(attendance: Flags, parties: Sequence[str]) -> nx.Graph:
    """Parties as nodes (`meetings`: how many each attended), and an edge for each pair that sat in one room
    (`meetings`: how often)."""
    graph = nx.Graph()
    for column, party in enumerate(parties):
        attended = int(attendance[:, column].sum())
        if attended:
            graph.add_node(party, meetings=attended)
    for left, right in combinations(range(len(parties)), 2):
        together = int((attendance[:, left] & attendance[:, right]).sum())
        if together:
            graph.add_edge(parties[left], parties[right], meetings=together)
    return graph


def betweenness(graph: nx.Graph) -> dict[str, float]:
    """The share of shortest paths between other parties that run through each (Freeman 1977; Brandes 2001)."""
    found: dict[str, float] = nx.betweenness_centrality(graph)
    return found


def shuttles(attendance: Flags, days: Days, go_between: int, sides: tuple[int, int]) -> int:
    """How often one party met one side alone and then, within `SHUTTLE` days, the other side alone.

    Days sorted. Each meeting is the end of at most one shuttle.
    """
    alone = [
        attendance[:, go_between] & attendance[:, side] & ~attendance[:, other] for side, other in (sides, sides[::-1])
    ]
    count, last = 0, (-1, -1)
    for meeting, day in enumerate(days):
        for which in (0, 1):
            if alone[which][meeting]:
                count += int(last[0] == 1 - which and day - last[1] <= SHUTTLE)
                last = (which, int(day))
    return count
