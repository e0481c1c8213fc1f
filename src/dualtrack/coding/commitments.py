"""What a party binds itself to or threatens: truces, moratoriums, ultimatums, promises, with their dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from dualtrack.coding.dates import DateMention
from dualtrack.coding.quantities import QuantityMention
from dualtrack.coding.sentence import Context, Reading, claim
from dualtrack.coding.trigger import Trigger
from dualtrack.lexicon.phrases import Hit, longest
from dualtrack.model import Claim, Commitment, Reality
from dualtrack.model.claim import Form, Status

Coded = tuple[Trigger, Claim]
DAYS = {"day": 1, "week": 7, "month": 30, "hour": 1 / 24, "year": 365}


def code_commitments(
    reading: Reading,
    context: Context,
    coded: Sequence[Coded],
    dates: Sequence[DateMention],
    pieces: Sequence[QuantityMention],
) -> Iterator[Claim]:
    """The commitments that a sentence states: nouns (a truce, an ultimatum) and verbs (promised, threatened)."""
    verbs = {verb.first for verb in reading.syntax.verbs}
    seen: set[str] = set()
    for hit in longest(reading.words.hits.get("pact", ())):
        trigger, act = _act_near(coded, hit)
        if trigger is None or act is None or hit.entry.row.effect in seen or hit.first in verbs:
            continue
        if not _binds(hit.entry.row.effect, act):
            continue
        seen.add(hit.entry.row.effect)
        yield _of_noun(reading, context, hit, trigger, act, dates, pieces)
    for hit in longest(reading.words.hits.get("vow", ())):
        found = next((pair for pair in coded if pair[0].verb is not None and pair[0].first == hit.first), None)
        if found is not None and hit.entry.row.effect not in seen and found[1].reality is Reality.OCCURRED:
            seen.add(hit.entry.row.effect)
            yield _of_verb(reading, context, hit, *found, dates)


def _binds(form: str, act: Claim) -> bool:
    """Whether an act binds its actor to what the noun names: who rejects or demands a truce has made none."""
    assert act.act is not None
    if act.act.event_type == "REJECT":
        return False
    asked = act.act.event_type == "REQUEST" or act.reality is Reality.DEMANDED
    return not asked or form in ("ultimatum", "deadline")


def _act_near(coded: Sequence[Coded], hit: Hit[Any]) -> tuple[Trigger | None, Claim | None]:
    """The act that a commitment's noun is, or is the object of."""
    for trigger, act in coded:
        if trigger.first <= hit.first < max(trigger.last, trigger.zone.stop) or _is_subject(trigger, hit):
            return trigger, act
    return None, None


def _is_subject(trigger: Trigger, hit: Hit[Any]) -> bool:
    return trigger.verb is not None and trigger.verb.passive and hit.last <= trigger.start


def _of_noun(
    reading: Reading,
    context: Context,
    hit: Hit[Any],
    trigger: Trigger,
    act: Claim,
    dates: Sequence[DateMention],
    pieces: Sequence[QuantityMention],
) -> Claim:
    assert act.act is not None
    status = _status(reading, act)
    made = _made(reading, act, status)
    payload = Commitment(
        form=Form(hit.entry.row.effect),
        party=act.act.actors,
        toward=act.act.recipients,
        subject=_subject(reading, hit),
        made=made,
        due=_due(reading, hit, made, status, act, dates, pieces),
        condition=_condition(reading),
        status=status,
    )
    first = _word(reading, act.start - context.offset)
    last = _word(reading, act.end - context.offset - 1) + 1
    span = (min(hit.first, first), max(hit.last, last))
    return _claim(reading, context, payload, span, hit, act)


def _of_verb(
    reading: Reading, context: Context, hit: Hit[Any], trigger: Trigger, act: Claim, dates: Sequence[DateMention]
) -> Claim:
    assert act.act is not None
    words = reading.words
    end = len(words)
    while end > hit.last and not words.folded[end - 1][0].isalnum():
        end -= 1
    payload = Commitment(
        form=Form(hit.entry.row.effect),
        party=act.act.actors,
        toward=act.act.recipients,
        subject=words.cut(hit.last, end)[:200] if end > hit.last else "",
        made=act.when.first_day if act.when.first_day == act.when.last_day else None,
        due=None,
        condition=_condition(reading),
        status=Status.OPEN,
    )
    start = _word(reading, act.start - context.offset)
    return _claim(reading, context, payload, (start, max(end, start + 1)), hit, act)


