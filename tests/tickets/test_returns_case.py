"""The case of a return or exchange: its rules, ways, timers and clocks (A6, A7, B3, B8, D2, D4, D5, E4)."""

import datetime as dt
from typing import Any

import attrs
import pytest

from aftersales_core.interchange import from_json, to_json
from aftersales_core.lifecycle import Accepted, Allowed, Blocked
from aftersales_core.money import Money
from aftersales_core.reasons import Reason, render
from aftersales_core.sla import SlaMetric, SlaPolicy, SlaTarget
from aftersales_core.tickets import Situation, Ticket, TicketEvent, available, replay, sla, wakes_at
from aftersales_core.tickets.actions import returns as r
from aftersales_core.tickets.actions.complaint import Appeal, RuleForCustomer, RuleForSeller
from aftersales_core.tickets.actions.desk import Attach, NotifyCustomer, SetFacts
from aftersales_core.tickets.actions.inquiry import Cancel, Lapse, Reopen
from aftersales_core.tickets.kinds.labels import SHARED_TEXTS
from aftersales_core.tickets.kinds.returns import (
    RETURN_CASE_POLICY,
    RETURN_CASE_TEXTS,
    ReturnCaseEvent,
    ReturnCasePolicy,
    returns,
)
from aftersales_core.tickets.kinds.returns_guards import GOODS_WITH_CUSTOMER
from aftersales_core.tickets.metrics import REFUND_EXECUTION, SELLER_RESPONSE
from aftersales_core.tickets.references import Reference
from aftersales_core.worktime import Period
from tests.tickets.complaints import at_and_just_before, effects_of, rows_of, rule_rows, why_not
from tests.tickets.desks import CALENDAR, MONDAY, Story, desk_of, opened
from tests.tickets.return_cases import (
    FAIL,
    REFUND,
    REFUSE,
    asked,
    disputed,
    exchanged,
    exchanging,
    failed,
    inspecting,
    negotiating,
    refunding,
    rejected,
    sending,
    travelling,
)

# The table of returns and exchanges in the reference on lifecycles, by hand: every rule of it (WeChat's shops, yudao,
# lilishop, Solidus, Shopify). Roles: C customer, A agent, S supervisor, Y system, P platform. Where one event leads to
# several states, all ways have the same needs behind the condition that picks the way. What the reference lists as
# guards that only ask for a text (reason, tracking, proof) are required fields; cancelling in transit is a switch.
REFERENCE = """
requested approve refunding ASY | refund_only_approved remedy_known eligible refund_known address_given
requested approve awaiting_shipment ASY | goods_to_send_approved remedy_known eligible refund_known address_given
requested lapse refunding Y | refund_only remedy_known application_unchanged
requested lapse awaiting_shipment Y | goods_to_send remedy_known application_unchanged
requested propose_terms negotiating AS | remedy_offered terms_named
negotiating accept_terms refunding C | refund_only remedy_known
negotiating accept_terms awaiting_shipment C | goods_to_send remedy_known
negotiating refuse_terms requested C
negotiating lapse requested Y
requested refuse rejected AS | refusal_evidence
requested,rejected modify requested C | applications_left remedy_offered
awaiting_shipment ship in_transit C
awaiting_shipment lapse closed Y
in_transit receive inspecting AY
in_transit lapse refunding Y
inspecting inspect_ok exchanging A | exchange_wanted stock_reserved remedy_known stock_known inspected_refund_known
inspecting inspect_ok refunding A | no_exchange remedy_known stock_known inspected_refund_known
inspecting inspect_fail rejected A | refusal_evidence
inspecting lapse refunding Y
rejected appeal disputed C | within_return_appeal
rejected lapse closed Y
requested,negotiating,awaiting_shipment,in_transit,inspecting,refund_failed intervene disputed P
disputed rule_for_customer awaiting_shipment P | goods_with_customer
disputed rule_for_customer refunding P
disputed rule_for_seller closed P
refunding refund_done refunded Y | amount_matches
refunding refund_failed refund_failed Y
refund_failed retry_refund refunding AY
refund_failed refund_offline refunded A | offline_amount_matches
refund_failed lapse disputed Y
exchanging delivered exchanged CY
exchanging exchange_failed refunding AY
requested,negotiating,awaiting_shipment cancel cancelled C | nothing_received
disputed cancel cancelled C
exchanged reopen requested C | within_exchange_window
closed appeal disputed C | lapsed_shipment within_return_appeal
"""
REFERENCE_RULES = 44

