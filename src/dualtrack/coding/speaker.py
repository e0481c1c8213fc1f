"""Who asserts what: the spans that a source is responsible for, innermost first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.sources import HELPING, Span, is_break, phrase_after, phrase_before, quoted_name, speaker_in
from dualtrack.coding.tokens import Words
from dualtrack.lexicon.phrases import Hit
from dualtrack.model import Reality, Speaker

LEADS = frozenset((",", '"', "”", "“", "»", "—", "–", "-", "?", "!"))
"""Marks that end what is said before its source is named ("..., Peskov said", "...", said Peskov)."""
WILLED = frozenset((Reality.DEMANDED, Reality.THREATENED, Reality.PLANNED))
UNSPEAKING = frozenset(("state", "place", "population", "sides", "other"))
"""Kinds of parties whose name before a colon is a rubric, not a source."""
REACH = 14
"""Words after a verb of speech within which the clause that it governs opens."""


@dataclass(slots=True)
class Attribution:
    """A source over the words [source_first, source_last), its cue, and the words [first, last) that it asserts.

    `wills` says that the cue tells a will ("insists that", "threatens that"): what is willed is not asserted; `cited`
    that whoever speaks names this source for its own words.
    """

    speaker: Speaker
    first: int
    last: int
    source_first: int
    source_last: int
    cue_first: int
    cue_last: int
    mention: Mention | None = None
    wills: bool = False
    cited: bool = False

    def holds(self, position: int) -> bool:
        inside = self.first <= position < self.last
        return inside and not self.source_first <= position < self.source_last


def find_attributions(syntax: Syntax) -> list[Attribution]:
    """Every attribution of a sentence, the widest first."""
    end = _sentence_end(syntax)
    hits = syntax.words.hits
    phrases = hits.get("according", ())
    within = {position for hit in phrases for position in range(hit.first, hit.last)}
    found: list[Attribution] = []
    for verb in syntax.verbs if "say" in hits else ():
        item = _of_verb(syntax, verb, found, end) if _is_speech(syntax, verb) and verb.first not in within else None
        if item is not None:
            found.append(item)
    label = _of_label(syntax, end)
    if label is not None:
        found.append(label)
    for hit in hits.get("account", ()):
        item = _of_account(syntax, hit.first, hit.last, end)
        if item is not None:
            found.append(item)
    for hit in phrases:
        item = _of_phrase(syntax, hit, found)
        if item is not None:
            found.append(item)
    return sorted(found, key=lambda item: (item.cited, item.first - item.last, item.first))


def speakers_at(
    attributions: list[Attribution], position: int, reality: Reality = Reality.OCCURRED
) -> tuple[Speaker | None, tuple[Speaker, ...]]:
    """The innermost speaker of the words at a position, and the outer ones from the outside in."""
    chain: list[Speaker] = []
    for item in attributions:
        if item.holds(position) and item.speaker not in chain and not (item.wills and reality in WILLED):
            chain.append(item.speaker)
    return (chain[-1], tuple(chain[:-1])) if chain else (None, ())


def _is_speech(syntax: Syntax, verb: Verb) -> bool:
    """A verb of saying that tells of something said: no infinitive, and not negated."""
    if verb.infinitive or verb.passive or not any(kind == "say" for kind, _ in verb.rows):
        return False
    return not any("negation" in syntax.words.tag(position) for position in range(verb.group - 1, verb.first))


def _of_label(syntax: Syntax, end: int) -> Attribution | None:
    """ "Peskov: no date is set": a person or a body, and a colon, open the sentence; what a place opens is a rubric."""
    source = syntax.mention_at.get(0)
    if source is None or source.kind in UNSPEAKING or (source.kind == "metonym" and source.place is not None):
        return None
    if syntax.words.word(source.last) != ":" or source.last + 1 >= end:
        return None
    speaker, mention = speaker_in(syntax, (0, source.last))
    return Attribution(speaker, source.last + 1, end, 0, source.last, source.last, source.last + 1, mention)


def _effects(verb: Verb, kind: str = "say") -> set[str]:
    return {row.effect for known, row in verb.rows if known == kind}


def _wills(verb: Verb) -> bool:
    return any(kind == "modal" and row.effect in ("demanded", "threatened", "planned") for kind, row in verb.rows)


def _of_verb(syntax: Syntax, verb: Verb, found: list[Attribution], end: int) -> Attribution | None:
    """An attribution by a verb: with its source after it, or before it and its content on either side."""
    inverted = _inverted_source(syntax, verb, end)
    if inverted is not None:
        if _is_aside(syntax, verb.group):
            return _made(syntax, verb, inverted, (0, len(syntax.words)))
        return _made(syntax, verb, inverted, _around(syntax, verb.group, inverted[1], end))
    source = _source_before(syntax, verb, found)
    if source is None:
        return None
    if _is_aside(syntax, source[0]):
        return _made(syntax, verb, source, (0, len(syntax.words)))
    told = _told_act(syntax, verb, end)
    if told is not None:
        return _made(syntax, verb, source, told)
    opens = _opens_clause(syntax, verb, end)
    if not opens and _follows_content(syntax, verb, source, end):
        return _made(syntax, verb, source, _around(syntax, source[0], verb.last, end))
    if verb.last >= end or (not opens and ("clause" in _effects(verb) or _commands(syntax, verb))):
        return None
    return _made(syntax, verb, source, (verb.last, _content_end(syntax, verb, end)))


def _is_aside(syntax: Syntax, first: int) -> bool:
    """ "as the president says" stands aside from the sentence that it vouches for."""
    return "aside" in syntax.words.tag(first - 1)


def _made(syntax: Syntax, verb: Verb, source: Span, content: Span) -> Attribution:
    speaker, mention = speaker_in(syntax, source)
    return Attribution(speaker, *content, *source, verb.group, verb.last, mention, _wills(verb))


def _sentence_end(syntax: Syntax) -> int:
    end = len(syntax.words)
    while end > 0 and syntax.words.folded[end - 1] in (".", "!", "?"):
        end -= 1
    return end


def _inverted_source(syntax: Syntax, verb: Verb, end: int) -> Span | None:
    """ "...", said Peskov: a mark before the verb, and after it a noun phrase that no verb follows."""
    words, mark = syntax.words, verb.group - 1
    if mark < 0 or verb.form == "ing" or "complementiser" in words.tag(verb.last):
        return None
    if "alleged" in _effects(verb, "verb"):
        return None  # "the minister, speaking in Ankara, accused Israel"
    if words.word(verb.last) == "," and "complementiser" in words.tag(verb.last + 1):
        return None
    if _is_aside(syntax, verb.group):
        return phrase_after(syntax, verb.last, end)
    resumed = words.marked and "relative" in words.tags[mark]
    if (words.folded[mark] not in LEADS and not resumed) or quoted_name(words, mark, -1) is not None:
        return None
    source = phrase_after(syntax, verb.last, end)
    if source is None or _is_quoted(syntax, mark):
        return source
    if not words.marked and "preposition" in words.tags[source[0]]:
        return None  # "the premier, Robert Fico, said on Tuesday that"
    if words.marked:
        return source if not resumed or _names_in(syntax, source, 1) else None
    told = any(_is_predicate(syntax, position) for position in range(mark))
    return source if told and _names_in(syntax, source, 4) else None


def _names_in(syntax: Syntax, source: Span, reach: int) -> bool:
    """Whether a party is named within the first words of a phrase: another phrase would be the verb's object."""
    return any(0 <= mention.first - source[0] < reach for mention in syntax.mentions)


