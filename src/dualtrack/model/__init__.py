"""The types that travel between the stages. Standard library only; imports nothing of ours but errors."""

from dualtrack.model.case import Actor, Agent, Case, PackRow, ScheduledRound, Source
from dualtrack.model.case import Place as CasePlace
from dualtrack.model.claim import (
    Act,
    Claim,
    Commitment,
    Comparison,
    Form,
    Party,
    Place,
    Position,
    Qualifier,
    Quantity,
    Reality,
    Relation,
    Speaker,
    Stance,
    Status,
    Track,
)
from dualtrack.model.copies import Copies
from dualtrack.model.decision import Decision, Ruling
from dualtrack.model.document import Document, Genre, Input, Outcome, Sentence
from dualtrack.model.event import Conflict, ConflictKind, Event, Judgement, Raid, Round, Verdict
from dualtrack.model.figure import Figure
from dualtrack.model.finding import Check, Finding, NotTestable
from dualtrack.model.issue import Estimate, Issue, Origin
from dualtrack.model.series import Series
from dualtrack.model.table import Drawing, Table
from dualtrack.model.when import Precision, When

__all__ = [
    "Act",
    "Actor",
    "Agent",
    "Case",
    "CasePlace",
    "Check",
    "Claim",
    "Commitment",
    "Comparison",
    "Conflict",
    "ConflictKind",
    "Copies",
    "Decision",
    "Document",
    "Drawing",
    "Estimate",
    "Event",
    "Figure",
    "Finding",
    "Form",
    "Genre",
    "Input",
    "Issue",
    "Judgement",
    "NotTestable",
    "Origin",
    "Outcome",
    "PackRow",
    "Party",
    "Place",
    "Position",
    "Precision",
    "Qualifier",
    "Quantity",
    "Raid",
    "Reality",
    "Relation",
    "Round",
    "Ruling",
    "ScheduledRound",
    "Sentence",
    "Series",
    "Source",
    "Speaker",
    "Stance",
    "Status",
    "Table",
    "Track",
    "Verdict",
    "When",
]
