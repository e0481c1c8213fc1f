"""Who acts and who undergoes: an act's parties, read from the roles around it in the order that its row lists."""

from __future__ import annotations

from dualtrack.coding.actors import Mention
from dualtrack.coding.trigger import Trigger
from dualtrack.model import PackRow

ANY_RECIPIENT = ("obj", "against", "on", "with", "at", "to", "from", "in", "of", "for", "over", "toward", "into")
NOUN_ACTORS = ("mod", "by")


def assign_parties(trigger: Trigger) -> None:
    """Read actors and recipients from the roles, in the order that the row lists its markers."""
    row, roles = trigger.row, trigger.zone.roles
    symmetric = "sym" in row.recipient
    markers = row.actor or (("subj",) if trigger.verb is not None else (*NOUN_ACTORS, "subj"))
    trigger.actors = first_of(roles, markers)
    if trigger.verb is None and not trigger.actors and _subjective_genitive(row, roles):
        trigger.actors = list(roles["of"])
    wanted = tuple(marker for marker in (row.recipient or ANY_RECIPIENT) if marker != "sym")
    trigger.recipients = [item for item in first_of(roles, wanted) if item not in trigger.actors]
    if row.event_type == "RETREAT":  # who leaves a place does nothing to it
        trigger.recipients = [item for item in trigger.recipients if item.kind != "place"]
    if symmetric:
        trigger.recipients = [item for item in trigger.recipients if item.kind != "population"]
        if not trigger.actors:
            trigger.actors, trigger.recipients = trigger.recipients, []
    if row.event_type != "ASSAULT" and not symmetric:
        trigger.recipients = _settled(trigger, wanted) or trigger.recipients


def _subjective_genitive(row: PackRow, roles: dict[str, list[Mention]]) -> bool:
    """ "the withdrawal of Russia from Kherson", "удар Росії по Одесі": of whom, where another phrase says at whom."""
    markers = row.recipient or ANY_RECIPIENT
    if "of" not in markers or not roles.get("of"):
        return False
    return any(roles.get(marker) for marker in markers[: markers.index("of")] if marker != "sym")


def _settled(trigger: Trigger, markers: tuple[str, ...]) -> list[Mention]:
    """Prefer a named party over a generic noun among the markers, in their order."""
    unfit = ("place",) if trigger.row.event_type == "RETREAT" else ()
    for marker in markers:
        found = trigger.zone.roles.get(marker, ())
        named = [item for item in found if item.code and item not in trigger.actors and item.kind not in unfit]
        if named:
            return named
    return []


def first_of(roles: dict[str, list[Mention]], markers: tuple[str, ...]) -> list[Mention]:
    for marker in markers:
        if roles.get(marker):
            return list(roles[marker])
    return []
