"""The hand-coded sentences of gold/, and how far the coder agrees with them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.data import ROOT
from dualtrack import code_sentence
from dualtrack.model import Claim

GOLD = ROOT / "gold"
LANGUAGES = ("en", "uk", "ru")
SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")
HAPPENED = ("occurred", "ongoing")

Expected = dict[str, Any]
Row = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Right, wrongly given and missed answers of one measure."""

    right: int = 0
    given: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One expected claim that the coder did not give (got: nearest or none), or one that it gave unasked."""

    pattern: str
    row: str
    text: str
    expected: str
    got: str


@dataclass(slots=True)
class Agreement:
    """Tallies by (language, measure), every miss, and the sentences that expect claims and got none."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    misses: list[Miss] = field(default_factory=list)
    silent: Counter[str] = field(default_factory=Counter)


def gold_rows(*languages: str) -> Iterator[Row]:
    """Every line of gold/<language>/*.jsonl, with the file and line it stands in under `at`."""
    for language in languages or LANGUAGES:
        for path in sorted((GOLD / language).glob("*.jsonl")):
            yield from rows_of(path)


def rows_of(path: Path) -> Iterator[Row]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        yield json.loads(line) | {"at": f"{path.relative_to(ROOT)}:{number}"}


def claims_of(row: Row) -> list[Claim]:
    return code_sentence(row["text"], case=row["case"], language=row["language"], published=row["published"])


def written(claim: Claim) -> Expected:
    """A claim of the coder, in the terms of the gold format."""
    told = claim.as_json()
    place, speaker = told["place"], told["speaker"]
    # The gazetteer's transliterations end in a soft sign's mark (Ryazan’); the gold writes the plain name.
    told |= {"place": place and place["name"].rstrip("’'"), "speaker": speaker and speaker["code"]}
    for slot in ("actors", "recipients", "party"):
        if isinstance(told.get(slot), list):
            told[slot] = [party["code"] for party in told[slot] if party["code"]]
        elif isinstance(told.get(slot), dict):
            told[slot] = told[slot]["code"]
    return told


def same_event(want: Expected, got: Expected) -> bool:
    """Event type, actors, recipients and reality right, every listed mode present."""
    return not event_faults(want, got)


def event_faults(want: Expected, got: Expected) -> list[str]:
    """The slots in which an event differs from the one expected. Parties of a symmetric act are compared as
    one set, as the contract says; a slot that the gold leaves out is not compared."""
    faults = [slot for slot in ("event_type", "reality") if want[slot] != got[slot]]
    if want["event_type"] in SYMMETRIC or "exchange" in want["modes"]:
        sides = [{*claim.get("actors", ()), *claim.get("recipients", ())} for claim in (want, got)]
        faults += ["parties"] if sides[0] != sides[1] else []
    else:
        faults += [slot for slot in ("actors", "recipients") if slot in want and set(want[slot]) != set(got[slot])]
    return faults + (["modes"] if not set(want["modes"]) <= set(got["modes"]) else [])


def same(*slots: str) -> Callable[[Expected, Expected], bool]:
    def agrees(want: Expected, got: Expected) -> bool:
        return all(_plain(want[slot]) == _plain(got[slot]) for slot in slots)

    return agrees


def _plain(value: Any) -> Any:
    if isinstance(value, float | int):
        return round(float(value), 6)
    return sorted(value) if isinstance(value, list) else value


MEASURES: dict[str, tuple[str, Callable[[Expected, Expected], bool]]] = {
    "event": ("event", same_event),
    "event_type": ("event", same("event_type")),
    "quantity": ("quantity", same("measure", "what", "low", "best", "high")),
    "number": ("quantity", same("low", "best", "high")),
    "commitment": ("commitment", same("form", "party", "due")),
    "position": ("position", same("party", "issue", "stance")),
    "comparison": ("comparison", same("relation", "n")),
}
BRIEFED = (
    "event_type", "modes", "actors", "recipients", "reality", "earliest", "latest", "place", "speaker", "measure",
    "what", "low", "best", "high", "form", "party", "due", "issue", "stance", "relation", "n",
)  # fmt: skip
SLOTS = {"date": ("earliest", "latest"), "speaker": ("speaker",), "place": ("place",)}
MATCHED = tuple(f"{name}_of_matched" for name in SLOTS)
"""The share of a slot that is right where both sides have the act and one of them states the slot."""


def pairs(wants: list[Expected], gots: list[Expected]) -> list[tuple[Expected, Expected]]:
    """Expected and given events of one type, joined where they differ least, each used once."""
    ranked = sorted(
        (len(event_faults(want, got)), i, j)
        for i, want in enumerate(wants)
        for j, got in enumerate(gots)
        if want["event_type"] == got["event_type"]
    )
    joined: list[tuple[Expected, Expected]] = []
    used: set[tuple[str, int]] = set()
    for _, i, j in ranked:
        if ("want", i) not in used and ("got", j) not in used:
            used |= {("want", i), ("got", j)}
            joined.append((wants[i], gots[j]))
    return joined


