"""What every command shares: options, progress, the report of inputs, exit codes.

Exit codes: 0 all read, 1 some inputs failed (or a check did not hold), 2 nothing to do or bad usage.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

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
        if item.outcome in (Outcome.FAILED, Outcome.EMPTY) or (item.outcome is Outcome.READ and item.why):
            err_console.print(f"{item.name}: {item.outcome.value}: {item.why}", markup=False, soft_wrap=True)