# What the reference lacks: goods that are at the shop already when it is agreed, silence about an application that was
# changed just before its time was over, and a carrier's proof of delivery.
BESIDE = """
requested approve inspecting ASY | goods_at_shop_approved remedy_known eligible refund_known address_given
requested lapse inspecting Y | goods_at_shop remedy_known application_unchanged
requested lapse refunding Y | refund_only remedy_known changed_silence
requested lapse inspecting Y | goods_at_shop remedy_known changed_silence
requested lapse awaiting_shipment Y | goods_to_send remedy_known changed_silence
negotiating accept_terms inspecting C | goods_at_shop remedy_known
exchanging delivered exchanged ASY | delivery_proven
"""

H = dt.timedelta(hours=1)


def days(number: int, since: dt.datetime = MONDAY) -> dt.datetime:
    """The end of the n-th day after an instant's date in Shanghai, which is 16:00 in UTC."""
    local = since.astimezone(dt.timezone(8 * H)).replace(hour=0, minute=0, second=0, microsecond=0)
    return (local + dt.timedelta(days=number + 1)).astimezone(dt.UTC)


# --- the table --------------------------------------------------------------------------------------------------------


def test_every_rule_of_the_reference_is_there_and_what_is_beside_it_is_listed():
    """A6, D4."""
    assert len(rows_of(REFERENCE)) == REFERENCE_RULES
    assert rule_rows(returns()) == sorted([*rows_of(REFERENCE), *rows_of(BESIDE)])


def test_states_mean_what_the_reference_says():
    letters = {"i": "initial", "a": "active", "p": "paused", "d": "done", "t": "closed"}
    table = """requested i  negotiating p  awaiting_shipment p  in_transit p  inspecting a  refunding a  refund_failed a
    exchanging a  rejected d  disputed p  refunded t  exchanged t  cancelled t  closed t""".split()
    expected = {state: letters[letter] for state, letter in zip(table[::2], table[1::2], strict=True)}
    assert dict(returns().machine.states) == expected
    assert returns().cancels == {"cancelled"}


def test_timers_are_those_of_the_reference():
    """WeChat: 48 h for a refund, 48 h for a return, 10 d to confirm receipt, 7 d to ship, 7 d to appeal."""
    timers = {
        (rule.source, rule.event, rule.target): (rule.after, rule.anchor)
        for rule in returns().machine.rules
        if isinstance(rule.after, Period)
    }
    two_days, week = (Period.hours(48), "entered"), (Period.days(7), "entered")
    assert timers == {
        ("requested", "lapse", "refunding"): two_days,
        ("requested", "lapse", "inspecting"): two_days,
        ("requested", "lapse", "awaiting_shipment"): two_days,
        ("negotiating", "lapse", "requested"): two_days,
        ("awaiting_shipment", "lapse", "closed"): week,
        ("in_transit", "lapse", "refunding"): (Period.days(10), "entered"),
        ("inspecting", "lapse", "refunding"): two_days,
        ("rejected", "lapse", "closed"): week,
        ("refund_failed", "lapse", "disputed"): two_days,
        ("exchanging", "delivered", "exchanged"): week,
    }


# What the shell is to do: N tells the customer, R starts the refund, X ships the exchange, F prepares the file for the
# platform, E escalates. What is not listed asks for nothing.
EFFECTS = """
requested approve refunding NR          requested approve inspecting N      requested approve awaiting_shipment N
requested lapse refunding NR            requested lapse inspecting N        requested lapse awaiting_shipment N
negotiating accept_terms refunding NR   negotiating accept_terms inspecting N
negotiating accept_terms awaiting_shipment N
requested propose_terms negotiating N   requested refuse rejected N         awaiting_shipment lapse closed N
in_transit receive inspecting N         in_transit lapse refunding NR       inspecting lapse refunding NR
inspecting inspect_ok exchanging NX     inspecting inspect_ok refunding NR  inspecting inspect_fail rejected N
rejected appeal disputed F              closed appeal disputed F            refund_failed lapse disputed NF
requested intervene disputed NF         negotiating intervene disputed NF   awaiting_shipment intervene disputed NF
in_transit intervene disputed NF        inspecting intervene disputed NF    refund_failed intervene disputed NF
disputed rule_for_customer awaiting_shipment N                              disputed rule_for_customer refunding NR
disputed rule_for_seller closed N       refunding refund_done refunded N    refunding refund_failed refund_failed E
refund_failed retry_refund refunding R  refund_failed refund_offline refunded N
exchanging delivered exchanged N        exchanging exchange_failed refunding NR
"""


def test_every_result_is_told_and_all_that_is_to_be_done_is_asked_for():
    """A7, D4: whatever the result is, the customer is told."""
    names = {"N": "notify_customer", "R": "start_refund", "X": "ship_exchange", "F": "prepare_file", "E": "escalate"}
    words = iter(EFFECTS.split())
    expected = {
        (source, event, target): tuple(names[letter] for letter in letters)
        for source, event, target, letters in zip(words, words, words, words, strict=True)
    }
    found = {
        (rule.source, rule.event, rule.target, tuple(e.name for e in rule.effects)) for rule in returns().machine.rules
    }
    assert {row for row in found if row[3]} == {(*key, effects) for key, effects in expected.items()}


