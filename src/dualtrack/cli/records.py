"""The record: add to it, search it, explain it, rule on it, and take it out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dualtrack.cli.shared import SOME_FAILED, AsJson, Day, Packs, Paths, app, day, print_inputs, watched
from dualtrack.model import Decision, Ruling

if TYPE_CHECKING:
    from dualtrack.record.sample import Share

records = typer.Typer(no_args_is_help=True, help="Add to a record, search it, explain it, rule on it, take it out.")
app.add_typer(records, name="record")
RecordPath = Annotated[Path, typer.Argument(metavar="RECORD", help="The record's file (record.sqlite)")]
CaseName = Annotated[str, typer.Option("--case", help="The case pack")]
TO_CODE = (
    "write y or n under 'correct' for each claim; under 'missed', in each sentence's own row, the kinds of claim that "
    "it states and nobody coded (event quantity commitment position comparison); then run it again with --read"
)


@records.command()
def add(
    record: RecordPath,
    paths: Paths,
    case: CaseName = "ukraine",
    published: Day = None,
    packs: Packs = [],  # noqa: B006 - typer reads the default
    as_json: AsJson = False,
) -> None:
    """Read and code articles into a record; adding the same again changes nothing.

    Example: dualtrack record add out/record.sqlite articles/ --case ukraine
    """
    from dualtrack import pipeline

    with watched(as_json) as progress:
        inputs = pipeline.add(
            record, paths, case=case, published=day(published, "--published"), packs=packs, progress=progress
        )
    print_inputs(inputs)
    typer.echo(f"{record}: {sum(item.document_id is not None for item in inputs)} of {len(inputs)} inputs read")
    raise typer.Exit(pipeline.exit_code(inputs))


@records.command("import")
def import_rows(
    record: RecordPath,
    kind: Annotated[str, typer.Argument(help="What the file is: the name of a file of packs/datasets")],
    file: Annotated[Path, typer.Argument(help="A CSV with the header that its publisher gives it")],
    case: CaseName = "ukraine",
    packs: Packs = [],  # noqa: B006
) -> None:
    """Import a data set: each row a claim with its source.

    Example: dualtrack record import out/record.sqlite talks-calendar talks.csv
    """
    from dualtrack.lexicon import load_case
    from dualtrack.record import Record
    from dualtrack.record.datasets import import_dataset

    with Record(record) as opened:
        made = import_dataset(opened, kind, file, load_case(case, packs), packs=packs)
    typer.echo(f"{made.name}: {made.rows:,} rows, {made.coded:,} coded, {len(made.unreadable)} unreadable")
    print_inputs(made.unreadable)
    raise typer.Exit(SOME_FAILED if made.unreadable else 0)


@records.command()
def export(
    record: RecordPath,
    kind: Annotated[str, typer.Argument(help="csv, parquet, jsonl or plover")],
    out: Annotated[Path, typer.Option(help="The folder for the files")] = Path("export"),
) -> None:
    """Write a record as CSV, Parquet, JSON Lines or PLOVER records, with provenance and licences.

    Example: dualtrack record export out/record.sqlite csv --out export/
    """
    from dualtrack.record import Record
    from dualtrack.record.export import export as write_export

    with Record(record, create=False) as opened:
        for path in write_export(opened, kind, out):
            typer.echo(str(path))


@records.command()
def search(
    record: RecordPath, query: Annotated[str, typer.Argument(help="Words, joined by AND, OR, NOT; phrases in quotes")]
) -> None:
    """Find sentences in any script, with the claims that `explain` takes. Words match as written: a star ends a stem.

    Example: dualtrack record search out/record.sqlite 'drone* AND Kyiv'
    """
    from dualtrack.record import Record
    from dualtrack.record.explain import acts_in

    with Record(record, create=False) as opened:
        names = {document.id: document.name for document in opened.documents()}
        found = opened.search(query)
        acts = {document: acts_in(opened, document) for document, _, _ in found}
    for document, sentence, words in found:
        claims = "".join(f" [{claim}]" for claim in acts[document].get(sentence, ()))
        typer.echo(f"{names[document]}:{sentence}: {words}{claims}")
    if not found:
        typer.echo(f"{record}: no sentence has {query}: words match as written, so end a stem with a star", err=True)
    raise typer.Exit(0 if found else SOME_FAILED)


@records.command()
def explain(
    record: RecordPath, event: Annotated[str, typer.Argument(help="The id of an event, or of a claim or figure of it")]
) -> None:
    """Print one event: who says what, why each figure is what it is, and why its claims are one happening.

    Example: dualtrack record explain out/record.sqlite EVENT
    """
    from dualtrack.record import Record
    from dualtrack.record import explain as explain_event

    with Record(record, create=False) as opened:
        typer.echo(explain_event(opened, event))


@records.command()
def decide(
    record: RecordPath,
    by: Annotated[str, typer.Option(help="Who rules")],
    reason: Annotated[str, typer.Option(help="Why")],
    same: Annotated[tuple[str, str] | None, typer.Option(help="Two claims or events that are one happening")] = None,
    different: Annotated[tuple[str, str] | None, typer.Option(help="Two that are not")] = None,
    set_figure: Annotated[tuple[str, float] | None, typer.Option("--set", help="A figure's id and its value")] = None,
    reject: Annotated[str | None, typer.Option(help="A claim that must not count")] = None,
    reverse: Annotated[str | None, typer.Option(help="The id of a decision to take back")] = None,
) -> None:
    """Rule as an editor: append-only, signed, reversible, obeyed by every later run.

    Example: dualtrack record decide out/record.sqlite --same A B --by "M. Reader" --reason "one raid"
    """
    from dualtrack.record import Record

    decision = ruling(same, different, set_figure, reject, reverse, by, reason)
    with Record(record, create=False) as opened:
        made = opened.decide(decision)
    typer.echo(f"{made.id}: {made.ruling.value} {' '.join(made.subjects)}; take it back with --reverse {made.id}")


def ruling(
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    set_figure: tuple[str, float] | None,
    reject: str | None,
    reverse: str | None,
    by: str,
    reason: str,
) -> Decision:
    """The one ruling that the options give. Raises typer.BadParameter for none or several."""
    asked = {
        Ruling.SAME: same, Ruling.DIFFERENT: different, Ruling.SET: set_figure, Ruling.REJECT: reject,
        Ruling.REVERSE: reverse,
    }  # fmt: skip
    given = {kind: value for kind, value in asked.items() if value is not None}
    if len(given) != 1:
        raise typer.BadParameter("give one of --same A B, --different A B, --set FIGURE VALUE, --reject, --reverse")
    kind, value = next(iter(given.items()))
    given_subjects = (value,) if isinstance(value, str) else value
    amount = float(value[1]) if kind is Ruling.SET else None
    subjects = given_subjects[:1] if kind is Ruling.SET else given_subjects
    return Decision(kind, tuple(map(str, subjects)), by, reason, datetime.now(UTC), amount)


@records.command()
def bundle(record: RecordPath, out: Annotated[Path, typer.Argument(help="The folder to write")]) -> None:
    """Write what a reviewer needs to re-run the record; texts stay out where their licence asks for it.

    Example: dualtrack record bundle out/record.sqlite bundle/
    """
    from dualtrack.record import Record
    from dualtrack.record.bundle import write_bundle

    with Record(record, create=False) as opened:
        for path in write_bundle(opened, out):
            typer.echo(str(path))


@records.command()
def sample(
    record: RecordPath,
    out: Annotated[Path, typer.Option(help="The CSV to write, or with --read to read")] = Path("sample.csv"),
    n: Annotated[int, typer.Option(help="Sentences to draw")] = 200,
    read: Annotated[bool, typer.Option("--read", help="Read a coded sample back")] = False,
    by: Annotated[str, typer.Option(help="Who coded it")] = "",
    as_json: AsJson = False,
) -> None:
    """How wrong is the coding? Draw a sample for hand-coding, or read it back as precision and recall.

    Example: dualtrack record sample out/record.sqlite --n 200 --out sample.csv
    """
    from dualtrack.model.identity import plain
    from dualtrack.record import Record
    from dualtrack.record.sample import draw_sample, read_sample

    with Record(record, create=False) as opened:
        if not read:
            typer.echo(f"{out}: {draw_sample(opened, out, n)} sentences. To do: {TO_CODE}")
            return
        measured = read_sample(opened, out, by)
    for item in measured:
        told = f"precision {share(item.precision)}, recall {share(item.recall)}"
        typer.echo(json.dumps(plain(item), ensure_ascii=False) if as_json else f"{item.kind} {item.language}: {told}")


def share(measured: Share) -> str:
    """A share with its interval and the items behind it."""
    if measured.estimate is None:
        return "not measured"
    return f"{measured.estimate:.2f} ({measured.low:.2f} to {measured.high:.2f}, of {measured.items})"
