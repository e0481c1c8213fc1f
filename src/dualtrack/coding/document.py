"""The coder's entry points: a sentence, or documents, to claims."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dualtrack.coding.actors import Mention, find_mentions
from dualtrack.coding.claims import code_claims
from dualtrack.coding.events import code_acts
from dualtrack.coding.lexis import Lexis, lexis_of
from dualtrack.coding.places import as_place
from dualtrack.coding.quotations import spoken_by
from dualtrack.coding.sentence import (
    Context,
    Heading,
    Lead,
    Reading,
    Span,
    match_words,
    read_figures,
    read_sentence,
)
from dualtrack.coding.tokens import pieces_of
from dualtrack.coding.trigger import Trigger
from dualtrack.errors import UnreadLanguage, no_pack
from dualtrack.lexicon import load_case
from dualtrack.model import Case, Claim, Document, Sentence, When
from dualtrack.model.when import day_of

_DATELINE = re.compile(r"^[A-ZА-ЯІЇЄҐ][\w .,'’/-]{1,60}?(?:\([A-Z][\w .]{1,20}\))?\s+[-–—]{1,2}\s+")
LONGEST_ITEM = 60
"""Characters of a list's item; what is longer is a sentence of its own."""
HEADED = 12
"""Sentences that a dated heading reaches, unless another comes first."""
_CYRILLIC_UK = frozenset("іїєґІЇЄҐ")
_CYRILLIC_RU = frozenset("ыэёъЫЭЁЪ")


def code_sentence(
    text: str,
    *,
    case: str | Case | None = None,
    language: str | None = None,
    published: date | When | str | None = None,
    actor: Span | None = None,
    recipient: Span | None = None,
) -> list[Claim]:
    """Every claim that one sentence states.

    `case` is a case's name or a loaded Case (None: the states and organisations of the world); `language` an
    ISO 639-1 code (None: guessed from the script); `published` the day on which relative dates rest, as a date or
    as "2026-01-24" (None: they stay unknown). `actor` and `recipient` are (start, end) character spans: acts are
    then restricted to the one that joins those two, whether or not a dictionary knows them, and come back with
    exactly these parties. Offsets of the claims are into `text`. Raises UnknownName for a case that no pack has; warns
    (UnreadLanguage) of a language that has none.
    """
    lexis = lexis_of(_case(case), language or guess_language(text))
    if not lexis.language.rows:
        warnings.warn(no_pack(lexis.language.code), UnreadLanguage, stacklevel=2)
    context = Context(lexis, language=lexis.language.code, published=_day(published), document="text")
    context.anchors.update(lexis.case.anchors)
    if actor is None and recipient is None:
        return list(_code_pieces(text, context))
    start, piece = _piece_at(text, (actor or recipient or (0, 0))[0])
    context.offset = start
    actor, recipient = (_shifted(span, start, piece) for span in (actor, recipient))
    spans = [span for span in (actor, recipient) if span is not None]
    reading = read_sentence(piece, context, spans)
    return [] if reading is None else _restricted(reading, context, piece, actor, recipient)


def _piece_at(text: str, position: int) -> tuple[int, str]:
    """The piece of a sentence that holds a character; the last one where none does."""
    for start, piece in pieces_of(text):
        if position < start + len(piece):
            break
    return start, piece


def _shifted(span: Span | None, start: int, piece: str) -> Span | None:
    """A span of the sentence as one of a piece; None where it lies outside."""
    inside = span is not None and start <= span[0] < span[1] <= start + len(piece)
    return (span[0] - start, span[1] - start) if span is not None and inside else None


def _code_pieces(text: str, context: Context) -> Iterator[Claim]:
    """The claims of a sentence, piece by piece where it is longer than any sentence."""
    offset = context.offset
    for start, piece in pieces_of(text):
        context.offset = offset + start
        yield from code_claims(piece, context)
    context.offset = offset


def code_documents(documents: Iterable[Document], *, case: str | Case | None = None) -> Iterator[Claim]:
    """The claims of each document, sentence by sentence, as they come; memory does not grow with the number of
    documents. `case` as in code_sentence. A document with no sentences gives no claims."""
    war = _case(case)
    for document in documents:
        language = document.language if document.language != "und" else guess_language(document.text)
        yield from _code_document(document, lexis_of(war, language))


