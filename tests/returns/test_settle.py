"""Orders of several lines: each is decided for itself, what is shared counts once, and their order changes nothing."""

import datetime as dt
import random
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidDefinition, MixedCurrencies
from aftersales_core.money import Money
from aftersales_core.returns.book import PolicyBook
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.offers import Gift, Offer
from aftersales_core.returns.refund import Refund
from aftersales_core.returns.rights import Right, RuleSet
from aftersales_core.returns.settle import OrderDecision, allocate_discount, decide_lines
from tests.returns.refund_cases import BASIS, POLICY, SIGNED, claim, line


def cny(amount: str) -> Money:
    return Money(amount, "CNY")


def total(order: OrderDecision) -> str:
    assert order.refund is not None
    return str(order.refund.total)


def moves(order: OrderDecision) -> list[tuple[str, Fraction]]:
    assert order.refund is not None
    return [(step.code, step.amount) for step in order.refund.steps]


A = line("a", "49.09 CNY", list_price="60 CNY")
B = line("b", "40.91 CNY", list_price="50 CNY")
"""20 off 100 on 60 + 50: 20 x 60/110 = 10.91 and 9.09; 49.09 + 40.91 = 90.00 paid."""
OVER_100 = Offer((A, B), threshold=cny("100"))


# --- discounts --------------------------------------------------------------------------------------------------------


def test_a_discount_is_shared_by_list_price():
    assert allocate_discount([cny("60"), cny("50")], cny("20")) == (cny("10.91"), cny("9.09"))


def test_the_dearer_line_gets_the_odd_cent_wherever_it_stands():
    # 0.01 on 1.00 and 3.00: exact parts 0.0025 and 0.0075: the dearer. 0.02 on 1 + 1 + 2: 0.005, 0.005, 0.01.
    assert allocate_discount([cny("1"), cny("3")], cny("0.01")) == (cny("0"), cny("0.01"))
    # 0.01 x (1.50, 0.50)... of 0.04 in all: 0.03 and 0.01; of 0.02 over (3, 1): 0.015, 0.005: equal remainders.
    assert allocate_discount([cny("1"), cny("3")], cny("0.02")) == (cny("0"), cny("0.02"))
    assert allocate_discount([cny("3"), cny("1")], cny("0.02")) == (cny("0.02"), cny("0"))


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=8), st.data())
def test_the_parts_of_a_discount_add_up_and_their_order_changes_nothing(prices: list[int], data: st.DataObject):
    off = Money.from_minor_units(data.draw(st.integers(0, sum(prices))), "CNY")
    order = data.draw(st.permutations(range(len(prices))))
    listed = [Money.from_minor_units(price, "CNY") for price in prices]
    parts = allocate_discount(listed, off)
    assert Money.total(parts, "CNY") == off
    assert all(Money.zero("CNY") <= part <= price for part, price in zip(parts, listed, strict=True))
    again = allocate_discount([listed[index] for index in order], off)
    pairs = [(price.minor_units, part.minor_units) for price, part in zip(listed, parts, strict=True)]
    assert sorted(pairs) == sorted((prices[i], part.minor_units) for i, part in zip(order, again, strict=True))


def test_a_discount_that_cannot_be_is_refused():
    for prices, off in (([], "0"), (["1"], "2"), (["1"], "-1"), (["-1", "3"], "1")):
        with pytest.raises(InvalidDefinition, match="discount"):
            allocate_discount([cny(price) for price in prices], cny(off))
    with pytest.raises(MixedCurrencies):
        allocate_discount([cny("1"), Money("1", "USD")], cny("1"))


# --- the sum over lines -----------------------------------------------------------------------------------------------


def test_a_mixed_order_is_decided_by_line_and_summed():
    """D5: rotten fruit, a parcel that is refused, and a change of mind in one order."""
    # 39.90 x 0.3 = 11.97; refused; 40.91: 52.88.
    claims = [
        claim(line("x", "39.90 CNY"), "quality", defect_share="0.3"),
        claim(line("y", "10 CNY"), "packaging", opened=True),
        claim(B),
    ]
    order = decide_lines(POLICY, claims)
    assert [decision.outcome for decision in order.decisions] == ["eligible", "ineligible", "eligible"]
    assert (order.outcome, order.is_final, total(order)) == ("partly_eligible", True, "52.88 CNY")
    assert moves(order) == [("refund_line", Fraction("11.97")), ("refund_line", Fraction("40.91"))]


