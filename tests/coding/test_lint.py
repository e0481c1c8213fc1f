"""Every row of every shipped pack codes its own example; only classes and gazetteers have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dualtrack.coding import lint
from dualtrack.errors import PackError
from dualtrack.lexicon import packs

PACKS = packs.shipped()
FOLDERS = sorted(path.parent for name in ("grammar.toml", "case.toml") for path in PACKS.rglob(name))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_every_row_codes_its_example(folder: Path) -> None:
    assert lint(folder) == []


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="name a pack's folder"):
        lint(tmp_path)
