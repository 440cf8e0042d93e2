"""Refunds worked by hand: what users of other shops asked for, the Chinese measures, and the edges of every step."""

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from aftersales_core.errors import InvalidAmount, InvalidDefinition, MixedCurrencies, WrongType
from aftersales_core.money import Money
from aftersales_core.reasons import Reason, render
from aftersales_core.returns.amounts import (
    Adjustment,
    Amount,
    Band,
    FactShare,
    FixedShare,
    Head,
    MoneyFact,
    PerDay,
    PriceWith,
    ShareOf,
)
from aftersales_core.returns.conditions import yes
from aftersales_core.returns.decide import decide
from aftersales_core.returns.refund import Refund, RefundHead, RefundStep, Unknown, heads_of, refund_of
from aftersales_core.returns.settle import allocate_discount
from aftersales_core.returns.texts.refund import TEXTS
from tests.returns.refund_cases import POLICY, RESETTLED, claim, codes, facts, line, paid_back, refund

WHOLE = Amount()
RATIO = Amount(FactShare())


def net(prices: list[str], discount: str) -> list[str]:
    """What is paid for each line after a discount on the order."""
    listed = [Money.parse(price) for price in prices]
    parts = allocate_discount(listed, Money.parse(discount))
    return [str(price - part) for price, part in zip(listed, parts, strict=True)]


# --- what users asked for ---------------------------------------------------------------------------------------------


def test_a_whole_order_discount_leaves_with_the_line_it_was_given_on():
    # solidusio/solidus#512: 6 + 4 with 10 % off (1.00), 9.00 paid. The first line's part is 1 x 6/10 = 0.60: 5.40 back.
    assert net(["6.00 GBP", "4.00 GBP"], "1.00 GBP") == ["5.40 GBP", "3.60 GBP"]
    assert paid_back(WHOLE, facts("5.40 GBP")) == "5.40 GBP"


def test_a_discount_is_not_shared_out_anew_over_what_is_kept():
    # vendurehq/vendure#4811: 50 + 10 with 10 off. 10 x 50/60 = 8.33 and 1.67. The first goes back: 41.67; 8.33 is kept.
    # woocommerce/woocommerce#28436 asks the same in words: the distribution stays what it was.
    assert net(["50 USD", "10 USD"], "10 USD") == ["41.67 USD", "8.33 USD"]
    assert paid_back(WHOLE, facts("41.67 USD")) == "41.67 USD"


def test_only_the_refunded_lines_part_of_a_voucher_is_taken_off():
    # PrestaShop/PrestaShop#42502 (18319): 150 + 60, 20 % (42) off, 168 paid. 42 x 150/210 = 30: 120 back, not 108.
    assert net(["150 EUR", "60 EUR"], "42 EUR") == ["120.00 EUR", "48.00 EUR"]


def test_a_coupon_on_one_line_touches_no_other():
    # woocommerce/woocommerce#24483: 10 % off A (100) only; B (200) is not part of the discount.
    assert net(["100 USD"], "10 USD") == ["90.00 USD"]
    assert paid_back(WHOLE, facts("200.00 USD")) == "200.00 USD"


def test_two_of_three_discounted_units_give_two_thirds_of_what_was_paid():
    # smartlabsAT/sonata-project-ecommerce#177, case 1: 3 x 100 less 10 % = 270; two back: 2 x 90 = 180, not 200.
    assert paid_back(WHOLE, facts("270.00 EUR", qty=3, claimed=2)) == "180.00 EUR"


def test_two_of_five_units_keep_their_own_discount():
    # vendurehq/vendure#3885: 5 x 5.50 less 2.75 = 24.75; two cancelled by the shop: 2 x 4.95 = 9.90.
    assert paid_back(WHOLE, facts("24.75 EUR", qty=5, claimed=2)) == "9.90 EUR"


def test_a_lost_threshold_is_resettled_at_list_prices():
    # sonata-project-ecommerce#177, case 3: 6 x 50 = 300, 10 % from 300 on: 270 paid. Five go back, one is kept at its
    # list price of 50: 270 - 50 = 220, where the discounted price would have given 5 x 45 = 225.
    known = facts("270.00 EUR", qty=6, claimed=5)
    lost = known | {"threshold_lost": True, "order_paid": Money("270", "EUR"), "kept_list_total": Money("50", "EUR")}
    found = refund(RESETTLED, lost | {"own_gift_kept": False, "free_shipping_lost": False})
    assert (str(found.total), codes(found)) == ("220.00 EUR", ["refund_resettled"])
    assert paid_back(WHOLE, known) == "225.00 EUR"


