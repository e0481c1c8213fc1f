"""Model values to JSON and back, by their own type hints, so that what is stored is what was said."""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dualtrack.model import Act, Claim, Commitment, Comparison, Position, Quantity
from dualtrack.model.identity import plain

Value = TypeVar("Value")
PAYLOADS: Mapping[str, type] = {
    "event": Act,
    "quantity": Quantity,
    "commitment": Commitment,
    "position": Position,
    "comparison": Comparison,
}


def dumps(data: Any) -> str:
    """JSON types as compact JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def write(value: Any) -> str:
    """A model value as compact JSON with sorted keys."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write_claim(claim: Claim) -> str:
    """A claim as JSON; `kind` says which payload it carries."""
    data: dict[str, Any] = plain(claim)
    return json.dumps({**data, "kind": claim.kind}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(*cells: str | None) -> str:
    """16 hex digits over the cells of a row as stored, so that an altered byte of any of them shows."""
    text = "\x1f".join("" if cell is None else cell for cell in cells)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_claim(text: str) -> Claim:
    """The claim that `write_claim` wrote; its id is computed from its content again."""
    data = json.loads(text)
    payload: Any = restore(PAYLOADS[data.pop("kind")], data.pop("payload"))
    data.pop("id")
    hinted = readers(Claim)
    return Claim(payload=payload, **{name: hinted[name](value) for name, value in data.items()})


def read(kind: type[Value], text: str) -> Value:
    """A model value from its JSON."""
    return restore(kind, json.loads(text))


def restore(kind: type[Value], data: Any) -> Value:
    """A dataclass from JSON types."""
    hinted = readers(cast(Any, kind))
    return kind(**{name: hinted[name](value) for name, value in data.items() if name in hinted})


@lru_cache(maxsize=64)
def readers(kind: Any) -> dict[str, Callable[[Any], Any]]:
    """For each field of a dataclass, the function that reads its JSON."""
    hints = get_type_hints(kind)
    return {item.name: reader(hints[item.name]) for item in fields(kind)}


def reader(hint: Any) -> Callable[[Any], Any]:
    """The function that reads JSON as a type hint says."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return union_reader([arm for arm in get_args(hint) if arm is not type(None)])
    if origin is tuple:
        return tuple_reader(get_args(hint))
    if origin is not None and issubclass(origin, Mapping):
        inside = reader(get_args(hint)[1])
        return lambda data: {key: inside(item) for key, item in data.items()}
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda data: restore(hint, data)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint in (date, datetime):
        return read_date
    return lambda data: data


def union_reader(arms: list[Any]) -> Callable[[Any], Any]:
    if set(arms) <= {date, datetime}:
        return lambda data: None if data is None else read_date(data)
    if len(arms) == 1:
        inside = reader(arms[0])
        return lambda data: None if data is None else inside(data)
    return lambda data: data


def tuple_reader(arms: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(arms) == 2 and arms[1] is Ellipsis:
        inside = reader(arms[0])
        return lambda data: tuple(inside(item) for item in data)
    each = [reader(arm) for arm in arms]
    return lambda data: tuple(read_one(item) for read_one, item in zip(each, data, strict=True))


def read_date(text: str | None) -> date | datetime | None:
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