@pytest.mark.parametrize(
    ("kinds", "outcome"),
    [
        (("no_reason", "no_reason"), "eligible"),
        (("packaging", "packaging"), "ineligible"),
        (("no_reason", "packaging"), "partly_eligible"),
        (("no_reason", "quality"), "needs_evidence"),
        (("no_reason", "quality", "nonsense"), "needs_review"),
    ],
)
def test_the_order_is_as_open_as_its_most_open_line(kinds: tuple[str, ...], outcome: str):
    claims = [
        claim(line(str(place), "10 CNY"), kind, **({"opened": True} if kind == "packaging" else {}))
        for place, kind in enumerate(kinds)
    ]
    order = decide_lines(POLICY, claims)
    assert order.outcome == outcome
    assert order.is_final is (outcome not in {"needs_evidence", "needs_review"})
    assert (order.refund is None) is ("no_reason" not in kinds)


def test_the_remedy_that_is_asked_for_is_the_one_that_counts():
    # A faulty thing may be repaired or sent back; who asks for the repair gets no money for the line.
    one = claim(line("x", "10 CNY"), "fault", asks_for="repair")
    other = claim(line("y", "7 CNY"), "fault", asks_for="exchange")
    assert decide_lines(POLICY, [one]).refund is None
    assert total(decide_lines(POLICY, [one, other])) == "7.00 CNY"


def test_the_terms_of_the_order_and_the_version_in_force_bind_every_line():
    extra = RuleSet("order_terms", "order", (Right("o_all", ("packaging",), "return_refund", BASIS),))
    plain = claim(line("x", "10 CNY", ordered_at=SIGNED), "packaging", opened=True)
    assert decide_lines(POLICY, [plain]).outcome == "ineligible"
    assert decide_lines(POLICY, [plain], agreement=extra).outcome == "eligible"
    book = PolicyBook((attrs.evolve(POLICY, effective_from=SIGNED),))
    assert decide_lines(book, [plain], agreement=extra).outcome == "eligible"
    assert decide_lines(book, [claim(line("x", "10 CNY", ordered_at=SIGNED))]).outcome == "eligible"
    early = claim(line("x", "10 CNY", ordered_at=SIGNED - dt.timedelta(seconds=1)))
    unbound = decide_lines(book, [early])
    assert (unbound.outcome, unbound.refund) == ("needs_review", None)


# --- what is shared ---------------------------------------------------------------------------------------------------


def test_a_delivery_that_is_no_longer_free_is_taken_off_once():
    # 49.09 + 40.91 - 8.00 = 82.00, though each line names the same delivery.
    named = {"free_shipping_lost": True, "outbound_freight": "8 CNY"}
    a, b = (line(id, paid, **named) for id, paid in (("a", "49.09 CNY"), ("b", "40.91 CNY")))
    order = decide_lines(POLICY, [claim(a), claim(b)])
    assert total(order) == "82.00 CNY"
    assert moves(order)[-1] == ("freight_off", Fraction(-8))
    # Alone, each bears it whole.
    assert total(decide_lines(POLICY, [claim(a)])) == "41.09 CNY"


def test_a_line_cheaper_than_the_delivery_does_not_swallow_a_part_of_it():
    # 5 + 100 - 8 = 97; summing 0 (5 - 8, not below zero) and 100 - 0 would give 100.
    named = {"free_shipping_lost": True, "outbound_freight": "8 CNY"}
    order = decide_lines(POLICY, [claim(line("a", "5 CNY", **named)), claim(line("b", "100 CNY", **named))])
    assert total(order) == "97.00 CNY"


def test_shared_sums_above_everything_leave_nothing():
    named = {"free_shipping_lost": True, "outbound_freight": "8 CNY"}
    order = decide_lines(POLICY, [claim(line("a", "3 CNY", **named)), claim(line("b", "4 CNY", **named))])
    assert (total(order), moves(order)[-1], order.outcome) == (
        "0.00 CNY",
        ("refund_not_below_zero", Fraction(1)),
        "eligible",
    )