def test_all_cents_of_a_discounted_line_come_back():
    # woocommerce/woocommerce#64668: 10 x 23.90 = 239.00 less 25 % = 179.25; the whole line: 179.25, not 179.26. By
    # units: 17.925 rounds to 17.93, and the sums upto k are 17.93, 35.85, 53.78 ...: 17.93 + 17.92 + 17.93 ...
    assert paid_back(WHOLE, facts("179.25 GBP", qty=10)) == "179.25 GBP"
    lots = [paid_back(WHOLE, facts("179.25 GBP", qty=10, after=back, claimed=1)) for back in range(10)]
    assert lots == ["17.93 GBP", "17.92 GBP"] * 5


def test_the_parts_of_an_assembly_add_up_to_its_price():
    # solidusio-contrib/solidus_product_assembly#43 (and #61): three equal parts of 10.00: 3.33 + 3.34 + 3.33 = 10.00.
    lots = [refund(WHOLE, facts("10.00 USD", qty=3, after=back, claimed=1)).total for back in range(3)]
    assert [str(lot) for lot in lots] == ["3.33 USD", "3.34 USD", "3.33 USD"]
    assert Money.total(lots, "USD") == Money("10", "USD")
    # #61: 159.99 of which 86.78 and 73.20 were shown, a cent short: allocated by those weights the cent is not lost.
    # 86.78 x 159.99/159.98 = 86.7854.., 73.20 x 159.99/159.98 = 73.2045..: floors 86.78 + 73.20, the cent to 0.54.
    assert net(["86.79 USD", "73.20 USD"], "0.00 USD") == ["86.79 USD", "73.20 USD"]
    assert [str(part) for part in Money("159.99", "USD").allocate(["86.78", "73.20"])] == ["86.79 USD", "73.20 USD"]


# --- the Chinese measures on seven-day returns (七日无理由退货暂行办法) ------------------------------------


def chinese(**more: Any) -> dict[str, Any]:
    return facts("60.00 CNY") | {"own_gift_kept": False, "free_shipping_lost": False} | more


def test_a_gift_that_is_kept_costs_the_price_stated_beforehand():
    # Article 12: 60.00 - 9.90 = 50.10. A gift that comes back costs nothing.
    assert paid_back(RESETTLED, chinese(own_gift_kept=True, gift_price=Money("9.90", "CNY"))) == "50.10 CNY"
    assert paid_back(RESETTLED, chinese(gift_price=Money("9.90", "CNY"))) == "60.00 CNY"


def test_a_gift_without_a_stated_price_leaves_the_refund_open():
    # Article 12 knows only the price that was stated beforehand, so the shop must say whether there is one.
    assert refund_of(RESETTLED, chinese(own_gift_kept=True)) == Unknown(("gift_price",))


def test_what_comes_back_is_what_was_really_paid():
    # Article 17: 100.00 list, 60.00 paid.
    assert paid_back(RESETTLED, chinese(list_price=Money("100", "CNY"))) == "60.00 CNY"


def test_a_lost_discount_is_settled_by_the_prices_at_the_purchase():
    # Article 17(2): 20 off 100: A 60 + B 50 = 110, 90 paid. A goes back, B is kept at 50: 90 - 50 = 40.
    found = refund(RESETTLED, chinese(threshold_lost=True, order_paid=cny("90"), kept_list_total=cny("50")))
    assert str(found.total) == "40.00 CNY"
    assert found.steps == (RefundStep("refund_resettled", Fraction(40), Fraction(40)),)


def test_what_a_lost_discount_withheld_comes_back_with_the_rest_of_the_order():
    # As above; then B goes back too: 90 - 0 - 40 = 50, though only 40.91 was paid for it. 40 + 50 = 90.
    rest = chinese(
        paid=cny("40.91"),
        threshold_lost=True,
        order_paid=cny("90"),
        kept_list_total=cny("0"),
        order_refunded=cny("40"),
    )
    assert paid_back(RESETTLED, rest) == "50.00 CNY"


