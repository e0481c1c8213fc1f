"""docs/adding-a-language.md, followed to the letter: its files make a pack that codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dualtrack import code_sentence
from dualtrack.coding import lint
from dualtrack.lexicon import load_case
from dualtrack.lexicon.languages import load_language
from dualtrack.model import Reality

PAGE = Path(__file__).parent.parent.parent / "docs" / "adding-a-language.md"
FILE = re.compile(r"```(?:toml|csv) (packs/\S+)\n(.*?)```", re.DOTALL)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """The folder of packs that the page's files make."""
    for name, text in FILE.findall(PAGE.read_text("utf-8")):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "packs"


def test_every_row_of_the_page_codes_its_example(packs: Path) -> None:
    assert lint(packs) == []


def test_the_pack_codes_what_nobody_wrote_into_it(packs: Path) -> None:
    case = load_case("mini", (packs,))
    claims = code_sentence("Sudlando diris, ke Norlando ne bombis Sudlandon.", case=case, language="eo")
    (claim,) = [claim for claim in claims if claim.act]
    assert claim.act is not None
    assert claim.act.event_type == "ASSAULT"
    assert [party.code for party in (*claim.act.actors, *claim.act.recipients)] == ["NOR", "SUD"]
    assert claim.reality is Reality.DENIED
    assert claim.speaker is not None
    assert claim.speaker.code == "SUD"


def test_a_row_whose_example_it_does_not_code_is_named(packs: Path) -> None:
    verbs = packs / "languages/eo/verbs.csv"
    verbs.write_text(verbs.read_text("utf-8").replace("Norlando atakis Sudlandon.", "Norlando dormis."), "utf-8")
    assert lint(packs) == ["languages/eo/verbs.csv:2: assault.attack does not code its example 'Norlando dormis.'"]


def test_a_row_without_an_example_is_named(packs: Path) -> None:
    verbs = packs / "languages/eo/verbs.csv"
    verbs.write_text(verbs.read_text("utf-8").replace("Norlando atakis Sudlandon.", ""), "utf-8")
    assert lint(packs) == ["languages/eo/verbs.csv:2: assault.attack has no example: write a sentence that it codes"]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "cues.csv",
            "according,according,",
            "according,acording,",
            "cues.csv:3: kind 'acording' unknown. Did you mean 'according'?",
        ),
        ("cues.csv", ",planned,", ",planed,", "cues.csv:4: effect 'planed' unknown. Did you mean 'planned'?"),
        ("verbs.csv", ",ASSAULT,", ",ASSALT,", "verbs.csv:2: event_type 'ASSALT' unknown. Did you mean 'ASSAULT'?"),
        ("verbs.csv", "recipient", "recipent", "verbs.csv:1: column 'recipent' unknown. Did you mean 'recipient'?"),
        (
            "grammar.toml",
            "determiner",
            "determinr",
            "grammar.toml:11: class 'determinr' unknown. Did you mean 'determiner'?",
        ),
    ],
)
def test_what_is_misspelt_is_refused_with_its_line_and_the_near_match(
    packs: Path, file: str, old: str, new: str, told: str
) -> None:
    path = packs / "languages/eo" / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    load_language.cache_clear()
    misses = lint(packs)
    assert any(told in miss for miss in misses), misses
