"""Grammars over words: each word becomes one character by its classes, each pattern a regular expression over these.

A cascade of levels: what a level matches stands as a single word for the next (S. Abney, "Partial parsing via
finite-state cascades", 1996). Matching is leftmost and longest; time is linear in the number of words, since no
pattern repeats without bound.

A pattern's `form` is a list of items between blanks: `word`, `word|word`, `{class}`, `{class:role}`, `{@grain}` (what
an earlier level matched), `( ... )` groups, a trailing `?` for optional ones, and `[...]` first or last for a neighbour
that must be there and stays outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from dualtrack.errors import PackError, nearest
from dualtrack.lexicon.telling import Needs, telling_items

Value = float | str
TOKEN = re.compile(
    r"([A-Za-z]++(?=[ ,])"  # most words, found at once
    r"|(?! )(?:"  # nor is the blank between two words looked at twice
    r"\d+(?:[.,:/]\d+)*"
    # Model numbers: Kh-101, Shahed-136/131. Only letters with a digit after them can begin one.
    r"|(?=[^\W\d_]++[-–]?\d)[^\W\d_]*[A-ZА-ЯЄІЇҐ][^\W\d_]*[-–]?(?!(?:1[89]|20)\d\d(?!\d))\d[\w/-]*"
    r"|[^\W\d_]+(?:['’ʼ\"][^\W\d_]+)*"  # a quotation mark inside a word is typed for an apostrophe
    r"|[^\w\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]))"
)
"""One group, the token: `split` gives what stands between the tokens and them by turns."""
_FOLDS = {"’": "'", "ʼ": "'", "ё": "е", "–": "-", "—": "-", "‑": "-", "−": "-", "≈": "~"}
_QUOTED = re.compile(r"(?<=\w)\"(?=\w)")
ALPHABET_STARTS = 0xE000
END = 0xF8FF


@dataclass(slots=True)
class Tokens:
    """A text as folded words with offsets. `values` maps the index of a number to its value."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    values: dict[int, float] = field(default_factory=dict)

    def capital(self, index: int) -> bool:
        return self.text[self.starts[index]].isupper()

    def joined(self, index: int) -> bool:
        """Whether the word stands right after the one before it, with nothing between."""
        return 0 < index < len(self.starts) and self.ends[index - 1] == self.starts[index]


def fold_word(word: str) -> str:
    """The form in which a word of a date or a quantity is compared: lower case, one apostrophe, one dash."""
    folded = word.lower()
    if not folded.isascii():
        for written, plain in _FOLDS.items():
            folded = folded.replace(written, plain)
    return folded


def read_tokens(text: str) -> Tokens:
    """Split a text into words, numbers and signs; linear in its length."""
    parts = TOKEN.split(text)
    written, bounds = parts[1::2], list(accumulate(map(len, parts)))
    lines = fold_word("\n".join(written))
    words = (_QUOTED.sub("'", lines) if '"' in lines else lines).split("\n")
    if len(words) != len(written):
        words = [fold_word(word) for word in written]
    return Tokens(text, words, bounds[:-1:2], bounds[1::2])


class Pattern(NamedTuple):
    """One row of a grammar. `roles` pairs a role with its group and the classes that may fill it; it cannot go without
    the `needed` items."""

    id: str
    value: str
    grain: str
    level: int
    regex: re.Pattern[str]
    first: frozenset[str]
    needed: Needs
    roles: tuple[tuple[str, int, tuple[str, ...]], ...]
    settings: Mapping[str, Value]
    example: str


@dataclass(slots=True)
class Node:
    """What a pattern matched: the words [first, last) of the tokens, and what fills each role."""

    pattern: Pattern
    first: int
    last: int
    roles: dict[str, Filler]


Filler = float | str | Node
Element = int | Node


class _Piece(NamedTuple):
    """A part of a form, and the items that it cannot go without."""

    regex: str
    first: frozenset[str]
    needed: Needs = ()


