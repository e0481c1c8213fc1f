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
    if value is None or isinstance(value, (str, bool, int, float)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value]


def content_id(prefix: str, *parts: Any) -> str:
    """Return `prefix` and 16 hex digits of the SHA-256 of the parts, written as canonical JSON."""
    text = json.dumps(plain(parts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{prefix}_{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def require(condition: bool, message: str) -> None:
    """Raise InvalidValue with `message` unless `condition` holds."""
    if not condition:
        raise InvalidValue(message)
