"""Laws of every refund: parts add up to the whole, nothing passes what was paid, and a slow second engine agrees."""

import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.money import Money
from aftersales_core.returns.amounts import Adjustment, Amount, Band, FactShare, FixedShare, MoneyFact, PerDay, ShareOf
from aftersales_core.returns.conditions import yes
from aftersales_core.returns.refund import refund_of
from tests.returns.refund_cases import facts, refund, rounded_half_up, upto

WHOLE = Amount()
DECIMALS = {"CNY": 2, "JPY": 0, "KWD": 3}

units = st.integers(0, 10**9)
shares = st.fractions(0, 1, max_denominator=60)
currencies = st.sampled_from(sorted(DECIMALS))


def lots_add_up(rng: random.Random, lots: int) -> None:
    """Send back lines in random lots, as many in all as asked for; each line's lots must add up to what was paid."""
    done = 0
    known: dict[str, Any] = {"threshold_lost": False}
    while done < lots:
        bought = rng.choice((1, 2, 3, 7, 10, 99, rng.randrange(1, 10**6)))
        paid = rng.randrange(rng.choice((10, 10**4, 10**12)))
        known |= {"paid": Money.from_minor_units(paid, "CNY"), "quantity": bought, "returned_quantity": 0}
        back = given_back = 0
        while back < bought:
            known["returned_quantity"] = back
            known["claimed_quantity"] = lot = rng.randint(1, min(bought - back, 1 + bought // 4))
            found = refund_of(WHOLE, known)
            given_back += found.total.minor_units  # type: ignore[union-attr]
            back += lot
            done += 1
            # What is back has always been refunded to within half a cent of its exact share.
            assert abs(2 * (given_back * bought - paid * back)) <= bought
        assert given_back == paid


@pytest.mark.parametrize("seed", range(4))
def test_partial_returns_in_any_lots_add_up_to_what_was_paid(seed: int):
    lots_add_up(random.Random(seed), 10_000)  # noqa: S311 - the same lots in every run


@pytest.mark.slow
def test_a_million_partial_returns_lose_no_cent():
    lots_add_up(random.Random(20260822), 1_000_000)  # noqa: S311 - the same lots in every run


@given(units, st.lists(st.integers(1, 50), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_lots_does_not_change_the_sum(paid: int, lots: list[int], rng: random.Random):
    bought, money = sum(lots), Money.from_minor_units(paid, "CNY")
    for _ in range(2):
        back = total = 0
        for lot in lots:
            known = facts("0 CNY", qty=bought, after=back, claimed=lot) | {"paid": money}
            total += refund(WHOLE, known).total.minor_units
            back += lot
        assert total == paid
        rng.shuffle(lots)


@given(
    units,
    st.integers(1, 9),
    st.lists(st.tuples(st.integers(1, 9), shares), max_size=6),
)
def test_refunds_one_after_another_never_pass_what_was_paid(paid: int, bought: int, claims: list[tuple[int, Fraction]]):
    """Any claims at all, on units that are back already too, as long as each is told what was refunded before."""
    money, refunded = Money.from_minor_units(paid, "CNY"), 0
    for count, share in claims:
        known = facts("0 CNY", qty=bought, claimed=count, defect_share=share) | {
            "paid": money,
            "refunded": Money.from_minor_units(refunded, "CNY"),
        }
        total = refund(Amount(FactShare()), known).total.minor_units
        assert 0 <= total <= paid - refunded
        refunded += total


@given(units, units, st.lists(units, min_size=1, max_size=5))
def test_more_that_is_kept_at_list_price_never_gives_more(paid: int, refunded: int, kept: list[int]):
    totals = []
    for price in sorted(kept):
        known = facts("1 CNY", threshold_lost=True) | {
            "order_paid": Money.from_minor_units(paid, "CNY"),
            "kept_list_total": Money.from_minor_units(price, "CNY"),
            "order_refunded": Money.from_minor_units(refunded, "CNY"),
        }
        found = refund(Amount(resettle=True), known)
        assert found.needs_review is (paid - price - refunded < 0)
        totals.append(found.total.minor_units)
    assert totals == sorted(totals, reverse=True)
    assert all(total <= max(paid - refunded, 0) for total in totals)


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)), min_size=1, max_size=6), st.randoms())
def test_a_lost_offer_gives_back_the_whole_order_in_the_end(lines: list[tuple[int, int]], rng: random.Random):
    """Lines of one unit at (list price, discount): in whatever order they go back, all that was paid comes back."""
    prices = [(price, price - min(off, price)) for price, off in lines]
    order, refunded = sum(paid for _, paid in prices), 0
    left = list(prices)
    rng.shuffle(left)
    while left:
        _, paid = left.pop()
        known = facts("0 CNY", threshold_lost=True) | {
            "paid": Money.from_minor_units(paid, "CNY"),
            "order_paid": Money.from_minor_units(order, "CNY"),
            "kept_list_total": Money.from_minor_units(sum(price for price, _ in left), "CNY"),
            "order_refunded": Money.from_minor_units(refunded, "CNY"),
        }
        refunded += refund(Amount(resettle=True), known).total.minor_units
        assert refunded <= order
    assert refunded == order