def told(story: Story, *steps: tuple[Any, str]) -> list[tuple[str, tuple[str, ...]]]:
    """The state and the effects after each step, an hour apart."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for action, role in steps:
        story.expect(action, role, minutes=60)
        found.append((story.ticket.state, effects_of(story)))
    return found


# --- the usual ways ---------------------------------------------------------------------------------------------------


def test_apply_review_refund_and_tell_the_result():
    """D4, A7: each result comes with the effect of telling the customer."""
    assert told(
        asked(),
        (r.Approve("decision-1"), "agent"),
        (r.Ship("SF100"), "customer"),
        (r.Receive("receipt-1"), "agent"),
        (r.InspectOk(), "agent"),
        (r.RefundDone(REFUND, "payment-1"), "system"),
    ) == [
        ("awaiting_shipment", ("notify_customer",)),
        ("in_transit", ()),
        ("inspecting", ("notify_customer",)),
        ("refunding", ("notify_customer", "start_refund")),
        ("refunded", ("notify_customer",)),
    ]


def test_apply_review_exchange_and_tell_the_result():
    """D4, E4."""
    assert told(
        asked("exchange"),
        (r.Approve(), "system"),
        (r.Ship("SF100"), "customer"),
        (r.Receive(), "system"),
        (r.InspectOk(), "agent"),
        (r.Delivered(), "customer"),
    ) == [
        ("awaiting_shipment", ("notify_customer",)),
        ("in_transit", ()),
        ("inspecting", ("notify_customer",)),
        ("exchanging", ("notify_customer", "ship_exchange")),
        ("exchanged", ("notify_customer",)),
    ]


def test_a_refund_only_needs_no_goods():
    """D5: spoiled produce is not sent back."""
    assert told(asked("refund_only"), (r.Approve(), "agent"), (r.RefundDone(REFUND), "system")) == [
        ("refunding", ("notify_customer", "start_refund")),
        ("refunded", ("notify_customer",)),
    ]


def test_a_refusal_is_told_and_can_be_taken_to_the_platform():
    """D4: the result is told, whatever it is."""
    assert told(
        asked(),
        (REFUSE, "supervisor"),
        (Appeal("it_is_as_claimed", ("photo-2",)), "customer"),
        (RuleForSeller("ruling-1"), "platform"),
    ) == [
        ("rejected", ("notify_customer",)),
        ("disputed", ("prepare_file",)),
        ("closed", ("notify_customer",)),
    ]


def test_a_failed_inspection_is_a_refusal():
    story = inspecting().expect(FAIL)
    assert (story.ticket.state, effects_of(story)) == ("rejected", ("notify_customer",))


def test_a_shop_that_has_goods_picked_up_asks_for_it_and_the_carrier_reports_them():
    story = sending(pickup=True)
    assert effects_of(story) == ("notify_customer", "request_pickup")
    assert why_not(story, r.Ship("SF100"), "system") == []
    assert why_not(sending(), r.Ship("SF100"), "system") == [("role_not_permitted", "not_permitted")]
    ruled = disputed(pickup=True).expect(RuleForCustomer("ruling-1"), "platform")
    assert effects_of(ruled) == ("notify_customer", "request_pickup")


# --- what the customer gets -------------------------------------------------------------------------------------------


def test_the_customer_changes_what_they_ask_for_and_it_is_decided_anew():
    story = asked().expect(r.Modify("refund_only", Money("12.00", "CNY")), "customer")
    facts = dict(story.ticket.facts)
    assert (facts["remedy"], facts["refund_amount"], facts["refund_currency"]) == ("refund_only", "12.00", "CNY")
    assert "eligible" not in facts, "the decision was about something else"
    assert why_not(story.copy(), r.Approve()) == [("eligible_unknown", "missing")]
    story.expect(SetFacts((("eligible", "yes"),))).expect(r.Approve())
    assert story.ticket.state == "refunding"
    assert why_not(story.copy(), r.RefundDone(REFUND), "system") == [("amount_differs", "conflict")]
    assert why_not(story, r.RefundDone(Money("12", "CNY")), "system") == []


def test_what_is_not_said_stays_as_it_is():
    story = asked().expect(r.Modify(evidence_refs=("photo-3",)), "customer")
    assert (story.ticket.fact("remedy"), story.ticket.fact("refund_amount")) == ("return", "39.90")
    assert [mark for mark in story.ticket.marks if mark.name == "facts_changed"] == []


def test_targets_read_the_changed_facts_from_a_mark():
    """B3: a target of 24 hours can hold for one remedy."""
    story = asked().expect(r.Modify("exchange"), "customer")
    assert [mark.facts for mark in story.ticket.marks if mark.name == "facts_changed"] == [(("remedy", "exchange"),)]


@pytest.mark.parametrize(
    ("terms", "remedy", "amount", "state"),
    [
        (r.ProposeTerms("refund_only", Money("10", "CNY")), "refund_only", "10.00", "refunding"),
        (r.ProposeTerms("exchange"), "exchange", "39.90", "awaiting_shipment"),
        (r.ProposeTerms("", Money("30", "CNY")), "return", "30.00", "awaiting_shipment"),
    ],
)
def test_accepted_terms_are_what_is_agreed(terms: r.ProposeTerms, remedy: str, amount: str, state: str):
    story = negotiating(terms).expect(r.AcceptTerms(), "customer")
    assert (story.ticket.fact("remedy"), story.ticket.fact("refund_amount")) == (remedy, amount)
    assert story.ticket.state == state


def test_terms_that_nobody_remembers_are_those_that_were_agreed_before():
    """A ticket that came from elsewhere, in the middle of a negotiation."""
    story = negotiating()
    story.ticket = attrs.evolve(story.ticket, done=())
    story.expect(r.AcceptTerms(), "customer")
    assert (story.ticket.state, story.ticket.fact("remedy")) == ("awaiting_shipment", "return")


def test_refused_terms_change_nothing_and_the_seller_must_answer_again():
    story = negotiating().expect(r.RefuseTerms("too_little"), "customer")
    assert (story.ticket.state, story.ticket.fact("remedy")) == ("requested", "return")
    assert why_not(story, r.Approve()) == []


def test_a_ruling_can_name_another_remedy_and_amount():
    story = disputed("exchange").expect(RuleForCustomer("ruling-1", "refund_only", Money("20", "CNY")), "platform")
    assert (story.ticket.state, story.ticket.fact("remedy"), story.ticket.fact("refund_amount")) == (
        "refunding",
        "refund_only",
        "20.00",
    )
    foreign = disputed().expect(RuleForCustomer("ruling-1", "apology"), "platform")
    assert (foreign.ticket.state, foreign.ticket.fact("remedy")) == ("awaiting_shipment", "return")


def test_an_inspection_can_change_the_amount():
    story = inspecting().expect(r.InspectOk(Money("19.95", "CNY")))
    assert why_not(story.copy(), r.RefundDone(REFUND), "system") == [("amount_differs", "conflict")]
    assert why_not(story, r.RefundDone(Money("19.95", "CNY")), "system") == []


def test_goods_that_are_at_the_shop_are_not_sent_again():
    """After a failed inspection, an application that is changed and agreed to is inspected once more."""
    again = inspecting().expect(FAIL).expect(r.Modify("exchange"), "customer")
    approved = again.copy().expect(SetFacts((("eligible", "yes"),))).expect(r.Approve())
    assert approved.ticket.state == "inspecting"
    terms = again.copy().expect(r.ProposeTerms("return")).expect(r.AcceptTerms(), "customer")
    assert terms.ticket.state == "inspecting"
    silent = again.expect(Lapse(), "system", minutes=48 * 60)
    assert (silent.ticket.state, effects_of(silent)) == ("inspecting", ("notify_customer",))


def test_a_refund_only_for_goods_that_came_back_is_paid():
    story = inspecting().expect(FAIL).expect(r.Modify("refund_only"), "customer")
    assert story.expect(SetFacts((("eligible", "yes"),))).expect(r.Approve()).ticket.state == "refunding"


@pytest.mark.parametrize(
    ("story", "state"),
    [
        (lambda: disputed("return"), "awaiting_shipment"),
        (lambda: disputed("exchange"), "awaiting_shipment"),
        (lambda: disputed("refund_only"), "refunding"),
        (lambda: travelling().expect(r.Intervene(), "platform"), "refunding"),
        (lambda: inspecting().expect(r.Intervene(), "platform"), "refunding"),
        (lambda: inspecting().expect(FAIL).expect(Appeal(), "customer"), "refunding"),
        (lambda: failed().expect(r.Intervene(), "platform"), "refunding"),
    ],
    ids="return exchange refund_only travelling inspecting inspected failed".split(),
)
def test_a_ruling_for_the_customer_has_goods_sent_back_only_where_the_customer_has_them(story: Any, state: str):
    ruled = story().expect(RuleForCustomer("ruling-1"), "platform")
    assert ruled.ticket.state == state
    assert "notify_customer" in effects_of(ruled)


def test_why_goods_are_not_sent_back_after_a_ruling():
    """The other way is open in any case, so nobody is refused by it; a table shows it."""
    attempt: Any = None
    for story, code in ((travelling(), "goods_on_their_way"), (refunding(), "no_goods_come_back")):
        assert GOODS_WITH_CUSTOMER.check(Situation(story.desk, story.ticket), attempt) == Reason.of(code, "unmet")


def test_goods_that_were_exchanged_can_be_brought_again_and_nothing_old_counts():
    """An exchange within the window; neither the old decision nor the old stock says anything about it."""
    story = exchanged().expect(Reopen("faulty_again"), "customer")
    assert story.ticket.state == "requested"
    assert (story.ticket.fact("eligible"), story.ticket.fact("stock_reserved")) == (None, None)
    story.expect(SetFacts((("eligible", "yes"),))).expect(r.Approve())
    assert story.ticket.state == "awaiting_shipment", "the customer has the goods"
    story.expect(r.Ship("SF200"), "customer").expect(r.Receive())
    assert why_not(story, r.InspectOk()) == [("stock_unknown", "missing")]


# --- money ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paid", "codes"),
    [
        (Money("39.90", "CNY"), []),
        (Money("39.9", "CNY"), []),
        (Money("39.900000", "CNY"), []),
        (Money("39.91", "CNY"), [("amount_differs", "conflict")]),
        (Money("39.90", "USD"), [("amount_differs", "conflict")]),
        (Money("0", "CNY"), [("amount_differs", "conflict")]),
        (None, [("payload_missing", "missing")]),
    ],
    ids="same shorter longer more currency zero none".split(),
)
def test_a_refund_is_done_when_the_amount_is_the_one_agreed(paid: Money | None, codes: list[tuple[str, str]]):
    """yudao: the callback must match the amount."""
    assert why_not(refunding(), r.RefundDone(paid), "system") == codes


def test_a_refund_of_zero_is_done_at_once():
    story = refunding(facts={"refund_amount": "0.00"})
    assert why_not(story, r.RefundDone(Money("0", "CNY")), "system", minutes=0) == []


def test_the_difference_is_named():
    answer = refunding().do(r.RefundDone(Money("39", "CNY")), "system")
    assert not isinstance(answer, Accepted)
    assert render(answer.reasons[0], "en", RETURN_CASE_TEXTS) == "39.00 CNY was paid, but 39.90 CNY was agreed"
    assert render(answer.reasons[0], "zh", RETURN_CASE_TEXTS) == "实付39.00 CNY，约定39.90 CNY"


@pytest.mark.parametrize("facts", [{"refund_amount": None}, {"refund_currency": None}, {"refund_amount": "-1"}])
def test_without_an_agreed_refund_no_payment_matches(facts: dict[str, str | None]):
    story = asked("refund_only", facts).expect(Lapse(), "system", minutes=48 * 60)
    assert story.ticket.state == "refunding", "silence needs no amount"
    assert why_not(story, r.RefundDone(REFUND), "system") == [("refund_unknown", "missing")]
    story.expect(SetFacts((("refund_amount", "39.90"), ("refund_currency", "CNY"))))
    assert why_not(story, r.RefundDone(REFUND), "system") == []


def test_a_failed_refund_is_tried_again_or_paid_some_other_way_with_proof():
    story = failed()
    assert effects_of(story) == ("escalate",)
    story.expect(r.RetryRefund(), "system")
    assert (story.ticket.state, effects_of(story)) == ("refunding", ("start_refund",))
    story.expect(r.RefundFailed(), "system")
    assert why_not(story.copy(), r.RefundOffline()) == [("payload_missing", "missing")]
    assert why_not(story.copy(), r.RefundOffline("slip-1", Money("1", "CNY"))) == [("amount_differs", "conflict")]
    assert why_not(story.copy(), r.RefundOffline("slip-1", REFUND)) == []
    story.expect(r.RefundOffline("slip-1"))
    assert (story.ticket.state, effects_of(story)) == ("refunded", ("notify_customer",))


def test_an_amount_that_nobody_agreed_to_is_not_paid_some_other_way_either():
    story = asked("refund_only", {"refund_amount": None}).expect(Lapse(), "system", minutes=48 * 60)
    story.expect(r.RefundFailed(), "system")
    assert why_not(story.copy(), r.RefundOffline("slip-1", REFUND)) == [("refund_unknown", "missing")]
    assert why_not(story, r.RefundOffline("slip-1")) == []


def test_an_exchange_that_fails_is_paid_back():
    story = exchanging().expect(r.ExchangeFailed("out_of_stock"), "system")
    assert (story.ticket.state, effects_of(story)) == ("refunding", ("notify_customer", "start_refund"))


# --- timers -----------------------------------------------------------------------------------------------------------

LATE = [("timer_not_due", "unmet")]


def next_timer(story: Story) -> dt.datetime | None:
    """When the shell must wake for the lifecycle's own timer."""
    wake = wakes_at(attrs.evolve(story.desk, sla=SlaPolicy((), (), id="none")), story.ticket, now=MONDAY)
    return None if wake is None else wake.at


