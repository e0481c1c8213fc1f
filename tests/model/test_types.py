"""The types validate at construction and say why; ids depend on content alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dualtrack.errors import InvalidValue
from dualtrack.model import (
    Act,
    Claim,
    Commitment,
    Conflict,
    Decision,
    Document,
    Estimate,
    Figure,
    Finding,
    Form,
    Input,
    Position,
    Precision,
    Quantity,
    Ruling,
    Sentence,
    Series,
    Table,
    When,
)
from dualtrack.model.claim import Party

DAY = date(2026, 1, 24)


def claim(**changes: object) -> Claim:
    act = Act("ASSAULT", ("energy-strike",), (), (Party("RUS", "MIL", "Russia"),), ())
    base = Claim("doc_1", "a.txt", 0, 0, 13, "Russia struck", "en", act, "strike.1", when=When.on(DAY))
    return replace(base, **changes)  # type: ignore[arg-type]


REFUSED = [
    (lambda: When(DAY, DAY - timedelta(days=1), Precision.DAY), "after latest"),
    (lambda: When(precision=Precision.DAY), "needs a date"),
    (lambda: When(datetime(2026, 1, 24, 7), None, Precision.DAY), "precision 'minute'"),
    (lambda: Sentence(0, 5, 5), "hold no text"),
    (lambda: Act("STRIKE"), "not a PLOVER root"),
    (lambda: Quantity("killed", "civilian", 9, 5, None), "not low <= best <= high"),
    (lambda: Quantity("killed", "civilian", None, None, None), "needs a number"),
    (lambda: Commitment(Form.TRUCE, (), made=DAY, due=DAY - timedelta(days=1)), "cannot be due"),
    (lambda: Position(Party("RUS", "GOV", "Russia"), "neutrality", "demands", 1.2), "outside 0..1"),
    (lambda: claim(quote="Russia"), "quote of 6 characters"),
    (lambda: Figure("f", "e", "killed", "civilian", None, None, 1, 1, 1, "exact", ()), "somebody's"),
    (lambda: Conflict("number", ("c1",)), "two claims"),
    (lambda: Finding("timing.pre48", "says", "method"), "must say why"),
    (lambda: Finding("timing.pre48", "s", "m", p_value=0.5, why="few"), "no p-value"),
    (lambda: Series("launched", DAY, (1.0, -2.0)), "never negative"),
    (lambda: Table("t", ("a", "b"), (("1",),)), "1 cells, 2 columns"),
    (lambda: Estimate(0.5, 0.4, 0.6), "low <= mode <= high"),
    (lambda: Input("a.txt", "failed"), "must say why"),
    (lambda: Decision(Ruling.SAME, ("a",), "Ann", "why", datetime(2026, 1, 1)), "rules on 2, not 1"),
    (lambda: Decision(Ruling.REJECT, ("a",), " ", "why", datetime(2026, 1, 1)), "needs a name"),
    (lambda: Document("text", "a.txt", sha256="0" * 64), "not that of its text"),
]


@pytest.mark.parametrize(("build", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_a_wrong_value_is_refused_with_its_reason(build: object, reason: str) -> None:
    with pytest.raises(InvalidValue, match=reason):
        build()  # type: ignore[operator]


def test_a_claim_has_one_payload_and_the_contract_fields() -> None:
    written = claim().as_json()
    assert written["kind"] == "event"
    assert written["event_type"] == "ASSAULT"
    assert written["actors"] == [{"code": "RUS", "role": "MIL", "text": "Russia"}]
    assert written["earliest"] == written["latest"] == "2026-01-24"
    assert claim().quantity is None


def test_ids_are_of_content_not_of_the_file_name() -> None:
    one = Document("Some text.", "here/a.txt", published=When.on(DAY))
    other = Document("Some text.", "there/b.txt", published=When.on(DAY))
    assert one.id == other.id
    assert Document("Other text.", "here/a.txt").id != one.id
    assert claim().id == claim(document="elsewhere.txt").id
    assert claim().id != claim(rule="strike.2").id


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.integers(0, 30), st.integers(0, 400), st.integers(0, 30), st.integers(0, 3))
def test_overlap_is_symmetric_and_grows_with_slack(start: int, size: int, other: int, length: int, slack: int) -> None:
    first = When(DAY + timedelta(days=start), DAY + timedelta(days=start + size), Precision.DAY)
    second = When(DAY + timedelta(days=other), DAY + timedelta(days=other + length), Precision.DAY)
    assert first.overlaps(second, slack) == second.overlaps(first, slack)
    if first.overlaps(second, slack):
        assert first.overlaps(second, slack + 1)
