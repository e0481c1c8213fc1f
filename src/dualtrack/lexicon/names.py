"""Names of a case's actors and places in a further language: names/<xx>.csv beside actors.csv, one file a language.

id          of a row of the case's own actors or places, or of those that it extends
aliases     names between bars, the first as it is most often written
adjectives  between bars
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from dualtrack.errors import PackError, one_of
from dualtrack.lexicon import tables
from dualtrack.lexicon.tables import Row
from dualtrack.model import Actor, CasePlace

Named = TypeVar("Named", Actor, CasePlace)


def with_names(
    folder: Path, actors: Sequence[Actor], places: Sequence[CasePlace]
) -> tuple[tuple[Actor, ...], tuple[CasePlace, ...]]:
    """The actors and places with the names that a case's folder gives them. Raises PackError for an unknown id."""
    for path in sorted((folder / "names").glob("*.csv")):
        rows = {row["id"]: row for row in tables.read_csv(path, ("id", "aliases"), ("adjectives",))}
        known = {*(actor.id for actor in actors), *(place.id for place in places)}
        for key, row in rows.items():
            if key not in known:
                raise PackError(f"{row.where}: {one_of('id', key, known)}")
        actors = [_adjectives(_aliases(actor, path.stem, rows), path.stem, rows) for actor in actors]
        places = [_aliases(place, path.stem, rows) for place in places]
    return tuple(actors), tuple(places)


def _aliases(item: Named, language: str, rows: dict[str, Row]) -> Named:
    row = rows.get(item.id)
    return item if row is None else replace(item, aliases={**item.aliases, language: row.many("aliases")})


def _adjectives(actor: Actor, language: str, rows: dict[str, Row]) -> Actor:
    row = rows.get(actor.id)
    words = row.many("adjectives") if row is not None else ()
    return replace(actor, adjectives={**actor.adjectives, language: words}) if words else actor
