"""One row of a data set as a document and its claims, by the declaration of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from fnmatch import fnmatchcase
from typing import Any

from dualtrack.errors import InvalidValue
from dualtrack.model import Act, Case, Claim, Document, Genre, Party, Place, Quantity, Sentence, Speaker, When
from dualtrack.record.declaration import Declaration

NOTHING = ("", "nan", "NaN", "NA", "None")
STATES = ("state", "government", "organisation", "force", "group")
AREA = {"oblast": "region", "region": "region"}
Row = Mapping[str, str]


class Names:
    """Codes of actors, and places, by every name that a case gives them."""

    def __init__(self, case: Case) -> None:
        self.codes: dict[str, str] = {}
        for actor in reversed(case.actors):
            if actor.kind in STATES:
                for name in (actor.name, *(alias for listed in actor.aliases.values() for alias in listed)):
                    self.codes[name.casefold()] = actor.code
        self.found: dict[str, str | None] = {}
        self.places: dict[str, Place] = {}
        for place in sorted(case.places, key=lambda item: item.population):
            region = place.id if place.kind in AREA else place.admin
            made = Place(place.name, place.id, place.country, place.lat, place.lon, region, place.kind)
            self.places[place.id] = made
            for name in (place.name, *(alias for listed in place.aliases.values() for alias in listed)):
                self.places[name.casefold()] = made

    def code(self, name: str) -> str | None:
        """The code of "Russia", of "Russia (2000-)", of "Government of Russia"."""
        if name in self.found:
            return self.found[name]
        bare = re.sub(r"\s*\(.*?\)", "", name).casefold().removeprefix("government of ").strip()
        self.found[name] = self.codes.get(name.casefold()) or self.codes.get(bare)
        return self.found[name]

    def country(self, name: str) -> str | None:
        return self.code(name) or (name if re.fullmatch("[A-Z]{3}", name) else None)


class RowReader:
    """Reads the rows of one file of a declared kind."""

    def __init__(self, declaration: Declaration, names: Names, digest: str, file: str) -> None:
        self.declared, self.names, self.digest, self.file = declaration, names, digest, file
        self.sections = declaration.sections
        self.dropped = {
            side: re.compile(self.sections[side]["drop"]) if "drop" in self.sections[side] else None
            for side in ("actors", "recipients")
        }
        self.parties_known: dict[tuple[str, str], tuple[Party, ...]] = {}
        self.days_known: dict[tuple[str, str], date | None] = {}

    def read(self, number: int, row: Row) -> tuple[Document, list[Claim]]:
        """The document and the claims of a row. Raises InvalidValue naming the column that cannot be read."""
        document, cells = self.document(number, row)
        act = next((item for item in self.declared.acts if fits(item.get("when", {}), row)), None)
        if act is None:
            return document, []
        speaker, hedge = self.speaker(row), self.hedge(row)
        common: dict[str, Any] = {
            "document_id": document.id, "document": document.name, "sentence": 0, "language": document.language,
            "track": act.get("track"),
            "rule": f"dataset.{self.declared.kind}+rows.{self.declared.rows}",
            "when": self.when(row), "place": self.place(row),
            "speaker": speaker, "hedge": hedge,
        }  # fmt: skip
        text, whole = document.text, (0, len(document.text))

        def claim(payload: Act | Quantity, span: tuple[int, int]) -> Claim:
            return Claim(payload=payload, start=span[0], end=span[1], quote=text[slice(*span)], **common)

        claims = []
        for actors, recipients in self.parties(row):
            made = Act(act["event_type"], tuple(act.get("modes", ())), (), actors, recipients)
            event = claim(made, whole)
            claims.append(event)
            for column, quantity in self.quantities(row, made, event.id):
                claims.append(claim(quantity, cells.get(column, whole)))
        return document, claims

    def document(self, number: int, row: Row) -> tuple[Document, dict[str, tuple[int, int]]]:
        """The row as a document, known by its file's hash and its number: its own text, else its cells as written,
        with where each cell stands."""
        text = row[self.declared.quote].strip() if self.declared.quote else ""
        cells: dict[str, tuple[int, int]] = {}
        if not text:
            written, at = [], 0
            for name, cell in row.items():
                if cell not in NOTHING:
                    written.append(f"{name}: {cell}")
                    cells[name] = (at, at + len(written[-1]))
                    at += len(written[-1]) + 2
            text = "; ".join(written)
        column = self.declared.language_column
        language = re.split(r"[^A-Za-z]", row[column])[0] or "und" if column else self.declared.language
        document = Document(
            text, f"{self.file}:{number}", language, None, self.declared.publisher,
            f"urn:sha256:{self.digest}#{number}", genre=Genre.DATASET, sentences=(Sentence(0, 0, len(text)),),
            licence=self.declared.licence,
        )  # fmt: skip
        return document, cells

    def when(self, row: Row) -> When:
        declared = self.sections["when"]
        start, end = (self.day(row, declared[name]) for name in ("start", "end"))
        if start is None and end is None:
            return When()
        start, end = start or end, end or start
        assert start is not None
        assert end is not None
        if start > end:
            raise InvalidValue(f"column '{declared['end']}' {end} is before '{declared['start']}' {start}")
        grade = row.get(declared.get("precision", ""), "")
        wide = timedelta(days=declared.get("widen", {}).get(grade, 0))
        overnight = declared.get("overnight") and (end - start).days == 1
        precision: Any = "part_of_day" if overnight else declared.get("precisions", {}).get(grade, "day")
        return When(start - wide, end + wide, precision)

    def day(self, row: Row, column: str) -> date | None:
        """A cell's day; looked up once, because a data set names few."""
        key = (column, row[column].strip())
        if key not in self.days_known:
            self.days_known[key] = self.day_of(*key)
        return self.days_known[key]

    def day_of(self, column: str, text: str) -> date | None:
        if text in NOTHING:
            return None
        formats = self.sections["when"]["formats"]
        for form in formats:
            try:
                return datetime.strptime(text, form).date()
            except ValueError:
                continue
        raise InvalidValue(f"column '{column}' '{text}' is not a date of the form {' or '.join(formats)}")

    def place(self, row: Row) -> Place | None:
        declared = self.sections["place"]
        country = declared.get("country") or self.names.country(row.get(declared.get("country_column", ""), ""))
        key = row.get(declared.get("id", ""), "")
        name = next((row[item] for item in declared.get("names", ()) if row[item] not in NOTHING), "")
        known = self.names.places.get(key) or self.names.places.get(name.casefold())
        if known is not None and (country is None or known.country == country):
            return known
        name = name or declared.get("otherwise", "")
        lat, lon = (number(row, declared.get(item)) for item in ("latitude", "longitude"))
        if not name and lat is None:
            return None
        if name == declared.get("otherwise"):
            return Place(name, f"country.{(country or name).lower()}", country, scale="country")
        region = self.names.places.get(row.get(declared.get("region", ""), "").casefold())
        scale = declared.get("scales", {}).get(row.get(declared.get("scale", ""), ""), "city")
        at = f"{lat},{lon}" if lat is not None else name.casefold()
        return Place(name or at, key or f"at.{at}", country, lat, lon, region.id if region else None, scale)

    def parties(self, row: Row) -> Iterator[tuple[tuple[Party, ...], tuple[Party, ...]]]:
        """Actors and recipients of each act of a row; a calendar's cell may hold several meetings."""
        declared = self.sections["actors"]
        recipients = self.named("recipients", row)
        if "meetings" not in declared:
            flagged = [code for column, code in declared.get("flags", {}).items() if row[column] == "1"]
            yield (*self.named("actors", row), *(Party(code, None, code) for code in flagged)), recipients
            return
        cell = row[declared["columns"][0]]
        for meeting in re.split(declared["meetings"], self.without("actors", cell)):
            words = [word.strip() for word in meeting.split(declared["split"]) if word.strip()]
            found = [code for word in words for code in declared["known"].get(word, [self.names.code(word) or word])]
            if found:
                yield tuple(Party(code, None, code) for code in found), recipients

    def named(self, side: str, row: Row) -> tuple[Party, ...]:
        declared = self.sections[side]
        fixed = tuple(Party(code, None, code) for code in declared.get("codes", ()))
        cells = [row[column] for column in declared.get("columns", ()) if row[column] not in NOTHING]
        return (*fixed, *(party for cell in cells for party in self.party(side, cell)))

    def party(self, side: str, cell: str) -> tuple[Party, ...]:
        """The party that a cell names; looked up once, because a data set names few."""
        key = (side, cell)
        if key not in self.parties_known:
            bare = self.without(side, cell).strip()
            self.parties_known[key] = (Party(self.names.code(cell) or self.names.code(bare), None, cell),)
        return self.parties_known[key]

    def without(self, side: str, cell: str) -> str:
        drop = self.dropped[side]
        return drop.sub("", cell) if drop else cell

    def speaker(self, row: Row) -> Speaker | None:
        declared = self.sections["speaker"]
        said = row.get(declared.get("column", ""), "").strip()
        if said in NOTHING:
            return None
        known = next((item for item in declared.get("known", ()) if said.startswith(item["starts"])), None)
        return Speaker(known["code"], known["text"]) if known else Speaker(None, said)

    def hedge(self, row: Row) -> str | None:
        declared = self.sections["hedge"]
        values: Mapping[str, str] = declared.get("values", {})
        return values.get(row.get(declared.get("column", ""), ""))

    def quantities(self, row: Row, act: Act, event: str) -> Iterator[tuple[str, Quantity]]:
        """The numbers of a row, each with the column that gives its best."""
        for declared in self.declared.quantities:
            low, best, high = (number(row, declared.get(name)) for name in ("low", "best", "high"))
            if best is None:
                continue
            bounded = "low" in declared
            low, high = (low, high) if bounded else (best, best)
            what = declared["what"] if isinstance(declared["what"], str) else what_of(declared["what"], act)
            scope = row[declared["scope"]] if "scope" in declared else declared.get("scope_text")
            kind: Any = "range" if bounded and not low == best == high else "exact"
            made = Quantity(declared["measure"], what, low, best, high, kind, event=event, scope=scope or None)
            yield declared["best"], made


def what_of(by_mode: Mapping[str, str], act: Act) -> str:
    return next((what for mode, what in by_mode.items() if mode in act.modes), "weapon")


def fits(when: Mapping[str, Sequence[str]], row: Row) -> bool:
    return all(any(fnmatchcase(row[column], wanted) for wanted in listed) for column, listed in when.items())


def number(row: Row, column: str | None) -> float | None:
    """A cell as a number; None where empty. Raises InvalidValue naming the column."""
    text = row.get(column, "").strip() if column else ""
    if text in NOTHING:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise InvalidValue(f"column '{column}' '{text}' is not a number") from error
