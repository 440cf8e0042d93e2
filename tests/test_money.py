"""Money: laws first, then hand-worked examples, then everything that must be refused."""

import copy
import decimal
import itertools
import locale
import pickle
import random
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aftersales_core import Currency, Money, from_dict, from_json, to_dict, to_json
from aftersales_core.errors import (
    AftersalesError,
    ExcessPrecision,
    InvalidAmount,
    InvalidDefinition,
    MixedCurrencies,
    UnknownCurrency,
    WrongType,
    ZeroBase,
)
from aftersales_core.money import CashAmount, UnitSplit

POINTS = Currency.of("points", decimals=0, en="loyalty points", zh="积分")
TOKEN = Currency.of("token", decimals=8, cash_increment=25)
ANY: Any = Money
MODES = ("half_even", "half_up", "half_down", "down", "up", "floor", "ceiling")

any_currency = st.sampled_from([*map(Currency.iso, ("CNY", "JPY", "KWD", "CLF", "CHF", "HUF")), POINTS, TOKEN])
some_units = st.one_of(st.integers(-(10**15), 10**15), st.integers(-200, 200))
any_mode: st.SearchStrategy[Any] = st.sampled_from(MODES)
any_weights = st.lists(
    st.one_of(
        st.integers(0, 10**9), st.fractions(0, 50, max_denominator=60), st.decimals(0, 99, places=3).filter(bool)
    ),
    min_size=1,
    max_size=12,
)


@st.composite
def moneys(draw: st.DrawFn, count: int = 1) -> Any:
    """So many amounts of one currency."""
    currency = draw(any_currency)
    return [Money.from_minor_units(draw(some_units), currency) for _ in range(count)]


def yuan(amount: Any) -> Any:
    """An amount in yuan; without a type, because most of what is tried with it is wrong on purpose."""
    return Money(amount, "CNY")


@contextmanager
def hostile_context() -> Iterator[None]:
    """A host that has set one digit of precision, a narrow range and every trap there is."""
    with decimal.localcontext(decimal.Context(prec=1, rounding=decimal.ROUND_UP, Emin=-1, Emax=1, capitals=0)) as own:
        own.traps = dict.fromkeys(own.traps, True)
        # Without this the tests below would prove nothing: the host's own arithmetic fails here.
        with pytest.raises(decimal.DecimalException):
            _ = Decimal("1.5") + Decimal("1.25")
        own.clear_flags()
        yield
        assert not any(own.flags.values())


@given(moneys(3))
def test_amounts_of_one_currency_are_a_group_under_addition(three: list[Money]) -> None:
    a, b, c = three
    zero = Money.zero(a.currency)
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + zero == a
    assert a + -a == zero
    assert a - b == a + -b
    minus = -a
    assert -minus == a
    assert Money.total([a, b, c], a.currency) == a + b + c
    assert (a + b).minor_units == a.minor_units + b.minor_units


# Two amounts of up to 10^15 units, 400 times, stay below the 18 digits that an amount may have.
@given(moneys(2), st.integers(-400, 400))
def test_taking_an_amount_n_times_distributes_and_is_exact(two: list[Money], n: int) -> None:
    a, b = two
    assert n * (a + b) == a * n + b * n
    assert (a * n).amount.as_integer_ratio() == (Fraction(a.amount) * n).as_integer_ratio()
    assert a * 0 == Money.zero(a.currency)


@given(moneys(3))
def test_amounts_of_one_currency_are_totally_ordered_as_their_numbers_are(three: list[Money]) -> None:
    a, b, _ = three
    assert (a < b) + (a == b) + (a > b) == 1
    assert (a < b) is (Fraction(a.amount) < Fraction(b.amount))
    assert (a <= b) is (a < b or a == b)
    assert (a >= b) is (b <= a)
    assert [money.amount for money in sorted(three)] == sorted(money.amount for money in three)
    assert abs(a) >= Money.zero(a.currency)
    assert bool(a) is (a != Money.zero(a.currency))


