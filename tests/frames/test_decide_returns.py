"""Decisions on claims in data frames: row by row what a single call says, in every kind of frame."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftersales_core.errors import InvalidColumn, InvalidDefinition, WrongType
from aftersales_core.frames.returns import decide_returns
from aftersales_core.instants import Span, zone
from aftersales_core.money.amount import Money
from aftersales_core.reasons import Catalogue
from aftersales_core.returns.amounts import Amount, FactShare
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.conditions import AnyOf, Compare, has_word, no, yes
from aftersales_core.returns.decide import decide
from aftersales_core.returns.evidence import EvidenceItem
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period
from tests.frames.kinds import KINDS, column, rows

BASIS = Basis("test", "a test", "测试", "1", "proposal", "made up for a test", dt.date(2026, 1, 1))
SHANGHAI = zone("Asia/Shanghai")
RIGHTS = (
    Right(
        "seven_days",
        ("no_reason",),
        "return_refund",
        BASIS,
        windows=(ReturnWindow(Period.days(7)),),
        exclusions=(Clause.of("excluded_perishable", yes("perishable")),),
        requires=(Clause.of("seal_broken", AnyOf((no("sealed"), yes("seal_whole")))),),
        amount=Amount(),
    ),
    Right(
        "quality",
        ("quality",),
        "refund_only",
        BASIS,
        windows=(ReturnWindow(Period.hours(48)),),
        evidence=EvidenceItem("photo"),
        amount=Amount(FactShare("defect_share")),
    ),
    Right(
        "swap",
        ("quality",),
        "exchange",
        BASIS,
        windows=(ReturnWindow(Period.days(15)),),
        evidence=EvidenceItem("photo"),
        rank=1,
    ),
    Right(
        "shelf",
        ("expired",),
        "refund_only",
        BASIS,
        windows=(ReturnWindow(until="shelf_life_ends_on"),),
        requires=(
            Clause.of("few", Compare("defect_count", "<", 10)),
            Clause.of("gold", has_word("own_tier", "gold")),
        ),
    ),
    Right("anything", ("late_delivery",), "store_credit", BASIS),
)
SHOP = ReturnPolicy("shop", (RuleSet("shop", "merchant", RIGHTS),), version="3", tz="Asia/Shanghai")
NOON = dt.datetime(2026, 3, 2, 12)
SIGNED = NOON.replace(tzinfo=SHANGHAI)


def frame(library: str, /, **data: Any) -> Any:
    """A frame of one kind with claims of a change of mind, one hour after the signing, but for what is said."""
    count = max(len(value) for value in data.values()) if data else 1
    common: dict[str, Any] = {
        "category": ["toys"] * count,
        "paid": ["40.00 CNY"] * count,
        "kind": ["no_reason"] * count,
        "signed_at": [NOON] * count,
        "submitted_at": [NOON + dt.timedelta(hours=1)] * count,
    }
    return KINDS[library]({**common, **data})


def answers(of: Any, name: str, policy: ReturnPolicy = SHOP, **options: Any) -> list[Any]:
    """One answer column of decided claims."""
    return column(decide_returns(of, policy, **{"tz": "Asia/Shanghai", **options}), f"return_{name}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_table_of_claims_by_hand(kind: str):
    """B8: what evidence is missing is said at once, for a whole column of requests."""
    table = frame(
        kind,
        category=["toys", "toys", "soft_fruit", "cosmetics", "soft_fruit", None],
        kind=["no_reason", "no_reason", "no_reason", "no_reason", "quality", "quality"],
        submitted_at=[NOON + dt.timedelta(days=days) for days in (7, 8, 1, 1, 1, 1)],
        order=["a", "b", "c", "d", "e", "f"],
    )
    found = rows(decide_returns(table, SHOP, tz="Asia/Shanghai"))
    assert [row["order"] for row in found] == ["a", "b", "c", "d", "e", "f"]
    assert [row["return_outcome"] for row in found] == [
        "eligible",
        "ineligible",
        "ineligible",
        "needs_evidence",
        "needs_evidence",
        None,
    ]
    assert [row["return_remedy"] for row in found] == [
        "return_refund",
        None,
        None,
        "return_refund",
        "refund_only",
        None,
    ]
    assert [row["return_refund"] for row in found] == [Decimal("40.00"), None, None, None, None, None]
    assert [row["return_currency"] for row in found] == ["CNY", None, None, None, None, None]
    assert [row["return_reason"] for row in found][1:3] == ["window_closed_days", "excluded_perishable"]
    assert found[2]["return_reasons"] == "excluded_perishable;window_open_days"
    assert [row["return_missing"] for row in found] == [None, None, None, "seal_whole", "defect_share", None]
    assert [row["return_evidence"] for row in found] == [None, None, None, None, "photo", None]
    assert [row["return_policy"] for row in found] == ["shop@3"] * 5 + [None]
    assert [row["return_problem"] for row in found] == [None] * 5 + ["value_missing"]
    # Seven days after 2 March end with 9 March, midnight in Shanghai; 48 hours end at noon of 4 March.
    days = dt.datetime(2026, 3, 10, tzinfo=SHANGHAI)
    assert [row["return_due_at"] for row in found] == [
        days,
        days,
        days,
        days,
        dt.datetime(2026, 3, 4, 12, tzinfo=SHANGHAI),
        None,
    ]
    assert found[0]["return_due_at"].utcoffset() == dt.timedelta(hours=8)


@pytest.mark.parametrize("kind", KINDS)
def test_the_callers_own_kind_of_frame_comes_back_without_a_row_too(kind: str):
    table = frame(kind)
    assert type(decide_returns(table, SHOP, tz="Asia/Shanghai")) is type(table)
    empty = table[:0] if kind != "pyarrow" else table.slice(0, 0)
    assert rows(decide_returns(empty, SHOP, tz="Asia/Shanghai")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_refund_is_exact_whatever_the_currency_and_its_decimals(kind: str):
    table = frame(
        kind,
        paid=[10.1, 7.0, 3.5, 1.234],
        currency=["CNY", "JPY", "JPY", "BHD"],
        quantity=[3, 1, 1, 1],
        claimed_quantity=[2.0, None, None, None],
        returned_quantity=[1.0, 0.0, None, None],
    )
    found = decide_returns(table, SHOP, tz="Asia/Shanghai")
    # Three for 10.10: a third is 3.366..; one had come back for 3.37, so the other two give 6.73.
    refunds = column(found, "return_refund")
    assert refunds == [Decimal("6.73"), Decimal(7), None, Decimal("1.234")]
    assert column(found, "return_currency") == ["CNY", "JPY", None, "BHD"]
    assert column(found, "return_problem") == [None, None, "excess_precision", None]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"paid": ["a.lot CNY"]}, "invalid_amount"),
        ({"paid": ["-1.00 CNY"]}, "wrong_type"),
        ({"paid": [None]}, "value_missing"),
        ({"paid": [5], "currency": [None]}, "wrong_type"),
        ({"paid": [5], "currency": ["XXQ"]}, "unknown_currency"),
        ({"paid": [5], "currency": [7]}, "wrong_type"),
        ({"quantity": [0]}, "invalid_definition"),
        ({"quantity": [None]}, "value_missing"),
        ({"quantity": [1.5]}, "wrong_type"),
        ({"claimed_quantity": [0]}, "invalid_definition"),
        ({"kind": [7]}, "wrong_type"),
        ({"submitted_at": [None]}, "value_missing"),
        ({"submitted_at": [dt.datetime(1950, 1, 1, tzinfo=dt.UTC)]}, "instant_out_of_range"),
        ({"seal_whole": ["yes"]}, "wrong_type"),
        ({"tz": ["Shanghai"]}, "unknown_zone"),
        ({"evidence": [7]}, "wrong_type"),
        ({"evidence": [[7]]}, "wrong_type"),
        ({"repair_spans": ["yesterday"]}, "wrong_type"),
        ({"repair_spans": ["2026-03-02T09:00/2026-03-03T09:00"]}, "naive_datetime"),
        ({"refunded": ["1.00 USD"]}, "mixed_currencies"),
        ({"own_tier": [[1]]}, "wrong_type"),
    ],
)
def test_a_broken_value_is_the_rows_problem_and_no_answer(data: Mapping[str, Any], problem: str):
    table = pl.DataFrame(
        {
            "category": ["toys"],
            "paid": ["40.00 CNY"],
            "kind": ["no_reason"],
            "signed_at": [SIGNED],
            "submitted_at": [SIGNED],
            **data,
        }
    )
    found = rows(decide_returns(table, SHOP))[0]
    assert (found["return_problem"], found["return_outcome"], found["return_policy"]) == (problem, None, None)


def test_one_broken_row_costs_no_other_row_anything():
    table = frame("polars", paid=["40.00 CNY", "40", "40.00 CNY"])
    assert answers(table, "outcome") == ["eligible", None, "eligible"]


@pytest.mark.parametrize("kind", KINDS)
def test_missing_values_are_unknown_in_whichever_way_a_frame_says_so(kind: str):
    table = frame(
        kind,
        category=["cosmetics", "cosmetics", "cosmetics"],
        signed_at=[NOON, None, NOON],
        seal_whole=[True, True, None],
        defect_share=[None, float("nan"), 0.5],
    )
    assert answers(table, "outcome") == ["eligible", "needs_review", "needs_evidence"]
    assert answers(table, "missing") == [None, "signed_at", "seal_whole"]


@pytest.mark.parametrize("kind", KINDS)
def test_evidence_is_a_list_or_text_with_semicolons(kind: str):
    shared = {"kind": ["quality"] * 3, "defect_share": [0.25, 0.25, 0.25]}
    assert answers(frame(kind, evidence=["photo; invoice", "", None], **shared), "outcome") == [
        "eligible",
        "needs_evidence",
        "needs_evidence",
    ]
    listed = frame(kind, evidence=[["video"], [], None], **shared)
    assert answers(listed, "outcome") == ["eligible", "needs_evidence", "needs_evidence"]
    assert answers(listed, "refund") == [Decimal("10.00"), None, None]


@pytest.mark.parametrize("kind", KINDS)
def test_dates_counts_and_a_shops_own_facts(kind: str):
    table = frame(
        kind,
        kind=["expired"] * 3,
        shelf_life_ends_on=[dt.date(2026, 3, 2), dt.date(2026, 3, 1), None],
        defect_count=[3.0, 3.0, None],
        own_tier=["gold", "gold", "gold"],
    )
    assert answers(table, "outcome") == ["eligible", "ineligible", "needs_review"]


def test_midnights_are_dates_and_other_times_of_day_are_not():
    midnights = [dt.datetime(2026, 3, 2), dt.datetime(2026, 3, 2, 1)]
    table = frame("pandas", kind=["expired"] * 2, shelf_life_ends_on=midnights, defect_count=[1, 1])
    table["own_tier"] = "gold"
    assert answers(table, "outcome") == ["eligible", None]
    assert answers(table, "problem") == [None, "wrong_type"]


def test_spans_are_text_with_a_slash_and_may_be_open():
    table = frame("polars", repair_spans=["2026-03-02T09:00+08:00/2026-03-04T09:00+08:00; 2026-03-05T09:00+08:00/", ""])
    assert answers(table, "problem") == [None, None]
    spans = pd.DataFrame(rows(frame("polars")))
    spans["repair_spans"] = pd.Series([(Span(SIGNED, SIGNED + dt.timedelta(days=1)),)], dtype=object)
    assert answers(spans, "problem") == ["wrong_type"]


def test_columns_may_have_names_of_their_own_and_others_are_left_alone():
    table = frame("pandas").rename(columns={"signed_at": "delivered", "paid": "price"})
    table["channel"] = "carrier pigeon"
    mapped = {"signed_at": "delivered", "paid": "price", "channel": None}
    assert answers(table, "outcome", columns=mapped) == ["eligible"]
    assert answers(table, "problem", columns={**mapped, "channel": "channel"}) == ["wrong_type"]


def test_the_remedy_asked_for_is_shown_where_it_is_as_good_as_the_first():
    table = frame("polars", kind=["quality"] * 3, defect_share=[0.5] * 3, evidence=["photo"] * 3)
    table = table.with_columns(pl.Series("asks_for", ["exchange", "repair", None]))
    assert answers(table, "remedy") == ["exchange", "refund_only", "refund_only"]
    assert answers(table, "refund") == [None, Decimal("20.00"), Decimal("20.00")]


def test_an_answer_without_a_window_has_no_end():
    table = frame("polars", kind=["late_delivery", "damage"])
    assert answers(table, "due_at") == [None, None]
    assert answers(table, "reason") == ["right_granted", "no_right"]


def test_text_comes_in_the_language_asked_for_in_the_merchants_own_words_first():
    own = ReturnPolicy(
        "shop",
        SHOP.rule_sets,
        tz="Asia/Shanghai",
        messages=Catalogue.of({"excluded_perishable": ("no fruit", "水果不退")}),
    )
    table = frame("polars", category=["soft_fruit", None])
    assert answers(table, "text", own, lang="zh-CN") == ["水果不退", None]
    assert answers(table, "text", own, lang="en") == ["no fruit", None]
    (told,) = answers(frame("polars"), "text", lang="zh")
    assert told is not None
    assert "退货退款" in told
    assert "return_text" not in decide_returns(table, SHOP, tz="Asia/Shanghai").columns


def test_a_column_that_cannot_be_meant_is_refused_with_a_hint():
    with pytest.raises(InvalidColumn, match="naive"):
        decide_returns(frame("polars"), SHOP)
    with pytest.raises(InvalidColumn, match="every claim needs it"):
        decide_returns(frame("polars").drop("paid"), SHOP, tz="UTC")
    with pytest.raises(InvalidColumn, match="give a column 'currency'"):
        decide_returns(frame("polars", paid=[5]), SHOP, tz="UTC")
    with pytest.raises(InvalidColumn, match="holds dates"):
        decide_returns(frame("polars", signed_at=[dt.date(2026, 3, 2)]), SHOP, tz="UTC")
    with pytest.raises(InvalidColumn, match="no such column"):
        decide_returns(frame("polars"), SHOP, tz="UTC", columns={"opened": "unpacked"})
    with pytest.raises(InvalidDefinition, match="did you mean signed_at"):
        decide_returns(frame("polars"), SHOP, tz="UTC", columns={"signd_at": "signed_at"})
    with pytest.raises(WrongType, match="eager"):
        decide_returns(frame("polars").lazy(), SHOP, tz="UTC")


def test_objects_of_numpy_and_of_nobody_are_read_by_what_they_are():
    table = frame("pandas", defect_share=[0.5, 0.5, 0.5], kind=["quality"] * 3)
    table["evidence"] = pd.Series([np.array(["photo"]), {"photo"}, {"kind": "photo"}], dtype=object)
    table["seal_whole"] = pd.Series([np.bool_(True), True, None], dtype=object)
    assert answers(table, "outcome") == ["eligible", "eligible", None]


def test_a_yes_and_a_one_in_a_column_of_objects_are_not_one_answer():
    table = frame("pandas", category=["cosmetics"] * 2)
    table["seal_whole"] = pd.Series([True, 1], dtype=object)
    assert answers(table, "problem") == [None, "wrong_type"]


def test_instants_of_any_zone_and_resolution_are_the_same_instants():
    table = pa.table(
        {
            "category": ["toys"],
            "paid": ["40.00 CNY"],
            "kind": ["no_reason"],
            "signed_at": pa.array([SIGNED], pa.timestamp("ms", "America/New_York")),
            "submitted_at": pa.array([SIGNED + dt.timedelta(days=7, hours=11, minutes=59)], pa.timestamp("s", "UTC")),
        }
    )
    found = rows(decide_returns(table, SHOP))[0]
    assert (found["return_outcome"], found["return_due_at"]) == ("eligible", dt.datetime(2026, 3, 10, tzinfo=SHANGHAI))


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what is known of one claim."""
    quantity = draw(st.integers(1, 4))
    return {
        "category": draw(st.sampled_from(("toys", "soft_fruit", "cosmetics", "moon_rock"))),
        "paid": Decimal(draw(st.integers(0, 100_000))) / 100,
        "currency": draw(st.sampled_from(("CNY", "GBP"))),
        "quantity": quantity,
        "claimed_quantity": draw(st.none() | st.integers(1, 4)),
        "kind": draw(st.sampled_from(("no_reason", "quality", "expired", "damage"))),
        "signed_at": draw(st.sampled_from((None, SIGNED))),
        "submitted_at": SIGNED + dt.timedelta(hours=draw(st.integers(-30, 24 * 16))),
        "seal_whole": draw(st.none() | st.booleans()),
        "defect_share": draw(st.sampled_from((None, 0.1, 0.3, 1.0))),
        "defect_count": draw(st.none() | st.integers(0, 12)),
        "shelf_life_ends_on": draw(st.sampled_from((None, dt.date(2026, 3, 4)))),
        "own_tier": draw(st.sampled_from((None, "gold", "silver"))),
        "evidence": draw(st.sampled_from((None, "photo", "invoice;video"))),
        "asks_for": draw(st.sampled_from((None, "exchange"))),
    }


