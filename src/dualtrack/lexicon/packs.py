"""Where packs are: the user's own folders first, then the ones that ship."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dualtrack.errors import UnknownName, one_of

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped() -> Path:
    """The packs that ship: inside an installed package, else at the top of the checkout."""
    inside = _PACKAGE / "packs"
    return inside if inside.is_dir() else _PACKAGE.parent.parent / "packs"


def roots(extra: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The folders to look into, the user's first."""
    return (*map(Path, extra), shipped())


def find(kind: str, name: str = "", extra: Sequence[Path] = ()) -> Path:
    """The path of `kind/name` in the first folder that has it. Raises UnknownName with the nearest that exists."""
    for root in roots(extra):
        path = root / kind / name if name else root / kind
        if path.exists():
            return path
    known = {path.name for root in roots(extra) if (root / kind).is_dir() for path in (root / kind).iterdir()}
    raise UnknownName(f"{one_of(kind.rstrip('s'), name, known)} Add your own with --packs DIR.")


def files(kind: str, pattern: str, extra: Sequence[Path] = ()) -> list[Path]:
    """Every file of a kind by name; a user's file of the same name stands for the shipped one."""
    found: dict[str, Path] = {}
    for root in reversed(roots(extra)):
        found |= {path.name: path for path in (root / kind).glob(pattern)}
    return [found[name] for name in sorted(found)]
