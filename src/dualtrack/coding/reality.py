"""Whether an act happened: negation, tense, modality, conditions, and the verbs that govern it."""

from __future__ import annotations

from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.governors import GOVERNING, effect_of, effect_of_noun, governor_of, in_condition, is_negated
from dualtrack.coding.threats import is_threat
from dualtrack.coding.tokens import Words
from dualtrack.coding.trigger import Trigger
from dualtrack.model import Reality

OWN_NOUN_EFFECTS = frozenset(("ended", "postponed", "cancelled"))
BOUND = {
    "truce": Reality.HYPOTHETICAL, "moratorium": Reality.HYPOTHETICAL, "ultimatum": Reality.DEMANDED,
    "deadline": Reality.DEMANDED, "promise": Reality.PLANNED, "offer": Reality.HYPOTHETICAL,
    "threat": Reality.THREATENED,
}  # fmt: skip
"""What a commitment's noun makes of the act that it is about: "a moratorium on strikes", "the threat of an attack"."""
STATES = frozenset(("RETREAT", "AGREE", "SANCTION", "MOBILIZE"))
"""Types whose nouns name a state that lasts: a truce, an agreement, sanctions."""
UNREAL = frozenset((Reality.PLANNED, Reality.HYPOTHETICAL, Reality.DEMANDED, Reality.DENIED))
UNDONE = {Reality.DENIED: Reality.OCCURRED, Reality.ENDED: Reality.ONGOING}
"""What the negation of a verb makes of its effect: what was not denied took place, what has not ended goes on."""
CLAUSE = 12
"""Words before a verb in which the clause that holds it opens."""
ASKING = frozenset(("be_finite", "have", "do", "future", "would", "possible", "obligation", "questioning"))
"""Classes of words that open a question for yes or no."""
OWN = "="
"""Opens a row's effect on its own act: "=planned" for "pledged 10 tanks"."""


def reality_of(syntax: Syntax, trigger: Trigger) -> Reality:
    """The reality of an act, from its own verb group outwards to what governs it."""
    if trigger.denied:
        return Reality.DENIED
    if is_asked(syntax.words):
        return Reality.HYPOTHETICAL
    told = of_verb(syntax, trigger.verb, trigger) if trigger.verb is not None else _of_noun(syntax, trigger)
    if told is Reality.OCCURRED and trigger.row.effect.startswith(OWN):
        return Reality(trigger.row.effect.removeprefix(OWN))
    if told is Reality.OCCURRED and trigger.verb is not None and _goes_on(trigger.verb):
        return Reality.ONGOING
    if told not in (Reality.PLANNED, Reality.HYPOTHETICAL):
        return told
    return Reality.THREATENED if is_threat(syntax, trigger) else told


def _goes_on(verb: Verb) -> bool:
    """ "continues shelling": a verb in the present by which an act is told says that it goes on."""
    return verb.form in ("third", "base") and any(
        kind == "modal" and row.effect == Reality.ONGOING.value for kind, row in verb.rows
    )


def is_asked(words: Words) -> bool:
    """ "Will Russia attack Poland?", "Чи нападе Росія?": a question for yes or no asserts nothing; "why did it attack?"
    takes the attack for granted."""
    if "?" not in words.folded[-3:]:
        return False
    opening = next((p for p in range(len(words)) if words.folded[p][0].isalnum()), 0)
    return bool(words.tag(opening) & ASKING) or any("questioning" in tags for tags in words.tags)


def of_verb(syntax: Syntax, verb: Verb, trigger: Trigger | None = None, depth: int = 0) -> Reality:
    """What a verb says of its act: by its own group and the clause that holds it, then by the verb that governs it,
    `depth` verbs out."""
    start = _clause_start(syntax, verb.group)
    if in_condition(syntax, verb.group) or _is_awaited(syntax, verb, start) or _is_to_come(syntax, verb, start):
        return Reality.HYPOTHETICAL
    if _negated(syntax, verb, start, trigger):
        return Reality.DENIED
    if is_spoken_of(syntax, verb):
        return Reality.HYPOTHETICAL
    told = _told_by_noun(syntax, verb)
    if told is not None:
        return told
    governor = governor_of(syntax, verb)
    if governor is not None and effect_of(governor) == Reality.DENIED:
        return _compose(Reality.DENIED, is_negated(syntax, governor))
    own = _own(syntax, verb)
    if own is not None:
        return own
    if words_present(syntax, verb, trigger):
        return Reality.ONGOING
    if governor is None or depth > 4:
        return _plain(syntax, verb)
    effect = effect_of(governor)
    if verb.dependent and any(getattr(row, "effect", "") == "alleged" for _, row in governor.rows):
        return Reality.OCCURRED
    if effect == "ongoing":
        outer = of_verb(syntax, governor, depth=depth + 1)
        return Reality.ONGOING if outer is Reality.OCCURRED else outer
    if effect and effect != "occurred":
        return _compose(effect, is_negated(syntax, governor))
    if effect == "occurred" or verb.dependent:
        outer = of_verb(syntax, governor, depth=depth + 1)
        if verb.infinitive and not verb.perfect and not effect and outer is Reality.OCCURRED:
            return Reality.PLANNED if not _instrumental(syntax, governor, verb) else outer
        return outer
    return _plain(syntax, verb)


