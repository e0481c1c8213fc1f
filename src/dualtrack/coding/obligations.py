"""What a source says that another party must do is asked of it: "Moscow said that Kyiv must withdraw"."""

from __future__ import annotations

from collections.abc import Iterator

from dualtrack.coding.actors import Mention
from dualtrack.coding.clauses import Syntax, Verb
from dualtrack.coding.governors import governor_of, in_condition
from dualtrack.coding.roles import scan_right
from dualtrack.coding.speaker import Attribution
from dualtrack.coding.subjects import subject_of
from dualtrack.coding.trigger import Trigger


def find_demands(syntax: Syntax, sources: list[Attribution]) -> Iterator[Trigger]:
    """One act for each word of obligation by which a known source binds another known party."""
    for hit in syntax.words.hits.get("obligation", ()):
        speaker = next((item.mention for item in reversed(sources) if item.holds(hit.first)), None)
        if speaker is None or "have" in syntax.words.tag(hit.last) or in_condition(syntax, hit.first):
            continue  # "must have fled" supposes
        verb = Verb(hit.first, hit.last, hit.first, "base")
        bound = [item for item in subject_of(syntax, verb) if _is_party(item) and not _same(item, speaker)]
        if bound and not _is_asked_already(syntax, verb):
            zone = scan_right(syntax, hit.last)
            yield Trigger(hit.first, hit.last, hit.entry.row, zone, verb=verb, actors=[speaker], recipients=bound)


def _is_party(mention: Mention) -> bool:
    return mention.code is not None or mention.kind == "sides" or mention.role in ("GOV", "MIL", "REB", "OPP", "LEG")


def _same(mention: Mention, speaker: Mention) -> bool:
    return mention is speaker or (mention.code is not None and mention.code == speaker.code)


def _is_asked_already(syntax: Syntax, verb: Verb) -> bool:
    """ "demanded that Ukraine must leave": the verb that governs the clause asks."""
    governor = governor_of(syntax, verb)
    return governor is not None and any(row.event_type == "REQUEST" for kind, row in governor.rows if kind == "verb")