def test_a_resettlement_below_zero_pays_nothing_and_asks_for_a_person():
    # Article 17(2), "collect what is short": 90 paid, kept at 95: 90 - 95 = -5.
    found = refund(RESETTLED, chinese(threshold_lost=True, order_paid=cny("90"), kept_list_total=cny("95")))
    assert (str(found.total), found.needs_review) == ("0.00 CNY", True)
    assert found.steps == (
        RefundStep("refund_resettled", Fraction(-5), Fraction(-5)),
        RefundStep("refund_owed_by_buyer", Fraction(5), Fraction(0)),
    )


def test_delivery_that_was_free_only_over_a_threshold_may_be_taken_off():
    # Article 18(2): 60.00 - 8.00 = 52.00.
    assert paid_back(RESETTLED, chinese(free_shipping_lost=True, outbound_freight=cny("8"))) == "52.00 CNY"


def test_sums_above_the_price_leave_nothing_and_no_debt():
    # 60.00 - 70.00 < 0: nothing is paid, and nobody has to look, since no resettlement is at issue.
    found = refund(RESETTLED, chinese(free_shipping_lost=True, outbound_freight=cny("70")))
    assert (str(found.total), found.needs_review) == ("0.00 CNY", False)
    assert found.steps[-1] == RefundStep("refund_not_below_zero", Fraction(10), Fraction(0))


def cny(amount: str) -> Money:
    return Money(amount, "CNY")


# --- each step --------------------------------------------------------------------------------------------------------


def test_a_ratio_keeps_its_fraction_until_the_one_rounding():
    # 39.90 x 1/3 = 13.30; 10.00 x 1/3 = 3.333..: 3.33; 10.01 x 1/2 = 5.005: 5.01, a half away from zero.
    found = refund(RATIO, facts("10.00 CNY", defect_share=Fraction(1, 3)))
    assert found.steps == (
        RefundStep("refund_units", Fraction(10), Fraction(10)),
        RefundStep("refund_share", Fraction(-20, 3), Fraction(10, 3), Fraction(1, 3)),
    )
    assert str(found.total) == "3.33 CNY"
    assert paid_back(RATIO, facts("39.90 CNY", defect_share=Fraction(1, 3))) == "13.30 CNY"
    assert paid_back(RATIO, facts("10.01 CNY", defect_share=Fraction(1, 2))) == "5.01 CNY"


def test_two_roundings_would_have_been_wrong():
    # 0.03 x 1/2 = 0.015, plus a tenth of it 0.0015: 0.0165 -> 0.02. Rounded first: 0.02 + 0.00 = 0.02; and of 0.01:
    # 0.005 - 0.0005 = 0.0045 -> 0.00, where rounding first gives 0.01 - 0.00 = 0.01.
    fee = Amount(FactShare(), adjustments=(Adjustment("fee", -1, ShareOf(Fraction(1, 10), of="so_far")),))
    assert paid_back(fee, facts("0.01 CNY", defect_share=Fraction(1, 2))) == "0.00 CNY"


@pytest.mark.parametrize(
    ("share", "expected"),
    [("0", "0"), ("0.1", "10"), ("0.11", "30"), ("0.3", "30"), ("0.5", "50"), ("0.6", "60"), ("0.7", "70")],
)
def test_bands_are_ceilings_that_include_their_limit(share: str, expected: str):
    # JD's table: up to 10 % 10, to 30 % 30, to 50 % its own share here, above 70 % all; 60 % is in no band: itself.
    bands = (Band(Fraction("0.1"), Fraction("0.1")), Band(Fraction("0.3"), Fraction("0.3")), Band(Fraction("0.5")))
    amount = Amount(FactShare(bands=bands, full_above=Fraction("0.7")))
    known = facts("100 CNY", defect_share=Fraction(share))
    assert refund(amount, known).total == cny(expected)


def test_strictly_more_than_the_severe_share_gives_everything():
    amount = Amount(FactShare(full_above=Fraction("0.7")))
    assert paid_back(amount, facts("100 CNY", defect_share=Fraction("0.70"))) == "70.00 CNY"
    assert paid_back(amount, facts("100 CNY", defect_share=Fraction("0.7001"))) == "100.00 CNY"


def test_a_condition_gives_everything_whatever_the_share():
    amount = Amount(FactShare(full_when=yes("own_odour")))
    assert paid_back(amount, facts("100 CNY", own_odour=True)) == "100.00 CNY"
    assert paid_back(amount, facts("100 CNY", own_odour=False, defect_share=Fraction(1, 4))) == "25.00 CNY"


