"""Packs (TOML, CSV) to types, with errors that name file and line."""

from dualtrack.lexicon.cases import load_case

__all__ = ["load_case"]
