"""The noun phrase that names a source: before the cue ("the ministry said"), or after it ("said the ministry")."""

from __future__ import annotations

from dualtrack.coding.actors import Mention, is_local
from dualtrack.coding.anaphora import antecedent
from dualtrack.coding.clauses import Syntax
from dualtrack.coding.tokens import Words
from dualtrack.model import Speaker

Span = tuple[int, int]
BREAKS = frozenset((",", ";", ":", "—", "–", "(", ")", "?", "!", "•", "|", "..."))
LONGEST = 25
"""Words of a source's noun phrase, and of what commas may enclose after it."""
JOINING = frozenset(("contrast", "complementiser", "conditional"))
HELPING = frozenset(("be_finite", "have", "do", "future", "would", "possible"))
LEADING = frozenset(("conjunction", "adverb", "contrast"))
PERSONAL = frozenset(("he", "she", "it", "they", "pronoun"))
ARMED = "MIL"
PRESS = "JRN"
"""The sector of those who report: a country's press does not speak for its state."""


def is_break(words: Words, position: int) -> bool:
    """Whether a mark parts phrases here; a hyphen does where it stands alone, as a dash."""
    if words.folded[position] == "-":
        return 0 < position < len(words) - 1 and words.starts[position] > words.ends[position - 1]
    return words.folded[position] in BREAKS or "quote" in words.tags[position]


def quoted_name(words: Words, quote: int, step: int) -> int | None:
    """The other quotation mark of a name in quotes (the "Vostok" group), from one of its marks; None for another
    word, and for a longer quotation."""
    if "quote" not in words.tag(quote):
        return None
    for position in range(quote + step, quote + 6 * step, step):
        if "quote" in words.tag(position):
            return position if abs(position - quote) > 1 else None
        if not 0 <= position < len(words) or is_break(words, position):
            return None
    return None


def phrase_before(syntax: Syntax, end: int) -> Span | None:
    """The noun phrase that ends before a verb group: its subject, with what commas enclose after it."""
    words, last = syntax.words, end
    while last > 0 and ("adverb" in words.tags[last - 1] or _is_manner(words, last - 1)):
        last -= 1
    if last - 1 in syntax.relatives:
        last -= 2 if words.word(last - 2) == "," else 1
        return _phrase_left(syntax, last)
    if words.word(last - 1) != ",":
        return _phrase_left(syntax, last)
    for comma in range(last - 2, max(0, last - LONGEST), -1):
        if words.folded[comma] == ",":
            before = _phrase_left(syntax, comma)
            return (before[0], last - 1) if before else None
        if is_break(words, comma):
            return None
    return None


def _is_manner(words: Words, position: int) -> bool:
    """ "publicly claimed": an adverb by its ending, and no name."""
    return words.looks_adverbial(position) and not words.capital(position)


def _phrase_left(syntax: Syntax, last: int) -> Span | None:
    words, first = syntax.words, last
    while first > 0 and last - first < LONGEST:
        opening = quoted_name(words, first - 1, -1)
        if opening is None and _stops(syntax, first - 1, last):
            break
        first = first - 1 if opening is None else opening
        personal = words.tags[first] & PERSONAL and not words.tags[first] & {"possessive_pronoun", "relative"}
        if personal and first not in syntax.mention_at:  # "US" is no pronoun
            return (first, first + 1)
    while first < last and words.tags[first] & LEADING:
        first += 1
    if first < last and ("preposition" in words.tags[first] or first in words.dated):
        first = _after_adjunct(syntax, first, last)
    bare = all("determiner" in words.tags[position] for position in range(first, last))
    return None if bare else (first, last)


def _stops(syntax: Syntax, position: int, last: int) -> bool:
    """Whether the word at `position` lies outside the noun phrase that ends at `last`."""
    words = syntax.words
    word, tags = words.folded[position], words.tags[position]
    if word == "," and _inside_name(syntax, position):
        return False
    if is_break(words, position) or (tags & JOINING and not tags & {"determiner", "conjunction"}):
        return True
    verb = syntax.verb_at.get(position)
    if verb is not None and not verb.infinitive and verb.group - 1 not in syntax.relatives:
        return True
    if tags & HELPING and verb is None:
        return True
    if "reflexive" in tags:
        return True  # "a woman who calls herself Olena says"
    if "conjunction" in tags:
        return _clause_before(syntax, position)
    if position in syntax.relatives:
        return not any(index in syntax.verb_at for index in range(position, last))
    return position in syntax.clause_starts


def _inside_name(syntax: Syntax, comma: int) -> bool:
    mention = syntax.mention_at.get(comma - 1)
    return mention is not None and mention.first < comma < mention.last


def _clause_before(syntax: Syntax, position: int) -> bool:
    """Whether a conjunction joins clauses: a verb stands before it, after the last mark."""
    words, position = syntax.words, position - 1
    while position >= 0 and not is_break(words, position):
        if position in syntax.verb_at or words.tags[position] & HELPING:
            return True
        position -= 1
    return False


