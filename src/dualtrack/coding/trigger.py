"""Trigger: a verb or noun that states an act, with its parties."""

from __future__ import annotations

from dataclasses import dataclass, field

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Verb
from dualtrack.coding.roles import Zone
from dualtrack.model import PackRow


@dataclass(slots=True)
class Trigger:
    """A verb or noun that states an act. `host` is the verb that a noun depends on, as its `host_role`; `own` says
    whether the act is a claim of its own, not one that another act of the sentence tells already."""

    first: int
    last: int
    row: PackRow
    zone: Zone
    verb: Verb | None = None
    host: Verb | None = None
    host_role: str = ""
    actors: list[Mention] = field(default_factory=list)
    recipients: list[Mention] = field(default_factory=list)
    modes: tuple[str, ...] = ()
    merged: list[PackRow] = field(default_factory=list)
    own: bool = True
    denied: bool = False

    @property
    def start(self) -> int:
        return self.verb.group if self.verb else self.first

    @property
    def event_type(self) -> str:
        return self.row.event_type