@given(moneys())
def test_an_amount_survives_every_round_trip(one: list[Money]) -> None:
    (money,) = one
    assert from_dict(Money, to_dict(money)) == money
    assert from_json(Money, to_json(money)) == money
    assert Money.parse(str(money), currencies=[POINTS, TOKEN]) == money
    assert Money(money.amount, money.currency) == money
    assert Money.from_minor_units(money.minor_units, money.currency) == money
    assert pickle.loads(pickle.dumps(money)) == copy.deepcopy(money) == money
    assert attrs.evolve(money) == money
    assert eval(repr(money), {"Money": Money, "Currency": Currency}) == money  # noqa: S307 - that is what repr promises
    assert money.amount.as_tuple().exponent == -money.currency.decimals


@given(moneys(), st.integers(0, 6))
def test_equal_amounts_are_one_value_however_they_were_written(one: list[Money], zeros: int) -> None:
    (money,) = one
    text = f"{money.amount:f}"
    longer = Decimal(text + ("" if "." in text else ".") + "0" * (zeros + 1))
    for again in (Money(longer, money.currency), Money(Fraction(money.amount), money.currency)):
        assert again == money
        assert hash(again) == hash(money)
        assert to_json(again) == to_json(money)
        assert repr(again) == repr(money)


@given(moneys(), any_weights)
def test_an_allocation_adds_up_and_is_within_one_unit_of_the_exact_share(one: list[Money], weights: list[Any]) -> None:
    (money,) = one
    exact = [Fraction(weight) for weight in weights]
    assume(any(exact))
    shares = money.allocate(weights)
    assert Money.total(shares, money.currency) == money
    for share, weight in zip(shares, exact, strict=True):
        assert abs(share.minor_units - money.minor_units * weight / sum(exact)) < 1
        assert weight or not share
    assert money.allocate(tuple(weights)) == shares
    assert (-money).allocate(weights) == tuple(-share for share in shares)


@given(moneys(), any_weights)
def test_an_allocation_gives_what_is_left_to_the_largest_remainders(one: list[Money], weights: list[Any]) -> None:
    # The oracle hands out one unit at a time, to whoever is furthest below the exact share; the earlier wins a tie.
    (money,) = one
    exact = [Fraction(weight) for weight in weights]
    assume(any(exact))
    owed = [abs(money.minor_units) * weight / sum(exact) for weight in exact]
    given_out = [int(share) for share in owed]
    for _ in range(abs(money.minor_units) - sum(given_out)):
        behind = [share - got for share, got in zip(owed, given_out, strict=True)]
        given_out[behind.index(max(behind))] += 1
    assert [abs(share.minor_units) for share in money.allocate(weights)] == given_out


@given(moneys(), st.integers(1, 60), st.data())
def test_partial_returns_in_any_lots_add_up_to_what_was_paid(one: list[Money], units: int, data: st.DataObject) -> None:
    (money,) = one
    split = money.split_units(units)
    back, refunded = 0, Money.zero(money.currency)
    while back < units:
        lot = data.draw(st.integers(1, units - back))
        share = split.share(lot, after=back)
        assert abs(share.minor_units - Fraction(money.minor_units * lot, units)) <= 1
        back, refunded = back + lot, refunded + share
        assert refunded == split.upto(back)
        assert abs(refunded) <= abs(money)
    assert refunded == money
    assert split.share(0, after=units) == Money.zero(money.currency)


def test_twenty_thousand_random_partial_returns_add_up() -> None:
    draw = random.Random(20_260_101)  # noqa: S311 - the same returns on every run
    for _ in range(20_000):
        units, total = draw.randint(1, 40), yuan(Decimal(draw.randint(-99_999, 99_999)).scaleb(-2))
        cuts = sorted({0, units, *(draw.randint(0, units) for _ in range(draw.randint(0, 6)))})
        split = total.split_units(units)
        lots = [split.share(end - start, after=start) for start, end in itertools.pairwise(cuts)]
        assert Money.total(lots, "CNY") == total