class Grammar:
    """A vocabulary (class -> word -> value) and patterns over it, compiled once.

    `number_classes(word, value)` names the classes of a number; `numbers` are sample numbers that between them show
    every combination of classes. Raises PackError (naming `where`) for a pattern that names an unknown class.
    """

    def __init__(
        self,
        vocabulary: Mapping[str, Mapping[str, Value]],
        rows: Sequence[Mapping[str, object]],
        where: Sequence[str],
        numbers: Iterable[tuple[str, float]],
        guarded: frozenset[str] = frozenset(),
    ) -> None:
        self.vocabulary = vocabulary
        self.guarded = guarded
        self._chars: dict[frozenset[str], str] = {}
        self._known = {*vocabulary, "number", *(name for sample in numbers for name in number_classes(*sample))}
        self._known |= {f"@{row['grain']}" for row in rows}
        literals = {word for row in rows for word in _literals(str(row["form"]))}
        self._words = self._tag_words(literals)
        for sample in numbers:
            self._char(number_classes(*sample))
        for name in sorted(self._known):
            if name.startswith("@"):
                self._char(frozenset({name}))
        self.other = self._char(frozenset())
        self.patterns = tuple(self._compile(row, place) for row, place in zip(rows, where, strict=True))
        self.levels = sorted({pattern.level for pattern in self.patterns})
        forms = [str(row["form"]) for row in rows]
        told = telling_items([pattern.needed for pattern in self.patterns], self._words, forms)
        self._telling = {level: set[str]() for level in self.levels}
        for pattern, item in zip(self.patterns, told, strict=True):
            self._telling[pattern.level] |= item
        self.telling = frozenset(word for word, char in self._words.items() if any(char in item for item in told))
        self._starting = {level: self._index(level) for level in self.levels}

    def _tag_words(self, literals: set[str]) -> dict[str, str]:
        classes: dict[str, set[str]] = {word: {f"={word}"} for word in literals}
        for name, members in self.vocabulary.items():
            for word in members:
                classes.setdefault(word, set()).add(name)
        return {word: self._char(frozenset(names)) for word, names in classes.items()}

    def _char(self, classes: frozenset[str]) -> str:
        if classes not in self._chars:
            code = ALPHABET_STARTS + len(self._chars)
            if code > END:
                code = 0xF0000 + len(self._chars)
            self._chars[classes] = chr(code)
        return self._chars[classes]

    def _index(self, level: int) -> dict[str, tuple[re.Pattern[str], list[Pattern]]]:
        """The patterns that a character can open, and one expression that says at once whether any of them matches."""
        index: dict[str, list[Pattern]] = {}
        for pattern in self.patterns:
            if pattern.level == level:
                for char in pattern.first:
                    index.setdefault(char, []).append(pattern)
        return {
            char: (re.compile("|".join(f"(?:{pattern.regex.pattern})" for pattern in patterns)), patterns)
            for char, patterns in index.items()
        }

    def _compile(self, row: Mapping[str, object], where: str) -> Pattern:
        roles: list[tuple[str, int, tuple[str, ...]]] = []
        items = str(row["form"]).split()
        piece, rest = self._sequence(items, roles, where)
        if rest:
            raise PackError(f"{where}: form '{row['form']}': ')' with no '('")
        settings = {
            name: value
            for name, value in row.items()
            if name not in ("form", "value", "grain", "level", "example", "id") and isinstance(value, int | float | str)
        }
        level = row.get("level", 1)
        assert isinstance(level, int)
        return Pattern(
            str(row["id"]), str(row["value"]), str(row["grain"]), level, re.compile(piece.regex), piece.first,
            piece.needed or (frozenset(self._chars.values()),), tuple(roles), settings, str(row["example"]),
        )  # fmt: skip

    def _sequence(
        self, items: list[str], roles: list[tuple[str, int, tuple[str, ...]]], where: str
    ) -> tuple[_Piece, list[str]]:
        regex = ""
        first: set[str] = set()
        needed: Needs = ()
        while items:
            item, *items = items
            if item in (")", ")?"):
                items = [item, *items]
                break
            if item == "(":
                inner, items = self._sequence(items, roles, where)
                if not items:
                    raise PackError(f"{where}: '(' with no ')'")
                close, *items = items
                kept = () if close == ")?" else inner.needed
                piece = _Piece(f"(?:{inner.regex}){close[1:]}", inner.first, kept)
            else:
                piece = self._item(item, regex == "", roles, where)
            regex += piece.regex
            first |= set() if needed else piece.first
            needed += piece.needed
        return _Piece(regex, frozenset(first), needed), items

    def _item(self, item: str, opening: bool, roles: list[tuple[str, int, tuple[str, ...]]], where: str) -> _Piece:
        if item.startswith("[") and item.endswith("]"):
            chars = self._set(tuple(item[1:-1].split("|")), where)
            edge = f"(?<=[{''.join(chars)}])" if opening else f"(?=[{''.join(chars)}]|\\Z)"
            return _Piece(edge, frozenset())
        optional = item.endswith("?") and len(item) > 1
        body = item[:-1] if optional else item
        role = None
        if body.startswith("{"):
            inside, _, role = body[1:-1].partition(":")
            classes = tuple(inside.split("|"))
            role = role or classes[0].removeprefix("@")
            roles.append((role, len(roles) + 1, classes))
            names = tuple(f"{{{name}}}" for name in classes)
        else:
            names = tuple(body.split("|")) if len(body) > 1 else (body,)
        chars = self._set(names, where)
        regex = f"[{''.join(sorted(chars))}]"
        regex = f"({regex})" if role else regex
        return _Piece(f"{regex}?", chars) if optional else _Piece(regex, chars, (chars,))

    def _set(self, names: tuple[str, ...], where: str) -> frozenset[str]:
        wanted = set()
        for name in names:
            if name.startswith("{"):
                bare = name[1:-1]
                if bare not in self._known:
                    raise PackError(f"{where}: class '{bare}' unknown.{nearest(bare, self._known)} Declare its words.")
                wanted.add(bare)
            else:
                wanted.add(f"={name}")
        return frozenset(char for classes, char in self._chars.items() if wanted & classes)

    def tag(self, tokens: Tokens) -> list[str]:
        """One character a word."""
        get, other = self._words.get, self.other
        tags = [get(word, other) for word in tokens.words]
        for index, value in tokens.values.items():
            classes = number_classes(tokens.words[index], value)
            tags[index] = self._chars.get(classes, other)
        if not self.guarded.isdisjoint(tokens.words):
            for index, word in enumerate(tokens.words):
                if word in self.guarded and not tokens.capital(index):
                    tags[index] = other
        return tags

    def match(self, tokens: Tokens) -> list[Node]:
        """Every match of the cascade, in order of place, none within another."""
        if not tokens.values and self.telling.isdisjoint(tokens.words):
            return []
        tags = self.tag(tokens)
        elements: list[Element] = list(range(len(tags)))
        for level in self.levels:
            if not self._telling[level].isdisjoint(tags):
                elements, tags = self._match_level(self._starting[level], elements, tags, tokens)
        return [element for element in elements if isinstance(element, Node)]

    def _match_level(
        self,
        starting: Mapping[str, tuple[re.Pattern[str], list[Pattern]]],
        elements: list[Element],
        tags: list[str],
        tokens: Tokens,
    ) -> tuple[list[Element], list[str]]:
        line = "".join(tags)
        kept: list[Element] = []
        kept_tags: list[str] = []
        done = 0
        for index in [index for index, tag in enumerate(tags) if tag in starting]:
            any_of_them, patterns = starting[tags[index]]
            if index < done or any_of_them.match(line, index) is None:
                continue
            best, chosen = None, None
            for pattern in patterns:
                found = pattern.regex.match(line, index)
                if found and (best is None or found.end() > best.end()):
                    best, chosen = found, pattern
            if best is None or chosen is None or best.end() == index:
                continue
            kept += elements[done:index]
            kept_tags += tags[done:index]
            kept.append(self._node(chosen, best, elements, tokens))
            kept_tags.append(self._char(frozenset({f"@{chosen.grain}"})))
            done = best.end()
        return kept + elements[done:], kept_tags + tags[done:]

    def _node(self, pattern: Pattern, found: re.Match[str], elements: list[Element], tokens: Tokens) -> Node:
        opening, closing = elements[found.start()], elements[found.end() - 1]
        first = opening if isinstance(opening, int) else opening.first
        last = closing + 1 if isinstance(closing, int) else closing.last
        roles: dict[str, Filler] = {}
        for role, group, names in pattern.roles:
            at = found.start(group)
            if at >= 0:
                element = elements[at]
                roles[role] = element if isinstance(element, Node) else self._value(tokens, element, names)
        return Node(pattern, first, last, roles)

    def _value(self, tokens: Tokens, index: int, names: tuple[str, ...]) -> Value:
        word = tokens.words[index]
        for name in names:
            members = self.vocabulary.get(name)
            if members and word in members:
                return members[word]
        return tokens.values.get(index, word) if not _WRITTEN.match(word) else word


