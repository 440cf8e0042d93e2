"""Packaging, refusal at the door, late delivery, and which lot's signing counts.

D5; JD's standard 27(13) and general rules 5(3) (force majeure), Taobao's rules for disputes 40, 75, 79 (refusal). What
lateness is worth is a proposal.
"""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from aftersales_core.errors import InvalidDefinition
from aftersales_core.returns.marketplaces.produce import (
    LATENESS,
    PRODUCE,
    LatenessFigures,
    ProduceFigures,
    lateness,
    produce,
)
from tests.returns.produce_cases import MARKET, PHOTO_FIGURES, SECOND, SIGNED, ask, money, shop

HOUR = dt.timedelta(hours=1)


def test_damaged_packaging_counts_where_the_goods_are_harmed():
    """D5: packaging: a dented box around whole fruit is no loss."""
    harmed = ask("apples", "packaging", goods_harmed=True, defect_share="0.3")
    assert money(harmed) == "30.00 CNY"
    whole = ask("apples", "packaging", goods_harmed=False, defect_share="0.3")
    assert (whole.outcome, whole.codes[0]) == ("ineligible", "packaging_goods_harmed")
    assert ask("apples", "packaging", defect_share="0.3").missing == ("goods_harmed",)
    assert money(ask("chilled", "packaging", bulging=True)) == "100.00 CNY"


def test_damaged_packaging_has_its_time_and_its_photo():
    last = SIGNED + 48 * HOUR
    facts: dict[str, Any] = {"goods_harmed": True, "defect_share": "0.3"}
    assert ask("apples", "packaging", submitted=last, **facts).outcome == "eligible"
    assert ask("apples", "packaging", submitted=last + SECOND, **facts).outcome == "ineligible"
    assert ask("apples", "packaging", evidence=(), **facts).evidence == ("photo",)
    assert ask("apples", "packaging", goods_harmed=True, defect_share=0).codes[0] == "share_above_tolerance"


def refuse(**facts: Any) -> Any:
    """Decide on fresh goods that were refused at the door at the time of signing."""
    return ask("apples", "refused_delivery", **{"signed_at": None, "refused_at": SIGNED, **facts})


def test_goods_refused_at_the_door_with_visible_damage_are_paid_back():
    """D5: Taobao: refused on the spot with visible damage: refund, and the way back is the seller's."""
    decision = refuse(visible_damage=True)
    assert money(decision) == "100.00 CNY"
    offer = decision.offer("return_refund")
    assert (offer.freight, offer.goods) == ("trader", "picked_up")
    assert refuse(visible_damage=True, evidence=()).evidence == ("photo",)


def test_refusal_without_cause_is_the_buyers_risk():
    decision = refuse(visible_damage=False)
    assert (decision.outcome, decision.codes[0]) == ("ineligible", "refusal_with_cause")
    assert refuse().missing == ("visible_damage",)
    assert refuse(refused_at=None, visible_damage=True).missing == ("refused_at",)


def test_goods_that_come_later_than_promised_may_be_refused_without_a_photo():
    assert refuse(promised_at=SIGNED - SECOND, evidence=()).outcome == "eligible"
    assert refuse(promised_at=SIGNED, visible_damage=False).outcome == "ineligible"


def test_a_refusal_is_claimed_within_48_hours():
    last = SIGNED + 48 * HOUR
    assert refuse(visible_damage=True, submitted=last).outcome == "eligible"
    assert refuse(visible_damage=True, submitted=last + SECOND).outcome == "ineligible"


LATE = shop(PRODUCE, LATENESS)


