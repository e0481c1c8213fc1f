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
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from dualtrack.model import Act, Claim, Commitment, Comparison, Party, Place, Position, Quantity, Speaker, When
from dualtrack.model.identity import canonical, plain

Value = TypeVar("Value")
Reader = Callable[[Any], Any]
PAYLOADS: Mapping[str, type] = {
    "event": Act,
    "quantity": Quantity,
    "commitment": Commitment,
    "position": Position,
    "comparison": Comparison,
}
SHARED = (Party, Place, Speaker, When)
MOST_SHARED = 200_000  # values of one kind that are kept to be shared


def dumps(data: Any) -> str:
    """JSON types as compact JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def write(value: Any) -> str:
    """A model value as compact JSON with sorted keys."""
    return canonical(value)


def write_claim(claim: Claim) -> str:
    """A claim as JSON; `kind` says which payload it carries."""
    return canonical({**plain(claim), "kind": claim.kind})


def seal(*cells: str | None) -> str:
    """16 hex digits over the cells of a row as stored, so that an altered byte of any of them shows."""
    text = "\x1f".join("" if cell is None else cell for cell in cells)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_claim(text: str) -> Claim:
    """The claim that `write_claim` wrote; its id is made of its content again when it is asked for."""
    return claim_and_id(text)[0]


def recorded_claim(text: str) -> Claim:
    """The claim that `write_claim` wrote, under the id that was written: to `verify` is left to make it again."""
    claim, key = claim_and_id(text)
    object.__setattr__(claim, "id", key)
    return claim


def claim_and_id(text: str) -> tuple[Claim, str]:
    data = json.loads(text)
    payload: Any = restore(PAYLOADS[data.pop("kind")], data.pop("payload"))
    key = data.pop("id")
    return Claim(payload=payload, **values(Claim, data)), key


def read(kind: type[Value], text: str) -> Value:
    """A model value from its JSON."""
    return restore(kind, json.loads(text))


def restore(kind: type[Value], data: Any) -> Value:
    """A dataclass from JSON types."""
    return kind(**values(kind, data))


def values(kind: Any, data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a dataclass, each read from its JSON; a field that the dataclass does not have is passed over."""
    hinted = readers(kind)
    return {
        name: value if value is None or (read_one := hinted[name]) is None else read_one(value)
        for name, value in data.items()
        if name in hinted
    }


@lru_cache(maxsize=64)
def readers(kind: Any) -> dict[str, Reader | None]:
    """For each field of a dataclass, how its JSON is read: None where it is the value itself, as null always is."""
    hints = get_type_hints(kind)
    return {item.name: reader(hints[item.name]) for item in fields(kind)}


def reader(hint: Any) -> Reader | None:
    """How JSON is read as a type hint says."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        arms = [arm for arm in get_args(hint) if arm is not type(None)]
        return read_date if set(arms) <= {date, datetime} else reader(arms[0]) if len(arms) == 1 else None
    if origin is tuple:
        return tuple_reader(get_args(hint))
    if origin is not None and issubclass(origin, Mapping):
        inside = reader(get_args(hint)[1])
        return lambda data: {key: read_item(inside, item) for key, item in data.items()}
    if isinstance(hint, type) and is_dataclass(hint):
        return shared_reader(hint) if hint in SHARED else lambda data: restore(hint, data)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return read_date if hint in (date, datetime) else None


def shared_reader(kind: type) -> Reader:
    """Reads equal values to one: frozen, they may stand in many claims, which spares time and most of the memory."""
    known: dict[str, Any] = {}

    def read_shared(data: Any) -> Any:
        written = repr(data)  # not the values: 48 and 48.0 are equal, and written differently
        if written not in known:
            if len(known) >= MOST_SHARED:
                known.clear()
            known[written] = restore(kind, data)
        return known[written]

    return read_shared


def tuple_reader(arms: tuple[Any, ...]) -> Reader:
    if len(arms) == 2 and arms[1] is Ellipsis:
        inside = reader(arms[0])
        return tuple if inside is None else lambda data: tuple([read_item(inside, item) for item in data])
    each = [reader(arm) for arm in arms]
    return lambda data: tuple([read_item(read_one, item) for read_one, item in zip(each, data, strict=True)])


def read_item(read_one: Reader | None, item: Any) -> Any:
    return item if item is None or read_one is None else read_one(item)


def read_date(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
