"""Table and Drawing: a drawing never comes without the table that says the same."""

from __future__ import annotations

from dataclasses import dataclass

from dualtrack.model.identity import require


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain text or numbers under named columns; `caption` says what it shows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | int | None, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            require(
                len(row) == len(self.columns),
                f"table '{self.caption}': {len(row)} cells, {len(self.columns)} columns",
            )


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG element (a string that opens with `<svg`), its title and description, and its table."""

    id: str
    title: str
    svg: str
    table: Table

    def __post_init__(self) -> None:
        require(self.svg.startswith("<svg"), f"drawing '{self.id}' is not an <svg> element")
