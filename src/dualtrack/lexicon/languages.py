"""Language packs: what is known of a language's words, read from packs/languages/<xx>/.

grammar.toml     closed classes of words (determiner, preposition, be ...) and settings
inflection.toml  paradigms
verbs.csv        acts by verb: id, words, object, event_type, modes, recipient, effect, example
nouns.csv        acts by noun (attack, talks, withdrawal): the same columns
agents.csv       nouns that name actors by their role (forces, president): id, words, role, kind, example
classes.csv      classes of nouns that verbs are conditioned on (sanctions, truce): class, words
cues.csv         attribution, hedges, modality: id, kind, words, effect, example
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from dualtrack.errors import PackError, UnknownName, one_of
from dualtrack.lexicon import packs, tables
from dualtrack.lexicon.inflection import Inflection
from dualtrack.lexicon.ontology import Ontology, load_ontology
from dualtrack.lexicon.phrases import fold
from dualtrack.model import PackRow, Reality
from dualtrack.model.claim import Form, Stance, Status
from dualtrack.model.condition import Condition

COLUMNS = {
    "verbs.csv": ("id", "words", "object", "event_type", "modes", "actor", "recipient", "effect", "example"),
    "nouns.csv": ("id", "words", "object", "event_type", "modes", "actor", "recipient", "effect", "example"),
    "agents.csv": ("id", "words", "role", "kind", "example"),
    "classes.csv": ("id", "words"),
    "cues.csv": ("id", "kind", "words", "effect", "example"),
}

CUE_KINDS = (
    "say", "according", "account", "hedge", "modal", "obligation", "light", "stop", "history", "figurative", "law",
    "pact", "vow", "grant", "status", "until", "stance", "stance_noun", "compare", "degree", "within", "means", "sport",
)  # fmt: skip
EFFECTS = {
    "modal": (*Reality, "finished", "caused"), "pact": tuple(Form), "vow": tuple(Form), "status": tuple(Status),
    "stance": tuple(Stance), "stance_noun": tuple(Stance),
}  # fmt: skip
"""What the rows of a kind of cue may have as their effect."""
VERB_FORMS = {"base": "infinitive", "present": "third", "passive": "participle", "gerund": "ing"}
"""Names of a case-marking language's verb forms, in the words that the coder uses for every language."""
PLAIN = str.maketrans("", "", "*^")
VERBAL = frozenset(("verb", "say", "modal", "light", "vow", "status", "stance", "grant"))
"""Kinds of rows whose words inflect as verbs; all others inflect as nouns."""


