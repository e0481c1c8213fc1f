"""Lexicons: bring in the dictionaries that researchers own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dualtrack.cli.shared import app, err_console

lexicons = typer.Typer(no_args_is_help=True, help="Bring in dictionaries as a case pack.")
app.add_typer(lexicons, name="lexicon")


@lexicons.callback()
def group() -> None:
    """Bring in dictionaries as a case pack."""


@lexicons.command("import-petrarch")
def import_dictionaries(
    files: Annotated[list[Path], typer.Argument(help="Actor, agent and verb dictionaries in PETRARCH's format")],
    out: Annotated[Path, typer.Option("--out", help="The folder of the case pack to write: packs/cases/NAME")],
) -> None:
    """Write PETRARCH actor, agent and verb dictionaries as a case pack: dated codes, synonyms, agents, verbs.

    Example: dualtrack lexicon import-petrarch actors.txt --out mypacks/cases/elections
    """
    from dualtrack.lexicon import load_case
    from dualtrack.lexicon.petrarch import import_petrarch

    words = [word for actor in load_case("world").actors for word in actor.adjectives.get("en", ())]
    made = import_petrarch(files, out, words)
    for line in made.left_out:
        err_console.print(line, markup=False, highlight=False, soft_wrap=True)
    rows = f"{made.actors} rows of actors, {made.agents} of agents, {made.verbs} of verbs"
    typer.echo(f"{out}: {rows}, {len(made.left_out)} notes")
