"""The conditions and switches of a return: each says yes and no, and why (B8, D3, D4, D5, D16)."""

import datetime as dt
from typing import Any

import attrs
import pytest

from aftersales_core.errors import InvalidDefinition
from aftersales_core.lifecycle import Accepted, Refused
from aftersales_core.money import Money
from aftersales_core.reasons import render
from aftersales_core.tickets import decide, evolve, follow_up_due_at
from aftersales_core.tickets.actions import return_lines as n
from aftersales_core.tickets.actions import returns as r
from aftersales_core.tickets.actions.complaint import Appeal, RuleForCustomer
from aftersales_core.tickets.actions.desk import SetFacts
from aftersales_core.tickets.actions.inquiry import Cancel, Lapse, Reopen
from aftersales_core.tickets.kinds.returns import RETURN_CASE_TEXTS, ReturnCasePolicy, returns
from aftersales_core.tickets.return_facts import agreed_refund
from aftersales_core.worktime import Period
from tests.tickets.complaints import effects_of, why_not
from tests.tickets.desks import MONDAY, Story, opened
from tests.tickets.return_cases import (
    FAIL,
    REFUND,
    REFUSE,
    asked,
    desk,
    exchanged,
    exchanging,
    failed,
    inspecting,
    negotiating,
    rejected,
    sending,
    travelling,
)

Codes = list[tuple[str, str]]
H48 = MONDAY + dt.timedelta(hours=48)
STRANGER: Codes = [("role_not_permitted", "not_permitted")]


def without(story: Story, action: Any, role: str = "agent", **how: Any) -> Codes:
    """What is refused, with the story left as it is."""
    return why_not(story.copy(), action, role, **how)


# --- eligibility ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "role", "codes"),
    [
        ("yes", "agent", []),
        ("yes", "system", []),
        ("no", "supervisor", [("not_eligible", "unmet")]),
        (None, "supervisor", [("eligible_unknown", "missing")]),
        ("perhaps", "supervisor", [("eligible_unknown", "missing")]),
        ("review", "agent", [("eligible_needs_review", "not_permitted")]),
        ("review", "system", [("eligible_needs_review", "not_permitted")]),
        ("review", "supervisor", []),
        ("review", "manager", []),
    ],
)
def test_only_what_is_eligible_is_approved_and_a_review_is_for_those_who_may(
    found: str | None, role: str, codes: Codes
):
    """D3, D16: what nobody has decided is not a yes (Solidus sends some to manual review instead)."""
    assert without(asked(facts={"eligible": found}), r.Approve(), role) == codes


def test_a_shop_can_let_agents_review():
    story = asked(facts={"eligible": "review"}, reviewers=("agent",))
    assert without(story, r.Approve()) == []
    assert without(story, r.Approve(), "supervisor") == [("eligible_needs_review", "not_permitted")]


def test_a_shop_can_demand_that_an_approval_names_its_decision():
    assert without(asked(needs_decision=True), r.Approve()) == [("payload_missing", "missing")]
    assert without(asked(needs_decision=True), r.Approve("decision-1")) == []
    assert without(asked(), r.Approve()) == []


def test_silence_needs_no_decision():
    """The seller who says nothing has not said no either."""
    assert without(asked(facts={"eligible": None}), Lapse(), "system", at=H48) == []


# --- remedy, terms, amount, address -----------------------------------------------------------------------------------


@pytest.mark.parametrize("remedy", [None, "replacement"])
def test_a_remedy_that_is_not_known_or_no_word_of_the_lifecycle_leads_nowhere(remedy: str | None):
    story = asked(remedy)
    unknown = [("remedy_unknown", "missing")]
    assert without(story, r.Approve()) == unknown
    assert unknown[0] in without(story, Lapse(), "system", at=H48)
    assert without(story, r.ProposeTerms(refund=REFUND)) == unknown
    story.expect(r.Modify("return"), "customer").expect(SetFacts((("eligible", "yes"),)))
    assert without(story, r.Approve()) == []


