"""Measure: do the two tracks move together, and would we know if they did not."""

from dualtrack.measure.compliance import compliance
from dualtrack.measure.findings import METHODS, findings
from dualtrack.measure.timing import timing

__all__ = ["METHODS", "compliance", "findings", "timing"]