@given(st.fractions(-1000, 1000, max_denominator=997), any_currency, any_mode)
def test_rounding_agrees_with_the_standard_library(value: Fraction, currency: Currency, mode: Any) -> None:
    # Scaled by 2520 every tie and every neighbour of a tie is hit; the standard library is asked with enough digits.
    for number in (value, Fraction(round(value * 2), 2 * 10**currency.decimals)):
        context = decimal.Context(prec=200)
        quotient = context.divide(Decimal(number.numerator), Decimal(number.denominator))
        step = Decimal(1).scaleb(-currency.decimals)
        expected = quotient.quantize(step, rounding=f"ROUND_{mode.upper()}", context=context)
        assert Money.rounded(number, currency, rounding=mode) == Money(expected, currency)


@given(moneys(), st.fractions(-3, 3, max_denominator=97), any_mode)
def test_times_rounds_the_exact_product_once(one: list[Money], ratio: Fraction, mode: Any) -> None:
    (money,) = one
    assert money.times(ratio, rounding=mode) == Money.rounded(
        Fraction(money.amount) * ratio, money.currency, rounding=mode
    )
    if money:
        assert money.times(ratio, rounding=mode).ratio_to(money) * money.minor_units == (
            money.times(ratio, rounding=mode).minor_units
        )


@given(moneys(), any_mode)
def test_cash_is_payable_and_the_difference_is_said(one: list[Money], mode: Any) -> None:
    (money,) = one
    cash = money.cash(rounding=mode)
    assert cash.payable - cash.difference == money
    assert cash.payable.minor_units % money.currency.cash_increment == 0
    assert abs(cash.difference.minor_units) < money.currency.cash_increment
    if mode.startswith("half"):
        assert 2 * abs(cash.difference.minor_units) <= money.currency.cash_increment
    assert cash.payable.cash(rounding=mode) == CashAmount(cash.payable, Money.zero(money.currency))


