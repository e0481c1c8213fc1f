"""The record measured: growth, memory, imports, copies, kills. `python -m bench.record [--long]` prints a table.

Synthetic claims are added and matched in a process of their own, so that the peak of memory is theirs; `--long` goes on
to a million. Exit code 1 if a limit is missed.
"""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import copies, reliability
from bench.data import ROOT
from bench.synthetic import articles
from dualtrack.record import Record
from dualtrack.record.datasets import store_rows
from dualtrack.record.declaration import load_declaration

SHORT, LONG = (25_000, 50_000, 100_000), (125_000, 250_000, 500_000, 1_000_000)
ROWS = 1_000_000
Line = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Growth:
    """Adding and matching so many claims: seconds by the clock and of the processor, and the peak of memory in MB."""

    claims: int
    seconds: float
    processor: float
    peak: float
    events: int


def grown(claims: int) -> Growth:
    """Measure in this process."""
    made = list(articles(claims))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started, used = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "record.sqlite") as record:
        while made:
            document, own = made.pop()
            record.add([document], own)
        events = len(record.events())
    peak = max(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return Growth(claims, time.perf_counter() - started, time.process_time() - used, peak, events)


def grown_apart(claims: int) -> Growth:
    """Measure in a process of its own."""
    command = [sys.executable, "-m", "bench.record", "--claims", str(claims)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return Growth(**json.loads(printed))


def growth_lines(sizes: Sequence[int]) -> Iterator[Line]:
    """A line for each size, once it is measured, and one for each against the size before."""
    before: Growth | None = None
    for size in sizes:
        row = grown_apart(size)
        measured = f"{row.seconds:.1f} s ({row.processor:.1f} s of processor), {row.peak:.0f} MB, {row.events:,} events"
        bounded = row.claims == SHORT[-1]
        holds = not bounded or (row.processor <= 60 and row.peak <= 1024)
        yield (f"{row.claims:,} claims added and matched", measured, "60 s, 1 GB" if bounded else "", holds)
        if before is not None and row.claims == 2 * before.claims:
            ratio = row.processor / before.processor
            yield (f"{row.claims:,} against {before.claims:,} claims", f"{ratio:.2f}x", "2.3x", ratio <= 2.3)
        before = row


def import_line() -> Line:
    """A data set's rows stored as they are written."""
    row = ["2025-01-01 18:00", "2025-01-02 08:00", "Shahed-136/131", "Ukraine", "100", "80", "10", "kpszsu/posts/1"]
    declaration = load_declaration("missile-attacks")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow(declaration.columns)
            writer.writerows([*row[:4], str(number % 800), *row[5:]] for number in range(ROWS))
        started = time.perf_counter()
        with Record(Path(folder) / "record.sqlite") as record:
            store_rows(record, declaration, path)
        seconds = time.perf_counter() - started
    return (f"{ROWS:,} rows of a data set stored", f"{seconds:.1f} s", "60 s", seconds <= 60)


def copy_lines() -> list[Line]:
    shares = copies.recall()
    false, speed = shares.pop("false"), copies.speed()
    lines = [(f"copies found: {way}", f"{share:.3f}", "at least .95", share >= 0.95) for way, share in shares.items()]
    return [
        *lines,
        ("unrelated articles taken for copies", f"{false:.0f}", "0", false == 0),
        ("articles hashed and compared", f"{speed:,.0f} a second", "at least 1,500", speed >= 1_500),
    ]


def reliability_lines(kills: int) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        killed = reliability.kill_at_random(Path(folder), kills)
        read = reliability.read_while_written(Path(folder))
    broken = sum(bool(item.problems) for item in killed)
    found = sorted(item.found for item in killed)
    task = f"kill -9 at {kills} random moments of an add, {found[0]} to {found[-1]} articles in"
    told = f"longest of {read.reads} reads {read.longest:.2f} s, {len(read.problems)} half articles seen"
    return [
        (task, f"{broken} records torn, short or not completed", "0", broken == 0),
        ("a second process reads while one writes", told, "0", not read.problems),
    ]


def main() -> int:
    if "--claims" in sys.argv:
        row = grown(int(sys.argv[sys.argv.index("--claims") + 1]))
        print(json.dumps({name: getattr(row, name) for name in Growth.__slots__}))
        return 0
    print("| task | measured | at most | |\n|---|---|---|---|")
    held = True
    sizes = (*SHORT, *LONG) if "--long" in sys.argv else SHORT
    for make in (lambda: growth_lines(sizes), lambda: [import_line()], copy_lines, lambda: reliability_lines(50)):
        for task, measured, limit, holds in make():
            held = held and holds
            print(f"| {task} | {measured} | {limit} | {'holds' if holds else 'MISSED'} |", flush=True)
    return int(not held)


if __name__ == "__main__":
    sys.exit(main())
