"""The ontology of acts: PLOVER 2.0 (Open Event Data Alliance, CC BY-SA 4.0) and the modes of talks and war."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dualtrack.errors import PackError, one_of
from dualtrack.lexicon import tables
from dualtrack.model import Track


@dataclass(frozen=True)
class Ontology:
    """`modes` maps a root to its modes; `tracks` maps a root, or `ROOT.mode`, to its track (None = no track)."""

    modes: Mapping[str, frozenset[str]]
    contexts: frozenset[str]
    tracks: Mapping[str, Track | None]
    quads: Mapping[str, str]

    def check(self, event_type: str, modes: tuple[str, ...], source: str) -> None:
        """Raise PackError, opening with `source`, on a root or mode that is not declared."""
        if not event_type and not modes:
            return
        if event_type not in self.modes:
            raise PackError(f"{source}: {one_of('event_type', event_type, self.modes)}")
        for mode in modes:
            if mode not in self.modes[event_type]:
                raise PackError(f"{source}: {one_of(f'mode of {event_type}', mode, self.modes[event_type])}")

    def track(self, event_type: str, modes: tuple[str, ...]) -> Track | None:
        """The track of an act: that of its first mode that declares one, else its root's."""
        for mode in modes:
            key = f"{event_type}.{mode}"
            if key in self.tracks:
                return self.tracks[key]
        return self.tracks.get(event_type)


@lru_cache(maxsize=4)
def load_ontology(root: Path) -> Ontology:
    """Read packs/ontology/event_types.toml under `root`."""
    table = tomllib.loads((root / "ontology" / "event_types.toml").read_text(encoding="utf-8"))
    modes, tracks, quads = {}, {}, {}
    for name, entry in table["types"].items():
        modes[name] = frozenset(entry["modes"])
        quads[name] = entry["quad"]
        tracks[name] = Track(entry["track"]) if entry["track"] else None
        for mode, track in entry.get("tracks", {}).items():
            tracks[f"{name}.{mode}"] = Track(track) if track else None
    return Ontology(modes, frozenset(table["contexts"]), tracks, quads)


@lru_cache(maxsize=4)
def load_cameo(root: Path) -> Mapping[str, tuple[str, str]]:
    """PLOVER's type and mode ("" where it has none) for each code of CAMEO: packs/ontology/cameo.csv under `root`."""
    rows = tables.read_csv(root / "ontology" / "cameo.csv", ("code", "event_type", "mode"))
    return {row["code"]: (row["event_type"], row["mode"]) for row in rows}