def test_an_inspection_needs_a_remedy_too():
    story = inspecting().expect(SetFacts((("remedy", "odd"),)))
    assert without(story, r.InspectOk()) == [("remedy_unknown", "missing")]


def test_what_the_shop_does_not_offer_can_be_neither_asked_for_nor_proposed():
    """D5, E4: a produce shop without exchanges."""
    story = asked(remedies=("refund_only", "return"))
    for action, role in ((r.Modify("exchange"), "customer"), (r.ProposeTerms("exchange"), "agent")):
        assert without(story, action, role) == [("remedy_not_offered", "invalid")]
    assert without(story, r.Modify("refund_only"), "customer") == []
    assert without(story, r.Modify(), "customer") == []
    answer = story.do(r.Modify("retrun"), "customer")
    assert isinstance(answer, Refused)
    assert render(answer.reasons[0], "en", RETURN_CASE_TEXTS) == "retrun is not offered; there are: return"


@pytest.mark.parametrize(
    ("terms", "facts", "codes"),
    [
        (r.ProposeTerms(), {}, [("terms_empty", "missing")]),
        (r.ProposeTerms("return"), {}, []),
        (r.ProposeTerms("refund_only"), {}, []),
        (r.ProposeTerms("refund_only"), {"refund_amount": None}, [("refund_unknown", "missing")]),
        (r.ProposeTerms("refund_only", REFUND), {"refund_amount": None}, []),
        (r.ProposeTerms("", REFUND), {}, []),
        (r.ProposeTerms("return"), {"refund_amount": None}, []),
    ],
    ids="empty goods_back money no_amount amount_given amount_only no_amount_needed".split(),
)
def test_terms_say_what_the_customer_would_get(terms: r.ProposeTerms, facts: dict[str, str | None], codes: Codes):
    assert without(asked(facts=facts), terms) == codes


@pytest.mark.parametrize(
    ("remedy", "given", "codes"),
    [
        ("refund_only", None, [("refund_unknown", "missing")]),
        ("refund_only", REFUND, []),
        ("return", None, []),
    ],
)
def test_money_that_goes_back_at_once_has_an_amount(remedy: str, given: Money | None, codes: Codes):
    story = asked(remedy, {"refund_amount": None})
    assert without(story, r.Approve(refund=given)) == codes


@pytest.mark.parametrize(("amount", "codes"), [(None, [("refund_unknown", "missing")]), (REFUND, [])])
def test_money_that_goes_back_after_an_inspection_has_an_amount(amount: Money | None, codes: Codes):
    assert without(inspecting(facts={"refund_amount": None}), r.InspectOk(amount)) == codes
    assert without(inspecting("exchange", facts={"refund_amount": None}), r.InspectOk(amount)) == []


@pytest.mark.parametrize(
    ("remedy", "known", "given", "codes"),
    [
        ("return", None, "", [("return_address_missing", "missing")]),
        ("return", "", "", [("return_address_missing", "missing")]),
        ("return", None, "address-2", []),
        ("exchange", "address-1", "", []),
        ("refund_only", None, "", []),
    ],
)
def test_goods_that_come_back_have_an_address_to_go_to(remedy: str, known: str | None, given: str, codes: Codes):
    story = asked(remedy, {"return_address": known})
    assert without(story, r.Approve(return_address_ref=given)) == codes
    if given:
        assert story.expect(r.Approve(return_address_ref=given)).ticket.fact("return_address") == given


# --- refusing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("here", "says"), [(asked, r.Refuse), (inspecting, r.InspectFail)])
def test_a_refusal_names_reason_and_evidence_unless_the_shop_does_without(here: Any, says: Any):
    """D4, D5: who refuses shows why."""
    both = [("refusal_evidence_missing", "missing"), ("payload_missing", "missing")]
    assert without(here(), says()) == both
    assert without(here(), says("wilful_damage")) == both[:1]
    assert without(here(), says("", ("photo-1",))) == both[1:]
    assert without(here(), says("wilful_damage", ("photo-1",))) == []
    assert without(here(refusal_needs_evidence=False), says("wilful_damage")) == []