@given(shares, shares, units)
def test_a_larger_defect_never_gives_less(one: Fraction, other: Fraction, paid: int):
    bands = (
        Band(Fraction(1, 10), Fraction(1, 10)),
        Band(Fraction(3, 10), Fraction(3, 10)),
        Band(Fraction(1, 2), Fraction(1, 2)),
    )
    amount = Amount(FactShare(bands=bands, full_above=Fraction(7, 10), tolerance=Fraction(1, 50)))
    low, high = (
        refund(amount, facts("0 CNY", defect_share=share) | {"paid": Money.from_minor_units(paid, "CNY")}).total
        for share in sorted((one, other))
    )
    assert low <= high


# --- a second engine, written for clearness only ----------------------------------------------------------------------

band_lists = st.lists(st.tuples(shares, st.none() | shares), max_size=3, unique_by=lambda pair: pair[0]).map(
    lambda pairs: tuple(Band(*pair) for pair in sorted(pairs, key=lambda pair: pair[0]))
)
fact_shares = st.builds(
    FactShare,
    bands=band_lists,
    full_above=st.none() | shares,
    full_when=st.just(yes("own_full")),
    tolerance=st.just(Fraction(0)) | shares,
)
sums = st.one_of(
    st.sampled_from(["value_loss", "outbound_paid", "own_sum"]).map(MoneyFact),
    st.builds(ShareOf, shares, st.sampled_from(["units", "so_far"])),
    st.builds(PerDay, shares, st.just("own_days"), st.sampled_from([(), ("own_off",)])),
)
adjustments = st.builds(
    Adjustment,
    code=st.just("moved"),
    sign=st.sampled_from([1, -1]),
    sum=sums,
    when=st.sampled_from([yes("own_yes"), yes("own_no")]),
    at_most=st.lists(shares, max_size=2).map(tuple),
)
amounts = st.builds(
    Amount,
    share=fact_shares | st.builds(FixedShare, shares),
    adjustments=st.lists(adjustments, max_size=3).map(tuple),
    resettle=st.booleans(),
    at_least=st.none() | shares,
    beyond_price=st.booleans(),
    from_zero=st.booleans(),
)


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    currency = draw(currencies)
    bought = draw(st.integers(1, 12))
    after = draw(st.integers(0, bought))

    def money() -> Money:
        return Money.from_minor_units(draw(st.integers(0, 10**5)), currency)

    found = {
        "paid": money(),
        "quantity": bought,
        "returned_quantity": after,
        "claimed_quantity": draw(st.integers(0, bought - after)),
        "threshold_lost": draw(st.booleans()),
        "defect_share": draw(shares),
        "own_full": draw(st.booleans()),
        "own_yes": True,
        "own_no": False,
        "own_days": Fraction(draw(st.integers(0, 400))),
        "own_off": Fraction(draw(st.integers(0, 400))),
    }
    names = ("order_paid", "kept_list_total", "value_loss", "outbound_paid", "own_sum")
    found |= {name: money() for name in names}
    found |= {name: money() for name in ("refunded", "order_refunded") if draw(st.booleans())}
    return found