@dataclass(frozen=True, slots=True)
class Markers:
    """[roles] of grammar.toml: the markers (prepositions, or a case as the rows of the pack name it) of who acts
    (`agent`), of whom something is (`owner`), of who undergoes an act whose row names no marker, the likeliest first
    (`recipient`), of those to whom one is bound (`addressee`), and the marker of each case."""

    agent: tuple[str, ...] = ("agent",)
    owner: tuple[str, ...] = ("owner",)
    recipient: tuple[str, ...] = ("obj",)
    addressee: tuple[str, ...] = ("obj",)
    cases: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Language:
    """One language pack. `tags` maps a folded word to the set of closed classes that it belongs to."""

    code: str
    tags: Mapping[str, frozenset[str]]
    inflection: Inflection
    settings: Mapping[str, Any]
    rows: tuple[PackRow, ...] = ()
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    noun_like: frozenset[str] = frozenset()

    def phrases(self) -> Iterator[tuple[str, PackRow, str]]:
        """(phrase, row, form) for each form of each row: what the matcher holds."""
        for row in self.rows:
            for words in row.words:
                yield from ((phrase, row, form) for form, phrase in self.expand(row.kind, words))

    def expand(self, kind: str, words: str) -> list[tuple[str, str]]:
        """(form, phrase) of one entry: `=words` is taken as written; `a *b c` marks the word that inflects, and
        `word^` a perfective verb, whose present form tells the future."""
        if words.startswith("="):
            any_case = kind == "agent" and self.marks_cases
            return [("any" if any_case else "base", words[1:])]
        parts = words.split()
        marked = next((index for index, part in enumerate(parts) if part.startswith("*")), None)
        verbal = kind in VERBAL
        if not verbal and marked is None and len(parts) > 1 and self.marks_cases:
            return self._agreeing(("adjective", "noun"), words)
        last = 0 if verbal else len(parts) - 1
        head = last if marked is None else marked
        forms = self.inflection.forms("verb" if verbal else "noun", words.translate(PLAIN), head=head)
        if not (verbal and self.marks_cases):
            return forms
        names = VERB_FORMS | ({"present": "future"} if "^" in words else {})
        return [(names.get(form, form), phrase) for form, phrase in forms]

    @cached_property
    def places(self) -> Mapping[str, frozenset[str]]:
        """[places] of grammar.toml: its prepositions (`word` or `word:case`) by kind, and its nouns."""
        return {name: frozenset(words) for name, words in self.settings.get("places", {}).items()}

    @cached_property
    def dates(self) -> Mapping[str, frozenset[str]]:
        """[dates] of grammar.toml: words before a date to which something is moved or lasts, and before its start."""
        return {name: frozenset(words) for name, words in self.settings.get("dates", {}).items()}

    @cached_property
    def markers(self) -> Markers:
        """[roles] of grammar.toml: how the language marks who stands in which role."""
        roles = self.settings.get("roles", {})
        told = {name: tuple(roles[name]) for name in ("agent", "owner", "recipient", "addressee") if name in roles}
        return Markers(**told, cases=roles.get("cases", {}))

    @cached_property
    def joining(self) -> frozenset[str]:
        """[roles] joining: words that join a noun to what it is of."""
        return frozenset(self.settings.get("roles", {}).get("joining", ()))

    @cached_property
    def instrumental(self) -> frozenset[str]:
        """[verbs] instrumental: forms whose infinitive tells what was done ("used missiles to strike a depot")."""
        return frozenset(self.settings.get("verbs", {}).get("instrumental", ()))

    @cached_property
    def brackets(self) -> bool:
        """[verbs] bracket: whether a main clause has its finite verb second and the rest of the verb last."""
        return bool(self.settings.get("verbs", {}).get("bracket", False))

    @cached_property
    def capital_nouns(self) -> bool:
        """[verbs] capital_nouns: whether every noun opens with a capital, so that a word without one is none."""
        return bool(self.settings.get("verbs", {}).get("capital_nouns", False))

    @cached_property
    def adverb_endings(self) -> tuple[str, ...]:
        """[verbs] adverb_endings: how adverbs that are made from adjectives end."""
        return self._endings("adverb")

    @cached_property
    def participle_endings(self) -> tuple[str, ...]:
        """[verbs] participle_endings: how participles end."""
        return self._endings("participle")

    @cached_property
    def plural_endings(self) -> tuple[str, ...]:
        """[verbs] plural_endings: how nouns end whose verb has no ending of its own."""
        return self._endings("plural")

    @cached_property
    def plural_verb_endings(self) -> tuple[str, ...]:
        """[verbs] plural_verb_endings: how verbs end whose subject is a plural."""
        return self._endings("plural_verb")

    @cached_property
    def first_person_endings(self) -> tuple[str, ...]:
        """[verbs] first_person_endings: how verbs end by which whoever speaks tells of "us"."""
        return self._endings("first_person")

    def _endings(self, name: str) -> tuple[str, ...]:
        return tuple(self.settings.get("verbs", {}).get(f"{name}_endings", ()))

    @cached_property
    def compound_prepositions(self) -> frozenset[str]:
        """Prepositions of [places] that are two words ("out of")."""
        return frozenset(word for words in self.places.values() for word in words if " " in word)

    @property
    def marks_cases(self) -> bool:
        """Whether the language marks roles by case rather than by order."""
        return bool(self.settings.get("roles", {}).get("by") == "case")

    def names(self, name: str) -> list[tuple[str, str]]:
        """(form, name) for each form of a proper name; languages that do not inflect names give it as it is."""
        agreeing = self._agreeing(("adjective", "name"), name)
        return [*agreeing, *self._headed(name)] if " " in name and self.marks_cases else agreeing

    def _headed(self, name: str) -> Iterator[tuple[str, str]]:
        """(form, name) where the first word of a name is its head, and the others say whose it is ("Рада Європи")."""
        head, _, owner = name.partition(" ")
        if not self.inflection.word("adjective", head):
            for form, options in self.inflection.word("name", head).items():
                yield from ((form, f"{option} {owner}") for option in options)

    def place_names(self, name: str) -> list[tuple[str, str]]:
        """(form, name) for each form of a place's name: the words before its last are read as adjectives first."""
        words = name.split()
        classes = [("place_adjective", "place")] * (len(words) - 1) + [("place",)]
        joined = self._joined(name, [self._forms_of(names, word) for names, word in zip(classes, words, strict=True)])
        return [*joined, *self._headed(name)] if " " in name and self.marks_cases else joined

    def place_relations(self, name: str) -> list[tuple[str, str]]:
        """(form, adjective) for each form of the adjective made from a place's name; none where no rule makes one."""
        made = self.inflection.irregular.get("place_relation", {}).get(name.lower())
        if made is None and " " not in name and "-" not in name:
            made = self.inflection.word("place_relation", name)
        return [pair for base in (made or {}).get("base", ()) for pair in self.adjectives(base)]

    def adjectives(self, word: str) -> list[tuple[str, str]]:
        """(form, word) for each form of an adjective made from a name."""
        return self._agreeing(("adjective",), word)

    def peoples(self, adjective: str) -> tuple[str, ...]:
        """What the people of a land are called, made from its adjective; none where no rule makes one."""
        return self.inflection.word("demonym", adjective).get("plural", ())

    def _agreeing(self, word_classes: tuple[str, ...], phrase: str) -> list[tuple[str, str]]:
        """All words of a phrase in the same form: its first word class that fits each word inflects it."""
        return self._joined(phrase, [self._forms_of(word_classes, word) for word in phrase.split()])

    def _joined(self, phrase: str, tables: Sequence[Mapping[str, tuple[str, ...]]]) -> list[tuple[str, str]]:
        """A phrase in every form that one of its words has; a word without that form stays as it is."""
        words = phrase.split()
        if not any(tables):
            return [("any" if self.marks_cases else "base", phrase)]
        names = list(dict.fromkeys(form for table in tables for form in table))
        made = [("base", phrase)]
        for form in names:
            options = [table.get(form, (word,)) for table, word in zip(tables, words, strict=True)]
            made.extend((form, " ".join(choice)) for choice in product(*options))
        return made

    def _forms_of(self, word_classes: tuple[str, ...], word: str) -> dict[str, tuple[str, ...]]:
        for word_class in word_classes:
            made = self.inflection.word(word_class, word)
            if made:
                return made
        return {}


