"""Content-hash ids: the same content gives the same id on any machine and in any run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import partial
from operator import attrgetter
from typing import Any

from dualtrack.errors import InvalidValue


def plain(value: Any) -> Any:
    """Turn a model value into JSON types: dataclasses to objects, dates to ISO 8601, tuples to lists."""
    kind = type(value)
    if kind in _JSON:
        return value
    return (_WRITERS.get(kind) or _writer(kind))(value)


_JSON = frozenset((str, bool, int, float, type(None)))
_WRITERS: dict[type, Callable[[Any], Any]] = {}
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _writer(kind: type) -> Callable[[Any], Any]:
    """How values of a type are written, found once: every claim's id passes here."""
    if issubclass(kind, Enum):
        write: Callable[[Any], Any] = attrgetter("_value_")
    elif issubclass(kind, datetime):
        write = partial(datetime.isoformat, timespec="minutes")
    elif issubclass(kind, date):
        write = date.isoformat
    elif is_dataclass(kind):
        write = partial(_fields, tuple(item.name for item in fields(kind)))
    elif issubclass(kind, Mapping):
        write = _mapping
    else:
        write = _itself if issubclass(kind, (str, int, float)) else _items
    _WRITERS[kind] = write
    return write


def _fields(names: Sequence[str], value: Any) -> dict[str, Any]:
    """A dataclass as an object; what is JSON already, as most fields are, is taken without a call each."""
    return {
        name: item if type(item) in _JSON else plain(item)
        for name in names
        for item in (getattr(value, name),)
    }  # fmt: skip


def _mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): plain(item) for key, item in value.items()}


def _items(value: Iterable[Any]) -> list[Any]:
    return [item if type(item) in _JSON else plain(item) for item in value]


def _itself(value: Any) -> Any:
    return value


def canonical(value: Any) -> str:
    """A model value as JSON with sorted keys and no spaces: the same content gives the same text."""
    return _CANONICAL.encode(plain(value))


def content_id(prefix: str, *parts: Any) -> str:
    """Return `prefix` and 16 hex digits of the SHA-256 of the parts, written as canonical JSON."""
    return f"{prefix}_{hashlib.sha256(canonical(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def require(condition: bool, message: str) -> None:
    """Raise InvalidValue with `message` unless `condition` holds."""
    if not condition:
        raise InvalidValue(message)
