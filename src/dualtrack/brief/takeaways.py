"""The key takeaways: which of the record's rows a reader must hear first, each as a provable statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dualtrack.brief.order import Ordered
from dualtrack.brief.rows import RecordRows
from dualtrack.brief.statement import Slot, Statement, state
from dualtrack.brief.view import happened
from dualtrack.brief.words import percent
from dualtrack.draw.svg import number
from dualtrack.model import Case, Claim, Event, Figure, Finding, Input, Outcome, Reality

THIN = 0.7  # above this share from one side or in one language, the page warns
FINDINGS_FIRST = ("timing.", "compliance.", "bargain.range", "attention.", "meetings.", "ultimatums.", "talks.")


@dataclass(frozen=True, slots=True)
class Said:
    takeaways: tuple[Statement, ...]
    warnings: tuple[Statement, ...]


def takeaways(
    rows: RecordRows,
    findings: Sequence[Finding],
    ordered: Ordered,
    inputs: Sequence[Input],
    case: Case,
) -> Said:
    """The statements on top of the page, each from rows that exist; what the record lacks is left unsaid."""
    said = [
        *on_rounds(rows, ordered.rounds),
        *on_findings(rows, findings),
        *on_raid(rows),
        *on_disagreement(rows, ordered.figures),
        *on_commitments(rows, ordered.commitments),
    ]
    return Said(tuple(said), tuple(warn(rows, inputs, case)))


def on_rounds(rows: RecordRows, rounds: Sequence[Event]) -> list[Statement]:
    held = [event for event in rounds if happened(event) and event.when.first_day is not None]
    if not held:
        return []
    cancelled = [event for event in rounds if event.reality in (Reality.CANCELLED, Reality.POSTPONED)]
    first, latest = held[0], held[-1]
    assert first.when.first_day is not None
    assert latest.when.last_day is not None
    rows.counts.update({
        "rounds.held": number(len(held)),
        "rounds.cancelled": number(len(cancelled)),
        "rounds.first": rows.words.day(first.when.first_day),
        "rounds.last": rows.words.day(latest.when.last_day),
    })  # fmt: skip
    slots = {name: Slot("record", f"rounds.{name}") for name in ("held", "cancelled", "first", "last")}
    said = [state("rounds", rows.words.sentences, slots, (*first.claims[:1], *latest.claims[:1]), rows)]
    if latest.place is not None:
        own = {"place": Slot(latest.id, "place"), "when": Slot(latest.id, "when"), "who": Slot(latest.id, "parties")}
        said.append(state("latest_round", rows.words.sentences, own, latest.claims[:3], rows))
    return said


def on_findings(rows: RecordRows, findings: Sequence[Finding]) -> list[Statement]:
    """The first finding of each method, in the order in which readers ask."""
    chosen = [next((item for item in findings if item.name.startswith(method)), None) for method in FINDINGS_FIRST]
    return [
        state("finding", rows.words.sentences, {"says": Slot(item.name, "says")}, item.claims[:3], rows)
        for item in chosen
        if item is not None and (item.verdict != "not testable" or item.name.startswith("timing."))
    ]


def on_raid(rows: RecordRows) -> list[Statement]:
    launched = [item for item in rows.figures.values() if item.measure == "launched" and (item.best or item.low)]
    launched = [item for item in launched if happened(rows.events[item.event]) and rows.events[item.event].when.known]
    if not launched:
        return []
    top = max(launched, key=lambda item: (item.best or item.low or 0.0, item.id))
    slots = {name: Slot(top.id, name) for name in ("figure", "what", "when", "speaker")}
    return [state("largest_raid", rows.words.sentences, slots, top.claims[:3], rows)]


def on_disagreement(rows: RecordRows, figures: Sequence[Figure]) -> list[Statement]:
    rows.counts["figures"] = number(len(figures))
    disputed = [item for item in figures if numbers_clash(rows, item)]
    if not figures:
        return []
    if not disputed:
        return [state("agreements", rows.words.sentences, {"figures": Slot("record", "figures")}, (), rows)]
    rows.counts["figures.disputed"] = number(len(disputed))

    def gap(figure: Figure) -> float:
        low, high = figure.low or 0.0, figure.high or figure.low or 0.0
        return (high - low) / max(1.0, high)

    widest = max(disputed, key=lambda item: (gap(item), item.id))
    slots = {
        "conflicts": Slot("record", "figures.disputed"),
        "figures": Slot("record", "figures"),
        "range": Slot(widest.id, "figure"),
        **{name: Slot(widest.id, name) for name in ("what", "measure", "when")},
    }
    return [state("disagreements", rows.words.sentences, slots, widest.claims[:4], rows)]


def numbers_clash(rows: RecordRows, figure: Figure) -> bool:
    """Whether two of the figure's own claims cannot both hold."""
    own = set(figure.claims)
    conflicts = rows.events[figure.event].conflicts
    return any(item.kind.value == "number" and len(own & set(item.claims)) >= 2 for item in conflicts)


def on_commitments(rows: RecordRows, commitments: Sequence[Sequence[Claim]]) -> list[Statement]:
    dated = [group for group in commitments if group[0].commitment and group[0].commitment.due]
    fate = [group for group in dated if group[0].commitment and group[0].commitment.status.value in ("open", "unknown")]
    if not fate:
        return []
    rows.counts["commitments.open"] = number(len(fate))
    latest = fate[0][0]
    slots = {name: Slot(latest.id, name) for name in ("form", "party", "due")}
    slots["open"] = Slot("record", "commitments.open")
    return [state("commitments", rows.words.sentences, slots, (latest.id,), rows)]


def warn(rows: RecordRows, inputs: Sequence[Input], case: Case) -> list[Statement]:
    """Warnings about coverage: one side, one language, inputs that could not be read."""
    said = []
    total = len(rows.documents)
    sources = {name: source for source in case.sources for name in (source.publisher, *source.aliases)}
    sides = Counter(
        found.side for item in rows.documents.values() if (found := sources.get(item.publisher or "")) and found.side
    )
    languages = Counter(item.language for item in rows.documents.values())
    for kind, counts in (("side", sides), ("language", languages)):
        if counts and total >= 3 and (most := counts.most_common(1)[0])[1] / total > THIN:
            rows.counts[f"{kind}.share"] = percent(most[1] / total)
            rows.counts[f"{kind}.name"] = rows.names.get(most[0], most[0])
            slots = {"share": Slot("record", f"{kind}.share"), kind: Slot("record", f"{kind}.name")}
            said.append(state(f"thin_{kind}", rows.words.sentences, slots, (), rows))
    failed = sum(item.outcome in (Outcome.FAILED, Outcome.EMPTY) for item in inputs)
    if failed:
        rows.counts["inputs"] = number(len(inputs))
        rows.counts["inputs.failed"] = number(failed)
        rows.counts["coverage"] = rows.words.labels["coverage"]
        slots = {"failed": Slot("record", "inputs.failed"), "inputs": Slot("record", "inputs")}
        slots["coverage"] = Slot("record", "coverage")
        said.append(state("unread", rows.words.sentences, slots, (), rows))
    return said
