"""Comparisons that a series can check: a record, the third since, more than before, faster than."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dualtrack.coding.dates import DateMention
from dualtrack.coding.quantities import QuantityMention
from dualtrack.coding.sentence import Context, Reading, claim
from dualtrack.lexicon.phrases import Hit, longest
from dualtrack.model import Claim, Comparison
from dualtrack.model.claim import Relation
from dualtrack.model.when import UNKNOWN


def code_comparisons(
    reading: Reading,
    context: Context,
    coded: Sequence[Any],
    dates: Sequence[DateMention],
    pieces: Sequence[QuantityMention],
) -> Iterator[Claim]:
    """The comparisons of a sentence; an ordinal counts only before an act noun ("the third mass attack")."""
    for hit in longest(reading.words.hits.get("compare", ())):
        relation, _, n = hit.entry.row.effect.partition(" ")
        noun = _noun_after(reading, hit)
        if relation == "nth" and noun is None:
            continue
        counted = _counted(reading, hit, pieces)
        if noun is None and counted is None:
            continue
        measure, what = ("other", noun) if noun else (counted.measure, counted.what) if counted else ("other", "")
        payload = Comparison(measure, what or "", Relation(relation), int(n) if n else None, _since(dates))
        act = next((act for trigger, act in coded if trigger.first <= hit.last + 4), None)
        yield claim(
            reading,
            context,
            payload,
            _span(reading, hit),
            (hit.entry.row.id,),
            hit.first,
            when=act.when if act else UNKNOWN,
            track=act.track if act else None,
        )


def _noun_after(reading: Reading, hit: Hit[Any]) -> str | None:
    """The act noun within four words after a superlative or an ordinal, in the singular."""
    for noun in reading.words.hits.get("noun", ()):
        if hit.last <= noun.first <= hit.last + 4:
            if any(reading.words.folded[p] in (",", ";") for p in range(hit.last, noun.first)):
                return None
            return (
                str(noun.entry.row.words[0]).lstrip("=")
                if noun.entry.form == "plural"
                else reading.words.cut(noun.first, noun.last).lower()
            )
    return None


def _counted(reading: Reading, hit: Hit[Any], pieces: Sequence[QuantityMention]) -> QuantityMention | None:
    at = reading.words.starts[hit.first]
    return min(pieces, key=lambda piece: abs(piece.start - at), default=None)


def _since(dates: Sequence[DateMention]) -> date | None:
    """The start of an open interval ("since New Year's Day"): known first day, open or later end."""
    open_ones = [item for item in dates if item.kind == "since"]
    lasting = [item for item in dates if item.when.first_day != item.when.last_day]
    return next((item.when.first_day for item in (*open_ones, *lasting) if item.when.first_day is not None), None)


def _span(reading: Reading, hit: Hit[Any]) -> tuple[int, int]:
    words, last = reading.words, hit.last
    while last < len(words) and last - hit.first < 10 and words.folded[last] not in (",", ".", ";", "—"):
        last += 1
    return hit.first, last
