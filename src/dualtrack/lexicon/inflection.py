"""Inflected forms from base forms, by the paradigm rules that a language pack declares.

Lexicons are expanded when a pack is loaded; running text is never lemmatised. A rule reads
`ending -> {form: replacement}`: the first rule whose ending (a regular expression anchored at the word's end)
fits the base form makes all its forms. Irregular words are listed by base form and win over rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Paradigm:
    """One way to inflect: `endings` is a list of (pattern, {form: (replacements)})."""

    endings: tuple[tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]], ...]

    def forms(self, word: str) -> dict[str, tuple[str, ...]]:
        """Every form of `word` by its name; empty where no ending fits."""
        for pattern, replacements in self.endings:
            if pattern.search(word):
                return {
                    form: tuple(pattern.sub(replacement, word, count=1) for replacement in options)
                    for form, options in replacements.items()
                }
        return {}


@dataclass(frozen=True, slots=True)
class Derivation:
    """A form that every word of a class makes alike from another one ("of"), whatever its paradigm: the first person
    from the third ("вимагає", "вимагаємо"), a future from the infinitive."""

    of: str
    form: str
    ending: re.Pattern[str]
    replacements: tuple[str, ...]

    def made(self, words: Sequence[str]) -> tuple[str, ...]:
        fitting = [word for word in words if self.ending.search(word)]
        return tuple(self.ending.sub(new, word, count=1) for word in fitting for new in self.replacements)


@dataclass(frozen=True)
class Inflection:
    """A language's paradigms (verb, noun, adjective ...), its irregular words, and forms derived from other forms."""

    paradigms: Mapping[str, Paradigm] = field(default_factory=dict)
    irregular: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = field(default_factory=dict)
    derived: Mapping[str, tuple[Derivation, ...]] = field(default_factory=dict)

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(self.paradigms)

    def forms(self, word_class: str, phrase: str, *, head: int = 0) -> list[tuple[str, str]]:
        """(form name, inflected phrase) for each form of `phrase`, whose word number `head` inflects.

        The base form itself comes first, under the name "base"."""
        words = phrase.split()
        if not words:
            return []
        made = self.word(word_class, words[head])
        pairs = [] if "base" in made else [("base", phrase)]
        for form, options in made.items():
            for option in options:
                pairs.append((form, " ".join([*words[:head], option, *words[head:][1:]])))
        return pairs

    def word(self, word_class: str, word: str) -> dict[str, tuple[str, ...]]:
        """Every form of one word by its name; empty where nothing is declared for it."""
        made = self.irregular.get(word_class, {}).get(word.lower())
        if made is None and word_class in self.paradigms:
            made = self.paradigms[word_class].forms(word)
        made = dict(made or {})
        for rule in self.derived.get(word_class, ()) if made else ():
            more = rule.made(made.get(rule.of, (word,) if rule.of == "base" else ()))
            if more:
                made[rule.form] = tuple(dict.fromkeys((*made.get(rule.form, ()), *more)))
        return made

    @classmethod
    def declare(cls, table: Mapping[str, Any]) -> Inflection:
        """Build from the TOML of inflection.toml: `[[verb]] ending="e$" forms={past="ed"}`, `[irregular.verb]`, and
        `[[derived.verb]] of="present" form="present" ending="ить$" as="имо"`."""
        paradigms = {}
        for name, rules in table.items():
            if name in ("irregular", "derived"):
                continue
            endings = tuple((re.compile(rule["ending"]), _options(rule["forms"])) for rule in rules)
            paradigms[name] = Paradigm(endings)
        irregular = {
            word_class: {word: _options(forms) for word, forms in words.items()}
            for word_class, words in table.get("irregular", {}).items()
        }
        derived = {
            word_class: tuple(
                Derivation(rule["of"], rule["form"], re.compile(rule["ending"]), _replacements(rule["as"]))
                for rule in rules
            )
            for word_class, rules in table.get("derived", {}).items()
        }
        return cls(paradigms, irregular, derived)


def _options(forms: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {form: _replacements(value) for form, value in forms.items()}


def _replacements(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