@given(moneys(2), st.integers(1, 9), any_mode)
def test_the_decimal_context_of_the_host_is_neither_read_nor_touched(two: list[Money], n: int, mode: Any) -> None:
    def everything() -> list[object]:
        a, b = (Money(str(money).split(" ")[0], money.currency) for money in two)
        plain: Any = to_dict(a)
        answers = [a + b, a - b, -a, abs(b), a * n, a < b, a == b, hash(a), bool(a), str(a), repr(b), a.minor_units]
        answers += [Money(a.amount, a.currency), from_dict(Money, plain), Money.total([a, b], a.currency), plain]
        answers += [a.times(Decimal("0.333"), rounding=mode), a.allocate([1, Decimal("2.5"), Fraction(1, 3)]), a.cash()]
        answers += [a.split_units(n).share(1, after=n - 1), Money.rounded("1.23456789", b.currency, rounding=mode)]
        for bad in (Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity"), Decimal("1E+30"), Decimal("1E-30"), "1e5"):
            with pytest.raises((InvalidAmount, ExcessPrecision)) as caught:
                Money(bad, a.currency)
            answers.append(str(caught.value))
        return answers

    usual = everything()
    with hostile_context():
        hostile = everything()
    # Compared outside: comparing decimals of NaN is not at stake, but the lists hold text of decimals.
    assert hostile == usual


def test_the_locale_of_the_host_changes_nothing() -> None:
    before = locale.setlocale(locale.LC_ALL)
    try:
        for name in ("de_DE.UTF-8", "fr_CH.UTF-8", "hi_IN.UTF-8", "ar_EG.UTF-8", "C.UTF-8", "C"):
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
            assert str(yuan("-1234567.8")) == "-1234567.80 CNY"
            assert Money.parse("1234567.80 CNY").minor_units == 123456780
    finally:
        locale.setlocale(locale.LC_ALL, before)


@pytest.mark.parametrize(
    ("amount", "code", "written", "units"),
    [
        # ISO 4217 list one: CNY and EUR 2, JPY and KRW 0, KWD and TND 3, CLF and UYW 4, MGA 2 (though 1/5 in truth).
        ("39.9", "CNY", "39.90", 3990),
        (39, "EUR", "39.00", 3900),
        ("1500", "JPY", "1500", 1500),
        (Decimal("1.5E3"), "KRW", "1500", 1500),
        ("0.005", "KWD", "0.005", 5),
        ("-12.5", "TND", "-12.500", -12500),
        ("1.2345", "CLF", "1.2345", 12345),
        (Fraction(1, 8), "UYW", "0.1250", 1250),
        ("0.2", "MGA", "0.20", 20),
        ("-0", "CNY", "0.00", 0),
        (Decimal("-0.00"), "USD", "0.00", 0),
        (Decimal("0E+1000000"), "USD", "0.00", 0),
        (Decimal("39.900000"), "CNY", "39.90", 3990),
        ("999999999999999999.99", "CNY", "999999999999999999.99", 10**20 - 1),
    ],
)
def test_an_amount_is_written_with_the_decimals_of_its_currency(
    amount: Any, code: str, written: str, units: int
) -> None:
    money = Money(amount, code)
    assert str(money) == f"{written} {code}"
    assert repr(money) == f"Money('{written}', '{code}')"
    assert money.minor_units == units
    assert str(money.amount) == written
    assert to_dict(money) == {"amount": written, "currency": code}


BAD: list[tuple[Any, type[AftersalesError]]] = [
    *((number, WrongType) for number in (39.9, 0.0, float("nan"), float("inf"), True, False, None, b"1", [], 1j)),
    *((Decimal(text), InvalidAmount) for text in ("NaN", "sNaN", "Infinity", "-Infinity", "1E+1000000", "1E18")),
    (Decimal("1E-1000000"), InvalidAmount),
    (Decimal("1E-101"), InvalidAmount),
    (10**18, InvalidAmount),
    (-(10**18), InvalidAmount),
    (10**100_000, InvalidAmount),
    (Fraction(1, 10**100_000), InvalidAmount),
    *(
        (text, InvalidAmount)
        for text in (
            *("", " ", "1E5", "1e1000000", "NaN", "Infinity", "-", ".5", "5.", "+1", "--1", "01", "1_000", "1,000"),
            *(" 1", "1 ", "1\n", "１２", "٣", "0x10", "1/3", "¥39.90", "39.90 CNY", "三", "1\x00", "\ud800"),
            *("1" * 19, "1" * 100_000, "0." + "0" * 101),
        )
    ),
    ("39.905", ExcessPrecision),
    (Decimal("39.905"), ExcessPrecision),
    (Fraction(1, 3), ExcessPrecision),
    ("0." + "0" * 99 + "1", ExcessPrecision),
]


@pytest.mark.parametrize(("amount", "error"), BAD, ids=range(len(BAD)))
def test_what_is_no_amount_is_refused_in_few_words(amount: Any, error: type[AftersalesError]) -> None:
    with pytest.raises(error) as caught:
        Money(amount, "CNY")
    assert type(caught.value) is error
    assert len(str(caught.value)) < 250
    assert str(caught.value).isprintable()


@given(st.one_of(st.text(max_size=30), st.decimals(), st.floats(), st.integers(), st.fractions(), st.binary()))
def test_whatever_comes_in_gives_money_or_an_error_of_the_tree(amount: Any) -> None:
    try:
        money = Money(amount, "CNY")
    except AftersalesError:
        return
    assert Fraction(money.amount) == Fraction(amount)


@pytest.mark.parametrize(
    ("value", "mode", "expected"),
    [
        # By hand from the definitions of the modes: a tie, its mirror, and a value off the tie.
        ("2.675", "half_up", "2.68"),
        ("2.665", "half_even", "2.66"),
        ("2.675", "half_even", "2.68"),
        ("2.675", "half_down", "2.67"),
        ("2.679", "down", "2.67"),
        ("2.671", "up", "2.68"),
        ("-2.675", "half_up", "-2.68"),
        ("-2.675", "half_down", "-2.67"),
        ("-2.665", "half_even", "-2.66"),
        ("-2.679", "down", "-2.67"),
        ("-2.671", "up", "-2.68"),
        ("-2.671", "floor", "-2.68"),
        ("-2.679", "ceiling", "-2.67"),
        ("2.679", "floor", "2.67"),
        ("2.671", "ceiling", "2.68"),
        ("2.67", "up", "2.67"),
        ("-0.004", "half_up", "0"),
    ],
)
def test_rounding_is_named_and_does_what_its_name_says(value: str, mode: Any, expected: str) -> None:
    assert Money.rounded(value, "CNY", rounding=mode) == yuan(expected)


@pytest.mark.parametrize("mode", ["bankers", "", None, "HALF_UP", 5])
def test_an_unknown_rounding_is_refused_with_the_known_ones(mode: Any) -> None:
    for call in (
        lambda: Money.rounded("1", "CNY", rounding=mode),
        lambda: yuan("1").times(1, rounding=mode),
        lambda: yuan("1").cash(rounding=mode),
    ):
        with pytest.raises(WrongType, match="half_even"):
            call()


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        # Largest remainder by hand. 100/3 = 33.33 1/3 each, one left, all remainders equal: the first gets it.
        ("100", [1, 1, 1], "33.34 33.33 33.33"),
        # 0.05 by 0:7:3 is 3.5 and 1.5 cents: equal remainders, so the earlier of the two (moneyphp/money#436).
        ("0.05", [0, 7, 3], "0.00 0.04 0.01"),
        # 0.01 by 33:66 is 1/3 and 2/3 of a cent; the second is nearer to a whole one (moneyphp/money#492).
        ("0.01", [33, 66], "0.00 0.01"),
        ("99.99", [75, 25], "74.99 25.00"),
        # 0.05 by 45:55 is 2.25 and 2.75 (Shopify/money#175).
        ("0.05", [45, 55], "0.02 0.03"),
        # Ten and minus ten by 2:1 mirror each other (RubyMoney/money#652).
        ("10", [2, 1], "6.67 3.33"),
        ("-10", [2, 1], "-6.67 -3.33"),
        ("0", [2, 1], "0.00 0.00"),
        ("0", [0, 0], "0.00 0.00"),
        ("7", [Decimal("0.5"), Fraction(1, 4), "0.25"], "3.50 1.75 1.75"),
        ("5", [3], "5.00"),
    ],
)
def test_allocations_worked_by_hand(total: str, weights: list[Any], expected: str) -> None:
    assert yuan(total).allocate(weights) == tuple(map(yuan, expected.split()))


