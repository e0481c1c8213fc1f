"""A sentence on its face, for comparing prose with its sources: every name, number, date, source, act and negation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax
from dualtrack.coding.document import guess_language
from dualtrack.coding.lexis import Lexis, lexis_of
from dualtrack.coding.numbers import read_numbers
from dualtrack.coding.places import as_place
from dualtrack.coding.quantities import QuantityMention
from dualtrack.coding.reality import reality_of
from dualtrack.coding.roles import subject_of
from dualtrack.coding.sentence import Context, Reading, match_words, read_figures, read_sentence
from dualtrack.coding.speaker import Attribution
from dualtrack.coding.tokens import Words
from dualtrack.lexicon.phrases import longest
from dualtrack.model import Actor, Case, CasePlace, Quantity
from dualtrack.model.surface import Dated, Doing, Name, Number, Surface, Word

NAMING = ("actor", "place", "agent", "stop")
"""Kinds of hits whose words name somebody or some place."""
TELLING = ("verb", "noun", "class", "pact", "vow", "status", "stance", "issue", "compare")
"""Kinds of hits that give a word its sense."""
ELSEWHERE = ("say", "according", "account", "hedge", "modal", "light", "until", "agent", "figurative", "history")
"""Kinds of hits whose words are compared as sources, moods or parties, not as words."""
UNREAL = frozenset(("planned", "hypothetical", "demanded", "threatened"))
MOOD_TAGS = {
    "future": "planned", "would": "hypothetical", "possible": "hypothetical", "conditional": "hypothetical",
    "obligation": "demanded",
}  # fmt: skip
SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")
"""Types in which both parties do the same, whoever is named first."""
SAID_NEAR = 3
"""Words between a verb of saying and the name in no list that says it."""
NOUN_REACH = 3
"""Words after a number in which its noun stands."""


@dataclass(slots=True)
class Parts:
    """A sentence as read: its names, those that open at a word, and which words its dates and numbers take."""

    reading: Reading
    lexis: Lexis
    names: list[Name]
    at: dict[int, Name]
    dated: frozenset[int]
    counted: frozenset[int]

    @property
    def words(self) -> Words:
        return self.reading.words


def read_surface(text: str, *, case: Case, language: str | None = None, published: date | None = None) -> Surface:
    """The surface of one sentence; `published` is the day on which its relative dates rest. Never raises for text."""
    lexis = lexis_of(case, language or guess_language(text))
    context = Context(lexis, language=lexis.language.code, published=published)
    context.anchors.update(lexis.case.anchors)
    reading = read_sentence(text, context)
    if reading is None:
        return bare_surface(text, context)
    words = reading.words
    dates = _positions(words, [(item.start, item.end) for item in reading.dates])
    counts = _positions(words, [(item.start, item.end) for item in reading.counts])
    parts = Parts(reading, lexis, [], {}, dates, counts)
    parts.names = list(_names(parts))
    parts.at = {name.at: name for name in reversed(parts.names)}
    return Surface(
        text,
        lexis.language.code,
        names=tuple(parts.names),
        numbers=tuple(_numbers(parts)),
        dates=tuple(_dates(parts)),
        sources=tuple(dict.fromkeys([*(_source(item, parts) for item in reading.attributions), *_unheard(parts)])),
        doings=tuple(_doings(parts)),
        words=tuple(_content(parts)),
        negations=_negations(words, lexis),
        moods=_moods(parts),
        hedged=bool(words.hits.get("hedge")),
    )


def bare_surface(text: str, context: Context) -> Surface:
    """A sentence with no act, source or number: its names, dates and words."""
    words = match_words(text, context.lexis)
    dates, counts = read_figures(text, context)
    reading = Reading(Syntax(words, []), [], [], dates, counts)
    parts = Parts(reading, context.lexis, [], {}, _positions(words, [(d.start, d.end) for d in dates]), frozenset())
    names = tuple(_unknown_names(parts))
    return Surface(
        text, context.lexis.language.code, names, dates=tuple(_dates(parts)), words=tuple(_content(parts)),
        negations=_negations(words, context.lexis),
    )  # fmt: skip


def _positions(words: Words, spans: list[tuple[int, int]]) -> frozenset[int]:
    """The indexes of the words that stand in some spans of characters."""
    return frozenset(i for start, end in spans for i in range(len(words)) if start <= words.starts[i] < end)


# names


def _names(parts: Parts) -> Iterator[Name]:
    subjects, objects = _standings(parts)
    named = {actor.id: actor.name for actor in parts.lexis.case.actors}
    speaking = {item.mention.first for item in parts.reading.attributions if item.mention is not None}
    for mention in parts.reading.syntax.mentions:
        if mention.code is None and mention.place is None:
            continue
        at, marker, located = mention.first, *_governed(mention, mention.place is not None, parts)
        agent = marker in parts.lexis.language.settings.get("roles", {}).get("agent", ())
        standing = "subject" if agent else _standing(at in subjects, at in objects)
        if mention.modifier:
            standing = ""  # "Zelensky's offer": the noun's own party, whatever is done to the noun
        name = named.get(mention.row) or (mention.place.name if mention.place else mention.code or "")
        yield Name(
            mention.text, at, name, mention.code, mention.kind, mention.role, as_place(mention.place), located, marker,
            standing, at in speaking and at not in subjects,
        )  # fmt: skip
        yield from _within(mention, parts)
    yield from _unknown_names(parts)


def _governed(mention: Mention, place: bool, parts: Parts) -> tuple[str, bool]:
    """The preposition before a mention, and whether it tells where."""
    governed = parts.reading.syntax.preposition_before(mention.first)
    if governed is None:
        return "", False
    stands = place or mention.kind == "metonym"
    return parts.words.folded[governed], stands and "place_preposition" in parts.words.tags[governed]


def _within(mention: Mention, parts: Parts) -> Iterator[Name]:
    """Places and capitals that stand unmarked within a longer mention ("in London Starmer asked")."""
    words = parts.words
    for hit in longest([*words.hits.get("place", ()), *words.hits.get("actor", ())]):
        row, inside = hit.entry.row, mention.first <= hit.first and hit.last <= mention.last
        whole = hit.last - hit.first == mention.last - mention.first
        if not inside or whole or hit.entry.form.startswith("adjective"):
            continue
        text = words.cut(hit.first, hit.last)
        if isinstance(row, CasePlace) and row.country != mention.code:
            yield Name(text, hit.first, row.name, row.country, "place", "CVL", as_place(row))
        elif isinstance(row, Actor) and row.kind == "metonym" and row.code != mention.code:
            yield Name(text, hit.first, row.name, row.code, row.kind, row.role)


def _standing(does: bool, undergoes: bool) -> str:
    """Who both does and undergoes in one sentence stands in neither way alone."""
    if does == undergoes:
        return ""
    return "subject" if does else "object"


def _standings(parts: Parts) -> tuple[set[int], set[int]]:
    """Where the parties stand that do, and those to whom it is done."""
    syntax, triggers = parts.reading.syntax, parts.reading.triggers
    sided = [trigger for trigger in triggers if trigger.event_type not in SYMMETRIC]
    subjects = {mention.first for trigger in sided for mention in trigger.actors}
    objects = {mention.first for trigger in sided for mention in trigger.recipients}
    for verb in syntax.verbs:
        if any(kind == "say" or row.event_type in SYMMETRIC for kind, row in verb.rows):
            continue
        found = {mention.first for mention in subject_of(syntax, verb)}
        if verb.passive:
            objects |= found - subjects
        else:
            subjects |= found
    return subjects, objects


def _unknown_names(parts: Parts) -> Iterator[Name]:
    """Words in capitals, in the midst of a sentence, that no list names; neighbours are one name."""
    words = parts.words
    known = {p for kind in (*NAMING, *TELLING) for hit in words.hits.get(kind, ()) for p in range(hit.first, hit.last)}
    ordinary = parts.lexis.language.settings.get("names", {}).get("not_names", ())
    run: list[int] = []
    for position in range(len(words) + 1):
        if position < len(words) and _is_name(words, position, known | parts.dated, ordinary, bool(run)):
            run.append(position)
        elif run:
            yield Name(words.cut(run[0], run[-1] + 1), run[0])
            run = []


def _is_name(words: Words, position: int, known: set[int] | frozenset[int], ordinary: Any, goes_on: bool) -> bool:
    if position in known or not words.capital(position) or words.folded[position] in ordinary:
        return False
    if not words.folded[position][0].isalpha():
        return False
    opens = position == 0 or not (words.folded[position - 1][0].isalnum() or words.folded[position - 1] in (",", "-"))
    if not opens:
        return True
    return not words.tags[position] and (goes_on or (position + 1 < len(words) and words.capital(position + 1)))


# numbers and dates


def _numbers(parts: Parts) -> Iterator[Number]:
    """Every number that is no part of a date: those that count something, then those that stand bare."""
    words, reading = parts.words, parts.reading
    stretches = _stretches(parts)
    for piece in reading.counts:
        at = _word_at(words, piece.start)
        value = piece.best if piece.best is not None else piece.low if piece.low is not None else piece.high
        if value is None:
            continue
        yield Number(
            value, words.text[piece.start : piece.end], at, _quantity(piece), _noun(parts, at),
            stretches.get(at), _source_at(parts, at),
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
        at = _word_at(words, tokens.starts[index])
        if value is None or at in taken or (value == 1 and not word.isdigit()):
            continue
        text = words.text[tokens.starts[index] : tokens.ends[index]]
        yield Number(value, text, at, None, _noun(parts, at), None, _source_at(parts, at))


def _noun(parts: Parts, at: int) -> tuple[str, ...]:
    """The content words right after a number."""
    words = parts.words
    following = range(at + 1, min(at + 1 + NOUN_REACH, len(words)))
    return tuple(words.folded[i] for i in following if words.folded[i][0].isalpha() and not words.tags[i])


def _stretches(parts: Parts) -> dict[int, Any]:
    """The place of each number whose stretch of the sentence, between marks and conjunctions, holds one of each."""
    words = parts.words
    located = {name.at: name.place for name in parts.names if name.located and name.place is not None}
    starts = [_word_at(words, piece.start) for piece in parts.reading.counts]
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


def _dates(parts: Parts) -> Iterator[Dated]:
    words = parts.words
    for item in parts.reading.dates:
        for part in item.parts or (item,):
            at = _word_at(words, part.core[0] if part.core != (0, 0) else part.start)
            marker = words.folded[at - 1] if at and "preposition" in words.tags[at - 1] else ""
            if part.when.known or part.future.known:
                yield Dated(part.when, part.future, part.when.words, marker)


def _word_at(words: Words, offset: int) -> int:
    return next((i for i in range(len(words)) if words.ends[i] > offset), len(words) - 1)


# sources and acts


def _source(item: Attribution, parts: Parts) -> Name:
    """An attribution's source as a name: that of its mention, else its words."""
    mention = item.mention
    if mention is not None and mention.first in parts.at:
        return _plain(parts.at[mention.first], mention)
    code = item.speaker.code or _owner_of(item, parts)
    return Name(item.speaker.text, 0, "", code, "unknown")