@pytest.mark.parametrize(("remedy", "state"), [("refund_only", "refunding"), ("return", "awaiting_shipment")])
def test_a_seller_who_says_nothing_for_48_hours_has_agreed(remedy: str, state: str):
    """WeChat: 48 hours, whatever is asked for; at the very instant and not before."""
    story, due = asked(remedy), MONDAY + 48 * H
    assert next_timer(story) == due
    before, after = at_and_just_before(story, Lapse(), "system", due)
    assert LATE[0] in before
    assert after == state


@pytest.mark.parametrize(("remedy", "state"), [("refund_only", "refunding"), ("return", "awaiting_shipment")])
def test_an_application_that_is_changed_at_the_last_minute_is_counted_from_the_change(remedy: str, state: str):
    """Else a customer could ask for more just before the silence counts as an agreement."""
    wait = {"refund_only": 48, "return": 60}[remedy]
    story = asked("exchange", return_silent_after=Period.hours(60))
    story.expect(r.Modify(remedy, Money("99", "CNY")), "customer", minutes=47 * 60)
    changed = story.ticket.item.last_activity_at
    assert story.ticket.item.entered_at == MONDAY
    assert next_timer(story) == changed + wait * H
    assert ("application_changed", "unmet") in why_not(story.copy(), Lapse(), "system", at=MONDAY + 60 * H)
    before, after = at_and_just_before(story, Lapse(), "system", changed + wait * H)
    assert LATE[0] in before
    assert after == state


