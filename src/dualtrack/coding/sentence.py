"""One sentence: from its words to its claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dualtrack.coding import act_words
from dualtrack.coding import speaker as speech
from dualtrack.coding.actors import Mention, extend_noun_phrases, find_mentions
from dualtrack.coding.acts import find_triggers
from dualtrack.coding.anaphora import resolve_mentions
from dualtrack.coding.clauses import AUXILIARY, Syntax
from dualtrack.coding.conditions import classes_at
from dualtrack.coding.dates import ATTRIBUTE, DateMention, code_dates, story_anchor
from dualtrack.coding.intervals import Interval
from dualtrack.coding.lexis import Lexis
from dualtrack.coding.numbers import read_numbers
from dualtrack.coding.particles import parted_verbs
from dualtrack.coding.quantities import QuantityMention, code_item, code_quantities
from dualtrack.coding.quotations import Quotation
from dualtrack.coding.speaker import Attribution, find_attributions
from dualtrack.coding.tokens import Words
from dualtrack.coding.trigger import Trigger
from dualtrack.coding.verbs import find_candidates, read_verbs
from dualtrack.model import Act, Claim, Party, Place, Reality, When
from dualtrack.model.claim import Payload
from dualtrack.model.when import UNKNOWN

Span = tuple[int, int]
ACTING = frozenset(("verb", "noun", "say", "according", "stance", "pact", "grant"))
"""Kinds of words without which a sentence states no act and names no source."""
NAMING = frozenset(("actor", "place"))
"""Kinds of phrases that may be names in capitals."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence that opens a list ("Ukrainian forces destroyed:"), and the act that it states of the items."""

    text: str
    act: Claim | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of its own that dates and places what stands under it ("April 16, Zaporizhzhia front:")."""

    when: When
    place: Place | None
    sentence: int


@dataclass(slots=True)
class Context:
    """What is known around a sentence: its document, its day, who was last named in the document, the lead of the
    list in which it stands, the heading above it, the quotation that runs on, and the sources that it names itself."""

    lexis: Lexis
    document: str = ""
    document_id: str = ""
    language: str = "en"
    published: date | None = None
    sentence: int = 0
    offset: int = 0
    headline: bool = False
    people: list[Mention] = field(default_factory=list)
    anchors: dict[str, date | When | Interval] = field(default_factory=dict)
    lead: Lead | None = None
    heading: Heading | None = None
    quotation: Quotation = field(default_factory=Quotation)
    attributions: list[Attribution] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """A sentence as read: its syntax, acts and attributions."""

    syntax: Syntax
    triggers: list[Trigger]
    attributions: list[Attribution]
    dates: list[DateMention] = field(default_factory=list)
    counts: list[QuantityMention] = field(default_factory=list)

    @property
    def words(self) -> Words:
        return self.syntax.words


def match_words(text: str, lexis: Lexis) -> Words:
    """The sentence's words with every phrase of the lexicon found in them, by kind."""
    words = lexis.words.read(text)
    words.hits = lexis.matcher.find(words.folded)
    parted = [] if words.particles.isdisjoint(words.folded) else list(parted_verbs(words, lexis.matcher))
    if parted:
        spans = {hit[:2] for hit in parted}
        words.hits["verbal"] = parted + [hit for hit in words.hits.get("verbal", ()) if hit[:2] not in spans]
    for kind in words.hits.keys() & NAMING:
        found = words.hits[kind]
        words.hits[kind] = [hit for hit in found if not hit.entry.capital or words.cut(hit.first, hit.last).isupper()]
    return words


def read_sentence(
    text: str, context: Context, spans: Sequence[Span] = (), *, for_claims: bool = False
) -> Reading | None:
    """Read a sentence; None where it has no word that could state an act or a source, and no number, or where it can
    make no claim and is read only `for_claims`."""
    words = match_words(text, context.lexis)
    acting = bool(words.hits.keys() & ACTING)
    listed = context.lead is not None and context.lead.act is not None
    if not len(words) or not (acting or listed or any(map(str.isdigit, text)) or _counts(words, context.lexis)):
        return None
    dates, counts = read_figures(words, context)
    classes = classes_at(words)
    silent = for_claims and acting and not (counts or context.quotation.runs_in(text))
    if silent and not act_words.stand_in(words, classes):
        return None
    if not acting:
        return Reading(Syntax(words, []), [], [], dates, counts)
    words.dated = _words_within(words, dates)
    for position in words.dated:
        if words.capital(position):  # "in May"
            words.tags[position] -= AUXILIARY
    mentions = find_mentions(words, context.published)
    if spans:
        mentions = _with_spans(words, mentions, spans)
    candidates = find_candidates(words, mentions)
    verbs, nouns = read_verbs(words, mentions, candidates)
    if extend_noun_phrases(words, mentions, {hit.first for hit in nouns} | {verb.group for verb in verbs}):
        verbs, nouns = read_verbs(words, mentions, candidates)
    covered = {position for mention in mentions for position in range(mention.first, mention.last)}
    verbs = [verb for verb in verbs if verb.first not in covered]
    syntax = Syntax(words, mentions, verbs, people=context.people)
    resolve_mentions(syntax)
    context.attributions = find_attributions(syntax)
    sources = context.quotation.sources(syntax, context.attributions)
    reading = Reading(syntax, find_triggers(syntax, nouns, sources, classes), sources, dates, counts)
    named = [mention for mention in mentions if mention.person and mention.code]
    context.people = named or context.people
    return reading