def _claim(
    reading: Reading, context: Context, payload: Commitment, span: tuple[int, int], hit: Hit[Any], act: Claim
) -> Claim:
    return claim(
        reading,
        context,
        payload,
        span,
        (hit.entry.row.id,),
        hit.first,
        reality=act.reality,
        when=act.when,
        place=act.place,
        track=act.track,
    )


def _word(reading: Reading, offset: int) -> int:
    words = reading.words
    return next((i for i in range(len(words)) if words.ends[i] > offset), len(words) - 1)


def _status(reading: Reading, act: Claim) -> Status:
    """What the sentence's verbs say of the commitment; ended and broken win over announced."""
    if act.reality in (Reality.HYPOTHETICAL, Reality.DEMANDED, Reality.DENIED, Reality.PLANNED):
        return Status.UNKNOWN
    told = {hit.entry.row.effect for hit in reading.words.hits.get("status", ())}
    if act.reality is Reality.ENDED:
        told.add("expired")
    for status in ("broken", "expired", "kept", "open"):
        if status in told:
            return Status(status)
    return Status.UNKNOWN


def _made(reading: Reading, act: Claim, status: Status) -> date | None:
    """The day it was made, where the sentence dates the making and not the end."""
    known = act.when.first_day is not None and act.when.first_day == act.when.last_day
    told = {hit.entry.row.effect for hit in reading.words.hits.get("status", ())}
    return act.when.first_day if known and "open" in told else None


def _due(
    reading: Reading,
    hit: Hit[Any],
    made: date | None,
    status: Status,
    act: Claim,
    dates: Sequence[DateMention],
    pieces: Sequence[QuantityMention],
) -> date | None:
    """The last day: a date after "until", else the day it was made and its length ("30-day")."""
    words = reading.words
    for mark in words.hits.get("until", ()):
        for item in dates:
            if 0 <= item.start - words.ends[mark.last - 1] <= 5 or item.start <= words.starts[mark.first] < item.end:
                due = item.when.last_day
                return due if due is None or made is None or due >= made else None
    length = _length(reading, hit, pieces)
    if made is not None and length is not None:
        return made + timedelta(days=length)
    if status is Status.EXPIRED and made is None and act.when.first_day == act.when.last_day:
        return act.when.first_day
    return None


def _length(reading: Reading, hit: Hit[Any], pieces: Sequence[QuantityMention]) -> int | None:
    """Whole days of a duration that stands right before the noun or after it ("for 30 days")."""
    words = reading.words
    for piece in pieces:
        near = -40 <= words.starts[hit.first] - piece.end <= 25 or 0 <= piece.start - words.ends[hit.last - 1] <= 25
        if piece.what in DAYS and piece.best is not None and near:
            return int(-(-piece.best * DAYS[piece.what] // 1))
    return None


def _subject(reading: Reading, hit: Hit[Any]) -> str:
    """The phrase after the noun that says what is bound ("on strikes against energy infrastructure")."""
    words, end = reading.words, hit.last
    if "preposition" not in words.tag(end):
        return ""
    while end < len(words) and end - hit.last < 12:
        if words.folded[end] in (",", ".", ";", "—", "-", "(") or (end in reading.syntax.verb_at):
            break
        end += 1
    return words.cut(hit.last + 1, end) if end > hit.last + 1 else ""


def _condition(reading: Reading) -> str | None:
    """The words of a conditional clause."""
    words = reading.words
    for index in range(len(words)):
        if "conditional" in words.tags[index] and "obligation" not in words.tags[index]:
            end = index + 1
            while end < len(words) and words.folded[end] not in (",", ".", ";"):
                end += 1
            return words.cut(index, end)
    return None
