"""The command line: one command per stage. Here alone errors become lines and exit codes.

Exit codes: 0 all read, 1 some inputs failed (or a check did not hold), 2 nothing to do or bad usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dualtrack import __version__
from dualtrack.errors import DualtrackError
from dualtrack.model import Input, Outcome

SOME_FAILED, NOTHING_DONE = 1, 2
app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
out_console, err_console = Console(), Console(stderr=True)

Paths = Annotated[list[Path], typer.Argument(help="Files or folders: .txt, .md, .html, .eml, .jsonl")]
Packs = Annotated[list[Path], typer.Option("--packs", help="A folder of your own packs, looked into first")]
Day = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")]
AsJson = Annotated[bool, typer.Option("--json", help="Quiet JSON lines instead of a progress bar and a summary")]


def day(text: str | None, option: str) -> date | None:
    """Parse an option's date. Raises typer.BadParameter, which exits with 2."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"{option} '{text}' is not a date: write it as 2026-01-24") from error


@contextmanager
def watched(quiet: bool) -> Iterator[Any]:
    """Yield a progress function: a bar on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    columns = (TextColumn("{task.description:>16}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err_console, transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            task = tasks.setdefault(stage, bar.add_task(stage, total=total)) if stage not in tasks else tasks[stage]
            bar.update(task, completed=done, total=total)

        yield show


def print_inputs(inputs: tuple[Input, ...]) -> None:
    """One line for each input that was not simply read."""
    for item in inputs:
        if item.outcome in (Outcome.FAILED, Outcome.EMPTY):
            err_console.print(f"{item.name}: {item.outcome.value}: {item.why}", markup=False, soft_wrap=True)


@app.command()
def brief(
    paths: Paths,
    out: Annotated[Path, typer.Option(help="The folder for the page, the record and the exports")],
    case: Annotated[str, typer.Option(help="The case pack")] = "ukraine",
    published: Day = None,
    as_of: Day = None,
    packs: Packs = [],  # noqa: B006 - typer reads the default
    interface: Annotated[str, typer.Option(help="Language of the page: en, uk")] = "en",
    as_json: AsJson = False,
) -> None:
    """From a folder of articles to a sourced two-track page.

    Example: dualtrack brief articles/ --case ukraine --out out/
    """
    from dualtrack import pipeline

    with watched(as_json) as progress:
        run = pipeline.brief(
            paths, out, case=case, published=day(published, "--published"), as_of=day(as_of, "--as-of"),
            packs=packs, interface=interface, progress=progress,
        )  # fmt: skip
    report(run, as_json)
    raise typer.Exit(run.exit_code)


def report(run: Any, as_json: bool) -> None:
    """Print what a run did: JSON lines (one per input, then the totals), or a summary for people."""
    totals = {"documents": run.documents, "claims": run.claims, "events": run.events, "figures": run.figures}
    if as_json:
        from dualtrack.model.identity import plain

        for item in run.inputs:
            typer.echo(json.dumps(plain(item), ensure_ascii=False))
        typer.echo(json.dumps({**totals, "page": str(run.page)}))
        return
    print_inputs(run.inputs)
    typer.echo(", ".join(f"{count:,} {name}" for name, count in totals.items()))
    for finding in run.findings[:6]:
        typer.echo(f"  {finding.name}: {finding.says}")
    typer.echo(f"The page: {run.page}")


@app.command()
def code(
    paths: Paths,
    case: Annotated[str | None, typer.Option(help="The case pack (default: states of the world alone)")] = None,
    published: Day = None,
    packs: Packs = [],  # noqa: B006
) -> None:
    """Code files into claims, one JSON object a line.

    Example: dualtrack code article.txt --case ukraine --published 2026-01-24
    """
    from dualtrack import pipeline

    inputs, claims = pipeline.code(paths, case=case, published=day(published, "--published"), packs=packs)
    for claim in claims:
        typer.echo(json.dumps(claim.as_json(), ensure_ascii=False))
    print_inputs(inputs)
    bad = sum(item.outcome in (Outcome.FAILED, Outcome.EMPTY) for item in inputs)
    raise typer.Exit(NOTHING_DONE if bad == len(inputs) else int(bad > 0))


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="The folder for the page")] = Path("out/demo"),
    as_json: AsJson = False,
) -> None:
    """The main job on the shipped case: its dispatches, to a page.

    Example: dualtrack demo --out out/demo
    """
    from dualtrack import pipeline

    with watched(as_json) as progress:
        run = pipeline.demo(out, progress=progress)
    report(run, as_json)
    raise typer.Exit(run.exit_code)


@app.command()
def verify(path: Annotated[Path, typer.Argument(help="A record, or the folder of a brief")]) -> None:
    """Prove a record (each quote at its offsets, each figure from its claims) or every byte of a brief's folder.

    Example: dualtrack verify out/demo
    """
    from dualtrack import pipeline

    problems = pipeline.verify(path)
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{path}: {'nothing altered' if not problems else f'{len(problems)} problems'}")
    raise typer.Exit(SOME_FAILED if problems else 0)


@app.command()
def lint(
    pack: Annotated[Path, typer.Argument(help="A pack's folder, or the folder that holds packs/")],
) -> None:
    """Code each row's own example and fail on a miss, naming file and line.

    Example: dualtrack lint packs/languages/en
    """
    from dualtrack import pipeline

    misses = pipeline.lint(pack)
    for miss in misses:
        typer.echo(miss)
    typer.echo(f"{pack}: {'every example holds' if not misses else f'{len(misses)} misses'}")
    raise typer.Exit(SOME_FAILED if misses else 0)


@app.command()
def version() -> None:
    """Print the version.

    Example: dualtrack version
    """
    typer.echo(__version__)


def main() -> None:
    """Run the command line; a known error is one line on standard error."""
    try:
        app()
    except DualtrackError as error:
        err_console.print(f"dualtrack: {error}", markup=False, highlight=False, soft_wrap=True)
        sys.exit(NOTHING_DONE)
    except OSError as error:
        err_console.print(f"dualtrack: {error.filename or ''}: {error.strerror}", markup=False, soft_wrap=True)
        sys.exit(NOTHING_DONE)
    except KeyboardInterrupt:
        err_console.print("dualtrack: stopped; what was recorded stays, and the same command goes on from there")
        sys.exit(130)