def _counts(words: Words, lexis: Lexis) -> bool:
    """Whether a word is a number, or opens one that is told vaguely ("thousands of")."""
    numerals = lexis.calendar.numerals
    known = (numerals.multipliers, numerals.cardinals, lexis.countables.vague)
    return not all(table.keys().isdisjoint(words.folded) for table in known)


def read_figures(words: Words, context: Context) -> tuple[list[DateMention], list[QuantityMention]]:
    """The dates and the quantities of a sentence; the words of a date are no quantity."""
    lexis, text = context.lexis, words.text
    listed = context.lead is not None and context.lead.act is not None
    if not (listed or lexis.figure_words.stand_in(words)):
        return [], []
    tokens = read_numbers(text, lexis.calendar.numerals)
    dates = code_dates(text, lexis.calendar, published=context.published, anchors=context.anchors, tokens=tokens)
    context.anchors |= story_anchor(dates, context.anchors.get("previous"))
    taken = [(date.start, date.end) for date in dates if date.kind != "term"]
    counts = code_quantities(text, lexis.calendar.numerals, lexis.countables, excluded=taken, tokens=tokens)
    open_item = any(piece.measure == "other" for piece in counts) or not (counts or dates)
    if context.lead is not None and listed and open_item:
        return dates, _counts_of_item(text, context.lead, lexis)
    return dates, counts


def _counts_of_item(text: str, lead: Lead, lexis: Lexis) -> list[QuantityMention]:
    """The quantities of a list's item, measured by the words of the sentence that opens the list."""
    opening = f"{lead.text} "
    counts = code_quantities(opening + text, lexis.calendar.numerals, lexis.countables, things=True)
    shift = len(opening)
    if not any(piece.start >= shift for piece in counts):
        counts = code_item(opening + text, shift, lexis.calendar.numerals, lexis.countables)
    return [
        piece._replace(start=piece.start - shift, end=piece.end - shift) for piece in counts if piece.start >= shift
    ]


def _words_within(words: Words, dates: Sequence[DateMention]) -> frozenset[int]:
    """The words that tell when: names and phrases do not reach across them, save an adjective's."""
    spans = [(date.start, date.end) for date in dates if date.kind != ATTRIBUTE]
    return frozenset(index for start, end in spans for index in words.within(start, end))


def _with_spans(words: Words, mentions: list[Mention], spans: Sequence[Span]) -> list[Mention]:
    """Put the given parties in the place of whatever mentions they overlap."""
    given = []
    for start, end in spans:
        inside = [i for i in range(len(words)) if words.starts[i] < end and words.ends[i] > start]
        if not inside:
            continue
        first, last = inside[0], inside[-1] + 1
        known = [mention for mention in mentions if first <= mention.first < last]
        mention = Mention(first, last, last, None, None, words.cut(first, last), "group", "given")
        if known:
            mention = replace(known[0], first=first, last=last, end=last, text=mention.text, row="given")
        mention.modifier = words.owns(last)
        given.append(mention)
    taken = {position for mention in given for position in range(mention.first, mention.last)}
    kept = [mention for mention in mentions if not taken.intersection(range(mention.first, mention.last))]
    return sorted([*kept, *given], key=lambda mention: mention.first)


def parties_in(mentions: list[Mention], context: Context) -> tuple[Party, ...]:
    """The parties of some mentions; "both sides" are the two sides of the case."""
    made: list[Party] = []
    sides = context.lexis.case.sides
    for mention in mentions:
        if mention.kind == "sides" and len(sides) == 2:
            made.extend(Party(code, mention.role or None, mention.text) for code in sides)
        else:
            made.append(mention.party())
    return tuple(dict.fromkeys(made)) if len(made) > 1 else tuple(made)


def claim(
    reading: Reading,
    context: Context,
    payload: Payload,
    span: Span,
    rules: Sequence[str],
    position: int,
    *,
    reality: Reality = Reality.OCCURRED,
    when: When = UNKNOWN,
    place: Any = None,
    track: Any = None,
) -> Claim:
    """A claim over the words [span), with the speaker of the word at `position`."""
    words = reading.words
    start, end = words.starts[span[0]], words.ends[span[1] - 1]
    source, outer = speech.speakers_at(reading.attributions, position, reality)
    if isinstance(payload, Act):
        track = context.lexis.ontology.track(payload.event_type, payload.modes)
    return Claim(
        document=context.document,
        document_id=context.document_id,
        sentence=context.sentence,
        start=context.offset + start,
        end=context.offset + end,
        quote=words.text[start:end],
        language=context.language,
        payload=payload,
        rule="+".join(dict.fromkeys(rules)),
        track=track,
        speaker=source,
        via=outer,
        hedge=hedge_at(reading, span),
        reality=reality,
        when=when,
        place=place,
        headline=context.headline,
    )


def hedge_at(reading: Reading, span: Span) -> str | None:
    """A hedge within the claim's words or right before them."""
    for hit in reading.words.hits.get("hedge", ()):
        if span[0] - 4 <= hit.first < span[1]:
            return reading.words.cut(hit.first, hit.last)
    return None
