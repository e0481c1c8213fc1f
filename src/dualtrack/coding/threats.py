"""Acts ahead that are threats: hostile ones that their doer announces, costly ones under a condition."""

from __future__ import annotations

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax
from dualtrack.coding.governors import governor_of, in_condition, is_negated
from dualtrack.coding.subjects import subject_of
from dualtrack.coding.trigger import Trigger

HOSTILE = frozenset(("ASSAULT", "SANCTION", "COERCE", "PROTEST"))
"""Types of acts whose announcement by who would do them is a threat of them."""
SELF = frozenset(("he", "she", "it", "they", "first_person"))
"""Words by which a speaker names itself in what it says."""
FORCEFUL = HOSTILE | {"MOBILIZE", "REJECT"}
"""Types of acts whose announcement under a condition is a threat of them."""


def is_threat(syntax: Syntax, trigger: Trigger) -> bool:
    """Whether an act that lies ahead is threatened: announced by who would do it, or made to hang on a condition."""
    return _is_conditional_threat(syntax, trigger) or _is_announced_threat(syntax, trigger)


def _is_conditional_threat(syntax: Syntax, trigger: Trigger) -> bool:
    """ "If Russia attacks again, Ukraine will strike refineries": who acts is named, and acts only if."""
    leaves = "withdraw" in trigger.row.modes and any("exceptive" in tags for tags in syntax.words.tags)
    if not (trigger.event_type in FORCEFUL or leaves) or not trigger.actors or trigger.verb is None:
        return False
    words = syntax.words
    told = {tag for position in range(trigger.start, trigger.first) for tag in words.tags[position]}
    ahead = trigger.verb.form == "future" or told & {"future", "would"}
    return bool(ahead) and not in_condition(syntax, trigger.start) and _opens_condition(syntax)


def _is_announced_threat(syntax: Syntax, trigger: Trigger) -> bool:
    """ "vowed to strike back", "said they would blockade the port": a hostile act that its own doer announces."""
    verb = trigger.verb or trigger.host
    if trigger.event_type not in HOSTILE or verb is None:
        return False
    governor = governor_of(syntax, verb)
    if governor is None or is_negated(syntax, governor):
        return False
    vows = (row for kind, row in governor.rows if kind == "verb" and row.event_type == "AGREE")
    if any("promise" in row.modes and row.effect == "planned" for row in vows):  # who only offers threatens nobody
        return True
    told = {tag for position in verb.helping for tag in syntax.words.tags[position]}
    ahead = verb.form == "future" or told & {"future", "would"}
    announced = any(kind == "say" for kind, _ in governor.rows)
    itself = bool(syntax.words.tag(verb.group - 1) & SELF)
    return bool(ahead) and announced and (itself or _speaks_of_itself(subject_of(syntax, governor), trigger))


def _speaks_of_itself(speakers: list[Mention], trigger: Trigger) -> bool:
    codes = {item.code for item in speakers if item.code}
    return any(actor in speakers or actor.code in codes for actor in trigger.actors)


def _opens_condition(syntax: Syntax) -> bool:
    tags = syntax.words.tags
    plain = any("conditional" in tag and "complementiser" not in tag for tag in tags)
    otherwise = any("otherwise" in tag for tag in tags)
    return plain or otherwise or (bool(tags) and "obligation" in tags[0])