def test_two_gifts_of_different_prices_are_both_paid_and_one_that_two_lines_name_once():
    def kept(id: str, price: str) -> Claim:
        return claim(line(id, "50 CNY", own_gift_kept=True, gift_price=price))

    # 100 - 5 - 7 = 88; 100 - 5 = 95.
    assert total(decide_lines(POLICY, [kept("a", "5 CNY"), kept("b", "7 CNY")])) == "88.00 CNY"
    assert total(decide_lines(POLICY, [kept("a", "5 CNY"), kept("b", "5 CNY")])) == "95.00 CNY"


def test_what_belongs_to_each_line_is_taken_off_each():
    # Two lines of 50.00 that lost 5.00 each, and one delivery of 8.00: 100 - 10 - 8 = 82.
    named = {"free_shipping_lost": True, "outbound_freight": "8 CNY"}
    claims = [claim(line(id, "50 CNY", **named), value_loss="5 CNY") for id in "ab"]
    assert total(decide_lines(POLICY, claims)) == "82.00 CNY"


def test_a_delivery_that_is_given_back_is_given_back_once():
    # Two faulty lines of 50.00 and a delivery of 8.00: 108.00.
    claims = [claim(line(id, "50 CNY", own_pays=True, outbound_paid="8 CNY"), "fault") for id in "ab"]
    assert total(decide_lines(POLICY, claims)) == "108.00 CNY"


# --- offers -----------------------------------------------------------------------------------------------------------


def test_a_lost_threshold_is_settled_once_for_the_order():
    """Measures article 17(2): 90 paid; A goes back, B is kept at 50: 40, that is 49.09 - 9.09."""
    order = decide_lines(POLICY, [claim(A)], offers=[OVER_100])
    assert total(order) == "40.00 CNY"
    assert moves(order) == [("refund_line", Fraction("49.09")), ("refund_offer_lost", Fraction("-9.09"))]


def test_what_was_withheld_comes_back_with_the_last_of_the_goods():
    # 40 came back with A; now B: 90 - 0 - 40 = 50. 40 + 50 = 90.
    gone = attrs.evolve(
        A, facts=(*[pair for pair in A.facts if pair[0] != "returned_quantity"], ("returned_quantity", 1))
    )
    rest = Offer((gone, B), threshold=cny("100"), refunded=cny("40"))
    assert total(decide_lines(POLICY, [claim(B)], offers=[rest])) == "50.00 CNY"


def test_an_offer_that_still_holds_moves_nothing():
    # A third line of 100: 150 kept, still over 100; 49.09 for A.
    c = line("c", "100 CNY", list_price="100 CNY")
    order = decide_lines(POLICY, [claim(A)], offers=[Offer((A, B, c), threshold=cny("100"))])
    assert (total(order), moves(order)) == ("49.09 CNY", [("refund_line", Fraction("49.09"))])


def test_a_threshold_that_is_just_reached_holds():
    # B is kept at 50.00: over a threshold of 50.00 the offer stays, over one of 50.01 it is lost.
    assert total(decide_lines(POLICY, [claim(A)], offers=[Offer((A, B), threshold=cny("50"))])) == "49.09 CNY"
    assert total(decide_lines(POLICY, [claim(A)], offers=[Offer((A, B), threshold=cny("50.01"))])) == "40.00 CNY"


def test_a_bundle_is_lost_with_its_first_unit():
    # Three for 24.00 instead of 30.00: one goes back, two are kept at 10.00: 24 - 20 = 4.00; then 24 - 10 - 4 = 10;
    # then 24 - 0 - 14 = 10.
    def step(back: int, refunded: str) -> str:
        one = line("s", "24 CNY", qty=3, list_price="30 CNY", returned_quantity=back)
        return total(decide_lines(POLICY, [claim(one, qty=1)], offers=[Offer((one,), refunded=cny(refunded))]))

    assert [step(0, "0"), step(1, "4"), step(2, "14")] == ["4.00 CNY", "10.00 CNY", "10.00 CNY"]


def test_a_claim_without_a_count_is_about_all_that_is_left():
    # The bundle above: one came back for 4.00, now the other two: 24 - 0 - 4 = 20.00.
    one = line("s", "24 CNY", qty=3, list_price="30 CNY", returned_quantity=1)
    assert total(decide_lines(POLICY, [claim(one)], offers=[Offer((one,), refunded=cny("4"))])) == "20.00 CNY"


