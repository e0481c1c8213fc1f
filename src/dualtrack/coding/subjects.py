"""The subject of a verb: by order, by case, or as another verb lends it (control, coordination, participles)."""

from __future__ import annotations

from dualtrack.coding.actors import Mention
from dualtrack.coding.anaphora import PERSONS, antecedent
from dualtrack.coding.breaks import aside_start
from dualtrack.coding.clauses import AUXILIARY, JOINING, Syntax, Verb
from dualtrack.coding.coordination import coordinated
from dualtrack.coding.inversion import inverted_subject, subject_by_place
from dualtrack.coding.marking import agrees, is_surely_subject, may_be_subject, subject_right
from dualtrack.coding.tokens import Words

PASSED = AUXILIARY | JOINING
"""Classes of words that may stand between a subject and its verb without making it another's."""
CONTROLLING = frozenset(("demanded", "caused", "hypothetical"))
"""Effects of verbs whose object is to do what their infinitive tells."""
BLAMING = frozenset(("alleged",))
"""Effects of verbs whose object did what their gerund tells."""
ENDMARKS = frozenset((";", ":", "(", "•"))
"""Marks before which no subject of what follows stands."""
INVERTING = frozenset((",", "—", "–", "»", "”"))
"""Marks that part what is said from the verb of saying after it."""
RECIPROCAL = "reciprocal"
"""The kind of phrases by which several do the same to one another."""
RELATIVE = 20
"""Words of a relative clause between a subject and its verb."""
ARMED = frozenset(("MIL", "REB", "UAF", "COP"))
"""Sectors of those who bear arms."""
FRONT = 2
"""Words before which the participle that opens a sentence stands."""


def subject_of(syntax: Syntax, verb: Verb, depth: int = 0) -> list[Mention]:
    """The grammatical subject of a verb: by order, or by case where the language marks it."""
    if syntax.words.brackets and not verb.dependent:
        return subject_by_place(syntax, verb) or _subject_left(syntax, verb, depth) or inverted_subject(syntax, verb)
    found = _subject_left(syntax, verb, depth)
    if not syntax.words.marked or verb.infinitive or (found and is_surely_subject(found[0])):
        return found
    after = subject_right(syntax, verb)
    if after is None or (found and not (is_surely_subject(after) or _is_inverted_speech(syntax, verb))):
        return found
    return coordinated(syntax, after)


def _is_inverted_speech(syntax: Syntax, verb: Verb) -> bool:
    """ "..., визнав Генштаб": right after a mark a verb of saying has its subject after it."""
    return syntax.words.word(verb.group - 1) in INVERTING and any(kind == "say" for kind, _ in verb.rows)


def _subject_left(syntax: Syntax, verb: Verb, depth: int) -> list[Mention]:
    """The subject, looked for to the verb's left; empty where none is named."""
    if depth > 4:
        return []
    lent = _lent_subject(syntax, verb, depth)
    return _subject_by_order(syntax, verb, depth) if lent is None else lent


def _lent_subject(syntax: Syntax, verb: Verb, depth: int) -> list[Mention] | None:
    """What stands right before a participle of its own, or the subject of the verb that it hangs on or is joined to;
    None where it has its own to look for."""
    if syntax.opening_of(verb) is not None:
        return coordinated(syntax, syntax.mention_at[verb.group - 1])
    own = syntax.mention_at.get(syntax.before_aside(verb.group - 1)) if verb.form == "ing" else None
    if own is not None and (_is_absolute(syntax, own) or _is_armed(own, verb)):
        return coordinated(syntax, own)
    main = _main_verb(syntax, verb) if verb.dependent or _follows_conjunction(syntax, verb) else None
    if verb.dependent:
        fronts = _verb_after_front(syntax, verb) if main is None else None
        if fronts is not None:
            return subject_of(syntax, fronts, depth + 1)
        controlled = _controlled(syntax, main, verb) if main is not None and not main.passive else []
        if controlled:
            return controlled
    return None if main is None else subject_of(syntax, main, depth + 1)