@lru_cache(maxsize=16)
def known_languages(extra: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """Codes of the languages that have a coding pack."""
    found = (path for root in packs.roots(extra) for path in (root / "languages").glob("*/grammar.toml"))
    return tuple(sorted({path.parent.name for path in found}))


@lru_cache(maxsize=16)
def load_language(code: str, extra: tuple[Path, ...] = ()) -> Language:
    """Read the pack of language `code` (ISO 639-1), from the user's folders first. Raises UnknownName, or PackError
    with file:line."""
    if code not in known_languages(extra):
        raise UnknownName(one_of("language", code, known_languages(extra)))
    folder = packs.find("languages", f"{code}/grammar.toml", extra).parent
    grammar = tables.read_toml(folder / "grammar.toml")
    _check_classes(grammar, folder / "grammar.toml")
    tags: dict[str, set[str]] = {}
    for name, words in grammar.get("words", {}).items():
        for word in words:
            tags.setdefault(fold(word), set()).add(name)
    ontology = load_ontology(packs.shipped())
    rows = [row for name in COLUMNS for row in _rows(folder / name, ontology)]
    inflection = Inflection.declare(tables.read_toml(folder / "inflection.toml"))
    language = Language(
        code,
        tags={word: frozenset(names) for word, names in tags.items()},
        inflection=inflection,
        settings=grammar,
        rows=tuple(rows),
        noun_like=frozenset(map(fold, grammar.get("verbs", {}).get("noun_like", ()))),
    )
    return replace(language, classes=_classes(language))


def _check_classes(grammar: Mapping[str, Any], path: Path) -> None:
    """Refuse a class of words that no shipped language has: no rule asks for it."""
    known = {
        name
        for shipped in (packs.shipped() / "languages").glob("*/grammar.toml")
        for name in tables.read_toml(shipped).get("words", {})
    }
    for name in grammar.get("words", {}):
        if name not in known:
            raise PackError(f"{tables.key_line(path, name)}: {one_of('class', name, known)}")


def _classes(language: Language) -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for row in language.rows:
        if row.kind == "class":
            for words in row.words:
                classes.setdefault(row.id, set()).update(fold(form) for _, form in language.expand("noun", words))
    return {name: frozenset(words) for name, words in classes.items()}


def _rows(path: Path, ontology: Ontology) -> Iterator[PackRow]:
    if path.is_file():
        for row in tables.read_csv(path, COLUMNS[path.name]):
            yield _row(row, path.stem, ontology)


def read_verbs(path: Path) -> Iterator[PackRow]:
    """A case's own verbs.csv: the columns of a language's, and the `language` of each row. Raises PackError."""
    ontology = load_ontology(packs.shipped())
    for row in tables.read_csv(path, ("language", *COLUMNS["verbs.csv"])):
        yield _row(row, path.stem, ontology)


def _check_cue(row: tables.Row) -> None:
    if row["kind"] not in CUE_KINDS:
        raise PackError(f"{row.where}: {one_of('kind', row['kind'], CUE_KINDS)}")
    known = EFFECTS.get(row["kind"])
    if known is not None and row["effect"] not in known:
        raise PackError(f"{row.where}: {one_of('effect', row['effect'], known)}")


def _row(row: tables.Row, table: str, ontology: Ontology) -> PackRow:
    kind = row["kind"] if table == "cues" else {"classes": "class"}.get(table, table[:-1])
    if table == "cues":
        _check_cue(row)
    event_type, modes = row["event_type"], tuple(row["modes"].split())
    if kind == "obligation":
        event_type = row["effect"]
    if kind == "means":
        event_type, *told = row["effect"].split()
        modes = tuple(told)
    ontology.check(event_type, modes, row.where)
    return PackRow(
        id=row["id"],
        kind=kind,
        words=row.many("words"),
        condition=Condition.read(row["object"]),
        event_type=event_type,
        modes=modes,
        actor=tuple(row["actor"].split()),
        recipient=tuple(row["recipient"].split()),
        effect=row["effect"],
        role=row["role"],
        party_kind=row["kind"] if table == "agents" else "",
        example=row["example"],
        source=row.where,
        language=row["language"],
    )