def _owner_of(item: Attribution, parts: Parts) -> str | None:
    """ "Its ministry" is that of the party that the sentence is about: the first that does something in it."""
    words = parts.words
    near = range(max(0, item.source_first - 1), item.source_last)
    if not any("possessive_pronoun" in words.tags[position] for position in near):
        return None
    return next((name.code for name in parts.names if name.code and name.standing == "subject"), None)


def _plain(name: Name, mention: Mention) -> Name:
    """A name wherever it stands: as a source it is the same at any word."""
    return Name(mention.text, 0, name.name, name.code, name.kind, name.role)


def _unheard(parts: Parts) -> Iterator[Name]:
    """Names beside a verb of saying in which no attribution was read: "said Vetrov"."""
    heard = {item.cue_first for item in parts.reading.attributions}
    for verb in parts.reading.syntax.verbs:
        speaks = any(kind == "say" for kind, _ in verb.rows) and not (verb.passive or verb.infinitive)
        if not speaks or heard & set(range(verb.group, verb.last)):
            continue
        near = [name for name in parts.names if 0 <= name.at - verb.last < SAID_NEAR and not name.known]
        yield from (Name(name.text, 0) for name in near[:1])


def _source_at(parts: Parts, position: int) -> Name | None:
    held = [item for item in parts.reading.attributions if item.holds(position)]
    return _source(held[-1], parts) if held else None


