"""Actor, agent and verb dictionaries in the format of PETRARCH and its kin, to a case pack.

Format: P. Schrodt, J. Beieler, M. Idris, "Three's a charm? Open event data coding with EL:DIABLO, PETRARCH, and the
Open Event Data Alliance" (2014), and the comments of its dictionaries. A line names an actor, its words joined by
underscores, and a code in brackets; `+` gives it another name; further codes in brackets hold within dates. An agents
file gives codes with `~` for the actor beside them, plurals in braces, and `!SETS!` of words. petrarch_verbs reads the
verbs.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dualtrack.errors import PackError
from dualtrack.lexicon import packs, petrarch_verbs
from dualtrack.lexicon.languages import load_language
from dualtrack.lexicon.ontology import load_cameo
from dualtrack.lexicon.tables import label, read_text

LANGUAGE = "en"
"""The language of these dictionaries."""
SECTORS = frozenset((
    "GOV", "MIL", "REB", "OPP", "PTY", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "ENV", "HLH", "HRI", "LAB", "LEG",
    "MED", "REF", "MOD", "RAD", "REL", "COP", "SPY", "UAF", "JUD", "MOP", "NGO",
))  # fmt: skip
RENAMED = {"MED": "JRN"}
"""Sectors that PLOVER names otherwise."""
BODIES = frozenset(("IGO", "NGO", "NGM", "MNC", "IMG", "INT"))
"""First parts of a code that say only of what kind a body is: the body is the whole code."""
KINDS = {"": "state", "GOV": "government", "MIL": "force"}
NOBODY = re.compile(r"^[-+#]+$")
COMMENT = re.compile(r"<\s*!?--.*?--\s*>", re.DOTALL)
CODE = re.compile(r"\[\s*([^\]<>\s]*)\s*([^\]]*?)\s*\]")
SET = re.compile(r"!\w+!")
ACTOR_COLUMNS = (
    "id",
    "code",
    "role",
    "kind",
    "name",
    "valid_from",
    "valid_to",
    "aliases_en",
    "adjectives_en",
    "example",
)
AGENT_COLUMNS = ("id", "language", "words", "role", "kind", "example")


@dataclass(frozen=True, slots=True)
class DatedCode:
    """A code and the days, both included, within which it holds; None where it is open."""

    code: str
    first: date | None = None
    last: date | None = None

    @property
    def state(self) -> str:
        return self.code if self.code[:3] in BODIES or len(self.code) % 3 else self.code[:3]

    @property
    def sector(self) -> str:
        parts = [self.code[at : at + 3] for at in range(3, len(self.code), 3)] if self.state != self.code else []
        found = next((part for part in parts if part in SECTORS), "")
        return RENAMED.get(found, found)


@dataclass(slots=True)
class Entry:
    """One actor: its names and codes, and where it stands."""

    where: str
    names: list[str] = field(default_factory=list)
    codes: list[DatedCode] = field(default_factory=list)


class Imported(NamedTuple):
    """How many rows a case pack was given, by kind, and what was left out of it, as `file:line: why`."""

    actors: int
    agents: int
    verbs: int
    left_out: list[str]


def import_petrarch(files: Sequence[Path], out: Path, adjectives: Iterable[str] = ()) -> Imported:
    """Write a case pack from dictionaries into the folder `out`.

    `adjectives` are words known to be adjectives of states. A file whose codes have `~` is one of agents, one with
    blocks (`--- NAME [CODE] ---`) one of verbs. Raises PackError with file:line for a line that cannot be read, and
    where no file has an entry.
    """
    entries: list[Entry] = []
    agents: list[tuple[str, str]] = []
    verbs: list[dict[str, str]] = []
    left_out: list[str] = []
    language = load_language(LANGUAGE)
    for file in files:
        lines = list(_lines(file))
        if petrarch_verbs.is_verbs(lines):
            verbs += petrarch_verbs.verb_rows(lines, language, load_cameo(packs.shipped()), left_out)
        elif any("~" in line for _, line in lines):
            agents += _agents(lines)
        else:
            entries += _entries(lines)
    if not (entries or agents or verbs):
        raise PackError(f"{', '.join(map(str, files))}: no entry as NAME [CODE]: is this a PETRARCH dictionary?")
    example = str(language.settings["names"]["example"])
    known = frozenset(word.casefold() for word in adjectives)
    rows = [row for entry in entries for row in _rows(entry, known, example, left_out)]
    out.mkdir(parents=True, exist_ok=True)
    (out / "case.toml").write_text(f'id = "{out.name}"\nname = "{out.name}"\n', "utf-8")
    _write(out / "actors.csv", ACTOR_COLUMNS, _numbered(rows))
    _write(out / "agents.csv", AGENT_COLUMNS, _numbered([_agent(words, sector, example) for words, sector in agents]))
    if verbs:
        _write(out / "verbs.csv", petrarch_verbs.COLUMNS, _numbered(row | {"language": LANGUAGE} for row in verbs))
    return Imported(len(rows), len(agents), len(verbs), left_out)


def _lines(file: Path) -> Iterator[tuple[str, str]]:
    """(file:line, text) of each line, without comments and empty lines."""
    text = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), read_text(file))
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.split("#", 1)[0] if not re.search(r"\[#+", line) else line
        if plain.strip() and not plain.lstrip().startswith("<"):
            yield f"{label(file)}:{number}", plain.rstrip()


def _entries(lines: Iterable[tuple[str, str]]) -> Iterator[Entry]:
    current: Entry | None = None
    for where, line in lines:
        name = line.split("[", 1)[0].strip()
        if not name or name.startswith("+"):
            if current is None:
                raise PackError(f"{where}: '{line.strip()}' belongs to no actor: name one above it")
        else:
            if current is not None:
                yield current
            current = Entry(where)
        if name:
            current.names.append(name.removeprefix("+"))
        current.codes += (dated(code, days, where) for code, days in CODE.findall(line))
    if current is not None:
        yield current


def dated(code: str, days: str, where: str) -> DatedCode:
    """A code with its dates: `<950601` until, `>990816` from, `950601 - 990815` within. Raises PackError."""
    found = [_day(text, where) for text in re.findall(r"\d+", days)]
    if not found:
        return DatedCode(code)
    if "<" in days:
        return DatedCode(code, None, found[0])
    if ">" in days:
        return DatedCode(code, found[0], None)
    if len(found) != 2:
        raise PackError(f"{where}: '{days}' is no time: write <YYYYMMDD, >YYYYMMDD or YYYYMMDD-YYYYMMDD")
    return DatedCode(code, found[0], found[1])


def _day(text: str, where: str) -> date:
    """A day as YYYYMMDD or YYMMDD; two digits from 50 on are of the last century."""
    full = text if len(text) == 8 else f"{'19' if text[:2] >= '50' else '20'}{text}"
    try:
        if len(full) != 8:
            raise ValueError(text)
        return date(int(full[:4]), int(full[4:6]), int(full[6:8]))
    except ValueError as error:
        raise PackError(f"{where}: '{text}' is not a date: write it as YYYYMMDD") from error


def _rows(entry: Entry, adjectives: frozenset[str], example: str, left_out: list[str]) -> Iterator[dict[str, str]]:
    """One row for each dated code, the undated one last, so that a dated one wins on its days."""
    names = list(dict.fromkeys(spelled(name) for name in entry.names))
    if not entry.codes:
        raise PackError(f"{entry.where}: '{entry.names[0]}' has no code: write NAME [CODE]")
    for code in sorted(entry.codes, key=lambda code: code.first is None and code.last is None):
        if NOBODY.match(code.code) or not code.code:
            left_out.append(f"{entry.where}: {names[0]} [{code.code}] is nobody's code")
            continue
        if "/" in code.code:
            left_out.append(f"{entry.where}: {names[0]} [{code.code}] stands for several: only the first is kept")
        code = DatedCode(code.code.split("/")[0].upper(), code.first, code.last)
        plain = [name for name in names if name.casefold() not in adjectives] or names
        yield {
            "id": re.sub(r"\W+", "_", names[0].casefold()).strip("_"),
            "code": code.state,
            "role": code.sector,
            "kind": KINDS.get(code.sector, "organisation"),
            "name": plain[0],
            "valid_from": code.first.isoformat() if code.first else "",
            "valid_to": code.last.isoformat() if code.last else "",
            f"aliases_{LANGUAGE}": "|".join(plain[1:]),
            f"adjectives_{LANGUAGE}": "|".join(name for name in names if name not in plain),
            "example": example.format(name=plain[0]),
        }


def spelled(name: str) -> str:
    """A name as text writes it: blanks for underscores, capitals for its initials; one word of up to three letters is
    initials itself (IMF), and needs capitals in the text."""
    words = name.strip("_ ").replace("_", " ").split()
    initials = len(words) == 1 and len(words[0]) <= 3
    return " ".join(word if initials or "." in word else word.title() for word in words)


def _agents(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(words, sector) of each agent; a plural is made by the language's rules where none is written."""
    sets: dict[str, list[str]] = {}
    for where, line in lines:
        found = re.match(r"\s*(!\w+!)\s*=\s*(.+)$", line)
        if found:
            sets[found[1]] = [word.strip() for word in found[2].split(",")]
            continue
        parts = re.match(r"\s*([^\[{]+?)\s*(\{[^}]*\})?\s*\[\s*([^\]]+?)\s*\]", line)
        if parts is None:
            raise PackError(f"{where}: '{line.strip()}' is no agent: write NAME [~CODE]")
        code = DatedCode(f"---{parts[3].replace('~', '').strip()}")
        sector = code.sector or code.code[3:6]
        plural = (parts[2] or "{?}").strip("{} ")
        for name in _filled(parts[1], sets):
            singular = name.replace("_", " ").strip().casefold()
            kept = singular if plural == "?" else f"={singular}"
            yield (
                "|".join([kept, *([f"={plural.replace('_', ' ').casefold()}"] if plural not in ("?", "") else [])]),
                sector,
            )


def _filled(name: str, sets: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A name with each of the words of the set that it holds."""
    mark = SET.search(name)
    if mark is None:
        yield name
        return
    for word in sets.get(mark[0], ()):
        yield from _filled(name.replace(mark[0], word, 1), sets)


def _agent(words: str, sector: str, example: str) -> dict[str, str]:
    shown = words.split("|")[0].lstrip("=")
    return {
        "id": re.sub(r"\W+", "_", shown), "language": LANGUAGE, "words": words, "role": sector, "kind": "group",
        "example": example.format(name=shown),
    }  # fmt: skip


def _numbered(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Ids made unique: a repeated one is numbered from its second row on."""
    seen: dict[str, int] = {}
    for row in rows:
        count = seen[row["id"]] = seen.get(row["id"], 0) + 1
        yield row | ({"id": f"{row['id']}.{count}"} if count > 1 else {})


def _write(path: Path, columns: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
