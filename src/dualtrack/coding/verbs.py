"""Which words are verbs here: a form that may be a noun or a verb is read by its neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.attributes import opens_subject
from dualtrack.coding.clauses import AUXILIARY, NOMINAL, Verb
from dualtrack.coding.lexis import Senses
from dualtrack.coding.tokens import Words
from dualtrack.coding.verb_groups import before_adverbs, counts_after, is_adverb, read_verb
from dualtrack.lexicon.phrases import Hit, Span, by_span, longest

AMBIGUOUS = frozenset(("base", "third", "ing"))
BARRED = frozenset(("stop", "figurative"))
"""Kinds of phrases no word of which is a verb or an act."""
FREE = frozenset(("pronoun", "adverb", "relative"))
"""Classes of a word that may stand without its noun, though it is a determiner as well."""
HELPING = frozenset(("be", "have", "do"))
LEADING = frozenset(("future", "would", "possible", "do", "obligation"))
"""Classes of auxiliaries that a bare infinitive follows."""


@dataclass(slots=True)
class Candidates:
    """What may be a verb: the senses of verbs by their words, in order; which of them are a set phrase with its verb;
    and the act nouns, which may stand over the same words."""

    verbal: dict[Span, Senses]
    predicates: set[Span]
    nouns: list[Hit[Any]]


def find_candidates(words: Words, mentions: list[Mention]) -> Candidates:
    """The words of a sentence that may be its verbs, and its act nouns, outside of what is named."""
    covered = {position for mention in mentions for position in range(mention.first, mention.last)}
    for kind in words.hits.keys() & BARRED:
        covered.update(position for hit in words.hits[kind] for position in range(hit.first, hit.last))
    told = words.hits.get("noun", ())
    if words.capital_nouns:
        told = [hit for hit in told if words.capital(hit.first)]
    nouns = _distinct([hit for hit in longest(told) if hit.first not in covered]) if told else []
    covered.update(position for position in words.dated if words.capital(position))  # "in March"
    predicates = {hit[:2]: hit.entry.row for hit in words.hits.get("fixed", ()) if _is_predicate(words, hit)}
    named = [hit for hit in words.hits.get("class", ()) if hit.last - hit.first > 1]  # "asset freezes"
    taken = covered.union(*[range(*span) for span in predicates], *[range(hit.first, hit.last) for hit in named])
    verbal: dict[Span, Senses] = {
        span: hits[0].entry.row
        for span, hits in by_span([*words.hits.get("verbal", ()), *nouns]).items()
        if span[0] not in taken and hits[0].entry.kind == "verbal"
    }
    if predicates:
        verbal = dict(sorted((verbal | predicates).items()))
    return Candidates(verbal, set(predicates), nouns)


def read_verbs(words: Words, mentions: list[Mention], found: Candidates) -> tuple[list[Verb], list[Hit[Any]]]:
    """The verbs of the sentence, and the hits of act nouns, each word read as one or the other."""
    noun_starts = {hit.first for hit in found.nouns}
    beginnings = {first for first, _ in found.verbal}
    ends = {mention.end: mention for mention in mentions}
    starts = {mention.first for mention in mentions}
    verbs: list[Verb] = []
    for span, senses in found.verbal.items():
        first, last = span
        if span in found.predicates:
            verbs.append(Verb(first, last, first, "third", senses.rows))
            continue
        if _is_auxiliary(words, span, beginnings):
            continue
        forms = senses.forms
        marked = "infinitive" in words.tag(first - 1)  # "is ready to meet"
        if verbs and verbs[-1].last == first and not marked and _is_noun_after(verbs[-1], forms):
            continue
        also_noun = first in noun_starts or (last - first == 1 and words.folded[first] in words.noun_like)
        also_noun = also_noun and not (forms == {"third"} and _heads_line(words, span, ends.get(first), beginnings))
        if is_verb(words, span, forms, ends, starts, also_noun):
            verb = read_verb(words, span, senses, ends, starts, verbs[-1].last if verbs else 0)
            if verbs and "base" in forms and _is_parallel(words, verbs[-1], verb):
                verb.form, verb.infinitive, verb.passive = "base", True, False
            verbs.append(verb)
    verbs.sort(key=lambda verb: verb.first)
    if opens_subject(words, verbs):
        verbs = verbs[1:]
    taken = {position for verb in verbs for position in range(verb.first, verb.last)}
    return verbs, [hit for hit in found.nouns if hit.first not in taken]


def _heads_line(words: Words, span: Span, owner: Mention | None, beginnings: set[int]) -> bool:
    """ "Ukraine hits refinery": a name, a form that may be a noun, and a bare noun that is no verb."""
    if owner is None or owner.modifier or owner.code is None or owner.first > 0:
        return False
    following = span[1]
    return _noun_next(words, following) and not words.capital(following) and following not in beginnings


def _is_parallel(words: Words, before: Verb, verb: Verb) -> bool:
    """ "threatened to veto the aid and cut off power": a form that can be the infinitive is one, right after a
    conjunction that joins it to an infinitive."""
    joined = "conjunction" in words.tag(before_adverbs(words, verb.group) - 1)
    return before.infinitive and joined and verb.group == verb.first and not words.marked


def _is_noun_after(verb: Verb, forms: frozenset[str]) -> bool:
    """ "postponed talks", "restore complete ties": a finite verb has no other finite verb for its subject, and but few
    verbs ("helped rescue") a bare infinitive."""
    helps = any(kind == "modal" for kind, _ in verb.rows)
    return forms == {"third"} or (forms == {"base"} and verb.form != "infinitive" and not helps)


def _distinct(hits: Iterable[Hit[Any]]) -> list[Hit[Any]]:
    """One hit for each span and row: a word may stand in several forms of one row."""
    return list({(hit.first, hit.last, hit.entry.row.id): hit for hit in hits}.values())


def _is_auxiliary(words: Words, span: Span, beginnings: set[int]) -> bool:
    """ "has held": a form of be, have or do that helps the verb after it."""
    first, last = span
    if last - first > 1 or words.tags[first].isdisjoint(HELPING):
        return False
    position = last
    while position < len(words) and (words.tags[position] & AUXILIARY or words.looks_adverbial(position)):
        position += 1
    return position in beginnings


def _is_predicate(words: Words, hit: Hit[Any]) -> bool:
    """ "is due on Sunday": a set phrase with a form of "be" that is the sentence's verb, since no other follows it."""
    closed = "infinitive" not in words.tags[hit.last - 1] | words.tag(hit.last)
    return closed and "be_finite" in words.tags[hit.first]


