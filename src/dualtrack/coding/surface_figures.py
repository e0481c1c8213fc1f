"""The numbers and dates of a sentence, those that count nothing included."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dualtrack.coding.numbers import read_numbers
from dualtrack.coding.quantities import QuantityMention
from dualtrack.coding.surface_parts import Parts
from dualtrack.coding.surface_said import source_at
from dualtrack.model import Place, Quantity
from dualtrack.model.surface import Dated, Number

NOUN_REACH = 3
"""Words after a number in which its noun stands."""


def find_numbers(parts: Parts) -> Iterator[Number]:
    """Every number that is no part of a date: those that count something, then those that stand bare."""
    words, reading = parts.words, parts.reading
    stretches = _stretches(parts)
    for piece in reading.counts:
        at = words.at(piece.start)
        value = piece.best if piece.best is not None else piece.low if piece.low is not None else piece.high
        if value is None:
            continue
        yield Number(
            value, words.text[piece.start : piece.end], at, _quantity(piece), _noun(parts, at),
            stretches.get(at), source_at(parts, at),
        )  # fmt: skip
    yield from _bare_numbers(parts)


def _quantity(piece: QuantityMention) -> Quantity:
    return Quantity(
        piece.measure, piece.what, piece.low, piece.best, piece.high, piece.qualifier, piece.unit, None, piece.scope
    )


def _bare_numbers(parts: Parts) -> Iterator[Number]:
    """Numbers and ordinals that the quantities and dates leave over. A lone one is often an article: it is left out."""
    words, numerals = parts.words, parts.lexis.calendar.numerals
    tokens = read_numbers(words.text, numerals)
    names = {p for kind in ("actor", "place") for hit in words.hits.get(kind, ()) for p in range(hit.first, hit.last)}
    taken = parts.dated | parts.counted | names
    for index, word in enumerate(tokens.words):
        value = tokens.values.get(index, numerals.ordinals.get(word))
        at = words.at(tokens.starts[index])
        if value is None or at in taken or (value == 1 and not word.isdigit()):
            continue
        text = words.text[tokens.starts[index] : tokens.ends[index]]
        yield Number(value, text, at, None, _noun(parts, at), None, source_at(parts, at))


def _noun(parts: Parts, at: int) -> tuple[str, ...]:
    """The content words right after a number."""
    words = parts.words
    following = range(at + 1, min(at + 1 + NOUN_REACH, len(words)))
    return tuple(words.folded[i] for i in following if words.folded[i][0].isalpha() and not words.tags[i])


def _stretches(parts: Parts) -> dict[int, Place]:
    """The place of each number whose stretch of the sentence, between marks and conjunctions, holds one of each."""
    words = parts.words
    located = {name.at: name.place for name in parts.names if name.located and name.place is not None}
    starts = [words.at(piece.start) for piece in parts.reading.counts]
    edges = [0]
    for position in range(len(words)):
        tags = words.tags[position]
        if words.folded[position] in (",", ";", ":") or tags & {"conjunction", "contrast", "complementiser"}:
            edges.append(position)
    edges.append(len(words))
    found = {}
    for first, last in pairwise(edges):
        places = [place for at, place in located.items() if first <= at < last]
        own = [at for at in starts if first <= at < last]
        if len(places) == 1 and len(own) == 1:
            found[own[0]] = places[0]
    return found


def find_dates(parts: Parts) -> Iterator[Dated]:
    words = parts.words
    pacts = {hit.first for hit in words.hits.get("pact", ())}
    for item in parts.reading.dates:
        if words.at(item.end - 1) + 1 in pacts:
            continue  # "the Easter truce" is named so, whenever it was
        for part in item.parts or (item,):
            at = words.at(part.core[0] if part.core != (0, 0) else part.start)
            marker = words.folded[at - 1] if at and "preposition" in words.tags[at - 1] else ""
            if part.when.known or part.future.known:
                yield Dated(part.when, part.future, part.when.words, marker)