# --- applying again ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("most", [1, 2, 5])
def test_a_customer_applies_as_often_as_the_shop_allows_the_first_time_included(most: int):
    """WeChat: at most five applications."""
    story = asked(applications=most)
    for _ in range(most - 1):
        story.expect(r.Modify(reason="other"), "customer")
    assert without(story, r.Modify(), "customer") == [("applications_used_up", "unmet")]
    story.expect(REFUSE)
    assert without(story, r.Modify(), "customer") == [("applications_used_up", "unmet")]


def test_a_refused_application_can_be_changed():
    story = rejected().expect(r.Modify("refund_only"), "customer")
    assert story.ticket.state == "requested"
    assert "reopened" in [mark.name for mark in story.ticket.marks]


# --- the exchange -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("remedy", "stock", "codes", "state"),
    [
        ("exchange", "yes", [], "exchanging"),
        ("exchange", "no", [], "refunding"),
        ("exchange", None, [("stock_unknown", "missing")], "inspecting"),
        ("exchange", "some", [("stock_unknown", "missing")], "inspecting"),
        ("return", None, [], "refunding"),
        ("return", "yes", [], "refunding"),
    ],
)
def test_goods_are_exchanged_where_that_is_wanted_and_there_is_stock(
    remedy: str, stock: str | None, codes: Codes, state: str
):
    story = inspecting(remedy, facts={"stock_reserved": stock})
    assert why_not(story, r.InspectOk()) == codes
    assert story.ticket.state == state


# --- calling off ------------------------------------------------------------------------------------------------------


def test_a_customer_calls_it_off_until_it_is_shipped_and_later_where_the_shop_allows_it():
    """yudao lets the buyer cancel in transit, lilishop does not."""
    for story in (asked(), negotiating(), sending()):
        assert without(story, Cancel(), "customer") == []
        assert without(story, Cancel()) == STRANGER
    assert without(travelling(), Cancel(), "customer") == [("illegal_event", "illegal")]
    assert without(travelling(cancel_in_transit=True), Cancel(), "customer") == []
    assert without(inspecting(cancel_in_transit=True), Cancel(), "customer") == [("illegal_event", "illegal")]


def test_staff_call_it_off_for_a_customer_where_the_shop_allows_it():
    for role in ("agent", "manager"):
        assert without(asked(staff_may_cancel=True), Cancel(), role) == []
        assert without(asked(), Cancel(), role) == STRANGER


@pytest.mark.parametrize(
    ("arrived", "codes"),
    [
        (n.ReceiveLine("l-2"), [("lines_received", "unmet")]),
        (n.MisshipLine("l-2"), [("lines_received", "unmet")]),
        (n.ShortShipLine("l-2"), [("lines_received", "unmet")]),
        (n.SendLine("l-2"), []),
        (n.LoseLine("l-2"), []),
        (n.GiveLine("l-2"), []),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, list) else "",
)
def test_nobody_calls_off_what_has_begun_to_arrive(arrived: Any, codes: Codes):
    """Medusa refuses once anything was received, Shopify once work has started."""
    assert without(travelling(cancel_in_transit=True).expect(arrived), Cancel(), "customer") == codes


def test_a_dispute_can_always_be_dropped():
    story = inspecting().expect(n.ReceiveLine("l-1")).expect(FAIL).expect(Appeal(), "customer")
    assert without(story, Cancel(), "customer") == []
    assert story.expect(Cancel(), "customer").ticket.state == "cancelled"


# --- lines ------------------------------------------------------------------------------------------------------------


