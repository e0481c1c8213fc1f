"""Threats: the distinct threats, deadlines and ultimatums of a record, and the costly acts that could back them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dualtrack.model import Case, Claim, Document, Event, Form, Party, Reality

FORMS = (Form.ULTIMATUM, Form.DEADLINE, Form.THREAT)
COSTLY = ("SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
"""PLOVER's material conflict, without protest: what costs somebody something, and not words."""
HAPPENED = (Reality.OCCURRED, Reality.ONGOING, Reality.ENDED)
APART = 7
"""Days within which claims of one issuer against the same target are about one threat."""
GRACE = 14
"""Days after a date due in which its cost may still be imposed."""
WITHOUT_DATE = 30
"""Days that a threat without a date has to be carried out."""


@dataclass(frozen=True, slots=True)
class Threat:
    """One threat: `issuer` and `targets` as codes; `first` to `last` is the window in which it can be backed."""

    issuer: str
    targets: tuple[str, ...]
    form: Form
    made: date
    due: date | None
    claims: tuple[str, ...]

    @property
    def first(self) -> date:
        return self.made + timedelta(days=1)

    @property
    def last(self) -> date:
        if self.due is not None and self.due >= self.made:
            return self.due + timedelta(days=GRACE)
        return self.made + timedelta(days=WITHOUT_DATE)


def threats_of(claims: Iterable[Claim], documents: Mapping[str, Document]) -> list[Threat]:
    """The threats that were made, by day and issuer. A claim without a known issuer joins a threat of the same days
    and target, and is left out where there is none."""
    single = [threat for claim in claims if (threat := threat_of(claim, documents.get(claim.document_id))) is not None]
    single.sort(key=lambda threat: (not threat.issuer, threat.made, threat.issuer, threat.claims))
    joined: list[Threat] = []
    for threat in single:
        at = next((index for index, other in enumerate(joined) if one(threat, other)), None)
        if at is not None:
            joined[at] = merged(joined[at], threat)
        elif threat.issuer:
            joined.append(threat)
    return sorted(joined, key=lambda threat: (threat.made, threat.issuer))


def threat_of(claim: Claim, document: Document | None) -> Threat | None:
    """The threat of one claim, dated by its words, else by its document; None for any other claim."""
    own = claim.commitment
    if own is None or own.form not in FORMS or claim.reality is not Reality.OCCURRED:
        return None
    made = own.made or claim.when.first_day or (document.published.first_day if document else None)
    if made is None:
        return None
    issuer = next((party.code for party in own.party if party.code), "")
    targets = tuple(sorted({party.code for party in own.toward if party.code} - {issuer}))
    return Threat(issuer, targets, own.form, made, own.due, (claim.id,))


def one(left: Threat, right: Threat) -> bool:
    same = left.issuer in ("", right.issuer)
    aimed = not left.targets or not right.targets or bool(set(left.targets) & set(right.targets))
    return same and aimed and abs((left.made - right.made).days) <= APART


def merged(left: Threat, right: Threat) -> Threat:
    """Both claims as one threat: the sharper form, the earlier day, the date due that either gives."""
    form = min(left.form, right.form, key=FORMS.index)
    targets = tuple(sorted({*left.targets, *right.targets}))
    return replace(
        left, form=form, targets=targets, made=min(left.made, right.made), due=left.due or right.due,
        claims=tuple(dict.fromkeys((*left.claims, *right.claims))),
    )  # fmt: skip


def members(code: str, case: Case) -> frozenset[str]:
    """The code with the members of its group, and the group that it is a member of."""
    groups: Mapping[str, Sequence[str]] = case.settings.get("groups", {})
    around = {group for group, own in groups.items() if code in own}
    return frozenset({code, *groups.get(code, ()), *around})


def codes(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.code for party in parties if party.code)


def costly(event: Event, issuer: frozenset[str], targets: Sequence[str], case: Case) -> bool:
    """Whether an event is a cost that the issuer imposed on a target, or its aid to the target's adversary.

    A threat that names no target is taken to be aimed at either side of the war.
    """
    if event.reality not in HAPPENED or not codes(event.actors) & issuer:
        return False
    aimed = set(targets) or set(case.sides) - issuer
    struck = codes(event.recipients) | ({event.place.country} if event.place and event.place.country else set())
    if event.event_type in COSTLY:
        return bool(struck & aimed)
    adversaries = set(case.sides) - aimed
    return event.event_type == "AID" and bool(aimed & set(case.sides)) and bool(codes(event.recipients) & adversaries)
