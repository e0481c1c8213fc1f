"""Imports flow one way: the law of the house, held by a test."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "dualtrack"
FOUNDATION = {"model", "errors"}
ALLOWED = {
    "errors": set(),
    "model": {"errors"},
    "lexicon": FOUNDATION,
    "read": FOUNDATION | {"lexicon"},
    "coding": FOUNDATION | {"lexicon"},
    "record": FOUNDATION | {"lexicon"},
    "draw": FOUNDATION,
    "measure": FOUNDATION | {"record", "draw"},
    "bargain": FOUNDATION | {"record", "draw"},
    "brief": FOUNDATION | {"record", "draw", "lexicon"},
    "desk": FOUNDATION | {"record", "brief"},
    "pipeline": FOUNDATION | {"lexicon", "read", "coding", "record", "measure", "bargain", "draw", "brief"},
    "proving": FOUNDATION | {"pipeline", "lexicon", "read", "coding", "record", "measure", "brief"},
    "cli": FOUNDATION | {"pipeline", "proving", "desk", "lexicon", "record", "measure", "bargain"},
}


def imported(path: Path) -> set[str]:
    """The rooms of the house that a module imports, `from dualtrack import x` included."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "dualtrack":
            rooms |= {alias.name for alias in node.names if not alias.name.startswith("__")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dualtrack."):
            rooms.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("dualtrack.")}
    return rooms


MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_flow_one_way(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if room == "__init__":
        assert imported(path) == set(), "the package itself imports nothing of ours eagerly"
        return
    foreign = imported(path) - {room}
    assert foreign <= ALLOWED[room], f"{room} may not import {sorted(foreign - ALLOWED[room])}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_rooms_stay_small(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 400, "a module stays under 400 lines: split it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_functions_stay_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 40, f"{node.name} has {length} lines, its docstring included: give a step of it a name"


@pytest.mark.parametrize("stage", ["measure", "bargain"])
def test_numbers_load_without_the_web(stage: str) -> None:
    import subprocess
    import sys

    code = (
        f"import sys, dualtrack.{stage}; "
        "print([m for m in ('trafilatura', 'lxml', 'jinja2', 'typer', 'feedparser', 'nh3') if m in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"
