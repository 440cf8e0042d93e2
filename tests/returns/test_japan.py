"""Japan's return of mail-order goods, 特定商取引法 15条の3; every date is worked out by hand."""

import datetime as dt
from typing import Any

import pytest

from aftersales_core.money.amount import Money
from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Right, RuleSet
from aftersales_core.returns.statutes.japan import JAPAN_MAIL_ORDER, JapanFigures, japan_mail_order
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period
from tests.returns.abroad_cases import asked, at, closes

TOKYO = "Asia/Tokyo"
OWN = Basis("shop_terms", "Terms of the shop", "商家规则", "1", "proposal", "the shop", dt.date(2026, 1, 1))
THREE_DAYS = RuleSet(
    "shop",
    "merchant",
    (
        Right(
            "shop_three_days",
            ("no_reason",),
            "return_refund",
            OWN,
            windows=(ReturnWindow(Period.days(3)),),
            amount=Amount(),
        ),
    ),
)
LAW = ReturnPolicy("law", (JAPAN_MAIL_ORDER,), tz=TOKYO)
SHOP = ReturnPolicy("shop", (JAPAN_MAIL_ORDER, THREE_DAYS), tz=TOKYO)
BOUGHT = {"paid": "3000 JPY", "signed_at": at("2026-03-02 10:00", TOKYO)}


def tokyo(text: str):
    """Return an instant of Tokyo's wall clock, UTC+9."""
    return at(text, TOKYO)


@pytest.mark.parametrize(
    ("delivered", "last"),
    [
        # Monday 2 March is day 1, so 9 March is day 8.
        ("2026-03-02 10:00", "2026-03-09"),
        # 23:30 in Tokyo is 14:30 UTC of the same day.
        ("2026-03-02 23:30", "2026-03-09"),
        # 00:30 on 3 March in Tokyo is 15:30 UTC on the 2nd; the local date is the 3rd.
        ("2026-03-03 00:30", "2026-03-10"),
        # 29 April 2026 is Showa Day and 6 May a substitute holiday: nothing rolls.
        ("2026-04-29 10:00", "2026-05-06"),
    ],
)
def test_the_day_of_delivery_is_the_first_of_eight(delivered: str, last: str):
    facts = {"paid": "3000 JPY", "signed_at": tokyo(delivered), "return_term_shown": False}
    inside, _ = closes(LAW, tokyo(f"{last} 23:59:59"), **facts)
    assert inside.refund is not None
    assert inside.refund.total == Money("3000", "JPY")
    offer = inside.offer("return_refund")
    assert offer is not None
    assert offer.freight == "consumer"


def test_a_term_that_was_shown_displaces_the_law_even_where_it_gives_less():
    """Three days after Monday 2026-03-02 end on Thursday the 5th; the law's eight days would end on the 9th."""
    facts = {**BOUGHT, "return_term_shown": True}
    inside, outside = closes(SHOP, tokyo("2026-03-05 23:59:59"), **facts)
    assert "right_displaced" in outside.codes
    offer = inside.offer("return_refund")
    assert offer is not None
    assert offer.rights == ("shop_three_days",)


def test_a_term_that_was_not_shown_leaves_the_law_in_place():
    facts = {**BOUGHT, "return_term_shown": False}
    closes(SHOP, tokyo("2026-03-09 23:59:59"), **facts)


def test_whether_the_term_was_shown_is_asked_for():
    """D5: within three days the shop's own rule grants it anyway; after them the answer hangs on the term."""
    assert asked(SHOP, tokyo("2026-03-05 12:00"), **BOUGHT).outcome == "eligible"
    later = asked(SHOP, tokyo("2026-03-07 12:00"), **BOUGHT)
    assert (later.outcome, later.missing) == ("needs_review", ("return_term_shown",))
    alone = asked(LAW, tokyo("2026-03-07 12:00"), **BOUGHT)
    assert (alone.outcome, alone.missing) == ("needs_review", ("return_term_shown",))
    assert asked(SHOP, tokyo("2026-03-10 00:00"), **BOUGHT).outcome == "ineligible"


def test_a_shop_whose_term_is_no_returns_has_none():
    """It has no rule of its own on the ground, and still the default of the law is displaced."""
    decision = asked(LAW, tokyo("2026-03-03 12:00"), **BOUGHT, return_term_shown=True)
    assert decision.outcome == "ineligible"
    assert "own_return_term_shown" in decision.codes


@pytest.mark.parametrize("facts", [{"channel": "store"}, {"channel": "door_to_door"}, {"buyer": "business"}])
def test_the_article_is_about_consumers_who_buy_at_a_distance(facts: dict[str, Any]):
    given = {**BOUGHT, "return_term_shown": False, **facts}
    assert asked(LAW, tokyo("2026-03-03 12:00"), **given).codes == ("no_right",)


def test_a_delivery_that_is_not_known_is_asked_for():
    decision = asked(LAW, tokyo("2026-03-03 12:00"), paid="3000 JPY", return_term_shown=False)
    assert (decision.outcome, decision.missing) == ("needs_review", ("signed_at",))


def test_without_a_time_zone_no_day_can_be_counted():
    nowhere = ReturnPolicy("law", (JAPAN_MAIL_ORDER,))
    decision = asked(nowhere, tokyo("2026-03-03 12:00"), **BOUGHT, return_term_shown=False)
    assert decision.outcome == "needs_review"
    assert "tz" in decision.missing


def test_the_figure_is_a_parameter():
    """Ten days with Monday 2026-03-02 as the first end on Wednesday the 11th."""
    longer = ReturnPolicy("law", (japan_mail_order(JapanFigures(return_days=10)),), tz=TOKYO)
    closes(longer, tokyo("2026-03-11 23:59:59"), **BOUGHT, return_term_shown=False)