def test_a_system_that_is_too_early_reads_of_every_way_why_it_is_none():
    """Only the system reads of ways: it acts on several rules at once. Every code with its kind."""
    early = {"at": MONDAY + H}
    ways = {("goods_come_back", "unmet"), ("goods_not_here", "unmet")}
    assert set(why_not(asked(), Lapse(), "system", **early)) == {*ways, *LATE, ("application_not_changed", "unmet")} | {
        ("timer_not_set", "missing")
    }
    changed = asked("refund_only").expect(r.Modify(), "customer")
    assert set(why_not(changed, Lapse(), "system", **early)) == {
        *LATE,
        ("application_changed", "unmet"),
        ("goods_not_here", "unmet"),
        ("no_goods_come_back", "unmet"),
    }


def test_a_refused_application_that_is_changed_begins_anew():
    story = rejected().expect(r.Modify(), "customer", minutes=60)
    assert next_timer(story) == story.ticket.item.entered_at + 48 * H
    before, after = at_and_just_before(story, Lapse(), "system", story.ticket.item.entered_at + 48 * H)
    assert LATE[0] in before
    assert after == "awaiting_shipment"


def test_only_a_return_that_was_asked_for_waits_for_silence_about_a_change():
    for story in (sending(), opened("inquiry")):
        assert Situation(story.desk, story.ticket).changed_silent_at is None
    story = asked()
    assert Situation(story.desk, story.ticket).changed_silent_at is None
    foreign = attrs.evolve(story.ticket, kind="none_such", item=opened("inquiry").ticket.item)
    assert Situation(story.desk, foreign).changed_silent_at is None


