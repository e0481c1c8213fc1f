"""A verb's group: the auxiliaries around a form, and the form and voice in which they make it stand."""

from __future__ import annotations

from dualtrack.coding.actors import Mention
from dualtrack.coding.brackets import NONFINITE, OPENING, negations, opening_of
from dualtrack.coding.clauses import AUXILIARY, Verb
from dualtrack.coding.lexis import Senses
from dualtrack.coding.tokens import NO_TAGS, Words
from dualtrack.lexicon.phrases import Span

AGENTIVE = frozenset(("MIL", "GOV", "COP", "REB", "UAF", "SPY", "JUD", "LEG", "CRM", "PRM"))
FINITE_HELPERS = frozenset(("future", "possible"))
"""Classes of words that make an infinitive a finite verb with a subject of its own ("може напасти")."""
GROUPED = AUXILIARY | {"infinitive"}
"""Classes of the words of a verb's group; "to" marks an infinitive."""
HEADING = GROUPED - {"adverb"}
"""Classes of the words that may open it."""
FINITE = frozenset(("be_finite", "have"))


def before_adverbs(words: Words, group: int) -> int:
    """Where the subject of a verb ends, across what tells when or how ("Russian forces recently advanced")."""
    dated = words.dated
    while group > 0 and (words.looks_adverbial(group - 1) or "adverb" in words.tags[group - 1] or group - 1 in dated):
        group -= 1
    return group


def read_verb(
    words: Words,
    span: Span,
    senses: Senses,
    ends: dict[int, Mention],
    starts: set[int],
    floor: int = 0,
) -> Verb:
    """The verb over `span`; the verb before it ends at `floor`, and may end with its infinitive's "to"."""
    first, last = span
    group, forms = first, senses.forms
    while group > floor and (words.tag(group - 1) & GROUPED or is_adverb(words, group - 1)):
        group -= 1
    group = _drop_leading(words, group, first)
    opening = opening_of(words, group, last) if words.brackets and forms & NONFINITE else None
    if opening is not None:
        forms = forms & NONFINITE
    before = NO_TAGS.union(*words.tags[group:first])
    helpers = before if opening is None else words.tags[opening]
    if words.brackets and forms & NONFINITE and opening is None:
        helpers |= words.tag(last) & (OPENING | {"be"})  # "dass Russland Odessa angegriffen hat"
    infinitive = "infinitive" in before and "ing" not in forms
    if infinitive:  # "has to attack" is none; "to have attacked" is one
        marker = next(position for position in range(group, first) if "infinitive" in words.tags[position])
        infinitive = NO_TAGS.union(*words.tags[group:marker]).isdisjoint(FINITE)
    infinitive = infinitive or (group == floor > 0 and "infinitive" in words.tag(group - 1))
    infinitive = infinitive or ("infinitive" in forms and helpers.isdisjoint(FINITE_HELPERS))
    verb = Verb(first, last, group, _form(forms, helpers), senses.rows, infinitive=infinitive)
    verb.perfect = infinitive and "have" in helpers
    verb.passive = _is_passive(words, verb, helpers, forms, ends, starts)
    if opening is not None:
        verb.first, verb.last, verb.group = opening, opening + 1, opening
    if words.brackets and verb.finite:
        verb.apart = (*(() if opening is None else (opening,)), *negations(words, verb.last))
    return verb


def is_adverb(words: Words, index: int) -> bool:
    word = words.word(index)
    return len(word) > 4 and word.endswith(words.adverb_endings)


def _drop_leading(words: Words, group: int, first: int) -> int:
    """A group begins with an auxiliary, a negation or "to", not with the adverb of another phrase."""
    while group < first and not words.tag(group) & HEADING:
        group += 1
    return group


def _form(forms: frozenset[str], helpers: frozenset[str]) -> str:
    for form in ("infinitive", "future", "impersonal"):
        if form in forms and "past" not in forms:
            return form
    if "ing" in forms or "having" in helpers:
        return "progressive" if "be" in helpers and "ing" in forms else "ing"
    if "third" in forms:
        return "third"
    if "participle" in forms and helpers & {"be", "have"}:
        return "participle"
    if "base" in forms and helpers & {"future", "would", "possible", "do", "obligation", "infinitive"}:
        return "base"
    return "past" if "past" in forms else "participle" if "participle" in forms else "base"


def _is_passive(
    words: Words, verb: Verb, helpers: frozenset[str], forms: frozenset[str], ends: dict[int, Mention], starts: set[int]
) -> bool:
    if verb.form == "impersonal" or (words.marked and verb.form == "participle"):
        return True
    if words.marked:
        return False
    told = verb.form in ("participle", "past") or "having" in helpers
    if not told or not any(kind == "verb" for kind, _ in verb.rows):
        return verb.form == "participle" and "be" in helpers
    if "be" in helpers and "ing" not in forms:
        return True
    if "have" in helpers:
        return False
    after = words.tag(verb.last)
    if words.word(verb.last) in words.markers.agent:
        return not counts_after(words, verb.last + 1)  # "advanced by 20 km" undergoes nothing
    if verb.form == "participle":
        return True
    if all(form != "past" for form in (verb.form,)):
        return False
    return "participle" in forms and _is_reduced(words, verb, ends, after, starts)


def counts_after(words: Words, index: int) -> bool:
    """ "killed at least 17", "over 30": a number, not a prepositional phrase, follows."""
    if words.word(index)[:1].isdigit() or "number_word" in words.tag(index):
        return True
    if "quantifier" not in words.tag(index):
        return False
    return any(words.word(p)[:1].isdigit() or "number_word" in words.tag(p) for p in range(index + 1, index + 4))


def _is_reduced(words: Words, verb: Verb, ends: dict[int, Mention], after: frozenset[str], starts: set[int]) -> bool:
    """ "civilians killed in the strike": a past form with no object, after a noun that does not act."""
    if not any("obj" in row.recipient or not row.recipient for kind, row in verb.rows if kind == "verb"):
        return False
    following = words.word(verb.last)
    closes = (
        verb.last >= len(words)
        or following in (".", ",", ";", ")", "—")
        or bool(after & {"preposition", "conjunction", "adverb"})
    )
    if "conjunction" in after and words.word(verb.last + 1).endswith(words.participle_endings):
        return False
    if counts_after(words, verb.last):
        return False
    joined = words.tag(verb.group - 1)
    if "contrast" in joined or ("conjunction" in joined and "infinitive" in after):
        return False  # "received the president and offered to mediate"
    owner = ends.get(before_adverbs(words, verb.group))
    acts = owner is not None and (owner.role in AGENTIVE or owner.kind in ("state", "metonym", "force"))
    return closes and not acts and verb.last not in starts and verb.first > 0
