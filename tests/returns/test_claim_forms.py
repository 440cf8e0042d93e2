"""Lines and claims as JSON: each fact under its own name, and every problem at its place."""

import datetime as dt
from typing import Any

import pytest

from aftersales_core import from_dict, from_json, to_dict, to_json
from aftersales_core.errors import DecodeError
from aftersales_core.instants import Span
from aftersales_core.money.amount import Money
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.evidence import Evidence
from aftersales_core.returns.forms import FactsForm

AT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)

LINE = Line.of(
    "soft_fruit",
    paid="39.90 CNY",
    qty=3,
    id="line-1",
    signed_at=AT,
    perishable=True,
    refunded="1.00 CNY",
    shelf_life_ends_on=dt.date(2026, 3, 9),
    repair_spans=[Span(AT, AT + dt.timedelta(days=1)), Span(AT)],
    tz="Asia/Shanghai",
    own_tier="gold",
    own_score=7,
    own_sum=Money("2.00", "CNY"),
    own_seen_at=AT,
    own_is_member=True,
)
CLAIM = Claim.of(
    LINE,
    "quality",
    submitted_at=AT,
    qty=2,
    evidence=[Evidence("photo", AT, "bucket/1"), "waybill_photo"],
    asks_for="refund_only",
    defect_share="0.3",
    defect_weight_g="120.5",
)


def refused(change: dict[str, Any], cls: type = Line, value: Any = LINE) -> set[tuple[str, str]]:
    """Return where a changed document is wrong, and why."""
    document = to_dict(value)
    assert isinstance(document, dict)
    with pytest.raises(DecodeError) as raised:
        from_dict(cls, {**document, **change})
    return {(problem.pointer, problem.code) for problem in raised.value.problems}


def test_a_line_and_a_claim_are_what_a_service_would_write():
    assert to_dict(Line.of("eggs", paid="5.00 CNY", signed_at=AT)) == {
        "category": "eggs",
        "paid": {"amount": "5.00", "currency": "CNY"},
        "quantity": 1,
        "facts": {"signed_at": "2026-03-02T09:00:00Z"},
        "id": "",
    }
    assert from_json(Line, to_json(LINE)) == LINE
    assert from_json(Claim, to_json(CLAIM)) == CLAIM


def test_shares_and_numbers_may_be_decimals_or_exact():
    for share in ("0.3", "3/10"):
        form = FactsForm.from_plain({"defect_share": share, "defect_weight_g": "241/2"})
        assert form.facts == CLAIM.facts


def test_every_problem_is_told_at_its_place():
    facts = {
        "signed_at": "yesterday",
        "perishable": 1,
        "tz": "Mars/X",
        "nobody~/x": 1,
        "returned_quantity": -1,
        "shelf_life_ends_on": "2026-02-30",
    }
    assert refused({"facts": facts}) == {
        ("/facts/signed_at", "bad_instant"),
        ("/facts/perishable", "expected_boolean"),
        ("/facts/tz", "unknown_zone"),
        ("/facts/nobody~0~1x", "unknown_key"),
        ("/facts/returned_quantity", "wrong_type"),
        ("/facts/shelf_life_ends_on", "bad_date"),
    }
    assert refused({"facts": []}) == {("/facts", "expected_object")}
    assert refused({"quantity": 0}) == {("", "invalid_definition")}


def test_a_fact_that_belongs_elsewhere_is_refused_where_it_stands():
    assert refused({"facts": {"defect_share": "0.3"}}) == {("/facts/defect_share", "unknown_key")}
    assert refused({"facts": {"signed_at": "2026-03-02T09:00:00Z"}}, Claim, CLAIM) == {
        ("/facts/signed_at", "unknown_key")
    }


@pytest.mark.parametrize("share", ["NaN", "1E1000000", "1.01", "1/0", "-1/2", "x/y"])
def test_a_share_that_is_none_is_refused(share: str):
    assert {pointer for pointer, _ in refused({"facts": {"defect_share": share}}, Claim, CLAIM)} == {
        "/facts/defect_share"
    }


def test_floats_are_refused_in_documents():
    assert refused({"facts": {"defect_share": 0.3}}, Claim, CLAIM) == {("/facts/defect_share", "float_refused")}
