"""Red lines: from flat rejections and from the analyst; what they leave of an issue, a package and the range."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.bargain.test_findings import named, ukraine

from dualtrack.bargain import findings
from dualtrack.bargain.red_lines import REFUSALS, estimate_red_line, is_flat
from dualtrack.model import Case, Claim, Estimate, Issue, Reality
from dualtrack.model.claim import Party, Position

LAND = Issue(
    "territory.donbas", "land", "all theirs", "all ours",
    ideal_point={"RUS": Estimate(0, 0, 0.1), "UKR": Estimate(0.8, 0.9, 1)},
)  # fmt: skip


def rejection(document: int, value: float | None = None, **changes: Any) -> Claim:
    payload = Position(Party("UKR", "GOV", "Kyiv"), "territory.donbas", "rejects", value)  # type: ignore[arg-type]
    return replace(Claim(f"doc{document}", f"{document}.txt", 0, 0, 4, "nope", "en", payload, "row"), **changes)


def test_enough_flat_rejections_are_a_red_line() -> None:
    stated = [rejection(at, 0.4) for at in range(REFUSALS)]
    found = estimate_red_line(LAND, "UKR", "RUS", stated)
    assert found is not None
    assert (found.low, found.mode, found.high, found.origin) == (0.4, 0.4, 0.4, "evidence")
    assert found.claims == tuple(claim.id for claim in stated)
    assert estimate_red_line(LAND, "UKR", "RUS", stated[1:]) is None
    assert estimate_red_line(LAND, "RUS", "UKR", stated) is None


def test_what_states_no_value_rejects_what_the_other_side_wants() -> None:
    found = estimate_red_line(LAND, "UKR", "RUS", [rejection(at) for at in range(REFUSALS)])
    assert found is not None
    assert found.mode == 0.0


def test_refusing_more_than_one_wants_is_no_red_line() -> None:
    assert estimate_red_line(LAND, "UKR", "RUS", [rejection(at, 1.0) for at in range(REFUSALS)]) is None


@pytest.mark.parametrize("changes", [{"hedge": "reportedly"}, {"reality": Reality.HYPOTHETICAL}])
def test_a_hedged_or_imagined_rejection_is_not_flat(changes: dict[str, Any]) -> None:
    assert is_flat(rejection(1))
    assert not is_flat(rejection(1, **changes))


def drawn_at(value: float, **origin: str) -> Estimate:
    return Estimate(value, value, value, **origin)  # type: ignore[arg-type]


def with_lines(first: float, second: float, origin: str = "analyst", **changes: Any) -> Case:
    """The shipped case with both sides' reservation values on its first issue."""
    land, *rest = ukraine().issues
    lines = {side: drawn_at(at, origin=origin) for side, at in zip(ukraine().sides, (first, second), strict=True)}
    return replace(ukraine(), issues=(replace(land, reservation_value=lines, **changes), *rest))


def test_red_lines_that_leave_nothing_of_an_issue_close_the_range_and_every_package() -> None:
    found = named(findings(None, with_lines(0.3, 0.6), draws=500))
    assert found["bargain.range"].detail["empty"] == 1.0
    assert found["bargain.range"].says.startswith("With 19 inputs (2 the analyst's, 17 priors): ")
    assert "almost certainly there is no range of deals" in found["bargain.range"].says
    assert "no deal exists in 100% of draws" in found["bargain.range"].says
    assert found["bargain.packages"].verdict == "not supported"
    assert "leave nothing of Donbas" in found["bargain.packages"].says
    assert found["bargain.issues"].detail["closed"]["territory.donbas"] == 1.0


def test_a_package_keeps_to_the_points_that_red_lines_leave() -> None:
    found = named(findings(None, with_lines(0.9, 0.4), draws=500))["bargain.packages"]
    assert found.detail["solutions"]["Nash"]["package"]["territory.donbas"] in (0.5, 0.75)


def test_a_prior_reservation_value_is_no_red_line() -> None:
    guessed = named(findings(None, with_lines(0.3, 0.6, "prior"), draws=500))
    assert guessed["bargain.range"].detail["empty"] < 0.5
    assert guessed["bargain.issues"].detail["closed"]["territory.donbas"] == 1.0


def test_an_issue_that_cannot_be_divided_has_only_its_ends() -> None:
    whole = named(findings(None, with_lines(0.9, 0.4, "prior", divisible=False), draws=500))
    assert whole["bargain.issues"].detail["closed"]["territory.donbas"] == 1.0
    assert whole["bargain.packages"].detail["solutions"]["Nash"]["package"]["territory.donbas"] in (0.0, 1.0)


def test_red_lines_cut_the_range_where_they_are_worth_more_than_war() -> None:
    case = ukraine()
    firm = {case.sides[0]: drawn_at(0.1, origin="analyst"), case.sides[1]: drawn_at(0.7, origin="analyst")}
    issues = tuple(replace(issue, reservation_value={case.sides[1]: firm[case.sides[1]]}) for issue in case.issues)
    found = named(findings(None, replace(case, issues=issues), draws=500))["bargain.range"]
    assert found.detail["red_lines"] > 0.5
    assert found.detail["empty"] > named(findings(None, case, draws=500))["bargain.range"].detail["empty"]
