"""Brief: seconds from a record to nine briefs, five readings and every page; of checking and proving too.

Run: python -m bench.brief [CLAIMS]. Prints a Markdown table; exit code 1 if a limit is missed. The large record is the
synthetic one of bench.record; making and matching it is not counted, since `record add` has done it before.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.evaluations import proof
from bench.record import articles
from dualtrack import pipeline, proving
from dualtrack.lexicon import load_case
from dualtrack.record import Record

CLAIMS = 100_000
DEMO_LIMIT, LARGE_LIMIT = 15.0, 60.0
SENTENCES = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One task, its seconds, and its limit (None where none is set)."""

    task: str
    seconds: float
    limit: float | None = None


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def published(record: Path, out: Path) -> float:
    """Seconds from a matched record to its folder of pages."""
    case = load_case("ukraine")
    with Record(record, create=False) as opened:
        opened.events()
        return timed(lambda: pipeline.publish(opened, out, case, ()))


def same_bytes(one: Path, other: Path) -> bool:
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in files)


def demo_rows(folder: Path) -> list[Row]:
    run = pipeline.demo(folder / "demo")
    record = folder / "demo" / pipeline.RECORD
    seconds = published(record, folder / "pages")
    published(record, folder / "again")
    again = "the same bytes again" if same_bytes(folder / "pages", folder / "again") else "OTHER BYTES AGAIN"
    rows = [Row(f"all pages of the shipped case, {run.claims:,} claims ({again})", seconds, DEMO_LIMIT)]
    article = folder / "column.txt"
    told = [item.source for item in proof.sentences() if item.language == "en"]
    article.write_text(" ".join(dict.fromkeys(told)), encoding="utf-8")
    rows.append(Row("check a column of some 25 sentences", timed(
        lambda: proving.check_into(article, record, folder / "check"))))  # fmt: skip
    some = list(proof.sentences())[:SENTENCES]
    rows.append(Row(f"prove {SENTENCES} sentences", timed(lambda: [
        proving.prove_sentence(item.prose, [item.source], published=item.published) for item in some])))  # fmt: skip
    return rows


def large_row(folder: Path, claims: int) -> Row:
    path = folder / "large.sqlite"
    with Record(path) as record:
        for document, own in articles(claims):
            record.add([document], own)
        record.events()
    return Row(f"all pages of {claims:,} claims", published(path, folder / "large"), LARGE_LIMIT)


def main() -> int:
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    with tempfile.TemporaryDirectory() as name:
        rows = [*demo_rows(Path(name)), large_row(Path(name), claims)]
    print("| task | seconds | at most | |\n|---|---|---|---|")
    for row in rows:
        holds = "" if row.limit is None else "holds" if row.seconds <= row.limit else "MISSED"
        print(f"| {row.task} | {row.seconds:.2f} | {row.limit or '-'} | {holds} |")
    return int(any(row.limit is not None and row.seconds > row.limit for row in rows))


if __name__ == "__main__":
    sys.exit(main())
