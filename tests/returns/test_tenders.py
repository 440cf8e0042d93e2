"""Refunds by means of payment: to each its part, in kind where it was paid in kind, and never a cent more or less."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidAmount, InvalidDefinition, MixedCurrencies
from aftersales_core.money import Currency, Money
from aftersales_core.returns.tenders import Tender, TenderRefund, TenderSplit, split_refund

POINTS = Currency.of("points", decimals=0)


def cny(amount: str) -> Money:
    return Money(amount, "CNY")


def amounts(split: TenderSplit) -> list[str]:
    return [str(part.amount.amount) for part in split.parts]


# --- worked by hand ---------------------------------------------------------------------------------------------------


def test_each_means_gets_its_part_of_what_it_paid():
    # Measures article 14: 60 by wallet and 30 by card. Of 45.00: 45 x 60/90 = 30.00 and 15.00.
    assert amounts(split_refund(cny("45"), [Tender("wallet", cny("60")), Tender("card", cny("30"))])) == [
        "30.00",
        "15.00",
    ]


def test_a_cent_that_cannot_be_halved_goes_to_the_earlier():
    # 0.01 over two equal means.
    assert amounts(split_refund(cny("0.01"), [Tender("a", cny("5")), Tender("b", cny("5"))])) == ["0.01", "0.00"]


def test_points_go_back_as_points():
    # Measures article 15: 390 points counted for 3.90 of 39.00. Of 13.00: 13 x 35.10/39 = 11.70 in money, and 1.30,
    # which is 390 x 1.30/3.90 = 130 points.
    tenders = [Tender("wallet", cny("35.10")), Tender("points", cny("3.90"), in_kind=Money(390, POINTS))]
    split = split_refund(cny("13"), tenders)
    assert split.parts == (
        TenderRefund("wallet", cny("11.70")),
        TenderRefund("points", cny("1.30"), in_kind=Money(130, POINTS)),
    )
    assert split.left_over == cny("0")


def test_points_of_three_equal_returns_add_up():
    # 100 points for 3.00, back in three lots of 1.00: the first k of 300 cents come to 33.3, 66.7 and 100 points.
    back, got = cny("0"), []
    for _ in range(3):
        split = split_refund(cny("1"), [Tender("points", cny("3"), refunded=back, in_kind=Money(100, POINTS))])
        kind = split.parts[0].in_kind
        assert kind is not None
        got.append(kind.minor_units)
        back += split.parts[0].amount
    assert got == [33, 34, 33]


def test_a_card_fee_that_the_shop_bore_may_be_kept():
    # Measures article 16: a fee of 0.60 on 100.00. Of 50.00: 0.30 is kept, 49.70 goes back.
    split = split_refund(cny("50"), [Tender("card", cny("100"), fee=cny("0.60"))])
    assert split.parts == (TenderRefund("card", cny("49.70"), kept_fee=cny("0.30")),)
    # The rest later: again 0.30, so 0.60 in all.
    rest = split_refund(cny("50"), [Tender("card", cny("100"), refunded=cny("50"), fee=cny("0.60"))])
    assert rest.parts[0].kept_fee == cny("0.30")


def test_who_got_more_before_waits_until_the_others_have_caught_up():
    # 60 and 30 paid; an earlier refund of 20 went to the second only. Of 10.00 all goes to the first (10/60 < 20/30);
    # of 40.00: (40 + 20)/90 = 2/3 of each: 40 and 20, of which the second has its 20 already.
    tenders = [Tender("a", cny("60")), Tender("b", cny("30"), refunded=cny("20"))]
    assert amounts(split_refund(cny("10"), tenders)) == ["10.00", "0.00"]
    assert amounts(split_refund(cny("40"), tenders)) == ["40.00", "0.00"]
    # Of 55.00: 75 x 60/90 = 50.00 and 75 x 30/90 - 20 = 5.00.
    assert amounts(split_refund(cny("55"), tenders)) == ["50.00", "5.00"]


def test_what_no_means_can_take_back_is_left_over():
    # 10.00 paid, 4.00 refunded: of 9.00 only 6.00 fit; 3.00 (the treatment of an animal) need the buyer's word.
    split = split_refund(cny("9"), [Tender("card", cny("10"), refunded=cny("4"))])
    assert (amounts(split), split.left_over) == (["6.00"], cny("3"))


def test_means_that_paid_nothing_get_nothing():
    free = Tender("coupon", cny("0"), in_kind=Money(5, POINTS))
    split = split_refund(cny("2"), [free, Tender("card", cny("10"))])
    assert split.parts[0] == TenderRefund("coupon", cny("0"), in_kind=Money(0, POINTS))
    assert amounts(split) == ["0.00", "2.00"]
    assert split_refund(cny("2"), [free]).left_over == cny("2")


def test_points_that_were_none_go_back_as_none():
    split = split_refund(cny("1"), [Tender("points", cny("1"), in_kind=Money(0, POINTS))])
    assert split.parts == (TenderRefund("points", cny("1"), in_kind=Money(0, POINTS)),)


# --- laws -------------------------------------------------------------------------------------------------------------

paid_lists = st.lists(st.integers(0, 10**7), min_size=1, max_size=5)


def tenders_of(paid: list[int], before: list[int]) -> list[Tender]:
    return [
        Tender(
            f"t{index}",
            Money.from_minor_units(one, "CNY"),
            refunded=Money.from_minor_units(old, "CNY"),
            in_kind=Money(one // 3, POINTS) if index % 2 else None,
            fee=Money.from_minor_units(one // 100, "CNY"),
        )
        for index, (one, old) in enumerate(zip(paid, before, strict=True))
    ]


@given(paid_lists, st.data())
def test_parts_fees_and_what_is_left_over_add_up_to_the_refund(paid: list[int], data: st.DataObject):
    before = [data.draw(st.integers(0, one)) for one in paid]
    refund = Money.from_minor_units(data.draw(st.integers(0, 2 * sum(paid))), "CNY")
    split = split_refund(refund, tenders_of(paid, before))
    fees = Money.total((part.kept_fee for part in split.parts if part.kept_fee is not None), "CNY")
    assert Money.total((part.amount for part in split.parts), "CNY") + fees + split.left_over == refund
    for part, one, old in zip(split.parts, paid, before, strict=True):
        assert part.kept_fee is not None
        assert 0 <= (part.amount + part.kept_fee).minor_units <= one - old
        assert part.kept_fee.minor_units >= 0
    assert bool(split.left_over) is (refund.minor_units > sum(paid) - sum(before))


@given(paid_lists, st.lists(st.integers(0, 10**6), max_size=5))
def test_in_whatever_steps_everybody_gets_back_all_that_he_paid(paid: list[int], steps: list[int]):
    before, kinds, fees = [0] * len(paid), [0] * len(paid), [0] * len(paid)
    for step in (*steps, sum(paid)):
        split = split_refund(Money.from_minor_units(step, "CNY"), tenders_of(paid, before))
        for index, part in enumerate(split.parts):
            fee = 0 if part.kept_fee is None else part.kept_fee.minor_units
            before[index] += part.amount.minor_units + fee
            fees[index] += fee
            kinds[index] += 0 if part.in_kind is None else part.in_kind.minor_units
    assert before == paid
    assert fees == [one // 100 for one in paid]
    assert kinds == [one // 3 if index % 2 else 0 for index, one in enumerate(paid)]


@given(paid_lists, st.integers(0, 10**7), st.randoms())
def test_the_order_of_the_means_moves_no_more_than_a_cent(paid: list[int], refund: int, rng: random.Random):
    tenders = tenders_of(paid, [0] * len(paid))
    one = {part.id: part for part in split_refund(Money.from_minor_units(refund, "CNY"), tenders).parts}
    rng.shuffle(tenders)
    for part in split_refund(Money.from_minor_units(refund, "CNY"), tenders).parts:
        assert part.kept_fee is not None
        other = one[part.id]
        assert other.kept_fee is not None
        gap = (part.amount + part.kept_fee) - (other.amount + other.kept_fee)
        assert abs(gap.minor_units) <= 1


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=5), st.data())
def test_the_parts_are_as_level_as_they_can_be(paid: list[int], data: st.DataObject):
    """By brute force: raise a common level until the refund is used up; each gets what it lacks to that level."""
    before = [data.draw(st.integers(0, one)) for one in paid]
    refund = data.draw(st.integers(0, sum(paid) - sum(before)))
    low, high = Fraction(0), Fraction(1)
    for _ in range(80):
        level = (low + high) / 2
        if sum(max(level * one - old, Fraction(0)) for one, old in zip(paid, before, strict=True)) < refund:
            low = level
        else:
            high = level
    tenders = [
        Tender(str(index), Money.from_minor_units(one, "CNY"), Money.from_minor_units(old, "CNY"))
        for index, (one, old) in enumerate(zip(paid, before, strict=True))
    ]
    for part, one, old in zip(
        split_refund(Money.from_minor_units(refund, "CNY"), tenders).parts, paid, before, strict=True
    ):
        assert abs(part.amount.minor_units - max(high * one - old, Fraction(0))) <= Fraction(1001, 1000)


# --- broken input -----------------------------------------------------------------------------------------------------


def test_a_tender_that_cannot_be_is_refused():
    for broken in (
        lambda: Tender("a", cny("-1")),
        lambda: Tender("a", cny("1"), refunded=cny("1.01")),
        lambda: Tender("a", cny("1"), refunded=cny("-1")),
        lambda: Tender("a", cny("1"), fee=cny("2")),
        lambda: Tender("a", cny("1"), in_kind=Money(-1, POINTS)),
    ):
        with pytest.raises(InvalidDefinition):
            broken()
    with pytest.raises(MixedCurrencies):
        Tender("a", cny("1"), refunded=Money("1", "USD"))


def test_a_split_that_cannot_be_is_refused_with_every_problem():
    tender = Tender("a", cny("1"))
    with pytest.raises(InvalidDefinition) as caught:
        split_refund(cny("-1"), [tender, tender])
    assert "'a' is given twice" in str(caught.value)
    assert "give 0 or more" in str(caught.value)
    with pytest.raises(InvalidDefinition, match="name at least one"):
        split_refund(cny("1"), [])
    with pytest.raises(MixedCurrencies):
        split_refund(cny("1"), [tender, Tender("b", Money("1", "USD"))])
    for number in ("NaN", "1E1000000"):
        with pytest.raises(InvalidAmount):
            Tender("a", cny(number))


def test_sums_of_any_size_are_split_exactly():
    most = cny("999999999999999999.99")
    split = split_refund(most, [Tender("a", most, in_kind=Money(7, POINTS))])
    assert split.parts == (TenderRefund("a", most, in_kind=Money(7, POINTS)),)