def test_an_inspection_can_wait_until_every_line_is_decided():
    """A passed one needs one accepted line, a failed one none; what was called off does not count."""
    story = inspecting(needs_lines_decided=True)
    undecided = [("lines_undecided", "unmet")]
    assert without(story, r.InspectOk()) == undecided
    assert without(story, FAIL) == undecided
    story.expect(n.ReceiveLine("l-1")).expect(n.RejectLine("l-1", "soiled"))
    assert without(story, FAIL) == undecided, "the other line is still awaited"
    story.expect(n.ExpireLine("l-2"))
    assert without(story, FAIL) == []
    assert without(story, r.InspectOk()) == [("no_line_accepted", "unmet")]
    story.expect(n.ReviewLine("l-1"))
    assert without(story, FAIL) == undecided
    story.expect(n.AcceptLine("l-1"))
    assert without(story, r.InspectOk()) == []
    assert without(story, FAIL) == [("lines_accepted_already", "unmet")]


def test_without_that_switch_or_without_lines_the_case_is_judged_alone():
    facts = asked().ticket.facts
    bare = opened("return", desk=desk(needs_lines_decided=True), facts=facts, line_ids=())
    bare.expect(r.Approve()).expect(r.Ship("SF1"), "customer").expect(r.Receive())
    for story in (inspecting(), bare):
        assert without(story, r.InspectOk()) == []
        assert without(story, FAIL) == []


def _fields(value: Any) -> tuple[str, ...]:
    return tuple(field.name for field in type(value).__attrs_attrs__)


# --- silence ----------------------------------------------------------------------------------------------------------


def test_a_seller_who_says_nothing_can_have_the_platform_decide():
    """JD's fresh goods: after 24 hours the platform decides."""
    day = Period.hours(24)
    for remedy in ("refund_only", "return", "exchange"):
        story = asked(remedy, seller_silence="platform", refund_silent_after=day, return_silent_after=day)
        story.expect(Lapse(), "system", at=MONDAY + dt.timedelta(hours=24))
        assert (story.ticket.state, effects_of(story)) == ("disputed", ("notify_customer", "prepare_file"))


@pytest.mark.parametrize(("remedy", "hours"), [("refund_only", 24), ("return", 72)])
def test_silence_can_last_longer_for_goods_than_for_money(remedy: str, hours: int):
    """Either period binds its own remedy only, whichever of the two is shorter."""
    for money, goods, wait in ((24, 72, hours), (72, 24, 96 - hours)):
        story = asked(remedy, refund_silent_after=Period.hours(money), return_silent_after=Period.hours(goods))
        due = MONDAY + dt.timedelta(hours=wait)
        assert ("timer_not_due", "unmet") in without(story, Lapse(), "system", at=due - dt.timedelta(microseconds=1))
        assert without(story, Lapse(), "system", at=due) == []


# --- periods ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "here", "action", "role"),
    [
        ("terms_silent_after", negotiating, Lapse(), "system"),
        ("ship_within", sending, Lapse(), "system"),
        ("receipt_within", travelling, Lapse(), "system"),
        ("inspect_within", inspecting, Lapse(), "system"),
        ("refund_failed_after", failed, Lapse(), "system"),
        ("delivered_after", exchanging, r.Delivered(), "system"),
    ],
)
def test_every_period_is_the_shops_own(name: str, here: Any, action: Any, role: str):
    story = here(**{name: Period.hours(5)})
    due = story.ticket.item.entered_at + dt.timedelta(hours=5)
    assert without(story, action, role, at=due - dt.timedelta(microseconds=1))[0] == ("timer_not_due", "unmet")
    assert without(story, action, role, at=due) == []


def test_the_windows_are_the_shops_own():
    hour = dt.timedelta(hours=1)
    for story, action, code in (
        (rejected(appeal_window=Period.hours(1)), Appeal(), "return_appeal_over"),
        (exchanged(exchange_window=Period.hours(1)), Reopen("faulty"), "exchange_window_over"),
    ):
        end = story.ticket.item.entered_at + hour
        assert without(story, action, "customer", at=end) == []
        assert without(story, action, "customer", at=end + dt.timedelta(microseconds=1)) == [(code, "unmet")]


def test_the_follow_up_is_due_where_the_policy_says_so():
    story = exchanged(follow_up=Period.hours(24))
    due = follow_up_due_at(story.desk, story.ticket)
    assert due == story.ticket.item.entered_at + dt.timedelta(hours=24)
    assert follow_up_due_at(exchanged().desk, exchanged().ticket) is None