def _doings(parts: Parts) -> Iterator[Doing]:
    words, reading = parts.words, parts.reading
    for trigger in reading.triggers:
        yield Doing(
            trigger.event_type,
            tuple(dict.fromkeys((*trigger.row.modes, *trigger.modes))),
            reality_of(reading.syntax, trigger),
            tuple(parts.at[item.first] for item in trigger.actors if item.first in parts.at),
            tuple(parts.at[item.first] for item in trigger.recipients if item.first in parts.at),
            _source_at(parts, trigger.first),
            words.cut(trigger.first, trigger.last),
        )


# words


def _content(parts: Parts) -> Iterator[Word]:
    """Each word of no closed class that is no name, number or date, with its senses."""
    words = parts.words
    senses: dict[int, set[str]] = {}
    elsewhere: set[int] = set()
    for kind, hits in words.hits.items():
        for hit in hits:
            for position in range(hit.first, hit.last):
                if kind in TELLING:
                    senses.setdefault(position, set()).update(_senses(hit.entry.row, kind))
                elif kind in (*ELSEWHERE, *NAMING):
                    elsewhere.add(position)
    named = {p for name in parts.names for p in range(name.at, name.at + name.text.count(" ") + 1)}
    names = {p for kind in ("actor", "place") for hit in words.hits.get(kind, ()) for p in range(hit.first, hit.last)}
    for position, folded in enumerate(words.folded):
        if words.tags[position] or not folded[0].isalpha() or position in parts.dated | names | named:
            continue
        told = frozenset(senses.get(position, ()))
        yield Word(folded, told, position not in parts.counted and position not in elsewhere)