def test_an_unknown_full_trigger_leaves_the_refund_open_unless_all_is_given_anyway():
    amount = Amount(FactShare(full_when=yes("own_odour"), full_above=Fraction("0.7")))
    assert refund_of(amount, facts("100 CNY", defect_share=Fraction(1, 4))) == Unknown(("own_odour",))
    assert refund_of(amount, facts("100 CNY")) == Unknown(("defect_share",))
    assert paid_back(amount, facts("100 CNY", defect_share=Fraction(3, 4))) == "100.00 CNY"


def test_a_share_within_the_tolerance_gives_nothing_and_the_least_share_does_not_change_that():
    # A tolerance of 5 %: 5 % gives nothing, 6 % at least a fifth, 30 % itself.
    amount = Amount(FactShare(tolerance=Fraction("0.05")), at_least=Fraction(1, 5))
    for share, expected in (("0.05", "0.00 CNY"), ("0.06", "20.00 CNY"), ("0.3", "30.00 CNY")):
        assert paid_back(amount, facts("100 CNY", defect_share=Fraction(share))) == expected
    assert paid_back(Amount(FixedShare(Fraction(1, 10)), at_least=Fraction(1, 5)), facts("100 CNY")) == "20.00 CNY"
    assert paid_back(Amount(FixedShare(Fraction(1, 10))), facts("100 CNY")) == "10.00 CNY"


def test_a_whole_number_may_be_a_share():
    assert paid_back(RATIO, facts("100 CNY", defect_share=1)) == "100.00 CNY"


def test_depreciation_counts_only_the_days_in_use():
    # Three guarantees: 3000.00 x 0.25 % x (100 - 20) days = 600.00 off: 2400.00. More days off than on: nothing is off.
    day = PerDay(Fraction("0.0025"), "own_days", ("own_repair_days",))
    amount = Amount(adjustments=(Adjustment("depreciation", -1, day),))
    assert paid_back(amount, facts("3000 CNY", own_days=100, own_repair_days=20)) == "2400.00 CNY"
    assert paid_back(amount, facts("3000 CNY", own_days=10, own_repair_days=20)) == "3000.00 CNY"


def test_every_fact_that_a_sum_lacks_is_named_once():
    day = PerDay("own_rate", "own_days", ("own_repair_days", "own_days"))
    amount = Amount(
        FactShare(),
        adjustments=(
            Adjustment("depreciation", -1, day),
            Adjustment("fee", -1, ShareOf("own_fee_share")),
            Adjustment("loss", -1, MoneyFact("value_loss"), at_most=(PriceWith(Fraction(1), ("own_tax",)),)),
            Adjustment("label", -1, MoneyFact("return_label_cost"), yes("own_pays_label")),
        ),
        resettle=True,
    )
    known = facts("100 CNY", threshold_lost=True)
    assert refund_of(amount, known) == Unknown(
        (
            "order_paid",
            "kept_list_total",
            "defect_share",
            "own_rate",
            "own_days",
            "own_repair_days",
            "own_fee_share",
            "value_loss",
            "own_tax",
            "own_pays_label",
        )
    )
    named = set(amount.names())
    assert {"threshold_lost", "own_tax", "own_fee_share", "own_rate", "own_days", "value_loss"} <= named


def test_whether_a_threshold_is_lost_must_be_known():
    known = facts("100 CNY")
    del known["threshold_lost"]
    assert refund_of(Amount(resettle=True), known) == Unknown(("threshold_lost",))
    assert paid_back(WHOLE, known) == "100.00 CNY"


def test_a_case_without_price_or_counts_names_them():
    assert refund_of(WHOLE, {}) == Unknown(("paid", "quantity", "returned_quantity", "claimed_quantity"))
    assert heads_of((Head("treble", 3),), {}) == ()