def _subject_by_order(syntax: Syntax, verb: Verb, depth: int) -> list[Mention]:
    """The nearest party before a verb that can be its subject, up to where its clause begins."""
    words, fallback = syntax.words, list[Mention]()
    folded, tags, mention_at, verb_at = words.folded, words.tags, syntax.mention_at, syntax.verb_at
    start = position = _before_relative(syntax, syntax.before_aside(verb.group - 1))
    if _follows_conjunction(syntax, verb) and not words.marked:
        start = position = _before_object(syntax, position)
    while position >= 0:
        mention = mention_at.get(position)
        if mention is not None:
            governed = syntax.preposition_before(mention.first)
            reduced = verb.reduced and mention.end == verb.group and not words.marked
            if reduced or (governed is None and (not words.marked or _fits(syntax, mention, verb))):
                return _subject_group(syntax, mention, verb)
            if governed is not None and folded[governed] in words.markers.owner and not fallback:
                fallback = coordinated(syntax, mention)
            position = (mention.first if governed is None else min(governed, mention.first)) - 1
            continue
        if tags[position] or position in verb_at or folded[position] in ENDMARKS:
            found = _subject_at(syntax, verb, position, start, fallback, depth)
            if found is not None:
                return found
        position = (aside_start(syntax, position) if folded[position] == ")" else position) - 1
    return fallback


def _subject_at(
    syntax: Syntax, verb: Verb, position: int, start: int, fallback: list[Mention], depth: int
) -> list[Mention] | None:
    """The subject of a verb as told by a word that ends the search for it: a pronoun, another verb, the beginning of
    the clause; None for any other word."""
    words = syntax.words
    if words.tags[position] & PERSONS and _heads_subject(words, position, verb.group):
        return antecedent(syntax, position) or fallback
    other = syntax.verb_at.get(position)
    if other is not None and not words.marked and _only_helps(other, verb):
        return subject_of(syntax, other, depth + 1) or fallback
    if other is not None:
        return _shared(syntax, verb, other, range(position + 1, start + 1), fallback, depth)
    if position in syntax.relatives:  # "нафтобаза, яку уразили ЗСУ": who did it stands after the verb
        if "relative_place" in words.tags[position]:
            return _subject_before(syntax, position, depth) or fallback
        return fallback if "relative_object" in words.tags[position] else _antecedent(syntax, position)
    if position in syntax.clause_starts and words.marked and "complementiser" in words.tags[position] and not fallback:
        return _teller(syntax, verb, position, depth)
    return fallback if position in syntax.clause_starts or words.folded[position] in ENDMARKS else None


def _teller(syntax: Syntax, verb: Verb, complementiser: int, depth: int) -> list[Mention]:
    """ "Трамп сказав, що зустрінеться з Путіним": where a language drops subjects, what is told with none is told by
    who tells it of himself, in the same number. One that strikes may be a thing that stands after its verb."""
    words = syntax.words
    main = next((other for other in reversed(syntax.verbs) if other.last <= complementiser and other.finite), None)
    if main is None or main.passive or verb.passive or not any(kind == "say" for kind, _ in main.rows):
        return []
    several = [words.word(one.last - 1).endswith(words.plural_verb_endings) for one in (main, verb)]
    strikes = any(kind == "verb" and row.event_type == "ASSAULT" for kind, row in verb.rows)
    if several[0] is not several[1] or (strikes and not several[0]):
        return []
    return subject_of(syntax, main, depth + 1)


def _before_object(syntax: Syntax, position: int) -> int:
    """ "the troops crossed the Ukrainian border and opened fire": the name right before the conjunction is no subject
    of the verb after it, which is joined to an earlier verb, known or not."""
    words = syntax.words
    while position > 0 and not words.tags[position] & {"conjunction", "contrast"}:
        position -= 1
    before = syntax.mention_at.get(position - 1)
    return position if before is None or "conjunction" in words.tag(before.first - 1) else before.first - 1


