"""Every stage, on one screen: read, code, record, measure, bargain, brief.

What joins two stages (coding the examples of a pack, checking a folder against its record) lives here and
hands plain values over; the stages never import each other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dualtrack import bargain, coding, measure, read
from dualtrack import brief as briefs
from dualtrack.errors import LanguageModelError, RecordError, UnreadableInput
from dualtrack.lexicon import load_case
from dualtrack.lexicon import packs as shipped
from dualtrack.lexicon.offices import lint_offices, load_offices
from dualtrack.model import Case, Claim, Finding, Input, Outcome
from dualtrack.model.surface import Surface
from dualtrack.record import Record
from dualtrack.record import verify as verify_record
from dualtrack.record.bundle import check_bundle, is_bundle

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
    totals, findings = made.totals, (*made.measured, *made.bargained)
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


def verify(path: Path, *, packs: Sequence[Path] = ()) -> list[str]:
    """Every problem of a record, of a bundle of one, or of a brief's folder: its record, then each file against what
    the record gives.

    Raises RecordError where there is no record to verify.
    """
    if is_bundle(path):
        return check_bundle(path)
    folder = path if path.is_dir() else None
    file = path / RECORD if folder else path
    if not file.is_file():
        raise RecordError(f"{file} is not there: name a record, or the folder that `dualtrack brief --out` wrote")
    with Record(file, create=False) as record:
        problems = verify_record(record)
        if folder is None or problems or not (folder / "brief.json").is_file():
            return problems
        settings = json.loads((folder / "brief.json").read_text("utf-8"))
        case = load_case(settings["case"], packs)
        day = date.fromisoformat(settings["as_of"]) if settings["as_of"] else None
        made = composed(record, case, as_of=day, packs=packs, interface=settings["interface"])
    try:
        files = rendered(redrafted(made, settings["drafts"]), single_file=settings.get("single_file", False))
    except LanguageModelError as error:
        return [f"brief.json: drafts: {error}"]
    for name, text in sorted(files.items()):
        written = folder / name
        if not written.is_file():
            problems.append(f"{name}: missing")
        elif written.read_bytes() != text.encode("utf-8"):
            difference = first_difference(written.read_text("utf-8", "replace"), text)
            problems.append(f"{name}: not what the record gives: {difference}")
    return problems


def endpoint(environment: Mapping[str, str]) -> briefs.Endpoint:
    """The language model that DUALTRACK_MODEL_URL, _NAME and _KEY name. Raises LanguageModelError for a missing one."""
    return briefs.endpoint_of(environment)


def redrafted(made: briefs.Brief, drafts: Sequence[str]) -> briefs.Brief:
    """A brief with its takeaways in the order that a language model gave them, by the rules that it is held to."""
    if not drafts:
        return made
    takeaways = briefs.redraft(drafts, made.takeaways, made.rows, made.words.connectives)
    return replace(made, takeaways=takeaways, drafts=tuple(drafts))


def first_difference(written: str, expected: str) -> str:
    """Where two texts part: the line, and what stands there."""
    lines = zip(written.splitlines(), expected.splitlines(), strict=False)
    for number, (own, other) in enumerate(lines, 1):
        if own != other:
            same = (i for i, (a, b) in enumerate(zip(own, other, strict=False)) if a != b)
            at = next(same, min(len(own), len(other)))
            return f"line {number}, column {at + 1}: '{own[at : at + 40]}', not '{other[at : at + 40]}'"
    return "it is longer or shorter"


def prove_sentence(
    prose: str,
    sources: Sequence[str],
    *,
    case: str | Case = "ukraine",
    published: date | None = None,
    language: str | None = None,
    publisher: str | None = None,
) -> briefs.Proof:
    """Prose that is not ours against the sentences that it cites: both read by the coder, compared role by role."""
    war = case if isinstance(case, Case) else load_case(case)
    cited = [briefs.Cited(coding.read_surface(text, case=war, published=published), (), publisher) for text in sources]
    return briefs.prove(coding.read_surface(prose, case=war, language=language, published=published), cited)


def check(article: Path, yardstick: briefs.Yardstick, *, published: date | None = None) -> briefs.CheckedArticle:
    """Each sentence of an article beside what a record holds. Raises UnreadableInput for what is no article."""
    batch = read.batch([article], published=published, base=article.parent)
    if not batch.documents:
        why = "; ".join(item.why for item in batch.inputs if item.why) or "nothing in it reads as an article"
        raise UnreadableInput(f"{article}: {why}")
    document, war = batch.documents[0], yardstick.holdings.case
    claims: dict[int, list[Claim]] = {}
    for claim in coding.code_documents([document], case=war):
        claims.setdefault(claim.sentence, []).append(claim)
    day = document.published.last_day
    told = [
        briefs.Told(words, coding.read_surface(words, case=war, language=document.language, published=day),
                    tuple(claims.get(item.index, ())))
        for item in document.sentences if (words := document.words_of(item))
    ]  # fmt: skip
    return briefs.check_article(document.name, document.title, day, told, yardstick)


def check_into(
    article: Path,
    record: Path,
    out: Path,
    *,
    case: str = "ukraine",
    published: date | None = None,
    as_of: date | None = None,
    packs: Sequence[Path] = (),
    interface: str = "en",
) -> tuple[briefs.CheckedArticle, dict[str, str]]:
    """Check an article and write check.html and check.json into a folder; their texts come back by file name."""
    war = load_case(case, packs)
    with Record(record, create=False) as opened:
        measured = yardstick(opened, war, as_of=as_of, packs=packs, interface=interface)
        checked = check(article, measured, published=published)
    files = briefs.render_check(checked, measured)
    for name, text in files.items():
        briefs.write(out / name, text)
    return checked, files


def yardstick(
    record: Record, case: Case, *, as_of: date | None = None, packs: Sequence[Path] = (), interface: str = "en"
) -> briefs.Yardstick:
    """A record laid out for checking articles against it: its rows, its verdicts on the readings, its offices."""
    rows = briefs.record_rows(record, measure.findings(record, case, as_of=as_of), case,
                              briefs.load_words(interface, packs))  # fmt: skip

    def surface(claim: Claim) -> Surface:
        document = rows.documents[claim.document_id]
        words = document.words_of(document.sentences[claim.sentence])
        return coding.read_surface(words, case=case, language=document.language, published=document.published.last_day)

    return briefs.Yardstick(
        briefs.lay_out(rows, case, surface),
        tuple(briefs.judge(reading, rows) for reading in briefs.load_readings(packs)[0]),
        record.series(measure="launched", what="drone", track="force"),
        load_offices(case),
    )


def lint(pack: Path) -> list[str]:
    """Each row of a pack whose own example is not coded by it, as `file:line: ...`. Raises PackError for no pack."""
    own = [*briefs.lint_phrases(pack), *lint_offices(pack)]
    coded = any(pack.rglob("grammar.toml")) or any(pack.rglob("case.toml"))
    return own + (coding.lint(pack) if coded or not any(briefs.reading_files(pack)) else [])
