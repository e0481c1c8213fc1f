"""Matching and reconciling against gold/reconcile: pairs of claims, figures, conflicts and sources.

`hand` starts from the claims as coded by hand; `read` from the words alone, through the coder, so that it measures
both. A pair of acts is right if both put them in one event; a figure if its part, low, best and high are those of the
gold; a conflict if the event's kinds of conflict are.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from bench.evaluations.gold import Tally
from bench.evaluations.groups import Group, case, groups
from dualtrack import code_documents
from dualtrack.model import Claim, ConflictKind, Document, Event, Figure
from dualtrack.read import sentences
from dualtrack.record.build import Built, build


@dataclass(slots=True)
class Reconciled:
    """Tallies of pairs, figures, conflicts, sources and realities; events with a number conflict that is none; and what
    went wrong, by group."""

    pairs: Tally = field(default_factory=Tally)
    figures: Tally = field(default_factory=Tally)
    conflicts: Tally = field(default_factory=Tally)
    sources: Tally = field(default_factory=Tally)
    reality: Tally = field(default_factory=Tally)
    false_numbers: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def shares(self) -> dict[str, float]:
        """The measures that floors are set on. A false conflict of numbers is the worst error: its floor is 1."""
        events = self.conflicts.expected
        return {
            "pairs": self.pairs.f1, "pairs_precision": self.pairs.precision, "figures": self.figures.f1,
            "conflicts": self.conflicts.f1, "sources": self.sources.f1, "reality": self.reality.f1,
            "no_false_number": 1 - self.false_numbers / events if events else 1.0,
        }  # fmt: skip


def hand() -> Reconciled:
    """From the claims of the gold."""
    told = Reconciled()
    for group in groups():
        made = build(group.claims, {item.id: item for item in group.documents}, (), case())
        label = {key: event.id for event in made.events for key in event.claims}
        compare(group, made, [label[act.id] for act in group.acts], told)
    return told


def read() -> Reconciled:
    """From the words of the gold: each act is where the acts or numbers coded in its sentence are."""
    told = Reconciled()
    for group in groups():
        bare = [replace(item, sentences=(), id="") for item in group.documents]
        documents = [replace(item, sentences=sentences.split(item), id="") for item in bare]
        claims = list(code_documents(documents, case="ukraine"))
        made = build(claims, {item.id: item for item in documents}, (), case())
        compare(group, made, labels(group, documents, claims, made), told)
    return told


def labels(group: Group, documents: Sequence[Document], claims: Sequence[Claim], made: Built) -> list[str]:
    """The event of each act of the gold: the one that most claims coded in its words are in; its own where none is."""
    event_of = {key: event.id for event in made.events for key in event.claims}
    twin = {old.id: new.id for old, new in zip(group.documents, documents, strict=True)}
    found = []
    for act in group.acts:
        inside: dict[str, int] = defaultdict(int)
        for claim in claims:
            within = claim.document_id == twin[act.document_id] and act.start <= claim.start < act.end
            if within and claim.id in event_of:
                inside[event_of[claim.id]] += 1
        found.append(max(sorted(inside), key=lambda key: inside[key]) if inside else f"none {act.id}")
    return found


def compare(group: Group, made: Built, label: Sequence[str], told: Reconciled) -> None:
    want = {index: number for number, acts in enumerate(group.expected.events) for index in acts}
    for one, other in combinations(range(len(label)), 2):
        same, given = want[one] == want[other], label[one] == label[other]
        told.pairs.expected += same
        told.pairs.given += given
        told.pairs.right += same and given
        if same != given:
            told.misses.append(f"{group.id}: acts {one} and {other} are {'one' if same else 'two'}")
    events = {event.id: event for event in made.events}
    figures: dict[str, list[Figure]] = defaultdict(list)
    for figure in made.figures:
        figures[figure.event].append(figure)
    for number, acts in enumerate(group.expected.events):
        own = [label[index] for index in sorted(acts)]
        chosen = max(own, key=own.count)
        compare_event(group, number, events.get(chosen), figures, told)


def compare_event(
    group: Group, number: int, event: Event | None, figures: Mapping[str, Sequence[Figure]], told: Reconciled
) -> None:
    expected, where = group.expected, f"{group.id} event {number}"
    if expected.figures is not None:
        want = expected.figures[number]
        given = {
            (item.measure, item.what, item.scope, item.low, item.best, item.high)
            for item in (figures[event.id] if event else ())
        }
        told.figures.expected += len(want)
        told.figures.given += len(given)
        told.figures.right += len(want & given)
        told.misses += [f"{where}: figure missed: {item}" for item in sorted(want - given, key=str)]
        told.misses += [f"{where}: figure unasked: {item}" for item in sorted(given - want, key=str)]
    if expected.conflicts is not None:
        kinds = frozenset(item.kind.value for item in event.conflicts) if event else frozenset()
        told.false_numbers += ConflictKind.NUMBER in kinds - expected.conflicts[number]
        one(told.conflicts, kinds == expected.conflicts[number])
        if kinds != expected.conflicts[number]:
            told.misses.append(f"{where}: conflicts {sorted(kinds)}, not {sorted(expected.conflicts[number])}")
    for name, tally in (("sources", told.sources), ("reality", told.reality)):
        wanted = getattr(expected, name)
        if wanted is not None:
            got = getattr(event, name) if event else None
            one(tally, got == wanted[number])
            if got != wanted[number]:
                told.misses.append(f"{where}: {name} {got}, not {wanted[number]}")


def one(tally: Tally, right: bool) -> None:
    """One answer that is right or wrong."""
    tally.expected += 1
    tally.given += 1
    tally.right += right


def main() -> None:
    told = read() if "read" in sys.argv else hand()
    print(f"{len(groups())} groups: " + ", ".join(f"{name} {share:.3f}" for name, share in told.shares.items()))
    print("\n".join(told.misses))


if __name__ == "__main__":
    main()
