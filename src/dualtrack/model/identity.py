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
    if value is None or kind in _JSON:
        return value
    if kind in (tuple, list):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {name: plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (str, int, float)):
        return value
    return [plain(item) for item in value]


_JSON = frozenset((str, bool, int, float))


_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


_NAMES: dict[type, tuple[str, ...]] = {}


def _names(kind: type) -> tuple[str, ...]:
    """The field names of a dataclass, looked up once: every claim's id passes here."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(item.name for item in fields(kind))
    return _NAMES[kind]


def content_id(prefix: str, *parts: Any) -> str:
    """Return `prefix` and 16 hex digits of the SHA-256 of the parts, written as canonical JSON."""
    text = _canonical(plain(parts))
    return f"{prefix}_{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def require(condition: bool, message: str) -> None:
    """Raise InvalidValue with `message` unless `condition` holds."""
    if not condition:
        raise InvalidValue(message)
