"""Independence: how many separate voices stand behind an event. One wire story on six sites is one source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dualtrack.model import Claim, Copies, Document, Genre, Source

NOT_A_SOURCE = (Genre.OPINION, Genre.MACHINE_WRITTEN)


def by_name(sources: Sequence[Source]) -> dict[str, Source]:
    """Sources by every name a document or a sentence may give them, in small letters; a case's own rows, which stand
    first, prevail over those of the cases that it extends."""
    return {
        name.casefold(): source
        for source in reversed(sources)
        for name in (source.publisher, source.id, *source.aliases, *source.domains)
    }


def families(documents: Iterable[Document], sources: Sequence[Source]) -> dict[str, str | None]:
    """The publisher family behind each document; a copy has the family of what it copies; None for no source."""
    known = by_name(sources)
    found: dict[str, str | None] = {}
    copies = Copies()
    ordered = sorted(documents, key=first_told)
    for document in ordered:
        own = known.get((document.publisher or "").casefold())
        family = own.family if own else (document.publisher or document.url or document.id).casefold()
        origin = copies.origin(document.id, document.shingles)
        found[document.id] = found[origin[0]] if origin is not None else family
        if document.genre in NOT_A_SOURCE:
            found[document.id] = None
    return found


def first_told(document: Document) -> tuple[bool, str, str]:
    """The order in which documents were published; those without a date come last."""
    return (document.published.last_day is None, str(document.published.earliest), document.id)


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
