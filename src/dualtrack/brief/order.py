"""Order: what of the record a reader is shown first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from dualtrack.brief.rows import RecordRows
from dualtrack.model import Claim, Event, Figure, Reality, Round


@dataclass(frozen=True, slots=True)
class Ordered:
    """Figures, rounds of talks and groups of commitment claims, each in the order in which they are shown."""

    figures: tuple[Figure, ...]
    rounds: tuple[Event, ...]
    commitments: tuple[tuple[Claim, ...], ...]


def put_in_order(rows: RecordRows) -> Ordered:
    """The figures, rounds and commitments of a record, each kind by its own rule."""
    return Ordered(order_figures(rows), order_rounds(rows), group_commitments(rows))


def order_figures(rows: RecordRows) -> tuple[Figure, ...]:
    """Figures that sources dispute first, then those with the most claims, then the newest."""

    def weight(figure: Figure) -> tuple[int, int, int, str]:
        event = rows.events[figure.event]
        disputed = any(len(set(figure.claims) & set(conflict.claims)) >= 2 for conflict in event.conflicts)
        day = event.when.last_day
        return (-int(disputed), -len(figure.claims), -(day.toordinal() if day else 0), figure.id)

    return tuple(sorted((item for item in rows.figures.values() if item.measure != "other"), key=weight))


def order_rounds(rows: RecordRows) -> tuple[Event, ...]:
    """Rounds of talks, and meetings called off or put off, by day; an undated one stands last."""
    rounds = [event for event in rows.events.values() if isinstance(event, Round) or called_off(event)]
    return tuple(sorted(rounds, key=lambda event: (event.when.first_day or date.max, event.id)))


def called_off(event: Event) -> bool:
    """Whether the event is a meeting of two or more parties that was cancelled or postponed."""
    parties = {party.code or party.text for party in (*event.actors, *event.recipients)}
    return (
        event.event_type == "CONSULT" and event.reality in (Reality.CANCELLED, Reality.POSTPONED) and len(parties) > 1
    )


def group_commitments(rows: RecordRows) -> tuple[tuple[Claim, ...], ...]:
    """Commitment claims with a party, grouped by form, party and due date; dated ones first, the newest on top."""

    def key(claim: Claim) -> tuple[Any, ...]:
        own = claim.commitment
        assert own is not None
        return (own.form.value, sorted(party.code or party.text for party in own.party), str(own.due or own.made or ""))

    claims = sorted((claim for claim in rows.claims.values() if claim.commitment and claim.commitment.party), key=key)
    groups = [
        tuple(sorted(group, key=lambda claim: (claim.headline, claim.id))) for _, group in groupby(claims, key=key)
    ]

    def newest(group: tuple[Claim, ...]) -> tuple[int, int, str]:
        own = group[0].commitment
        assert own is not None
        day = own.due or own.made
        return (0 if own.due else 1, -(day.toordinal() if day else 0), group[0].id)

    return tuple(sorted(groups, key=newest))
