"""CSV and TOML of packs, read with errors that name file and line."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dualtrack.errors import PackError, nearest

csv.field_size_limit(16 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV file: its cells by column, and `where` it stands (`cases/ukraine/actors.csv:41`)."""

    cells: Mapping[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def many(self, column: str) -> tuple[str, ...]:
        """A cell that lists values between bars."""
        return tuple(item.strip() for item in self[column].split("|") if item.strip())

    def open(self, prefix: str) -> dict[str, tuple[str, ...]]:
        """Columns such as aliases_en, aliases_uk as a mapping from what follows the prefix to the listed values."""
        return {name.removeprefix(prefix): self.many(name) for name in self.cells if name.startswith(prefix)}

    def day(self, column: str) -> date | None:
        """An ISO date; None for an empty cell. Raises PackError."""
        if not self[column]:
            return None
        try:
            return date.fromisoformat(self[column])
        except ValueError as error:
            raise PackError(f"{self.where}: {column} '{self[column]}' is not a date: write it as 2026-01-24") from error

    def number(self, column: str) -> float | None:
        """A number; None for an empty cell. Raises PackError."""
        if not self[column]:
            return None
        try:
            return float(self[column])
        except ValueError as error:
            raise PackError(f"{self.where}: {column} '{self[column]}' is not a number") from error


def label(path: Path) -> str:
    """A pack file's name as errors give it: its last three parts."""
    return "/".join(path.parts[-3:])


def read_text(path: Path) -> str:
    """A pack file as text. Raises PackError where it is not UTF-8 or cannot be opened."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise PackError(f"{label(path)}:{line}: not UTF-8: save the file as UTF-8") from error
    except OSError as error:
        raise PackError(f"{label(path)}: cannot be read: {error.strerror}") from error


def read_csv(
    path: Path, required: Sequence[str], optional: Sequence[str] = (), open_prefixes: Sequence[str] = ()
) -> Iterator[Row]:
    """The rows of a CSV file. Raises PackError for a missing or unknown column and for a row of another length."""
    lines = csv.reader(read_text(path).splitlines(keepends=True))
    header = next(lines, None)
    if header is None:
        raise PackError(f"{label(path)}:1: empty: the first line must name the columns {', '.join(required)}")
    check_header(path, header, required, optional, open_prefixes)
    for cells in lines:
        if not cells or (len(cells) == 1 and not cells[0].strip()):
            continue
        where = f"{label(path)}:{lines.line_num}"
        if len(cells) != len(header):
            raise PackError(f"{where}: {len(cells)} cells, {len(header)} columns: quote a cell that holds a comma")
        yield Row({name: cell.strip() for name, cell in zip(header, cells, strict=True)}, where)


def check_header(
    path: Path, header: Sequence[str], required: Sequence[str], optional: Sequence[str], open_prefixes: Sequence[str]
) -> None:
    known = (*required, *optional)
    for name in header:
        if name not in known and not name.startswith(tuple(open_prefixes) or ("\0",)):
            raise PackError(f"{label(path)}:1: column '{name}' unknown.{nearest(name, known)} Remove or rename it.")
    missing = [name for name in required if name not in header]
    if missing:
        raise PackError(f"{label(path)}:1: column '{missing[0]}' missing.{nearest(missing[0], header)} Add it.")


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file. Raises PackError naming the line of a syntax error."""
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise PackError(f"{label(path)}:{line[1] if line else 1}: {error}") from error


def entry_line(path: Path, table: str, index: int) -> str:
    """Where the `index`-th `[[table]]` of a TOML file stands, as `file:line`."""
    header = re.compile(rf"^\s*\[\[\s*{re.escape(table)}\s*\]\]")
    lines = [number for number, line in enumerate(read_text(path).splitlines(), 1) if header.match(line)]
    return f"{label(path)}:{lines[index] if index < len(lines) else 1}"


def key_line(path: Path, key: str) -> str:
    """Where a key of a TOML file stands, as `file:line`."""
    lines = read_text(path).splitlines()
    return f"{label(path)}:{next((number for number, line in enumerate(lines, 1) if line.startswith(key)), 1)}"


def check_keys(entry: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    """Refuse a key that the engine does not know. Raises PackError with the near match."""
    for key in entry:
        if key not in known:
            raise PackError(f"{where}: key '{key}' unknown.{nearest(key, known)} Remove or rename it.")