def by_one_call(claim: Mapping[str, Any]) -> tuple[Any, ...]:
    """The answer of the single call, from the same facts named by hand."""
    shares = claim["defect_share"]
    line = Line.of(
        claim["category"],
        paid=Money(claim["paid"], claim["currency"]),
        qty=claim["quantity"],
        signed_at=claim["signed_at"],
        shelf_life_ends_on=claim["shelf_life_ends_on"],
        own_tier=claim["own_tier"],
    )
    found = decide(
        SHOP,
        Claim.of(
            line,
            claim["kind"],
            submitted_at=claim["submitted_at"],
            qty=claim["claimed_quantity"],
            evidence=(claim["evidence"] or "").split(";") if claim["evidence"] else (),
            asks_for=claim["asks_for"],
            seal_whole=claim["seal_whole"],
            defect_share=None if shares is None else Fraction(str(shares)),
            defect_count=claim["defect_count"],
        ),
    )
    return found.outcome, ";".join(found.codes), ";".join(found.missing) or None, ";".join(found.evidence) or None


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(table=st.lists(claims(), min_size=1, max_size=8))
def test_every_row_says_what_the_single_call_says(kind: str, table: list[dict[str, Any]]):
    """E4: complaints of one class lead to the same ways out, one by one and in a column."""
    data = {name: [claim[name] for claim in [*table, *table]] for name in table[0]}
    opened: Any = pd.DataFrame(data)
    if kind == "pandas":
        opened["signed_at"] = pd.to_datetime(pd.Series(data["signed_at"]), utc=True)
    else:
        schema = pa.schema(
            [
                *((name, pa.string()) for name in ("category", "currency", "kind", "own_tier", "evidence", "asks_for")),
                *((name, pa.timestamp("us", "UTC")) for name in ("signed_at", "submitted_at")),
                *((name, pa.int64()) for name in ("quantity", "claimed_quantity", "defect_count")),
                ("paid", pa.decimal128(12, 2)),
                ("seal_whole", pa.bool_()),
                ("defect_share", pa.float64()),
                ("shelf_life_ends_on", pa.date32()),
            ]
        )
        arrow = pa.table(data, schema=schema)
        opened = arrow if kind == "pyarrow" else pl.from_arrow(arrow)
    found = rows(decide_returns(opened, SHOP))
    names = ("return_outcome", "return_reasons", "return_missing", "return_evidence")
    assert [tuple(row[name] for name in names) for row in found] == [by_one_call(claim) for claim in [*table, *table]]
    assert {row["return_problem"] for row in found} == {None}
