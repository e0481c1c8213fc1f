"""Match: which claims are about one happening. Blocks keep it near-linear; every join keeps its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from operator import itemgetter

from dualtrack.model import Decision, Judgement, Place, Ruling, Verdict
from dualtrack.record.reasons import why_how_many, why_told, why_what, why_when, why_where, why_who
from dualtrack.record.report import Report
from dualtrack.record.weights import DATELESS, LARGEST_BLOCK, LARGEST_GROUP, PLANNED_SLACK, SAME, UNSURE, VETO, WEIGHTS

NEVER = 10**7
Weighed = tuple[float, str, str]


def match_reports(
    reports: Sequence[Report], rulings: Sequence[Judgement] = ()
) -> tuple[list[list[Report]], list[Judgement]]:
    """The groups of reports of one happening, and the judgements behind them: one for each join, one for each pair of
    groups that may be one happening and is left to an editor, and the editor's own."""
    by_id = {report.claim.id: report for report in reports}
    likely = weigh_pairs(reports)
    groups, joins = join(by_id, likely, rulings)
    at = {report.claim.id: index for index, group in enumerate(groups) for report in group}
    doubts: dict[tuple[int, int], Weighed] = {}
    for pair in likely:
        one, other = sorted((at[pair[1]], at[pair[2]]))
        if one != other and (one, other) not in doubts:
            doubts[one, other] = pair
    overruled = {(item.left, item.right) for item in rulings}
    kept = [pair for pair in (*joins, *doubts.values()) if pair[1:] not in overruled]
    made = [judge(by_id[left], by_id[right]) for _, left, right in kept]
    return groups, sorted([*made, *rulings], key=lambda item: (item.left, item.right))


def weigh_pairs(reports: Sequence[Report]) -> list[Weighed]:
    """The pairs that may be one happening, the surest first; all others are two."""
    ordered = sorted(reports, key=order)
    found: list[Weighed] = []
    for one, other in pairs(ordered):
        left, right = ordered[one], ordered[other]
        weight = weigh(left, right)
        if weight >= UNSURE:
            first, second = left.claim.id, right.claim.id
            found.append((weight, first, second) if first < second else (weight, second, first))
    found.sort(key=itemgetter(1, 2))
    found.sort(key=itemgetter(0), reverse=True)
    return found


