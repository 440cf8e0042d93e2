"""Facts: every kind is read strictly, in one form, and nothing odd comes in."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import pytest

from aftersales_core.errors import (
    AftersalesError,
    InvalidAmount,
    InvalidDefinition,
    MixedCurrencies,
    NaiveDatetime,
    UnknownZone,
    WrongType,
)
from aftersales_core.instants import Span
from aftersales_core.money.amount import Money
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.facts import FactKind, FactSpec, FactTable

AT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
SHANGHAI = dt.timezone(dt.timedelta(hours=8))
SPAN = Span(AT, AT + dt.timedelta(days=1))

TABLE = FactTable(
    tuple(
        FactSpec(kind, "claim", kind, "?", "？", choices=("a", "b") if kind == "choice" else ())
        for kind in get_args(FactKind)
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "given", "read"),
    [
        ("text", "x", "x"),
        ("choice", "a", "a"),
        ("yes_no", False, False),
        ("count", 0, 0),
        ("count", 10**12, 10**12),
        ("number", "12.50", Fraction(25, 2)),
        ("number", Decimal(-18), Fraction(-18)),
        ("number", 0.1, Fraction(1, 10)),
        ("share", 0.3, Fraction(3, 10)),
        ("share", "1", Fraction(1)),
        ("share", Fraction(1, 3), Fraction(1, 3)),
        ("money", "39.90 CNY", Money("39.90", "CNY")),
        ("money", Money("1", "CNY"), Money("1", "CNY")),
        ("instant", AT.astimezone(SHANGHAI), AT),
        ("date", dt.date(2026, 3, 2), dt.date(2026, 3, 2)),
        ("zone", "Asia/Shanghai", "Asia/Shanghai"),
        ("words", ["b", "a", "b"], ("a", "b")),
        ("spans", [SPAN], (SPAN,)),
        ("spans", SPAN, (SPAN,)),
    ],
)
def test_a_value_is_read_into_the_one_form_of_its_kind(kind: Any, given: Any, read: Any):
    assert TABLE.read({kind: given}) == ((kind, read),)
    assert type(TABLE.read({kind: given})[0][1]) is type(read)


@pytest.mark.parametrize(
    ("kind", "given", "error"),
    [
        ("text", " ", WrongType),
        ("text", 7, WrongType),
        ("choice", "c", WrongType),
        ("yes_no", 1, WrongType),
        ("yes_no", "no", WrongType),
        ("count", -1, WrongType),
        ("count", True, WrongType),
        ("count", 1.0, WrongType),
        ("count", 10**40, WrongType),
        ("number", "NaN", InvalidAmount),
        ("number", "1E1000000", InvalidAmount),
        ("number", Decimal("NaN"), InvalidAmount),
        ("number", Decimal("1E1000000"), InvalidAmount),
        ("number", True, WrongType),
        ("number", None, None),
        ("share", 1.01, WrongType),
        ("share", "-0.1", WrongType),
        ("money", "-1.00 CNY", WrongType),
        ("money", "1.005 CNY", AftersalesError),
        ("money", 39.9, WrongType),
        ("instant", AT.replace(tzinfo=None), NaiveDatetime),
        ("instant", dt.date(2026, 3, 2), WrongType),
        ("instant", "2026-03-02", WrongType),
        ("date", AT, WrongType),
        ("zone", "Mars/Olympus", UnknownZone),
        ("words", "a", WrongType),
        ("words", [1], WrongType),
        ("words", 5, WrongType),
        ("spans", [1], WrongType),
        ("spans", "x", WrongType),
    ],
)
def test_what_is_no_value_of_its_kind_is_refused_and_none_is_left_out(kind: Any, given: Any, error: Any):
    if error is None:
        assert TABLE.read({kind: given}) == ()
    else:
        with pytest.raises(error):
            TABLE.read({kind: given})


def test_every_unknown_name_is_told_with_what_may_have_been_meant():
    with pytest.raises(InvalidDefinition, match=r"did you mean signed_at") as raised:
        Line.of("soft_fruit", paid="1 CNY", signd_at=AT, defect_share="0.1", qqqqqq=1)
    text = str(raised.value)
    assert "'defect_share' belongs to the claim" in text
    assert "a fact of your own begins with own_" in text


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("gold", "gold"),
        (True, True),
        (Money("1", "CNY"), Money("1", "CNY")),
        (AT, AT),
        (0.5, Fraction(1, 2)),
        (7, Fraction(7)),
    ],
)
def test_a_fact_of_a_shops_own_may_be_of_any_plain_kind(given: Any, read: Any):
    assert FACTS.read({"own_thing": given}) == (("own_thing", read),)
    assert FACTS.is_known("own_thing")


@pytest.mark.parametrize("kind", ["number", "share"])
def test_a_float_that_is_no_number_is_refused(kind: Any):
    for odd in (float("nan"), float("inf"), 1e300):
        with pytest.raises(InvalidAmount):
            TABLE.read({kind: odd})


def test_a_fact_of_a_shops_own_may_not_be_a_list():
    with pytest.raises(WrongType):
        FACTS.read({"own_thing": ["x"]})


def test_a_fact_defined_twice_is_refused():
    spec = FactSpec("x", "claim", "text", "?", "？")
    with pytest.raises(InvalidDefinition, match="defined twice"):
        FactTable((spec, spec))


def test_every_fact_of_the_library_asks_in_both_languages():
    for spec in FACTS.specs:
        assert spec.en.endswith("?"), spec.name
        assert spec.zh.endswith("？"), spec.name
        if spec.default is not None:
            assert spec.read(spec.default) == spec.default, spec.name


@pytest.mark.parametrize("quantity", [0, -1, 10**13])
def test_quantities_that_cannot_be_are_refused(quantity: Any):
    with pytest.raises(InvalidDefinition):
        Line.of("soft_fruit", paid="1 CNY", qty=quantity)
    line = Line.of("soft_fruit", paid="1 CNY")
    with pytest.raises(InvalidDefinition):
        Claim.of(line, "quality", submitted_at=AT, qty=quantity)


@pytest.mark.parametrize("quantity", [1.5, True, "1", None])
def test_quantities_that_are_no_whole_numbers_are_refused(quantity: Any):
    with pytest.raises(WrongType):
        Line.of("soft_fruit", paid="1 CNY", qty=quantity)


def test_mixed_currencies_are_refused_on_the_line_and_on_the_claim():
    with pytest.raises(MixedCurrencies):
        Line.of("soft_fruit", paid="10.00 CNY", refunded="1.00 EUR")
    line = Line.of("soft_fruit", paid="10.00 CNY")
    with pytest.raises(MixedCurrencies):
        Claim.of(line, "quality", submitted_at=AT, value_loss="1.00 EUR")


def test_money_below_zero_nameless_categories_and_naive_times_are_refused():
    with pytest.raises(InvalidDefinition):
        Line.of("soft_fruit", paid="-1.00 CNY")
    with pytest.raises(WrongType):
        Line.of(" ", paid="1.00 CNY")
    line = Line.of("soft_fruit", paid="1.00 CNY")
    with pytest.raises(NaiveDatetime):
        Claim.of(line, "quality", submitted_at=AT.replace(tzinfo=None))
    with pytest.raises(WrongType):
        Claim.of(line, "", submitted_at=AT)


@pytest.mark.parametrize("paid", ["NaN CNY", "1E1000000 CNY", "39.90", "39,90 CNY", "39.905 CNY"])
def test_money_that_is_none_is_refused(paid: Any):
    with pytest.raises(AftersalesError):
        Line.of("soft_fruit", paid=paid)