def compare(row: Row, claims: list[Claim], into: Agreement) -> None:
    """Adds one sentence's agreement."""
    told = [written(claim) for claim in claims]
    if row["claims"] and not told:
        into.silent[row["language"]] += 1
    for name, (kind, agrees) in MEASURES.items():
        _tally(row, name, kind, agrees, told, into)
    wants, gots = ([claim for claim in side if claim["kind"] == "event"] for side in (row["claims"], told))
    for name, slots in SLOTS.items():
        _tally_slots(row, name, slots, (wants, gots), into)


def _tally(
    row: Row, name: str, kind: str, agrees: Callable[[Expected, Expected], bool], told: list[Expected], into: Agreement
) -> None:
    wants = [claim for claim in row["claims"] if claim["kind"] == kind]
    left = [claim for claim in told if claim["kind"] == kind]
    tally = into.tallies[row["language"], name]
    tally.given += len(left)
    tally.expected += len(wants)
    missed = []
    for want in wants:
        match = next((got for got in left if agrees(want, got)), None)
        if match is None:
            missed.append(want)
        else:
            left.remove(match)
            tally.right += 1
    if name in ("event", "quantity", "commitment", "position", "comparison"):
        into.misses += _misses(row, name, missed, left)


def _misses(row: Row, name: str, missed: list[Expected], left: list[Expected]) -> Iterator[Miss]:
    for want in missed:
        nearest = min(left, key=lambda got: len(_faults(name, want, got)), default=None)
        wrong = "absent" if nearest is None else "wrong " + "+".join(_faults(name, want, nearest))
        yield Miss(f"{row['language']} {name}: {wrong}", row["at"], row["text"], brief(want), brief(nearest))
    if len(left) > len(missed):
        for got in left[len(missed) :]:
            yield Miss(f"{row['language']} {name}: unasked", row["at"], row["text"], "", brief(got))


def _faults(name: str, want: Expected, got: Expected) -> list[str]:
    if name == "event":
        return event_faults(want, got)
    return [slot for slot in want if slot != "kind" and slot in got and _plain(want[slot]) != _plain(got[slot])]


def brief(claim: Expected | None) -> str:
    return "nothing" if claim is None else " ".join(f"{slot}={claim[slot]}" for slot in BRIEFED if slot in claim)


def _tally_slots(
    row: Row, name: str, slots: tuple[str, ...], sides: tuple[list[Expected], list[Expected]], into: Agreement
) -> None:
    tally, matched = into.tallies[row["language"], name], into.tallies[row["language"], f"{name}_of_matched"]
    stated = [[claim for claim in side if any(claim[slot] for slot in slots)] for side in sides]
    tally.expected += len(stated[0])
    tally.given += len(stated[1])
    for want, got in pairs(*sides):
        right = all(want[slot] == got[slot] for slot in slots)
        if any(claim[slot] for claim in (want, got) for slot in slots):
            matched.right += right
            matched.given += 1
            matched.expected += 1
        if right and any(want[slot] for slot in slots):
            tally.right += 1
        elif not right:
            told = [" ".join(str(claim[slot]) for slot in slots) for claim in (want, got)]
            into.misses.append(Miss(f"{row['language']} {name}: wrong", row["at"], row["text"], *told))


def total(agreement: Agreement, name: str) -> Tally:
    """A measure over all languages."""
    parts = [tally for (_, measure), tally in agreement.tallies.items() if measure == name]
    return Tally(*(sum(getattr(part, slot) for part in parts) for slot in ("right", "given", "expected")))


def gold_agreement() -> Agreement:
    """The coder against every hand-coded sentence."""
    agreement = Agreement()
    for row in gold_rows():
        compare(row, claims_of(row), agreement)
    return agreement


def held_out_agreement() -> Agreement:
    """The coder against the sentences of gold/held_out, on which no rule was tuned: what unseen text is like."""
    agreement = Agreement()
    for path in sorted((GOLD / "held_out").glob("*.jsonl")):
        for row in rows_of(path):
            compare(row, claims_of(row), agreement)
    return agreement


def reality_shares() -> dict[str, tuple[float, float]]:
    """By language, and "all": the share of sentences whose act did not occur that were not coded as
    occurred, and the share of those whose act occurred that were."""
    told: dict[str, dict[bool, list[bool]]] = defaultdict(lambda: {True: [], False: []})
    for row in rows_of(GOLD / "reality.jsonl"):
        events = [claim for claim in claims_of(row) if claim.act and claim.act.event_type == row["event_type"]]
        coded = any(claim.reality in HAPPENED for claim in events)
        for key in (row["language"], "all"):
            told[key][row["occurred"]].append(coded == row["occurred"])
    return {key: (_share(by[False]), _share(by[True])) for key, by in told.items()}


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags) if flags else 1.0
