"""All claims of one sentence, of every kind, in the order in which they depend on each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dualtrack.coding.acts import Trigger
from dualtrack.coding.commitments import code_commitments
from dualtrack.coding.comparisons import code_comparisons
from dualtrack.coding.counts import Counted, code_counts
from dualtrack.coding.positions import code_positions
from dualtrack.coding.sentence import Context, Reading, code_acts, read_sentence
from dualtrack.coding.timing import AHEAD, Dated, when_of
from dualtrack.model import Claim


def code_claims(text: str, context: Context) -> Iterator[Claim]:
    """Acts first, since numbers, commitments and comparisons refer to them."""
    reading = read_sentence(text, context)
    if reading is None:
        return
    past = _dates(text, context, planned=False)
    ahead: Sequence[Dated] | None = None
    coded: list[tuple[Trigger, Claim]] = []
    for trigger, act in code_acts(reading, context):
        if act.reality in AHEAD and ahead is None:
            ahead = _dates(text, context, planned=True)
        dates = ahead if act.reality in AHEAD and ahead is not None else past
        coded.append((trigger, replace(act, when=when_of(reading, trigger, dates))))
    yield from (act for _, act in coded)
    yield from _others(reading, context, coded, past if ahead is None else ahead, text)


def _others(
    reading: Reading, context: Context, coded: list[tuple[Trigger, Claim]], dates: Sequence[Dated], text: str
) -> Iterator[Claim]:
    pieces = _counts(text, context)
    yield from code_counts(reading, context, coded, pieces)
    yield from code_commitments(reading, context, coded, dates, pieces)
    yield from code_positions(reading, context)
    yield from code_comparisons(reading, context, coded, dates, pieces)


def _dates(text: str, context: Context, *, planned: bool) -> Sequence[Dated]:
    return ()


def _counts(text: str, context: Context) -> Sequence[Counted]:
    return ()
