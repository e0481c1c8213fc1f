"""Check an article: each sentence beside what the record holds, with whose word that is.

A sentence agrees if the record has what it states and nothing in it departs; it differs if one statement does; it is
not in the record if it states something that the record could hold and does not; else it is opinion. A sentence that
asserts a reading gets that reading's verdict, beside whatever else it states.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dualtrack.brief.assertions import asserts
from dualtrack.brief.check_acts import check_act
from dualtrack.brief.check_numbers import check_number
from dualtrack.brief.check_others import check_commitment, check_comparison, check_offices, check_position
from dualtrack.brief.holdings import Holdings, window
from dualtrack.brief.likeness import among
from dualtrack.brief.proof import PROVEN, Cited, prove
from dualtrack.brief.readings import Verdict
from dualtrack.brief.remarks import AGREES, DIFFERS, MISSING, OPINION, READING, Remark
from dualtrack.lexicon.offices import Offices
from dualtrack.model import Claim, Series
from dualtrack.model.finding import SUPPORTED
from dualtrack.model.surface import Surface
from dualtrack.model.when import UNKNOWN


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of an article as it was read: its words, its surface, its claims."""

    text: str
    surface: Surface
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Asserted:
    """A reading that a sentence asserts, or, where it negates it, denies; with the verdict of the record."""

    verdict: Verdict
    denied: bool


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    text: str
    label: str
    remarks: tuple[Remark, ...] = ()
    readings: tuple[Asserted, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedArticle:
    """An article beside a record. `name` is that of its file, `published` its day, if known."""

    name: str
    title: str | None
    published: date | None
    sentences: tuple[CheckedSentence, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many sentences are checkable, agree, differ, are not in the record; how many readings are asserted, and
        how many of these the record does not support."""
        labels = [sentence.label for sentence in self.sentences]
        verdicts = [item.verdict.verdict for sentence in self.sentences for item in sentence.readings]
        return {
            "sentences": len(labels),
            "checkable": sum(label in (AGREES, DIFFERS, MISSING) for label in labels),
            "agree": labels.count(AGREES),
            "differ": labels.count(DIFFERS),
            "missing": labels.count(MISSING),
            "opinion": labels.count(OPINION),
            "readings": len(verdicts),
            "unsupported": sum(verdict != SUPPORTED for verdict in verdicts),
        }


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What an article is held against: the record laid out, the verdicts on its readings, its series of munitions
    launched, and who held which office."""

    holdings: Holdings
    verdicts: tuple[Verdict, ...]
    launched: Series
    offices: Offices


def check_article(
    name: str, title: str | None, published: date | None, told: Sequence[Told], yardstick: Yardstick
) -> CheckedArticle:
    """Check every sentence of an article, in order."""
    return CheckedArticle(name, title, published, tuple(check_sentence(item, published, yardstick) for item in told))


def check_sentence(told: Told, published: date | None, yardstick: Yardstick) -> CheckedSentence:
    remarks = tuple(remarks_on(told, published, yardstick))
    readings = tuple(readings_in(told, yardstick.verdicts))
    return CheckedSentence(told.text, label_of(told, remarks, bool(readings)), remarks, readings)


def remarks_on(told: Told, published: date | None, yardstick: Yardstick) -> list[Remark]:
    """What the record says of each statement of a sentence."""
    holdings, found = yardstick.holdings, []
    acts = {claim.id: claim for claim in told.claims if claim.act}
    for claim in told.claims:
        own = claim.quantity.event if claim.quantity else None
        found += [
            check_number(dated(claim, told.surface), acts.get(own or ""), published, holdings),
            check_act(claim, told.surface, published, holdings),
            check_position(claim, published, holdings),
            check_commitment(claim, published, holdings),
            check_comparison(claim, published, holdings, yardstick.launched),
        ]
    days = [claim.when.first_day for claim in told.claims if claim.when.first_day is not None]
    offices = check_offices(told.text, told.surface, days[0] if days else published, yardstick.offices)
    remarks = list(dict.fromkeys([*(remark for remark in found if remark is not None), *offices]))
    if all(remark.label == MISSING for remark in remarks):
        remarks += said_alike(told, published, holdings)
    return remarks


def dated(claim: Claim, prose: Surface) -> Claim:
    """A number of which nothing tells the day is of the one day that its sentence names."""
    days = dict.fromkeys(item.when for item in prose.dates)
    return replace(claim, when=next(iter(days))) if len(days) == 1 and not claim.when.known else claim


def said_alike(told: Told, published: date | None, holdings: Holdings) -> list[Remark]:
    """A sentence of the record that proves this one, where nothing that was coded of it found anything."""
    if not stated(told):
        return []
    prose = told.surface
    days = [item.when for item in prose.dates] or [window(UNKNOWN, published)]
    seen: set[str] = set()
    for item in holdings.between(days):
        key = f"{item.claim.document_id}:{item.claim.sentence}"
        if key in seen:
            continue
        seen.add(key)
        held = holdings.surface(item.claim)
        if shares_name(prose, held) and prove(prose, [Cited(held, (item.when,))]).status == PROVEN:
            return [Remark(AGREES, "act", told.text, held.text, holdings.rows.speaker(item.claim), (item.claim.id,))]
    return []


def shares_name(prose: Surface, held: Surface) -> bool:
    return any(among(name, held.names) for name in prose.names)


def label_of(told: Told, remarks: Sequence[Remark], reads: bool) -> str:
    """The sentence's class from those of its statements. A number that the record lacks outweighs an act that it has;
    an act that it lacks does not outweigh what it has."""
    labels = {remark.label for remark in remarks}
    if DIFFERS in labels:
        return DIFFERS
    numbers = {remark.label for remark in remarks if remark.role == "number"}
    if MISSING in numbers and AGREES not in numbers:
        return MISSING
    if AGREES in labels:
        return AGREES
    if stated(told) if reads else MISSING in labels or stated(told):
        return MISSING
    return READING if reads else OPINION


def stated(told: Told) -> bool:
    """Whether a sentence from which nothing was coded states a fact all the same: somebody named, and a day or a
    number."""
    surface, heading = told.surface, told.text.rstrip().endswith(":")
    return not heading and bool(surface.names) and bool(surface.dates or surface.numbers)


def readings_in(told: Told, verdicts: Sequence[Verdict]) -> list[Asserted]:
    found = []
    for verdict in verdicts:
        phrase = asserts(verdict.reading.asserts, told.text, told.surface.language)
        if phrase is not None:
            found.append(Asserted(verdict, bool(told.surface.negations % 2) and not phrase.negated))
    return found
