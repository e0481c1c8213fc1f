"""Checking an article against a record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from dualtrack.cli.shared import SOME_FAILED, AsJson, Day, Packs, app, day


@app.command()
def check(
    article: Annotated[Path, typer.Argument(help="The article: .txt, .md, .html or .eml")],
    record: Annotated[Path, typer.Option(help="The record's file (record.sqlite)")],
    out: Annotated[Path, typer.Option(help="The folder for check.html and check.json")] = Path("check"),
    case: Annotated[str, typer.Option(help="The case pack")] = "ukraine",
    published: Day = None,
    as_of: Day = None,
    packs: Packs = [],  # noqa: B006 - typer reads the default
    interface: Annotated[str, typer.Option(help="Language of the page: en, uk")] = "en",
    as_json: AsJson = False,
) -> None:
    """Each sentence of an article beside what a record holds: agrees, differs, not in the record, opinion.

    Exits with 1 where a sentence differs.

    Example: dualtrack check column.txt --record out/record.sqlite --out check/ --published 2026-01-24
    """
    from dualtrack import proving

    checked, files = proving.check_into(
        article, record, out, case=case, published=day(published, "--published"), as_of=day(as_of, "--as-of"),
        packs=packs, interface=interface,
    )  # fmt: skip
    if as_json:
        for row in json.loads(files["check.json"])["sentences"]:
            typer.echo(json.dumps(row, ensure_ascii=False))
    else:
        typer.echo(json.loads(files["check.json"])["summary"])
        for sentence in checked.sentences:
            differing = [remark for remark in sentence.remarks if remark.label == "differs"]
            for remark in differing:
                typer.echo(f"  {remark.role}: '{remark.said}'; the record: {remark.held} ({remark.who})")
        typer.echo(f"The page: {out / 'check.html'}")
    raise typer.Exit(SOME_FAILED if checked.counts["differ"] else 0)
