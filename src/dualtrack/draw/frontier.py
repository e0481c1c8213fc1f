"""The frontier of packages: what each is worth to either side, and which one each solution picks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dualtrack.draw.svg import ACCENT, INK, MUTED, Canvas, Scale, axis_below, axis_left
from dualtrack.model import Drawing, Table

WIDTH, HEIGHT, LEFT, BOTTOM = 560.0, 340.0, 56.0, 290.0
Point = tuple[float, float]


def render_frontier(
    key: str, points: Sequence[Point], disagreement: Point, solutions: Mapping[str, Point], names: tuple[str, str]
) -> Drawing:
    """`points` are the efficient packages, `solutions` maps a solution's name to the package that it picks."""
    title = f"What a package is worth to {names[0]} and to {names[1]}"
    picked = "; ".join(f"{name} {x:.2f} and {y:.2f}" for name, (x, y) in solutions.items())
    fighting = f"Fighting on: {disagreement[0]:.2f} and {disagreement[1]:.2f}."
    canvas = Canvas(WIDTH, HEIGHT, key, title, f"{len(points)} efficient packages. {fighting} {picked}.")
    every = [*points, disagreement]
    across = Scale(min(0.0, *(x for x, _ in every)), max(1.0, *(x for x, _ in every)), LEFT, WIDTH - 24)
    up = Scale(min(0.0, *(y for _, y in every)), max(1.0, *(y for _, y in every)), BOTTOM, 28)
    axis_left(canvas, up, LEFT, WIDTH - 24, f"worth to {names[1]}")
    canvas.line(across(disagreement[0]), up(disagreement[1]), across(disagreement[0]), 28, stroke=MUTED)
    canvas.line(across(disagreement[0]), up(disagreement[1]), WIDTH - 24, up(disagreement[1]), stroke=MUTED)
    canvas.circle(across(disagreement[0]), up(disagreement[1]), 4, MUTED, title="fighting on")
    canvas.text(across(disagreement[0]) - 8, up(disagreement[1]) + 4, "fighting on", anchor="end", size=12, fill=MUTED)
    canvas.path([(across(x), up(y)) for x, y in points], stroke=INK, stroke_width=1.5)
    draw_solutions(canvas, {(across(x), up(y)): solved for (x, y), solved in together(solutions).items()})
    axis_below(canvas, across, BOTTOM, f"worth to {names[0]}")
    rows = [("fighting on", round(disagreement[0], 4), round(disagreement[1], 4))]
    rows += [(name, round(x, 4), round(y, 4)) for name, (x, y) in solutions.items()]
    return Drawing(key, title, canvas.svg(), Table(title, ("what", *names), tuple(rows)))


def draw_solutions(canvas: Canvas, solved: Mapping[Point, str]) -> None:
    """Mark each picked package; their names stand stacked in the free corner beyond the frontier, led to by lines."""
    if not solved:
        return
    left = min(WIDTH - 150, max(x for x, _ in solved) + 50)
    top = max(40.0, min(y for _, y in solved) - 40 - 18 * len(solved))
    for row, ((x, y), name) in enumerate(sorted(solved.items())):
        at = top + 18 * row
        canvas.line(x, y, left - 4, at - 4, stroke=ACCENT, stroke_width=0.75)
        canvas.circle(x, y, 4.5, ACCENT, title=name)
        canvas.text(left, at, name, size=12, fill=ACCENT)


def together(solutions: Mapping[str, Point]) -> dict[Point, str]:
    """The names of the solutions at each package, as one label where they agree."""
    labels: dict[Point, list[str]] = {}
    for name, point in solutions.items():
        labels.setdefault(point, []).append(name)
    return {point: ", ".join(names) for point, names in labels.items()}
