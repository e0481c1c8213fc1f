"""Every stage, on one screen: read, code, record, measure, bargain, brief.

What joins two stages lives here and hands plain values over; the stages never import each other. What is proven of the
road's work (a record, a page, an article, a pack) is in proving.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dualtrack import bargain, coding, measure, read
from dualtrack import brief as briefs
from dualtrack.errors import LanguageModelError
from dualtrack.lexicon import load_case
from dualtrack.lexicon import packs as shipped
from dualtrack.model import Case, Claim, Finding, Input, Outcome
from dualtrack.record import Record

Progress = Callable[[str, int, int], None]
RECORD = "record.sqlite"


def quiet(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run did: the row of each input, what the record now holds, where the page is; `note` what went amiss."""

    inputs: tuple[Input, ...]
    documents: int
    claims: int
    events: int
    figures: int
    findings: tuple[Finding, ...]
    page: Path
    note: str = ""

    @property
    def exit_code(self) -> int:
        return exit_code(self.inputs)


def exit_code(inputs: Sequence[Input]) -> int:
    """0 all read, 1 some failed or empty, 2 nothing to do."""
    bad = sum(item.outcome in (Outcome.FAILED, Outcome.EMPTY) for item in inputs)
    return 2 if bad == len(inputs) else int(bad > 0)


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
    single_file: bool = False,
    base: Path | None = None,
    endpoint: briefs.Endpoint | None = None,
    progress: Progress = quiet,
) -> Run:
    """The main job: from articles to a sourced two-track page. Running again into a folder adds to its record.

    With an `endpoint`, a language model may order and connect the takeaways; it can state nothing."""
    out.mkdir(parents=True, exist_ok=True)
    inputs = add(out / RECORD, paths, case=case, published=published, packs=packs, base=base, progress=progress)
    with Record(out / RECORD) as record:
        war = load_case(case, packs)
        return publish(
            record, out, war, inputs, as_of=as_of, packs=packs, interface=interface, single_file=single_file,
            endpoint=endpoint, progress=progress,
        )  # fmt: skip


def add(
    path: Path,
    paths: Sequence[Path],
    *,
    case: str = "ukraine",
    published: date | None = None,
    packs: Sequence[Path] = (),
    base: Path | None = None,
    progress: Progress = quiet,
) -> tuple[Input, ...]:
    """Read and code articles into the record at `path`, one document a transaction; a re-run changes nothing."""
    war = load_case(case, packs)
    batch = read.batch(
        paths, published=published, packs=packs, base=base, progress=lambda done, all: progress("read", done, all)
    )
    with Record(path) as record:
        for index, document in enumerate(batch.documents, 1):
            record.add([document], coding.code_documents([document], case=war), case=war)
            progress("code and record", index, len(batch.documents))
        record.add([], [], batch.inputs, case=war)
    return batch.inputs


def publish(
    record: Record,
    out: Path,
    case: Case,
    inputs: Sequence[Input],
    *,
    as_of: date | None = None,
    packs: Sequence[Path] = (),
    interface: str = "en",
    single_file: bool = False,
    endpoint: briefs.Endpoint | None = None,
    progress: Progress = quiet,
) -> Run:
    """Measure and bargain over a record and write its brief: pages, exports, findings."""
    progress("measure", 0, 1)
    made, note = composed(record, case, as_of=as_of, packs=packs, interface=interface), ""
    if endpoint is not None and made.takeaways:
        made, note = in_model_order(made, endpoint)
    files = rendered(made, single_file=single_file)
    progress("measure", 1, 1)
    for index, (name, text) in enumerate(sorted(files.items()), 1):
        briefs.write(out / name, text)
        progress("brief", index, len(files))
    totals, findings = made.coverage.totals, (*made.measured, *made.bargained)
    return Run(
        tuple(inputs), totals["documents"], totals["claims"], totals["events"], totals["figures"],
        findings, out / "index.html", note,
    )  # fmt: skip


def composed(record: Record, case: Case, *, as_of: date | None, packs: Sequence[Path], interface: str) -> briefs.Brief:
    """The brief of a record, in the built-in writing."""
    findings = [*measure.findings(record, case, as_of=as_of), *bargain.findings(record, case)]
    return briefs.compose(record, findings, case, briefs.load_words(interface, packs), as_of=as_of, packs=packs)


def rendered(made: briefs.Brief, *, single_file: bool = False) -> dict[str, str]:
    """Every file of a brief's folder by name: what `publish` writes and `verify` compares."""
    pages = briefs.render_pages(made)
    if single_file:
        pages = {"index.html": briefs.one_file(pages)}
    return {**pages, **briefs.render_editions(made, single_file), **briefs.render_exports(made)}


def in_model_order(made: briefs.Brief, endpoint: briefs.Endpoint) -> tuple[briefs.Brief, str]:
    """The takeaways as a language model orders and connects them, or as they were and why."""
    try:
        from dualtrack.brief.model_client import ask
    except ImportError as error:
        raise LanguageModelError(f"{error.name} is not installed: pip install 'dualtrack[language-model]'") from error
    told = briefs.write_with(
        lambda messages: ask(endpoint, messages), made.takeaways, made.rows, made.words.connectives
    )
    note = f"language model: {told.problem}; the built-in writing stands" if told.problem else ""
    return replace(made, takeaways=told.statements, drafts=told.drafts), note


def demo(out: Path, *, progress: Progress = quiet) -> Run:
    """The main job on the shipped case: its dispatches, to a page."""
    folder = shipped.find("cases", "ukraine") / "dispatches"
    return brief([folder], out, case="ukraine", base=folder, progress=progress)


def endpoint(environment: Mapping[str, str]) -> briefs.Endpoint:
    """The language model that DUALTRACK_MODEL_URL, _NAME and _KEY name. Raises LanguageModelError for a missing one."""
    return briefs.endpoint_of(environment)
