"""Offices: who held which on a day (actors.csv), and how languages name them (offices.toml of a case)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dualtrack.lexicon import tables
from dualtrack.lexicon.phrases import WORD, fold
from dualtrack.model import Actor, Case

REACH = 7
"""Words between a person's name and an office that is named before or after it."""
ENDING = 3
"""Letters at the end of a word that inflection may change."""


@dataclass(frozen=True, slots=True)
class Office:
    """One office as actors.csv calls it, and its names by language, each a run of folded words."""

    office: str
    names: Mapping[str, tuple[tuple[str, ...], ...]]
    example: str
    where: str

    def stands_by(self, words: Sequence[str], span: tuple[int, int], language: str) -> bool:
        """Whether the office is named right before a person's name, or after it behind a comma."""
        first, last = span
        after = words[last + 1 : last + 1 + REACH] if words[last : last + 1] == [","] else []
        runs = self.names.get(language, ())
        return any(stands(run, words[max(0, first - len(run)) : first]) or stands(run, after) for run in runs)

    def longest(self, language: str) -> int:
        return max(map(len, self.names.get(language, ())), default=0)


@dataclass(frozen=True, slots=True)
class WrongOffice:
    """An office that a person did not hold on a day: as named, and who held it or what the person held."""

    said: str
    held: str


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices of a case. `former` are the words that mark one who has left, by language."""

    actors: tuple[Actor, ...]
    offices: tuple[Office, ...]
    former: Mapping[str, frozenset[str]]

    def wrong(self, text: str, name: str, language: str, day: date) -> WrongOffice | None:
        """The office that a text gives, right before or after the name, to a person who did not hold it on the day.

        `name` is that of the person's rows in actors.csv."""
        rows = [actor for actor in self.actors if actor.name == name and actor.office]
        words = folded(text)
        span = named_at(words, rows, language)
        if span is None or not any(row.valid_from or row.valid_to for row in rows):
            return None
        named = [office for office in self.offices if office.stands_by(words, span, language)]
        left = self.former.get(language, frozenset()) & set(words[max(0, span[0] - REACH) : span[1] + REACH])
        if not named or left or any(holds(row, office, day) for office in named for row in rows):
            return None
        office = max(named, key=lambda office: office.longest(language))
        return WrongOffice(office.office, self.told(office, rows, day))

    def told(self, office: Office, rows: Sequence[Actor], day: date) -> str:
        """Who held the office that day, and what the person held."""
        sides = {row.code for row in rows}
        holders = [actor for actor in self.actors if holds(actor, office, day) and actor.code in sides]
        own = [row for row in rows if row.holds_on(day)]
        return "; ".join(dict.fromkeys(f"{actor.name}: {actor.office}{since(actor)}" for actor in (*holders, *own)))


def folded(text: str) -> list[str]:
    return [fold(match.group()) for match in WORD.finditer(text)]


def holds(actor: Actor, office: Office, day: date) -> bool:
    return actor.office is not None and office.office in actor.office.split(", ") and actor.holds_on(day)


def since(actor: Actor) -> str:
    first, last = ("" if day is None else day.isoformat() for day in (actor.valid_from, actor.valid_to))
    return f" ({first}..{last})" if first or last else ""


def named_at(words: Sequence[str], rows: Sequence[Actor], language: str) -> tuple[int, int] | None:
    """Where a text names a person: the words of the longest of the names that its rows list."""
    names = {name for row in rows for name in (row.name, *row.aliases.get(language, ()))}
    for run in sorted(map(folded, names), key=len, reverse=True):
        for at in range(len(words) - len(run) + 1):
            if stands(run, words[at : at + len(run)]):
                return at, at + len(run)
    return None


def stands(run: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words of an office stand in a row, inflection aside."""
    size = len(run)
    return any(
        all(inflected(one, other) for one, other in zip(run, words[at : at + size], strict=True))
        for at in range(len(words) - size + 1)
    )


def inflected(one: str, other: str) -> bool:
    if one == other:
        return True
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 3 and max(len(one), len(other)) - shared <= ENDING and one.isalpha() and not one.isascii()


def load_offices(case: Case) -> Offices:
    """The offices of a case; none where it has no offices.toml. Raises PackError naming file and line."""
    path = Path(case.root) / "offices.toml"
    if not path.is_file():
        return Offices(case.actors, (), {})
    raw = tables.read_toml(path)
    former = {language: frozenset(map(fold, words)) for language, words in raw.get("former", {}).items()}
    return Offices(case.actors, tuple(read_offices(raw.get("office", ()), path)), former)


def read_offices(entries: Sequence[Mapping[str, object]], path: Path) -> Iterator[Office]:
    for index, entry in enumerate(entries):
        names = {
            language: tuple(tuple(folded(name)) for name in listed)
            for language, listed in entry.items()
            if isinstance(listed, list)
        }
        where = tables.entry_line(path, "office", index)
        yield Office(str(entry["office"]), names, str(entry.get("example", "")), where)


def lint_offices(pack: Path) -> Iterator[str]:
    """Each office below a folder whose own example does not name it, as `file:line: ...`."""
    for path in sorted(pack.rglob("offices.toml")):
        for office in read_offices(tables.read_toml(path).get("office", ()), path):
            words = folded(office.example)
            if not any(stands(run, words) for runs in office.names.values() for run in runs):
                yield f"{office.where}: {office.office} is not named in its example '{office.example}'"