def test_a_faulty_unit_does_not_lose_a_bundle_nor_a_threshold_that_was_never_reached():
    one = line("s", "24 CNY", qty=3, list_price="30 CNY")
    for threshold in (None, cny("1000")):
        order = decide_lines(POLICY, [claim(one, "fault", qty=1)], offers=[Offer((one,), threshold)])
        assert moves(order) == [("refund_line", Fraction(8))]


def test_goods_that_are_kept_for_a_reduced_price_count_as_kept():
    # A goes back by choice: 90 - 50 (B at its list price) = 40. B is half spoiled and kept: 40.91 / 2 = 20.455: 20.46.
    claims = [claim(A), claim(B, "quality", defect_share="0.5")]
    assert total(decide_lines(POLICY, claims, offers=[OVER_100])) == "60.46 CNY"


def test_nothing_is_nothing_and_not_below_it():
    order = decide_lines(POLICY, [claim(line("x", "0 CNY"))])
    assert (total(order), moves(order)) == ("0.00 CNY", [("refund_line", Fraction(0))])


def test_faulty_goods_lose_no_offer():
    order = decide_lines(POLICY, [claim(A, "fault")], offers=[OVER_100])
    assert total(order) == "49.09 CNY"
    # A refund for a share of spoiled goods keeps the goods, and the offer.
    assert total(decide_lines(POLICY, [claim(A, "quality", defect_share="0.5")], offers=[OVER_100])) == "24.55 CNY"


def test_faulty_goods_of_an_offer_that_is_lost_are_worth_what_they_now_cost():
    # A goes back by choice for 40.00, so B costs its list price of 50.00; faulty, it gives 50.00 then: 90 in all.
    gone = line("a", "49.09 CNY", list_price="60 CNY", returned_quantity=1)
    later = Offer((gone, B), threshold=cny("100"), refunded=cny("40"))
    assert total(decide_lines(POLICY, [claim(B, "fault")], offers=[later])) == "50.00 CNY"
    # Both at once: B counts as kept for the threshold (50 < 100): 90 in all.
    assert total(decide_lines(POLICY, [claim(A), claim(B, "fault")], offers=[OVER_100])) == "90.00 CNY"


def test_an_offer_that_leaves_the_buyer_owing_pays_nothing_for_its_lines_and_needs_a_person():
    # 50 off 100 on 40 + 65: 55 paid (20.95 + 34.05). A goes back, B is kept at 65: 55 - 65 = -10. Another line of
    # 30.00 that has no part in the offer is paid all the same.
    a, b = line("a", "20.95 CNY", list_price="40 CNY"), line("b", "34.05 CNY", list_price="65 CNY")
    offer = Offer((a, b), threshold=cny("100"))
    order = decide_lines(POLICY, [claim(a), claim(line("c", "30 CNY"))], offers=[offer])
    assert (order.outcome, total(order), order.is_final) == ("needs_review", "30.00 CNY", False)
    assert ("refund_owed_by_buyer", Fraction(10)) in moves(order)
    assert [reason.code for reason in order.reasons] == ["refund_owed_by_buyer"]


def test_a_resettlement_that_the_facts_state_counts_once():
    # 90 of 120 paid for three lines (-30 over 100); the first two go back, C is kept at its list price of 40: 50.
    known = {"threshold_lost": True, "order_paid": "90 CNY", "kept_list_total": "40 CNY"}
    a, b = line("a", "30 CNY", **known), line("b", "30 CNY", **known)
    order = decide_lines(POLICY, [claim(a), claim(b)])
    assert (total(order), order.outcome) == ("50.00 CNY", "eligible")
    assert moves(order)[-1] == ("refund_resettled", Fraction(-10))


def test_a_stated_resettlement_of_just_nothing_needs_nobody():
    known = {"threshold_lost": True, "order_paid": "90 CNY", "kept_list_total": "90 CNY"}
    order = decide_lines(POLICY, [claim(line(id, "30 CNY", **known)) for id in "ab"])
    assert (order.outcome, total(order)) == ("eligible", "0.00 CNY")


def test_a_stated_resettlement_below_zero_needs_a_person_too():
    known = {"threshold_lost": True, "order_paid": "90 CNY", "kept_list_total": "95 CNY"}
    a, b = line("a", "30 CNY", **known), line("b", "30 CNY", **known)
    for claims in ([claim(a)], [claim(a), claim(b)]):
        order = decide_lines(POLICY, claims)
        assert (order.outcome, order.refund) == ("needs_review", None)


