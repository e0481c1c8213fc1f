"""PETRARCH's unit tests, with their own dictionaries imported: are the actor and the recipient of an event right?"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.data import DATA
from dualtrack import code_sentence
from dualtrack.lexicon import load_case
from dualtrack.lexicon.petrarch import RENAMED, SECTORS, import_petrarch
from dualtrack.model import Case, Claim, Party

FOLDER = DATA / "G1_petrarch_unit_tests"
RECORD = re.compile(r"<Sentence (.*?)>(.*?)</Sentence>", re.DOTALL)
CODING = re.compile(r"<EventCoding\s([^>]*)>")
FIELD = re.compile(r"(\w+)\s*=\s*[\"']([^\"']*)[\"']")
NOBODY = "---"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the pairs of codes (actor, recipient) that its record gives, and those that the coder gave."""

    name: str
    text: str
    wanted: tuple[tuple[str, str], ...]
    given: tuple[tuple[Party, Party], ...]

    @property
    def right(self) -> bool:
        """Whether some event of the coder has the actor and the recipient of one of the record's."""
        return any(same(want[0], got[0]) and same(want[1], got[1]) for want in self.wanted for got in self.given)


def same(wanted: str, got: Party) -> bool:
    """Whether a party is the one of a code such as GONGOV: its state, and its sector where the code has one."""
    state, sector = wanted[:3], next((wanted[at : at + 3] for at in (3, 6) if wanted[at : at + 3] in SECTORS), None)
    return (got.code or "")[:3] == state and (sector is None or got.role in (RENAMED.get(sector, sector), None))


def imported_case() -> Case:
    """The suite's own actors, agents and verbs, as a case."""
    files = [FOLDER / f"PETR.Validate.{name}.txt" for name in ("actors", "agents", "verbs.2.0")]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "validation"
        import_petrarch(files, out)
        return load_case(out)


def sentences() -> list[Told]:
    """Every record with a coded event whose two parties have codes."""
    case = imported_case()
    told = []
    for head, body in RECORD.findall((FOLDER / "PETR.UnitTest.records.xml").read_text("utf-8")):
        about, codings = dict(FIELD.findall(head)), [dict(FIELD.findall(coding)) for coding in CODING.findall(body)]
        pairs = tuple(
            (item["sourcecode"], item["targetcode"])
            for item in codings
            if "sourcecode" in item and "targetcode" in item
        )
        pairs = tuple(pair for pair in pairs if not any(code.startswith(NOBODY) for code in pair))
        written = re.search(r"<Text>(.*?)</Text>", body, re.DOTALL)
        if not pairs or written is None:
            continue
        text = " ".join(written[1].split())
        day = about["date"]
        published = f"{day[:4]}-{day[4:6]}-{day[6:8]}"
        claims = code_sentence(text, case=case, language="en", published=published)
        told.append(Told(about["id"], text, pairs, tuple(pair for claim in claims for pair in dyads(claim))))
    return told


def dyads(claim: Claim) -> list[tuple[Party, Party]]:
    """Each actor with each recipient; among the parties of a symmetric act, each with each other."""
    if claim.act is None:
        return []
    actors, recipients = claim.act.actors, claim.act.recipients
    if not recipients:
        return [(one, other) for one in actors for other in actors if one is not other]
    return [pair for one in actors for other in recipients for pair in ((one, other),)]


def share_right() -> tuple[float, int]:
    """The share of sentences with an event whose actor and recipient are both right, and their number."""
    told = sentences()
    return sum(item.right for item in told) / len(told), len(told)
