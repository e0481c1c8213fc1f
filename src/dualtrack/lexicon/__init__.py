"""Packs (TOML, CSV) to types, with errors that name file and line."""
