"""All claims of one sentence, of every kind, in the order in which they depend on each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dualtrack.coding.commitments import code_commitments
from dualtrack.coding.comparisons import code_comparisons
from dualtrack.coding.counts import code_counts
from dualtrack.coding.events import code_acts
from dualtrack.coding.positions import code_positions
from dualtrack.coding.sentence import Context, Reading, read_sentence
from dualtrack.coding.trigger import Trigger
from dualtrack.model import Claim, Reality

ANCHORED = {"CONSULT": ("talks", "visit", "summit"), "ceasefire": ("truce",)}
"""Names that a language's time.toml gives to what can be counted from, by type or mode of the act."""
ROUND = timedelta(days=5)
"""A meeting so soon after the first one dated goes on with it."""


def code_claims(text: str, context: Context) -> Iterator[Claim]:
    """Acts first, since numbers, commitments and comparisons refer to them."""
    reading = read_sentence(text, context, for_claims=True)
    if reading is None:
        return
    coded: list[tuple[Trigger, Claim]] = []
    for trigger, act in code_acts(reading, context):
        coded.append((trigger, act))
        _anchor(act, context)
    own = [(trigger, act) for trigger, act in coded if trigger.own]
    yield from (act for _, act in own)
    yield from _others(reading, context, coded, own)


def _anchor(act: Claim, context: Context) -> None:
    """What the document dates, later words count from ("the second day of the talks"): one running round at a time."""
    assert act.act is not None
    start = act.when.first_day
    names = ANCHORED["ceasefire"] if "ceasefire" in act.act.modes else ANCHORED.get(act.act.event_type, ())
    if start is None or start != act.when.last_day or act.reality not in (Reality.OCCURRED, Reality.ONGOING):
        return
    for name in names:
        known = context.anchors.get(name)
        if not isinstance(known, date) or not timedelta(0) <= start - known <= ROUND:
            context.anchors[name] = start


def _others(
    reading: Reading, context: Context, coded: list[tuple[Trigger, Claim]], own: list[tuple[Trigger, Claim]]
) -> Iterator[Claim]:
    """`coded` are all acts, `own` those that are claims: numbers belong to those, a promise binds by its own verb."""
    pieces = reading.counts
    yield from code_counts(reading, context, own, pieces)
    yield from code_commitments(reading, context, coded)
    yield from code_positions(reading, context)
    yield from code_comparisons(reading, context, own, reading.dates, pieces)