def _subject_before(syntax: Syntax, relative: int, depth: int) -> list[Mention]:
    """ "прибув до Парижа, де проведе переговори": a clause about a place that names no subject has that of the clause
    before it."""
    main = next((verb for verb in reversed(syntax.verbs) if verb.last <= relative and verb.finite), None)
    return [] if main is None or main.passive else subject_of(syntax, main, depth + 1)


def _fits(syntax: Syntax, mention: Mention, verb: Verb) -> bool:
    """Whether case and number let a party, alone or with others, be a verb's subject."""
    several = len(coordinated(syntax, mention)) > 1
    return may_be_subject(mention, syntax.words) and (several or agrees(mention, verb, syntax.words))


def _before_relative(syntax: Syntax, comma: int) -> int:
    """ "Syria's president, whom Russia backed, called": the word before the relative clause that a comma right before a
    verb closes; the same word where none does."""
    words = syntax.words
    own = syntax.mention_at.get(comma) if not words.marked else None
    inner = syntax.verb_at.get(own.first - 1) if own is not None else None
    if own is not None and inner is not None and inner.group - 1 in syntax.relatives and _is_taken(syntax, own):
        return inner.group - 2  # "the strikes that hit Kyiv killed four"
    if words.word(comma) != "," or words.marked:
        return comma
    for position in range(comma - 1, max(0, comma - RELATIVE), -1):
        if words.folded[position] == "," and "relative" in words.tag(position + 1):
            return position - 1
        if words.folded[position] in (";", ":"):
            break
    return comma


def _only_helps(other: Verb, verb: Verb) -> bool:
    """ "Macron should urge Kyiv": a set phrase of modality right before a verb has the same subject."""
    return other.last == verb.group and {kind for kind, _ in other.rows} == {"modal"}


def _heads_subject(words: Words, pronoun: int, end: int) -> bool:
    """Whether a pronoun is the subject of the verb that begins at `end`, or owns it ("its boats fired"): no preposition
    parts what a possessive owns from the verb."""
    owns = "possessive_pronoun" in words.tags[pronoun]
    if owns and words.marked:
        return False  # "його", "їхній": of whom, never who
    return not owns or not any("preposition" in words.tags[position] for position in range(pronoun + 1, end))


def _is_absolute(syntax: Syntax, subject: Mention) -> bool:
    """ ", with Qatar acting as mediator": a preposition after a comma makes its noun a participle's own subject."""
    governed = syntax.preposition_before(subject.first)
    return governed is not None and syntax.words.word(governed - 1) == ","


def _is_armed(own: Mention, verb: Verb) -> bool:
    """ "it was soldiers looting shops": those who bear arms, right before a participle, do what it tells."""
    return own.end == verb.group and own.role in ARMED and own.kind not in ("state", "place")


def _follows_conjunction(syntax: Syntax, verb: Verb) -> bool:
    """ "killed one person and injured 30": a verb right after a conjunction shares the subject before it."""
    words, position = syntax.words, verb.group - 1
    while position > 0 and ("adverb" in words.tags[position] or words.looks_adverbial(position)):
        position -= 1
    return position > 0 and bool(words.tags[position] & JOINING)


def _verb_after_front(syntax: Syntax, verb: Verb) -> Verb | None:
    """ "After meeting Macron in Paris, Zelensky said": the verb whose subject a participle at the front shares."""
    words, main = syntax.words, next((one for one in syntax.verbs if one.group >= verb.last and one.finite), None)
    if main is None or verb.form != "ing" or verb.group > FRONT or main.reduced:
        return None
    if any(mention.first < verb.group for mention in syntax.mentions):
        return None  # "Erdogan, speaking in Ankara, accused"
    return main if any(words.folded[position] == "," for position in range(verb.last, main.group)) else None


def _main_verb(syntax: Syntax, verb: Verb) -> Verb | None:
    """The nearest verb to the left that a dependent verb can hang on, with no clause begun in between."""
    end = syntax.before_aside(verb.group - 1) + 1
    for other in reversed(syntax.verbs):
        if other.last <= end and (other.finite or verb.dependent or syntax.words.marked):
            gap = range(other.last, verb.group)
            barred = any(syntax.words.folded[p] in (";", ":") for p in gap)
            return None if barred or len(gap) > 30 else other
    return None


