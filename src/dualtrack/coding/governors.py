"""What governs a verb: the verb or noun whose complement it is, a negation, a condition."""

from __future__ import annotations

from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.model import Reality

GOVERNING = {reality.value: reality.value for reality in Reality} | {"caused": Reality.OCCURRED.value}
"""Effects that a verb has on its complement, and what each makes of it; a row may have other effects, on the act that
it states itself. What somebody was `caused` to do was done: implicative verbs (L. Karttunen, "Implicative verbs",
Language 47, 1971)."""
BARE = 6
"""Words in which the subject of a clause that no word opens stands."""
REACH = 25
"""Words between a verb and what governs it, or opens the condition that holds it."""
INVERTING = frozenset(("obligation", "inverting"))
"""Classes of words that open a condition where they open the sentence ("should it attack", "had it attacked")."""


def effect_of(verb: Verb) -> str:
    """What a verb does to its complement: demanded, planned, threatened ...; empty where it does nothing."""
    if verb.row is not None and verb.row.effect in GOVERNING:
        return GOVERNING[verb.row.effect]
    for kind in ("modal", "verb"):
        for row_kind, row in verb.rows:
            applies = kind == "modal" or not row.condition.waits
            if row_kind == kind and applies and row.effect in GOVERNING:
                return GOVERNING[row.effect]
    return ""


def governor_of(syntax: Syntax, verb: Verb) -> Verb | None:
    """The verb to the left that governs an infinitive, a participle, or a that-clause."""
    words = syntax.words
    for other in reversed(syntax.verbs):
        if other.last > verb.group:
            continue
        gap = range(other.last, verb.group)
        if len(gap) > REACH or any(words.folded[p] in (";", ":") for p in gap):
            return None
        joined = any("conjunction" in words.tags[p] or "contrast" in words.tags[p] for p in gap)
        if verb.dependent:
            if other.dependent and joined:
                inherited = governor_of(syntax, other)
                if inherited is not None:
                    return inherited
            return other
        if any("complementiser" in words.tags[p] and _opens_content(syntax, p) for p in gap):
            return other
        if effect_of(other) and _only_a_party(syntax, gap, verb):
            return other
        if any(kind == "say" for kind, _ in other.rows) and _only_a_subject(syntax, gap):
            return other
        if joined and not other.finite and verb.form == "base":
            return governor_of(syntax, other)
        return None
    return None


def _opens_content(syntax: Syntax, position: int) -> bool:
    """Whether "that" opens what is said: after a verb, or after a noun for it ("dismissed reports that")."""
    if position not in syntax.relatives:
        return True
    account = any(hit.last == position for hit in syntax.words.hits.get("account", ()))
    return account or effect_of_noun(syntax, position) is not None


def effect_of_noun(syntax: Syntax, position: int) -> Reality | None:
    """The effect of the act noun that ends right before a word, but for words that tell when."""
    while position - 1 in syntax.words.dated:
        position -= 1
    for hit in syntax.words.hits.get("noun", ()):
        if hit.last == position and hit.entry.row.effect in GOVERNING and hit.first not in syntax.verb_at:
            return Reality(GOVERNING[hit.entry.row.effect])
    return None


def _only_a_subject(syntax: Syntax, gap: range) -> bool:
    """ "said it would blockade the port": a clause that no word opens, with only its subject before its verb."""
    if not 0 < len(gap) < BARE:
        return False
    tags, dated = syntax.words.tags, syntax.words.dated
    nominal = {"pronoun", "determiner", "possessive_pronoun"}
    return all(p in syntax.mention_at or tags[p] & nominal or p in dated or p + 1 in dated for p in gap)


def _only_a_party(syntax: Syntax, gap: range, verb: Verb) -> bool:
    """ "insists Ukraine surrender": a verb of asking, a party and a bare verb."""
    if not gap:
        return True
    named = all(p in syntax.mention_at or "determiner" in syntax.words.tags[p] for p in gap)
    return named and verb.form == "base"


def in_condition(syntax: Syntax, position: int) -> bool:
    """Whether the clause that holds a word opens with if, unless ...; the main clause of a condition is not in it."""
    words = syntax.words
    for index in range(position, max(-1, position - REACH), -1):
        tags = words.tags[index]
        if "conditional" in tags and "obligation" not in tags:
            return True
        if index == 0 and tags & INVERTING:
            return True
        if index < position and (words.folded[index] in (",", ";", ":") or index in syntax.clause_starts):
            return False
    return False


def is_negated(syntax: Syntax, verb: Verb) -> bool:
    """Whether a verb's own group denies it ("will not accept"); "not only" does not."""
    words = syntax.words
    negative = [p for p in verb.helping if "negation" in words.tags[p]]
    return any("limiting" not in words.tag(p + 1) for p in negative)
