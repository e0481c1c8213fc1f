"""The terms of a commitment: when it was made, until when it runs, on what condition, about what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dualtrack.coding.clauses import Verb
from dualtrack.coding.dates import DateMention
from dualtrack.coding.sentence import Reading
from dualtrack.model.claim import Status

DAYS = {"day": 1, "week": 7, "month": 30, "hour": 1 / 24, "year": 365}
ASKING = frozenset(("infinitive", "complementiser", "purpose"))
NEAR = 40
"""Characters between a commitment's noun and the length that it lasts ("30-day", "for 30 days")."""


@dataclass(frozen=True, slots=True)
class Terms:
    """`length` in days; `last` is the end of the words that state the term; `asks` says that an act is asked for."""

    made: date | None
    due: date | None
    length: int | None
    last: int
    asks: bool
    subject: str

    def ends(self, status: Status) -> date | None:
        """The last day: as stated, else the day it was made and its length; for what has run out, that day."""
        if self.due is not None:
            return None if self.made is not None and self.due < self.made else self.due
        if self.made is None:
            return None
        if status is Status.EXPIRED:
            return self.made
        return None if self.length is None else self.made + timedelta(days=self.length)


def terms_of(reading: Reading, after: int, verb: Verb | None, *, lasting: bool = False, noun: bool = False) -> Terms:
    """The terms told after the word `after`; `lasting` is for what runs over a time, and not up to an act; `noun` for
    a noun that a date may belong to."""
    words = reading.words
    start = words.starts[after] if after < len(words) else len(words.text)
    ending = _ending(reading, start, lasting, noun)
    length, stop = _length(reading, after) if lasting else (None, 0)
    due = ending.future.last_day if ending is not None else None
    last = max(after, words.within(0, max(stop, ending.end if ending is not None else 0)).stop)
    asks = any(words.tag(p) & ASKING for p in (last, last + 1))
    return Terms(_made(reading, verb, ending), due, length, last, asks, _subject(reading, after))


def _ending(reading: Reading, start: int, lasting: bool, noun: bool) -> DateMention | None:
    """The date until which it runs: one after "until", the end of an interval, a deadline's own date."""
    later = [item for item in reading.dates if item.start >= start and item.future.last_day is not None]
    until = next((item for item in later if item.kind == "until"), None)
    if until is not None:
        return until
    if lasting:
        return next((item for item in later if item.kind == "interval"), None)
    own = (item for item in later if noun and item.kind == "point" and _belongs(reading, start, item.start))
    return next((item for item in own if item.future.first_day == item.future.last_day), None)


def _belongs(reading: Reading, start: int, end: int) -> bool:
    """Whether a date is the noun's own ("a deadline of August 8"), and not that of the verb ("on Monday")."""
    words = reading.words
    return all(words.folded[position] in words.joining for position in words.within(start, end))


def _length(reading: Reading, after: int) -> tuple[int | None, int]:
    """Whole days of a duration right before a noun or after it, and the end of its words."""
    words = reading.words
    start, end = words.starts[after - 1], words.ends[after - 1]
    for piece in reading.counts:
        near = -NEAR <= start - piece.end <= NEAR or 0 <= piece.start - end <= NEAR
        if piece.measure == "duration" and piece.what in DAYS and piece.best is not None and near:
            return int(-(-piece.best * DAYS[piece.what] // 1)), piece.end
    return None, 0


def _made(reading: Reading, verb: Verb | None, ending: DateMention | None) -> date | None:
    """The one day that the sentence tells beside the term's own, in the clause of the verb that binds."""
    if verb is None:
        return None
    words = reading.words
    days = [item for item in reading.dates if item is not ending and item.kind == "point"]
    told = [item for item in days if item.when.first_day is not None and item.when.first_day == item.when.last_day]
    left = next((p for p in range(verb.group, -1, -1) if words.folded[p] == ";"), 0)
    right = next((p for p in range(verb.last, len(words)) if words.folded[p] in (",", ";")), len(words) - 1)
    inside = [item for item in told if words.starts[left] <= item.start <= words.ends[right]]
    return inside[0].when.first_day if len(inside) == 1 else None


def _subject(reading: Reading, after: int) -> str:
    """What is bound or asked for: the words after the cue, up to a mark."""
    words, end = reading.words, after
    while end < len(words) and end - after < 25 and words.folded[end] not in (",", ".", ";", "—", "(", "?", "!"):
        end += 1
    return words.cut(after, end) if end > after else ""


def condition_of(reading: Reading) -> str | None:
    """The words of a conditional clause."""
    words = reading.words
    for index in range(len(words)):
        if "conditional" in words.tags[index] and "obligation" not in words.tags[index]:
            end = index + 1
            while end < len(words) and words.folded[end] not in (",", ".", ";"):
                end += 1
            return words.cut(index, end)
    return None


def is_unless(reading: Reading, verb: Verb) -> bool:
    """Whether a condition after the verb is that another does something: "unless it agrees", "if it does not"."""
    words = reading.words
    for index in range(verb.last, len(words)):
        if "conditional" in words.tags[index]:
            clause = range(index, min(index + 8, len(words)))
            return any(words.tags[p] & {"negation", "unless"} for p in clause)
    return False
