"""Reliability of the record: it is killed at random moments, and read by one process while another writes.

`python -m bench.reliability RECORD CLAIMS` is the writer: it adds synthetic articles, says each one that is in, then
builds the events.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.data import ROOT
from bench.synthetic import articles
from dualtrack.record import Record, verify
from dualtrack.record.export import export

READY, BUILT = "ready", "built"


@dataclass(frozen=True, slots=True)
class Killed:
    """What a kill left: articles acknowledged, articles found, and every problem."""

    acknowledged: int
    found: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What a second process saw while the first wrote: reads, the longest in seconds, and every problem."""

    reads: int
    longest: float
    problems: tuple[str, ...]


def write(path: Path, claims: int) -> None:
    """The writer."""
    with Record(path) as record:
        print(READY, flush=True)
        for document, coded in articles(claims):
            record.add([document], coded)
            print(document.id, flush=True)
        record.events()
        print(BUILT, flush=True)


@contextmanager
def writer(path: Path, claims: int) -> Iterator[subprocess.Popen[str]]:
    """The writer in a process of its own, once it is ready."""
    command = [sys.executable, "-m", "bench.reliability", str(path), str(claims)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == READY
        try:
            yield process
        finally:
            process.kill()


def kill_at_random(folder: Path, moments: int, claims: int = 600, seed: int = 1) -> list[Killed]:
    """Kill the writer at random moments of a whole run, judge what it left, and let the re-run complete it."""
    chance = random.Random(seed)
    with writer(folder / "whole.sqlite", claims) as process:
        started = time.perf_counter()
        process.wait()
        lasted = time.perf_counter() - started
    whole = exported(folder / "whole.sqlite", folder / "whole")
    made = []
    for moment in range(moments):
        path = folder / f"{moment}.sqlite"
        with writer(path, claims) as process:
            time.sleep(chance.uniform(0, lasted))
            process.send_signal(signal.SIGKILL)
            said = process.stdout.read().split() if process.stdout else []
        made.append(judged(path, said, claims, whole))
    return made


def judged(path: Path, said: list[str], claims: int, whole: dict[str, bytes]) -> Killed:
    """Whether every acknowledged article is there, none is torn, and the re-run gives the same bytes."""
    expected = {document.id: {claim.id for claim in coded} for document, coded in articles(claims)}
    problems = []
    with Record(path) as record:
        found = {document.id: set[str]() for document in record.documents()}
        for claim in record.claims():
            found[claim.document_id].add(claim.id)
        problems += [f"lost: {key}" for key in said if key in expected and key not in found]
        problems += [f"torn: {key}" for key, own in found.items() if own != expected[key]]
        problems += verify(record)
        for document, coded in articles(claims):
            record.add([document], coded)
    if exported(path, path.with_suffix("")) != whole:
        problems.append("the re-run gives another export")
    return Killed(len(said) - (BUILT in said), len(found), tuple(problems))


def exported(path: Path, out: Path) -> dict[str, bytes]:
    with Record(path, create=False) as record:
        files = {file.name: file.read_bytes() for file in export(record, "jsonl", out)}
    shutil.rmtree(out)
    return files


def read_while_written(folder: Path, claims: int = 3_000) -> Read:
    """Read documents, claims and events again and again while another process writes them."""
    path = folder / "read.sqlite"
    expected = {document.id: len(coded) for document, coded in articles(claims)}
    reads, longest, problems, seen = 0, 0.0, list[str](), 0
    with writer(path, claims) as process, Record(path, create=False) as record:
        while process.poll() is None:
            started = time.perf_counter()
            with record.reading():
                documents, own = record.documents(), record.claims()
            longest = max(longest, time.perf_counter() - started)
            counted = dict.fromkeys((document.id for document in documents), 0)
            for claim in own:
                counted[claim.document_id] += 1
            problems += [f"half of {key} was seen" for key, count in counted.items() if count != expected[key]]
            problems += [f"{seen - len(documents)} articles vanished"] if len(documents) < seen else []
            reads, seen = reads + 1, len(documents)
    return Read(reads, longest, tuple(problems))


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