_WRITTEN = re.compile(r"\d+[.:/-]\d+")
_ISO = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\Z")
_FULL = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\Z")
_SHORT = re.compile(r"\d{1,2}\.\d{1,2}\Z")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d\Z")
_SPLIT_YEAR = re.compile(r"(?:1[5-9]|20)\d\d/\d\d(?:\d\d)?\Z")


@lru_cache(maxsize=4096)
def number_classes(word: str, value: float) -> frozenset[str]:
    """The classes of a number as written: number, and those of day, hour, year, full_date ... that it can be."""
    classes = {"number"}
    if not word.isdigit():
        return frozenset(classes | _written_classes(word))
    if len(word) <= 2:
        classes |= {"two_digits"} if len(word) == 2 else set()
        classes |= {name for name, low, high in (("day", 1, 31), ("hour", 0, 24)) if low <= value <= high}
    elif len(word) == 3:
        classes.add("old_year")
    elif len(word) == 4 and 1000 <= value <= 2199:
        classes |= {"year", "recent_year"} if value >= 1900 else {"year"}
    return frozenset(classes)


def _written_classes(word: str) -> set[str]:
    shapes = (
        ("iso_date", _ISO), ("full_date", _FULL), ("short_date", _SHORT), ("clock", _CLOCK), ("split_year", _SPLIT_YEAR)
    )  # fmt: skip
    return {name for name, shape in shapes if shape.match(word)} | ({"colon"} if ":" in word else set())


def _literals(form: str) -> Iterable[str]:
    for item in form.split():
        body = item.strip("[]") if item not in ("[", "]") else item
        body = body[:-1] if body.endswith("?") and len(body) > 1 else body
        if not body.startswith("{") and body not in ("(", ")"):
            yield from (word for word in (body.split("|") if len(body) > 1 else (body,)) if not word.startswith("{"))
