"""Under what conditions a row of the pack applies: which of a verb's rows its surroundings let tell its act."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dualtrack.coding.tokens import Words
from dualtrack.model import PackRow
from dualtrack.model.condition import Condition

Classes = Mapping[str, list[int]]
"""The object classes that a sentence has, each with the last words of its nouns."""


def classes_at(words: Words) -> dict[str, list[int]]:
    """The object classes of the sentence's words, by the class lists of the language pack."""
    at: dict[str, list[int]] = {}
    for _, last, (_, name, form, _) in words.hits.get("class", ()):
        if form.startswith("ins"):
            continue  # "уничтожили авиабомбами": by what, not what
        if name in at:
            at[name].append(last - 1)
        else:
            at[name] = [last - 1]
    return at


def may_hold(condition: Condition, classes: Classes) -> bool:
    """Whether a condition could hold in a sentence that has these classes at all: what stands around the verb
    ("@party") can only be told by reading it."""
    wanted = condition.classes
    if wanted is not None and wanted.isdisjoint(classes):
        return False
    return not condition.required or condition.required <= classes.keys()


def holds(condition: Condition, told: Callable[[str], bool]) -> bool:
    """Whether a condition holds: one of the wanted names is told of what stands around, none of those that it bars,
    all of those that it needs."""
    wanted, barred, needed, _, _ = condition
    return (not wanted or any(map(told, wanted))) and not any(map(told, barred)) and all(map(told, needed))


def choose(rows: list[PackRow], told: Callable[[str], bool]) -> PackRow | None:
    """The row whose condition holds; a condition met is worth more than none; then the pack's order."""
    plain = None
    for row in rows:
        waits = row.condition.waits
        if (waits or plain is None) and holds(row.condition, told):
            if waits:
                return row
            plain = row
    return plain