@pytest.mark.parametrize(
    ("story", "after", "state"),
    [
        (negotiating, lambda at: at + 48 * H, "requested"),
        (sending, lambda at: days(7, at), "closed"),
        (travelling, lambda at: days(10, at), "refunding"),
        (inspecting, lambda at: at + 48 * H, "refunding"),
        (rejected, lambda at: days(7, at), "closed"),
        (failed, lambda at: at + 48 * H, "disputed"),
    ],
)
def test_every_other_timer_acts_at_its_instant_and_not_before(story: Any, after: Any, state: str):
    here = story()
    due = after(here.ticket.item.entered_at)
    assert next_timer(here) == due
    assert at_and_just_before(here, Lapse(), "system", due) == (LATE, state)


def test_exchanged_goods_count_as_delivered_after_seven_days():
    story = exchanging()
    due = days(7, story.ticket.item.entered_at)
    before, state = at_and_just_before(story, r.Delivered(), "system", due)
    assert (before, state) == ([*LATE, ("delivery_proof_missing", "missing")], "exchanged")


@pytest.mark.parametrize("role", ["agent", "supervisor", "system"])
def test_a_carriers_proof_of_delivery_counts_at_once(role: str):
    story = exchanging()
    missing = why_not(story.copy(), r.Delivered(), role)
    assert ("delivery_proof_missing", "missing") in missing
    assert why_not(story, r.Delivered("proof-1"), role) == []


