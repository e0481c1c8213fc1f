"""A sentence on its face, for comparing prose with its sources: every name, number, date, source, act and negation."""

from __future__ import annotations

from datetime import date

from dualtrack.coding.actors import find_mentions
from dualtrack.coding.clauses import Syntax
from dualtrack.coding.document import guess_language
from dualtrack.coding.lexis import lexis_of
from dualtrack.coding.sentence import Context, Reading, match_words, read_figures, read_sentence
from dualtrack.coding.surface_figures import find_dates, find_numbers
from dualtrack.coding.surface_names import find_names
from dualtrack.coding.surface_parts import Parts, positions
from dualtrack.coding.surface_said import find_doings, source_of, unheard_sources
from dualtrack.coding.surface_words import content_words, moods, negations
from dualtrack.model import Case
from dualtrack.model.surface import Surface


def read_surface(text: str, *, case: Case, language: str | None = None, published: date | None = None) -> Surface:
    """The surface of one sentence; `published` is the day on which its relative dates rest. Never raises for text."""
    lexis = lexis_of(case, language or guess_language(text))
    context = Context(lexis, language=lexis.language.code, published=published)
    context.anchors.update(lexis.case.anchors)
    reading = read_sentence(text, context)
    if reading is None or not (reading.syntax.mentions or reading.syntax.verbs):
        return bare_surface(text, context)
    words = reading.words
    dates = positions(words, [(item.start, item.end) for item in reading.dates])
    counts = positions(words, [(item.start, item.end) for item in reading.counts])
    parts = Parts(reading, lexis, [], {}, dates, counts)
    parts.names = list(find_names(parts))
    parts.at = {name.at: name for name in reversed(parts.names)}
    heard = [source_of(item, parts) for item in reading.attributions]
    return Surface(
        text,
        lexis.language.code,
        names=tuple(parts.names),
        numbers=tuple(find_numbers(parts)),
        dates=tuple(find_dates(parts)),
        sources=tuple(dict.fromkeys((*heard, *unheard_sources(parts)))),
        doings=tuple(find_doings(parts)),
        words=tuple(content_words(parts)),
        negations=negations(words, lexis),
        moods=moods(parts),
        hedged=bool(words.hits.get("hedge")),
    )


def bare_surface(text: str, context: Context) -> Surface:
    """A sentence that states no act and names no source: its names, numbers, dates and words."""
    words = match_words(text, context.lexis)
    dates, counts = read_figures(words, context)
    syntax = Syntax(words, find_mentions(words, context.published))
    told = positions(words, [(item.start, item.end) for item in dates])
    taken = positions(words, [(item.start, item.end) for item in counts])
    parts = Parts(Reading(syntax, [], [], dates, counts), context.lexis, [], {}, told, taken)
    parts.names = list(find_names(parts))
    return Surface(
        text,
        context.lexis.language.code,
        names=tuple(parts.names),
        numbers=tuple(find_numbers(parts)),
        dates=tuple(find_dates(parts)),
        words=tuple(content_words(parts)),
        negations=negations(words, context.lexis),
    )
