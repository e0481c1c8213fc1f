"""Parts: the rows of a data set that count parts of one happening, added up to its whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dualtrack.model import Claim, Precision, When
from dualtrack.record.report import PARTS, Bounds
from dualtrack.record.sources import Sources

Groups = dict[tuple[str, str, str | None, str | None, Bounds | None], list[Claim]]


def add_wholes(groups: Groups) -> None:
    """Where the rows of a data set count parts by their own scope, add them to the group that counts the whole."""
    for (measure, what, unit, scope, value), group in list(groups.items()):
        rows = [claim for claim in group if is_part(claim) and claim.quantity and claim.quantity.scope == scope]
        if scope is not None and rows:
            groups.setdefault((measure, what, unit, None, value), []).extend(rows)


def is_part(claim: Claim) -> bool:
    return claim.rule.endswith(f"+rows.{PARTS}")


def added_up(claims: Sequence[Claim], sources: Sources) -> tuple[list[Claim], dict[str, tuple[str, ...]]]:
    """The claims with those of one data set's rows added up to one, and the claims behind each by its id."""
    files: dict[str, list[Claim]] = {}
    for claim in claims:
        key = sources.file_of(claim) if is_part(claim) else claim.id
        files.setdefault(key, []).append(claim)
    made, members = [], {}
    for rows in files.values():
        whole = rows[0] if len(rows) == 1 else total(rows)
        made.append(whole)
        members[whole.id] = tuple(claim.id for claim in rows)
    return made, members


def total(rows: Sequence[Claim]) -> Claim:
    """One claim that counts what several count together, over all their days."""
    quantities = [claim.quantity for claim in rows if claim.quantity]
    low, best, high = (
        sum(bounds) if None not in bounds else None
        for bounds in ([getattr(item, name) for item in quantities] for name in ("low", "best", "high"))
    )
    starts = [claim.when.earliest for claim in rows if claim.when.earliest]
    ends_at = [claim.when.latest for claim in rows if claim.when.latest]
    same = len({claim.when for claim in rows}) == 1
    when = rows[0].when if same or not starts or not ends_at else When(min(starts), max(ends_at), Precision.DAY)
    return replace(rows[0], payload=replace(quantities[0], low=low, best=best, high=high), when=when)