def _senses(row: Any, kind: str) -> Iterator[str]:
    yield f"{kind}:{row if isinstance(row, str) else row.id}"
    event_type = getattr(row, "event_type", "")
    if event_type and kind in ("verb", "noun"):
        yield "/".join((event_type, *row.modes))


def _negations(words: Words, lexis: Lexis) -> int:
    """Words that negate. Where a language doubles them ("none were not"), those that only agree count once at most."""
    agreeing = set(lexis.language.settings.get("polarity", {}).get("concord", ()))
    cues = [
        words.folded[position]
        for position in range(len(words))
        if words.tags[position] & {"negation", "negative_preposition"}
    ]
    full = sum(word not in agreeing for word in cues)
    return full or min(1, len(cues))


def _moods(parts: Parts) -> frozenset[str]:
    words = parts.words
    tags = {tag for position, own in enumerate(words.tags) if position not in parts.dated for tag in own}
    marks = tags & MOOD_TAGS.keys()
    moods = marks | {MOOD_TAGS[tag] for tag in marks}
    moods |= {hit.entry.row.effect for hit in words.hits.get("modal", ()) if hit.entry.row.effect}
    if any(verb.form == "future" for verb in parts.reading.syntax.verbs):
        moods |= {"future", "planned"}
    return frozenset(moods)
