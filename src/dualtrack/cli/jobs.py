"""The jobs: from articles to claims or a page, and the proofs of what was made."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from dualtrack import __version__
from dualtrack.cli.shared import (
    SOME_FAILED,
    AsJson,
    Day,
    Packs,
    Paths,
    app,
    day,
    print_inputs,
    watched,
)


@app.command()
def brief(
    paths: Paths,
    out: Annotated[Path, typer.Option(help="The folder for the page, the record and the exports")],
    case: Annotated[str, typer.Option(help="The case pack")] = "ukraine",
    published: Day = None,
    as_of: Day = None,
    packs: Packs = [],  # noqa: B006 - typer reads the default
    interface: Annotated[str, typer.Option(help="Language of the page: en, uk")] = "en",
    single_file: Annotated[bool, typer.Option("--single-file", help="All pages in one index.html")] = False,
    language_model: Annotated[
        bool, typer.Option("--language-model", help="Let the model that the environment names order the takeaways")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """From a folder of articles to a sourced two-track page.

    Example: dualtrack brief articles/ --case ukraine --out out/
    """
    from dualtrack import pipeline

    endpoint = pipeline.endpoint(os.environ) if language_model else None
    with watched(as_json) as progress:
        run = pipeline.brief(
            paths, out, case=case, published=day(published, "--published"), as_of=day(as_of, "--as-of"),
            packs=packs, interface=interface, single_file=single_file, endpoint=endpoint, progress=progress,
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
    if run.note:
        typer.echo(run.note)
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
    raise typer.Exit(pipeline.exit_code(inputs))


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
def verify(path: Annotated[Path, typer.Argument(help="A record, a bundle of one, or the folder of a brief")]) -> None:
    """Prove a record or its bundle (each quote, each figure from its claims), or every byte of a brief's folder.

    Example: dualtrack verify out/demo
    """
    from dualtrack import proving

    problems = proving.verify(path)
    for problem in problems:
        typer.echo(problem)
    told = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    typer.echo(f"{path}: {told if problems else 'nothing altered'}")
    raise typer.Exit(SOME_FAILED if problems else 0)


@app.command()
def lint(
    pack: Annotated[Path, typer.Argument(help="A pack's folder, or the folder that holds packs/")],
) -> None:
    """Code each row's own example and fail on a miss, naming file and line.

    Example: dualtrack lint packs/languages/en
    """
    from dualtrack import proving

    misses = proving.lint(pack)
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
