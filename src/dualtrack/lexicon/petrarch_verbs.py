"""Verb dictionaries in the format of PETRARCH and its kin, to rows of a case's verbs.csv.

Format: the manual of TABARI (P. Schrodt, 2014) and the comments of PETRARCH's own dictionary. `--- NAME [CODE] ---`
opens a block of verbs that mean the same; `+` marks the word of a phrase that inflects. `- ... * ... [CODE]` is a
pattern around the verb: words, `{noun phrases}`, `(prepositional phrases)`, `&SETS` of synonyms, and `$`, `+`, `%`, `^`
for who stands where. CAMEO codes become PLOVER types by the map of packs/ontology/cameo.csv.

A row says which verb, with which preposition or particle, and which noun as its object. What a pattern says beyond
that is left out: words before the verb, a second noun phrase, where the parties stand, and a verb's forms (the
language's own inflection makes them).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, product
from operator import itemgetter
from typing import NamedTuple

from dualtrack.lexicon.languages import Language

BLOCK = re.compile(r"^-{2,}\s*\S.*?\[\s*([^\]]*?)\s*\]\s*-*")
CODED = re.compile(r"^(.*?)\s*(?:\[\s*([^\]]*?)\s*\])?\s*$")
FORMS = re.compile(r"\{[^}]*\}")
BRACKETS = str.maketrans("(){}_", "     ")
RELATING = frozenset(("preposition", "particle", "adverb"))
"""Classes of the words that tie a verb to what follows it."""
PARTIES = "$+%^"
SYMMETRIC = "sym with obj of"
"""The recipient of a row whose subjects act with each other."""
BEYOND_OBJECT = "against on at with to from toward into about over for of in obj"
"""The recipient where a pattern names the object ("fired shells at"): who stands behind a preposition comes first."""
BLAMED = "obj by against of for on over about with to in from"
"""The recipient of blame: whom it names, else who did what it names ("condemned an attack by")."""
BLAME = "ACCUSE"
NO_EVENT = "---"
COLUMNS = ("id", "language", "words", "object", "event_type", "modes", "actor", "recipient", "effect", "example")


@dataclass(slots=True)
class Block:
    """Verbs of one meaning, by where each stands and its code, and the patterns around them: (where, text, code)."""

    verbs: dict[str, tuple[str, str]] = field(default_factory=dict)
    patterns: list[tuple[str, str, str]] = field(default_factory=list)


def is_verbs(lines: Iterable[tuple[str, str]]) -> bool:
    """Whether the lines of a dictionary are those of verbs: one opens a block."""
    return any(BLOCK.match(line) for _, line in lines)


def verb_rows(
    lines: Iterable[tuple[str, str]], language: Language, cameo: Mapping[str, tuple[str, str]], left_out: list[str]
) -> Iterator[dict[str, str]]:
    """A row for each verb and for each pattern that a row can express; what cannot be kept is told in `left_out`."""
    blocks, sets = _blocks(lines, language, left_out)
    for block in blocks:
        for verb, (where, code) in block.verbs.items():
            yield from _row([verb], Reduced([], [], ""), code, where, cameo, left_out)
        for where, pattern, code in block.patterns:
            reduced = _reduced(pattern, sets, language)
            if reduced is None:
                left_out.append(f"{where}: pattern '{pattern}' says more than a verb and its object")
                continue
            words = [" ".join((verb, *reduced.beside)) for verb in block.verbs]
            code = f"{code}:{code}" if "%" in pattern and ":" not in code else code
            yield from _row(words, reduced, code, where, cameo, left_out)


def _blocks(
    lines: Iterable[tuple[str, str]], language: Language, left_out: list[str]
) -> tuple[list[Block], dict[str, list[str]]]:
    blocks: list[Block] = []
    sets: dict[str, list[str]] = {}
    members: list[str] | None = None
    code = ""
    for where, line in lines:
        text, own = (found or "" for found in CODED.match(line.strip()).groups())  # type: ignore[union-attr]
        opened = BLOCK.match(line)
        if opened is not None:
            members, code = None, opened[1]
            blocks.append(Block())
        elif text.startswith("&"):
            members = sets.setdefault(text.strip("_ "), [])
        elif members is not None and text.startswith("+"):
            members.append(text[1:].strip("_ "))
        elif blocks and "*" in text:
            blocks[-1].patterns.append((where, text.removeprefix("-").strip(), own))
        elif blocks:
            verb = _verb(FORMS.sub("", text))
            if verb in language.tags:
                left_out.append(f"{where}: '{verb}' is a word of the language's grammar")
            else:
                blocks[-1].verbs[verb] = (where, own or code)
    return blocks, sets


def _verb(text: str) -> str:
    """A verb as a row writes it: `*` before the word that inflects where it is not the first."""
    first, *others = text.strip().strip("_").casefold().replace("_", " ").split() or [""]
    words = [first.removeprefix("+"), *(word.replace("+", "*") for word in others)]
    return " ".join(words)


class Reduced(NamedTuple):
    """What a row can say of a pattern: the prepositions and particles right after the verb, the nouns of which one
    must be its object, and the preposition of its recipient."""

    beside: list[str]
    objects: list[str]
    recipient: str


def _reduced(pattern: str, sets: Mapping[str, list[str]], language: Language) -> Reduced | None:
    """A pattern as a row can say it; None where it says more."""
    before, _, after = pattern.partition("*")
    words = after.casefold().translate(BRACKETS).split()
    while words and words[-1] in PARTIES:
        words.pop()
    if before.strip(f" -_{PARTIES}") or any(mark in word for word in words for mark in "$+%^*"):
        return None
    relating = ["preposition" if language.tags.get(word, frozenset()) & RELATING else "noun" for word in words]
    runs = [
        (kind, [word for _, word in run]) for kind, run in groupby(zip(relating, words, strict=True), itemgetter(0))
    ]
    beside = runs.pop(0)[1] if runs and runs[0][0] == "preposition" else []
    phrase = runs.pop(0)[1] if runs else []
    last = runs.pop(0)[1] if runs else []
    if runs or len(last) > 1:
        return None
    known = {name.casefold(): members for name, members in sets.items()}
    nouns = list(_nouns(phrase, known)) if phrase else []
    if phrase and not nouns:
        return None
    return Reduced(beside, [form for noun in nouns for _, form in language.expand("noun", noun)], "".join(last))


def _nouns(phrase: list[str], sets: Mapping[str, list[str]], depth: int = 0) -> Iterator[str]:
    """A noun phrase with each member of the sets that it names."""
    choices = [sets.get(word, [word]) if word.startswith("&") else [word] for word in phrase]
    for choice in product(*choices):
        words = " ".join(choice).casefold().replace("_", " ").split()
        if any(word.startswith("&") for word in words) and depth < len(sets):
            yield from _nouns(words, sets, depth + 1)
        elif not any(mark in word for word in words for mark in "&()"):
            yield " ".join(words)


def _row(
    words: list[str], reduced: Reduced, code: str, where: str, cameo: Mapping[str, tuple[str, str]],
    left_out: list[str],
) -> Iterator[dict[str, str]]:  # fmt: skip
    first, _, reverse = code.partition(":")
    if not words or first in ("", NO_EVENT):
        return
    digits = re.match(r"\d*", first)[0]  # type: ignore[index]
    known = next((cameo[name] for name in (digits[:4], digits[:3], f"{digits[:2]}0") if name in cameo), None)
    if known is None:
        left_out.append(f"{where}: {words[0]} [{code}] has no type in PLOVER")
        return
    recipient = reduced.recipient or (BLAMED if known[0] == BLAME else BEYOND_OBJECT if reduced.objects else "")
    yield {
        "id": "petrarch." + re.sub(r"\W+", "_", words[0]),
        "words": "|".join(words),
        "object": " ".join(f"={noun.replace(' ', '_')}" for noun in dict.fromkeys(reduced.objects)),
        "event_type": known[0],
        "modes": known[1],
        "recipient": SYMMETRIC if first == reverse else recipient,
    }
