"""Quotations that run over several sentences: whose words a sentence inside them is.

A source named in one sentence of a quotation speaks in all of it; after "...", X said. a sentence that is all quotation
goes on with X. Nothing is carried past a sentence that names a source of its own, nor further than REACH sentences; no
mark stays open over a line's end, and only a source that is known by a code is carried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dualtrack.coding.clauses import Syntax
from dualtrack.coding.speaker import Attribution
from dualtrack.model import Claim, Speaker

CLOSES = {"“": "”", "„": "“”", "«": "»", '"': '"'}
"""Each opening mark with those that close it."""
_MARKS = re.compile(f"[{''.join((*CLOSES, *CLOSES.values()))}]")
REACH = 8
"""Sentences that one quotation may run over."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a sentence inherits: the mark that is still open, whose words the quotation is, and for how long yet."""

    mark: str = ""
    speaker: Speaker | None = None
    left: int = REACH

    def on_a_new_line(self) -> Quotation:
        return replace(self, mark="") if self.mark else self

    def runs_in(self, text: str) -> bool:
        """Whether any of a sentence is quoted, so that the sources it names may speak in the next one too."""
        return bool(self.mark) or any(map(text.__contains__, CLOSES))

    def covers(self, text: str) -> bool:
        """Whether a sentence is all inside: it begins under an open mark, or is one quotation from end to end."""
        return bool(self.mark) or (self.speaker is not None and _is_all_quoted(text))

    def sources(self, syntax: Syntax, own: list[Attribution]) -> list[Attribution]:
        """The sources that a sentence names; where it names none, whose words it goes on with."""
        if own or self.speaker is None or not self.covers(syntax.words.text):
            return own
        end = len(syntax.words)
        return [Attribution(self.speaker, 0, end, end - 1, end - 1, end - 1, end)]

    def after(self, text: str, attributions: Sequence[Attribution]) -> Quotation:
        """What the sentence after `text` inherits."""
        if self.left == 0 or not self.runs_in(text):
            return UNQUOTED
        mark = open_after(text, self.mark)
        own = next((item.speaker for item in attributions if item.speaker.code is not None), None)
        if own is not None:
            return Quotation(mark, own)
        goes_on = self.covers(text)
        return Quotation(mark, self.speaker if goes_on else None, self.left - 1 if goes_on else REACH)


UNQUOTED = Quotation()


def open_after(text: str, mark: str) -> str:
    """The opening mark of the quotation that a text leaves open, given the one open before it; "" for none."""
    for sign in _MARKS.findall(text):
        if mark:
            mark = "" if sign in CLOSES[mark] else mark
        elif sign in CLOSES:
            mark = sign
    return mark


def _is_all_quoted(text: str) -> bool:
    plain = text.strip().rstrip(".!?")
    return plain[:1] in CLOSES and open_after(plain[:-1], "") != "" and open_after(plain, "") == ""


def spoken_by(claims: Iterable[Claim], speaker: Speaker) -> Iterator[Claim]:
    """Claims of an open quotation, once its source is named; those with a source of their own within keep it."""
    for claim in claims:
        if claim.speaker is None:
            yield replace(claim, speaker=speaker)
        else:
            yield replace(claim, via=(speaker, *claim.via))
