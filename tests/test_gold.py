"""gold/: every line is written in the contract's terms, and the coder holds the floors measured on it."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from typing import Any

import pytest
from bench import evaluate
from bench.evaluations import gold

from dualtrack.model.claim import (
    EVENT_TYPES,
    Commitment,
    Comparison,
    Form,
    Party,
    Position,
    Quantity,
    Reality,
    Relation,
    Stance,
)

ROOT = gold.ROOT
ONTOLOGY = tomllib.loads((ROOT / "packs/ontology/event_types.toml").read_text(encoding="utf-8"))
ISSUES = {
    row["id"] for row in tomllib.loads((ROOT / "packs/cases/ukraine/issues.toml").read_text(encoding="utf-8"))["issue"]
}
ROWS = list(gold.gold_rows())
REALITY_ROWS = list(gold.rows_of(gold.GOLD / "reality.jsonl"))


def listed(name: str, column: str) -> set[str]:
    with (ROOT / "packs/ontology" / name).open(encoding="utf-8") as handle:
        return {row[column] for row in csv.DictReader(handle)}


WHATS, MEASURES = listed("whats.csv", "what"), listed("measures.csv", "measure")


def check_event(claim: dict[str, Any]) -> None:
    assert claim["event_type"] in EVENT_TYPES
    assert set(claim["modes"]) <= set(ONTOLOGY["types"][claim["event_type"]]["modes"])
    assert claim["reality"] in set(Reality)
    days = [date.fromisoformat(claim[end]) for end in ("earliest", "latest") if claim[end]]
    assert days == sorted(days)
    assert all(isinstance(code, str) for code in (*claim.get("actors", ()), *claim.get("recipients", ())))


def check_quantity(claim: dict[str, Any]) -> None:
    Quantity(*(claim[slot] for slot in ("measure", "what", "low", "best", "high", "qualifier")))
    assert claim["measure"] in MEASURES
    assert claim["what"] in WHATS


def check_commitment(claim: dict[str, Any]) -> None:
    due = claim["due"] and date.fromisoformat(claim["due"])
    Commitment(Form(claim["form"]), tuple(Party(code, None, code) for code in claim["party"]), due=due)


def check_position(claim: dict[str, Any]) -> None:
    Position(Party(claim["party"], None, claim["party"]), claim["issue"], Stance(claim["stance"]))
    assert claim["issue"] in ISSUES


def check_comparison(claim: dict[str, Any]) -> None:
    Comparison("", "", Relation(claim["relation"]), claim["n"])


CHECKS = {
    "event": check_event,
    "quantity": check_quantity,
    "commitment": check_commitment,
    "position": check_position,
    "comparison": check_comparison,
}


@pytest.mark.parametrize("row", ROWS, ids=[row["at"] for row in ROWS])
def test_line_is_in_the_terms_of_the_contract(row: dict[str, Any]) -> None:
    assert row["language"] in gold.LANGUAGES
    date.fromisoformat(row["published"])
    for claim in row["claims"]:
        CHECKS[claim["kind"]](claim)


def test_reality_set_is_in_the_terms_of_the_contract() -> None:
    assert {row["event_type"] for row in REALITY_ROWS} <= set(EVENT_TYPES)
    assert {row["reality"] for row in REALITY_ROWS} <= set(Reality)
    assert all(row["occurred"] == (row["reality"] in ("occurred", "ongoing", "ended")) for row in REALITY_ROWS)


def test_no_line_stands_twice() -> None:
    rows = [*ROWS, *REALITY_ROWS]
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({row["text"] for row in rows}) == len(rows)


def test_floors_hold() -> None:
    assert evaluate.below_floor(evaluate.shares(gold.gold_agreement())) == []


def test_a_measure_below_its_floor_is_told() -> None:
    told = evaluate.below_floor({})
    assert told
    assert "is below its floor" in told[0]


def test_an_event_is_right_only_if_every_slot_is() -> None:
    want = {"event_type": "ASSAULT", "modes": ["drone"], "reality": "occurred", "actors": ["RUS"]}
    want["recipients"] = ["UKR"]
    got = want | {"modes": ["drone", "missile"]}
    assert gold.same_event(want, got)
    wrong = {"event_type": "AID", "modes": [], "actors": [], "recipients": [], "reality": "denied"}
    for slot, value in wrong.items():
        assert gold.event_faults(want, got | {slot: value}) == [slot]


def test_parties_of_a_symmetric_act_are_compared_as_one_set() -> None:
    want = {"event_type": "CONSULT", "modes": [], "actors": ["RUS", "UKR"], "recipients": [], "reality": "planned"}
    assert gold.same_event(want, want | {"actors": ["UKR"], "recipients": ["RUS"]})
    assert gold.event_faults(want, want | {"actors": ["UKR"]}) == ["parties"]
