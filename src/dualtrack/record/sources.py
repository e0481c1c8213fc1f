"""Sources: who says a number, when, and how far the case's sources.csv declares them to be relied on for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dualtrack.model import Act, Claim, Document, Source
from dualtrack.record.independence import by_name

# Counts of what one's own side did; all others count what was done to the act's recipient.
OF_THE_ACTOR = ("launched", "deployed", "held", "advanced", "captured", "paid", "frozen")


@dataclass(frozen=True, slots=True)
class Sources:
    """What reconciling needs of where claims come from. `acts` are the acts by the id of their claim."""

    documents: Mapping[str, Document]
    named: Mapping[str, Source]
    acts: Mapping[str, Act]

    @classmethod
    def of(cls, documents: Mapping[str, Document], sources: Sequence[Source], claims: Sequence[Claim]) -> Sources:
        return cls(documents, by_name(sources), {claim.id: claim.act for claim in claims if claim.act is not None})

    def file_of(self, claim: Claim) -> str:
        """The data set's file that a row stands in."""
        return (self.documents[claim.document_id].url or claim.document_id).partition("#")[0]

    def said_on(self, claim: Claim) -> date:
        """When it was said; an unknown day sorts first, so that it never replaces a dated count."""
        return self.documents[claim.document_id].published.last_day or date.min

    def later(self, one: Claim, other: Claim) -> bool:
        """Whether `one` was said after `other`: by the day, or by the minute where both give it."""
        mine, yours = (self.documents[claim.document_id].published for claim in (one, other))
        if isinstance(mine.earliest, datetime) and isinstance(yours.earliest, datetime):
            return mine.earliest > yours.earliest
        return self.said_on(one) > self.said_on(other)

    def voice(self, claim: Claim) -> str:
        """Who says it: the speaker where one is named, else the publisher."""
        if claim.speaker is not None:
            return claim.speaker.code or claim.speaker.text.casefold()
        return (self.documents[claim.document_id].publisher or claim.document_id).casefold()

    def reliability(self, claim: Claim) -> str | None:
        """high, medium or low, as sources.csv declares it for this kind of count by its speaker or publisher.

        `killed:own` is the source's count of its own side's dead, `killed:enemy` of the other's; `killed` is both."""
        quantity, document = claim.quantity, self.documents[claim.document_id]
        assert quantity is not None
        names = [claim.speaker.text, claim.speaker.code or ""] if claim.speaker else [document.publisher or ""]
        source = next((self.named[name.casefold()] for name in names if name.casefold() in self.named), None)
        if source is None:
            return None
        declared, relation = source.reliability, self.relation(claim, source)
        return declared.get(f"{quantity.measure}:{relation}") or declared.get(quantity.measure)

    def relation(self, claim: Claim, source: Source) -> str:
        """Whether what is counted is the source's own side's, the enemy's, or neither's."""
        act = self.acts.get(claim.quantity.event or "") if claim.quantity else None
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
