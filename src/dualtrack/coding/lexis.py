"""The words of one case in one language, compiled into one matcher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from dualtrack.coding.figure_words import FigureWords
from dualtrack.coding.tokens import Words, words_of
from dualtrack.errors import PackError, UnknownName, one_of
from dualtrack.lexicon import packs
from dualtrack.lexicon.calendar import Calendar, load_calendar
from dualtrack.lexicon.countables import Countables, load_countables
from dualtrack.lexicon.inflection import Inflection
from dualtrack.lexicon.languages import Language, load_language
from dualtrack.lexicon.ontology import Ontology, load_ontology
from dualtrack.lexicon.phrases import PhraseMatcher, fold_phrase
from dualtrack.model import Actor, Case, CasePlace
from dualtrack.model.condition import MARKS

RELATED = 8000
"""People: towns of fewer give no adjective that is sure to mean them ("novoselivskyi")."""
VERB_KINDS = ("verb", "say", "modal", "light")
"""Kinds of rows whose words are the verbs of a sentence: acts first."""


class Entry(NamedTuple):
    """What a phrase stands for: `kind` as in languages.Row, or actor, place, related (an adjective made
    from a place), issue, or all that it may be as a verb: `verbal`, `fixed`; `row` (of a class its name); `form` its
    form."""

    kind: str
    row: Any
    form: str
    capital: bool = False


class Senses(NamedTuple):
    """What a phrase may be as a verb: the forms that it may stand in, and (kind, row) of each of its entries."""

    forms: frozenset[str]
    rows: tuple[tuple[str, Any], ...]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Senses:
        return cls(frozenset([entry.form for entry in entries]), tuple([(entry.kind, entry.row) for entry in entries]))


@dataclass(frozen=True)
class Lexis:
    """Everything that coding one sentence needs to know."""

    case: Case
    language: Language
    ontology: Ontology
    words: type[Words]
    matcher: PhraseMatcher[Entry]
    calendar: Calendar
    countables: Countables
    figure_words: FigureWords


_CACHE: dict[tuple[int, str], tuple[Case, Lexis]] = {}


def lexis_of(case: Case, language: str) -> Lexis:
    """The compiled lexicon of a case in a language; compiled once for each pair."""
    key = (id(case), language)
    if key not in _CACHE:
        _CACHE[key] = (case, _compile(case, language))
    return _CACHE[key][1]


@lru_cache(maxsize=16)
def _bare(code: str) -> Language:
    """A language with no pack: numbers, dates and known names only."""
    return Language(code, {}, Inflection(), {})


def _compile(case: Case, code: str) -> Lexis:
    extra = tuple(map(Path, case.packs))
    try:
        language = load_language(code, extra)
    except UnknownName:
        language = _bare(code)
    own = tuple(row for row in case.verbs if row.language == code)
    language = replace(language, rows=(*own, *language.rows))
    _check_objects(language)
    named = [*_case_phrases(case, language), *_pack_phrases(language)]  # the first to name a thing wins
    calendar, countables = load_calendar(code, extra), load_countables(code, extra)
    return Lexis(
        case,
        language,
        load_ontology(packs.shipped()),
        words_of(language),
        PhraseMatcher((phrase, entry.kind, entry) for phrase, entry in (*named, *_verbal(named))),
        calendar,
        countables,
        FigureWords.of(calendar, countables),
    )


def _pack_phrases(language: Language) -> Iterator[tuple[str, Entry]]:
    literal: set[str] = set()
    for phrase, row, form in language.phrases():
        yield phrase, Entry(row.kind, row.id if row.kind == "class" else row, form)
        literal.update(bare for name in row.condition.names if (bare := name.lstrip(MARKS)).startswith("="))
    for name in sorted(literal):
        yield name[1:].replace("_", " "), Entry("class", name, "base")


def _verbal(named: Sequence[tuple[str, Entry]]) -> Iterator[tuple[str, Entry]]:
    """All that a phrase may be as a verb, as one entry; a set phrase with its verb ("is due") is `fixed`."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for phrase, entry in named:
        if entry.kind in VERB_KINDS:
            found.setdefault(("fixed" if _is_fixed(phrase, entry) else "verbal", fold_phrase(phrase)), []).append(entry)
    for (kind, phrase), entries in found.items():
        entries.sort(key=lambda entry: VERB_KINDS.index(entry.kind))
        yield phrase, Entry(kind, Senses.of(entries), "")


def _is_fixed(phrase: str, entry: Entry) -> bool:
    written = entry.kind == "modal" and entry.form == "base" and " " in fold_phrase(phrase)
    return written and any(words.startswith("=") for words in entry.row.words)


def _check_objects(language: Language) -> None:
    for row in language.rows:
        for name in row.condition.names:
            bare = name.lstrip(MARKS)
            if not bare.startswith(("=", "@")) and bare not in language.classes:
                raise PackError(f"{row.source}: {one_of('object class', bare, language.classes)}")


def _case_phrases(case: Case, language: Language) -> Iterator[tuple[str, Entry]]:
    for actor in case.actors:
        for name, form in _names(actor, language):
            yield name, Entry("actor", actor, form, _is_acronym(name))
    for agent in case.agents:
        if agent.language == language.code:
            for words in agent.words:
                yield from ((phrase, Entry("agent", agent, form)) for form, phrase in language.expand("agent", words))
    for place in case.places:
        for name, form in _names(place, language):
            yield name, Entry("place", place, form, _is_acronym(name))
        if place.kind in ("city", "town") and place.population >= RELATED:
            for name in place.aliases.get(language.code, ())[:1]:
                for form, phrase in language.place_relations(name):
                    yield phrase, Entry("related", place, form)
    for issue in case.issues:
        for words in issue.words.get(language.code, ()):
            for form, phrase in language.expand("noun", words):
                yield phrase, Entry("issue", issue, form)


def _names(item: Actor | CasePlace, language: Language) -> Iterator[tuple[str, str]]:
    """(name, form) of each name in the language; where a language has no pack or no names, all known ones."""
    names = item.aliases.get(language.code, ())
    if not names or not language.rows:
        names = (*names, *(name for known in item.aliases.values() for name in known))
    inflect = language.place_names if isinstance(item, CasePlace) else language.names
    for name in dict.fromkeys((item.name, *names)):
        for form, phrase in inflect(name):
            yield phrase, form
    for name in getattr(item, "adjectives", {}).get(language.code, ()):
        for form, phrase in language.adjectives(name):
            yield phrase, f"adjective {form}"
        yield from ((people, "people") for people in language.peoples(name))


def _is_acronym(name: str) -> bool:
    """Short names in capitals (US, UN, IT) are matched only where the text has capitals."""
    if not name.isupper():
        return False
    letters = [letter for letter in name if letter.isalpha()]
    return 0 < len(letters) <= 4 and all(letter.isupper() for letter in letters)
