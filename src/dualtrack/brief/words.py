"""The words of the page, by language of the interface: labels, dates, bounds and sentence templates."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dualtrack.draw.svg import number
from dualtrack.errors import PackError
from dualtrack.lexicon import packs, tables
from dualtrack.lexicon.phrases import fold
from dualtrack.model import Figure, Precision, When

SECTIONS = (
    "dates", "bounds", "labels", "reality", "status", "checks", "conflicts", "plurals", "sentences",
    "acts", "measures", "forms", "stances", "check", "connectives", "origins", "questions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """One interface file. Every language has the same keys as English; a missing one falls back to English."""

    language: str
    name: str
    sections: Mapping[str, Mapping[str, Any]]

    @property
    def labels(self) -> dict[str, str]:
        return dict(self.sections["labels"])

    @property
    def sentences(self) -> Mapping[str, str]:
        return self.sections["sentences"]

    @property
    def connectives(self) -> frozenset[str]:
        """The words, folded, that may connect statements without saying anything."""
        return frozenset(map(fold, self.sections["connectives"]["words"]))

    def of(self, section: str, key: str) -> str:
        """The word for a value (a reality, a status, a kind of conflict); the value itself if there is none."""
        return str(self.sections[section].get(key, key))

    def act(self, event_type: str, modes: Sequence[str]) -> str:
        """What to call an act: by the first mode that has a word of its own, else by its type."""
        acts = self.sections["acts"]
        return str(next((acts[key] for mode in modes if (key := f"{event_type}/{mode}") in acts), acts[event_type]))

    def day(self, day: date) -> str:
        dates = self.sections["dates"]
        month = dates["months"][day.month - 1]
        return str(dates["day"]).format(day=day.day, month=month, year=day.year)

    def when(self, when: When) -> str:
        """An interval in words; what is not known says so."""
        dates = self.sections["dates"]
        first, last = when.first_day, when.last_day
        if first is None and last is None:
            return str(dates["unknown"])
        if last is None and first is not None:
            return str(dates["since"]).format(first=self.day(first))
        if first is None and last is not None:
            return str(dates["until"]).format(last=self.day(last))
        assert first is not None
        assert last is not None
        if first == last:
            return self.day(first)
        night = when.precision is Precision.PART_OF_DAY and (last - first).days == 1
        return str(dates["night" if night else "span"]).format(first=self.day(first), last=self.day(last))

    def bounds(self, low: float | None, best: float | None, high: float | None) -> str:
        """low/best/high in words: "375", "30 to 38", "at least 30"."""
        words = self.sections["bounds"]
        shown = {name: "" if value is None else number(value) for name, value in
                 (("low", low), ("best", best), ("high", high))}  # fmt: skip
        if best is not None and (low is None or low == best) and (high is None or high == best):
            return str(words["exact"]).format(**shown)
        if best is not None and low is not None and high is not None:
            return str(words["estimate"]).format(**shown)
        if low is not None and high is not None:
            return str(words["range"]).format(**shown)
        if low is not None:
            return str(words["at_least"]).format(**shown)
        return str(words["at_most"]).format(**shown) if high is not None else shown["best"]

    def things(self, what: str) -> str:
        """What is counted, in the plural: "drones", "people"."""
        plurals = self.sections["plurals"]
        return str(plurals.get(what, what.replace("_", " ") + str(plurals["default"])))

    def figure(self, figure: Figure) -> str:
        """A figure's bounds, with its unit where what is counted does not say it already."""
        words = self.bounds(figure.low, figure.best, figure.high)
        return f"{words} {figure.unit}" if figure.unit and figure.unit != figure.what else words


def load_words(language: str = "en", extra: Sequence[Path] = ()) -> Words:
    """Load packs/interface/<language>.toml over English. Raises UnknownName for a language with no file."""
    english = tables.read_toml(packs.find("interface", "en.toml", extra))
    path = packs.find("interface", f"{language}.toml", extra)
    chosen = tables.read_toml(path)
    sections = {}
    for section in SECTIONS:
        own = chosen.get(section, {})
        unknown = set(own) - set(english[section])
        if unknown:
            raise PackError(f"{path.name}: [{section}] has '{sorted(unknown)[0]}', which the English file has not")
        sections[section] = {**english[section], **own}
    return Words(chosen["language"], chosen["name"], sections)


def percent(share: float) -> str:
    """A share as whole percent; a share of nothing is a dash."""
    return "-" if math.isnan(share) else f"{round(100 * share)}%"