def test_restocking_fee_label_and_loss_of_value_come_off_and_delivery_comes_back():
    # 200.00 - 10 % (20.00) - 7.50 - 12.25 = 160.25; the delivery of 5.90 that was paid beside it: 166.15.
    amount = Amount(
        adjustments=(
            Adjustment("restocking", -1, ShareOf(Fraction(1, 10))),
            Adjustment("label", -1, MoneyFact("return_label_cost")),
            Adjustment("loss", -1, MoneyFact("value_loss")),
            Adjustment("delivery", 1, MoneyFact("outbound_paid"), at_most=(MoneyFact("outbound_freight"),)),
        )
    )
    known = facts(
        "200 EUR",
        return_label_cost="7.50 EUR",
        value_loss="12.25 EUR",
        outbound_paid="9 EUR",
        outbound_freight="5.90 EUR",
    )
    found = refund(amount, known)
    assert str(found.total) == "166.15 EUR"
    assert [(step.code, step.sum) for step in found.steps] == [
        ("refund_units", Fraction(200)),
        ("restocking", Fraction(180)),
        ("label", Fraction("172.5")),
        ("loss", Fraction("160.25")),
        ("delivery", Fraction("166.15")),
    ]
    assert {"outbound_paid", "outbound_freight"} <= set(amount.names())


def test_a_delivery_paid_beside_the_price_is_not_cut_by_it():
    # Goods 40.00 in two units, delivery 8.00. Whole: 48.00. After 28.00 (one unit, delivery): 40 - 28 + 8 = 20.00.
    amount = Amount(adjustments=(Adjustment("delivery", 1, MoneyFact("outbound_paid")),))
    assert paid_back(amount, facts("40 CNY", outbound_paid="8 CNY")) == "48.00 CNY"
    second = facts("40 CNY", qty=2, after=1, outbound_paid="8 CNY", refunded="28 CNY")
    assert paid_back(amount, second) == "20.00 CNY"


def test_no_more_comes_back_than_was_paid_and_not_refunded_before():
    # 100.00 paid, 70.00 refunded before, 50.00 would be due: 30.00. More refunded than paid: nothing, not a debt.
    found = refund(WHOLE, facts("100 CNY", qty=2, claimed=1, refunded="70 CNY"))
    assert found.steps[-1] == RefundStep("refund_capped", Fraction(-20), Fraction(30))
    assert str(found.total) == "30.00 CNY"
    assert paid_back(WHOLE, facts("100 CNY", refunded="120 CNY")) == "0.00 CNY"
    extra = Amount(adjustments=(Adjustment("extra", 1, ShareOf(Fraction(1, 10))),))
    assert paid_back(extra, facts("100 CNY")) == "100.00 CNY"


def test_a_step_that_changes_nothing_is_not_taken():
    # The whole price, nothing of it, a share of nothing, and a resettlement at nothing from which 1.00 is taken off.
    assert codes(refund(WHOLE, facts("10 CNY"))) == ["refund_units"]
    assert codes(refund(Amount(FixedShare(Fraction(0))), facts("10 CNY"))) == ["refund_units", "refund_share"]
    assert codes(refund(RATIO, facts("0 CNY", defect_share=Fraction(1, 2)))) == ["refund_units"]
    known = chinese(threshold_lost=True, order_paid=cny("9"), kept_list_total=cny("9"), value_loss=cny("1"))
    assert codes(refund(RESETTLED, known)) == ["refund_resettled", "loss_off", "refund_not_below_zero"]


def test_the_cap_is_compared_before_rounding():
    # 10.00 x (1 + 0.0004) = 10.004, which is more than 10.00 though both round to the same.
    extra = Amount(adjustments=(Adjustment("extra", 1, ShareOf(Fraction("0.0004"))),))
    assert refund(extra, facts("10 CNY")).steps[-1].code == "refund_capped"
    # And a sum of minus a tenth of a cent is below zero, though it rounds to nothing.
    less = Amount(FixedShare(Fraction(0)), adjustments=(Adjustment("less", -1, ShareOf(Fraction("0.0001"))),))
    assert refund(less, facts("10 CNY")).steps[-1] == RefundStep(
        "refund_not_below_zero", Fraction("0.001"), Fraction(0)
    )


def test_treatment_may_pass_the_price_within_its_own_limits():
    # California: 150 % of the price, and the tax: 1.5 x 400 + 32 = 632. New York: at most the price. Connecticut: at
    # most the price, but at least 500, so the larger of 400 and 500.
    def cost(*limits: Any) -> Amount:
        step = Adjustment("vet", 1, MoneyFact("own_vet"), at_most=limits)
        return Amount(adjustments=(step,), from_zero=True, beyond_price=True)

    known = facts("400 USD", own_vet="900 USD", own_tax="32 USD", refunded="100 USD")
    assert paid_back(cost(PriceWith(Fraction(3, 2), ("own_tax",))), known) == "632.00 USD"
    assert paid_back(cost(Fraction(1)), known) == "400.00 USD"
    assert paid_back(cost(Fraction(1), Money("500", "USD")), known) == "500.00 USD"
    assert codes(refund(cost(), known)) == ["refund_from_zero", "vet"]
    assert paid_back(cost(), known) == "900.00 USD"
    assert refund_of(cost(Money("500", "EUR")), known) == Unknown(("paid",))


