"""What can be counted in a language, and what is said of it: packs/languages/<xx>/units.csv and measures.toml.

units.csv       id, words, what, unit, scope, kind, example: forms between bars, the singular first (where
                a plural heads what is counted, in pairs of singular and plural); `stem+paradigm`
                stands for the stem with each ending of [endings]; several words match as written, save that a word
                before the last may be a stem (`square* kilomet+m`); kind is noun, adjective (counted where it stands
                for a noun: the wounded), symbol, currency, modelled (a name that a number may follow: Su-25) or
                measure_word (pieces of)
measures.toml   [settings] closed classes, [tolerance] of about and nearly, [endings] paradigms, [[qualifier]] words
                that bound a number, [[vague]] number words without a number, [[measure]] words that tie a number to
                a measure
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from dualtrack.errors import PackError, one_of
from dualtrack.lexicon import packs, tables
from dualtrack.lexicon.grammar import fold_word, read_tokens
from dualtrack.model import Qualifier

UNIT_COLUMNS = ("id", "words", "what", "unit", "scope", "kind", "example")
UNIT_KINDS = ("noun", "adjective", "symbol", "currency", "modelled", "measure_word")
SETTINGS = (
    "stops", "of", "them", "part", "others", "range", "between", "range_and", "not_counts", "ages", "ordinal_endings",
    "plural_head", "guess_plural", "guess_not", "guess_what", "guess_over", "guess_few", "guess_singular", "several",
    "relatives", "us", "joins", "apart", "cuts", "each", "average", "negations", "articles", "uncounted", "demonyms",
    "additive", "clause_openers", "alone", "indefinite", "hollow", "elided", "clock", "particles", "particled",
    "through", "people", "tallies", "groups", "formerly", "single", "agents",
)  # fmt: skip
COUNTED = frozenset(("weapon", "aircraft", "vehicle", "ship", "person"))
"""Kinds of things that reports of losses count one by one."""
MEASURE_KEYS = ("id", "measure", "words", "kinds", "whats", "side", "example")


class Unit(NamedTuple):
    """One row of units.csv, as one of its forms stands in a text. `words` are the words before the head."""

    id: str
    what: str
    unit: str
    scope: str
    kind: str
    family: str
    words: tuple[str, ...]
    plural: bool


class Bound(NamedTuple):
    """Words that bound a number: their qualifier, and whether they stand before or after it."""

    id: str
    words: tuple[str, ...]
    qualifier: Qualifier
    side: str


class Vague(NamedTuple):
    id: str
    words: tuple[str, ...]
    low: float


class Governor(NamedTuple):
    """Words that tie a number to a measure, where it counts things of `kinds` (or of `whats`); each word may be a stem
    (`destroy*`); `side` is where the words stand: left or right of the number, or either."""

    id: str
    measure: str
    words: tuple[str, ...]
    kinds: frozenset[str]
    whats: frozenset[str]
    side: str


@dataclass(frozen=True)
class Countables:
    """The countable nouns, qualifiers and measures of a language."""

    code: str
    units: Mapping[str, tuple[Unit, ...]]
    bounds: Mapping[str, tuple[Bound, ...]]
    bounds_after: Mapping[str, tuple[Bound, ...]]
    vague: Mapping[str, tuple[Vague, ...]]
    governors: Mapping[str, tuple[Governor, ...]]
    stems: Mapping[int, frozenset[str]]
    classes: Mapping[str, frozenset[str]]
    settings: Mapping[str, Any]
    tolerance: Mapping[str, float]
    kinds: Mapping[str, str]
    rows: tuple[tuple[str, str], ...] = ()
    _memory: dict[str, tuple[Governor, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def singulars(self) -> Mapping[str, str]:
        """[settings] guess_singular, `ending>ending`: how plurals end, and their singulars, the longest first."""
        pairs = (pair.partition(">") for pair in str(self.settings.get("guess_singular", "")).split())
        return {plural: single for plural, _, single in pairs}

    @cached_property
    def vague_words(self) -> frozenset[str]:
        """The longest word of each vague number: one of them stands in every sentence that tells one."""
        return frozenset(max(row.words, key=len) for rows in self.vague.values() for row in rows)

    @cached_property
    def lone_nouns(self) -> frozenset[str]:
        """The longest word of each noun in the singular that counts one with no number, a thing or a length of time."""
        return frozenset(
            max((head, *(word for word in unit.words if not word.endswith("*"))), key=len)
            for head, units in self.units.items()
            for unit in units
            if not unit.plural and unit.family in (*COUNTED, "time")
        )

    def governors_of(self, word: str) -> tuple[Governor, ...]:
        """The measure rows whose first word this is, or whose first stem it opens with."""
        found = self._memory.get(word)
        if found is None:
            keys = [word, *(f"{word[:size]}*" for size in self.stems if len(word) >= size)]
            found = tuple(row for key in keys for row in self.governors.get(key, ()))
            if len(self._memory) < 50_000:
                self._memory[word] = found
        return found

    def has(self, name: str, word: str) -> bool:
        """Whether a word is of a closed class of [settings]."""
        return word in self.classes[name]

    def where(self, name: str, words: Sequence[str]) -> list[int]:
        """The places of the words that are of a closed class, in order."""
        members = self.classes[name]
        return [] if members.isdisjoint(words) else [index for index, word in enumerate(words) if word in members]

    def examples(self) -> list[tuple[str, str]]:
        """(row id, example) of every row."""
        return list(self.rows)


def load_whats(extra: tuple[Path, ...] = ()) -> dict[str, str]:
    """what -> kind (weapon, person, time ...), from packs/ontology/whats.csv."""
    return {
        row["what"]: row["kind"]
        for path in packs.files("ontology", "whats.csv", extra)
        for row in tables.read_csv(path, ("what", "kind", "note"))
    }


def load_measures(extra: tuple[Path, ...] = ()) -> frozenset[str]:
    """The names of measures, from packs/ontology/measures.csv."""
    paths = packs.files("ontology", "measures.csv", extra)
    return frozenset(row["measure"] for path in paths for row in tables.read_csv(path, ("measure", "note")))


@lru_cache(maxsize=32)
def load_countables(code: str, extra: tuple[Path, ...] = ()) -> Countables:
    """The countables of a language; the signs that every language writes alike where it has no pack. Raises PackError
    with file:line."""
    whats = load_whats(extra)
    try:
        path = packs.find("languages", f"{code}/measures.toml", extra)
        table = packs.find("languages", f"{code}/units.csv", extra)
    except LookupError:
        path, table = packs.find("languages", "measures.toml", extra), packs.find("languages", "units.csv", extra)
    raw = tables.read_toml(path)
    where = tables.label(path)
    tables.check_keys(raw, ("settings", "tolerance", "endings", "qualifier", "vague", "measure"), f"{where}:1")
    tables.check_keys(raw.get("settings", {}), SETTINGS, f"{where}:1")
    rows = tuple(tables.read_csv(table, UNIT_COLUMNS))
    return _countables(code, raw, rows, _governors(raw, path, extra), whats, where)


def _countables(
    code: str,
    raw: Mapping[str, Any],
    rows: Sequence[tables.Row],
    governors: Sequence[Governor],
    whats: Mapping[str, str],
    where: str,
) -> Countables:
    endings = {name: value.split(" ") for name, value in raw.get("endings", {}).items()}
    units: dict[str, list[Unit]] = {}
    for row in rows:
        for head, unit in _units(row, endings, whats, raw.get("settings", {}).get("plural_head") == "yes"):
            units.setdefault(head, []).append(unit)
    bounds = [_bound(row, words) for row in raw.get("qualifier", ()) for words in row["words"].split("|")]
    vague = [
        Vague(row["id"], _split(words), float(row["low"]))
        for row in raw.get("vague", ())
        for words in row["words"].split("|")
    ]
    settings = raw.get("settings", {})
    stems = {governor.words[0] for governor in governors if governor.words[0].endswith("*")}
    examples = [(row["id"], row["example"]) for row in rows]
    examples += [(row["id"], row["example"]) for name in ("qualifier", "vague", "measure") for row in raw.get(name, ())]
    return Countables(
        code,
        {head: tuple(sorted(found, key=lambda unit: -len(unit.words))) for head, found in units.items()},
        _by(-1, [bound for bound in bounds if bound.side == "before"]),
        _by(0, [bound for bound in bounds if bound.side == "after"]),
        _by(0, vague),
        _by(0, governors),
        {size: frozenset() for size in sorted({len(stem) - 1 for stem in stems})},
        {name: frozenset(fold_word(str(settings.get(name, ""))).split()) for name in SETTINGS},
        settings,
        {"about": 0.1, "nearly": 0.1} | raw.get("tolerance", {}),
        whats,
        tuple(examples),
    )


def _by(position: int, rows: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    index: dict[str, list[Any]] = {}
    for row in rows:
        index.setdefault(row.words[position], []).append(row)
    return {word: tuple(sorted(found, key=lambda row: -len(row.words))) for word, found in index.items()}


def _split(words: str) -> tuple[str, ...]:
    return (
        tuple(read_tokens(words.strip().replace("*", "")).words)
        if "*" not in words
        else tuple(fold_word(word) for word in words.split())
    )


def _bound(row: Mapping[str, str], words: str) -> Bound:
    return Bound(row["id"], _split(words), Qualifier(row["kind"]), row.get("side", "before"))


def _is_plural(words: Sequence[str], index: int, paired: bool) -> bool:
    """Whether the form at an index is a plural; one that stands for both numbers is."""
    return words[index] in words[1::2] if paired else index > 0 or words[index] in words[1:]


def _units(
    row: tables.Row, endings: Mapping[str, Sequence[str]], whats: Mapping[str, str], paired: bool
) -> Iterator[tuple[str, Unit]]:
    if row["what"] not in whats:
        raise PackError(f"{row.where}: {one_of('what', row['what'], whats)} Add it to packs/ontology/whats.csv.")
    if row["kind"] not in UNIT_KINDS:
        raise PackError(f"{row.where}: {one_of('kind', row['kind'], UNIT_KINDS)}")
    if paired and len(row.many("words")) % 2 and row["kind"] in ("noun", "adjective"):
        raise PackError(f"{row.where}: {len(row.many('words'))} words: write each singular with its plural after it.")
    for index, written in enumerate(row.many("words")):
        for order, form in enumerate(_forms(fold_word(written), endings, row.where)):
            words = _unit_words(form) if row["kind"] != "modelled" else (form,)
            # A paradigm opens with the singular, as a row without paradigms does; of pairs each second is a plural.
            plural = order > 0 if "+" in written else _is_plural(row.many("words"), index, paired)
            yield (
                words[-1],
                Unit(
                    row["id"],
                    row["what"],
                    row["unit"],
                    row["scope"],
                    row["kind"],
                    whats[row["what"]],
                    words[:-1],
                    plural,
                ),
            )


def _forms(written: str, endings: Mapping[str, Sequence[str]], where: str) -> Iterator[str]:
    before, plus, rest = written.partition("+")
    if not plus or not before[-1:].isalnum():
        yield written
        return
    paradigm, blank, after = rest.partition(" ")
    if paradigm not in endings:
        raise PackError(f"{where}: {one_of('paradigm', paradigm, endings)} Add it to [endings] in measures.toml.")
    yield from (before + ("" if ending == "-" else ending) + blank + after for ending in endings[paradigm])


def _unit_words(form: str) -> tuple[str, ...]:
    """The words of a form; one before the last may be a stem (`square*`), for a language whose adjectives inflect."""
    return tuple(form.split()) if "*" in form else tuple(read_tokens(form).words)


def _governors(raw: Mapping[str, Any], path: Path, extra: tuple[Path, ...]) -> list[Governor]:
    measures = load_measures(extra)
    found = []
    for index, row in enumerate(raw.get("measure", ())):
        where = tables.entry_line(path, "measure", index)
        tables.check_keys(row, MEASURE_KEYS, where)
        if row["measure"] not in measures:
            raise PackError(
                f"{where}: {one_of('measure', row['measure'], measures)} Add it to packs/ontology/measures.csv."
            )
        kinds, whats = frozenset(row.get("kinds", "").split()), frozenset(row.get("whats", "").split())
        for words in row["words"].split("|"):
            found.append(Governor(row["id"], row["measure"], _split(words), kinds, whats, row.get("side", "either")))
    return found
