"""Sources: who says a number, when, and how far the case's sources.csv declares them to be relied on for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dualtrack.lexicon.offices import folded, stands
from dualtrack.model import Act, Claim, Document, Genre, Source
from dualtrack.record.independence import by_name

# Counts of what one's own side did; all others count what was done to the act's recipient.
OF_THE_ACTOR = ("launched", "deployed", "held", "advanced", "captured", "paid", "frozen")


@dataclass(frozen=True, slots=True)
class Sources:
    """What reconciling needs of where claims come from. `acts` are the acts by the id of their claim, `offices` the
    official sources by the words that name them, the longest first."""

    documents: Mapping[str, Document]
    named: Mapping[str, Source]
    acts: Mapping[str, Act]
    offices: Sequence[tuple[tuple[str, ...], Source]] = ()
    spoken: dict[str, Source | None] = field(default_factory=dict)

    @classmethod
    def of(cls, documents: Mapping[str, Document], sources: Sequence[Source], claims: Sequence[Claim]) -> Sources:
        named = by_name(sources)
        offices = [(tuple(folded(name)), source) for name, source in named.items() if source.genre == Genre.OFFICIAL]
        offices.sort(key=lambda item: (-len(" ".join(item[0])), item[0]))
        return cls(documents, named, {claim.id: claim.act for claim in claims if claim.act is not None}, offices)

    def act_of(self, claim: Claim) -> Act | None:
        """The act that a number belongs to."""
        return self.acts.get(claim.quantity.event or "") if claim.quantity else None

    def file_of(self, claim: Claim) -> str:
        """The data set's file that a row stands in."""
        return (self.documents[claim.document_id].url or claim.document_id).partition("#")[0]

    def said_on(self, claim: Claim) -> date:
        """When it was said; an unknown day sorts first, so that it never replaces a dated count."""
        return self.documents[claim.document_id].published.last_day or date.min

    def minute(self, claim: Claim) -> datetime | None:
        """The minute at which it was said, where that is known."""
        published = self.documents[claim.document_id].published.earliest
        return published if isinstance(published, datetime) else None

    def later(self, one: Claim, other: Claim) -> bool:
        """Whether `one` was said after `other`: by the day, or by the minute where both give it."""
        mine, yours = self.minute(one), self.minute(other)
        if mine is not None and yours is not None:
            return mine > yours
        return self.said_on(one) > self.said_on(other)

    def in_turn(self, claims: Sequence[Claim]) -> list[list[Claim]]:
        """Claims in the order in which they were said, those of one day, or where all give it of one minute,
        together."""
        minutes = {claim.id: self.minute(claim) for claim in claims}
        told: dict[date, list[Claim]] = {}
        for claim in claims:
            day = self.said_on(claim) if None in minutes.values() else minutes[claim.id]
            told.setdefault(day or date.min, []).append(claim)
        return [told[day] for day in sorted(told)]

    def voice(self, claim: Claim) -> str:
        """Who says it: the speaker where one is named, else the publisher."""
        if claim.speaker is not None:
            return claim.speaker.code or claim.speaker.text.casefold()
        return (self.documents[claim.document_id].publisher or claim.document_id).casefold()

    def office(self, claim: Claim) -> Source | None:
        """The source that a claim's speaker is, by any name and inflection: one mayor in three languages is one."""
        if claim.speaker is None:
            return None
        text = claim.speaker.text
        if text not in self.spoken:
            words = folded(text)
            found = next((source for run, source in self.offices if stands(run, words)), None)
            self.spoken[text] = self.named.get(text.casefold(), found)
        return self.spoken[text]

    def one_voice(self, one: Claim, other: Claim) -> bool:
        """Whether the same office says both; where one of the two is no known office, the same speaker or side."""
        mine, yours = self.office(one), self.office(other)
        if mine is not None and yours is not None:
            return mine.id == yours.id
        return self.voice(one) == self.voice(other)

    def reliability(self, claim: Claim) -> str | None:
        """high, medium or low, as sources.csv declares it for this kind of count by its speaker or publisher.

        `killed:own` is the source's count of its own side's dead, `killed:enemy` of the other's; `killed` is both."""
        quantity, document = claim.quantity, self.documents[claim.document_id]
        assert quantity is not None
        name = (claim.speaker.code if claim.speaker else document.publisher) or ""
        source = self.office(claim) or self.named.get(name.casefold())
        if source is None:
            return None
        declared, relation = source.reliability, self.relation(claim, source)
        return declared.get(f"{quantity.measure}:{relation}") or declared.get(quantity.measure)

    def relation(self, claim: Claim, source: Source) -> str:
        """Whether what is counted is the source's own side's, the enemy's, or neither's."""
        act = self.act_of(claim)
        if act is None or source.side is None or claim.quantity is None:
            return "other"
        actors = {party.code for party in act.actors}
        recipients = {party.code for party in act.recipients}
        if claim.quantity.measure in OF_THE_ACTOR:
            counted = actors
        elif claim.quantity.measure in ("shot_down", "lost") and "shoot-down" not in act.modes:
            counted = actors  # what is shot down is what the attacker sent
        elif "shoot-down" in act.modes:
            return "enemy" if source.side in actors else "own"
        else:
            counted = recipients
        return "own" if source.side in counted else "enemy" if counted - {None} else "other"
