"""Comparisons that a series can check: a record, the third since, more than before, faster than.

A superlative or an ordinal compares acts ("the largest attack", "the third attack since New Year"); a record compares
numbers of anything. An ordinal without a span of time only names an item ("the second round of talks").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dualtrack.coding.dates import DateMention
from dualtrack.coding.measures import governed
from dualtrack.coding.numbers import read_numbers
from dualtrack.coding.quantities import QuantityMention
from dualtrack.coding.quantity_nouns import find_noun
from dualtrack.coding.sentence import Context, Reading, claim
from dualtrack.lexicon.phrases import Hit, longest
from dualtrack.model import Claim, Comparison
from dualtrack.model.claim import Relation
from dualtrack.model.when import UNKNOWN

Thing = tuple[str, str]
"""What is compared: its measure, and what is counted."""
NEAR = 4
"""Words from a superlative or an ordinal to its noun, and from a noun to the time that it is counted within."""
REACH = 8
"""Words from what says "more" to what says "than"."""
MANY = 2.0
"""A value that asks for a noun in the plural."""


def code_comparisons(
    reading: Reading,
    context: Context,
    coded: Sequence[Any],
    dates: Sequence[DateMention],
    pieces: Sequence[QuantityMention],
) -> Iterator[Claim]:
    """The comparisons of a sentence, each with what it compares and since when."""
    for hit in longest(reading.words.hits.get("compare", ())):
        relation, _, detail = hit.entry.row.effect.partition(" ")
        thing = _compared(reading, context, hit, pieces)
        since = _since(reading, hit, dates, context.published)
        if thing is None or (relation == Relation.NTH and since is None and not _within(reading, dates)):
            continue
        n = int(detail) if detail.isdigit() else None
        act = next((act for trigger, act in coded if trigger.first <= hit.last + NEAR), None)
        yield claim(
            reading,
            context,
            Comparison(*thing, Relation(relation), n, since),
            _span(reading, hit),
            (hit.entry.row.id,),
            hit.first,
            when=act.when if act else UNKNOWN,
            track=act.track if act else None,
        )


def _compared(reading: Reading, context: Context, hit: Hit[Any], pieces: Sequence[QuantityMention]) -> Thing | None:
    """What a comparison is about; None where it compares nothing that a series counts."""
    relation, _, detail = hit.entry.row.effect.partition(" ")
    if relation == Relation.FASTER_THAN:
        return _counted(reading, hit, pieces) or ("advanced", "")
    if relation == Relation.MORE_THAN_BEFORE:
        degree = _degree_before(reading, hit)
        return degree and (_counted(reading, hit, pieces) or _things_after(reading, context, degree))
    if _is_one_of(reading, context, hit):
        return None
    noun = _act_after(reading, hit)
    if noun is not None:
        return "other", noun
    return _things_after(reading, context, hit) if detail == "number" else None


def _degree_before(reading: Reading, hit: Hit[Any]) -> Hit[Any] | None:
    """What says "more" a few words before what says "than", or opens it."""
    degrees = reading.words.hits.get("degree", ())
    return next((cue for cue in degrees if hit.first - REACH <= cue.first <= hit.first), None)


def _is_one_of(reading: Reading, context: Context, hit: Hit[Any]) -> bool:
    """ "one of the largest attacks" is no record."""
    cardinals = context.lexis.calendar.numerals.cardinals
    return any(cardinals.get(word) == 1 for word in reading.words.folded[max(0, hit.first - NEAR) : hit.first])


def _within(reading: Reading, dates: Sequence[DateMention]) -> bool:
    """Whether a sentence names the time that an ordinal counts in, known or not ("since the invasion", "in a row")."""
    return bool(reading.words.hits.get("within")) or any(item.kind == "since" for item in dates)


def _act_after(reading: Reading, hit: Hit[Any]) -> str | None:
    """The act noun within a few words after a superlative or an ordinal, in the singular."""
    for noun in reading.words.hits.get("noun", ()):
        if hit.last <= noun.first <= hit.last + NEAR:
            if any(reading.words.folded[p] in (",", ";") for p in range(hit.last, noun.first)):
                return None
            singular = str(noun.entry.row.words[0]).lstrip("=")
            return singular if noun.entry.form == "plural" else reading.words.cut(noun.first, noun.last).lower()
    return None


def _things_after(reading: Reading, context: Context, hit: Hit[Any]) -> Thing | None:
    """What a record number counts, and by which measure."""
    lexis = context.lexis
    tokens = read_numbers(reading.words.text, lexis.calendar.numerals)
    end = reading.words.ends[hit.last - 1]
    last = next((index for index, start in enumerate(tokens.starts) if start >= end), len(tokens.words))
    while last < len(tokens.words) and lexis.countables.has("of", tokens.words[last]):
        last += 1
    noun = find_noun(tokens, last, last, MANY, lexis.countables)
    if noun is None:
        return None
    measure = governed(tokens, last, noun.words[1] if noun.words else last, noun, lexis.countables)
    return measure[0] if measure else "other", noun.what


def _counted(reading: Reading, hit: Hit[Any], pieces: Sequence[QuantityMention]) -> Thing | None:
    at = reading.words.starts[hit.first]
    nearest = min(pieces, key=lambda piece: abs(piece.start - at), default=None)
    return (nearest.measure, nearest.what) if nearest else None


def _since(reading: Reading, hit: Hit[Any], dates: Sequence[DateMention], published: date | None) -> date | None:
    """The start of the time that is compared: an open one ("since New Year's Day"), or one that lasts until now or is
    over and stands in the same phrase ("the third this week"); a time to come compares nothing."""
    open_ones = [item for item in dates if item.kind == "since"]
    end = reading.words.ends[hit.last - 1]
    lasting = [
        item
        for item in dates
        if item.when.first_day != item.when.last_day
        and item.start >= end
        and "," not in reading.words.text[end : item.start]
    ]
    firsts = (item.when.first_day for item in (*open_ones, *lasting))
    return next((first for first in firsts if first is not None and (published is None or first <= published)), None)


def _span(reading: Reading, hit: Hit[Any]) -> tuple[int, int]:
    words, last = reading.words, hit.last
    while last < len(words) and last - hit.first < 10 and words.folded[last] not in (",", ".", ";", "—"):
        last += 1
    return hit.first, last
