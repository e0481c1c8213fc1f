"""Lint of the views: each lens and reading of a pack is loaded, each phrase stands in its own example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dualtrack.brief.assertions import lint_phrases
from dualtrack.brief.lenses import load_lens
from dualtrack.brief.readings import load_reading
from dualtrack.errors import DualtrackError

LOADERS = {"lenses": load_lens, "readings": load_reading}


def view_files(pack: Path) -> list[Path]:
    """The files of lenses and readings in or below a folder."""
    return sorted(path for path in pack.rglob("*.toml") if path.parent.name in LOADERS)


def lint_views(pack: Path) -> Iterator[str]:
    """Each lens or reading in or below a folder that cannot be used, and each phrase that its example does not hold."""
    for path in view_files(pack):
        try:
            LOADERS[path.parent.name](path)
        except DualtrackError as error:
            yield str(error)
    yield from lint_phrases(pack)