def is_verb(
    words: Words,
    span: Span,
    forms: frozenset[str],
    ends: dict[int, Mention],
    starts: set[int],
    also_noun: bool,
) -> bool:
    """Read a form by what stands around it. Order of evidence: what cannot precede a verb, what must."""
    if words.marked:
        return _is_marked_verb(words, span, forms)
    first, last = span
    before, after = words.tag(first - 1), words.tag(last)
    if "infinitive" in before and "base" in forms:
        return True
    if "base" in forms and (before & LEADING or _helper_before(words, first) & LEADING):
        return True
    if "possessive" in before or (before & NOMINAL and before.isdisjoint(FREE)):
        return False
    if forms <= AMBIGUOUS:
        return _reads_as_verb(words, first, last, forms, ends, starts, also_noun)
    if "aside" in before and forms <= {"past", "participle"} and _closes(words, last):
        return False  # "as expected,"
    if forms & {"past", "participle"} and "base" in forms:
        return not before & {"preposition"}
    if _is_attribute(words, first, last):
        return False
    counted = words.word(first - 1).isdigit() or "number_word" in before
    if counted and first not in ends and _noun_next(words, last) and not words.capital(last):
        return False  # "six captured officers"
    # A participle before its noun ("the captured town", "destroyed houses") is an adjective.
    return not (before & NOMINAL) and not ("preposition" in before and after == frozenset() and _noun_next(words, last))


def _closes(words: Words, last: int) -> bool:
    return last >= len(words) or words.word(last) in (",", ".", ";", ")")


def _helper_before(words: Words, first: int) -> frozenset[str]:
    """The tags of the word before a verb, across "not" and adverbs ("did not impose", "will soon attack")."""
    position = first - 1
    while position > 0 and (words.tags[position] & {"negation", "adverb"} or is_adverb(words, position)):
        position -= 1
    return words.tag(position)


