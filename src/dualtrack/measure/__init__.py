"""Measure: do the two tracks move together, and would we know if they did not."""

from dualtrack.measure.timing import timing

__all__ = ["timing"]
