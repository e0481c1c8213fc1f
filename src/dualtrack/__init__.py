"""dualtrack: the news of a war on its two tracks, table and field. See ARCHITECTURE.md."""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

# Exported lazily, so that `import dualtrack.measure` loads no HTML or web library.
_EXPORTS = {
    "code_sentence": "dualtrack.coding",
    "code_documents": "dualtrack.coding",
    "Record": "dualtrack.record",
    "load_case": "dualtrack.lexicon",
}


def __getattr__(name: str) -> Any:
    if name in _EXPORTS:
        return getattr(importlib.import_module(_EXPORTS[name]), name)
    if name in ("read", "coding", "record", "measure", "bargain", "brief", "draw", "lexicon", "pipeline", "proving"):
        return importlib.import_module(f"dualtrack.{name}")
    raise AttributeError(f"module 'dualtrack' has no attribute '{name}'")
