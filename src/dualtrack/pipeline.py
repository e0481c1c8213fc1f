"""Every stage, on one screen: read, code, record, measure, bargain, brief.

What joins two stages (coding the examples of a pack, checking a folder against its record) lives here and
hands plain values over; the stages never import each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dualtrack import bargain, coding, measure, read
from dualtrack import brief as briefs
from dualtrack.lexicon import load_case
from dualtrack.model import Case, Claim, Finding, Input, Outcome
from dualtrack.record import Record

Progress = Callable[[str, int, int], None]
RECORD = "record.sqlite"


def quiet(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run did: the row of each input, what the record now holds, and where the page is."""

    inputs: tuple[Input, ...]
    documents: int
    claims: int
    events: int
    figures: int
    findings: tuple[Finding, ...]
    page: Path

    @property
    def exit_code(self) -> int:
        """0 all read, 1 some failed or empty, 2 nothing to do."""
        bad = sum(item.outcome in (Outcome.FAILED, Outcome.EMPTY) for item in self.inputs)
        return 2 if bad == len(self.inputs) else int(bad > 0)


def code(
    paths: Sequence[Path], *, case: str | None = None, published: date | None = None, packs: Sequence[Path] = ()
) -> tuple[tuple[Input, ...], Iterator[Claim]]:
    """Read files and code them: the inputs' rows at once, the claims as they come."""
    batch = read.batch(paths, published=published, packs=packs)
    return batch.inputs, coding.code_documents(batch.documents, case=load_case(case or "world", packs))


def brief(
    paths: Sequence[Path],
    out: Path,
    *,
    case: str = "ukraine",
    published: date | None = None,
    as_of: date | None = None,
    packs: Sequence[Path] = (),
    interface: str = "en",
    progress: Progress = quiet,
) -> Run:
    """The main job: from articles to a sourced two-track page. Running again into a folder adds to its record."""
    war = load_case(case, packs)
    batch = read.batch(paths, published=published, packs=packs, progress=lambda done, all: progress("read", done, all))
    out.mkdir(parents=True, exist_ok=True)
    with Record(out / RECORD) as record:
        for index, document in enumerate(batch.documents, 1):
            record.add([document], coding.code_documents([document], case=war), case=war)
            progress("code and record", index, len(batch.documents))
        record.add([], [], batch.inputs, case=war)
        return publish(record, out, war, batch.inputs, as_of=as_of, packs=packs, interface=interface, progress=progress)


def publish(
    record: Record,
    out: Path,
    case: Case,
    inputs: Sequence[Input],
    *,
    as_of: date | None = None,
    packs: Sequence[Path] = (),
    interface: str = "en",
    progress: Progress = quiet,
) -> Run:
    """Measure and bargain over a record and write its brief: pages, exports, findings."""
    progress("measure", 0, 2)
    findings = [*measure.findings(record, case, as_of=as_of), *bargain.findings(record, case)]
    progress("measure", 2, 2)
    made = briefs.compose(record, findings, case, briefs.load_words(interface, packs), as_of=as_of, packs=packs)
    files = {**briefs.render_pages(made), **briefs.render_editions(made), **briefs.render_exports(made)}
    for index, (name, text) in enumerate(sorted(files.items()), 1):
        briefs.write(out / name, text)
        progress("brief", index, len(files))
    totals = made.totals
    return Run(
        tuple(inputs), totals["documents"], totals["claims"], totals["events"], totals["figures"],
        tuple(findings), out / "index.html",
    )  # fmt: skip
