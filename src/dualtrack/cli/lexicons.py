"""Lexicons: bring in the actor dictionaries that researchers own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dualtrack.cli.shared import app, err_console

lexicons = typer.Typer(no_args_is_help=True, help="Bring in actor dictionaries as a case pack.")
app.add_typer(lexicons, name="lexicon")


@lexicons.callback()
def group() -> None:
    """Bring in actor dictionaries as a case pack."""


@lexicons.command("import-petrarch")
def import_dictionaries(
    files: Annotated[list[Path], typer.Argument(help="Actor and agent dictionaries in PETRARCH's format")],
    out: Annotated[Path, typer.Option("--out", help="The folder of the case pack to write: packs/cases/NAME")],
) -> None:
    """Write PETRARCH actor and agent dictionaries as a case pack: dated codes, synonyms, agents.

    Example: dualtrack lexicon import-petrarch actors.txt --out mypacks/cases/elections
    """
    from dualtrack.lexicon import load_case
    from dualtrack.lexicon.petrarch import import_petrarch

    words = [word for actor in load_case("world").actors for word in actor.adjectives.get("en", ())]
    actors, agents, left_out = import_petrarch(files, out, words)
    for line in left_out:
        err_console.print(line, markup=False, highlight=False, soft_wrap=True)
    typer.echo(f"{out}: {actors} rows of actors, {agents} of agents, {len(left_out)} notes")