def _code_document(document: Document, lexis: Lexis) -> Iterator[Claim]:
    context = Context(
        lexis,
        document=document.url or document.name,
        document_id=document.id,
        language=lexis.language.code,
        published=document.published.last_day,
    )
    context.anchors.update(lexis.case.anchors)
    waiting: list[Claim] = []  # claims of a quotation whose source is not named yet
    ended = 0
    for sentence in document.sentences:
        text, skipped = _without_dateline(document, sentence)
        context.sentence, context.offset = sentence.index, sentence.start + skipped
        context.headline = sentence.headline
        context.attributions = []
        if "\n" in document.text[ended : sentence.start]:
            context.quotation = context.quotation.on_a_new_line()
        ended = sentence.end
        claims = list(_code_pieces(text, context))
        context.lead = _lead_after(text, claims, context)
        context.heading = _heading_after(text, claims, context)
        before, context.quotation = context.quotation, context.quotation.after(text, context.attributions)
        if before.mark and before.speaker is None and context.quotation.speaker is not None:
            waiting = list(spoken_by(waiting, context.quotation.speaker))
        waiting += claims
        if not context.quotation.mark or context.quotation.speaker is not None:
            yield from waiting
            waiting = []
    yield from waiting


def _lead_after(text: str, claims: Sequence[Claim], context: Context) -> Lead | None:
    """A sentence that ends with a colon leads the list after it; a list goes on over short items with no act."""
    if text.rstrip().endswith(":"):
        return Lead(text.rstrip().rstrip(":"), next((claim for claim in claims if claim.act is not None), None))
    item = len(text) <= LONGEST_ITEM and not any(claim.act is not None for claim in claims)
    return context.lead if item else None


def _heading_after(text: str, claims: Sequence[Claim], context: Context) -> Heading | None:
    """A short line that ends with a colon, states no act and tells one date heads the lines after it."""
    if text.rstrip().endswith(":") and len(text) <= LONGEST_ITEM and not any(claim.act for claim in claims):
        words = match_words(text, context.lexis)
        dates = [date for date in read_figures(words, context)[0] if date.when.known]
        places = [mention.place for mention in find_mentions(words, context.published) if mention.place]
        if len(dates) == 1:
            return Heading(dates[0].when, as_place(places[0]) if len(places) == 1 else None, context.sentence)
    above = context.heading
    return above if above is not None and context.sentence - above.sentence < HEADED else None


def _without_dateline(document: Document, sentence: Sentence) -> tuple[str, int]:
    """An opening "KYIV, Feb 3 (Reuters) - " is where the report was filed, not where an act happened."""
    text = document.words_of(sentence)
    match = _DATELINE.match(text) if sentence.index < 4 else None
    city = text[: match.end()].split()[0].strip(",") if match is not None else ""
    if match is None or len(city) < 2 or not city.isupper():
        return text, 0
    return text[match.end() :], match.end()


def _restricted(
    reading: Reading, context: Context, text: str, actor: Span | None, recipient: Span | None
) -> list[Claim]:
    """The act that best joins the two given parties, as claims; later acts that join them too follow."""
    given = [mention for mention in reading.syntax.mentions if mention.row == "given"]
    source = next((mention for mention in given if actor and text[actor[0] : actor[1]].strip() == mention.text), None)
    target = next((mention for mention in given if mention is not source), None)
    ranked = sorted(reading.triggers, key=lambda trigger: (-_joins(reading, trigger, source, target), trigger.first))
    for trigger in ranked[:1]:
        trigger.actors = [source] if source else trigger.actors
        trigger.recipients = [target] if target else trigger.recipients
    return [claim for _, claim in code_acts(replace(reading, triggers=ranked[:1]), context)]


def _joins(reading: Reading, trigger: Trigger, source: Mention | None, target: Mention | None) -> int:
    """How well a trigger joins two mentions: as actor and recipient, as one of them, or by standing between."""
    roles = trigger.zone.roles
    acting = source in trigger.actors or (source in trigger.recipients and "sym" in trigger.row.recipient)
    receiving = target in trigger.recipients or any(target in group for group in roles.values())
    first = source.first if source else 0
    between = first <= trigger.first <= (target.last if target else trigger.first)
    return 4 * bool(acting) + 2 * receiving + between


def guess_language(text: str) -> str:
    """A language by its script: Ukrainian and Russian by the letters that only one of them has; else English."""
    letters = set(text)
    if letters & _CYRILLIC_UK:
        return "uk"
    if letters & _CYRILLIC_RU or any("а" <= letter <= "я" for letter in letters):
        return "ru"
    return "en"


def _case(case: str | Case | None) -> Case:
    return case if isinstance(case, Case) else load_case(case or "world")


def _day(published: date | When | str | None) -> date | None:
    if isinstance(published, When):
        return published.last_day
    if isinstance(published, str):
        return date.fromisoformat(published)
    return None if published is None else day_of(published)
