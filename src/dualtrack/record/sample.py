"""Sample: how wrong is the coding? A stratified random sample of sentences to code by hand, and what it measures.

Strata are language by whether the coder found a claim, in proportion to their sizes; each sentence weighs what it
stands for. Intervals are Wilson's (1927, Journal of the American Statistical Association 22:209-212) on Kish's
effective sample size (1965, Survey Sampling, section 11.2), because the weights differ a little.
"""

from __future__ import annotations

import csv
import io
import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dualtrack.errors import RecordError
from dualtrack.model import Claim, Document, Genre, Sentence
from dualtrack.model.claim import KINDS
from dualtrack.model.identity import plain
from dualtrack.record import codec
from dualtrack.record.explain import told_act
from dualtrack.record.export import neutral, write_files
from dualtrack.record.store import Record

COLUMNS = ("row", "id", "weight", "language", "kind", "sentence", "claim", "correct", "missed")
KIND_NAMES = tuple(KINDS.values())
Z = 1.959964  # of a two-sided 95% interval
YES, NO = ("1", "y", "yes", "true"), ("0", "n", "no", "false")


@dataclass(frozen=True, slots=True)
class Share:
    """A proportion with its 95% interval and the number of judged items behind it; None where there are none."""

    estimate: float | None
    low: float | None
    high: float | None
    items: int


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Precision and recall of the coder for a kind of claim in a language; `all` stands for every kind or language."""

    kind: str
    language: str
    precision: Share
    recall: Share


@dataclass(frozen=True, slots=True)
class Judged:
    """One judged item: a claim that the coder made (right or wrong), or one that it missed."""

    kind: str
    language: str
    weight: float
    found: bool
    right: bool


def wilson(weighted: Sequence[tuple[float, bool]]) -> Share:
    """The share of weighted items that hold, with Wilson's interval on the effective sample size."""
    total = sum(weight for weight, _ in weighted)
    if not weighted or total <= 0:
        return Share(None, None, None, 0)
    share = sum(weight for weight, holds in weighted if holds) / total
    size = total**2 / sum(weight**2 for weight, _ in weighted)
    centre = (share + Z**2 / (2 * size)) / (1 + Z**2 / size)
    half = Z * math.sqrt(share * (1 - share) / size + Z**2 / (4 * size**2)) / (1 + Z**2 / size)
    return Share(share, max(0.0, centre - half), min(1.0, centre + half), len(weighted))


def draw_sample(record: Record, path: Path, n: int = 200, seed: int = 1) -> int:
    """Write a sample of `n` sentences as CSV for hand-coding and return how many were drawn; data sets are left out.

    For each claim row write y or n under `correct`; for each sentence row list under `missed` the kinds of the claims
    that the coder missed there (event quantity ...). Raises RecordError where there is no sentence to draw."""
    strata = sentences_by_stratum(record)
    if not strata:
        raise RecordError(f"{record.path}: no sentence to draw: add articles first")
    drawn = allocate({key: len(items) for key, items in strata.items()}, n)
    chance = random.Random(seed)
    rows: list[Sequence[object]] = []
    for key in sorted(strata):
        chosen = sorted(chance.sample(range(len(strata[key])), drawn[key]))
        weight = len(strata[key]) / drawn[key] if drawn[key] else 0.0
        for at in chosen:
            rows += rows_of(*strata[key][at], weight)
    write_files(path.parent, {path.name: written(rows)})
    return sum(drawn.values())


Drawn = tuple[Document, Sentence, list[Claim]]


def sentences_by_stratum(record: Record) -> dict[tuple[str, bool], list[Drawn]]:
    claims: dict[tuple[str, int], list[Claim]] = {}
    for claim in record.claims():
        claims.setdefault((claim.document_id, claim.sentence), []).append(claim)
    strata: dict[tuple[str, bool], list[Drawn]] = {}
    for document in record.documents():
        if document.genre is Genre.DATASET:
            continue
        for sentence in document.sentences:
            own = sorted(claims.get((document.id, sentence.index), []), key=lambda claim: (claim.start, claim.id))
            strata.setdefault((document.language, bool(own)), []).append((document, sentence, own))
    return strata


def allocate(sizes: dict[tuple[str, bool], int], n: int) -> dict[tuple[str, bool], int]:
    """How many to draw of each stratum: in proportion, by largest remainder, at least one and at most all."""
    total = sum(sizes.values())
    n = min(n, total)
    exact = {key: n * size / total for key, size in sizes.items()}
    drawn = {key: min(sizes[key], max(1, math.floor(share))) for key, share in exact.items()}
    for key in sorted(exact, key=lambda key: (math.floor(exact[key]) - exact[key], key)):
        if sum(drawn.values()) < n and drawn[key] < sizes[key]:
            drawn[key] += 1
    return drawn