def test_a_gift_of_an_order_is_returned_or_paid():
    """Measures article 12."""
    gift = Gift((A, B), cny("9.90"), is_returned=False, threshold=cny("100"))
    # 49.09 - 9.90 = 39.19.
    order = decide_lines(POLICY, [claim(A)], gifts=[gift])
    assert (total(order), moves(order)[-1]) == ("39.19 CNY", ("refund_gift_kept", Fraction("-9.9")))
    assert total(decide_lines(POLICY, [claim(A)], gifts=[attrs.evolve(gift, is_returned=True)])) == "49.09 CNY"
    assert total(decide_lines(POLICY, [claim(A)], gifts=[attrs.evolve(gift, price=None)])) == "49.09 CNY"
    unknown = decide_lines(POLICY, [claim(A)], gifts=[attrs.evolve(gift, is_returned=None)])
    assert (unknown.outcome, unknown.missing) == ("needs_review", ("gift_returned",))
    # Over a threshold of 40.00 it stays: B alone is worth 50.00.
    assert total(decide_lines(POLICY, [claim(A)], gifts=[attrs.evolve(gift, threshold=cny("40"))])) == "49.09 CNY"


# --- laws -------------------------------------------------------------------------------------------------------------

carts = st.lists(
    st.tuples(st.integers(1, 20000), st.integers(1, 5), st.integers(0, 5), st.sampled_from(["no_reason", "fault"])),
    min_size=1,
    max_size=5,
)


def cart(rows: list[tuple[int, int, int, str]], off: int, **more: Any) -> tuple[list[Line], list[Claim]]:
    """Lines of (unit price in cents, units, units claimed, kind), with a discount on all, and the claims on them."""
    prices = [Money.from_minor_units(price * qty, "CNY") for price, qty, _, _ in rows]
    parts = allocate_discount(prices, Money.from_minor_units(min(off, sum(p.minor_units for p in prices)), "CNY"))
    lines = [
        Line.of(
            "soft_fruit",
            paid=price - part,
            qty=row[1],
            id=f"line{index}",
            list_price=price,
            own_gift_kept=False,
            own_pays=False,
            **more,
        )
        for index, (row, price, part) in enumerate(zip(rows, prices, parts, strict=True))
    ]
    claims = [claim(of, row[3], qty=min(row[2], row[1])) for of, row in zip(lines, rows, strict=True) if row[2]]
    return lines, claims


@given(carts, st.integers(0, 10**5), st.none() | st.integers(0, 10**5), st.booleans(), st.randoms())
def test_the_order_of_the_lines_changes_nothing_but_the_order_of_the_answers(
    rows: list[tuple[int, int, int, str]], off: int, threshold: int | None, freight: bool, rng: random.Random
):
    more = {"free_shipping_lost": True, "outbound_freight": "3.33 CNY"} if freight else {}
    lines, claims = cart(rows, off, **more)
    if not claims:
        return
    floor = None if threshold is None else Money.from_minor_units(threshold, "CNY")
    offer, gift = Offer(tuple(lines), floor), Gift(tuple(lines), Money("1", "CNY"), False, floor)
    one = decide_lines(POLICY, claims, offers=[offer], gifts=[gift])
    rng.shuffle(lines)
    rng.shuffle(claims)
    offer, gift = Offer(tuple(lines), floor), Gift(tuple(lines), Money("1", "CNY"), False, floor)
    other = decide_lines(POLICY, claims, offers=[offer], gifts=[gift])
    assert (one.outcome, total(one), one.reasons, one.missing) == (
        other.outcome,
        total(other),
        other.reasons,
        other.missing,
    )
    assert sorted(moves(one)) == sorted(moves(other))
    assert list(other.decisions) == [decide(POLICY, each) for each in claims]


@given(carts, st.integers(0, 10**5), st.none() | st.integers(0, 10**5))
def test_an_offer_gives_what_the_formula_gives(rows: list[tuple[int, int, int, str]], off: int, threshold: int | None):
    """Paid in all less the list price of what is kept, worked out on the unit prices; floored at nothing."""
    rows = [(price, qty, claimed, "no_reason") for price, qty, claimed, _ in rows]
    lines, claims = cart(rows, off)
    if not claims:
        return
    kept = sum(price * (qty - min(claimed, qty)) for price, qty, claimed, _ in rows)
    paid = sum(of.paid.minor_units for of in lines)
    floor = None if threshold is None else Money.from_minor_units(threshold, "CNY")
    order = decide_lines(POLICY, claims, offers=[Offer(tuple(lines), floor)])
    assert order.refund is not None
    if threshold is None or kept < threshold:
        assert order.refund.total.minor_units == max(paid - kept, 0)
        assert (order.outcome == "needs_review") is (paid < kept)
    else:
        by_line = sum(found.refund.total.minor_units for found in order.decisions if found.refund is not None)
        assert order.refund.total.minor_units == by_line