@pytest.mark.parametrize(
    ("late", "refund"),
    [
        # Proposed: two hours of grace; to 24 h 5 %, to 48 h 10 %, beyond 20 % of 100.00 CNY.
        (dt.timedelta(0), None),
        (dt.timedelta(hours=2), None),
        (dt.timedelta(hours=2, seconds=1), "5.00 CNY"),
        (dt.timedelta(hours=24), "5.00 CNY"),
        (dt.timedelta(hours=24, seconds=1), "10.00 CNY"),
        (dt.timedelta(hours=48), "10.00 CNY"),
        (dt.timedelta(hours=48, microseconds=1), "20.00 CNY"),
        (dt.timedelta(days=30), "20.00 CNY"),
        (-dt.timedelta(hours=5), None),
    ],
)
def test_lateness_is_paid_by_its_hours(late: dt.timedelta, refund: str | None):
    """D5: delay; the amounts are the merchant's."""
    decision = ask("apples", "late_delivery", policy=LATE, promised_at=SIGNED - late)
    assert money(decision) == refund
    if refund is None:
        assert decision.codes[0] == "late_beyond_grace"


def test_force_majeure_excuses_lateness_and_not_spoiled_goods():
    """D5: JD general rules 5(3): no loss beyond the goods; the goods themselves are paid for."""
    facts: dict[str, Any] = {"policy": LATE, "force_majeure": True, "promised_at": SIGNED - 72 * HOUR}
    late = ask("apples", "late_delivery", **facts)
    assert (late.outcome, late.codes[0]) == ("ineligible", "late_force_majeure")
    spoiled = ask(
        "apples", defect_share="0.9", evidence=("overall_photo", "waybill_photo"), submitted=SIGNED + HOUR, **facts
    )
    assert money(spoiled) == "100.00 CNY"


def test_lateness_that_cannot_be_told_is_for_a_person():
    assert ask("apples", "late_delivery", policy=LATE).missing == ("late_hours",)
    assert ask("apples", "late_delivery", policy=LATE, promised_at=SIGNED, signed_at=None).outcome == "needs_review"
    assert ask("apples", "late_delivery", policy=MARKET, promised_at=SIGNED - 9 * HOUR).codes == ("no_right",)


@pytest.mark.parametrize(
    "figures",
    [
        {"grace_hours": 24},
        {"bands": ((48, Fraction(1, 10)), (24, Fraction(2, 10)))},
        {"beyond_share": Fraction(1, 100)},
        {"beyond_share": Fraction(2)},
    ],
)
def test_lateness_figures_in_which_later_is_worth_less_are_refused(figures: dict[str, Any]):
    with pytest.raises(InvalidDefinition, match="lateness figures"):
        LatenessFigures(**figures)


def test_a_shop_sets_its_own_price_of_lateness():
    own = lateness(LatenessFigures(0, (), Fraction(1, 2)))
    assert money(ask("apples", "late_delivery", policy=shop(own), promised_at=SIGNED - SECOND)) == "50.00 CNY"


@pytest.mark.parametrize(
    ("lot", "facts", "hours"),
    [
        # The first lot came three days before the last, the lot in question one day before it.
        ("last", {}, 48),
        ("own", {}, 24),
        ("first", {}, -24),
        # Where nobody says which lot it is, the signing of the last counts.
        ("own", {"lot_signed_at": None}, 48),
        ("first", {"first_signed_at": None}, 48),
    ],
)
def test_the_lot_whose_signing_counts_is_a_figure(lot: Any, facts: dict[str, Any], hours: int):
    """D5: of several deliveries, that of the last lot counts unless the shop says otherwise."""
    policy = shop(produce(ProduceFigures(lot=lot, terms=PHOTO_FIGURES.terms)))
    given: dict[str, Any] = {
        "policy": policy,
        "defect_share": "0.3",
        "lot_signed_at": SIGNED - 24 * HOUR,
        "first_signed_at": SIGNED - 72 * HOUR,
        **facts,
    }
    last = SIGNED + hours * HOUR
    if last >= SIGNED:
        assert ask("apples", submitted=last, **given).outcome == "eligible"
    assert ask("apples", submitted=max(last, SIGNED) + SECOND, **given).outcome == "ineligible"


def test_a_lot_that_came_after_the_last_goes_to_a_person():
    decision = ask("apples", defect_share="0.3", lot_signed_at=SIGNED + HOUR, submitted=SIGNED + 2 * HOUR)
    assert (decision.outcome, decision.codes[0]) == ("needs_review", "facts_lot_after_last")
