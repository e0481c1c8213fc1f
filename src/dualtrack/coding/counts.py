"""Which act a number belongs to, and whose word it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dualtrack.coding.actors import find_mentions
from dualtrack.coding.places import as_place
from dualtrack.coding.quantities import QuantityMention
from dualtrack.coding.sentence import Context, Reading, claim, match_words
from dualtrack.coding.trigger import Trigger
from dualtrack.model import Claim, Place, Quantity, Reality
from dualtrack.model.when import UNKNOWN

Coded = tuple[Trigger, Claim]
HARM = frozenset(
    ("launched", "shot_down", "lost", "hit", "destroyed", "killed", "wounded", "killed_or_wounded", "without_power")
)
"""Measures that only an act of force can have."""
REACH = 10
"""Words from a number to the place or the words that name its part."""
UNNAMED = "part"
"""The scope of a part of which the sentence says no more."""
TYPES = {"paid": ("AID", "SANCTION", "AGREE"), "frozen": ("SANCTION", "COERCE"), "advanced": ("ASSAULT",)}


def code_counts(
    reading: Reading, context: Context, coded: Sequence[Coded], pieces: Sequence[QuantityMention]
) -> Iterator[Claim]:
    """The quantity claims of a sentence, each tied to its act where the sentence states one."""
    for index, piece in enumerate(pieces):
        where = _place_of_item(reading, context, index)
        act = _act_of(reading, coded, piece) or (context.lead.act if context.lead else None)
        position = reading.words.at(piece.start)
        payload = Quantity(
            piece.measure,
            piece.what,
            piece.low,
            piece.best,
            piece.high,
            piece.qualifier,
            piece.unit,
            act.id if act else None,
            piece.scope or _part(reading, context, index, where),
        )
        yield claim(
            reading,
            context,
            payload,
            (position, reading.words.at(piece.end - 1) + 1),
            (piece.rule,),
            position,
            reality=act.reality if act else Reality.OCCURRED,
            when=act.when if act else UNKNOWN,
            place=where or (act.place if act else None),
            track=act.track if act else None,
        )


def _place_of_item(reading: Reading, context: Context, index: int) -> Place | None:
    """Where an item of a list counts: the place named between its number and the next, or between the last and it
    where the number stands in brackets."""
    pieces = reading.counts
    piece = pieces[index]
    alike = [other for other in pieces if (other.measure, other.what) == (piece.measure, piece.what)]
    if len(alike) < 2 or any(other.part_of == index for other in pieces):
        return None
    first, last = _words_of_item(reading, pieces, piece)
    named = [mention for mention in reading.syntax.mentions if mention.place is not None]
    inside = [mention for mention in named if first <= mention.first < last]
    if not _bracketed(reading, piece):
        inside = [mention for mention in inside if _in_place(reading, mention.first)][:1]
    return as_place(inside[-1].place) if inside else _elided(reading, context, index)


def _elided(reading: Reading, context: Context, index: int) -> Place | None:
    """The region whose head noun the list tells only once: "11 over Kursk and 8 over Bryansk regions"."""
    kept = _named_words(reading, context, index)
    if not kept or not reading.words.capital(kept[-1]):
        return None
    for head in sorted(context.lexis.countables.classes["elided"]):
        words = match_words(f"{reading.words.cut(kept[-1], kept[-1] + 1)} {head}", context.lexis)
        for mention in find_mentions(words, context.published):
            if mention.place is not None and mention.last == len(words):
                return as_place(mention.place)
    return None


def _words_of_item(reading: Reading, pieces: Sequence[QuantityMention], piece: QuantityMention) -> tuple[int, int]:
    """The words [first, last) that say what an item of a list counts."""
    if _bracketed(reading, piece):
        last = reading.words.at(piece.start)
        ended = [reading.words.at(other.end - 1) + 1 for other in pieces if other.end <= piece.start]
        return max([last - REACH, *ended]), last
    first = reading.words.at(piece.end - 1) + 1
    following = [reading.words.at(other.start) for other in pieces if other.start > piece.start]
    return first, min([len(reading.words), first + REACH, *following])


def _bracketed(reading: Reading, piece: QuantityMention) -> bool:
    return reading.words.text[: piece.start].rstrip().endswith("(")


def _in_place(reading: Reading, first: int) -> bool:
    before = reading.syntax.preposition_before(first)
    return before is not None and "place_preposition" in reading.words.tags[before]


def _part(reading: Reading, context: Context, index: int, where: Place | None) -> str | None:
    """What part of its total a number counts: a place, else the words that follow it; None for a whole."""
    piece = reading.counts[index]
    if piece.part_of is None:
        return None
    whole = reading.counts[piece.part_of]
    if (piece.measure, piece.what) != (whole.measure, whole.what):
        return None
    kept = _named_words(reading, context, index)
    return where.name if where is not None else reading.words.cut(kept[0], kept[-1] + 1) if kept else UNNAMED


def _named_words(reading: Reading, context: Context, index: int) -> list[int]:
    """The words that name what an item counts, in order: no pronouns, small words, or words that carry a place."""
    piece, words, classes = reading.counts[index], reading.words, context.lexis.countables.classes
    inside = range(*_words_of_item(reading, reading.counts, piece))
    kept: list[int] = []
    for position in reversed(inside) if _bracketed(reading, piece) else inside:
        word = words.folded[position]
        if word in classes["them"] or word in classes["hollow"]:
            continue
        if word[0].isalpha() and not words.tags[position] & {"preposition", "conjunction"}:
            if position in reading.syntax.verb_at:
                break
            kept.append(position)
        elif kept:
            break
    return sorted(kept)


def _act_of(reading: Reading, coded: Sequence[Coded], piece: QuantityMention) -> Claim | None:
    """The act whose words hold the number, nearest trigger first; else the only act that could have it."""
    fitting = [(trigger, act) for trigger, act in coded if _fits(piece, act)]
    at = reading.words.at(piece.start)
    holding = [pair for pair in fitting if _reach(pair[0])[0] <= at < _reach(pair[0])[1]]
    if holding:
        return min(holding, key=lambda pair: abs(pair[0].first - at))[1]
    if piece.measure in HARM or piece.measure in TYPES:
        return min(fitting, key=lambda pair: abs(pair[0].first - at), default=(None, None))[1]
    return None


def _reach(trigger: Trigger) -> tuple[int, int]:
    """The words that belong to an act: its parties, its trigger, its complements."""
    first = min([trigger.start, trigger.zone.subject_start or trigger.start, *(m.first for m in trigger.actors)])
    if trigger.verb is not None and trigger.verb.passive:
        first = max(0, first - 12)
    last = max([trigger.last, trigger.zone.stop, *(mention.last for mention in trigger.recipients)])
    return first, last


def _fits(piece: QuantityMention, act: Claim) -> bool:
    assert act.act is not None
    if piece.measure in HARM:
        return act.act.event_type == "ASSAULT"
    return act.act.event_type in TYPES.get(piece.measure, (act.act.event_type,))
