"""Coverage: what the record rests on: documents by language, publisher and side, and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dualtrack.model import Genre, Outcome
from dualtrack.record.independence import by_name, families
from dualtrack.record.store import Record

UNKNOWN = "unknown"
THIN = 0.1  # share of the documents below which a side or a language is too thin to speak for itself


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of documents that stand (superseded versions left out). `unread` are (input, why)."""

    documents: int
    languages: Mapping[str, int]
    publishers: Mapping[str, int]
    sides: Mapping[str, int]
    genres: Mapping[str, int]
    families: int
    undated: int
    without_claims: int
    unread: tuple[tuple[str, str], ...]

    @property
    def thin(self) -> tuple[str, ...]:
        """The sides and languages with few documents or none, as `side RUS` or `language ru`."""
        floor = THIN * self.documents
        listed = [("side", name, count) for name, count in self.sides.items()]
        listed += [("language", name, count) for name, count in self.languages.items()]
        return tuple(f"{kind} {name}" for kind, name, count in listed if count < floor and name != UNKNOWN)


def coverage(record: Record) -> Coverage:
    """What the record rests on. A side of the case that no document speaks for counts 0."""
    case = record.case()
    named = by_name(case.sources)
    standing = {row[0] for row in record.rows("SELECT id FROM documents WHERE superseded_by IS NULL")}
    documents = [document for document in record.documents() if document.id in standing]
    sources = [named.get((document.publisher or "").casefold()) for document in documents]
    sides = Counter((source.side if source else None) or UNKNOWN for source in sources)
    coded = {row[0] for row in record.rows("SELECT DISTINCT document_id FROM claims WHERE superseded = 0")}
    unread = [(item.name, item.why) for item in record.inputs() if item.outcome in (Outcome.FAILED, Outcome.EMPTY)]
    independent = {family for family in families(documents, case.sources).values() if family is not None}
    return Coverage(
        documents=len(documents),
        languages=ordered(Counter(document.language for document in documents)),
        publishers=ordered(Counter(document.publisher or UNKNOWN for document in documents)),
        sides=ordered({**dict.fromkeys(case.sides, 0), **sides}),
        genres=ordered(Counter(Genre(document.genre).value for document in documents)),
        families=len(independent),
        undated=sum(not document.published.known for document in documents),
        without_claims=len(standing - coded),
        unread=tuple(unread),
    )


def ordered(counts: Mapping[str, int]) -> dict[str, int]:
    """The most first; of equals by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
