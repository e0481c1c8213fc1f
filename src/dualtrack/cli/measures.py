"""The measures and the bargain, on a terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from dualtrack.cli.shared import AsJson, Day, Packs, app, day, out_console
from dualtrack.model import Finding


@app.command()
def measure(
    method: Annotated[str, typer.Argument(help="timing, compliance, attention, meetings, ... or all")],
    record: Annotated[Path, typer.Argument(help="The record's file")],
    case: Annotated[str, typer.Option(help="The case pack")] = "ukraine",
    as_of: Day = None,
    out: Annotated[Path, typer.Option(help="Where to write the findings")] = Path("findings.json"),
    packs: Packs = [],  # noqa: B006 - typer reads the default
    as_json: AsJson = False,
) -> None:
    """Measure a record: a table here, and findings.json.

    Example: dualtrack measure timing out/record.sqlite
    """
    from dualtrack import measure as measures
    from dualtrack.lexicon import load_case
    from dualtrack.record import Record

    with Record(record, create=False) as opened:
        chosen = None if method == "all" else method
        found = measures.findings(opened, load_case(case, packs), as_of=day(as_of, "--as-of"), method=chosen)
    show(found, out, as_json)


@app.command()
def bargain(
    subject: Annotated[str, typer.Argument(metavar="CASE|RECORD", help="A case pack, or a record's file")],
    case: Annotated[str, typer.Option(help="The case pack of a record")] = "ukraine",
    lever: Annotated[list[str], typer.Option(help='A lever and its strength, as "aid.patriot=+2"')] = [],  # noqa: B006
    draws: Annotated[int, typer.Option(help="Draws over the inputs")] = 10_000,
    seed: Annotated[int, typer.Option(help="The seed of the draws")] = 0,
    out: Annotated[Path, typer.Option(help="Where to write the findings")] = Path("findings.json"),
    packs: Packs = [],  # noqa: B006
    as_json: AsJson = False,
) -> None:
    """Is there a deal that both prefer to fighting on, and what would open one?

    Example: dualtrack bargain ukraine --lever "aid.patriot=+2"
    """
    from dualtrack import bargain as bargains
    from dualtrack.lexicon import load_case
    from dualtrack.record import Record

    path = Path(subject)
    stored = path.is_file() or bool(path.suffix)
    war = load_case(case if stored else subject, packs)
    record = Record(path, create=False) if stored else None
    found = bargains.findings(record, war, draws=draws, seed=seed, pulled=bargains.read_pulls(lever))
    show(found, out, as_json)


def show(found: Sequence[Finding], out: Path, as_json: bool) -> None:
    """Print findings as a table, or as JSON lines, and write findings.json."""
    rows = [finding.as_json() for finding in found]
    out.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    table = Table("finding", "estimate", "interval", "smallest detectable", "verdict")
    for finding in found:
        low, high = finding.interval or (None, None)
        table.add_row(
            finding.name, number(finding.estimate), "" if low is None else f"{low:.3g} to {high:.3g}",
            number(finding.minimum_detectable), finding.verdict,
        )  # fmt: skip
    out_console.print(table)
    for finding in found:
        out_console.print(finding.says, markup=False, highlight=False)
        checks = ", ".join(f"{name}: {result.value}" for name, result in finding.checks.items())
        if checks:
            out_console.print(f"  checks: {checks}", markup=False, highlight=False)
    out_console.print(f"Written to {out}", markup=False, highlight=False)


def number(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"
