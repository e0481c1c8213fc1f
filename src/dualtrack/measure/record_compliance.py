"""Compliance on a record: each commitment with a term, party by party."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dualtrack.measure.calendar import last_day, names_of
from dualtrack.measure.commitments import Commitment, commitments_of
from dualtrack.measure.compliance import BASELINE, METHOD, compliance
from dualtrack.model import Case, Finding, Series
from dualtrack.model.claim import Form
from dualtrack.record import Record

READING = "hollow_ultimatum"
CLAIMS = 12
NONE_DATED = "the record and its case hold no commitment with the days that it binds"


def find_compliance(record: Record, case: Case, *, as_of: date | None = None) -> list[Finding]:
    """`compliance.ID.PARTY` of every commitment that the record speaks of; one "not testable" where there is none."""
    until = last_day(record, as_of)
    names = names_of(case)
    found = []
    for item in commitments_of(record, case, until):
        series = counted(record, item, until)
        if spoken_of(item, series):
            found.append(finding_of(item, series, names.get(item.party, item.party), until))
    if found:
        return found
    says = f"Whether commitments were kept cannot be tested: {NONE_DATED}."
    return [Finding("compliance.commitments", says, METHOD, reading=READING, why=NONE_DATED, n=0)]


def counted(record: Record, item: Commitment, until: date | None) -> Series:
    """The incidents of the promised kind by its party, from the baseline's first day to the term's last."""
    start = item.first - timedelta(days=BASELINE)
    end = item.last if until is None else min(item.last, until)
    days = (end - start).days + 1
    if item.incidents is None:
        return Series(item.subject, start, (None,) * days)
    return record.series(**item.incidents, actor=item.party, start=start, end=end)


def spoken_of(item: Commitment, series: Series) -> bool:
    """Whether the record holds anything on a commitment: who made it, who broke it, or what was done in its term."""
    return bool(item.claims or item.breaches) or any(value is not None for value in series.values[BASELINE:])


def finding_of(item: Commitment, series: Series, party: str, until: date | None) -> Finding:
    finding = compliance(
        series.values, (item.first, item.last), start=series.start, breaches=item.breaches,
        running=until is not None and until < item.last, name=f"{item.name} on the side of {party}",
        subject=item.subject, key=item.id, demanded=item.form in (Form.ULTIMATUM, Form.DEADLINE),
    )  # fmt: skip
    inside = [claim for day, keys in sorted(series.claims.items()) if day >= BASELINE for claim in keys]
    claims = tuple(dict.fromkeys((*finding.claims, *item.claims, *inside)))[:CLAIMS]
    return replace(finding, reading=READING, claims=claims, detail={**finding.detail, "party": item.party})
