"""What stands open before any claim: never at odds with the decision on the claim itself."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftersales_core.errors import NaiveDatetime
from aftersales_core.money.amount import Money
from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.category_table import CATEGORIES
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.conditions import AllOf, AnyOf, Is, Known, Not, no, yes
from aftersales_core.returns.decide import decide
from aftersales_core.returns.evidence import AllEvidence, EvidenceItem
from aftersales_core.returns.evidence_table import EVIDENCE
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.needs import is_of_the_claim, reads
from aftersales_core.returns.options import Option, options
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period
from tests.returns import drawn, shipped_rules

BASIS = Basis("test", "a test", "测试", "1", "proposal", "made up for a test", dt.date(2026, 1, 1))
SIGNED = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
"""17:00 on Monday 2 March 2026 in Shanghai, where the goods were signed for."""

CHANGE_OF_MIND = Right(
    "seven_days",
    ("no_reason",),
    "return_refund",
    BASIS,
    windows=(ReturnWindow(Period.days(7)),),
    exclusions=(Clause.of("excluded_perishable", yes("perishable")),),
    requires=(Clause.of("seal_broken", AnyOf((no("sealed"), yes("seal_whole")))),),
    amount=Amount(),
    freight="consumer",
    goods="back",
)
FRESH_QUALITY = Right(
    "fresh_quality",
    ("quality",),
    "refund_only",
    BASIS,
    categories=("fresh",),
    windows=(ReturnWindow(Period.hours(48)),),
    evidence=AllEvidence((EvidenceItem("overall_photo"), EvidenceItem("waybill_photo"))),
    amount=Amount(),
)
CONFIRMED_FAULT = Right(
    "confirmed_fault",
    ("quality",),
    "exchange",
    BASIS,
    categories=("goods",),
    windows=(ReturnWindow(Period.days(15)),),
    requires=(Clause.of("defect_not_confirmed", yes("defect_confirmed")),),
    rank=1,
)
LATER = Right(
    "after_a_week",
    ("fault",),
    "repair",
    BASIS,
    windows=(ReturnWindow(Period.days(30), opens=Period.days(7)),),
)
REPORTED = Right(
    "told_in_time",
    ("damage",),
    "replacement",
    BASIS,
    windows=(ReturnWindow(Period.hours(24), done="reported_at"),),
)
SENT = Right(
    "sent_in_time",
    ("short_dated",),
    "return_refund",
    BASIS,
    windows=(ReturnWindow(Period.days(7), done="sent_back_at"),),
)
DEATH = Right("died", ("illness",), "treatment_cost", BASIS, applies=AllOf((Known("died_at"), Not(Known("opened")))))
OWN = Right("own", ("packaging",), "store_credit", BASIS, requires=(Clause.of("not_a_member", yes("own_member")),))
STORE = Right("store", ("late_delivery",), "refund_only", BASIS, applies=Is("channel", ("store",)))
BY_HAND = Right("by_hand", ("fraud",), "refund_only", BASIS, refers=(Clause.of("fraud_is_looked_at", yes("sealed")),))
SHOP = ReturnPolicy(
    "shop",
    (
        RuleSet(
            "shop",
            "merchant",
            (CHANGE_OF_MIND, FRESH_QUALITY, CONFIRMED_FAULT, LATER, REPORTED, SENT, DEATH, OWN, STORE, BY_HAND),
        ),
    ),
    tz="Asia/Shanghai",
)
POLICIES = (SHOP, *shipped_rules.policies())


def after(days: float) -> dt.datetime:
    """An instant some days after the signing."""
    return SIGNED + dt.timedelta(days=days)


def line(category: str = "toys", **facts: Any) -> Line:
    """A line of two units that was signed for."""
    return Line.of(category, paid="40.00 CNY", qty=2, **{"signed_at": SIGNED, **facts})


def option(of: Iterable[Option], kind: str, remedy: str | None = None) -> Option:
    """The option on a kind of claim, to one remedy or the first."""
    return next(one for one in of if one.kind == kind and remedy in {None, one.remedy})


def test_every_kind_that_the_policy_answers_has_an_option_in_the_order_of_the_vocabulary():
    """E4: quality leads to a refund or an exchange; each class of complaint has its own ways out."""
    kinds = [one.kind for one in options(SHOP, line(), at=after(1))]
    expected = [
        "no_reason",
        "quality",
        "fault",
        "damage",
        "packaging",
        "late_delivery",
        "short_dated",
        "illness",
        "fraud",
    ]
    assert kinds == expected


def test_a_window_is_open_until_its_last_second_and_closed_from_then_on():
    # Signed on 2 March in Shanghai; the seventh day after is 9 March, which ends at 16:00 UTC.
    end = dt.datetime(2026, 3, 9, 16, tzinfo=dt.UTC)
    last = option(options(SHOP, line(), at=end - dt.timedelta(seconds=1)), "no_reason")
    assert (last.status, last.remedy, last.freight, last.goods) == ("open", "return_refund", "consumer", "back")
    assert last.due is not None
    assert last.due.instant == end
    assert last.refund is not None
    assert last.refund.total == Money("40.00", "CNY")
    late = option(options(SHOP, line(), at=end), "no_reason")
    assert late.status == "closed"
    assert late.due is not None
    assert late.due.instant == end
    assert late.refund is None
    assert late.reasons[0].code == "window_closed_days"


def test_fresh_fruit_has_no_change_of_mind_and_needs_photos_for_quality():
    """B8: what evidence is missing is said at once, here before there is a claim."""
    found = options(SHOP, line("soft_fruit"), at=after(1))
    assert option(found, "no_reason").status == "excluded"
    assert option(found, "no_reason").reasons[0].code == "excluded_perishable"
    quality = option(found, "quality")
    assert (quality.status, quality.evidence) == ("open", ("overall_photo", "waybill_photo"))
    assert quality.wanted == (FRESH_QUALITY.evidence,)
    assert quality.refund is None


def test_a_fact_that_only_the_customer_knows_is_a_need_and_not_a_doubt():
    found = option(options(SHOP, line("cosmetics"), at=after(1)), "no_reason")
    assert (found.status, found.facts, found.checks, found.missing) == ("open", ("seal_whole",), (), ())


def test_what_the_shop_finds_at_inspection_is_a_check_and_not_a_doubt():
    found = option(options(SHOP, line(), at=after(10)), "quality")
    assert (found.status, found.remedy, found.facts, found.checks) == ("open", "exchange", (), ("defect_confirmed",))


def test_a_fact_of_the_line_that_nobody_gave_leaves_it_undecided():
    found = option(options(SHOP, line(signed_at=None), at=after(1)), "no_reason")
    assert (found.status, found.missing, found.due) == ("undecided", ("signed_at",), None)
    member = option(options(SHOP, line(), at=after(1)), "packaging")
    assert (member.status, member.missing) == ("undecided", ("own_member",))


def test_a_window_that_opens_later_says_when():
    found = option(options(SHOP, line(), at=after(1)), "fault")
    # Seven days after 2 March end with 9 March, 16:00 UTC.
    assert (found.status, found.opens_at) == ("not_open_yet", dt.datetime(2026, 3, 9, 16, tzinfo=dt.UTC))
    assert option(options(SHOP, line(), at=after(8)), "fault").status == "open"
    assert option(options(SHOP, line(), at=after(40)), "fault").status == "closed"


def test_a_closed_option_names_the_earlier_report_that_could_still_turn_it():
    found = option(options(SHOP, line(), at=after(2)), "damage")
    assert (found.status, found.unless) == ("closed", ("reported_at",))
    earlier = Claim.of(line(), "damage", submitted_at=after(2), first_reported_at=after(0.5))
    assert decide(SHOP, earlier).outcome == "eligible"


def test_what_was_not_done_yet_can_be_done_until_the_window_ends_and_not_after_it():
    found = option(options(SHOP, line(), at=after(7)), "short_dated")
    assert (found.status, found.checks) == ("open", ("sent_back_at",))
    late = option(options(SHOP, line(), at=after(8)), "short_dated")
    assert (late.status, late.unless) == ("closed", ("sent_back_at",))


def test_a_right_that_a_fact_of_the_claim_would_bring_about_is_undecided():
    found = option(options(SHOP, line("toys"), at=after(1)), "illness")
    assert (found.status, found.maybe) == ("undecided", ("died_at", "opened"))
    assert found.reasons[0].param("fact") == "died_at"


def test_a_kind_that_no_right_answers_for_such_a_purchase_says_so():
    found = option(options(SHOP, line(), at=after(1)), "late_delivery")
    assert (found.status, found.remedy, found.reasons[0].code) == ("excluded", None, "no_right")


def test_what_a_person_must_look_at_is_undecided():
    found = option(options(SHOP, line("cosmetics"), at=after(1)), "fraud")
    assert (found.status, found.reasons[0].code) == ("undecided", "fraud_is_looked_at")


def test_facts_that_contradict_each_other_leave_everything_undecided():
    found = options(SHOP, line(), at=after(-1))
    assert {one.status for one in found if one.kind in {"no_reason", "quality"}} == {"undecided"}
    assert option(found, "no_reason").reasons[0].code == "facts_claim_before_delivery"


def test_a_category_that_nobody_has_declared_is_undecided():
    found = options(SHOP, line("moon_rock"), at=after(1))
    assert {one.status for one in found} == {"undecided"}
    assert {one.reasons[0].code for one in found} == {"category_unknown"}


def test_a_naive_instant_is_refused():
    with pytest.raises(NaiveDatetime):
        options(SHOP, line(), at=dt.datetime(2026, 3, 3))


def line_facts(policy: ReturnPolicy) -> list[str]:
    """The facts of a line that some right of a policy reads."""
    names = {name for rules in policy.rule_sets for right in rules.rights for name in reads(right)}
    return sorted(name for name in names if not is_of_the_claim(name))


def drawn_line(data: st.DataObject, policy: ReturnPolicy, category: str) -> Line:
    """A line on which a few of the facts are known that the policy reads."""
    names = line_facts(policy)
    known = data.draw(st.sets(st.sampled_from(names), max_size=6)) if names else set()
    currency = shipped_rules.currency(policy)
    facts = {name: data.draw(shipped_rules.values(name, currency)) for name in sorted(known)}
    signed = {"signed_at": SIGNED} if data.draw(st.booleans()) else {}
    return Line.of(category, paid=Money("40.00", currency), qty=2, **{**facts, **signed})


def answered(data: st.DataObject, on: Line, names: Iterable[str]) -> dict[str, Any]:
    """A value for each fact, sums in the currency of the line."""
    return {name: data.draw(shipped_rules.values(name, on.paid.currency.code)) for name in names}


def claim_with(on: Line, kind: str, at: dt.datetime, facts: dict[str, Any]) -> Claim:
    """A claim with some facts of the claim and of the line, and every kind of evidence."""
    of_line = {name: value for name, value in facts.items() if not is_of_the_claim(name)}
    more = FACTS.read({**dict(on.facts), **of_line})
    said = {name: value for name, value in facts.items() if is_of_the_claim(name)}
    whole = Line(on.category, on.paid, on.quantity, more)
    return Claim.of(whole, kind, submitted_at=at, evidence=[kind.id for kind in EVIDENCE.kinds], **said)


def check(data: st.DataObject, policy: ReturnPolicy, on: Line, at: dt.datetime) -> None:
    """Hold every option on a line against the decision on the claim itself."""
    for one in options(policy, on, at=at):
        bare = decide(policy, Claim.of(on, one.kind, submitted_at=at))
        offer = None if one.remedy is None else bare.offer(one.remedy)
        verdict = None if offer is None else offer.verdict
        if one.status == "open":
            assert verdict in {"grants", "requires", "refers"}
            assert (verdict == "grants") == (not one.facts and not one.checks and not one.evidence)
            full = claim_with(on, one.kind, at, answered(data, on, (*one.facts, *one.checks, *one.maybe)))
            for finding in decide(policy, full).findings:
                assert finding.right not in one.rights or (finding.missing, finding.evidence) == ((), ())
        elif one.status == "undecided":
            assert bare.outcome != "eligible" or verdict in {None, "refers", "requires"}
        elif not one.unless and one.remedy is not None:
            assert verdict in {None, "refers"}
            rights = [right for _, right in policy.by_case[one.kind, on.category] if right.remedy == one.remedy]
            names = {name for right in rights for name in reads(right) if is_of_the_claim(name)}
            full = decide(policy, claim_with(on, one.kind, at, answered(data, on, sorted(names))))
            best = full.offer(one.remedy)
            assert full.outcome != "eligible" or best is None or best.verdict != "grants"


@pytest.mark.parametrize("category", [category.id for category in CATEGORIES.categories])
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_options_never_disagree_with_the_decision_on_the_claim(category: str, data: st.DataObject):
    policy = data.draw(st.sampled_from(POLICIES))
    at = SIGNED + dt.timedelta(hours=data.draw(st.integers(0, 24 * 400)))
    check(data, policy, drawn_line(data, policy, category), at)


@given(data=st.data(), policy=drawn.policies(), claim=drawn.claims())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_options_never_disagree_under_policies_drawn_at_random(data: st.DataObject, policy: ReturnPolicy, claim: Claim):
    check(data, policy, claim.line, claim.submitted_at)