def _told_by_noun(syntax: Syntax, verb: Verb) -> Reality | None:
    """What a noun makes of the clause or the infinitive that it opens: "the demand that Israel ease the blockade"."""
    if verb.infinitive:
        opening = syntax.opening_of(verb)
        return effect_of_noun(syntax, verb.group if opening is None else opening)
    words, position = syntax.words, verb.group - 1
    while position > 0 and verb.group - position < CLAUSE and position not in syntax.verb_at:
        if "complementiser" in words.tags[position]:
            return effect_of_noun(syntax, position)
        position -= 1
    return None


def _is_awaited(syntax: Syntax, verb: Verb, start: int) -> bool:
    """ "пока Киев не согласится": until it happens; the negation that the conjunction asks for denies nothing."""
    opening = syntax.words.tag(start - 1) | syntax.words.tag(start)
    return "awaiting" in opening and is_negated(syntax, verb)


def _is_to_come(syntax: Syntax, verb: Verb, start: int) -> bool:
    """ "before the town is handed over", "once Russia signs": the present in a clause of time that begins at `start`
    tells of what is to come."""
    words = syntax.words
    if start - 1 not in syntax.clause_starts or "anticipating" not in words.tags[start - 1] or not verb.finite:
        return False
    helpers = {tag for position in verb.helping for tag in words.tags[position]}
    present = helpers & {"be_present", "have_present"} or verb.form in ("third", "base")
    return bool(present) and not helpers & {"do", "would", "future", "possible"}


def _is_wished(syntax: Syntax, verb: Verb) -> bool:
    """Whether a subjunctive opens the verb's clause ("щоб угода набула чинності"): wished for, not told."""
    words, position = syntax.words, verb.group - 1
    while position >= 0 and verb.group - position < 12:
        if "subjunctive" in words.tags[position]:
            return True
        if words.folded[position] in (",", ";") or position in syntax.verb_at:
            return False
        position -= 1
    return False


def is_spoken_of(syntax: Syntax, verb: Verb) -> bool:
    """A gerund after a preposition that does not tell of an act that took place ("talks on extending the truce"),
    unless somebody is blamed for it."""
    before = syntax.words.tag(verb.first - 1)
    if verb.form != "ing" or verb.group != verb.first:
        return False
    governor = governor_of(syntax, verb)
    if "preposition" not in before:
        opens = governor is None or "complementiser" in before or syntax.words.word(verb.first - 1) == ","
        return opens and _is_subject(syntax, verb)
    blamed = "blaming" in syntax.words.tag(verb.first - 2)
    blamed = blamed or (
        governor is not None and any(getattr(row, "effect", "") == "alleged" for _, row in governor.rows)
    )
    told = before & {"factual_preposition", "negative_preposition"}  # "without reaching a deal" tells that none was
    return not told and not blamed


def _is_subject(syntax: Syntax, verb: Verb) -> bool:
    """ "Invading the country would be a catastrophe": a gerund that a finite verb follows with no mark between."""
    words = syntax.words
    for position in range(verb.last, len(words)):
        if words.folded[position] in (",", ";", ":") or position in syntax.clause_starts:
            return False
        other = syntax.verb_at.get(position)
        if (other is not None and other.finite) or words.tags[position] & {"be_finite", "would", "future", "possible"}:
            return True
    return False


