"""Who is named in a sentence: names, offices and generic nouns joined into mentions.

"Ukrainian President Zelensky" is one party, not two; "Russian forces" is RUS in the sector MIL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from dualtrack.coding.tokens import Words
from dualtrack.lexicon.phrases import Hit, Span, by_span
from dualtrack.model import Actor, CasePlace, Party

NAMES = ("actor", "place", "agent", "stop", "noun", "verb")
"""Kinds of phrases whose last word, in capitals, is no part of the name of a place after it."""
ACTING = ("noun", "verb", "say", "modal", "light")
"""Kinds of phrases whose word tells an act."""
SEATED = frozenset(("COP", "JUD", "LEG"))
"""Sectors whose bodies sit in one place."""
OFFICIAL = frozenset(("GOV", "COP", "JUD", "LEG"))
"""Sectors whose local bodies belong to the state."""
PLACES = frozenset(("place", "related"))
"""Kinds of phrases that name a place, or say that something is of one."""
REACH = 4
"""Words between two names of one party."""
BODIES = frozenset(("ministry", "force", "government"))
"""Kinds of bodies that every state has: the state's name after one says whose it is."""
BROAD = ("state", "government", "organisation", "metonym", "population", "group", "ministry", "force")


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


@dataclass(slots=True)
class _Piece:
    """An actor name (`actor`), a place name only (`place`) or a generic noun (`agent`) over [first, last)."""

    first: int
    last: int
    actor: Actor | None = None
    place: CasePlace | None = None
    agent: Any = None
    adjective: bool = False
    forms: frozenset[str] = frozenset()

    @property
    def is_person(self) -> bool:
        return self.actor is not None and self.actor.kind == "person"


def find_mentions(words: Words, day: date | None) -> list[Mention]:
    """Every party named in the sentence, left to right."""
    pieces = _pieces(words, day)
    groups: list[list[_Piece]] = []
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


def _pieces(words: Words, day: date | None) -> list[_Piece]:
    names = [hit for kind in ("actor", "stop") for hit in words.hits.get(kind, ())]
    names += [hit for hit in words.hits.get("place", ()) if _is_whole_name(words, hit)]
    names += [
        hit._replace(last=hit.last + 1)
        for hit in words.hits.get("related", ())
        if words.word(hit.last) in words.sites and not _joined(words, hit)
    ]
    named = by_span(names)
    pieces = [piece for span, hits in named.items() if (piece := _named(span, hits, day, named.values()))]
    covered = {index for span in named for index in range(*span)}
    for span, hits in by_span(words.hits.get("agent", ())).items():
        hit = next((hit for hit in hits if not _qualifies_act(words, hit)), None)
        if hit is not None and covered.isdisjoint(range(*span)):
            forms = frozenset([other.entry.form for other in hits])
            pieces.append(_Piece(*span, agent=hit.entry.row, forms=forms))
            covered.update(range(*span))
    for piece in pieces:
        if piece.agent is not None and piece.agent.party_kind == "person":
            piece.last = _name_after(words, piece.last, covered)
    return sorted(pieces, key=lambda piece: piece.first)


def _is_whole_name(words: Words, hit: Hit[Any]) -> bool:
    """Whether a place's name stands by itself: in capitals, and no part of a longer one ("Nova Kamianka")."""
    if not words.capital(hit.first) or _joined(words, hit):
        return False
    before = hit.first - 1
    if not words.marked or before <= 0 or not words.capital(before) or words.tags[before]:
        return True
    known = any(other.first <= before < other.last for kind in NAMES for other in words.hits.get(kind, ()))
    return known or words.cut(before, before + 1).isupper() or words.word(before - 1) in (".", ":", '"', "«")


def _joined(words: Words, hit: Hit[Any]) -> bool:
    """Whether a hyphen joins a name to another word in capitals."""
    before, after = hit.first - 1, hit.last
    if words.word(after) == "-" and after + 1 < len(words) and words.capital(after + 1):
        return words.starts[after + 1] == words.ends[hit.last - 1] + 1
    return before > 0 and words.word(before) == "-" and words.starts[hit.first] == words.ends[before - 1] + 1


def _qualifies_act(words: Words, hit: Hit[Any]) -> bool:
    """ "official talks", "prisoner exchange": a noun that only qualifies an act noun, or is a part of its name."""
    if any(noun.first <= hit.first and hit.last < noun.last for noun in words.hits.get("noun", ())):
        return True
    following = words.word(hit.last)
    if "adjectival" in words.tag(hit.first) and following.isalpha() and not words.tag(hit.last):
        verbal = any(other.first == hit.last for kind in ("verb", "say", "modal") for other in words.hits.get(kind, ()))
        return not verbal and not words.capital(hit.last)  # "військовий аеродром": an adjective here
    if hit.entry.form != "base" or hit.entry.row.party_kind not in ("person", "population"):
        return False
    return any(noun.first == hit.last for noun in words.hits.get("noun", ()))


def _areas(spans: Iterable[list[Hit[Any]]]) -> frozenset[str]:
    """The first-level areas that a sentence speaks of: those it names, and those of places that share no name."""
    found: set[str] = set()
    for hits in spans:
        places = {hit.entry.row.id: hit.entry.row for hit in hits if hit.entry.kind in PLACES}
        if len(places) == 1:
            [place] = places.values()
            found.add(place.id if place.admin is None else place.admin)
    return frozenset(found)