def test_nobody_is_hurt_by_the_order_of_the_weights() -> None:
    # varunsrin/rusty_money#103: 613 by 98, 92, 98, 123, 102, 92 (605 in all), where the first in line got the rest.
    # By hand: 99.296 93.217 99.296 124.626 103.349 93.217 leave 2 units, for .626 and .349.
    shares = Money(613, "JPY").allocate([98, 92, 98, 123, 102, 92])
    assert [share.minor_units for share in shares] == [99, 93, 99, 125, 104, 93]


@pytest.mark.parametrize(
    ("weights", "says"),
    [([], "at least one"), ([0, 0], "above 0"), ([1, -1], "weight 1 is below 0"), ([-1, 1, -2], "weight 2")],
)
def test_weights_that_share_nothing_out_are_refused(weights: list[Any], says: str) -> None:
    with pytest.raises(InvalidDefinition, match=says):
        yuan("1").allocate(weights)
    with pytest.raises(WrongType, match="weight"):
        yuan("1").allocate([0.5, 0.5])


def test_three_units_for_a_hundred_come_back_in_any_order() -> None:
    # Cumulative by hand: 33.333 -> 33.33, 66.667 -> 66.67, 100.00.
    split = yuan("100").split_units(3)
    assert [split.share(1, after=back) for back in range(3)] == [yuan("33.33"), yuan("33.34"), yuan("33.33")]
    assert (split.share(2, after=0), split.share(1, after=2)) == (yuan("66.67"), yuan("33.33"))
    assert (split.share(1, after=0), split.share(2, after=1)) == (yuan("33.33"), yuan("66.67"))
    assert split.share(3, after=0) == split.total
    assert [yuan("0.01").split_units(2).upto(k) for k in range(3)] == [yuan("0"), yuan("0.01"), yuan("0.01")]
    assert yuan("-100").split_units(3).upto(2) == yuan("-66.67")


