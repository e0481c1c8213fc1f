"""The engine knows no language: its words stand in packs, and code asks for classes of words by name."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
READERS = sorted(path for room in ("coding", "read") for path in (ROOT / "src/dualtrack" / room).glob("*.py"))
TEXT = ("word", "previous", "following")
"""Names under which code holds a word of a text."""
NAMES = frozenset(("any", "other", "given", "city", "district", "und", "not", "over", "few"))
"""Words that are names here: of a form, of kinds of party and place, of a row, of ISO 639, of settings."""


def packed(pattern: str) -> Iterator[dict[str, Any]]:
    for path in (ROOT / "packs/languages").glob(pattern):
        yield tomllib.loads(path.read_text("utf-8"))


def function_words() -> set[str]:
    return {
        word for grammar in packed("*/grammar.toml") for words in grammar["words"].values() for word in words
        if word.isalpha() and len(word) > 1
    }  # fmt: skip


def declared(table: Any) -> Iterator[str]:
    """Every key of a pack, and every name by which a row asks for a rule."""
    if isinstance(table, list):
        for row in table:
            yield from declared(row)
    if isinstance(table, dict):
        for key, value in table.items():
            yield key
            yield from [value] if key in ("value", "grain") and isinstance(value, str) else declared(value)


def strings(node: ast.AST) -> Iterator[str]:
    yield from (part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))


def members(node: ast.AST) -> Iterator[str]:
    """The strings of an expression that are no keys by which it looks something up."""
    if isinstance(node, ast.Subscript | ast.Call):
        return
    yield from [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else ()
    for part in ast.iter_child_nodes(node):
        yield from members(part)


def reads_a_word(node: ast.AST) -> bool:
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Attribute) and node.value.attr in ("folded", "words")
    if isinstance(node, ast.Call):
        named = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return named in ("word", "word_at")
    return isinstance(node, ast.Name) and node.id in TEXT


def compared_with(tree: ast.Module) -> Iterator[str]:
    """The strings with which a module compares a word of a text, whole or by its ending."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(map(reads_a_word, (node.left, *node.comparators))):
            sides = [side for side in (node.left, *node.comparators) if not reads_a_word(side)]
            yield from (text for side in sides for text in members(side))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and reads_a_word(node.func.value):
            yield from (text for argument in node.args for text in members(argument))


@pytest.mark.parametrize("path", READERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_compares_no_word_of_a_text_with_one_of_its_own(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert [text for text in compared_with(tree) if any(map(str.isalpha, text))] == []


@pytest.mark.parametrize("path", READERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_holds_no_function_word_that_is_not_a_name_of_the_packs(path: Path) -> None:
    names = NAMES.union(*(declared(table) for table in packed("**/*.toml")))
    held = set(strings(ast.parse(path.read_text("utf-8"))))
    assert (held & function_words()) - names == set()