def _subject_group(syntax: Syntax, mention: Mention, verb: Verb) -> list[Mention]:
    if mention.modifier and syntax.words.owns(mention.last) and mention.end < verb.group - 1:
        return [mention]
    group = coordinated(syntax, mention)
    taken = [index for index, item in enumerate(group) if item is not mention and _is_taken(syntax, item)]
    return group[taken[-1] + 1 :] if taken else group


def _is_taken(syntax: Syntax, mention: Mention) -> bool:
    """ "attacked Kyiv, and Poland scrambled jets": a name right after a verb that tells an act is its object."""
    verb = syntax.verb_at.get(mention.first - 1)
    kinds = {kind for kind, _ in verb.rows} if verb is not None and verb.finite else set()
    return "verb" in kinds and "say" not in kinds and not syntax.words.marked


def _shared(
    syntax: Syntax, verb: Verb, other: Verb, between: range, fallback: list[Mention], depth: int
) -> list[Mention]:
    """A verb with no subject of its own takes that of the verb before it: coordinated, participle or infinitive."""
    joined = not verb.dependent and _is_joined(syntax, other, verb)
    if verb.dependent or (joined and (not fallback or _is_passed(syntax, between)) and _is_bare(syntax, other, verb)):
        controlled = [] if other.passive else _controlled(syntax, other, verb)
        return controlled or subject_of(syntax, other, depth + 1) or fallback
    return fallback


def _is_joined(syntax: Syntax, other: Verb, verb: Verb) -> bool:
    words = syntax.words
    return any(words.tags[p] & JOINING or words.folded[p] == "," for p in range(other.last, verb.group))


def _is_passed(syntax: Syntax, between: range) -> bool:
    """Whether only words stand between two verbs that let them share a subject."""
    words = syntax.words
    return all(
        p not in syntax.mention_at
        and (words.tags[p] & PASSED or words.folded[p] in (",", "-") or words.looks_adverbial(p))
        for p in between
    )


def _is_bare(syntax: Syntax, other: Verb, verb: Verb) -> bool:
    """Whether only adverbs stand between the last conjunction or comma and the verb."""
    words, position = syntax.words, verb.group - 1
    while position >= other.last:
        tags, word = words.tags[position], words.folded[position]
        if "conjunction" in tags or "contrast" in tags or word == ",":
            return True
        if not (tags & AUXILIARY or words.looks_adverbial(position)):
            return False
        position -= 1
    return False


def _controlled(syntax: Syntax, other: Verb, verb: Verb) -> list[Mention]:
    """ "urged Russia to stop", "forced Russia to stop", "accused Russia of breaking the truce": the object of a verb of
    asking, of causing or of letting is the subject of the infinitive, that of a verb of blame the subject of the
    gerund."""
    effects = CONTROLLING if verb.infinitive else BLAMING
    rows = [row for _, row in other.rows if getattr(row, "effect", "") in effects]
    if rows and any(syntax.words.folded[position] == "," for position in range(other.last, verb.group)):
        return []
    markers = {marker for row in rows for marker in row.recipient}
    for position in range(other.last, verb.group) if rows else ():
        mention = syntax.mention_at.get(position)
        if mention is None:
            continue
        governed = syntax.preposition_before(mention.first)
        named = governed is not None and syntax.words.folded[governed] in markers
        if named or governed in (None, *range(other.first, other.last)):
            each = mention.kind == RECIPROCAL  # "accused each other of breaking the truce"
            return [] if each else coordinated(syntax, mention)
    return []


def _antecedent(syntax: Syntax, relative: int) -> list[Mention]:
    position = relative - 1
    while (position >= 0 and syntax.words.folded[position] in (",", "(")) or "preposition" in syntax.words.tag(
        position
    ):
        position -= 1
    for mention in reversed(syntax.mentions):
        if (
            mention.end <= relative
            and relative - mention.end <= 4
            and not any(p in syntax.verb_at for p in range(mention.end, relative))
        ):
            return coordinated(syntax, mention)
    return []
