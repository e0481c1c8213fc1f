"""Lenses: points of view that ask questions, each a TOML file that a non-programmer can write."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dualtrack.brief.query import FIELDS_OF, Query, select
from dualtrack.brief.rows import RecordRows
from dualtrack.brief.statement import Slot, Statement, fill
from dualtrack.draw.svg import number
from dualtrack.errors import DualtrackError, PackError, one_of
from dualtrack.lexicon import packs, tables

ROLES = ("argument", "against", "indicator")
QUESTION_KEYS = ("id", "asks", "role", "rows", "where", "order", "limit", "each", "many", "none")
LENS_KEYS = ("id", "name", "view", "would_change", "limits", "question")
COUNT_FIELDS = ("count",)
ARGUMENT_SENTENCES = 12  # the issue of a brief is its argument: 5 to 12 sentences, the strongest question first


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a lens: the query, what its answer is for, and how to say it.

    `each` is said once per row shown (slots: the row's fields), `many` once for all (slots: `count` and the
    first row's fields), `none` where no row answers."""

    id: str
    asks: str
    role: str
    query: Query
    each: str
    many: str
    none: str


@dataclass(frozen=True, slots=True)
class Lens:
    id: str
    name: str
    view: str
    would_change: str
    limits: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class LensBrief:
    """What one lens writes: a headline, takeaways, the argument, what speaks against it, what to watch."""

    lens: Lens
    headline: Statement | None
    takeaways: tuple[Statement, ...]
    argument: tuple[Statement, ...]
    against: tuple[Statement, ...]
    indicators: tuple[Statement, ...]
    missing: tuple[str, ...]


def load_lenses(extra: Sequence[Path] = ()) -> tuple[list[Lens], list[str]]:
    """Load every lens of the packs. A file that cannot be used is named in the second list; the others load."""
    lenses, problems = [], []
    for path in packs.files("lenses", "*.toml", extra):
        try:
            lenses.append(load_lens(path))
        except DualtrackError as error:
            problems.append(str(error))
    return lenses, problems


def load_lens(path: Path) -> Lens:
    """Load one lens. Raises PackError naming file and field."""
    raw = tables.read_toml(path)
    where = f"lenses/{path.name}"
    known(raw, LENS_KEYS, where)
    questions = tuple(load_question(item, f"{where}: question '{item.get('id', '?')}'") for item in raw["question"])
    limits = tuple(raw["limits"])
    return Lens(raw["id"], raw["name"], raw["view"], raw["would_change"], limits, questions)


def load_question(raw: Mapping[str, Any], where: str) -> Question:
    known(raw, QUESTION_KEYS, where)
    role = raw.get("role", "argument")
    if role not in ROLES:
        raise PackError(f"{where}: {one_of('role', role, ROLES)}")
    filters = {key: value if isinstance(value, list) else [value] for key, value in raw.get("where", {}).items()}
    query = Query(raw["rows"], filters, raw.get("order", "newest"), raw.get("limit", 3), where)
    question = Question(
        raw["id"], raw["asks"], role, query, raw.get("each", ""), raw.get("many", ""), raw.get("none", "")
    )
    for template in (question.each, question.many):
        for name in names(template):
            if name not in FIELDS_OF[query.rows] and name not in COUNT_FIELDS:
                raise PackError(f"{where}: {one_of('field', name, [*FIELDS_OF[query.rows], *COUNT_FIELDS])}")
    return question


def known(raw: Mapping[str, Any], keys: Sequence[str], where: str) -> None:
    for key in raw:
        if key not in keys:
            raise PackError(f"{where}: {one_of('key', key, keys)}")


def names(template: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]


def write_lens(lens: Lens, rows: RecordRows) -> LensBrief:
    """Put a lens's questions to the record and say the answers, each statement with its evidence."""
    said: dict[str, list[Statement]] = {role: [] for role in ROLES}
    openers: list[Statement] = []
    missing: list[str] = []
    for question in lens.questions:
        answers = answer(lens, question, rows)
        if not answers:
            missing.append(question.none or f"{question.asks} {rows.words.labels['nothing_held']}")
            continue
        said[question.role] += answers
        if question.role == "argument":
            openers.append(answers[0])
    return LensBrief(
        lens=lens,
        headline=openers[0] if openers else None,
        takeaways=tuple(openers[1:4]),
        argument=tuple(said["argument"][:ARGUMENT_SENTENCES]),
        against=tuple(said["against"]),
        indicators=tuple(said["indicator"]),
        missing=tuple(missing),
    )


def answer(lens: Lens, question: Question, rows: RecordRows) -> list[Statement]:
    """The statements that answer one question; empty where the record holds nothing."""
    found = select(question.query, rows)
    if not found:
        return []
    rows.counts[f"{lens.id}.{question.id}"] = number(len(found))
    statements = []
    if question.many:
        statements.append(say(lens, question, question.many, found[0], rows))
    if question.each:
        statements += [say(lens, question, question.each, key, rows) for key in found[: question.query.limit]]
    return statements


def say(lens: Lens, question: Question, template: str, key: str, rows: RecordRows) -> Statement:
    slots = {
        name: Slot("record", f"{lens.id}.{question.id}") if name in COUNT_FIELDS else Slot(key, name)
        for name in names(template)
    }
    claims = evidence_of(key, rows)
    draft = Statement(f"{lens.id}.{question.id}", template, slots, claims)
    return Statement(draft.id, template, slots, claims, fill(draft, rows))


def evidence_of(key: str, rows: RecordRows) -> tuple[str, ...]:
    """The claims behind a row: itself for a claim, else those that the row names."""
    if key in rows.claims:
        return (key,)
    for shelf in (rows.events, rows.figures, rows.findings):
        if key in shelf:
            return tuple(shelf[key].claims[:4])
    return ()
