"""Steps between positions: how many came nearer, stayed or moved away, by side and issue, and the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dualtrack.draw.svg import ACCENT, BAND, MUTED, TRACK_COLOUR, Canvas, Scale, axis_below, number
from dualtrack.model import Drawing, Table

WIDTH, ROW, LEFT = 560.0, 24.0, 260.0
WORDS = (("nearer", TRACK_COLOUR["talks"]), ("same", BAND), ("further", ACCENT))


def render_moves(key: str, rows: Sequence[Mapping[str, Any]]) -> Drawing:
    """One row a side and issue: `after_*` and `other_*` count its steps in the weeks after shocks and in others."""
    title = "Steps between stated positions: nearer to the other side, the same, further"
    totals = [{word: row[f"after_{word}"] + row[f"other_{word}"] for word, _ in WORDS} for row in rows]
    most = max([1, *(sum(total.values()) for total in totals)])
    bottom = 34 + ROW * len(rows)
    said = "; ".join(
        f"{row['party']} on {row['issue']}: {total['nearer']} nearer, {total['same']} same, {total['further']} further"
        for row, total in zip(rows, totals, strict=True)
    )
    canvas = Canvas(WIDTH, bottom + 44, key, title, said)
    across = Scale(0, most, LEFT, WIDTH - 16)
    for at, (word, colour) in enumerate(WORDS):
        canvas.rect(LEFT + 90 * at, 6, 12, 12, fill=colour, stroke=MUTED)
        canvas.text(LEFT + 90 * at + 17, 16, word, size=12)
    for index, (row, total) in enumerate(zip(rows, totals, strict=True)):
        y, done = 30 + ROW * index, 0
        canvas.text(LEFT - 10, y + 13, f"{row['party']}: {row['issue']}", anchor="end", size=12)
        for word, colour in WORDS:
            if total[word]:
                left, right = across(done), across(done + total[word])
                canvas.rect(
                    left, y, right - left, 17, fill=colour, stroke=MUTED, title=f"{word}: {number(total[word])}"
                )
                done += total[word]
    axis_below(canvas, across, bottom, "steps")
    order = [f"{when}_{word}" for when in ("after", "other") for word, _ in WORDS]
    columns = ("party", "issue", *(f"{word}, {said}" for said in ("after a shock", "other weeks") for word, _ in WORDS))
    table = Table(title, columns, tuple((row["party"], row["issue"], *(row[name] for name in order)) for row in rows))
    return Drawing(key, title, canvas.svg(), table)
