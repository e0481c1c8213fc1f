"""Independence: how many separate voices stand behind an event. One wire story on six sites is one source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dualtrack.model import Claim, Document, Genre, Source

COPY = 0.35  # containment of shingles from which one text is a copy of another; calibrated with read.duplicates
FEWEST = 8
MOST_HOLDERS = 49  # beside the first: a shingle that so many hold says nothing of copying
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
    holders = Holders()
    ordered = sorted(documents, key=first_told)
    for document in ordered:
        own = known.get((document.publisher or "").casefold())
        family = own.family if own else (document.publisher or document.url or document.id).casefold()
        origin = holders.origin(document)
        found[document.id] = found[origin] if origin is not None else family
        if document.genre in NOT_A_SOURCE:
            found[document.id] = None
    return found


def first_told(document: Document) -> tuple[bool, str, str]:
    """The order in which documents were published; those without a date come last."""
    return (document.published.last_day is None, str(document.published.earliest), document.id)


class Holders:
    """Which documents hold a shingle, the first 50 of each; most shingles stand in one document alone."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.sizes: list[int] = []
        self.first: dict[int, int] = {}
        self.more: dict[int, list[int]] = {}

    def origin(self, document: Document) -> str | None:
        """The earlier document that this one copies, if any; the document is then known as a holder too."""
        at, size = len(self.ids), len(document.shingles)
        shared: dict[int, int] = {}
        for shingle in document.shingles:
            holder = self.first.setdefault(shingle, at)
            if holder == at:
                continue
            others = self.more.setdefault(shingle, [])
            for other in (holder, *others):
                shared[other] = shared.get(other, 0) + 1
            if len(others) < MOST_HOLDERS:
                others.append(at)
        self.ids.append(document.id)
        self.sizes.append(size)
        copied = [
            (count, self.ids[holder])
            for holder, count in shared.items()
            if count >= FEWEST and count / max(1, min(self.sizes[holder], size)) >= COPY
        ]
        return max(copied)[1] if copied else None


def voices(claims: Iterable[Claim], family_of: Mapping[str, str | None], sources: Mapping[str, Source]) -> set[str]:
    """The independent families behind claims: one for each document, its own, or where all that its body claims is
    taken from another outlet, that outlet's."""
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.document_id, []).append(claim)
    heard = set()
    for document, told in by_document.items():
        cited = [cited_outlet(claim, sources) for claim in told if not claim.headline]
        outlet = cited[0] if cited and None not in cited else None
        family = outlet.family if outlet else family_of.get(document)
        if family is not None:
            heard.add(family)
    return heard


def cited_outlet(claim: Claim, sources: Mapping[str, Source]) -> Source | None:
    """The other outlet that a claim is taken from; an official who speaks is whom an outlet reports, not an outlet."""
    named = [sources.get(speaker.text.casefold()) for speaker in (*claim.via, claim.speaker) if speaker]
    return next((source for source in named if source and source.genre != Genre.OFFICIAL), None)
