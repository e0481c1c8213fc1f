"""Roles in languages that mark them by case: who stands in which case, with no preposition before it."""

from __future__ import annotations

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.tokens import Words

NAMED = frozenset(("place", "metonym", "state"))
"""Kinds of parties of which a name tells one."""
CLEAREST = ("dat", "ins", "gen", "loc", "nom")
"""Cases that mark a role by themselves, the least ambiguous first."""


def marker_of(mention: Mention, words: Words) -> str:
    """The marker of a party with no preposition: the least ambiguous reading of its case; object where any fits."""
    forms = mention.forms
    if not forms or "any" in forms or "acc" in forms:
        return "obj"
    return next((words.markers.cases.get(form, form) for form in CLEAREST if form in forms), "obj")


def may_own(mention: Mention, words: Words) -> bool:
    """Whether a party that can stand in the dative may also say whose the noun right before it is, by the genitive
    ("провінцію Таїланду")."""
    before = mention.first - 1
    adnominal = not words.tag(before) and words.word(before).isalpha()
    return adnominal and {"gen", "dat"} <= mention.forms and not mention.forms & {"acc", "any"}


def may_be_subject(mention: Mention, words: Words) -> bool:
    """Whether a party may stand in the nominative, or in the genitive of a number ("тисячі людей"); a name that does
    not decline is, right after a noun of action, its genitive ("зустріч Рубіо")."""
    if "any" in mention.forms and any(hit.last == mention.first for hit in words.hits.get("noun", ())):
        return False
    counted = words.word(mention.first - 1)[:1].isdigit() or "number_word" in words.tag(mention.first - 1)
    return not mention.forms or bool(mention.forms & {"nom", "any"}) or (counted and "gen" in mention.forms)


def agrees(mention: Mention, verb: Verb, words: Words) -> bool:
    """Whether a party agrees in number with a verb: one named town or state attacks nobody in the plural ("Київ
    атакували дрони"). Names in capitals, and nouns for people, may stand in either number."""
    if in_first_person(verb, words):
        return False
    if not words.plural_verb_endings or mention.modifier or mention.kind not in NAMED or "any" in mention.forms:
        return True
    name, form = words.word(mention.last - 1), words.word(verb.first)
    plural = name.endswith(words.plural_endings) or words.cut(mention.last - 1, mention.last).isupper()
    return plural or not form.endswith(words.plural_verb_endings)


def in_first_person(verb: Verb, words: Words) -> bool:
    """Whether a verb's own ending says that its subject is "we" ("вимагаємо"): no party that is named can be."""
    endings = words.first_person_endings
    return bool(endings) and verb.form in ("third", "future") and words.word(verb.first).endswith(endings)


def is_surely_subject(mention: Mention) -> bool:
    return "nom" in mention.forms and not mention.forms & {"acc", "any"}


def subject_right(syntax: Syntax, verb: Verb) -> Mention | None:
    """A party in the nominative after the verb ("Київ атакувала Росія"), before the clause ends."""
    words = syntax.words
    for mention in syntax.mentions:
        if mention.first < verb.last or mention.first - verb.last > 12:
            continue
        gap = range(verb.last, mention.first)
        if any(words.folded[p] in (",", ";", ":") or p in syntax.verb_at for p in gap):
            return None
        asked = "relative_object" in words.tag(verb.group - 1) and "any" in mention.forms
        if ("nom" in mention.forms or asked) and syntax.preposition_before(mention.first) is None:
            return mention
    return None


def party_left(syntax: Syntax, verb: Verb, subjects: list[Mention], cases: frozenset[str]) -> Mention | None:
    """A party in one of some cases before the verb, where the subject is another one."""
    words = syntax.words
    if "conjunction" in words.tag(verb.group - 1):
        return None  # "засудив удари США і пообіцяв": what stands before belongs to the verb before
    for mention in reversed(syntax.mentions):
        if mention.last > verb.group or mention in subjects:
            continue
        if any(words.folded[p] in (",", ";", ":") or p in syntax.verb_at for p in range(mention.end, verb.group)):
            return None
        if mention.forms & cases and syntax.preposition_before(mention.first) is None:
            return mention
    return None