WRONG: list[tuple[Any, type[AftersalesError]]] = [
    (lambda: yuan("1").split_units(0), InvalidDefinition),
    (lambda: yuan("1").split_units(-3), InvalidDefinition),
    (lambda: yuan("1").split_units(10**13), InvalidDefinition),
    (lambda: yuan("1").split_units(True), WrongType),
    (lambda: yuan("1").split_units(1.5), WrongType),
    (lambda: yuan("1").split_units(3).share(4, after=0), InvalidDefinition),
    (lambda: yuan("1").split_units(3).share(2, after=2), InvalidDefinition),
    (lambda: yuan("1").split_units(3).share(-1, after=2), InvalidDefinition),
    (lambda: yuan("1").split_units(3).share(1, after=-1), InvalidDefinition),
    (lambda: yuan("1").split_units(3).upto(4), InvalidDefinition),
    (lambda: yuan("1").cash(increment=0), InvalidDefinition),
    (lambda: yuan("1").cash(increment="-0.05"), InvalidDefinition),
    (lambda: yuan("1").cash(increment="0.001"), ExcessPrecision),
    (lambda: yuan("1").cash(increment=0.05), WrongType),
    (lambda: yuan("1") * 1.5, WrongType),
    (lambda: yuan("1") * True, WrongType),
    (lambda: Decimal("1.5") * yuan("1"), WrongType),
    (lambda: yuan("1").times(1.5, rounding="down"), WrongType),
    (lambda: yuan("1").times("1E5", rounding="down"), InvalidAmount),
    # A ratio is bounded by itself, not by the product.
    (lambda: yuan("0").times(Decimal("1E18"), rounding="down"), InvalidAmount),
    (lambda: yuan("1") + 1, WrongType),
    (lambda: yuan("1") < 1, WrongType),
    (lambda: yuan("1") * 10**18, InvalidAmount),
    (lambda: yuan("1") * 10**100_000, InvalidAmount),
    (lambda: yuan("999999999999999999.99") + yuan("0.01"), InvalidAmount),
    (lambda: yuan("1").ratio_to(yuan("0")), ZeroBase),
    (lambda: Money.total([yuan("1"), Money(1, "USD")], "CNY"), MixedCurrencies),
    (lambda: ANY.total([1], "CNY"), WrongType),
    (lambda: ANY.from_minor_units(1.0, "CNY"), WrongType),
    (lambda: Money.from_minor_units(True, "CNY"), WrongType),
    (lambda: ANY.parse(39), WrongType),
    (lambda: Money.parse("39.90"), InvalidAmount),
    (lambda: Money.parse("39.90CNY"), InvalidAmount),
    (lambda: Money.parse("39.90  CNY"), UnknownCurrency),
    (lambda: Money.parse("CNY 39.90"), UnknownCurrency),
    (lambda: Money.parse("5 points"), UnknownCurrency),
    (lambda: ANY(1, 156), WrongType),
    (lambda: Money(1, "XAU"), InvalidDefinition),
]


@pytest.mark.parametrize(("call", "error"), WRONG, ids=range(len(WRONG)))
def test_calls_that_mean_nothing_are_errors_of_the_tree(call: Any, error: type[AftersalesError]) -> None:
    with pytest.raises(error) as caught:
        call()
    assert type(caught.value) is error


def test_a_return_of_more_units_than_are_left_is_refused_with_what_is_left() -> None:
    with pytest.raises(InvalidDefinition, match="count: give 0 to 1"):
        yuan("1").split_units(3).share(2, after=2)


