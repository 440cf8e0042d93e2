"""Taiwan's rescission of distance sales, 消費者保護法 19; every date is worked out by hand."""

from typing import Any

import pytest

from aftersales_core.money.amount import Money
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.statutes.taiwan import TAIWAN_RESCISSION, TaiwanFigures, taiwan_rescission
from tests.returns.abroad_cases import SECOND, asked, at, closes

TAIPEI = "Asia/Taipei"
POLICY = ReturnPolicy("shop", (TAIWAN_RESCISSION,), tz=TAIPEI)


def taipei(text: str):
    """Return an instant of Taipei's wall clock, UTC+8."""
    return at(text, TAIPEI)


GOODS = {"paid": "990 TWD", "outbound_paid": "60 TWD", "signed_at": taipei("2026-03-02 10:00")}
INFORMED = {**GOODS, "withdrawal_information": "in_time"}


@pytest.mark.parametrize(
    ("received", "last"),
    [
        # Monday 2 March and 7 days is Monday the 9th.
        ("2026-03-02 10:00", "2026-03-09"),
        # 00:30 on 3 March in Taipei is 16:30 UTC on the 2nd.
        ("2026-03-03 00:30", "2026-03-10"),
        # Saturday 4 April 2026 is Tomb-Sweeping Day: nothing rolls.
        ("2026-03-28 10:00", "2026-04-04"),
    ],
)
def test_seven_days_from_the_day_after_receipt(received: str, last: str):
    closes(POLICY, taipei(f"{last} 23:59:59"), **{**INFORMED, "signed_at": taipei(received)})


@pytest.mark.parametrize(
    ("informed", "last"),
    [
        # Informed on Friday 20 March: until the 27th.
        ("2026-03-20 15:00", "2026-03-27"),
        # Informed on 30 June: 7 days would end on 7 July, but 4 months from 2 March end on 2 July.
        ("2026-06-30 15:00", "2026-07-02"),
    ],
)
def test_late_information_counts_from_the_next_day_and_the_right_is_gone_after_four_months(informed: str, last: str):
    facts = {**GOODS, "withdrawal_information": "later", "withdrawal_informed_at": taipei(informed)}
    closes(POLICY, taipei(f"{last} 23:59:59"), **facts)


def test_without_information_the_right_lasts_four_months():
    closes(POLICY, taipei("2026-07-02 23:59:59"), **GOODS, withdrawal_information="never")


def test_information_is_asked_for_only_after_seven_days():
    """D5."""
    assert asked(POLICY, taipei("2026-03-09 23:59:59"), **GOODS).outcome == "eligible"
    later = asked(POLICY, taipei("2026-03-09 23:59:59") + SECOND, **GOODS)
    assert later.outcome == "needs_review"
    assert "withdrawal_information" in later.missing
    assert asked(POLICY, taipei("2026-07-03 00:00"), **GOODS).outcome == "ineligible"


@pytest.mark.parametrize(
    ("category", "facts", "code"),
    [
        ("berries", {}, "excluded_perishable_if_told"),
        ("apparel", {"custom_made": True}, "excluded_custom_made_if_told"),
        ("newspapers", {}, "excluded_periodicals_if_told"),
        ("media", {"seal_whole": False}, "excluded_medium_seal_broken_if_told"),
        ("hygiene", {"seal_whole": False}, "excluded_hygiene_opened_if_told"),
        ("apparel", {"personal_hygiene": True, "seal_whole": False}, "excluded_hygiene_opened_if_told"),
    ],
)
def test_reasonable_exceptions_hold_only_if_the_buyer_was_told(category: str, facts: dict[str, Any], code: str):
    """合理例外情事適用準則 2."""
    given = {**INFORMED, **facts}
    told = asked(POLICY, taipei("2026-03-05 12:00"), category, **given, exclusion_notified=True)
    untold = asked(POLICY, taipei("2026-03-05 12:00"), category, **given, exclusion_notified=False)
    unknown = asked(POLICY, taipei("2026-03-05 12:00"), category, **given)
    assert (told.outcome, untold.outcome, unknown.outcome) == ("ineligible", "eligible", "needs_review")
    assert code in told.codes
    assert unknown.missing == ("exclusion_notified",)


def test_food_in_a_seal_is_no_article_of_personal_hygiene():
    facts = {**INFORMED, "seal_whole": False, "exclusion_notified": True}
    assert asked(POLICY, taipei("2026-03-05 12:00"), "packaged_food", **facts).outcome == "eligible"


def test_it_costs_the_buyer_nothing_at_all():
    """990 for the goods and 60 for the delivery; the seller bears the way back, and no use is taken off."""
    decision = asked(POLICY, taipei("2026-03-05 12:00"), **INFORMED, value_loss="300 TWD")
    offer = decision.offer("return_refund")
    assert offer is not None
    assert offer.refund is not None
    assert (offer.refund.total, offer.freight) == (Money("1050", "TWD"), "trader")


def test_a_sale_at_the_door_has_the_right_and_a_shop_has_not():
    assert asked(POLICY, taipei("2026-03-05 12:00"), **INFORMED, channel="door_to_door").outcome == "eligible"
    assert asked(POLICY, taipei("2026-03-05 12:00"), **INFORMED, channel="store").codes == ("no_right",)


def test_without_the_day_of_receipt_nothing_is_granted():
    """D5."""
    decision = asked(POLICY, taipei("2026-03-05 12:00"), **{**INFORMED, "signed_at": None})
    assert (decision.outcome, decision.missing) == ("needs_review", ("signed_at",))


@pytest.mark.parametrize("category", ["hygiene", "media"])
@pytest.mark.parametrize("told", [True, False, None])
def test_a_seal_that_is_not_known_to_be_broken_excludes_nothing(category: str, told: bool | None):
    decision = asked(POLICY, taipei("2026-03-05 12:00"), category, **INFORMED, exclusion_notified=told)
    assert (decision.outcome, decision.missing) == ("eligible", ())


def test_where_nobody_says_what_the_delivery_cost_only_the_price_comes_back():
    facts = {**INFORMED, "outbound_paid": None}
    offer = asked(POLICY, taipei("2026-03-05 12:00"), **facts).offer("return_refund")
    assert offer is not None
    assert offer.refund is not None
    assert offer.refund.total == Money("990", "TWD")


def test_digital_content_goes_to_a_person():
    assert asked(POLICY, taipei("2026-03-05 12:00"), "digital_content", **INFORMED).outcome == "needs_review"


def test_the_figures_are_parameters():
    """Ten days from Monday 2026-03-02 end on Thursday the 12th."""
    longer = ReturnPolicy("shop", (taiwan_rescission(TaiwanFigures(rescission_days=10)),), tz=TAIPEI)
    closes(longer, taipei("2026-03-12 23:59:59"), **INFORMED)
