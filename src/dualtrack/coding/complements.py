"""What one act makes of another that stands in its complement: refused, promised, demanded, denied acts."""

from __future__ import annotations

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax
from dualtrack.coding.governors import governor_of
from dualtrack.coding.speaker import Attribution
from dualtrack.coding.trigger import Trigger

ASKED = {
    "CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip
"""PLOVER's modes of REQUEST and REJECT, by the type of the act that is asked for or refused."""
FORCE = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "RETREAT", "CONSULT", "AGREE"))
"""Types of acts that a relative clause may deny."""
ADDRESSED = ("REQUEST", "THREATEN")
"""Types whose recipient may be named only by the act that they are about."""
KEPT = frozenset(("cancelled", "postponed"))
"""Effects of a REJECT that leave the meeting a claim of its own."""


def settle_complements(syntax: Syntax, triggers: list[Trigger]) -> None:
    """Say which acts are claims of their own. What is refused or only proposed is not one; a promise of a known act,
    or a denial of it, is told by that act, planned or denied. A request and what it asks for are both claims."""
    for outer in triggers:
        _deny_antecedent(syntax, triggers, outer)
        inner = [other for other in triggers if other is not outer and _governs(syntax, outer, other)]
        if outer.event_type == "THREATEN" and _has_condition_unmet(syntax, outer):
            outer.modes = tuple(dict.fromkeys((*outer.modes, "ultimatum")))
        if not inner:
            continue
        if not outer.recipients and outer.event_type in ADDRESSED:
            outer.recipients = _addressed(outer, inner)
        if _is_told_by_inner(outer):
            outer.own = False
            for other in inner:
                other.merged.append(outer.row)
        elif outer.event_type in ("REQUEST", "REJECT"):
            _add_mode(outer, inner)
        if _replaces_inner(outer):
            for other in inner:
                other.own = False
            _turn_against(outer, inner)


def settle_vow(triggers: list[Trigger], source: Attribution) -> None:
    """ "Sweden will supply jets, its premier promised": the act promised says it all, before its verb as after it."""
    for vow in triggers:
        cue = vow.verb is not None and vow.verb.group == source.cue_first
        if cue and _is_told_by_inner(vow) and any(source.holds(other.first) for other in triggers if other is not vow):
            vow.own = False


def _deny_antecedent(syntax: Syntax, triggers: list[Trigger], denial: Trigger) -> None:
    """ "an attack on the residence, which Ukraine denies": the act before the pronoun is denied."""
    if denial.verb is None or not _is_denial(denial):
        return
    opened = [p for p in range(max(0, denial.verb.group - 6), denial.verb.group) if p in syntax.relatives]
    before = [other for other in triggers if opened and other is not denial and other.first < opened[-1]]
    if before and before[-1].event_type in FORCE:
        before[-1].denied, denial.own = True, False


def _is_denial(trigger: Trigger) -> bool:
    return trigger.event_type == "REJECT" and trigger.row.effect == "denied"


def _is_told_by_inner(outer: Trigger) -> bool:
    """ "pledged to send tanks", "denied the strike": the act itself, planned or denied, says it all."""
    return _is_denial(outer) or (outer.event_type == "AGREE" and "promise" in outer.row.modes)


def _replaces_inner(outer: Trigger) -> bool:
    refused = outer.event_type == "REJECT" and outer.row.effect not in (*KEPT, "denied")
    return refused or (outer.event_type == "AGREE" and "propose" in outer.row.modes)


def _addressed(outer: Trigger, inner: list[Trigger]) -> list[Mention]:
    """Of whom an act is demanded, or to whom it is threatened: who would do it, or undergo it."""
    asked = outer.event_type == "REQUEST"
    found = [item for other in inner for item in (other.actors if asked else other.recipients)]
    return [item for item in found if item not in outer.actors and item.code]


def _turn_against(outer: Trigger, inner: list[Trigger]) -> None:
    """Who is refused: whoever asked for it or offered it ("rejected Russia's demand"), else who is named in it."""
    askers = [item for other in inner if other.verb is None for item in other.actors if item not in outer.actors]
    named = [item for other in inner for item in other.recipients if item not in outer.actors]
    outer.recipients = askers or outer.recipients or named


def _add_mode(outer: Trigger, inner: list[Trigger]) -> None:
    mode = next((ASKED[other.event_type] for other in inner if other.event_type in ASKED), None)
    if mode is not None:
        outer.modes = tuple(dict.fromkeys((*outer.modes, mode)))


def _governs(syntax: Syntax, outer: Trigger, inner: Trigger) -> bool:
    """Whether `inner` is what `outer`'s verb is about: its infinitive, its that-clause, its object."""
    if outer.verb is None:
        return False
    if inner.verb is None:
        role = "subj" if outer.verb.passive else "obj"
        if inner.host is None or inner.host_role != role:
            return False
        return inner.host is outer.verb or (inner.host.infinitive and governor_of(syntax, inner.host) is outer.verb)
    gap = range(outer.verb.last, inner.verb.group)
    if inner.verb.dependent and any(syntax.words.folded[position] == "," for position in gap):
        return False
    return governor_of(syntax, inner.verb) is outer.verb


def _has_condition_unmet(syntax: Syntax, trigger: Trigger) -> bool:
    """ "unless it agrees", "якщо вона не погодиться": the threat falls due when a demand is not met."""
    tags = syntax.words.tags
    for position in range(trigger.last, len(tags)):
        if "exceptive" in tags[position]:
            return True
        if "conditional" in tags[position]:
            return any("negation" in tags[p] for p in range(position + 1, min(position + 7, len(tags))))
    return False
