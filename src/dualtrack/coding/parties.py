"""Who acts and who undergoes: an act's parties, read from the roles around it in the order that its row lists."""

from __future__ import annotations

from dualtrack.coding.actors import Mention
from dualtrack.coding.roles import first_of
from dualtrack.coding.subjects import RECIPROCAL
from dualtrack.coding.trigger import Trigger
from dualtrack.lexicon.languages import Markers


def assign_parties(trigger: Trigger, markers: Markers) -> None:
    """Read actors and recipients from the roles, in the order that the row, else the language, lists its markers."""
    row, roles = trigger.row, trigger.zone.roles
    symmetric = "sym" in row.recipient
    acting = row.actor or (("subj",) if trigger.verb is not None else ("mod", *markers.agent, "subj"))
    wanted = row.recipient or markers.recipient
    trigger.actors = first_of(roles, acting)
    if trigger.verb is None and not trigger.actors:
        trigger.actors = _subjective_genitive(wanted, roles, markers)
    trigger.recipients = [item for item in first_of(roles, wanted) if item not in trigger.actors]
    if row.event_type == "ASSAULT":
        _turn_on_places(trigger)
    if any(item.kind == RECIPROCAL for item in trigger.recipients):
        trigger.recipients = [] if symmetric else list(trigger.actors)
    if row.event_type in ("RETREAT", "MOBILIZE"):  # who leaves a place does nothing to it, nor to its own troops
        own = {item.code for item in trigger.actors} - {None}
        trigger.recipients = [item for item in trigger.recipients if item.kind != "place" and item.code not in own]
    if row.event_type == "CONSULT":  # a town is where talks are held ("the Geneva summit"), and no side of them
        trigger.actors = [item for item in trigger.actors if item.kind != "place"]
        trigger.recipients = [item for item in trigger.recipients if item.kind != "place"]
    if symmetric:
        trigger.recipients = [item for item in trigger.recipients if item.kind != "population"]
        if not trigger.actors:
            trigger.actors, trigger.recipients = trigger.recipients, []
    if row.event_type != "ASSAULT" and not symmetric:
        trigger.recipients = _settled(trigger, wanted) or trigger.recipients


def _turn_on_places(trigger: Trigger) -> None:
    """A town does not attack: where it stands for who does, by its case or its order, it is what was attacked."""
    towns = [item for item in trigger.actors if item.kind == "place"]
    trigger.actors = [item for item in trigger.actors if item not in towns]
    trigger.recipients = trigger.recipients or towns


def _subjective_genitive(wanted: tuple[str, ...], roles: dict[str, list[Mention]], markers: Markers) -> list[Mention]:
    """ "the withdrawal of Russia from Kherson", "удар Росії по Одесі": of whom, where another phrase says at whom."""
    owner = next((marker for marker in wanted if marker in markers.owner), None)
    if owner is None or not first_of(roles, wanted[: wanted.index(owner)]):
        return []
    return list(roles.get(owner, ()))


def _settled(trigger: Trigger, markers: tuple[str, ...]) -> list[Mention]:
    """Prefer a named party over a generic noun among the markers, in their order."""
    unfit = ("place",) if trigger.row.event_type == "RETREAT" else ()
    for marker in markers:
        found = trigger.zone.roles.get(marker, ())
        named = [item for item in found if item.code and item not in trigger.actors and item.kind not in unfit]
        if named:
            return named
    return []