@given(carts, st.integers(0, 10**5), st.integers(0, 10**5), st.randoms())
def test_any_sequence_of_returns_gives_back_all_that_was_paid(
    rows: list[tuple[int, int, int, str]], off: int, threshold: int, rng: random.Random
):
    """Unit by unit in any order, through a threshold that is lost on the way: in the end nothing is missing."""
    lines, _ = cart(rows, off)
    back = dict.fromkeys((of.id for of in lines), 0)
    units = [of.id for of in lines for _ in range(of.quantity)]
    rng.shuffle(units)
    refunded = 0
    for id in units:
        now = {
            of.id: attrs.evolve(of, facts=tuple(sorted({**dict(of.facts), "returned_quantity": back[of.id]}.items())))
            for of in lines
        }
        offer = Offer(
            tuple(now.values()),
            Money.from_minor_units(threshold, "CNY"),
            Money.from_minor_units(refunded, "CNY"),
        )
        order = decide_lines(POLICY, [claim(now[id], qty=1)], offers=[offer])
        assert order.refund is not None
        refunded += order.refund.total.minor_units
        back[id] += 1
        assert refunded <= sum(of.paid.minor_units for of in lines)
    assert refunded == sum(of.paid.minor_units for of in lines)


# --- broken input -----------------------------------------------------------------------------------------------------


def test_an_order_that_cannot_be_is_refused_with_every_problem():
    with pytest.raises(InvalidDefinition, match="no claim is given"):
        decide_lines(POLICY, [])
    lost = line("b", "40.91 CNY", threshold_lost=True)
    with pytest.raises(InvalidDefinition) as caught:
        decide_lines(
            POLICY, [claim(line("a", "1 CNY")), claim(line("a", "1 CNY")), claim(lost)], offers=[OVER_100, OVER_100]
        )
    for problem in ("claimed twice", "in two offers", "another sum paid", "says threshold_lost"):
        assert problem in str(caught.value)
    with pytest.raises(MixedCurrencies):
        decide_lines(POLICY, [claim(A), claim(line("x", "1 USD"))])
    with pytest.raises(MixedCurrencies):
        decide_lines(POLICY, [claim(line("x", "1 USD"))], gifts=[Gift((A,), cny("1"))])


def test_lines_without_an_id_may_be_as_many_as_they_like():
    # Two equal purchases of 10.00.
    assert total(decide_lines(POLICY, [claim(line("", "10 CNY"))] * 2)) == "20.00 CNY"


def test_an_offer_that_cannot_be_is_refused_with_every_problem():
    with pytest.raises(InvalidDefinition, match="no lines"):
        Offer(())
    with pytest.raises(InvalidDefinition) as caught:
        Offer((line("", "1 CNY"), line("x", "1 CNY"), line("x", "1 CNY")), threshold=cny("-1"))
    for problem in ("needs an id", "'x' is named twice", "needs the fact list_price", "below 0"):
        assert problem in str(caught.value)
    with pytest.raises(MixedCurrencies):
        Offer((A, line("u", "1 USD", list_price="1 USD")))
    with pytest.raises(MixedCurrencies):
        Gift((A,), Money("1", "USD"))


def test_more_units_than_are_left_go_back_as_those_that_are_left():
    # 2 units, one back before, two claimed: the facts contradict each other, so a person looks, and nothing is paid.
    of = line("x", "10 CNY", qty=2, list_price="10 CNY", returned_quantity=1)
    order = decide_lines(POLICY, [claim(of, qty=2)], offers=[Offer((of,))])
    assert (order.outcome, order.refund) == ("needs_review", None)


def test_the_refund_of_an_order_is_a_plain_value():
    order = decide_lines(POLICY, [claim(A), claim(B)])
    assert isinstance(order.refund, Refund)
    assert hash(order) == hash(decide_lines(POLICY, [claim(A), claim(B)]))