def test_the_price_itself_never_passes_what_is_left_of_it():
    # 400 paid, 150 refunded: 250 left; the treatment of 100 beside it: 350, not 500.
    amount = Amount(adjustments=(Adjustment("vet", 1, MoneyFact("own_vet")),), beyond_price=True)
    assert paid_back(amount, facts("400 USD", own_vet="100 USD", refunded="150 USD")) == "350.00 USD"


def test_beyond_the_price_a_limit_of_fractions_is_rounded_once():
    # 10.00 whole, 5.00 refunded, a third of it on top: limit 5 + 10/3 = 8.333: 8.33.
    amount = Amount(adjustments=(Adjustment("more", 1, ShareOf(Fraction(1, 3))),), beyond_price=True)
    found = refund(amount, facts("10 USD", refunded="5 USD"))
    assert (str(found.total), found.steps[-1].sum) == ("8.33 USD", Fraction(25, 3))


def test_from_nothing_reads_no_share():
    amount = Amount(FactShare(), adjustments=(Adjustment("late", 1, MoneyFact("own_late")),), from_zero=True)
    assert paid_back(amount, facts("100 CNY", own_late="5 CNY")) == "5.00 CNY"
    assert set(amount.names()) == {"own_late"}


def test_a_fee_of_what_is_left_is_never_negative():
    # The sum so far is below zero, so a tenth of it is nothing.
    amount = Amount(
        adjustments=(
            Adjustment("off", -1, MoneyFact("value_loss")),
            Adjustment("fee", -1, ShareOf(Fraction(1, 10), "so_far")),
        )
    )
    found = refund(amount, facts("10 CNY", value_loss="15 CNY"))
    assert found.steps[2].amount == 0


def test_currencies_without_decimals_and_with_three_are_rounded_to_their_own_unit():
    # 1000 yen x 1/3 = 333.3: 333. 1.000 dinar x 1/3 = 0.3333: 0.333.
    assert paid_back(RATIO, facts("1000 JPY", defect_share=Fraction(1, 3))) == "333 JPY"
    assert paid_back(RATIO, facts("1.000 KWD", defect_share=Fraction(1, 3))) == "0.333 KWD"


def test_heads_stand_beside_the_refund():
    # Consumer law 55: three times 100.00 is 300.00, at least 500. Food safety law 148: ten times 100.00, or three times
    # a loss of 400.00 = 1200.00, at least 1000.
    treble = Head("treble", 3, at_least=cny("500"))
    tenfold = Head("tenfold", 10, at_least=cny("1000"), loss_fact="own_loss", loss_times=3)
    known = facts("100 CNY", own_loss="400 CNY")
    assert heads_of((treble, tenfold), known) == (
        RefundHead("treble", cny("500")),
        RefundHead("tenfold", cny("1200")),
    )
    assert heads_of((tenfold,), facts("300 CNY")) == (RefundHead("tenfold", cny("3000")),)
    assert heads_of((treble,), facts("100 USD")) == (RefundHead("treble", Money("300", "USD")),)


# --- broken input -----------------------------------------------------------------------------------------------------


def test_more_units_than_are_left_count_as_those_that_are_left():
    assert paid_back(WHOLE, facts("10 CNY", qty=3, after=2, claimed=5)) == "3.33 CNY"
    assert paid_back(WHOLE, facts("10 CNY", qty=3, after=7, claimed=1)) == "0.00 CNY"
    assert paid_back(WHOLE, facts("10 CNY", qty=3, claimed=0)) == "0.00 CNY"


@pytest.mark.parametrize(
    "broken",
    [{"quantity": 0}, {"quantity": -1}, {"returned_quantity": -1}, {"claimed_quantity": -1}, {"paid": cny("-1")}],
)
def test_counts_and_money_below_zero_are_refused(broken: dict[str, Any]):
    with pytest.raises(InvalidDefinition, match="counts and money not below 0"):
        refund_of(WHOLE, facts("10 CNY") | broken)