def _after_adjunct(syntax: Syntax, first: int, last: int) -> int:
    """Where the subject begins after an opening adjunct ("On Monday in Kyiv | the minister"); where none does, the
    noun phrase of the adjunct names the source ("в Генштабе сообщили")."""
    words = syntax.words
    for position in range(first + 1, last):
        if position in words.dated or "preposition" in words.tags[position]:
            continue
        if position - 1 in words.dated or _opens_subject(syntax, position):
            return position
    while first < last and ("preposition" in words.tags[first] or first in words.dated):
        first += 1
    return first


def _opens_subject(syntax: Syntax, position: int) -> bool:
    words, mention = syntax.words, syntax.mention_at.get(position)
    if "preposition" in words.tags[position - 1]:
        return False
    if mention is None or mention.first != position:
        return "determiner" in words.tags[position]
    if words.marked:
        return "nom" in mention.forms
    return syntax.preposition_before(position) is None


def phrase_after(syntax: Syntax, start: int, end: int) -> Span | None:
    """The noun phrase after an inverted verb; None where a verb follows it, so that it is a clause's subject."""
    words = syntax.words
    first = last = _skip_adjuncts(syntax, start, end)
    end = next((hit.first for hit in words.hits.get("according", ()) if first < hit.first < end), end)
    while last < end:
        tags = words.tags[last]
        closing = quoted_name(words, last, 1)
        if closing is not None:
            last = closing + 1
            continue
        if is_break(words, last) or last in words.dated or tags & JOINING:
            break
        if words.marked and last > first and "place_preposition" in tags:
            break
        if last in syntax.verb_at or tags & HELPING:
            return None if syntax.verb_at.get(last) is None or syntax.verb_at[last].finite else (first, last)
        last += 1
    if last <= first:
        return None
    return first, _with_apposition(syntax, last, end)


def _skip_adjuncts(syntax: Syntax, first: int, end: int) -> int:
    """Past "on Monday" and "in an interview" to the name; a lone phrase of place is itself the source."""
    words = syntax.words
    while first < end and (first in words.dated or "adverb" in words.tags[first]):
        first += 1
    if not words.marked or "preposition" not in words.tag(first):
        return first
    for mention in syntax.mentions:
        if mention.first >= end or any(is_break(words, p) for p in range(first, mention.first)):
            break
        if first < mention.first and "nom" in mention.forms and syntax.preposition_before(mention.first) is None:
            return mention.first
    return first + 1


def _with_apposition(syntax: Syntax, last: int, end: int) -> int:
    """Extend a name over the office that follows it after a comma ("said Stefanishyna, Ukraine's ambassador")."""
    words = syntax.words
    following = syntax.mention_at.get(last + 1)
    opens = following is not None and (following.modifier or (following.kind == "person" and not following.code))
    if last >= end or words.folded[last] != "," or not (opens or "determiner" in words.tag(last + 1)):
        return last
    close = last + 1
    while close < end and not is_break(words, close):
        if close in syntax.verb_at:
            return last
        close += 1
    return close


def speaker_in(syntax: Syntax, span: Span) -> tuple[Speaker, Mention | None]:
    """Who a source phrase names: its first party with a code, or what its pronoun stands for."""
    words = syntax.words
    if span[1] - span[0] == 1 and words.tags[span[0]] & PERSONAL:
        found = antecedent(syntax, span[0])
        return Speaker(found[0].code if found else None, words.cut(*span)), found[0] if found else None
    inside = [mention for mention in syntax.mentions if span[0] <= mention.first < span[1]]
    if not inside or (_is_adjunct(syntax, inside[0], span) and not any(map(_is_body, inside))):
        return Speaker(None, words.cut(*span)), None
    named = next(filter(_is_body, inside), inside[0])
    if _is_near(syntax, inside[0], named):
        named = inside[0]
    press = named.role == PRESS or any(mention.role == PRESS for mention in inside)
    silent = press or named.kind == "place"
    return Speaker(None if silent else named.code or _state_served(syntax, named), named.text), named


def _is_body(mention: Mention) -> bool:
    """Whether a name is one of those who speak, not only of where they are."""
    return mention.code is not None and mention.kind != "place"


def _is_near(syntax: Syntax, head: Mention, named: Mention) -> bool:
    """ "bloggers close to the Kremlin": those who are only near, or against, whom the phrase names after them."""
    governed = syntax.preposition_before(named.first)
    return head is not named and governed is not None and governed > head.last


def _is_adjunct(syntax: Syntax, mention: Mention, span: Span) -> bool:
    """ "volunteers in El Fasher": a name that only tells where those are whom the phrase names before it."""
    governed = syntax.preposition_before(mention.first)
    return governed is not None and governed > span[0] and mention.kind == "place"


def _state_served(syntax: Syntax, source: Mention) -> str | None:
    """The state of a source that names none: a local office serves that of the one land where the sentence has its
    places, an army that of the one state that the sentence names."""
    others = [mention for mention in syntax.mentions if mention is not source]
    states: set[str | None] = set()
    if is_local(syntax.words, source):
        places = [mention.place for mention in others if mention.place is not None]
        states = {place.country for place in places if place.kind != "country"}
    elif source.role == ARMED:
        states = {mention.code for mention in others if mention.code}
    return states.pop() if len(states) == 1 else None
