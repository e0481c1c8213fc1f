"""Who is named in a sentence: names, offices and generic nouns joined into mentions.

"Ukrainian President Zelensky" is one party, not two; "Russian forces" is RUS in the sector MIL.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from dualtrack.coding.pieces import Piece, find_pieces
from dualtrack.coding.tokens import Words
from dualtrack.model import CasePlace, Party

ACTING = ("noun", "verb", "say", "modal", "light")
"""Kinds of phrases whose word tells an act."""
SEATED = frozenset(("COP", "JUD", "LEG"))
"""Sectors whose bodies sit in one place."""
OFFICIAL = frozenset(("GOV", "COP", "JUD", "LEG"))
"""Sectors whose local bodies belong to the state."""
APPOSED = frozenset(("acc",))
"""The case in which a name after the noun of its kind may stand, whatever its form."""
REACH = 4
"""Words between two names of one party."""
BODIES = frozenset(("ministry", "force", "government"))
"""Kinds of bodies that every state has: the state's name after one says whose it is."""


@dataclass(slots=True)
class Mention:
    """A party named over the words [first, last); its noun phrase ends at `end`.

    `modifier` says that the name only qualifies what follows ("Russian gains", "Putin's moratorium").
    `forms` are the grammatical cases that the words may stand in (empty where the language marks none).
    """

    first: int
    last: int
    end: int
    code: str | None
    role: str | None
    text: str
    kind: str
    row: str
    modifier: bool = False
    place: CasePlace | None = None
    forms: frozenset[str] = frozenset()
    gender: str | None = None
    person: bool = False
    office: str = ""

    def party(self) -> Party:
        return Party(self.code, self.role or None, self.text)


