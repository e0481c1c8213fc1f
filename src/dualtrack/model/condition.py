"""Condition: what must stand around a word for a row of the pack to apply to it."""

from __future__ import annotations

from typing import NamedTuple

MARKS = "~<^>"
"""Marks before a class: in the verb's clause, in its subject, in the sentence, right after the act's noun."""


class Condition(NamedTuple):
    """The names of a row's `object` column: of which one is `wanted`, those that it bars ("!name"), those that it
    needs ("&name"). A name is a class of nouns, with or without a mark of where they stand, or tells what stands around
    the verb ("@party"). `classes` are those of which one must stand in the sentence (None: it can hold without any),
    `required` those that all must."""

    wanted: frozenset[str]
    barred: frozenset[str]
    needed: frozenset[str]
    classes: frozenset[str] | None
    required: frozenset[str]

    @classmethod
    def read(cls, text: str) -> Condition:
        """The condition that a row's column words, its names apart by spaces; it may be empty."""
        names = text.split()
        wanted = frozenset(name for name in names if name[0] not in "!&")
        needed = frozenset(name[1:] for name in names if name[0] == "&")
        classes = frozenset(name.lstrip(MARKS) for name in wanted)
        free = not classes or any(name.startswith("@") for name in classes)
        required = frozenset(name.lstrip(MARKS) for name in needed if "@" not in name)
        barred = frozenset(name[1:] for name in names if name[0] == "!")
        return cls(wanted, barred, needed, None if free else classes, required)

    @property
    def names(self) -> frozenset[str]:
        """All names, without what they are to the row."""
        return self.wanted | self.barred | self.needed

    @property
    def waits(self) -> bool:
        """Whether the row applies only where something of its own is met."""
        return bool(self.wanted or self.needed)
