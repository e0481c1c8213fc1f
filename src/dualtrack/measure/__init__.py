"""Measure: do the two tracks move together, and would we know if they did not."""

from dualtrack.measure.attention import attention
from dualtrack.measure.before_after import before_after
from dualtrack.measure.compellence import compellence
from dualtrack.measure.compliance import compliance
from dualtrack.measure.findings import METHODS, findings
from dualtrack.measure.meetings import meetings
from dualtrack.measure.talks import talks
from dualtrack.measure.timing import timing
from dualtrack.measure.ultimatums import ultimatums

__all__ = [
    "METHODS",
    "attention",
    "before_after",
    "compellence",
    "compliance",
    "findings",
    "meetings",
    "talks",
    "timing",
    "ultimatums",
]