def test_two_currencies_are_never_put_together_and_never_equal() -> None:
    one, other = yuan("1"), Money(1, "USD")
    assert one != other
    assert Money.zero("CNY") != Money.zero("USD")
    assert one != 1
    for call in (
        lambda: one + other,
        lambda: one - other,
        lambda: one < other,
        lambda: one <= other,
        lambda: one > other,
        lambda: one >= other,
        lambda: one.ratio_to(other),
        lambda: max(one, other),
    ):
        with pytest.raises(MixedCurrencies, match=r"CNY and USD|USD and CNY"):
            call()
    with pytest.raises(MixedCurrencies, match=r"decimals=0.*decimals=1"):
        _ = Money(1, POINTS) + Money(1, Currency.of("points", decimals=1))


def test_a_ratio_is_an_exact_fraction() -> None:
    assert yuan("13.30").ratio_to(yuan("39.90")) == Fraction(1, 3)
    assert yuan("-5").ratio_to(yuan("2")) == Fraction(-5, 2)


@pytest.mark.parametrize(
    ("amount", "code", "payable", "difference"),
    [
        # Switzerland, smallest coin 5 rappen: 19.98 -> 20.00, 19.97 -> 19.95.
        ("19.98", "CHF", "20.00", "0.02"),
        ("19.97", "CHF", "19.95", "-0.02"),
        # Canada since 2013: 1, 2 down; 3, 4 up; 6, 7 down; 8, 9 up.
        ("1.02", "CAD", "1.00", "-0.02"),
        ("1.03", "CAD", "1.05", "0.02"),
        ("1.07", "CAD", "1.05", "-0.02"),
        ("1.08", "CAD", "1.10", "0.02"),
        # Sweden since 2010: 0.49 down, 0.50 up.
        ("10.49", "SEK", "10", "-0.49"),
        ("10.50", "SEK", "11", "0.50"),
        # Denmark: 0.24 down, 0.25 up to a half, 0.75 up to a whole.
        ("7.24", "DKK", "7", "-0.24"),
        ("7.25", "DKK", "7.50", "0.25"),
        ("7.75", "DKK", "8", "0.25"),
        # Hungary since 2008-03-01, to 5 forint: 2 down, 3 up, 7 down, 8 up; 2.50 is the tie.
        ("1002", "HUF", "1000", "-2"),
        ("1003", "HUF", "1005", "2"),
        ("1007", "HUF", "1005", "-2"),
        ("1002.50", "HUF", "1005", "2.50"),
        ("-1003", "HUF", "-1005", "-2"),
        # Where cash can pay every amount nothing changes.
        ("39.99", "CNY", "39.99", "0"),
        ("1", "JPY", "1", "0"),
    ],
)
def test_cash_is_rounded_as_the_shops_of_a_country_do(amount: str, code: str, payable: str, difference: str) -> None:
    assert Money(amount, code).cash() == CashAmount(Money(payable, code), Money(difference, code))


def test_a_shop_may_round_cash_in_its_own_way() -> None:
    # New Zealand lets the shop decide about 5 cents; the Netherlands round euro to 5 cents, Germany does not.
    assert Money("1.05", "NZD").cash(rounding="half_down").payable == Money("1.00", "NZD")
    assert Money("1.05", "NZD").cash().payable == Money("1.10", "NZD")
    assert Money("9.98", "EUR").cash(increment="0.05").payable == Money("10.00", "EUR")
    assert Money("9.98", "EUR").cash().payable == Money("9.98", "EUR")


def test_values_are_frozen_and_show_what_they_are() -> None:
    for value in (yuan("1"), yuan("1").cash(), yuan("1").split_units(2), POINTS):
        assert pickle.loads(pickle.dumps(value)) == value
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, attrs.fields(type(value))[0].name, None)
    assert from_dict(UnitSplit, to_dict(yuan("1").split_units(2))) == yuan("1").split_units(2)
    assert from_dict(CashAmount, to_dict(yuan("1").cash())) == yuan("1").cash()
    assert str(POINTS) == "points"
    assert sum([yuan("1"), yuan("2")], start=yuan("0")) == yuan("3")