def slow_share(amount: Amount, known: dict[str, Any]) -> Fraction:
    if isinstance(amount.share, FixedShare):
        return max(amount.share.share, amount.at_least or Fraction(0))
    rule, defect = amount.share, known["defect_share"]
    if known["own_full"]:
        return Fraction(1)
    if defect <= rule.tolerance:
        return Fraction(0)
    given_share = defect
    for band in reversed(rule.bands):
        if defect <= band.upto:
            given_share = defect if band.gives is None else band.gives
    if rule.full_above is not None and defect > rule.full_above:
        given_share = Fraction(1)
    # Nothing is wrong, or the table gives nothing for it: then there is no least share of it either.
    return max(given_share, amount.at_least or Fraction(0)) if given_share else Fraction(0)


def slow_refund(amount: Any, known: dict[str, Any]) -> Any:
    """The refund in whole currency units, fractions all the way, by the words of the documentation."""
    paid, decimals = known["paid"].amount, known["paid"].currency.decimals
    bought, after = known["quantity"], known["returned_quantity"]
    price = upto(paid, after + known["claimed_quantity"], bought, decimals) - upto(paid, after, bought, decimals)

    def money(name: str) -> Fraction:
        return Fraction(known[name].amount) if name in known else Fraction(0)

    limit = Fraction(paid) - money("refunded")
    total: Any = price
    if amount.from_zero:
        total = Fraction(0)
    else:
        if amount.resettle and known["threshold_lost"]:
            limit = money("order_paid") - money("order_refunded")
            total = limit - money("kept_list_total")
        if total > 0:
            total *= slow_share(amount, known)
    limit = max(limit, Fraction(0))
    for adjustment in amount.adjustments:
        if adjustment.when == yes("own_no"):
            continue
        if isinstance(adjustment.sum, MoneyFact):
            moved = money(adjustment.sum.fact)
        elif isinstance(adjustment.sum, ShareOf):
            of = price if adjustment.sum.of == "units" else max(total, Fraction(0))
            moved = Fraction(adjustment.sum.share) * of
        else:
            off = sum((known[name] for name in adjustment.sum.less_days), Fraction(0))
            moved = price * Fraction(adjustment.sum.rate) * max(known["own_days"] - off, Fraction(0))
        if adjustment.at_most:
            moved = min(moved, price * max(adjustment.at_most))
        total += adjustment.sign * moved
        is_delivery = isinstance(adjustment.sum, MoneyFact) and adjustment.sum.fact == "outbound_paid"
        if adjustment.sign == 1 and (amount.beyond_price or is_delivery):
            limit += moved
    return rounded_half_up(min(max(total, Fraction(0)), limit), decimals)


@given(amounts, cases())
def test_a_slow_second_engine_agrees_to_the_cent(amount: Amount, known: dict[str, Any]):
    found = refund(amount, known)
    assert found.total.amount == slow_refund(amount, known)
    # The steps can be followed: each begins where the one before ended, and the last rounds to the total.
    so_far = Fraction(0)
    for step in found.steps:
        so_far += step.amount
        assert so_far == step.sum
    assert found.total.amount == rounded_half_up(so_far, found.total.currency.decimals)


@given(amounts, cases(), st.data())
def test_a_missing_fact_is_named_or_not_needed(amount: Amount, known: dict[str, Any], data: st.DataObject):
    """C1: leaving out a fact either changes nothing or makes the refund unknown, naming that fact among others."""
    optional = {"refunded", "order_refunded"}
    left_out = data.draw(st.sampled_from(sorted(set(known) - optional)))
    rest = {name: value for name, value in known.items() if name != left_out}
    found = refund_of(amount, rest)
    if found != refund_of(amount, known):
        assert left_out in found.missing  # type: ignore[union-attr]
