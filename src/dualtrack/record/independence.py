"""Independence: how many separate voices stand behind an event. One wire story on six sites is one source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dualtrack.model import Claim, Document, Genre, Source

COPY = 0.35  # containment of shingles from which one text is a copy of another; calibrated with read.duplicates
FEWEST = 8
NOT_A_SOURCE = (Genre.OPINION, Genre.MACHINE_WRITTEN)


def by_name(sources: Sequence[Source]) -> dict[str, Source]:
    """Sources by every name a document or a sentence may give them, in small letters."""
    return {
        name.casefold(): source
        for source in sources
        for name in (source.publisher, source.id, *source.aliases, *source.domains)
    }


def families(documents: Iterable[Document], sources: Sequence[Source]) -> dict[str, str | None]:
    """The publisher family behind each document; a copy has the family of what it copies; None for no source."""
    known = by_name(sources)
    found: dict[str, str | None] = {}
    index: dict[int, list[str]] = {}
    sizes: dict[str, int] = {}
    for document in sorted(
        documents, key=lambda item: (item.published.last_day is None, str(item.published.earliest), item.id)
    ):
        own = known.get((document.publisher or "").casefold())
        family = own.family if own else (document.publisher or document.url or document.id).casefold()
        sizes[document.id] = len(document.shingles)
        shared: dict[str, int] = {}
        for shingle in document.shingles:
            holders = index.setdefault(shingle, [])
            for holder in holders:
                shared[holder] = shared.get(holder, 0) + 1
            if len(holders) < 50:
                holders.append(document.id)
        copied = [
            holder
            for holder, count in shared.items()
            if count >= FEWEST and count / max(1, min(sizes[holder], sizes[document.id])) >= COPY
        ]
        origin = max(copied, key=lambda holder: (shared[holder], holder), default=None)
        found[document.id] = found[origin] if origin is not None else family
        if document.genre in NOT_A_SOURCE:
            found[document.id] = None
    return found


def voices(claims: Iterable[Claim], family_of: Mapping[str, str | None], sources: Mapping[str, Source]) -> set[str]:
    """The independent families behind claims; a claim that cites another outlet counts as that outlet's."""
    heard = set()
    for claim in claims:
        cited = [
            sources[name]
            for speaker in (*claim.via, claim.speaker)
            if speaker and (name := speaker.text.casefold()) in sources
        ]
        family = cited[0].family if cited else family_of.get(claim.document_id)
        if family is not None and not claim.headline:
            heard.add(family)
    return heard
