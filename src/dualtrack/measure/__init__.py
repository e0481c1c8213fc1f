"""Measure: do the two tracks move together, and would we know if they did not."""

from dualtrack.measure.before_after import before_after
from dualtrack.measure.compliance import compliance
from dualtrack.measure.findings import METHODS, findings
from dualtrack.measure.timing import timing

__all__ = ["METHODS", "before_after", "compliance", "findings", "timing"]