def words_present(syntax: Syntax, verb: Verb, trigger: Trigger | None) -> bool:
    """Where the aspect is marked, the present of an act of force is under way ("ворог атакує")."""
    force = trigger is not None and trigger.event_type == "ASSAULT"
    return force and syntax.words.marked and verb.form == "third"


def _plain(syntax: Syntax, verb: Verb) -> Reality:
    """What a verb says by itself, where nothing governs it: an infinitive lies ahead, a subjunctive is wished for."""
    if not verb.infinitive and _is_wished(syntax, verb):
        return Reality.HYPOTHETICAL
    return Reality.PLANNED if verb.infinitive and not verb.perfect else Reality.OCCURRED


def _compose(effect: str, negated: bool) -> Reality:
    reality = Reality(effect)
    if not negated:
        return reality
    return UNDONE.get(reality, Reality.DENIED)


def _negated(syntax: Syntax, verb: Verb, start: int, trigger: Trigger | None) -> bool:
    """Whether a verb's own group, or what opens its clause at `start`, denies it."""
    if is_negated(syntax, verb):
        return True
    words = syntax.words
    if "negative_preposition" in words.tag(verb.group - 1):
        return True
    if {"negation", "determiner"} <= words.tag(start) or "negative_pronoun" in words.tag(start):
        return True
    if trigger is not None and verb is trigger.verb:
        return "negation" in words.tag(verb.last) and "determiner" in words.tag(verb.last)
    return False


def _clause_start(syntax: Syntax, position: int) -> int:
    index = position
    while index > 0:
        before = index - 1
        if syntax.words.folded[before] in (",", ";", ":", "—", '"', "“") or before in syntax.clause_starts:
            break
        if before in syntax.verb_at and syntax.verb_at[before].finite:
            break
        index -= 1
    return index


def _own(syntax: Syntax, verb: Verb) -> Reality | None:
    """What the verb's own auxiliaries say."""
    words = syntax.words
    tags: set[str] = set()
    for position in verb.helping:
        tags |= words.tags[position]
    if "future" in tags or verb.form == "future":
        return Reality.PLANNED
    if "possible" in tags:
        return Reality.HYPOTHETICAL
    if "would" in tags:
        return Reality.PLANNED if _reported(syntax, verb) else Reality.HYPOTHETICAL
    if "obligation" in tags:
        return Reality.DEMANDED
    fixed = _fixed_modal(syntax, verb)
    if fixed:
        return Reality(fixed)
    if verb.form == "progressive" and tags & {"be_present", "have_present"}:
        return Reality.ONGOING
    return None


def _fixed_modal(syntax: Syntax, verb: Verb) -> str:
    """Set phrases before the verb: "is expected to", "able to", "set to"."""
    for hit in syntax.words.hits.get("modal", ()):
        near = verb.group - 3 <= hit.first and hit.last in (verb.first, verb.group, verb.group + 1)
        if not near or hit.last > verb.first or hit.entry.row.effect not in GOVERNING:
            continue
        if f"={' '.join(syntax.words.folded[hit.first : hit.last])}" in hit.entry.row.words:
            return GOVERNING[hit.entry.row.effect]
    return ""


def _reported(syntax: Syntax, verb: Verb) -> bool:
    """ "said it would": the future seen from the past."""
    words = syntax.words
    if any("conditional" in tags for tags in words.tags):
        return False
    return any(other.last <= verb.group and any(kind == "say" for kind, _ in other.rows) for other in syntax.verbs)


def _instrumental(syntax: Syntax, governor: Verb, verb: Verb) -> bool:
    """ "used missiles to strike a depot": what was used for an act was used in it."""
    return syntax.words.folded[governor.first] in syntax.words.instrumental


