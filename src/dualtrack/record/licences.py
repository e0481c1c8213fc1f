"""Licences: whose words the record holds, and whose text may be passed on whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dualtrack.model import Document, Source
from dualtrack.record.independence import by_name

# A licence that opens with one of these lets a text be passed on with its notice; any other, and none, does not.
OPEN = ("cc0", "cc by", "cc-by", "public domain", "odbl", "mit", "ogl", "open government licence", "own")
CLOSED_WITHIN = ("-nd", " nd", "no redistribution")
UNKNOWN = "unknown: quotes and hashes only"


def licence_of(document: Document, named: Mapping[str, Source]) -> str:
    """The document's own licence, else its publisher's in sources.csv, else `UNKNOWN`."""
    source = named.get((document.publisher or "").casefold())
    return document.licence or (source.licence if source else None) or UNKNOWN


def is_open(licence: str) -> bool:
    small = licence.casefold()
    return small.startswith(OPEN) and not any(part in small for part in CLOSED_WITHIN)


def licences(documents: Sequence[Document], sources: Sequence[Source]) -> list[dict[str, object]]:
    """One row for each publisher and licence: how many documents, and whether their text may be passed on."""
    named = by_name(sources)
    counted: dict[tuple[str, str], int] = {}
    for document in documents:
        key = (document.publisher or "unknown", licence_of(document, named))
        counted[key] = counted.get(key, 0) + 1
    return [
        {"publisher": publisher, "licence": licence, "documents": count, "text_passed_on": is_open(licence)}
        for (publisher, licence), count in sorted(counted.items())
    ]
