"""Content-hash ids: the same content gives the same id on any machine and in any run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from dualtrack.errors import InvalidValue


def plain(value: Any) -> Any:
    """Turn a model value into JSON types: dataclasses to objects, dates to ISO 8601, tuples to lists."""
    kind = type(value)
    if kind in _JSON:
        return value
    if kind in (tuple, list):
        return [item if type(item) in _JSON else plain(item) for item in value]
    if kind in _NAMES:
        return _fields(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        _NAMES[kind] = tuple(item.name for item in fields(kind))
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (str, int, float)):
        return value
    return [plain(item) for item in value]


_JSON = frozenset((str, bool, int, float, type(None)))
# The field names of each dataclass met, looked up once: every claim's id passes here.
_NAMES: dict[type, tuple[str, ...]] = {}
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _fields(value: Any) -> dict[str, Any]:
    """A dataclass as an object; what is JSON already, as most fields are, is taken without a call each."""
    return {
        name: item if type(item) in _JSON else plain(item)
        for name in _NAMES[type(value)]
        for item in (getattr(value, name),)
    }


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
