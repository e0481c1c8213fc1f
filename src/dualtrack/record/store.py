"""Record: one SQLite file with documents, claims, decisions, and the events and figures built from them.

A document and its claims are written in one transaction: after a kill the record holds whole documents only, and the
same command goes on from there. Events and figures are rebuilt from what is recorded when something new was added,
so that the order of adding makes no difference.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from dualtrack import __version__
from dualtrack.errors import RecordError, UnknownName, nearest
from dualtrack.model import (
    Case,
    Claim,
    Decision,
    Document,
    Event,
    Figure,
    Input,
    Judgement,
    Raid,
    Round,
    Ruling,
    Series,
)
from dualtrack.model.case import Source
from dualtrack.record import codec
from dualtrack.record.build import Built, build
from dualtrack.record.schema import connect, refusal
from dualtrack.record.series import daily

Read = TypeVar("Read")
EVENT_KINDS: dict[str, type[Event]] = {"Event": Event, "Raid": Raid, "Round": Round}
NO_CASE = Case("none", "No case")
REVISION = "revision"  # counts what was added or ruled
# What each ruling may name.
SHELVES = {
    Ruling.SAME: ("claims", "events"),
    Ruling.DIFFERENT: ("claims", "events"),
    Ruling.SET: ("figures", "claims"),
    Ruling.REJECT: ("claims",),
    Ruling.REVERSE: ("decisions",),
}


class Record:
    """A record on disk. Use it as a context manager. Raises RecordError for whatever the file refuses."""

    def __init__(self, path: Path | str, *, create: bool = True) -> None:
        self.path = Path(path)
        self.db = connect(self.path, create)
        self._kept: dict[str, list[Any]] = {}
        self._kept_at: tuple[int, int] = (-1, -1)
        self._remembered: Case | None = None

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.db.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing."""
        try:
            self.db.execute("BEGIN IMMEDIATE")
            yield self.db
            self.db.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise refusal(self.path, error) from error
        except BaseException:
            self._roll_back()
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several reads of one moment, whatever another process writes meanwhile."""
        self.db.execute("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def _roll_back(self) -> None:
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    # what goes in

    def add(
        self,
        documents: Iterable[Document],
        claims: Iterable[Claim],
        inputs: Iterable[Input] = (),
        case: Case | None = None,
    ) -> Record:
        """Add documents with their claims. Adding the same again changes nothing.

        A document with the address of an older one but other text is its new version: the older one's claims stay,
        superseded. A document coded anew (other packs) has its former claims superseded too.
        """
        if case is not None and case is not self._remembered:
            self._remember(case)
            self._remembered = case
        by_document: dict[str, list[Claim]] = {}
        for claim in claims:
            by_document.setdefault(claim.document_id, []).append(claim)
        for document in documents:
            with self.writing():
                self._write_document(document)
                self._write_claims(document.id, by_document.get(document.id, []))
        rows = [(item.name, codec.write(item)) for item in inputs]
        if rows:
            with self.writing():
                self.db.executemany("INSERT OR REPLACE INTO inputs VALUES (?, ?)", rows)
        return self

    def _remember(self, case: Case) -> None:
        """Keep what later reading needs of the case: sides, sources and rounds."""
        kept = Case(case.id, case.name, case.sides, sources=case.sources, rounds=case.rounds)
        text = codec.write(kept)
        if self._meta("case") != text:
            with self.writing():
                self._set_meta("case", text)
                changed(self.db)

    def _write_document(self, document: Document) -> None:
        known = self.db.execute("SELECT 1 FROM documents WHERE id = ?", (document.id,)).fetchone()
        if known:
            return
        # Only an address names a document across its versions; a file's name may be used again for another.
        address = document.url
        if address:
            older = "SELECT id FROM documents WHERE address = ? AND superseded_by IS NULL"
            for (old,) in self.db.execute(older, (address,)).fetchall():
                self.db.execute("UPDATE documents SET superseded_by = ? WHERE id = ?", (document.id, old))
                self.db.execute("UPDATE claims SET superseded = 1 WHERE document_id = ?", (old,))
        self.db.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", document_row(document))
        words = [(document.id, item.index, document.words_of(item)) for item in document.sentences]
        self.db.executemany("INSERT INTO words VALUES (?, ?, ?)", words)
        changed(self.db)

    def _write_claims(self, document_id: str, claims: Sequence[Claim]) -> None:
        old = self.db.execute("SELECT superseded_by FROM documents WHERE id = ?", (document_id,)).fetchone()
        if old and old[0]:
            # An old version read again stays replaced by the newer one.
            return
        query = "SELECT id FROM claims WHERE document_id = ? AND superseded = 0"
        before = {row[0] for row in self.db.execute(query, (document_id,))}
        now = {claim.id for claim in claims}
        if now == before:
            return
        gone = [(key,) for key in sorted(before - now)]
        self.db.executemany("UPDATE claims SET superseded = 1 WHERE id = ?", gone)
        again = "ON CONFLICT(id) DO UPDATE SET superseded = 0"
        rows = [claim_row(claim) for claim in claims if claim.id not in before]
        self.db.executemany(f"INSERT INTO claims VALUES (?, ?, ?, ?, ?, 0, ?, ?) {again}", rows)
        changed(self.db)

    def decide(self, decision: Decision) -> Decision:
        """Append an editor's ruling; every later reading obeys it. Raises UnknownName for an id that is not here."""
        subjects = [self._subject(key, decision.ruling) for key in decision.subjects]
        ruled = Decision(decision.ruling, tuple(subjects), decision.by, decision.reason, decision.made, decision.value)
        with self.writing():
            self.db.execute("INSERT OR IGNORE INTO decisions (id, json) VALUES (?, ?)", (ruled.id, codec.write(ruled)))
            changed(self.db)
        return ruled

    def _subject(self, key: str, ruling: Ruling) -> str:
        """The claim or decision that an id names. An event's id stands for its first claim and a figure's for one of
        its own, because ids of what is built change as the record grows, and those of claims never do."""
        shelves = SHELVES[ruling]
        self._build()
        for shelf in shelves:
            if self.db.execute(f"SELECT 1 FROM {shelf} WHERE id = ?", (key,)).fetchone():
                return self._claim_of(shelf, key)
        known = [row[0] for shelf in shelves for row in self.db.execute(f"SELECT id FROM {shelf}")]
        raise UnknownName(f"'{key}' is no id among the {' or '.join(shelves)} of {self.path}.{nearest(key, known)}")

    def _claim_of(self, shelf: str, key: str) -> str:
        if shelf == "events":
            return next(item for item in self.event(key).claims if self.claim(item).act is not None)
        if shelf == "figures":
            figure = next(item for item in self.figures() if item.id == key)
            chosen = next((item for item in figure.claims if item not in figure.superseded), figure.claims[0])
            quantity = self.claim(chosen).quantity
            # A row that counts a part stands in the figure of that part and in that of the whole.
            return f"{chosen}:whole" if figure.scope is None and quantity and quantity.scope else chosen
        return key

    # what comes out

    def documents(self) -> list[Document]:
        query = "SELECT json FROM documents ORDER BY id"
        return self._read_once("documents", lambda: [codec.read(Document, row[0]) for row in self.db.execute(query)])

    def claims(self, *, kind: str | None = None, superseded: bool = False) -> list[Claim]:
        """The claims that stand (with `superseded`, those that do not), by document and position."""
        query = "SELECT json FROM claims WHERE superseded = ? ORDER BY document_id, id"

        def read() -> list[Claim]:
            return [codec.recorded_claim(row[0]) for row in self.db.execute(query, (int(superseded),))]

        claims = self._read_once(f"claims superseded {superseded}", read)
        return [claim for claim in claims if kind is None or claim.kind == kind]

    def claim(self, key: str) -> Claim:
        row = self.db.execute("SELECT json FROM claims WHERE id = ?", (key,)).fetchone()
        if row is None:
            raise UnknownName(f"claim '{key}' is not in {self.path}")
        return codec.recorded_claim(row[0])

    def events(self) -> list[Event]:
        self._build()
        query = "SELECT kind, json FROM events ORDER BY id"

        def read() -> list[Event]:
            return [codec.read(EVENT_KINDS[kind], text) for kind, text in self.db.execute(query)]

        return self._read_once("events", read)

    def event(self, key: str) -> Event:
        self._build()
        row = self.db.execute("SELECT kind, json FROM events WHERE id = ?", (key,)).fetchone()
        if row is None:
            known = [item[0] for item in self.db.execute("SELECT id FROM events")]
            advice = "take an id from events.jsonl, or one that 'dualtrack record search' prints"
            raise UnknownName(f"event '{key}' is not in {self.path}.{nearest(key, known)} To do: {advice}")
        return codec.read(EVENT_KINDS[row[0]], row[1])

    def figures(self, event: str | None = None) -> list[Figure]:
        self._build()
        query = "SELECT json FROM figures ORDER BY id"
        figures = self._read_once("figures", lambda: [codec.read(Figure, row[0]) for row in self.db.execute(query)])
        return [figure for figure in figures if event is None or figure.event == event]

    def judgements(self) -> list[Judgement]:
        self._build()
        rows = self.db.execute("SELECT json FROM judgements ORDER BY left_claim, right_claim")
        return [codec.read(Judgement, row[0]) for row in rows]

    def decisions(self) -> list[Decision]:
        return [codec.read(Decision, row[0]) for row in self.db.execute("SELECT json FROM decisions ORDER BY number")]

    def inputs(self) -> list[Input]:
        return [codec.read(Input, row[0]) for row in self.db.execute("SELECT json FROM inputs ORDER BY name")]

    def case(self) -> Case:
        """What the record keeps of its case: sides, sources, rounds."""
        text = self._meta("case")
        return codec.read(Case, text) if text else NO_CASE

    def sources(self) -> Sequence[Source]:
        return self.case().sources

    def search(self, query: str) -> list[tuple[str, int, str]]:
        """(document id, sentence, words) of the sentences that match an FTS5 query, in any script.

        Raises RecordError for a query that FTS5 cannot parse."""
        find = "SELECT document_id, sentence, text FROM words WHERE words MATCH ? ORDER BY rank, document_id, sentence"
        try:
            return [tuple(row) for row in self.db.execute(find, (query,))]
        except sqlite3.OperationalError as error:
            raise RecordError(
                f"search '{query}': {error}: put phrases in double quotes, join with AND, OR, NOT"
            ) from error

    def series(
        self,
        *,
        track: str | None = None,
        event_type: str | None = None,
        measure: str | None = None,
        what: str | None = None,
        scope: str | None = None,
        actor: str | None = None,
        place: str | None = None,
        start: date | None = None,
        end: date | None = None,
    ) -> Series:
        """A daily series of events (or, with `measure`, of a figure's counts, of a part of it with `scope`: a model of
        weapon, a region); see `record.series`."""
        wanted = {
            "track": track,
            "event_type": event_type,
            "measure": measure,
            "what": what,
            "scope": scope,
            "actor": actor,
            "place": place,
        }
        return daily(self.events(), self.figures(), wanted, start, end)

    def _read_once(self, name: str, read: Callable[[], list[Read]]) -> list[Read]:
        """A list read from the file, or read before and not changed since, by this or by another connection: measures,
        bargain and brief each ask for all rows. The rows are frozen; the list is the caller's own."""
        now = (self.db.total_changes, int(self.db.execute("PRAGMA data_version").fetchone()[0]))
        if now != self._kept_at:
            self._kept, self._kept_at = {}, now
        if name not in self._kept:
            self._kept[name] = read()
        return list(self._kept[name])

    # what is built

    def _build(self) -> None:
        """Rebuild events and figures if anything was added or ruled since. What another process adds meanwhile is
        left to the next time: what is built is what was read, at one moment."""
        if self._meta("built") == self._state():
            return
        with self.reading():
            state = self._state()
            made = self.build()
        with self.writing():
            for table in ("events", "figures", "judgements"):
                self.db.execute(f"DELETE FROM {table}")
            events = [(event.id, codec.write(event), type(event).__name__) for event in made.events]
            self.db.executemany("INSERT INTO events VALUES (?, ?, ?)", events)
            figures = [(figure.id, figure.event, codec.write(figure)) for figure in made.figures]
            self.db.executemany("INSERT INTO figures VALUES (?, ?, ?)", figures)
            kept = [(item.left, item.right, codec.write(item)) for item in made.judgements]
            self.db.executemany("INSERT INTO judgements VALUES (?, ?, ?)", kept)
            self._set_meta("built", state)

    def _state(self) -> str:
        """What events and figures are built from: the program, and how much was added or ruled."""
        return f"{__version__} {self._meta(REVISION)}"

    def build(self) -> Built:
        """Events, figures and judgements from what is recorded, without a look at what was built before."""
        documents = {document.id: document for document in self.documents()}
        return build(self.claims(), documents, self.decisions(), self.case())

    def _meta(self, key: str) -> str:
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def _set_meta(self, key: str, value: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of a read-only query, for the modules of this room."""
        return [tuple(row) for row in self.db.execute(query, values)]


def changed(db: sqlite3.Connection) -> None:
    """Note that something was added or ruled, so that events and figures are built anew."""
    count = "INSERT INTO meta VALUES (?, '1') ON CONFLICT(key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    db.execute(count, (REVISION,))


def document_row(document: Document) -> tuple[str | None, ...]:
    """A document's cells: what is searched by, the seal, and its JSON."""
    published = document.published.earliest.isoformat() if document.published.earliest else None
    cells = (document.id, document.name, document.language, document.publisher, published, document.url)
    text = codec.write(document)
    return (*cells, None, codec.seal(*cells, text), text)


def claim_row(claim: Claim) -> tuple[str | None, ...]:
    """A claim's cells: what is searched by, the seal, and its JSON."""
    earliest = claim.when.earliest.isoformat() if claim.when.earliest else None
    cells = (claim.id, claim.document_id, claim.kind, claim.track, earliest)
    text = codec.write_claim(claim)
    return (*cells, codec.seal(*cells, text), text)
