"""Who asserts what: the spans that a source is responsible for, innermost first."""

from __future__ import annotations

from dataclasses import dataclass

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.roles import subject_of
from dualtrack.model import Speaker

LEADS = frozenset((",", '"', "”", "»", "—", "–", "?", "!"))
"""Marks that end what is said before an inverted "said X"."""


@dataclass(slots=True)
class Attribution:
    """A source over the words [source_first, source_last), its cue, and the words [first, last) that it asserts."""

    speaker: Speaker
    first: int
    last: int
    source_first: int
    source_last: int
    cue_first: int
    cue_last: int
    mention: Mention | None = None

    def holds(self, position: int) -> bool:
        inside = self.first <= position < self.last
        return inside and not self.source_first <= position < self.source_last


def find_attributions(syntax: Syntax) -> list[Attribution]:
    """Every attribution of a sentence, the widest first."""
    found = [item for verb in syntax.verbs if _is_speech(verb) and (item := _of_verb(syntax, verb))]
    for hit in syntax.words.hits.get("according", ()):
        item = _of_phrase(syntax, hit.first, hit.last)
        if item is not None:
            found.append(item)
    return sorted(found, key=lambda item: (item.first - item.last, item.first))


def speakers_at(attributions: list[Attribution], position: int) -> tuple[Speaker | None, tuple[Speaker, ...]]:
    """The innermost speaker of the words at a position, and the outer ones from the outside in."""
    chain: list[Speaker] = []
    for item in attributions:
        if item.holds(position) and item.speaker not in chain:
            chain.append(item.speaker)
    return (chain[-1], tuple(chain[:-1])) if chain else (None, ())


def _is_speech(verb: Verb) -> bool:
    return any(kind == "say" for kind, _ in verb.rows) and not verb.infinitive


def _needs_clause(verb: Verb) -> bool:
    return any(kind == "say" and row.effect == "clause" for kind, row in verb.rows)


def _of_verb(syntax: Syntax, verb: Verb) -> Attribution | None:
    words = syntax.words
    if verb.passive:
        return None
    end = _sentence_end(syntax)
    if _is_inverted(syntax, verb, end):
        return _inverted(syntax, verb)
    following = verb.last
    clause = _opens_clause(syntax, following, end)
    if not clause and (_needs_clause(verb) or following >= end):
        return None
    span = _source_left(syntax, verb)
    if span is None:
        return None
    speaker, mention = _speaker(syntax, verb, span)
    return (
        Attribution(speaker, verb.last, _content_end(syntax, verb, end), *span, verb.group, verb.last, mention)
        if (words.cut(*span))
        else None
    )


def _sentence_end(syntax: Syntax) -> int:
    end = len(syntax.words)
    while end > 0 and syntax.words.folded[end - 1] in (".", "!", "?"):
        end -= 1
    return end


def _opens_clause(syntax: Syntax, position: int, end: int) -> bool:
    """Whether a clause or a quotation follows a verb of speech."""
    words = syntax.words
    for index in range(position, min(position + 12, end)):
        tags = words.tags[index]
        if "complementiser" in tags or "quote" in tags or words.folded[index] == ":":
            return True
        verb = syntax.verb_at.get(index)
        if (verb is not None and verb.finite and not verb.passive) or tags & {"be_finite", "future", "would", "have"}:
            return index > position
        if words.folded[index] == ";":
            return False
    return False


def _content_end(syntax: Syntax, verb: Verb, end: int) -> int:
    """A content clause runs to the sentence's end, or to a comma after which the narrator goes on."""
    words = syntax.words
    for index in range(verb.last, end):
        if words.folded[index] == ";":
            return index
        following = syntax.verb_at.get(index + 1)
        if words.folded[index] == "," and following is not None and following.dependent and _is_speech(following):
            return index
    return end


