"""The exceptions of dualtrack, and how they are worded.

An error shows the value that was met, the nearest right one, and the next step.
Library code raises these and never prints or exits; `cli` alone turns them into lines and exit codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class DualtrackError(Exception):
    """Anything that dualtrack refuses to do, said in one line."""


class InvalidValue(DualtrackError, ValueError):
    """A value that a type does not accept."""


class PackError(DualtrackError):
    """A row or file of a pack that cannot be used; the message opens with `file:line:`."""


class UnreadableInput(DualtrackError):
    """An input file that cannot be read as an article; the message says why and what to do."""


class RecordError(DualtrackError):
    """A record that cannot be opened, written or trusted."""


class UnknownName(DualtrackError, LookupError):
    """A name (case, lens, method, measure, id) that does not exist."""


class UnreadLanguage(UserWarning):
    """A text in a language that has no pack: only its numbers, dates and known names are coded."""


class BargainError(DualtrackError, ValueError):
    """Inputs of a bargaining model that contradict each other or leave nothing to solve."""


class LanguageModelError(DualtrackError):
    """A language model that is not named, does not answer, or not in the form asked for."""


def nearest(value: str, known: Iterable[str]) -> str:
    """Return ` Did you mean 'x'?` for the closest of `known`, or an empty string if none is close."""
    match = get_close_matches(value, list(known), n=1, cutoff=0.6)
    return f" Did you mean '{match[0]}'?" if match else ""


def no_pack(language: str) -> str:
    """Word what becomes of a text in a language without a pack."""
    return f"no pack for the language '{language}': only numbers, dates and known names are coded"


def one_of(kind: str, value: str, known: Iterable[str]) -> str:
    """Word the refusal of `value` where only `known` are accepted."""
    names = sorted(known)
    hint = nearest(value, names)
    listed = hint or f" Known: {', '.join(names[:12])}{' ...' if len(names) > 12 else ''}."
    return f"{kind} '{value}' unknown.{listed}"
