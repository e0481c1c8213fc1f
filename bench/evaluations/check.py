"""Check: how many sentences of the columns in gold/check get the right class against the shipped record."""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from dualtrack import pipeline, proving
from dualtrack.brief.check import CheckedSentence
from dualtrack.lexicon import load_case
from dualtrack.record import Record

GOLD = Path(__file__).resolve().parent.parent.parent / "gold" / "check"
LABELS = {"agrees": "agrees", "differs": "differs", "missing": "not in the record", "opinion": "opinion",
          "reading": "reading asserted"}  # fmt: skip
"""The class of a gold sentence, and the label of a checked one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence of a column: what is expected of it, and what the check said."""

    column: str
    language: str
    expected: dict[str, Any]
    checked: CheckedSentence

    @property
    def right(self) -> bool:
        """Whether class and asserted reading are those expected."""
        readings = [item.verdict.reading.id for item in self.checked.readings]
        reading = self.expected.get("reading")
        return self.checked.label == LABELS[self.expected["class"]] and (readings == [reading] if reading else True)


def columns() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(GOLD.glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text("utf-8"))


def rows_against(record: Path) -> Iterator[Row]:
    """Every sentence of every column, checked against a record; each column is read as one article."""
    case = load_case("ukraine")
    with Record(record, create=False) as opened, tempfile.TemporaryDirectory() as folder:
        yardstick = proving.yardstick(opened, case)
        for name, column in columns():
            article = Path(folder) / f"{name}.txt"
            article.write_text(paragraphs([entry["text"] for entry in column["sentence"]]), encoding="utf-8")
            found = proving.check(article, yardstick, published=date.fromisoformat(column["published"]))
            by_text = {item.text.strip(): item for item in found.sentences}
            for entry in column["sentence"]:
                checked = by_text.get(entry["text"], CheckedSentence(entry["text"], "not read as a sentence"))
                yield Row(name, column["language"], entry, checked)


def paragraphs(sentences: list[str]) -> str:
    """A column as it is printed: a few sentences to the paragraph."""
    return "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)) + "\n"


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    """Every sentence against the record of the shipped dispatches."""
    with tempfile.TemporaryDirectory() as folder:
        pipeline.demo(Path(folder))
        return tuple(rows_against(Path(folder) / pipeline.RECORD))


def shares(found: tuple[Row, ...]) -> dict[str, tuple[int, int]]:
    """ "all", language and class -> (right, all)."""
    counts: dict[str, list[int]] = {}
    for row in found:
        for key in ("all", row.language, row.expected["class"]):
            pair = counts.setdefault(key, [0, 0])
            pair[0] += row.right
            pair[1] += 1
    return {key: (right, total) for key, (right, total) in counts.items()}


def main() -> None:
    """Print the shares; with --misses each sentence that got another class."""
    found = tuple(rows_against(Path(sys.argv[1]))) if len(sys.argv) > 1 and sys.argv[1] != "--misses" else rows()
    print(", ".join(f"{key} {right}/{total}" for key, (right, total) in shares(found).items()))
    if "--misses" in sys.argv:
        for row in found:
            if not row.right:
                keys = ("class", "reading", "difference")
                wanted = "/".join(str(row.expected[key]) for key in keys if key in row.expected)
                got = "; ".join(f"{r.label} {r.role}: {r.said} / {r.held}"[:160] for r in row.checked.remarks)
                readings = [item.verdict.reading.id for item in row.checked.readings]
                print(f"{row.column}: {wanted} but {row.checked.label} {readings}: {row.expected['text']}\n    {got}")


if __name__ == "__main__":
    main()