def _of_noun(syntax: Syntax, trigger: Trigger) -> Reality:
    words = syntax.words
    for position in range(max(0, trigger.first - 5), trigger.first):
        tags = words.tags[position]
        negative = "negative_preposition" in tags or {"negation", "determiner"} <= tags
        if negative and not any("preposition" in words.tags[p] for p in range(position + 1, trigger.first)):
            return Reality.DENIED
    if any("indefinite" in words.tags[p] for p in range(max(0, trigger.first - 3), trigger.first)):
        return Reality.HYPOTHETICAL
    if trigger.host is None and is_absent(syntax, trigger):
        return Reality.DENIED
    before = _modal_before(syntax, trigger)
    if before:
        return Reality(before)
    bound = _bound_by(syntax, trigger)
    if bound is not None:
        return bound
    host = trigger.host
    if host is None:
        return Reality.HYPOTHETICAL if in_condition(syntax, trigger.first) else Reality.OCCURRED
    effect = effect_of(host)
    outer = of_verb(syntax, host)
    if trigger.host_role == "subj" and not host.passive and not _tells_of_its_subject(host, effect):
        effect = ""
    if any(row.effect == "finished" for _, row in host.rows):  # a state that is over has ended; an act took place
        over = Reality.ENDED if _lasts(trigger) and outer is Reality.OCCURRED else outer
        return Reality.ONGOING if outer is Reality.DENIED else over
    if effect == "ongoing" and words.marked and host.form == "past":
        effect = "occurred"  # the past of a lasting verb ("обстріл тривав годину") tells of what is over
    if outer in UNREAL and _is_introduced(syntax, trigger):
        return outer
    if effect in ("", "occurred"):
        return outer if trigger.host_role == "subj" or lends_meaning(trigger, host) else Reality.OCCURRED
    if effect == "ongoing" and outer is not Reality.OCCURRED:
        return outer
    if outer is Reality.DENIED:
        return _compose(effect, True)
    if outer in (Reality.HYPOTHETICAL, Reality.PLANNED) and effect in OWN_NOUN_EFFECTS:
        return outer
    return Reality(effect)


def _is_introduced(syntax: Syntax, trigger: Trigger) -> bool:
    """ "hopes to negotiate a deal": what an indefinite article introduces under a verb of what is not yet is not yet
    either."""
    words, position = syntax.words, trigger.first - 1
    while position > 0 and trigger.first - position < 4 and not words.tags[position]:
        position -= 1
    return trigger.host_role == "obj" and "introducing" in words.tag(position)


def _lasts(trigger: Trigger) -> bool:
    """Whether a noun names a state: a truce, not a withdrawal."""
    return trigger.event_type in STATES and (trigger.event_type != "RETREAT" or "ceasefire" in trigger.row.modes)


def _tells_of_its_subject(host: Verb, effect: str) -> bool:
    """Whether a verb says its effect of the act that is its subject: "the talks ended", "очікується зустріч"; not "the
    talks failed to bring a truce". Set phrases of planning are written out in the pack."""
    if effect in ("ended", "ongoing", "cancelled", "postponed"):
        return True
    written = any(kind == "modal" and any(words.startswith("=") for words in row.words) for kind, row in host.rows)
    return effect == "planned" and written


def is_absent(syntax: Syntax, trigger: Trigger) -> bool:
    """ "there were no strikes", "ударів не було": the clause says that there was none."""
    words = syntax.words
    if {"negation", "determiner"} <= words.tag(trigger.first - 1):
        return True
    for position in range(max(0, trigger.first - 6), min(trigger.zone.stop + 3, len(words))):
        if "absent" in words.tags[position]:
            return True
        if "negation" in words.tags[position] and "be" in words.tag(position + 1):
            return not any(p in syntax.verb_at for p in range(trigger.last, position))
    return False


def lends_meaning(trigger: Trigger, host: Verb) -> bool:
    """Whether the verb before a noun only carries it ("will launch a strike"), rather than states an act of its own
    about it ("will condemn the strike"): verbs whose rows all wait for some object of theirs carry others."""
    own = {row.event_type for kind, row in host.rows if kind == "verb" and not row.condition.waits}
    return not own or trigger.event_type in own


def _bound_by(syntax: Syntax, trigger: Trigger) -> Reality | None:
    """What the commitment's noun before the act's own preposition makes of it."""
    governed = syntax.preposition_before(trigger.first)
    for hit in syntax.words.hits.get("pact", ()):
        if governed is not None and hit.last == governed:
            return BOUND.get(hit.entry.row.effect)
    return None


def _modal_before(syntax: Syntax, trigger: Trigger) -> str:
    """An adjective or a noun of possibility right before the noun: "planned talks", "a possible strike"."""
    for hit in syntax.words.hits.get("modal", ()):
        near = trigger.first - 3 <= hit.first and hit.last <= trigger.first and hit.first not in syntax.verb_at
        effect = hit.entry.row.effect
        if near and effect in GOVERNING and effect != "caused":  # "Russian forces completed their withdrawal"
            gap = range(hit.last, trigger.first)
            if not any("preposition" in syntax.words.tags[p] for p in gap):
                return str(effect)
    return ""
