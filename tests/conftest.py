"""Shared fixtures. Third-party data for measuring lies beside the checkout, or where DUALTRACK_DATA says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of third-party measuring data; the test skips, saying so, where it is absent."""
    folder = Path(os.environ.get("DUALTRACK_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no measuring data at {folder} (set DUALTRACK_DATA)")
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the demo writes."""
    from dualtrack import pipeline

    out = tmp_path_factory.mktemp("demo")
    pipeline.demo(out)
    return out