def rows_of(document: Document, sentence: Sentence, claims: Sequence[Claim], weight: float) -> Iterator[list[object]]:
    """One row for the sentence, and one for each claim in it."""
    key, text = f"{document.id}:{sentence.index}", document.words_of(sentence)
    yield ["sentence", key, f"{weight:.6g}", document.language, "", text, "", "", ""]
    for claim in claims:
        yield ["claim", claim.id, f"{weight:.6g}", document.language, claim.kind, text, told(claim), "", ""]


def told(claim: Claim) -> str:
    """What the coder read, for a person to judge: the quote, what it states, whether it happened, when, where, who says
    it."""
    stated: dict[str, Any] = {} if claim.act else plain(claim.payload)
    what = told_act(claim.act) if claim.act else ", ".join(
        f"{name} {value}" for name, value in stated.items() if name != "event" and value not in (None, [], "")
    )  # fmt: skip
    when = f"{claim.when.earliest} to {claim.when.latest}" if claim.when.known else "no date"
    where = claim.place.name if claim.place else "no place"
    who = f"says {claim.speaker.text}" if claim.speaker else "no speaker"
    return " | ".join((claim.quote, what, claim.reality.value, when, where, who))


def written(rows: Sequence[Sequence[object]]) -> bytes:
    sink = io.StringIO(newline="")
    writer = csv.writer(sink)
    writer.writerow(COLUMNS)
    writer.writerows([[neutral(cell) for cell in row] for row in rows])
    return sink.getvalue().encode("utf-8", "surrogatepass")


def read_sample(record: Record, path: Path, by: str) -> list[Accuracy]:
    """Read a coded sample back, keep its result in the record under the coder's name, and return it.

    Raises RecordError naming the line of a row that is not filled in or not of this record."""
    judged = list(judgements_of(record, path))
    measured = measure(judged)
    content = {"file": path.name, "by": by, "accuracy": [json.loads(codec.write(item)) for item in measured]}
    with record.writing() as db:
        text = codec.dumps(content)
        if not db.execute("SELECT 1 FROM samples WHERE json = ?", (text,)).fetchone():
            db.execute("INSERT INTO samples (json) VALUES (?)", (text,))
    return measured


def judgements_of(record: Record, path: Path) -> Iterator[Judged]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            table = csv.DictReader(handle)
            missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
            if missing:
                raise RecordError(f"{path.name}:1: column '{missing[0]}' missing: fill in the file that was drawn")
            for line, row in enumerate(table, 2):
                yield from judged_row(record, row, f"{path.name}:{line}")
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"{path}: {error}: name the CSV file that was filled in, in UTF-8") from error


def judged_row(record: Record, row: dict[str, str], where: str) -> Iterator[Judged]:
    language = row["language"]
    try:
        weight = float(row["weight"])
    except ValueError as error:
        raise RecordError(f"{where}: weight '{row['weight']}' is not a number: keep it as it was drawn") from error
    if row["row"] == "claim":
        if not record.rows("SELECT 1 FROM claims WHERE id = ?", (row["id"],)):
            raise RecordError(f"{where}: claim '{row['id']}' is not in {record.path}: use the record it was drawn from")
        answer = row["correct"].strip().casefold()
        if answer not in YES + NO:
            raise RecordError(f"{where}: correct '{row['correct']}': write y or n")
        yield Judged(row["kind"], language, weight, True, answer in YES)
        return
    for kind in row["missed"].replace(",", " ").split():
        if kind not in KIND_NAMES:
            raise RecordError(f"{where}: missed '{kind}' is no kind of claim: {', '.join(KIND_NAMES)}")
        yield Judged(kind, language, weight, False, False)


def measure(judged: Sequence[Judged]) -> list[Accuracy]:
    """Precision and recall by kind and language, and over all of each."""
    kinds = ["all", *sorted({item.kind for item in judged})]
    languages = ["all", *sorted({item.language for item in judged})]
    made = []
    for kind in kinds:
        for language in languages:
            own = [
                item for item in judged if kind in ("all", item.kind) and language in ("all", item.language)
            ]  # fmt: skip
            if own:
                precision = wilson([(item.weight, item.right) for item in own if item.found])
                # Of what a sentence truly holds, what was found: right claims, against right and missed ones.
                recall = wilson([(item.weight, item.right) for item in own if item.right or not item.found])
                made.append(Accuracy(kind, language, precision, recall))
    return made


def accuracy(record: Record) -> list[Accuracy]:
    """What the latest hand-coded sample measured; empty if there is none."""
    rows = record.rows("SELECT json FROM samples ORDER BY number DESC LIMIT 1")
    if not rows:
        return []
    return [codec.restore(Accuracy, item) for item in json.loads(rows[0][0])["accuracy"]]
