"""The findings of a case: words first, whose inputs they are, and "not testable" where inputs are missing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from dualtrack import lexicon
from dualtrack.bargain import findings, read_pulls
from dualtrack.bargain.evidence import ENOUGH, estimate_position
from dualtrack.errors import BargainError, UnknownName
from dualtrack.model import Case, Claim, Finding
from dualtrack.model.claim import Party, Position
from dualtrack.model.when import When


@cache
def ukraine() -> Case:
    return lexicon.load_case("ukraine")


def named(found: list[Finding]) -> dict[str, Finding]:
    return {item.name: item for item in found}


def with_war(case: Case, **tables: Any) -> Case:
    return replace(case, settings={**case.settings, "war": {**case.settings["war"], **tables}})


def triangle(low: float, mode: float, high: float, origin: str = "prior") -> dict[str, Any]:
    return {"low": low, "mode": mode, "high": high, "origin": origin}


def test_a_run_on_priors_says_so_first() -> None:
    found = named(findings(None, ukraine(), draws=2000))
    assert found["bargain.range"].says.startswith("On priors alone")
    assert 0 < found["bargain.range"].detail["empty"] < 1
    assert found["bargain.packages"].says.startswith("With inputs ")
    assert len(found["bargain.inputs"].detail["total"]) == 4
    for item in found.values():
        assert json.dumps(item.as_json())
        assert all(drawing.table.rows for drawing in item.drawings)


def test_an_analysts_input_is_named_as_such() -> None:
    case = with_war(ukraine(), cost={side: triangle(0.1, 0.2, 0.3, "analyst") for side in ukraine().sides})
    assert findings(None, case, draws=500)[0].says.startswith("With inputs 2 the analyst's, 2 priors: ")


def test_the_same_seed_gives_the_same_findings() -> None:
    first, again = (findings(None, ukraine(), draws=500, seed=3) for _ in range(2))
    assert [item.as_json() for item in first] == [item.as_json() for item in again]


def test_a_case_without_a_war_is_not_testable_and_says_what_to_write() -> None:
    found = findings(None, replace(ukraine(), settings={}))
    assert [item.verdict for item in found] == ["not testable"]
    assert "[war.p] and [war.cost]" in found[0].why


def test_crossing_needs_its_own_inputs() -> None:
    bare = with_war(ukraine(), crossing={})
    assert "[war.crossing]" in named(findings(None, bare, draws=500))["bargain.crossing"].why
    month = {"cost": triangle(0.01, 0.02, 0.03), "growth": triangle(0.0, 0.05, 0.1), "gain": triangle(0.02, 0.03, 0.04)}
    case = with_war(ukraine(), crossing=dict.fromkeys(ukraine().sides, month))
    found = named(findings(None, case, draws=500))["bargain.crossing"]
    assert found.verdict == "supported"
    assert 0 < found.detail["never"]["both"] < 0.5


def test_a_lever_is_pulled_before_the_range_is_computed() -> None:
    pulled = findings(None, ukraine(), draws=2000, pulled=read_pulls(["strike.campaign=+2"]))
    assert pulled[0].detail["empty"] < findings(None, ukraine(), draws=2000)[0].detail["empty"]
    with pytest.raises(UnknownName, match=r"strike\.campaign"):
        findings(None, ukraine(), draws=500, pulled={"strike.campagn": 1.0})
    with pytest.raises(BargainError, match=r"write it as aid.patriot=\+2"):
        read_pulls(["aid.patriot=two"])


def position(document: int, value: float, day: date | None) -> Claim:
    payload = Position(Party("RUS", "GOV", "Moscow"), "territory.donbas", "demands", value)  # type: ignore[arg-type]
    when = When.on(day) if day else When()
    return Claim(f"doc{document}", f"{document}.txt", 0, 0, 4, "want", "en", payload, "row", when=when)


def test_positions_become_evidence_only_when_enough_documents_state_them() -> None:
    day = date(2025, 3, 1)
    few = [position(0, 0.2, day) for _ in range(20)]
    assert estimate_position(few) is None
    found = estimate_position([position(index, 0.2, day) for index in range(ENOUGH)])
    assert found is not None
    assert (found.low, found.mode, found.high, found.origin) == (0.2, 0.2, 0.2, "evidence")
    assert len(found.claims) == ENOUGH


def test_newer_positions_weigh_more() -> None:
    old = [position(index, 0.0, date(2024, 1, 1)) for index in range(6)]
    new = [position(index + 6, 0.5, date(2025, 3, 1)) for index in range(3)]
    found = estimate_position([*old, *new, position(20, 0.0, None)])
    assert found is not None
    assert found.mode == 0.5
