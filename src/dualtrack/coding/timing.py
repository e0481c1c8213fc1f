"""When an act happened: which of a sentence's time expressions is the act's own."""

from __future__ import annotations

from collections.abc import Sequence

from dualtrack.coding.dates import DateMention
from dualtrack.coding.extent import clause_first, holds, opens_sentence
from dualtrack.coding.sentence import Context, Reading
from dualtrack.coding.trigger import Trigger
from dualtrack.model import Reality, When
from dualtrack.model.when import UNKNOWN

COMPARED = frozenset(("more_than_before", "faster_than"))
"""Relations that name what they compare with right after them."""
STANDARD = 5
"""Words from a word of comparison to the date of what is compared with ("than in the same period of 2025")."""
AHEAD = frozenset((Reality.PLANNED, Reality.HYPOTHETICAL, Reality.DEMANDED, Reality.THREATENED, Reality.POSTPONED))
"""Realities whose weekday is the next one, not the latest."""


def when_of(reading: Reading, trigger: Trigger, reality: Reality, context: Context) -> When:
    """The time expression of the act's own clause, else one that opens the sentence; else unknown.

    What lies ahead is dated ahead: "on Friday" is the next one for a meeting that is planned. What is postponed has the
    date to which it was moved."""
    if not reading.dates:
        return UNKNOWN
    own = [date for date in reading.dates if _may_date(reading, trigger, date, context)]
    aims = [date for date in own if _is_aim(reading, date, context)]
    if reality is Reality.POSTPONED and aims:
        return (aims[-1].parts or aims)[-1].resolve(True)
    free = [date for date in own if not _is_of_other_verb(reading, trigger, date, reality)]
    free = [date for date in free if date.when.known or date.future.known] or free
    if reading.words.hits.get("compare"):  # "the third attack since New Year": what is compared runs since then
        free = [date for date in free if date.kind != "since"]
    done = reality is Reality.OCCURRED and trigger.verb is not None and trigger.event_type != "RETREAT"
    if done:  # "extended the law until August" was done at another time
        free = [date for date in free if date.kind != "until" or date not in aims]
    chosen = _own_date(reading, trigger, [date for date in free if date not in aims] or free)
    if chosen is None and free:
        chosen = _simultaneous(reading, trigger, free, context)
    if chosen is None:
        return UNKNOWN
    ahead = reality in AHEAD and not _looks_back(reading, trigger)
    return chosen.resolve(ahead or (reality is Reality.CANCELLED and _is_scheduled(reading, chosen, context)))


def _looks_back(reading: Reading, trigger: Trigger) -> bool:
    """ "may have carried out": what is only possible of the past is dated in the past."""
    verb = trigger.verb or trigger.host
    helping = () if verb is None else verb.helping
    return any("have" in reading.words.tags[position] for position in helping)


def _may_date(reading: Reading, trigger: Trigger, date: DateMention, context: Context) -> bool:
    """Whether a date could be an act's: not that of the cue, of what is compared, or of what "but" parts from it."""
    if trigger.verb is None and _is_of_participle(reading, trigger, date, context):
        return False
    told = _is_of_cue(reading, date, trigger) or _is_compared_with(reading, date)
    return not told and not _is_contrasted(reading, trigger, date)


def _word_before(reading: Reading, date: DateMention) -> int:
    """The word before a date, across its preposition; -1 where the date opens the sentence."""
    words = reading.words
    index = words.at(date.start) - 1
    while index >= 0 and "preposition" in words.tags[index]:
        index -= 1
    return index


def _is_scheduled(reading: Reading, date: DateMention, context: Context) -> bool:
    """Whether a date is the one for which something was set ("talks due on Monday"): the next one, if it is called
    off."""
    scheduled = context.lexis.language.dates.get("scheduled", frozenset())
    return reading.words.word(_word_before(reading, date)) in scheduled


def _is_compared_with(reading: Reading, date: DateMention) -> bool:
    """Whether a date is that of what is compared with, not of the act: the first one after the comparison ("up from
    2024", "fewer than in the same period of 2025")."""
    words = reading.words
    for hit in words.hits.get("compare", ()):
        if hit.entry.row.effect in COMPARED:
            start, end = words.starts[hit.last - 1], words.ends[min(hit.last + STANDARD, len(words)) - 1]
            known = (other for other in reading.dates if other.when.known or other.future.known)
            following = [other for other in known if start < other.end and other.start < end]
            if following[:1] == [date]:
                return True
    return False


def _is_of_participle(reading: Reading, trigger: Trigger, date: DateMention, context: Context) -> bool:
    """ "the truce, announced on January 30, ...", "the talks, broken off in May, resume in June": the date of a
    participle is not that of the noun before it, of which a later verb tells; that of what is scheduled is."""
    before, hits = _word_before(reading, date), reading.words.hits
    later = trigger.host is not None and trigger.host_role == "subj" and trigger.host.first > before
    kinds = ("say", "verb", "modal") if later and not _is_scheduled(reading, date, context) else ("say",)
    told = [hit for kind in kinds for hit in hits.get(kind, ()) if hit.entry.form == "participle"]
    return any(hit.first <= before < hit.last for hit in told)


