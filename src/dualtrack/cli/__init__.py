"""The command line: one command per stage. Here alone errors become lines and exit codes."""

from __future__ import annotations

import sys

from dualtrack.cli import checks, jobs, lexicons, measures, records
from dualtrack.cli.shared import NOTHING_DONE, app, err_console
from dualtrack.errors import DualtrackError

__all__ = ["app", "checks", "jobs", "lexicons", "main", "measures", "records"]


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