def test_the_customer_needs_no_proof():
    assert why_not(exchanging(), r.Delivered(), "customer") == []


def test_an_appeal_is_possible_until_the_refusal_is_closed_and_no_instant_belongs_to_both():
    """WeChat: 7 days after the refusal."""
    due = days(7)
    assert why_not(rejected(), Appeal(), "customer", at=due) == [("return_appeal_over", "unmet")]
    assert why_not(rejected(), Appeal(), "customer", at=due - dt.timedelta(microseconds=1)) == []
    assert why_not(rejected(), Lapse(), "system", at=due) == []


def test_who_shipped_too_late_can_object_for_seven_days_and_nobody_else_can():
    closed = sending().expect(Lapse(), "system", at=days(7))
    end = days(7, closed.ticket.item.entered_at)
    assert why_not(closed.copy(), Appeal(), "customer", at=end) == [("return_appeal_over", "unmet")]
    assert why_not(closed, Appeal(), "customer", at=end - dt.timedelta(microseconds=1)) == []
    assert closed.ticket.state == "disputed"
    ruled = disputed().expect(RuleForSeller("ruling-1"), "platform")
    assert why_not(ruled, Appeal(), "customer") == [("shipment_not_lapsed", "unmet")]
    accepted = rejected().expect(Lapse(), "system", at=days(7))
    assert why_not(accepted, Appeal(), "customer") == [("shipment_not_lapsed", "unmet")]


def test_the_window_to_exchange_again_ends_after_fifteen_days():
    """The Three Guarantees: exchange within 15 days."""
    story = exchanged()
    end = days(15, story.ticket.item.entered_at)
    assert why_not(story.copy(), Reopen("faulty"), "customer", at=end) == [("exchange_window_over", "unmet")]
    assert why_not(story, Reopen("faulty"), "customer", at=end - dt.timedelta(microseconds=1)) == []


# --- clocks -----------------------------------------------------------------------------------------------------------


def test_a_request_is_processed_and_the_customer_told_within_24_hours():
    """A7, B3: the effect asks to tell the customer; the shell reports that it has, and that stops the clock."""
    told_in = SlaMetric("return_told", ("received",), ("notified",), pauses=(), resumes=())
    policy = SlaPolicy([told_in], [SlaTarget("return_told", Period.hours(24))], {"shop": CALENDAR})
    for minutes, outcome in ((24 * 60, "MET"), (24 * 60 + 1, "LATE")):
        story = opened("return", desk=desk_of(returns(), sla=policy), facts=asked("refund_only").ticket.facts)
        story.expect(r.Approve(), minutes=10)
        assert "notify_customer" in effects_of(story)
        story.expect(NotifyCustomer("return_approved"), "system", minutes=minutes - 10)
        status = sla(story.desk, story.ticket, now=story.ticket.item.last_activity_at)["return_told"]
        assert status.outcome.name == outcome


def test_the_clocks_of_a_return_run_over_its_states():
    """The seller's answer pauses while the customer thinks about terms; a failed payment does not stop the refund's."""
    targets = [SlaTarget("seller_response", Period.hours(48)), SlaTarget("refund_execution", Period.hours(24))]
    policy = SlaPolicy([SELLER_RESPONSE, REFUND_EXECUTION], targets, {"shop": CALENDAR})
    story = opened("return", desk=desk_of(returns(), sla=policy), facts=asked("refund_only").ticket.facts)
    story.expect(r.ProposeTerms("return"), minutes=60).expect(r.RefuseTerms(), "customer", minutes=40 * 60)
    story.expect(r.Approve(), minutes=120).expect(r.RefundFailed(), "system", minutes=30)
    story.expect(r.RetryRefund(), "system", minutes=30).expect(r.RefundDone(REFUND), "system", minutes=60)
    statuses = sla(story.desk, story.ticket, now=story.ticket.item.last_activity_at)
    assert statuses["seller_response"].elapsed == 3 * H
    assert statuses["refund_execution"].elapsed == 2 * H


def test_status_and_history_can_be_read_by_the_customer():
    """A6: under the id that the caller gave, with everything that has happened and what can be done now."""
    story = travelling()
    assert (story.ticket.id, story.ticket.state) == ("T-1", "in_transit")
    assert [event.event for event in story.events[1:]] == ["approve", "ship"]
    label = RETURN_CASE_TEXTS.get("state_in_transit")
    assert label is not None
    assert (label.en, label.zh) == ("on its way back", "退货在途")


# --- what is missing is said at once ----------------------------------------------------------------------------------