def _is_marked_verb(words: Words, span: Span, forms: frozenset[str]) -> bool:
    """Inflected forms are verbs; a participle is one only beside a form of "be"."""
    if forms != {"participle"}:  # "до начала": what a preposition governs is a noun
        return "preposition" not in words.tag(span[0] - 1) or "conjunction" in words.tag(span[0] - 1)
    around = words.tag(span[0] - 1) | words.tag(span[0] - 2)
    return "be" in around or "future" in around


def _is_attribute(words: Words, first: int, last: int) -> bool:
    """ "the currently occupied territory": an adverb before, and a determiner or preposition before that."""
    if not _noun_next(words, last) or not (words.looks_adverbial(first - 1) or "adverb" in words.tag(first - 1)):
        return False
    return bool(words.tag(first - 2) & {"determiner", "preposition", "negation", "adverb"}) and not (
        words.tag(first - 1) & {"be", "have"}
    )


def _noun_next(words: Words, index: int) -> bool:
    return words.word(index).isalpha() and not words.tag(index)


def _reads_as_verb(
    words: Words,
    first: int,
    last: int,
    forms: frozenset[str],
    ends: dict[int, Mention],
    starts: set[int],
    also_noun: bool,
) -> bool:
    before, after = words.tag(first - 1), words.tag(last)
    if forms == {"ing"} and words.word(first - 1) == "-" and words.starts[first] == words.ends[first - 1]:
        return False  # "decision-making centres"
    if forms == {"ing"}:
        return _ing_is_verb(words, first, last, starts, also_noun)
    if "third" in forms and _closes_with_source(words, first, last):
        return True
    owner = ends.get(first)
    if (owner is not None and owner.modifier) or ("adverb" in words.tags[first] and "preposition" in after):
        return False  # "brought Ukraine back into the fold"
    compound = owner is not None and also_noun and forms == {"base"} and _is_governed(words, owner)
    opens_object = (last in starts and not compound) or bool(  # "with UAE fund Alliance"
        after & {"determiner", "possessive_pronoun", "pronoun", "complementiser", "quote"}
    )
    opens_object = opens_object or counts_after(words, last) or ("infinitive" in after and not also_noun)
    if before & {"pronoun"}:
        return True
    if owner is not None:
        named = (owner.code is not None or bool(before & NOMINAL)) and not _is_governed(words, owner)
        return opens_object or not also_noun or (named and bool(after & {"preposition", "adverb"}))
    if "preposition" in before or first == 0:
        return False
    if words.word(first - 1).isdigit():
        return False
    if before & {"relative", "conjunction", "adverb"}:
        return opens_object or not also_noun
    if not also_noun and not before and words.word(first - 1).isalpha():
        return True  # a form that is never a noun, after a noun ("the minister says", "supporters say")
    return opens_object and ("third" in forms or words.word(first - 1).endswith(words.plural_endings))


def _is_governed(words: Words, owner: Mention) -> bool:
    """ "a package of European Union sanctions": a name under a preposition is no subject."""
    before = owner.first - 1
    return "preposition" in words.tag(before - bool(words.tag(before) & NOMINAL))


def _closes_with_source(words: Words, first: int, last: int) -> bool:
    """ "..., Reuters reports.": a form with a mark or the end after it, and before it a name that a comma opens."""
    if not _closes(words, last):
        return False
    near = range(first - 1, max(-1, first - 4), -1)
    opening = next((position for position in near if words.word(position) == ","), 0)
    named = all(words.capital(position) for position in range(opening + 1, first))
    return 0 < opening < first - 1 and named


def _ing_is_verb(words: Words, first: int, last: int, starts: set[int], also_noun: bool) -> bool:
    before, after = words.tag(first - 1), words.tag(last)
    if words.word(last) in words.markers.owner and also_noun:
        return False
    if before & {"be", "adverb"} or words.word(first - 1) == ",":
        return True
    if not also_noun:
        return True
    return last in starts or bool(after & {"determiner", "possessive_pronoun"}) or words.word(last).isdigit()
