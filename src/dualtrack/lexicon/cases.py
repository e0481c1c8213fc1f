"""Case packs to model.Case: case.toml, actors, agents, verbs, places, gazetteer, sources, issues, rounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from dualtrack.errors import InvalidValue, PackError, one_of
from dualtrack.lexicon import packs, tables
from dualtrack.lexicon.languages import read_verbs
from dualtrack.lexicon.names import with_names
from dualtrack.lexicon.tables import Row
from dualtrack.model import Actor, Agent, Case, CasePlace, Estimate, Issue, ScheduledRound, Source, When

CASE_KEYS = ("id", "name", "extends", "sides", "anchors", "settings")
ACTOR_KINDS = (
    "state", "government", "ministry", "force", "person", "office", "organisation", "group", "metonym", "population",
    "company",
)  # fmt: skip
ISSUE_KEYS = (
    "id", "name", "scale_low", "scale_high", "words", "values", "ideal_point", "reservation_value", "salience",
    "divisible", "places",
)  # fmt: skip
ESTIMATE_KEYS = ("low", "mode", "high", "origin", "note")
Made = TypeVar("Made")


def load_case(name: str | Path, extra: Sequence[Path] = ()) -> Case:
    """Load a case by name (looked up in the packs) or by folder.

    Raises UnknownName for a name that no pack has, PackError (`file:line: ...`) for a row that cannot be used.
    """
    folder = Path(name) if isinstance(name, Path) else packs.find("cases", name, extra)
    return _load(folder, tuple(map(Path, extra)))


@lru_cache(maxsize=8)
def _load(folder: Path, extra: tuple[Path, ...]) -> Case:
    raw = tables.read_toml(folder / "case.toml")
    tables.check_keys(raw, CASE_KEYS, tables.label(folder / "case.toml"))
    bases = [load_case(base, extra) for base in raw.get("extends", ())]
    issues, settings = load_issues(folder)
    actors, places = with_names(
        folder, tuple(load_rows(folder, "actors.csv", read_actors, bases, "actors")), tuple(load_places(folder, bases))
    )
    case = Case(
        id=raw["id"],
        name=raw["name"],
        sides=tuple(raw.get("sides", ())),
        actors=actors,
        places=places,
        issues=issues,
        sources=tuple(load_rows(folder, "sources.csv", read_sources, bases, "sources")),
        agents=tuple(load_rows(folder, "agents.csv", read_agents, bases, "agents")),
        verbs=tuple(load_rows(folder, "verbs.csv", read_verbs, bases, "verbs")),
        rounds=tuple(read_rounds(folder / "rounds.csv")) if (folder / "rounds.csv").exists() else (),
        anchors={anchor: day for anchor, day in raw.get("anchors", {}).items() if isinstance(day, date)},
        settings={**raw.get("settings", {}), **settings},
        root=str(folder),
        packs=tuple(map(str, extra)),
    )
    check_ids(case)
    return case


def load_rows(
    folder: Path, name: str, read: Callable[[Path], Iterator[Made]], bases: Sequence[Case], field: str
) -> Iterator[Made]:
    """A case's own rows first, then those of the cases that it extends."""
    if (folder / name).exists():
        yield from read(folder / name)
    for base in bases:
        yield from getattr(base, field)


def load_places(folder: Path, bases: Sequence[Case]) -> Iterator[CasePlace]:
    """Hand-made places before the gazetteer's; a gazetteer row with the id of a hand-made one is left out."""
    seen: set[str] = set()
    for name in ("places.csv", "gazetteer.csv"):
        for place in read_places(folder / name) if (folder / name).exists() else ():
            if place.id not in seen or name == "places.csv":
                yield place
            seen.add(place.id)
    for base in bases:
        yield from (place for place in base.places if place.id not in seen)


def check_ids(case: Case) -> None:
    """Refuse two rows of one id (bases come last and may be overridden by name, not by id)."""
    for rows in (case.actors, case.places, case.issues, case.sources):
        seen: dict[str, str] = {}
        for row in rows:
            where = getattr(row, "row", "")
            if row.id in seen and seen[row.id] != where:
                raise PackError(f"{where}: id '{row.id}' stands already at {seen[row.id]}: give each row its own")
            seen[row.id] = where


def built(where: str, make: Callable[[], Made]) -> Made:
    """Make a value; a refusal of the type is reworded with the row that caused it."""
    try:
        return make()
    except (InvalidValue, ValueError, KeyError) as error:
        raise PackError(f"{where}: {error}") from error


def read_actors(path: Path) -> Iterator[Actor]:
    required = ("id", "code", "role", "kind", "name")
    optional = ("side", "office", "valid_from", "valid_to", "gender", "example")
    for row in tables.read_csv(path, required, optional, ("aliases_", "adjectives_")):
        if row["kind"] not in ACTOR_KINDS:
            raise PackError(f"{row.where}: {one_of('kind', row['kind'], ACTOR_KINDS)}")
        yield built(row.where, lambda row=row: actor(row))  # type: ignore[misc]


