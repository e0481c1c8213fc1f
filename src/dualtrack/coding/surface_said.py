"""The sources and the acts of a sentence, as names and doings."""

from __future__ import annotations

from collections.abc import Iterator

from dualtrack.coding.actors import Mention
from dualtrack.coding.reality import reality_of
from dualtrack.coding.speaker import Attribution
from dualtrack.coding.surface_parts import Parts
from dualtrack.model.surface import Doing, Name

SAID_NEAR = 3
"""Words between a verb of saying and the name in no list that says it."""


def source_of(item: Attribution, parts: Parts) -> Name:
    """An attribution's source as a name: that of its mention, else its words."""
    mention = item.mention
    if mention is not None and mention.first in parts.at:
        return _plain(parts.at[mention.first], mention)
    code = item.speaker.code or _owner_of(item, parts)
    return Name(item.speaker.text, 0, "", code, "unknown")


def _owner_of(item: Attribution, parts: Parts) -> str | None:
    """ "Its ministry" is that of the party that the sentence is about: the first that does something in it."""
    words = parts.words
    near = range(max(0, item.source_first - 1), item.source_last)
    if not any("possessive_pronoun" in words.tags[position] for position in near):
        return None
    return next((name.code for name in parts.names if name.code and name.standing == "subject"), None)


def _plain(name: Name, mention: Mention) -> Name:
    """A name wherever it stands: as a source it is the same at any word."""
    return Name(mention.text, 0, name.name, name.code, name.kind, name.role)


def unheard_sources(parts: Parts) -> Iterator[Name]:
    """Names beside a verb of saying in which no attribution was read: "said Vetrov"."""
    heard = {item.cue_first for item in parts.reading.attributions}
    for verb in parts.reading.syntax.verbs:
        speaks = any(kind == "say" for kind, _ in verb.rows) and not (verb.passive or verb.infinitive)
        if not speaks or heard & set(range(verb.group, verb.last)):
            continue
        near = [name for name in parts.names if 0 <= name.at - verb.last < SAID_NEAR and not name.known]
        yield from (Name(name.text, 0) for name in near[:1])


def source_at(parts: Parts, position: int) -> Name | None:
    held = [item for item in parts.reading.attributions if item.holds(position)]
    return source_of(held[-1], parts) if held else None


def find_doings(parts: Parts) -> Iterator[Doing]:
    words, reading = parts.words, parts.reading
    for trigger in reading.triggers:
        yield Doing(
            trigger.event_type,
            tuple(dict.fromkeys((*trigger.row.modes, *trigger.modes))),
            reality_of(reading.syntax, trigger),
            tuple(parts.at[item.first] for item in trigger.actors if item.first in parts.at),
            tuple(parts.at[item.first] for item in trigger.recipients if item.first in parts.at),
            source_at(parts, trigger.first),
            words.cut(trigger.first, trigger.last),
        )