def find_mentions(words: Words, day: date | None) -> list[Mention]:
    """Every party named in the sentence, left to right."""
    pieces = find_pieces(words, day)
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and _joins(words, groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    mentions = [_mention(words, group) for group in groups]
    for mention, seat in pairwise(mentions):  # of two side by side, one with no code may belong to the other
        if mention.code is None and seat.code is not None:
            if any(rule(words, mention, seat) for rule in (_sits_in, _comes_from, _is_tied_to, _serves)):
                mention.code = seat.code
            continue
        lends = seat.code is None and mention.code is not None
        if lends and (_serves(words, seat, mention) or _is_body_of(words, seat, mention)):
            seat.code = mention.code
    return mentions


def is_local(words: Words, mention: Mention) -> bool:
    """Whether a mention is an office of state that serves a place: a mayor, the head of the region."""
    if mention.role not in OFFICIAL:
        return False
    owned = words.word(mention.last) in words.markers.owner and "determiner" in words.tag(mention.last + 1)
    named = range(mention.first - 1, mention.last + 3 * owned)
    return any("local" in words.tag(position) for position in named)


def _serves(words: Words, mention: Mention, seat: Mention) -> bool:
    """ "the mayor of Kharkiv", "Belgorod's governor": a local office belongs to the state of its place."""
    if seat.place is None or not is_local(words, mention):
        return False
    if seat.first < mention.first:
        return words.owns(seat.last) and mention.first == seat.last + 1
    gap = seat.first - mention.last
    return gap == 0 if words.marked and "gen" in seat.forms else gap == 1 and "preposition" in words.tags[mention.last]


def _is_tied_to(words: Words, mention: Mention, patron: Mention) -> bool:
    """ "hackers linked to Russian intelligence": a group with no state of its own is coded as the one it works for."""
    return "affiliated" in words.tag(mention.last) and patron.first - mention.last <= 2


def _sits_in(words: Words, mention: Mention, seat: Mention) -> bool:
    """ "a court in Rostov", "officials in Kherson": a body of the state belongs to the state of its seat."""
    beside = seat.first == mention.last + 1 and "place_preposition" in words.tags[mention.last]
    return beside and (_is_institution(mention) or "resident" in words.tag(mention.last - 1))


def _comes_from(words: Words, mention: Mention, home: Mention) -> bool:
    """ "soldiers from North Korea": those who come from a land are its own."""
    origin = "origin_preposition" in words.tag(mention.last) and home.first - mention.last <= 2
    return origin and mention.kind in ("group", "person", "force")


def _is_institution(mention: Mention) -> bool:
    return mention.role in SEATED or (mention.role == "GOV" and not mention.person)


def _is_body_of(words: Words, mention: Mention, seat: Mention) -> bool:
    """ "Gaza's health ministry": a body of the state belongs to the state of the place that owns it."""
    owned = seat.place is not None and words.owns(seat.last) and _is_institution(mention)
    return owned and seat.last < mention.first and _are_attributes(words, seat.last + 1, mention.first)


def _joins(words: Words, group: list[Piece], piece: Piece) -> bool:
    """Whether a piece goes on naming the party of the group before it."""
    last, first = group[-1], group[0]
    if piece.first - last.last > REACH:
        return False
    gap = words.folded[last.last : piece.first]
    if not gap:
        return _joins_directly(words, first, last, piece)
    if words.owns(last.last) and (last.actor is not None or last.agent is not None):
        if not _are_attributes(words, last.last + 1, piece.first):
            return False
        if last.actor is None or piece.actor is None:
            return piece.agent is not None
        return len(gap) == 1 and piece.actor.code == last.actor.code
    of = [word for index, word in enumerate(gap, last.last) if "determiner" not in words.tags[index]]
    if len(of) == 1 and of[0] in words.markers.owner:
        named = any(item.actor is not None for item in group)
        return last.agent is not None and piece.actor is not None and not named and not piece.adjective
    if piece.agent is not None and last.adjective and _are_attributes(words, last.last, piece.first):
        return last.actor is not None
    if _is_name_gap(words, last.last, piece.first) and last.agent is not None:
        return piece.is_person
    return set(of) == {","} and _is_apposition(words, group, piece)


def _joins_directly(words: Words, first: Piece, last: Piece, piece: Piece) -> bool:
    if piece.agent is not None:
        if words.marked and last.agent is None and not last.adjective and not last.is_person:
            return False  # "у Тбілісі поліція": what names a noun there stands after it, or is an adjective
        return last.actor is not None or last.agent is not None or last.place is not None
    if piece.actor is None:
        return False
    if last.actor is not None and last.actor.kind in BODIES and piece.actor.kind == "state" and words.marked:
        return not piece.adjective and bool(piece.forms & {"gen", "any"})  # "МЗС Китаю": own where none is named
    if last.agent is not None:
        if words.marked and any(form in ("gen", "any") for form in piece.forms):
            return True
        return piece.is_person or (piece.actor.kind not in ("state", "metonym") and not piece.adjective)
    if last.actor is None or piece.adjective:
        return False
    if words.marked and not last.adjective and not _agree(last, piece):
        return False  # "прийняв у Кремлі Путін": two parties that only stand side by side
    return last.adjective or piece.is_person or piece.actor.code == last.actor.code


def _agree(left: Piece, right: Piece) -> bool:
    """Whether two names can stand in the same case."""
    cases = _cases(left.forms), _cases(right.forms)
    return bool(cases[0] & cases[1]) or "any" in (cases[0] | cases[1])


def _is_apposition(words: Words, group: list[Piece], piece: Piece) -> bool:
    """ "Maria Zakharova, Russian MFA spokesperson": a person, and after a comma an office."""
    if not any(item.is_person for item in group):
        return False
    if piece.agent is not None:
        return piece.agent.party_kind == "person" and "conjunction" not in words.tag(piece.last)
    following = words.hits.get("agent", ())
    return piece.actor is not None and any(
        hit.first in (piece.last, piece.last + 1) and hit.entry.row.party_kind == "person" for hit in following
    )


def _are_attributes(words: Words, first: int, last: int) -> bool:
    """At most two adjectives or nouns in lower case before a noun ("Russian armed forces", "Russian assault units"); in
    "Russian attacks killed civilians" a noun of action and a verb stand between."""
    return last - first <= 2 and all(
        words.folded[index].isalpha()
        and (not words.tags[index] or (index < last - 1 and words.looks_adverbial(index)))
        and (not words.capital(index) or words.cut(index, index + 1).isupper() or words.capital(last))
        and not _acts(words, index, first, last)
        for index in range(first, last)
    )


def _acts(words: Words, index: int, first: int, last: int) -> bool:
    """Whether a word before a noun is an act of its own: a noun of action that does not qualify the noun right after
    it, or a verb after another word, unless an adverb makes it an attribute ("internationally recognised")."""
    hits = (hit for kind in ACTING for hit in words.hits.get(kind, ()) if hit.first == index)
    kinds = {(hit.entry.kind, hit.entry.form) for hit in hits}
    named = {form for kind, form in kinds if kind == "noun"}
    if named and (index < last - 1 or "base" not in named):
        return True
    return any(kind != "noun" for kind, _ in kinds) and index > first and not words.looks_adverbial(index - 1)


def _is_name_gap(words: Words, first: int, last: int) -> bool:
    return last - first <= 2 and all(words.capital(index) and not words.tags[index] for index in range(first, last))


def _mention(words: Words, group: list[Piece]) -> Mention:
    actors = [piece for piece in group if piece.actor is not None]
    agents = [piece for piece in group if piece.agent is not None]
    person = next((piece for piece in actors if piece.is_person), None)
    named = person or (_state_named(actors) if actors else None)
    actor = named.actor if named else None
    place = group[0].place if len(group) == 1 else None
    last = group[-1].last
    body = person or (actors[-1] if actors else None)
    own = body.actor.role if body and body.actor else None
    role = agents[-1].agent.role if agents and not person else own
    code = actor.code if actor else place.country if place else None
    if agents and agents[-1].agent.party_kind == "other" and not (named and named.adjective):
        code = None  # "Ukraine's allies" are not Ukraine
    if place is not None and actor is None:
        role = "CVL"
    if group[0].forms == {"people"} and not agents:
        role = None  # "the Israelis": soldiers, officials or anybody
    kind = actor.kind if actor else "place" if place else agents[-1].agent.party_kind if agents else "group"
    row = actor.id if actor else place.id if place else agents[-1].agent.id if agents else ""
    first = group[0].first
    mention = Mention(first, last, last, code, role, words.cut(first, last), kind, row, place=place)
    mention.gender, mention.office = (actor.gender, actor.office or "") if actor else (None, "")
    mention.person = person is not None or bool(agents and agents[-1].agent.party_kind == "person")
    mention.forms = _cases(group[0].forms if len(group) == 1 or not agents else agents[0].forms)
    if mention.person and "nom" in mention.forms and "gen" not in mention.forms:
        mention.forms -= {"acc"}  # of a person the accusative is the genitive
    if place is not None and words.marked and words.word(first - 1) in words.localities:
        mention.forms |= APPOSED  # "захопили село Різниківка": a name after its kind need not decline
    mention.modifier = not agents and person is None and _is_modifier(words, group[-1])
    if words.owns(last):
        mention.modifier = True
    return mention


def _state_named(actors: list[Piece]) -> Piece:
    """Of several names the last, but "the Israeli Air Force" is Israel's also where a case knows an Air Force."""
    first, body = actors[0], actors[-1].actor
    return first if first.adjective and body is not None and body.kind in BODIES else actors[-1]


@lru_cache(maxsize=4096)
def _cases(forms: frozenset[str]) -> frozenset[str]:
    """The grammatical cases that some forms may stand in; a base form is a nominative."""
    plain = [form.removeprefix("adjective ").removesuffix("_pl") for form in forms]
    return frozenset(["nom" if form == "base" else form for form in plain])


def _is_modifier(words: Words, piece: Piece) -> bool:
    index = piece.last
    following = words.word(index)
    return piece.adjective and following.isalpha() and not words.tag(index)


def extend_noun_phrases(words: Words, mentions: list[Mention], heads: set[int]) -> bool:
    """Let each modifier's noun phrase run to its noun, up to a verb, a preposition, a mark or a trigger in `heads`.
    Whether any ends elsewhere now."""
    modifiers = [mention for mention in mentions if mention.modifier]
    before = [mention.end for mention in modifiers]
    starts = {mention.first for mention in mentions} if modifiers else set()
    for mention in modifiers:
        end = mention.last + words.owns(mention.last)
        limit = min(len(words), end + 7)
        while end < limit and end not in heads and end not in starts and _in_noun_phrase(words, end):
            end += 1
        mention.end = end
        if not words.owns(mention.last) and end not in heads:
            mention.text = words.cut(mention.first, end)
    return before != [mention.end for mention in modifiers]


def _in_noun_phrase(words: Words, index: int) -> bool:
    word = words.folded[index]
    return (word[0].isalnum() or word == "-") and not words.tags[index]