def actor(row: Row) -> Actor:
    return Actor(
        id=row["id"],
        code=row["code"],
        role=row["role"],
        kind=row["kind"],
        name=row["name"],
        side=row["side"] or None,
        office=row["office"] or None,
        aliases=row.open("aliases_"),
        adjectives=row.open("adjectives_"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        gender=row["gender"] or None,
        example=row["example"],
        row=row.where,
    )


def read_places(path: Path) -> Iterator[CasePlace]:
    required = ("id", "name", "kind", "country")
    optional = ("admin", "lat", "lon", "population", "example")
    for row in tables.read_csv(path, required, optional, ("aliases_",)):
        yield CasePlace(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            country=row["country"] or None,
            admin=row["admin"] or None,
            lat=row.number("lat"),
            lon=row.number("lon"),
            population=int(row.number("population") or 0),
            aliases=row.open("aliases_"),
            example=row["example"],
            row=row.where,
        )


def read_agents(path: Path) -> Iterator[Agent]:
    for row in tables.read_csv(path, ("id", "language", "words", "role", "kind"), ("example",)):
        yield Agent(
            row["id"], row["language"], row.many("words"), row["role"], row["kind"], row["example"], row.where
        )  # fmt: skip


def read_sources(path: Path) -> Iterator[Source]:
    required = ("id", "publisher", "family")
    optional = ("country", "side", "language", "genre", "domains", "aliases", "licence", "reliability")
    for row in tables.read_csv(path, required, optional):
        yield Source(
            id=row["id"],
            publisher=row["publisher"],
            family=row["family"],
            country=row["country"] or None,
            side=row["side"] or None,
            language=row["language"] or None,
            genre=row["genre"] or "news",
            domains=row.many("domains"),
            aliases=row.many("aliases"),
            licence=row["licence"] or None,
            reliability=pairs(row, "reliability"),
            row=row.where,
        )


def pairs(row: Row, column: str) -> dict[str, str]:
    """A cell of `key=value` pairs between bars. Raises PackError for one without `=`."""
    made = {}
    for item in row.many(column):
        key, equals, value = item.partition("=")
        if not equals:
            raise PackError(f"{row.where}: {column} '{item}' needs the form key=value")
        made[key.strip()] = value.strip()
    return made


def read_rounds(path: Path) -> Iterator[ScheduledRound]:
    required = ("start", "end", "tier", "place", "parties", "ver")
    optional = (
        "place_id", "note", "announced_at", "planned", "moved", "cancelled", "delegations", "agenda", "mediator",
    )  # fmt: skip
    for row in tables.read_csv(path, required, optional):
        yield built(row.where, lambda row=row: scheduled(row))  # type: ignore[misc]


def scheduled(row: Row) -> ScheduledRound:
    start, planned = row.day("start"), row.day("planned")
    if start is None:
        raise PackError(f"{row.where}: start is empty: a round needs its (planned) first day")
    makeup = {party: tuple(kind.split("+")) for party, kind in pairs(row, "delegations").items()}
    return ScheduledRound(
        start=start,
        end=row.day("end") or start,
        tier=row["tier"],
        place=row["place"],
        place_id=row["place_id"] or None,
        parties=row.many("parties"),
        verified=row["ver"],
        note=row["note"],
        announced_at=row.day("announced_at"),
        planned=When.on(planned) if planned else When(),
        moved=tuple(date.fromisoformat(day) for day in row.many("moved")),
        cancelled=row["cancelled"].casefold() in ("yes", "true", "1"),
        delegations=makeup,
        agenda=row.many("agenda"),
        mediator=row["mediator"] or None,
        row=row.where,
    )


def load_issues(folder: Path) -> tuple[tuple[Issue, ...], dict[str, Any]]:
    """The issues of issues.toml, and its other tables (war, lever) as settings."""
    path = folder / "issues.toml"
    if not path.exists():
        return (), {}
    raw = tables.read_toml(path)
    tables.check_keys(raw, ("issue", "war", "lever"), f"{tables.label(path)}:1")
    issues = []
    for index, entry in enumerate(raw.pop("issue", [])):
        where = tables.entry_line(path, "issue", index)
        tables.check_keys(entry, ISSUE_KEYS, where)
        issues.append(built(where, lambda entry=entry, where=where: issue(entry, where)))  # type: ignore[misc]
    return tuple(issues), raw


def issue(entry: Mapping[str, Any], where: str) -> Issue:
    def estimates(name: str) -> dict[str, Estimate]:
        return {side: estimate(value, where) for side, value in entry.get(name, {}).items()}

    return Issue(
        id=entry["id"],
        name=entry["name"],
        scale_low=entry["scale_low"],
        scale_high=entry["scale_high"],
        words={language: tuple(words) for language, words in entry.get("words", {}).items()},
        values=entry.get("values", {}),
        ideal_point=estimates("ideal_point"),
        reservation_value=estimates("reservation_value"),
        salience=estimates("salience"),
        divisible=entry.get("divisible", True),
        places=tuple(entry.get("places", ())),
    )


def estimate(entry: Mapping[str, Any], where: str) -> Estimate:
    tables.check_keys(entry, ESTIMATE_KEYS, where)
    return Estimate(entry["low"], entry["mode"], entry["high"], entry.get("origin", "analyst"), entry.get("note", ""))