def _named(span: Span, hits: list[Hit[Any]], day: date | None, spans: Iterable[list[Hit[Any]]]) -> _Piece | None:
    """Choose the row that holds on the day; a person or body in office wins over one with open dates."""
    entries = [hit.entry for hit in hits]
    kinds = {entry.kind for entry in entries}
    if "stop" in kinds:
        return None
    place = _place(entries, spans) if kinds & PLACES else None
    if "actor" not in kinds:
        return _Piece(*span, place=place, forms=frozenset([entry.form for entry in entries]))
    actors = [entry for entry in entries if entry.kind == "actor"]
    chosen = actors[0].row
    if any(entry.row is not chosen for entry in actors):
        holding = [entry.row for entry in actors if entry.row.holds_on(day)] or [entry.row for entry in actors]
        chosen = max(holding, key=lambda row: (row.valid_from is not None, row.kind != "metonym"))
    forms = frozenset([entry.form for entry in actors if entry.row is chosen])
    return _Piece(*span, chosen, place, adjective=any(form.startswith("adjective") for form in forms), forms=forms)


def _place(entries: list[Any], spans: Iterable[list[Hit[Any]]]) -> CasePlace:
    """Of places that share a name, the one in an area that the sentence speaks of, then the one of most people."""
    rows: list[CasePlace] = [entry.row for entry in entries if entry.kind == "place"]
    rows = rows or [entry.row for entry in entries if entry.kind == "related"]
    if len(rows) == 1:
        return rows[0]
    areas = _areas(spans)
    return max(rows, key=lambda row: (row.kind == "country", row.admin in areas, row.population))


def _joins(words: Words, group: list[_Piece], piece: _Piece) -> bool:
    """Whether a piece goes on naming the party of the group before it."""
    last, first = group[-1], group[0]
    if piece.first - last.last > REACH:
        return False
    gap = words.folded[last.last : piece.first]
    if not gap:
        return _joins_directly(words, first, last, piece)
    of = [word for word in gap if "determiner" not in words.tag(last.last + gap.index(word))]
    named = next((item for item in group if item.actor is not None), None)
    if words.owns(last.last) and (last.actor is not None or last.agent is not None):
        if not _are_attributes(words, last.last + 1, piece.first):
            return False
        if last.actor is None or piece.actor is None:
            return piece.agent is not None
        return len(gap) == 1 and piece.actor.code == last.actor.code
    if len(of) == 1 and of[0] in words.markers.owner:
        body = last.agent is not None or (last.actor is not None and last.actor.kind not in ("state", "person"))
        return body and piece.actor is not None and named is None and not piece.adjective
    if piece.agent is not None and last.adjective and _are_attributes(words, last.last, piece.first):
        return last.actor is not None
    if _is_name_gap(words, last.last, piece.first) and last.agent is not None:
        return piece.is_person
    return _is_apposition(words, group, piece, gap)


def _joins_directly(words: Words, first: _Piece, last: _Piece, piece: _Piece) -> bool:
    if piece.agent is not None:
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


def _agree(left: _Piece, right: _Piece) -> bool:
    """Whether two names can stand in the same case."""
    cases = _cases(left.forms), _cases(right.forms)
    return bool(cases[0] & cases[1]) or "any" in (cases[0] | cases[1])


def _is_apposition(words: Words, group: list[_Piece], piece: _Piece, gap: list[str]) -> bool:
    """ "Maria Zakharova, Russian MFA spokesperson": a person, a comma, an office."""
    plain = [word for word in gap if word != "," and "determiner" not in words.tag(group[-1].last + gap.index(word))]
    if "," not in gap or plain or not any(item.is_person for item in group):
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
        and (not words.capital(index) or words.cut(index, index + 1).isupper())
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


def _mention(words: Words, group: list[_Piece]) -> Mention:
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
    mention.modifier = not agents and person is None and _is_modifier(words, group[-1])
    if words.owns(last):
        mention.modifier = True
    return mention


def _state_named(actors: list[_Piece]) -> _Piece:
    """Of several names the last, but "the Israeli Air Force" is Israel's also where a case knows an Air Force."""
    first, body = actors[0], actors[-1].actor
    return first if first.adjective and body is not None and body.kind in BODIES else actors[-1]


def _name_after(words: Words, index: int, covered: set[int]) -> int:
    """The end of an unknown personal name that follows an office ("Foreign Minister Antonio Tajani")."""
    end = index
    while end < len(words) and end - index < 4 and end not in covered and words.capital(end) and not words.tags[end]:
        end += 1
    return end


@lru_cache(maxsize=4096)
def _cases(forms: frozenset[str]) -> frozenset[str]:
    """The grammatical cases that some forms may stand in; a base form is a nominative."""
    plain = [form.removeprefix("adjective ").removesuffix("_pl") for form in forms]
    return frozenset(["nom" if form == "base" else form for form in plain])


def _is_modifier(words: Words, piece: _Piece) -> bool:
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
