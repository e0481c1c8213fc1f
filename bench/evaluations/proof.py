"""Proof: how many planted errors of each kind are caught, and how many faithful sentences refused, on gold/proof."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from dualtrack import proving

GOLD = Path(__file__).resolve().parent.parent.parent / "gold" / "proof"
LANGUAGES = ("en", "uk", "ru")
FAITHFUL = "faithful"
HELD_OUT = 3
"""Every third pair of a file is held out: its misses are counted, not read, while the checker is worked on."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of prose with its source; `kind` is faithful or the kind of error that was planted in it."""

    kind: str
    prose: str
    prose_language: str
    source: str
    language: str
    published: date
    held_out: bool


def sentences() -> Iterator[Sentence]:
    """Every faithful sentence, then each planted error once for every sentence that it can be planted in."""
    for language in LANGUAGES:
        told = tomllib.loads((GOLD / f"{language}.toml").read_text("utf-8"))
        for index, pair in enumerate(told["pair"]):
            for kind, prose in of_pair(pair, told["invented"]):
                yield Sentence(
                    kind, prose[:1].upper() + prose[1:], pair.get("language", language), pair["source"], language,
                    date.fromisoformat(pair["published"]), index % HELD_OUT == HELD_OUT - 1,
                )  # fmt: skip


def of_pair(pair: dict[str, Any], invented: dict[str, str]) -> Iterator[tuple[str, str]]:
    for prose in pair["faithful"]:
        yield FAITHFUL, prose
    for kind, edits in pair["planted"].items():
        for edit in edits:
            for prose in planted(edit, pair["faithful"]):
                yield kind, prose
            if kind == "place" and " => " in edit:
                for prose in planted(invent(edit, invented), pair["faithful"]):
                    yield "invented_place", prose


def planted(edit: str, faithful: list[str]) -> Iterator[str]:
    """The faithful sentences with "old => new" applied; an edit without an arrow is a sentence of its own."""
    old, arrow, new = edit.partition(" => ")
    if not arrow:
        yield edit
        return
    yield from (prose.replace(old, new, 1) for prose in faithful if old in prose)


def invent(edit: str, invented: dict[str, str]) -> str:
    """A swap of two places as a swap for a place that does not exist, in the form that the old name's ending asks."""
    old = edit.partition(" => ")[0]
    words = old.split()
    at = max(index for index, word in enumerate(words) if word[:1].isupper())
    form = next((form for form in invented if form != "plain" and words[at].endswith(form)), "plain")
    words[at] = invented[form]
    return f"{old} => {' '.join(words)}"


@lru_cache(maxsize=1)
def verdicts() -> tuple[tuple[Sentence, bool, tuple[str, ...]], ...]:
    """Each sentence, whether it was let pass, and the kinds of what was found against it."""
    made = []
    for item in sentences():
        found = proving.prove_sentence(
            item.prose, [item.source], published=item.published, language=item.prose_language
        )
        kinds = tuple(f"{d.kind}: {d.said} / {d.held}" for d in found.differences)
        made.append((item, found.status == "proven", kinds))
    return tuple(made)


def shares(held_out: bool | None = None) -> dict[str, tuple[int, int]]:
    """kind -> (right, all): errors caught, and faithful sentences let pass."""
    counts: dict[str, list[int]] = {}
    for item, passed, _ in verdicts():
        if held_out is None or item.held_out is held_out:
            pair = counts.setdefault(item.kind, [0, 0])
            pair[0] += passed is (item.kind == FAITHFUL)
            pair[1] += 1
    return {kind: (right, total) for kind, (right, total) in sorted(counts.items())}


def main() -> None:
    """Print the shares on what is worked on, and on what is held out; the misses of the first."""
    for title, part in (("worked on", False), ("held out", True)):
        told = ", ".join(f"{kind} {right}/{total}" for kind, (right, total) in shares(part).items())
        print(f"{title}: {told}")
    if "--misses" in sys.argv:
        for item, passed, found in verdicts():
            if not item.held_out and passed is not (item.kind == FAITHFUL):
                print(f"{item.kind}: {item.prose}\n    {item.source}\n    {'; '.join(found)}")


if __name__ == "__main__":
    main()