def test_sums_of_another_currency_are_refused():
    amount = Amount(adjustments=(Adjustment("loss", -1, MoneyFact("value_loss")),))
    with pytest.raises(MixedCurrencies):
        refund_of(amount, facts("10 CNY", value_loss="1 USD"))
    with pytest.raises(MixedCurrencies):
        line("a", "10 CNY", list_price="1 USD")


@pytest.mark.parametrize(
    ("paid", "error"), [("NaN CNY", InvalidAmount), ("1E1000000 CNY", InvalidAmount), ("Infinity CNY", InvalidAmount)]
)
def test_numbers_that_are_no_money_never_reach_a_refund(paid: str, error: type[Exception]):
    with pytest.raises(error):
        line("a", paid)


def test_shares_that_are_none_never_reach_a_refund():
    for share in (Decimal("NaN"), Decimal("1E1000000"), float("nan"), "1E1000000"):
        with pytest.raises(InvalidAmount):
            claim(line("a", "10 CNY"), "quality", defect_share=share)
    for share in ("1.01", -1, True):
        with pytest.raises(WrongType):
            claim(line("a", "10 CNY"), "quality", defect_share=share)


@pytest.mark.parametrize("qty", [0, -1, 10**12 + 1])
def test_quantities_that_nobody_buys_are_refused(qty: int):
    with pytest.raises(InvalidDefinition):
        line("a", "10 CNY", qty=qty)
    with pytest.raises(InvalidDefinition):
        claim(line("a", "10 CNY"), qty=qty)


def test_huge_counts_are_split_to_the_cent():
    # 10^12 units of 999999999999999999.99: one unit is 999999.999.. -> 1000000.00, and one less than all the rest.
    known = facts("999999999999999999.99 CNY", qty=10**12, claimed=1)
    assert paid_back(WHOLE, known) == "1000000.00 CNY"
    rest = facts("999999999999999999.99 CNY", qty=10**12, after=1)
    assert paid_back(WHOLE, rest) == "999999999998999999.99 CNY"


def test_definitions_that_give_no_share_are_refused():
    for broken in (
        lambda: FixedShare(Fraction(2)),
        lambda: FixedShare(Fraction(-1, 2)),
        lambda: Band(Fraction(2)),
        lambda: Band(Fraction(1, 2), Fraction(3, 2)),
        lambda: FactShare(tolerance=Fraction(-1)),
        lambda: FactShare(full_above=Fraction(2)),
        lambda: FactShare(bands=(Band(Fraction(1, 2)), Band(Fraction(1, 3)))),
        lambda: FactShare(bands=(Band(Fraction(1, 2)), Band(Fraction(1, 2)))),
        lambda: Amount(at_least=Fraction(2)),
        lambda: Adjustment("x", 0, MoneyFact("paid")),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidDefinition):
            broken()


# --- through the decision ---------------------------------------------------------------------------------------------


def test_a_decision_asks_for_the_share_that_its_refund_needs():
    """C1: an unknown fact is never taken for a yes."""
    decision = decide(POLICY, claim(line("a", "39.90 CNY"), "quality"))
    assert (decision.outcome, decision.missing) == ("needs_evidence", ("defect_share",))
    told = decide(POLICY, claim(line("a", "39.90 CNY"), "quality", defect_share="0.3"))
    # 39.90 x 0.3 = 11.97.
    assert told.refund is not None
    assert str(told.refund.total) == "11.97 CNY"


def test_a_refund_is_a_plain_value():
    found = refund(RATIO, facts("10.00 CNY", defect_share=Fraction(1, 3)))
    assert pickle.loads(pickle.dumps(found)) == found
    assert isinstance(hash(found), int)
    assert isinstance(found, Refund)
    assert found.step("refund_share") == found.steps[1]
    assert found.step("refund_capped") is None


@pytest.mark.parametrize("code", sorted(TEXTS.codes))
def test_every_step_reads_in_both_languages(code: str):
    reason = Reason.of(code, "unmet", actor="Li", note="n", remedy="refund_only")
    assert render(reason, "en", TEXTS) != render(reason, "zh", TEXTS)


def test_every_step_that_the_engine_takes_has_a_text():
    taken = {"refund_units", "refund_share", "refund_resettled", "refund_capped", "refund_not_below_zero"}
    assert taken | {"refund_from_zero", "refund_owed_by_buyer", "goodwill_granted"} <= set(TEXTS.codes)