def may(story: Story, event: str, role: str = "agent") -> list[tuple[str, str]] | str:
    """Where an event would lead, or the codes and kinds of what stands against it."""
    at, actor = story.ticket.item.last_activity_at, {"customer": "c1", "agent": "a1"}.get(role, role)
    answer = available(story.desk, story.ticket, at=at, actor=actor, role=role)[event]
    return answer.target if isinstance(answer, Allowed) else [(each.code, each.kind) for each in answer.reasons]


def test_missing_evidence_is_named_as_soon_as_the_request_is_there():
    """B8, D4: the customer applies on line with evidence; what is missing is said at once, by name."""
    story = asked("refund_only", evidence=("overall_photo", "unboxing_video"))
    at = story.ticket.item.last_activity_at
    answer = available(story.desk, story.ticket, at=at, actor="a1", role="agent")["approve"]
    assert isinstance(answer, Blocked)
    assert [(each.code, each.kind, each.param("purposes")) for each in answer.reasons] == [
        ("evidence_incomplete", "missing", ("overall_photo", "unboxing_video"))
    ]
    story.expect(Attach(Reference("p-2", "photo", "overall_photo")), "customer")
    assert why_not(story.copy(), Lapse(), "system", at=MONDAY + 48 * H)[0] == ("evidence_incomplete", "missing")
    story.expect(Attach(Reference("p-3", "video", "unboxing_video")), "customer")
    assert may(story, "approve") == "refunding"


def test_all_that_is_missing_is_said_and_nothing_else():
    """B8: every reason at once, and no word of the ways that it would not go."""
    bare: dict[str, str | None] = dict.fromkeys(("eligible", "return_address", "refund_amount"))
    story = asked("return", bare)
    assert why_not(story, r.Approve()) == [("eligible_unknown", "missing"), ("return_address_missing", "missing")]
    assert why_not(asked("refund_only", bare), r.Approve()) == [
        ("eligible_unknown", "missing"),
        ("refund_unknown", "missing"),
    ]
    assert why_not(asked(None, bare), r.Approve()) == [("remedy_unknown", "missing"), ("eligible_unknown", "missing")]


# --- stored and told --------------------------------------------------------------------------------------------------


def _stories() -> list[Story]:
    """Returns that go every way there is, once each."""
    again = (
        negotiating()
        .expect(r.RefuseTerms("too_little", "m-1"), "customer")
        .expect(REFUSE)
        .expect(r.Modify("exchange", REFUND, "other", ("photo-1",)), "customer")
        .expect(SetFacts((("eligible", "review"),)))
        .expect(r.Approve("decision-2", REFUND, "address-2", "m-2"), "supervisor")
        .expect(r.Ship("SF1", "sf"), "customer")
        .expect(r.Receive("receipt-1"))
        .expect(r.InspectOk(REFUND, "m-3"))
        .expect(r.ExchangeFailed("out_of_stock"))
        .expect(r.RefundFailed("card_expired"), "system")
        .expect(r.RetryRefund())
        .expect(r.RefundFailed("card_expired"), "system")
        .expect(r.RefundOffline("slip-1", REFUND))
    )
    return [
        again,
        negotiating().expect(r.AcceptTerms("m-4"), "customer").expect(r.RefundDone(Money("10", "CNY")), "system"),
        exchanged().expect(Reopen("faulty"), "customer").expect(Cancel("solved"), "customer"),
        inspecting().expect(FAIL).expect(Appeal("fine"), "customer").expect(RuleForSeller("ruling-1"), "platform"),
        inspecting()
        .expect(r.Intervene("late"), "platform")
        .expect(RuleForCustomer("r-1", "return", REFUND), "platform"),
        asked().expect(Lapse(), "system", minutes=48 * 60),
    ]


def test_replay_gives_the_live_ticket_and_every_event_and_ticket_survives_json():
    """A6: every event of a return is among these."""
    stories = _stories()
    for story in stories:
        assert replay(story.desk, story.events) == story.ticket
        assert from_json(Ticket, to_json(story.ticket)) == story.ticket
        for event in story.events:
            assert from_json(TicketEvent, to_json(event, as_type=TicketEvent)) == event
    names = {command.event for story in stories for command, _ in story.answers}
    assert names - {"set_facts"} == {str(event) for event in ReturnCaseEvent}


def test_every_word_is_there_in_both_languages_and_none_is_left_over():
    machine = returns().machine
    zh, en = machine.to_markdown("zh"), machine.to_markdown("en")
    for effect in {effect.name for rule in machine.rules for effect in rule.effects}:
        zh, en = zh.replace(effect, ""), en.replace(effect, "")
    assert "_" not in zh + en
    assert "待顾客寄回" in zh
    assert "waiting for the customer to ship" in en
    assert set(RETURN_CASE_TEXTS.codes) & set(SHARED_TEXTS.codes) == set()
    assert ReturnCasePolicy() == RETURN_CASE_POLICY