def pairs(ordered: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """Pairs worth judging, as positions, each once: of one block, with days that may meet."""
    stands: dict[int, list[tuple[list[int], int]]] = {}
    for block in blocks(ordered):
        for place, at in enumerate(block, 1):
            stands.setdefault(at, []).append((block, place))
    for at, report in enumerate(ordered):
        slack = PLANNED_SLACK if report.symmetric else 1
        end = report.last if report.last is not None else NEVER
        others = set()
        for block, place in stands.get(at, ()):
            for other in islice(block, place, place + LARGEST_BLOCK):
                later = ordered[other]
                if later.first is not None and later.first > end:
                    if later.first > end + slack:
                        break
                    if report.held and later.held:
                        continue  # two things that happened on different days are two
                others.add(other)
        for other in others:
            yield at, other


def blocks(ordered: Sequence[Report]) -> Iterator[list[int]]:
    """Positions of reports of one family in one article, or in one country in one window of days (by what they state
    of their days, else by the day they were said). A report without a place stands in the blocks of every country."""
    by_key: dict[tuple[str, ...], list[int]] = {}
    placeless: dict[tuple[str, str], list[int]] = {}
    for at, report in enumerate(ordered):
        by_key.setdefault((report.family, "in", report.claim.document_id), []).append(at)
        where = country(report.claim.place)
        for step in steps(report):
            if report.symmetric or not where:
                placeless.setdefault((report.family, step), []).append(at)
            else:
                by_key.setdefault((report.family, step, where), []).append(at)
    placed = {key[:2] for key in by_key}
    for key, block in by_key.items():
        everywhere = placeless.get((key[0], key[1]), [])
        if len(block) + len(everywhere) > 1:
            yield sorted(block + everywhere)
    yield from (block for key, block in placeless.items() if key not in placed)


def steps(report: Report) -> set[str]:
    """The windows of days that a report stands in; windows overlap, so that neighbours share one."""
    first = report.first if report.first is not None else report.last if report.last is not None else report.said
    if first is None:
        return set()
    last = report.last if report.last is not None else first
    width = 14 if report.symmetric else 3
    if report.ahead and report.symmetric:
        early, late = first - PLANNED_SLACK, last + PLANNED_SLACK
    else:
        # What is told without a date may have happened some days before it was told.
        early, late = (first if report.dated else first - width), last + 1
    days = range(early, late + 1) if late - early <= 2 * width + PLANNED_SLACK else (early, first, last, late)
    return {str(day // width) for day in days}


def order(report: Report) -> tuple[int, str, str]:
    """Neighbours in a large block are likely matches: same days, then same place."""
    first = report.first if report.first is not None else report.said if report.said is not None else 0
    return (first, report.claim.place.id if report.claim.place else "", report.claim.id)


def country(place: Place | None) -> str:
    return (place.country or "") if place else ""


def weigh(left: Report, right: Report) -> float:
    """The sum of the reasons; VETO as soon as one decides alone."""
    when = WEIGHTS[why_when(left, right)]
    where = WEIGHTS[why_where(left, right)] if when != VETO else VETO
    if where == VETO:
        return VETO
    return when + where + weigh_else(left, right)


def apart_for_cause(left: Report, right: Report) -> bool:
    """Whether what is known of two acts says that they are two; that one has no date says nothing."""
    when, where = why_when(left, right), WEIGHTS[why_where(left, right)]
    known = 0.0 if when in DATELESS else WEIGHTS[when]
    if VETO in (known, where):
        return True
    return known + where + weigh_else(left, right) < 0


def judge(left: Report, right: Report) -> Judgement:
    """The reasons for and against one happening, with their weights and the verdict that their sum gives."""
    weighed = tuple((reason, WEIGHTS[reason]) for reason in reasons_of(left, right))
    total = VETO if any(weight == VETO for _, weight in weighed) else sum(weight for _, weight in weighed)
    verdict = Verdict.SAME if total >= SAME else Verdict.UNSURE if total >= UNSURE else Verdict.DIFFERENT
    return Judgement(left.claim.id, right.claim.id, verdict, round(total, 3), weighed)


def reasons_of(left: Report, right: Report) -> list[str]:
    return [why_when(left, right), why_where(left, right), *why_else(left, right)]


def weigh_else(left: Report, right: Report) -> float:
    """The sum of `why_else`, on which all pairs pass, without its list."""
    total = WEIGHTS[why_who(left, right)]
    for why in (why_what, why_how_many, why_told):
        for reason in why(left, right):
            total += WEIGHTS[reason]
    return total


def why_else(left: Report, right: Report) -> list[str]:
    return [
        why_who(left, right), *why_what(left, right), *why_how_many(left, right), *why_told(left, right),
    ]  # fmt: skip


def ruled(decisions: Iterable[Decision], known: set[str]) -> list[Judgement]:
    """An editor's rulings on pairs of claims, as judgements that no sum of reasons overrides."""
    found = {}
    for item in decisions:
        keys = sorted(key for key in item.subjects if key in known)
        if item.ruling in (Ruling.SAME, Ruling.DIFFERENT) and len(keys) == 2:
            weight, verdict = (-VETO, Verdict.SAME) if item.ruling is Ruling.SAME else (VETO, Verdict.DIFFERENT)
            left, right = keys
            found[left, right] = Judgement(left, right, verdict, weight, ((item.reason, weight),), item.by)
    return list(found.values())


@dataclass(slots=True, eq=False)
class Group:
    """Claims judged to be of one happening. `compared` are those of them that are compared before it is joined to
    another: all, unless it is very large."""

    members: set[str]
    compared: list[str]

    def take(self, other: Group) -> None:
        self.members |= other.members
        self.compared = sorted(self.compared + other.compared)[:LARGEST_GROUP]


def join(
    by_id: dict[str, Report], likely: Sequence[Weighed], rulings: Sequence[Judgement]
) -> tuple[list[list[Report]], list[Weighed]]:
    """Groups of one happening, and the pairs that made them: from the surest pair down, never across a pair that is
    two happenings for cause or by an editor's ruling; then those that an editor ruled to be one."""
    group_of = {key: Group({key}, [key]) for key in by_id}
    apart = [{item.left, item.right} for item in rulings if item.verdict is Verdict.DIFFERENT]
    together = [item for item in rulings if item.verdict is Verdict.SAME]
    # These are never two for cause: what a missing date adds to a pair is less than UNSURE.
    possible = {pair[1:] for pair in likely}
    joins: list[Weighed] = []

    def separate(one: Group, other: Group) -> bool:
        if any(len(pair & one.members) == len(pair & other.members) == 1 for pair in apart):
            return True
        crossing = ((a, b) if a < b else (b, a) for a in one.compared for b in other.compared)
        return any(pair not in possible and apart_for_cause(by_id[pair[0]], by_id[pair[1]]) for pair in crossing)

    def unite(one: Group, other: Group) -> None:
        small, large = sorted((one, other), key=lambda group: len(group.members))
        large.take(small)
        group_of.update(dict.fromkeys(small.members, large))

    for pair in takewhile(lambda pair: pair[0] >= SAME, likely):
        one, other = group_of[pair[1]], group_of[pair[2]]
        if one is not other and not separate(one, other):
            unite(one, other)
            joins.append(pair)
    # Last, so that what belongs to either half of what an editor joined has found its place before.
    for item in sorted(together, key=lambda item: (item.left, item.right)):
        if group_of[item.left] is not group_of[item.right]:
            unite(group_of[item.left], group_of[item.right])
    groups = {id(group): group.members for group in group_of.values()}
    ordered = sorted(([by_id[key] for key in sorted(group)] for group in groups.values()), key=lambda g: g[0].claim.id)
    return ordered, joins
