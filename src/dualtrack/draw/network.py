"""The network of meetings: parties on a ring, a line for each pair that met, and the table of pairs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from dualtrack.draw.svg import ACCENT, BAND, INK, MUTED, Canvas, number
from dualtrack.model import Drawing, Table

WIDTH, HEIGHT, RING = 560.0, 290.0, 100.0
WIDEST = 9.0


def render_network(
    key: str, title: str, met: Mapping[str, int], pairs: Mapping[tuple[str, str], int], between: Mapping[str, float]
) -> Drawing:
    """`met` counts the meetings of each party and `pairs` those of each two; `between` is the share of paths between
    others that run through a party. The widest line is the pair that met most often."""
    parties = sorted(met)
    said = "; ".join(f"{left} and {right} {count}" for (left, right), count in ordered(pairs))
    canvas = Canvas(WIDTH, HEIGHT, key, title, f"Meetings together: {said or 'none'}.")
    spots = ring(parties)
    most = max(pairs.values(), default=1)
    for (left, right), count in sorted(pairs.items()):
        (x1, y1), (x2, y2) = spots[left], spots[right]
        canvas.line(x1, y1, x2, y2, stroke=MUTED, stroke_width=max(1.0, WIDEST * count / most), stroke_opacity=0.55)
        canvas.text((2 * x1 + x2) / 3, (2 * y1 + y2) / 3 - 3, number(count), anchor="middle", size=11, fill=INK)
    busiest = max(between.values(), default=0.0)
    for party in parties:
        x, y = spots[party]
        carries = busiest > 0 and between.get(party, 0.0) == busiest
        canvas.circle(x, y, 9, fill=ACCENT if carries else BAND, title=f"{party}: {met[party]} meetings", stroke=INK)
        side = "middle" if abs(x - WIDTH / 2) < 20 else "start" if x > WIDTH / 2 else "end"
        shift = {"middle": 0.0, "start": 14.0, "end": -14.0}[side]
        drop = 5 if side != "middle" else -14 if y < HEIGHT / 2 else 24
        canvas.text(x + shift, y + drop, party, anchor=side, size=13)
    rows = [(left, right, count) for (left, right), count in ordered(pairs)]
    rows += [(party, "all its meetings", met[party]) for party in parties]
    return Drawing(key, title, canvas.svg(), Table(title, ("party", "met", "meetings"), tuple(rows)))


def ordered(pairs: Mapping[tuple[str, str], int]) -> list[tuple[tuple[str, str], int]]:
    return sorted(pairs.items(), key=lambda item: (-item[1], item[0]))


def ring(parties: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Places on a ring, the first on top: by name, so that two periods can be laid side by side."""
    turn = 2 * math.pi / max(1, len(parties))
    return {
        party: (WIDTH / 2 + 1.5 * RING * math.sin(turn * at), HEIGHT / 2 - RING * math.cos(turn * at))
        for at, party in enumerate(parties)
    }