def _is_aim(reading: Reading, date: DateMention, context: Context) -> bool:
    """Whether a date is one to which something is moved or lasts ("to April 1", "until next week")."""
    words = reading.words
    first = words.at(date.start)
    towards = context.lexis.language.dates.get("towards", frozenset())
    opening = words.word(first) in towards or words.word(first - 1) in towards
    return opening and words.word(first - 2) not in context.lexis.language.dates.get("from", frozenset())


def _own_date(reading: Reading, trigger: Trigger, own: Sequence[DateMention]) -> DateMention | None:
    if not own:
        return None
    inside = [date for date in own if holds(reading.syntax, trigger, date.start)]
    if _is_aside(reading, trigger):
        start = reading.words.starts[trigger.first]
        inside = [date for date in inside if date.start > start or start - date.end <= 1]
        return min(inside, key=lambda date: abs(date.start - start), default=None)
    if inside:
        at = reading.words.starts[trigger.first]
        return min(inside, key=lambda date: abs(date.start - at))
    opening = [date for date in own if opens_sentence(reading.syntax, date.start)]
    if opening:
        return opening[0]
    alike = [other for other in reading.triggers if other.event_type == trigger.event_type]
    if len(own) == 1 and any(holds(reading.syntax, other, own[0].start) for other in alike):
        return own[0]  # "fired 76 drones on Sunday and that 60 were shot down": one happening, told in two clauses
    free = [date for date in own if not any(holds(reading.syntax, other, date.start) for other in reading.triggers)]
    free = [date for date in free if not _is_of_condition(reading, trigger, date)]
    return free[0] if len(free) == 1 else None


def _is_of_other_verb(reading: Reading, trigger: Trigger, date: DateMention, reality: Reality) -> bool:
    """Whether a date is that of the verb over or under an act's own: "voted on Tuesday to extend the law" dates no
    extension that is only meant, and "agreed to meet on Friday" no agreement."""
    if trigger.verb is None:
        return False
    starts, verbs = reading.words.starts, reading.syntax.verbs
    if trigger.verb.dependent and reality in AHEAD:
        return any(verb.finite and starts[verb.first] < date.start < starts[trigger.verb.group] for verb in verbs)
    after = [verb for verb in verbs if starts[trigger.verb.first] < starts[verb.first] < date.start]
    return bool(after) and after[-1].infinitive and not any(verb.finite for verb in after)


def _simultaneous(
    reading: Reading, trigger: Trigger, dates: Sequence[DateMention], context: Context
) -> DateMention | None:
    """The sentence's one date, for an act in a clause that "as", "when" or "while" ties to the dated one."""
    first = clause_first(reading.syntax, trigger)
    ties = context.lexis.language.dates.get("ties", frozenset())
    return dates[0] if len(dates) == 1 and reading.words.word(first - 1) in ties else None


def _is_of_condition(reading: Reading, trigger: Trigger, date: DateMention) -> bool:
    """Whether a conditional clause opens between an act and a date: "may leave if nothing moves until March"."""
    words = reading.words
    return any(
        "conditional" in words.tags[index] and words.starts[index] < date.start
        for index in range(trigger.last, len(words))
    )


def _is_contrasted(reading: Reading, trigger: Trigger, date: DateMention) -> bool:
    """Whether "but" stands between a date and an act after it ("due in 2024, but martial law was imposed"); a date that
    opens the sentence holds for both."""
    words = reading.words
    parted = any("contrast" in words.tags[position] for position in range(words.at(date.start), trigger.start))
    return parted and not opens_sentence(reading.syntax, date.start)


def _is_aside(reading: Reading, trigger: Trigger) -> bool:
    """A noun that another act's clause only mentions ("met on Friday over the strikes on Kyiv"): the clause's date is
    that of its verb."""
    if trigger.verb is not None or trigger.merged or trigger.host_role == "subj":
        return False
    start = reading.words.starts[trigger.first]
    return any(
        other.verb is not None
        and other.first < trigger.first
        and other.event_type != trigger.event_type
        and holds(reading.syntax, other, start)
        for other in reading.triggers
    )


def _is_of_cue(reading: Reading, date: DateMention, trigger: Trigger) -> bool:
    """Whether a date tells when something was said: it stands in the cue, not in what is said."""
    words = reading.words
    for item in reading.attributions:
        if not item.holds(trigger.first):
            continue
        if item.first >= item.cue_last and date.start < words.starts[item.cue_first]:
            return True
        end = min(item.cue_last + 4, len(words)) - 1
        after = item.cue_last < len(words) and words.starts[item.cue_last] <= date.start <= words.starts[end]
        said_before = item.first >= item.cue_last and not _clause_between(reading, item.cue_last, date)
        said_after = item.first < item.cue_first
        if after and (said_before or said_after):
            return True
        if words.starts[min(item.source_first, item.cue_first)] <= date.start < words.ends[item.cue_last - 1]:
            return True
    return False


def _clause_between(reading: Reading, index: int, date: DateMention) -> bool:
    """Whether the content clause begins before the date."""
    words = reading.words
    while index < len(words) and words.starts[index] < date.start:
        if "complementiser" in words.tags[index] or index in reading.syntax.mention_at:
            return True
        index += 1
    return False
