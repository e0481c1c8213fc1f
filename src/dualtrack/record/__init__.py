"""Record: claims to events and figures, with every disagreement kept and every judgement reversible."""

from dualtrack.record.explain import explain
from dualtrack.record.store import Record
from dualtrack.record.verify import verify

__all__ = ["Record", "explain", "verify"]
