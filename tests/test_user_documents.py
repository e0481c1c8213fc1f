"""The two documents that users brought, read sentence by sentence: what the coder must find in them, and must not.

The texts are third-party data and are not part of the project; only facts and figures are restated here.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dualtrack import coding, read
from dualtrack.lexicon import load_case
from dualtrack.model import Claim

PUBLISHED = {"002": date(2025, 4, 19), "004": date(2026, 1, 24)}

# measure, what, low, best, high
QUANTITIES: dict[str, list[tuple[Any, ...]]] = {
    "002": [
        ("killed", "civilian", 30, None, None),
        ("destroyed", "armoured_vehicle", 29, 29, 29),
        ("destroyed", "tank", 3, 3, 3),
        ("killed_or_wounded", "soldier", ..., 140, ...),
        ("destroyed", "armoured_vehicle", 21, 21, 21),
        ("destroyed", "motorcycle", 96, 96, 96),
        ("destroyed", "vehicle", 2, 2, 2),
        (..., "equipment", 115, None, None),
        ("killed", "soldier", 200, 200, 200),
        ("wounded", ..., 30, 30, 30),
        (..., "soldier", ..., 320, ...),
        (..., "armoured_vehicle", 40, 40, 40),
        (..., "vehicle", 10, 10, 10),
    ],
    "004": [
        ("launched", "drone", 375, 375, 375),
        ("launched", "missile", 21, 21, 21),
        ("without_power", "person", 1_000_000, None, None),
        ("without_power", "person", 800_000, 800_000, 800_000),
        ("killed", "person", 1, None, None),
        ("wounded", "person", 30, None, None),
        ("share", ..., 20, 20, 20),
        (..., "km2", ..., 5000, ...),
    ],
}


def matches(wanted: tuple[Any, ...], own: tuple[Any, ...]) -> bool:
    return all(item is ... or item == value for item, value in zip(wanted, own, strict=True))


@pytest.fixture(scope="module")
def claims(data: Path) -> dict[str, list[Claim]]:
    case = load_case("ukraine")
    coded = {}
    for path in sorted((data / "S0_user_documents").glob("*.txt")):
        key = path.name[:3]
        documents = read.documents([path], published=PUBLISHED[key])
        coded[key] = list(coding.code_documents(documents, case=case))
    return coded


@pytest.mark.data
@pytest.mark.parametrize(("key", "wanted"), [(key, row) for key, rows in QUANTITIES.items() for row in rows])
def test_each_figure_is_found(claims: dict[str, list[Claim]], key: str, wanted: tuple[Any, ...]) -> None:
    own = [
        (item.measure, item.what, item.low, item.best, item.high)
        for claim in claims[key]
        if (item := claim.quantity) is not None
    ]
    assert any(matches(wanted, row) for row in own), f"{wanted} not among {own}"


@pytest.mark.data
def test_the_moratorium_has_its_dates(claims: dict[str, list[Claim]]) -> None:
    found = [claim.commitment for claim in claims["002"] if claim.commitment and claim.commitment.form == "moratorium"]
    assert any(item.made == date(2025, 3, 18) and item.due == date(2025, 4, 17) for item in found)


@pytest.mark.data
def test_sanctions_that_were_not_introduced_did_not_occur(claims: dict[str, list[Claim]]) -> None:
    sanctions = [claim for claim in claims["002"] if claim.act and claim.act.event_type == "SANCTION"]
    introduced = [claim for claim in sanctions if "introduced" in claim.quote or "imposed" in claim.quote]
    assert introduced
    assert all(claim.reality == "denied" for claim in introduced)


@pytest.mark.data
def test_the_trilateral_talks_stand_in_abu_dhabi(claims: dict[str, list[Claim]]) -> None:
    parties = {"USA", "RUS", "UKR"}
    held = [
        claim
        for claim in claims["004"]
        if claim.act
        and claim.act.event_type == "CONSULT"
        and parties <= {party.code for party in (*claim.act.actors, *claim.act.recipients)}
    ]
    assert held
    assert any(claim.when.last_day == date(2026, 1, 24) for claim in held)


@pytest.mark.data
def test_talks_that_may_move_have_not_been_held(claims: dict[str, list[Claim]]) -> None:
    future = [claim for claim in claims["004"] if claim.act and "Moscow or Kyiv" in claim.quote]
    assert all(claim.reality in ("planned", "hypothetical") for claim in future)


@pytest.mark.data
def test_teasers_and_notices_give_no_claims(claims: dict[str, list[Claim]]) -> None:
    quotes = " ".join(claim.quote for claim in claims["004"])
    assert "heating crisis" not in quotes
    assert "80m" not in quotes
    assert "AI-generated" not in quotes