def _is_quoted(syntax: Syntax, mark: int) -> bool:
    return any("quote" in syntax.words.tags[position] for position in range(max(0, mark - 1), mark + 1))


def _is_content(syntax: Syntax, mark: int) -> bool:
    """Whether what stands before a mark can be what is said: a quotation, or a clause that is not subordinate."""
    words = syntax.words
    if _is_quoted(syntax, mark):
        return True
    if not any(p in syntax.verb_at or words.tags[p] & HELPING or words.folded[p][0].isdigit() for p in range(mark)):
        return False
    subordinate = any(words.tag(p) & {"conditional", "subordinator"} and p in syntax.clause_starts for p in (0, 1))
    return not subordinate or any(words.folded[position] == "," for position in range(mark))


def _source_before(syntax: Syntax, verb: Verb, found: list[Attribution]) -> Span | None:
    """The phrase before a verb; a coordinated verb or a participle shares that of the verb before it."""
    words, before = syntax.words, verb.group - 1
    joined = before >= 0 and words.tags[before] & {"conjunction", "contrast"}
    if not (joined or verb.form == "ing"):
        return phrase_before(syntax, verb.group)
    earlier = next((other for other in reversed(syntax.verbs) if other.last <= before + 1 and other.finite), None)
    told = next((item for item in reversed(found) if earlier is not None and item.cue_last == earlier.last), None)
    if told is not None:
        return told.source_first, told.source_last
    if earlier is not None:
        return phrase_before(syntax, earlier.group)
    return next(((m.first, m.last) for m in syntax.mentions if m.last <= before + 1 and not m.modifier), None)


def _opens_clause(syntax: Syntax, verb: Verb, end: int) -> bool:
    """Whether a clause or a quotation follows a verb of speech, past its addressee and its adjuncts."""
    words, comma = syntax.words, False
    for index in range(verb.last, min(verb.last + REACH, end)):
        tags, word = words.tags[index], words.folded[index]
        if word == ";":
            return False
        if word == ",":
            comma = True
        elif "complementiser" in tags or (not comma and ("quote" in tags or word == ":")):
            return True
        elif comma and word != "," and index in syntax.verb_at:
            return False
        elif not comma and index > verb.last and _is_predicate(syntax, index):
            return True
        elif tags & {"conditional", "infinitive"} or (index > verb.last and not comma and _subordinates(tags)):
            return False
    return False


