"""Where an act happened: the place that its clause sets it in, or that it is aimed at.

A preposition makes a place the act's own by its kind ([places] of a language's grammar.toml): locative ones for any
act, those of aim for attacks, of origin for those that leave, of destination for those that go. A place of no
preposition is an attack's own as its object ("struck Kharkiv", "обстріл Херсона") or as the name of the thing hit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dualtrack.coding.actors import Mention
from dualtrack.coding.coordination import coordinated
from dualtrack.coding.extent import clause_of, opens_sentence
from dualtrack.coding.sentence import Context, Reading
from dualtrack.coding.speaker import Attribution
from dualtrack.coding.tokens import Words
from dualtrack.coding.trigger import Trigger
from dualtrack.model import Act, CasePlace, Place, Reality

SCALES = {"village": 0, "town": 0, "city": 1, "facility": 0, "venue": 0, "district": 2, "sector": 2}
AREAS = {"oblast": 3, "region": 3, "sea": 4, "country": 5}
TOWNS = ("village", "town", "city")
KINDS = {
    "ASSAULT": ("target",), "RETREAT": ("origin",), "AID": ("destination", "origin"), "CONSULT": ("destination",),
    "MOBILIZE": ("destination",), "PROTEST": ("destination",),
}  # fmt: skip
"""Kinds of prepositions, besides locative ones, that set an act of a type in a place."""

SAID = frozenset(("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"))
"""Types of acts that are said, so that where they took place matters little and is seldom told."""
VISITING = "visit"
"""The mode of acts whose object is the place that is visited ("visited Kyiv")."""
LEAVING = "withdraw"
"""The mode of acts whose object may be the place that is left ("left Siversk")."""


@dataclass(frozen=True, slots=True)
class Governor:
    """What a place hangs on: a preposition (the `word`, "" for none) and the noun of places that stands between ("in
    the port of Izmail"), if any does."""

    word: str
    noun: str = ""


def place_of(reading: Reading, trigger: Trigger, act: Act, reality: Reality, context: Context) -> Place | None:
    """The narrowest place that is the act's own; else one that opens the sentence, or the only one left over."""
    told = [mention for mention in reading.syntax.mentions if mention.place is not None]
    named = [mention for mention in told if _may_be_place(reading, trigger, mention, act, context)]
    if not named:
        return None
    own = [mention for mention in named if _is_own(reading, trigger, mention, act, reality, context)]
    if not own:
        located = [m for m in named if m.kind != "state" and _is_governed(reading, m, ("locative",), context)]
        free = [m for m in located if not any(_nearest(reading, other, m) for other in reading.triggers)]
        free = [m for m in free if not _is_of_next_clause(reading, trigger, m)]
        own = [m for m in located if _opens_for(reading, trigger, m)] or (free if len(free) == 1 else [])
    places = {mention.first: _named_place(reading, mention, context) for mention in own}
    nearest = min(places, key=lambda first: (_width(places[first]), abs(first - trigger.first)), default=None)
    return None if nearest is None else as_place(places[nearest])


def _may_be_place(reading: Reading, trigger: Trigger, mention: Mention, act: Act, context: Context) -> bool:
    """Not where the source speaks, no given name before a surname, no part of a treaty's name, and no country that is a
    side or a party."""
    place = mention.place
    assert place is not None
    if _is_aided(trigger, mention):
        return False
    if place.kind == "country":
        parties = {party.code for party in (*act.actors, *act.recipients)}
        if place.country in parties or place.country in context.lexis.case.sides:
            return False
    if trigger.event_type == "SANCTION" and trigger.verb is None:
        return False  # "the closure of the consulate in Gdansk": where a thing is that a decision is about
    if trigger.event_type in SAID and _is_of_actor(reading, trigger, mention):
        return False
    following = reading.syntax.mention_at.get(mention.last)
    if following is not None and following.person and not mention.modifier and reading.words.marked:
        return False
    of_source = any(_is_of_source(reading, item, mention) for item in reading.attributions)
    return not of_source and not _names_more(reading, mention, context)


def _is_aided(trigger: Trigger, mention: Mention) -> bool:
    """ "transferred millions to Kyiv": a capital that stands for its government is where no aid arrived."""
    return trigger.event_type == "AID" and mention.kind == "metonym" and mention in trigger.recipients


def _names_more(reading: Reading, mention: Mention, context: Context) -> bool:
    """ "The Minsk agreements" are not in Minsk, and an adjective in a list of areas («на Покровському та Лиманському
    напрямках») names no town."""
    words = reading.words
    if _is_in_title(words, mention):
        return True
    after = {words.word(index) for index in range(mention.last, mention.last + 3)}
    named_for: frozenset[str] = context.lexis.language.places.get("named_for", frozenset())
    if words.word(mention.last).isalpha() and after & named_for:
        return True
    later = [other for other in coordinated(reading.syntax, mention) if other.first > mention.first and other.place]
    areal = any(other.place.kind in ("sector", "oblast") for other in later if other.place)
    return areal and any(hit.first == mention.first for hit in words.hits.get("related", ()))


def _is_in_title(words: Words, mention: Mention) -> bool:
    """ "the New York Post", "the Kyiv Independent": a place before another word in capitals, in a sentence that is not
    all in capitals, is part of a name."""
    after = mention.last
    if mention.kind != "place" or after >= len(words) or not words.capital(after) or words.tags[after]:
        return False
    if words.marked or words.capital_nouns or after in words.dated or not words.folded[after].isalpha():
        return False
    plain = [index for index in range(len(words)) if words.folded[index].isalpha()]
    return 2 * sum(map(words.capital, plain)) < len(plain)


def _named_place(reading: Reading, mention: Mention, context: Context) -> CasePlace | None:
    """The place that a mention names; of towns before a plural "regions" ("Sumy and Chernihiv regions") the area."""
    place = mention.place
    if place is None or place.kind not in TOWNS:
        return place
    if _governor(reading, mention, context).noun in context.lexis.language.places.get("areas", ()):
        return _area_of(place, context)  # "the region of Rostov"
    group = coordinated(reading.syntax, mention)
    areas = [other.place for other in group if other.first > mention.first and "plural" in other.forms]
    if not any(area is not None and area.kind == "oblast" for area in areas):
        return place
    return _area_of(place, context)


def _area_of(place: CasePlace, context: Context) -> CasePlace:
    """The area in which a place of the case lies; itself where it is in none."""
    return next((area for area in context.lexis.case.places if area.id == place.admin), place)


def _is_of_source(reading: Reading, item: Attribution, mention: Mention) -> bool:
    first, last = item.source_first, item.source_last
    if not any(position in reading.syntax.verb_at for position in range(last, item.cue_first)):
        first, last = min(first, item.cue_first), max(last, item.cue_last)
    if any(position in reading.syntax.verb_at for position in range(item.source_first, mention.first)):
        return False  # "the leader, who arrived in Ankara, said"
    speaks = item.mention is None or item.mention.first != mention.first or mention.kind != "place"
    return speaks and first <= mention.first < last


def _is_own(reading: Reading, trigger: Trigger, mention: Mention, act: Act, reality: Reality, context: Context) -> bool:
    if not _nearest(reading, trigger, mention) or _is_of_cause(reading, trigger, mention, context):
        return False
    earlier = any(other.first < mention.first < trigger.first for other in reading.triggers)
    if earlier and trigger.verb is not None and trigger.verb.infinitive:
        return False  # "received him in Ankara and offered to mediate"
    assert mention.place is not None
    if mention.place.kind == "country":
        return mention.first >= trigger.first and _is_governed(reading, mention, ("locative",), context)
    kinds = ["locative", *KINDS.get(trigger.event_type, ())]
    if reality is Reality.DEMANDED and "origin" in kinds:
        kinds.remove("origin")
    if _is_governed(reading, mention, kinds, context):
        return True
    if trigger.event_type == "CONSULT" and trigger.verb is None and mention.last == trigger.first:
        return True
    if VISITING in act.modes and mention in trigger.recipients:
        return True
    left = LEAVING in act.modes and trigger.verb is not None and mention.first >= trigger.last
    return (left or trigger.event_type == "ASSAULT") and _is_hit(reading, trigger, mention, context)


def _opens_for(reading: Reading, trigger: Trigger, mention: Mention) -> bool:
    """Whether a place opens the sentence and so holds for all its acts: not one told with another act before it."""
    acts = [hit.first for hit in reading.words.hits.get("noun", ())]
    acts += [other.first for other in reading.triggers if other is not trigger]
    return opens_sentence(reading.syntax, reading.words.starts[mention.first]) and not any(
        act < mention.first for act in acts
    )


def _is_of_next_clause(reading: Reading, trigger: Trigger, mention: Mention) -> bool:
    """ "While drones rained on the capital, envoys talked in Abu Dhabi": what stands after the comma that ends a
    subordinate clause is told of the main one."""
    words, stop = reading.words, clause_of(reading.syntax, trigger).stop
    opened = any("subordinator" in words.tags[position] for position in range(min(3, trigger.start)))
    return opened and any(words.folded[position] == "," for position in range(stop, mention.first))


def _is_of_actor(reading: Reading, trigger: Trigger, mention: Mention) -> bool:
    """ "Russia's embassy in London rejected it": a place right after who acts only tells where these sit."""
    governed = reading.syntax.preposition_before(mention.first)
    return governed is not None and any(actor.end == governed for actor in trigger.actors)


def _nearest(reading: Reading, trigger: Trigger, mention: Mention) -> bool:
    """Whether a place stands in the act's clause, and no other act stands nearer before it: between the two, or before
    a place that a comma or "after" parts from the act."""
    if mention.first not in clause_of(reading.syntax, trigger):
        return False
    others = [other for other in reading.triggers if other is not trigger and not _qualifies(reading, other)]
    comma = any(reading.words.folded[position] == "," for position in range(mention.last, trigger.start))
    after = any("factual_preposition" in reading.words.tags[p] for p in range(mention.last, trigger.first))
    if comma or (after and trigger.verb is None):
        return not any(other.first < mention.first for other in others)
    return not any(
        trigger.first < other.first < mention.first and other.event_type != trigger.event_type for other in others
    )


def _qualifies(reading: Reading, trigger: Trigger) -> bool:
    """ "an aid site": a noun of action that only says of what kind the noun after it is."""
    words = reading.words
    plain = words.word(trigger.last).isalpha() and not words.tag(trigger.last)
    return trigger.verb is None and plain and not words.marked


def _is_of_cause(reading: Reading, trigger: Trigger, mention: Mention, context: Context) -> bool:
    """ "Scrambled jets because of drones near Izmail": a place told with the cause is not that of the act."""
    if mention.first <= trigger.last:
        return False
    between = f" {reading.words.cut(trigger.last, mention.first).lower()} "
    return any(f" {cause} " in between for cause in context.lexis.language.places.get("causes", ()))


def _is_hit(reading: Reading, trigger: Trigger, mention: Mention, context: Context) -> bool:
    """Whether the place of an attack or a withdrawal is its object, or names the thing hit ("a Kharkiv school")."""
    if mention in trigger.recipients:
        return True
    if mention.first < trigger.last:
        compound = trigger.verb is None and mention.last == trigger.first
        return mention.kind == "place" and (compound or _is_object_before(reading, trigger, mention, context))
    if mention in trigger.actors and mention.kind != "place":
        return False
    if _governor(reading, mention, context).word:
        return False
    return not reading.words.marked or not mention.forms or bool(mention.forms & {"acc", "gen", "any"})


def _is_object_before(reading: Reading, trigger: Trigger, mention: Mention, context: Context) -> bool:
    """ "Севастополь атакували ракети": an object that the language's cases let stand before its verb."""
    if trigger.verb is None or "acc" not in mention.forms or _governor(reading, mention, context).word:
        return False
    return not any(reading.words.folded[index] in (",", ";", "—", "-") for index in range(mention.last, trigger.start))


def _is_governed(reading: Reading, mention: Mention, kinds: Sequence[str], context: Context) -> bool:
    """Whether the preposition that governs a place is of one of the kinds, in the case that the pack asks for."""
    assert mention.place is not None
    words = context.lexis.language.places
    governor = _governor(reading, mention, context)
    if not governor.word or (reading.words.owns(mention.last) and mention.kind != "place"):
        return False
    towns = mention.place.kind in TOWNS and not governor.noun
    for kind in kinds:
        if kind == "locative" and towns and governor.word in words.get("areal", ()):
            continue
        if governor.word in words.get(kind, ()):
            return True
        cases = {entry.partition(":")[2] for entry in words.get(kind, ()) if entry.startswith(f"{governor.word}:")}
        indeclinable = "any" in mention.forms and mention.place.kind != "country"
        if cases and (governor.noun or not mention.forms or indeclinable or mention.forms & cases):
            return True
    return False


def _governor(reading: Reading, mention: Mention, context: Context) -> Governor:
    syntax, words = reading.syntax, reading.words
    nouns = context.lexis.language.places.get("nouns", frozenset())
    index, noun = _list_first(reading, mention), words.word(mention.first - 1)
    noun = noun if noun in nouns else ""
    while True:
        before = syntax.preposition_before(index)
        if before is None:
            return Governor(_particle(reading, mention, context), noun)
        word = words.folded[before]
        if word not in words.joining:
            return Governor(word, noun)
        compound = f"{words.word(before - 1)} {word}"
        if compound in context.lexis.language.compound_prepositions:
            return Governor(compound, noun)
        if words.word(before - 1) not in nouns:
            return Governor(word, noun)
        index, noun = before - 1, noun or words.word(before - 1)


def _list_first(reading: Reading, mention: Mention) -> int:
    """Where the list begins that a place ends or goes on: what governs its first member governs all."""
    words, first = reading.words, coordinated(reading.syntax, mention)[0].first
    adjectives = {hit.first for hit in words.hits.get("related", ())}
    while first - 2 in adjectives and (words.word(first - 1) == "," or "conjunction" in words.tag(first - 1)):
        first -= 2
    return first


def _particle(reading: Reading, mention: Mention, context: Context) -> str:
    """The preposition that is part of the verb before a place ("arrived in", "pulled out of"); "" for none."""
    words, before = reading.words, mention.first - 1
    before -= words.word(before) in words.localities  # "вийшли на вулиці Белграда"
    while before >= 0 and "determiner" in words.tags[before]:
        before -= 1
    if before < 1 or "preposition" not in words.tags[before] or before not in reading.syntax.verb_at:
        return ""
    compound = f"{words.folded[before - 1]} {words.folded[before]}"
    return compound if compound in context.lexis.language.compound_prepositions else words.folded[before]


def _width(place: CasePlace | None) -> int:
    kind = place.kind if place else "country"
    return SCALES.get(kind, AREAS.get(kind, 1))


def as_place(place: CasePlace | None) -> Place | None:
    """A case's place as a claim carries it."""
    if place is None:
        return None
    region = place.id if place.kind in ("oblast", "region") else place.admin
    return Place(place.name, place.id, place.country, place.lat, place.lon, region, place.kind)
