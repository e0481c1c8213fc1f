"""What is proven: a record and its pages, prose that is not ours, an article against a record, a pack's own examples.

Like pipeline.py it joins stages and hands plain values over: prose is read by the coder here and compared in brief.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from dualtrack import brief as briefs
from dualtrack import coding, measure, read
from dualtrack.errors import LanguageModelError, RecordError, UnreadableInput
from dualtrack.lexicon import load_case
from dualtrack.lexicon.offices import lint_offices, load_offices
from dualtrack.model import Case, Claim
from dualtrack.model.surface import Surface
from dualtrack.pipeline import RECORD, composed, rendered
from dualtrack.record import Record
from dualtrack.record import verify as verify_record
from dualtrack.record.bundle import check_bundle, is_bundle


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
    """Each row of a pack whose own example is not coded by it, and each lens or reading that cannot be used, as
    `file:line: ...`. Raises PackError for no pack."""
    own = [*briefs.lint_views(pack), *lint_offices(pack)]
    coded = any(pack.rglob("grammar.toml")) or any(pack.rglob("case.toml"))
    return own + (coding.lint(pack) if coded or not briefs.view_files(pack) else [])