def _is_inverted(syntax: Syntax, verb: Verb, end: int) -> bool:
    """ "..., Peskov said." and "...", said Peskov: what is asserted stands before."""
    words = syntax.words
    start = _source_start(syntax, verb)
    if _needs_clause(verb) and not any(
        "quote" in words.tag(p) for p in (start - 1, start - 2, verb.group - 1, verb.group - 2)
    ):
        return False
    if any("conditional" in words.tag(p) or "subordinator" in words.tag(p) for p in (0, 1)):
        return False
    lead = words.word(verb.group - 1) in LEADS
    if lead:
        return verb.group > 4
    if start <= 3 or words.word(start - 1) not in LEADS:
        return False
    if "complementiser" in words.tag(verb.last):
        return False
    rest = end - verb.last
    return rest <= 1 or words.word(verb.last) in (",", ";") or not _opens_clause(syntax, verb.last, end)


def _inverted(syntax: Syntax, verb: Verb) -> Attribution | None:
    words = syntax.words
    if words.word(verb.group - 1) in LEADS:
        following = next((m for m in syntax.mentions if m.first >= verb.last and m.first - verb.last <= 4), None)
        if following is None:
            return None
        span = (following.first, following.last)
        speaker = Speaker(following.code, following.text)
        return Attribution(speaker, 0, verb.group, *span, verb.group, verb.last, following)
    span = (_source_start(syntax, verb), verb.group)
    if span[0] >= span[1]:
        return None
    speaker, mention = _speaker(syntax, verb, span)
    return Attribution(speaker, 0, len(words), *span, verb.group, verb.last, mention)


def _source_start(syntax: Syntax, verb: Verb) -> int:
    """Where the noun phrase before a verb of speech begins: after the last comma that is no apposition, or quote."""
    words, index = syntax.words, verb.group
    while index > 0:
        before = index - 1
        word, tags = words.folded[before], words.tags[before]
        if word in (";", ":", "—", "(", ")") or "quote" in tags or "contrast" in tags:
            break
        if word == "," and not _apposition_comma(syntax, before, index):
            break
        if (
            before in syntax.verb_at
            and syntax.verb_at[before].finite
            and not syntax.is_relative(syntax.verb_at[before].group - 1)
        ):
            if "conjunction" in words.tag(syntax.verb_at[before].last):
                index = syntax.verb_at[before].last
            break
        if syntax.starts_clause(before) and not syntax.is_relative(before):
            break
        index -= 1
    while index < verb.group and words.tags[index] & {"conjunction", "adverb", "contrast"}:
        index += 1
    return index


def _apposition_comma(syntax: Syntax, comma: int, index: int) -> bool:
    mention = syntax.mention_at.get(comma - 1)
    return mention is not None and mention.person and mention.first < comma < mention.last


def _source_left(syntax: Syntax, verb: Verb) -> tuple[int, int] | None:
    start = _source_start(syntax, verb)
    return (start, verb.group) if start < verb.group else None


def _speaker(syntax: Syntax, verb: Verb, span: tuple[int, int]) -> tuple[Speaker, Mention | None]:
    subjects = [item for item in subject_of(syntax, verb) if span[0] <= item.first < span[1]]
    inside = subjects or [item for item in syntax.mentions if span[0] <= item.first < span[1]]
    if inside:
        return Speaker(inside[0].code, inside[0].text), inside[0]
    return Speaker(None, syntax.words.cut(*span)), None


def _of_phrase(syntax: Syntax, first: int, last: int) -> Attribution | None:
    """ "according to the Air Force": the phrase runs to the next comma; it covers the whole sentence."""
    words, end = syntax.words, last
    while end < len(words) and words.folded[end] not in (",", ".", ";", ")", "—") and end - last < 14:
        if end > last and end in syntax.verb_at and syntax.verb_at[end].finite:
            break
        end += 1
    if end == last:
        return None
    mention = next((item for item in syntax.mentions if last <= item.first < end), None)
    speaker = Speaker(mention.code, mention.text) if mention else Speaker(None, words.cut(last, end))
    return Attribution(speaker, 0, len(words), last, end, first, last, mention)
