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
    assert found["bargain.packages"].says.startswith("With 73 inputs (28 the analyst's, 45 priors): ")
    assert found["bargain.inputs"].detail["total"].keys() == found["bargain.range"].detail["inputs"].keys()
    for item in found.values():
        assert json.dumps(item.as_json())
        assert all(drawing.table.rows for drawing in item.drawings)


def test_an_analysts_input_is_named_as_such() -> None:
    case = with_war(ukraine(), cost={side: triangle(0.1, 0.2, 0.3, "analyst") for side in ukraine().sides})
    assert findings(None, case, draws=500)[0].says.startswith("With 17 inputs (2 the analyst's, 15 priors): ")


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


def test_the_answer_comes_first_then_how_sure_it_is() -> None:
    told = named(findings(None, ukraine(), draws=2000))["bargain.range"]
    assert ": probably there is a range of deals. In " in told.says
    assert f"no deal exists in {told.detail['empty']:.0%} of draws" in told.says


def test_every_lever_names_its_holder() -> None:
    told = named(findings(None, ukraine(), draws=500))["bargain.levers"]
    assert {row["holder"] for row in told.detail["levers"].values()} == {"Russia", "United States", "European Union"}
    assert "would open the range most: alone it takes the draws without a deal from" in told.says


def test_costs_grow_with_what_the_war_takes() -> None:
    war = ukraine().settings["war"]
    heavier = [{**row, "monthly": triangle(9e5, 9e5, 9e5)} if row["side"] == "UKR" else row for row in war["toll"]]
    empty = [
        findings(None, case, draws=500)[0].detail["empty"] for case in (ukraine(), with_war(ukraine(), toll=heavier))
    ]
    assert empty[0] > empty[1]


def lever(**changes: Any) -> dict[str, Any]:
    return {"id": "aid", "name": "Aid", "dp": [0.1, 0.1], "dcost": [0.0, 0.0], "source": "analyst", **changes}


SAME = dict.fromkeys(("RUS", "UKR"), triangle(0.1, 0.2, 0.3))
TOLL = {
    "id": "dead", "side": "RUS", "name": "dead", "measures": ["killed"], "things": ["soldier"], "each": 1000,
    "monthly": triangle(1, 2, 3), "weight": triangle(0.1, 0.2, 0.3),
}  # fmt: skip
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"p": {**SAME, "UKR": triangle(0.2, 0.5, 1.4)}}, r"\[war\.p\] UKR: high is 1\.4: a probability .* Did you mean"),
    ({"p": {**SAME, "RUS": triangle(0.5, 0.4, 0.6)}}, r"\[war\.p\] RUS: low 0\.5, mode 0\.4.* out of order"),
    ({"p": {**SAME, "RUS": triangle(float("nan"), 0.4, 0.6)}}, r"\[war\.p\] RUS: low is nan: it needs a finite"),
    ({"cost": {**SAME, "UKR": triangle(-0.1, 0.4, 0.6)}}, r"\[war\.cost\] UKR: low is -0\.1: it cannot be negative"),
    ({"cost": {**SAME, "UKR": {"low": 0.1, "mod": 0.2, "high": 0.3}}}, r"UKR: key 'mod' unknown\. Did you mean 'mode'"),
    ({"cost": {**SAME, "UKR": {"low": 0.1, "high": 0.3}}}, r"\[war\.cost\] UKR has no mode"),
    (
        {"cost": {**SAME, "UKR": triangle(0.1, 0.2, 0.3, "guess")}},
        r"origin 'guess' is none of evidence, analyst, prior",
    ),
    ({"cost": {**SAME, "UKR": 0.2}}, r"\[war\.cost\] UKR is 0\.2: it needs a table with low, mode, high"),
    ({"toll": [{**TOLL, "side": "RUSS"}]}, r"toll 'dead': side 'RUSS' unknown\. Did you mean 'RUS'"),
    ({"toll": [{**TOLL, "measures": "killed"}]}, r"toll 'dead': measures is 'killed': it needs a list of words"),
    ({"toll": [TOLL, TOLL]}, r"toll 'dead' is given twice"),
    ({"toll": ["dead"]}, r"toll '\?' is 'dead': it needs a table"),
    ({"toll": [{**TOLL, "each": 0}]}, r"toll 'dead': each is 0"),
    ({"toll": [TOLL], "months": {"low": -1, "mode": 2, "high": 3}}, r"\[war\.months\]: low is -1"),
    (
        {"crossing": {key: {"cost": triangle(0, 1, 2)} for key in ("RUS", "UKR")}},
        r"\[war\.crossing\.RUS\] has no growth",
    ),
    ({"cost": None}, r"\[war\.cost\] is None: it needs a table"),
    ({"toll": 5}, r"\[\[war\.toll\]\] is 5: it needs a list of tables"),
    ({"crossing": {**ukraine().settings["war"]["crossing"], "horizon": -3}}, "the horizon is -3 months"),
    ({"costs": SAME}, r"\[war\]: key 'costs' unknown\. Did you mean 'cost'"),
]


@pytest.mark.parametrize(("tables", "message"), REFUSED)
def test_an_input_that_cannot_be_is_refused_by_name(tables: dict[str, Any], message: str) -> None:
    with pytest.raises(BargainError, match=message):
        findings(None, with_war(ukraine(), **tables), draws=100)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([lever(dp="much")], r"lever 'Aid': dp is 'much'"),
        ([lever(dp=[0.1, "x"])], r"lever 'Aid': dp of the second side is 'x': it needs a number"),
        ([{"id": "aid", "dp": 0.1}], r"lever 'aid' has no name, dcost, source"),
        ([lever(source="")], r"lever 'Aid': whose estimate is it"),
        ([lever(), lever()], r"levers need an id or a name each, none used twice"),
    ],
)
def test_a_lever_that_cannot_be_is_refused_by_name(rows: list[dict[str, Any]], message: str) -> None:
    case = replace(ukraine(), settings={**ukraine().settings, "lever": rows})
    with pytest.raises(BargainError, match=message):
        findings(None, case, draws=100)


def test_no_draws_are_refused() -> None:
    with pytest.raises(BargainError, match="the number of draws is 0: it needs a whole number, 1 or more"):
        findings(None, ukraine(), draws=0)
    with pytest.raises(BargainError, match="the seed is -1"):
        findings(None, ukraine(), draws=10, seed=-1)


def test_a_lever_is_pulled_before_the_range_is_computed() -> None:
    pulled = findings(None, ukraine(), draws=2000, pulled=read_pulls(["strike.campaign=+2"]))
    before = findings(None, ukraine(), draws=2000)
    assert pulled[0].detail["empty"] < before[0].detail["empty"]
    assert pulled[0].says.endswith("Pulled first: 'A winter campaign against Ukraine's grid' (+2).")
    assert (
        named(pulled)["bargain.packages"].detail["disagreement"]
        != named(before)["bargain.packages"].detail["disagreement"]
    )
    with pytest.raises(UnknownName, match=r"strike\.campaign"):
        findings(None, ukraine(), draws=500, pulled={"strike.campagn": 1.0})
    with pytest.raises(BargainError, match=r"write it as aid.patriot=\+2"):
        read_pulls(["aid.patriot=two"])
    with pytest.raises(BargainError, match=r"'aid.patriot' is pulled twice \(\+1 and -1\)"):
        read_pulls(["aid.patriot=+1", "aid.patriot=-1"])
    with pytest.raises(BargainError, match=r"Two more Patriot.*outside \[0, 1\]"):
        findings(None, ukraine(), draws=500, pulled={"aid.patriot": 100.0})


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
