"""Remarks: what the record says of one statement of an article."""

from __future__ import annotations

from dataclasses import dataclass

AGREES, DIFFERS, MISSING, OPINION, READING = "agrees", "differs", "not in the record", "opinion", "reading asserted"


@dataclass(frozen=True, slots=True)
class Remark:
    """One statement beside the record. `label` is agrees, differs or not in the record; `role` what was compared or
    what differs (number, unit, date, place, actor, reality, polarity, attribution, office, comparison, absence);
    `said` and `held` what each says, `who` whose word the record's is, `claims` its evidence."""

    label: str
    role: str
    said: str
    held: str = ""
    who: str = ""
    claims: tuple[str, ...] = ()