def _told_act(syntax: Syntax, verb: Verb, end: int) -> Span | None:
    """ "accused Moscow of breaking the truce", "denied shelling the market": an act told by a gerund or a noun, not by
    a clause, as far as the next mark."""
    following = syntax.verb_at.get(verb.last)
    denies = following is not None and following.form == "ing" and "denied" in _effects(verb, "modal")
    if verb.passive or not (denies or "alleged" in _effects(verb, "verb")):
        return None
    return verb.last, next((p for p in range(verb.last, end) if is_break(syntax.words, p)), end)


def _commands(syntax: Syntax, verb: Verb) -> bool:
    """ "told residents to leave": an infinitive after the one addressed is a demand, not an account."""
    words = syntax.words
    for index in range(verb.last, min(verb.last + REACH, len(words))):
        if "infinitive" in words.tags[index]:
            return index > verb.last
        if index in syntax.verb_at or words.folded[index] == "," or "complementiser" in words.tags[index]:
            break
    return False


def _subordinates(tags: frozenset[str]) -> bool:
    return "subordinator" in tags and "preposition" not in tags


def _is_predicate(syntax: Syntax, index: int) -> bool:
    verb = syntax.verb_at.get(index)
    if verb is not None:
        return verb.finite and not verb.reduced
    return bool(syntax.words.tags[index] & {"be_finite", "future", "would", "have", "possible", "obligation"})


def _follows_content(syntax: Syntax, verb: Verb, source: Span, end: int) -> bool:
    """ "..., Peskov said." and "..., Peskov said, ...": a mark before the source, a mark or the end after the verb."""
    words, mark = syntax.words, source[0] - 1
    if mark < 1 or words.folded[mark] not in LEADS or source[1] > verb.group:
        return False
    if verb.last >= end or _is_content(syntax, mark):
        return True
    return mark <= 4 and any(words.folded[p] == "," for p in range(verb.last, min(verb.last + REACH, end)))


def _around(syntax: Syntax, opening: int, closing: int, end: int) -> Span:
    """What is said around a source over [opening, closing) in its midst; only what stands before it, where the
    narrator goes on."""
    words = syntax.words
    start = next((p + 1 for p in range(opening - 1, -1, -1) if words.folded[p] == ";"), 0)
    for index in range(closing, end):
        if is_break(words, index):
            following = syntax.verb_at.get(index + 1)
            told = following is not None and following.dependent and _is_speech(syntax, following)
            goes_on = words.tag(index + 1) & {"subordinator", "contrast", "relative"}
            return (start, opening) if told or goes_on else (start, index if words.folded[index] == ";" else end)
    return start, opening


def _content_end(syntax: Syntax, verb: Verb, end: int) -> int:
    """A content clause runs to the sentence's end, or to a comma after which the narrator goes on."""
    words = syntax.words
    for index in range(verb.last, end):
        if words.folded[index] == ";":
            return index
        following = syntax.verb_at.get(index + 1)
        narrates = following is not None and following.dependent and _is_speech(syntax, following)
        if narrates and words.folded[index] == ",":
            return index
    return end


def _of_account(syntax: Syntax, first: int, last: int, end: int) -> Attribution | None:
    """ "Moscow's claim that ...": whose account it is stands before the noun; its clause runs to the sentence's end."""
    if "complementiser" not in syntax.words.tag(last) or first in syntax.verb_at:
        return None
    owner = next((m for m in syntax.mentions if m.modifier and m.last <= first and m.end + 1 >= first), None)
    if owner is None:
        return None
    speaker, mention = speaker_in(syntax, (owner.first, owner.last))
    return Attribution(speaker, last, end, owner.first, owner.last, first, last, mention)


def _opens(words: Words, start: int, position: int) -> bool:
    """Whether nothing but marks and a complementiser stands between the start of a content clause and a word."""
    between = range(start, position)
    return start <= position and all(words.folded[p] in LEADS or "complementiser" in words.tags[p] for p in between)


def _of_phrase(syntax: Syntax, hit: Hit[Any], found: list[Attribution]) -> Attribution | None:
    """ "according to the Air Force": the phrase runs to the next mark. It covers the sentence, or only what is said
    within it where it opens a content clause ("said that, according to intelligence, ...")."""
    words, (first, last, entry) = syntax.words, hit
    end = last
    while end < len(words) and words.folded[end] not in (",", ".", ";", ")", "—", ":") and end - last < 20:
        verb = syntax.verb_at.get(end)
        if end > last and verb is not None and verb.finite:
            break
        end += 1
    while last < end and ("preposition" in words.tags[last] or last in words.dated):
        last += 1
    source = (last, end)
    if end == last:
        own = [p for p in range(first, last) if words.tags[p] & {"possessive_pronoun", "pronoun"}]
        if not own:
            return None
        source = (own[0], own[0] + 1)
    speaker, mention = speaker_in(syntax, source)
    if entry.row.effect == "cited" and mention is None:
        return None  # "citing security concerns": a reason, not a source
    outer = next((item for item in found if item.first and item.last > end and _opens(words, item.first, first)), None)
    content = (outer.first, outer.last) if outer else (0, len(words))
    return Attribution(speaker, *content, *source, first, last, mention, cited=entry.row.effect == "cited")