# --- the policy -------------------------------------------------------------------------------------------------------

CHANGES: list[dict[str, Any]] = [
    {"seller_silence": "platform"},
    {"refund_silent_after": Period.hours(24)},
    {"return_silent_after": Period.working_days(2)},
    {"terms_silent_after": Period.hours(24)},
    {"ship_within": Period.days(5)},
    {"receipt_within": Period.days(5)},
    {"inspect_within": Period.hours(24)},
    {"pickup": True},
    {"needs_lines_decided": True},
    {"remedies": ("refund_only",)},
    {"applications": 3},
    {"evidence": ("photo",)},
    {"needs_decision": True},
    {"reviewers": ("agent",)},
    {"refusal_needs_evidence": False},
    {"appeal_window": Period.days(5)},
    {"exchange_window": Period.days(5)},
    {"delivered_after": Period.days(5)},
    {"cancel_in_transit": True},
    {"staff_may_cancel": True},
    {"refund_failed_after": Period.hours(24)},
]


@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: next(iter(changes)))
def test_every_switch_makes_another_definition(changes: dict[str, Any]):
    policy = ReturnCasePolicy(**changes)
    assert returns(policy).machine.digest != returns().machine.digest
    assert returns(policy) == returns(policy)


def test_the_table_of_switches_is_whole():
    named = {name for changes in CHANGES for name in changes}
    assert named | {"follow_up"} == set(_fields(ReturnCasePolicy()))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"remedies": ()}, "it offers no remedy: name at least one"),
        ({"remedies": ("retrun",)}, "no remedy is called 'retrun': choose from 'return'"),
        ({"applications": 0}, "applications is 0: the first one counts, so allow at least 1"),
        ({"reviewers": ("customer",)}, "'customer' can approve nothing, so it can review nothing: choose from agent,"),
    ],
)
def test_a_policy_that_could_never_take_effect_is_refused(changes: dict[str, Any], problem: str):
    with pytest.raises(InvalidDefinition) as caught:
        ReturnCasePolicy(**changes)
    assert problem in str(caught.value)


# --- amounts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "action",
    [
        r.Approve,
        r.ProposeTerms,
        r.Modify,
        r.InspectOk,
        r.RefundDone,
        r.RefundOffline,
        RuleForCustomer,
    ],
)
def test_no_refund_is_below_zero(action: Any):
    assert action(refund=Money("0", "CNY")).refund == Money("0", "CNY")
    with pytest.raises(InvalidDefinition, match=r"refund: -0\.01 CNY is below zero"):
        action(refund=Money("-0.01", "CNY"))


def test_an_amount_in_a_command_is_no_sentence():
    """The names of a currency have spaces, and belong to no customer."""
    answer = asked("refund_only").do(r.Approve("decision-1", Money("39.90", "CNY")), "agent")
    assert isinstance(answer, Accepted)


@pytest.mark.parametrize("amount", ["", "1e3", "NaN", "39.905", "1,50"])
def test_a_fact_that_is_no_amount_is_no_agreed_refund(amount: str):
    story = asked("refund_only", facts={"refund_amount": amount, "refund_currency": "CNY"})
    assert agreed_refund(story.ticket) is None


def test_an_approval_that_is_sent_again_under_its_key_is_answered_again_with_its_effects():
    story = asked("refund_only")
    command = story.command(r.Approve("decision-1", REFUND), "agent")
    first = decide(story.desk, story.ticket, command)
    assert isinstance(first, Accepted)
    later = evolve(story.desk, story.ticket, first.events[0])
    again = decide(story.desk, later, command, earlier=first.events)
    assert isinstance(again, Accepted)
    assert (again.events, again.effects, again.replayed) == (first.events, first.effects, True)
    other = attrs.evolve(command, action=r.Approve("decision-2", REFUND))
    refused = decide(story.desk, later, other, earlier=first.events)
    assert isinstance(refused, Refused)
    assert [reason.code for reason in refused.reasons] == ["key_reused"]
