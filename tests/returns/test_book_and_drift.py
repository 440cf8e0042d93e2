"""Versions of a policy: which binds, and what a changed one flips and why."""

import datetime as dt
from typing import Any

import attrs
import pytest

from aftersales_core import from_json, to_json
from aftersales_core.errors import InvalidPolicy
from aftersales_core.reasons import Reason
from aftersales_core.returns.amounts import Amount, FixedShare
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.book import PolicyBook
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.drift import RightChange, drift, rule_changes
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

EAST = dt.timezone(dt.timedelta(hours=8))
BASIS = Basis("b", "a text", "文本", "1", "proposal", "made for a test", dt.date(2026, 1, 1))
SWITCH = dt.datetime(2026, 5, 1, tzinfo=EAST)


def version(name: str, days: int, begins: dt.datetime | None, **parts: Any) -> ReturnPolicy:
    """Make a version whose window is some days."""
    right = Right(
        "r", ("no_reason",), "return_refund", BASIS, windows=(ReturnWindow(Period.days(days)),), amount=Amount()
    )
    rules = RuleSet("m", "merchant", (attrs.evolve(right, **parts),))
    return ReturnPolicy("shop", (rules,), name, "Asia/Shanghai", effective_from=begins)


OLD = version("1", 30, dt.datetime(2026, 1, 1, tzinfo=EAST))
NEW = version("2", 7, SWITCH)
BOOK = PolicyBook((OLD, NEW))


def claim(ordered_at: dt.datetime | None, day: int = 10) -> Claim:
    """Claim some days after the signing, which was two days after the order."""
    signed = (ordered_at or SWITCH) + dt.timedelta(days=2)
    line = Line.of("apparel", paid="100.00 CNY", ordered_at=ordered_at, signed_at=signed)
    return Claim.of(line, "no_reason", submitted_at=signed + dt.timedelta(days=day))


def test_an_old_order_keeps_the_old_version_to_the_last_microsecond():
    # bagisto/bagisto#11100: a changed window must not touch old orders.
    before = decide(BOOK, claim(SWITCH - dt.timedelta(microseconds=1)))
    assert (before.version, before.outcome) == ("1", "eligible")
    after = decide(BOOK, claim(SWITCH))
    assert (after.version, after.outcome) == ("2", "ineligible")


def test_a_book_may_bind_by_the_claim_instead():
    # JD art. 28 applies the rule at the time of the act.
    by_claim = attrs.evolve(BOOK, binding="submitted_at")
    assert decide(by_claim, claim(SWITCH - dt.timedelta(days=1))).version == "2"
    assert decide(by_claim, claim(SWITCH - dt.timedelta(days=60))).version == "1"


def test_an_unknown_order_date_and_one_before_every_version_need_a_review():
    unknown = decide(BOOK, claim(None))
    assert (unknown.policy, unknown.version, unknown.outcome) == ("shop", "", "needs_review")
    assert unknown.missing == ("ordered_at",)
    early = decide(BOOK, claim(dt.datetime(2025, 1, 1, tzinfo=EAST)))
    assert early.outcome == "needs_review"
    assert early.codes == ("policy_not_in_force",)
    assert early.missing == ()
    assert BOOK.at(dt.datetime(2025, 1, 1, tzinfo=EAST)) is None


def test_a_book_of_which_nobody_could_say_what_holds_is_refused():
    with pytest.raises(InvalidPolicy, match="no version"):
        PolicyBook(())
    other = attrs.evolve(NEW, id="other", version="1")
    with pytest.raises(InvalidPolicy) as raised:
        PolicyBook((NEW, attrs.evolve(OLD, version="1"), other, version("9", 1, None)))
    text = str(raised.value)
    for problem in ("different policies", "must be sorted", "given twice", "does not say from when"):
        assert problem in text


def test_a_book_survives_the_way_through_json():
    assert from_json(PolicyBook, to_json(BOOK)) == BOOK


def test_a_changed_window_shows_the_orders_that_flip_and_why():
    # Of the claims after 5, 10 and 40 days the window of 7 instead of 30 days flips the second, and moves the deadline
    # of the first; the third is closed under both.
    claims = [claim(SWITCH, day) for day in (5, 10, 40)]
    found = drift(OLD, NEW, claims)
    assert found.claims == 3
    assert found.changes == (RightChange("r", "changed", ("windows",)),)
    assert [flip.claim for flip in found.flips] == claims[:2]
    moved, flipped = found.flips
    assert moved.differs == ("deadline",)
    assert flipped.differs == ("outcome", "remedies")
    assert flipped.rights == ("r",)
    assert [reason.code for reason in flipped.reasons_gone] == ["right_granted", "window_open_days"]
    (why,) = flipped.reasons_new
    assert (why.code, why.param("amount")) == ("window_closed_days", 7)
    assert (flipped.before.outcome, flipped.after.outcome) == ("eligible", "ineligible")


def test_a_changed_amount_and_freight_are_told_apart():
    dearer = version("2", 30, SWITCH, amount=Amount(FixedShare(FixedShare().share / 2)), freight="consumer")
    (flip,) = drift(OLD, dearer, [claim(SWITCH, 5)]).flips
    assert flip.differs == ("refund", "freight")


def test_the_same_rules_flip_nothing():
    assert drift(OLD, attrs.evolve(OLD, version="2"), [claim(SWITCH)]).flips == ()


def test_added_and_dropped_rights_are_named():
    right = Right("s", ("quality",), "exchange", BASIS)
    more = OLD.with_rules(RuleSet("n", "merchant", (right,)))
    assert rule_changes(OLD, more) == (RightChange("s", "added"),)
    assert rule_changes(more, OLD) == (RightChange("s", "dropped"),)


def test_a_reason_that_no_version_binds_names_the_instant():
    early = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    assert BOOK.for_claim(claim(early)) == Reason("policy_not_in_force", (("at", early),), "missing")


def test_a_book_without_a_zone_names_the_instant_as_it_is():
    nowhere = PolicyBook((attrs.evolve(OLD, tz=None),))
    early = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    found = nowhere.for_claim(claim(early))
    assert isinstance(found, Reason)
    assert found.param("at") == early
