"""The lines of a return: two small lifecycles each, beside the case, and what they are called together (A6, D4)."""

import datetime as dt
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import BrokenHistory, InvalidDefinition
from aftersales_core.interchange import from_json, to_json
from aftersales_core.lifecycle import Accepted, Allowed, Blocked, Refused
from aftersales_core.reasons import Reason, render
from aftersales_core.tickets import Open, Situation, Ticket, TicketEvent, available, decide, evolve, replay
from aftersales_core.tickets.actions import return_lines as n
from aftersales_core.tickets.actions import returns as r
from aftersales_core.tickets.actions.complaint import Appeal
from aftersales_core.tickets.actions.desk import Split
from aftersales_core.tickets.actions.inquiry import Cancel, Lapse
from aftersales_core.tickets.kinds.returns import returns
from aftersales_core.tickets.line_machines import LINE_COMPLETED, RETURN_LINES
from aftersales_core.tickets.line_texts import LINE_TEXTS
from aftersales_core.tickets.lines import LINE_STATES, LineStatus, ReturnLine, line_status
from aftersales_core.tickets.ticket import action_name
from tests.tickets.complaints import rows_of, why_not
from tests.tickets.desks import ACTIONS, MONDAY, Story, desk_of, opened
from tests.tickets.return_cases import REFUND, asked, desk, inspecting, refunding, travelling

# Solidus' two state machines of a return item, by hand; T staff, A agent, S supervisor, C customer, Y system. What is
# beside it: goods can be received after they were given up, and a parcel need not be seen on its way first.
RECEPTION = """
awaited send_line in_transit CTASY
awaited,in_transit,lost_in_transit,short_shipped,expired receive_line received TASY
awaited,in_transit lose_line lost_in_transit TASY
awaited,in_transit misship_line wrong_item TASY
awaited,in_transit short_ship_line short_shipped TASY
awaited give_line given_to_customer AS
awaited expire_line expired ASY
awaited cancel_line cancelled CAS
awaited unexchange_line unexchanged ASY
"""
ACCEPTANCE = """
pending,manual_review,rejected accept_line accepted TASY | line_completed
pending,manual_review,accepted reject_line rejected TASY | line_completed
pending,accepted,rejected review_line manual_review TASY | line_completed
"""
LETTERS = {
    "A": ("agent", "coordinator"),
    "S": ("supervisor", "manager"),
    "T": ("technician",),
    "C": ("customer",),
    "Y": ("system",),
}
RECEPTIONS = """
awaited in_transit received lost_in_transit wrong_item short_shipped given_to_customer expired cancelled unexchanged
""".split()
ACCEPTANCES = "pending accepted rejected manual_review".split()
COMPLETE = {"received", "lost_in_transit", "wrong_item", "short_shipped", "given_to_customer"}
OFF = {"expired", "cancelled", "unexchanged"}
LINE_ACTIONS = {action_name(cls): cls for cls in get_args(n.ReturnLineAction)}


def line(reception: str, acceptance: str = "pending", id: str = "l-1") -> ReturnLine:
    """A line, by names without their prefixes."""
    return ReturnLine(id, f"reception_{reception}", f"acceptance_{acceptance}")


def with_lines(story: Story, *lines: ReturnLine) -> Story:
    """A story whose ticket has other lines."""
    return Story(story.desk, attrs.evolve(story.ticket, lines=lines), story.events, [])


def action_of(name: str, id: str = "l-1") -> Any:
    """An action on a line that says all that it must."""
    cls = LINE_ACTIONS[name]
    return cls(id, **({"reason": "soiled"} if name == "reject_line" else {}))


def steps(table: str) -> dict[tuple[str, str], str]:
    """Where each event leads from each state."""
    rows = (row.partition("|")[0].split() for row in rows_of(table))
    return {(source, event): target for source, event, target, _ in rows}


STEPS = {
    "reception": steps(RECEPTION),
    "acceptance": steps(ACCEPTANCE),
}


# --- the tables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("region", "table"), [("reception", RECEPTION), ("acceptance", ACCEPTANCE)])
def test_every_rule_of_a_line_is_in_the_table(region: str, table: str):
    found: list[str] = []
    machine = dict(RETURN_LINES.machines)[region]
    for rule in machine.rules:
        who = "".join(sorted(letter for letter, roles in LETTERS.items() if set(roles) <= rule.roles))
        guards = " ".join(guard.name for guard in rule.guards)
        source, target = (str(state).removeprefix(f"{region}_") for state in (rule.source, rule.target))
        found.append(f"{source} {rule.event} {target} {who} | {guards}".strip(" |"))
    assert sorted(found) == rows_of(table)


def test_no_state_of_a_line_is_a_state_of_any_case():
    assert {f"reception_{name}" for name in RECEPTIONS} | {f"acceptance_{name}" for name in ACCEPTANCES} == LINE_STATES
    assert LINE_STATES & set(returns().machine.category_of) == set()


def test_a_line_speaks_both_languages():
    for _, machine in RETURN_LINES.machines:
        for lang in ("zh", "en"):
            title = machine.name
            assert "_" not in machine.to_markdown(lang).replace(title, "")


# --- judged by itself -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(LINE_ACTIONS))
@pytest.mark.parametrize("reception", RECEPTIONS)
@pytest.mark.parametrize("acceptance", ACCEPTANCES)
def test_a_line_goes_where_its_own_table_says_and_nothing_else_moves(name: str, reception: str, acceptance: str):
    story = with_lines(inspecting(), line(reception, acceptance), line("awaited", id="l-2"))
    before = story.ticket
    region = "reception" if name in {event for _, event in STEPS["reception"]} else "acceptance"
    here = reception if region == "reception" else acceptance
    target = STEPS[region].get((here, name))
    codes = why_not(story, action_of(name))
    if target is None:
        expected = [("illegal_event", "illegal")]
    else:
        is_free = region == "reception" or reception in COMPLETE
        expected = [] if is_free else [("line_not_completed", "unmet")]
    assert codes == expected
    came = target if target and not expected and region == "reception" else reception
    said = target if target and not expected and region == "acceptance" else acceptance
    assert story.ticket.lines == (line(came, said), before.lines[1])
    assert story.ticket.state == before.state
    assert story.ticket.item.entered_at == before.item.entered_at
    assert (story.ticket.state_us, story.ticket.marks) == (before.state_us, before.marks)


@pytest.mark.parametrize(
    ("role", "action", "codes"),
    [
        ("customer", n.SendLine("l-1"), []),
        ("customer", n.CancelLine("l-1"), []),
        ("customer", n.ReceiveLine("l-1"), [("role_not_permitted", "not_permitted")]),
        ("technician", n.ReceiveLine("l-1"), []),
        ("technician", n.GiveLine("l-1"), [("role_not_permitted", "not_permitted")]),
        ("platform", n.SendLine("l-1"), [("unknown_role", "invalid")]),
        ("system", n.ExpireLine("l-1"), []),
    ],
)
def test_who_may_do_what_to_a_line(role: str, action: Any, codes: list[tuple[str, str]]):
    """D16."""
    assert why_not(asked(), action, role) == codes


def test_a_rejected_line_has_a_reason():
    story = inspecting().expect(n.ReceiveLine("l-1"))
    assert why_not(story, n.RejectLine("l-1")) == [("payload_missing", "missing")]
    assert why_not(story, n.RejectLine("l-1", "soiled", ("photo-1",))) == []


@pytest.mark.parametrize(
    ("id", "choices"), [("l-3", ("l-2", "l-1")), ("", ("l-1", "l-2")), ("x" * 100, ("l-1", "l-2"))]
)
def test_a_line_that_is_not_there_is_refused_with_those_that_may_be_meant(id: str, choices: tuple[str, ...]):
    answer = asked().do(n.ReceiveLine(id))
    assert isinstance(answer, Refused)
    (reason,) = answer.reasons
    assert (reason.code, reason.kind) == ("unknown_line", "invalid")
    assert reason.param("choices") == choices
    assert render(reason, "en", LINE_TEXTS).startswith("there is no line ")


def test_a_return_without_lines_says_so():
    story = opened("return", desk=desk(), line_ids=())
    answer = story.do(n.ReceiveLine("l-1"))
    assert isinstance(answer, Refused)
    assert answer.reasons == (Reason.of("no_lines", "invalid", line="l-1"),)
    assert render(answer.reasons[0], "zh", LINE_TEXTS) == "没有商品行l-1，也没有其他商品行"
    assert "receive_line" not in available(
        story.desk, story.ticket, at=story.ticket.item.last_activity_at, actor="a1", role="agent"
    )
    assert line_status(story.ticket) == LineStatus("no_lines", "no_lines", "no_lines")


def test_a_kind_without_lines_knows_none_of_this():
    story = opened("inquiry")
    assert [each.id for each in story.ticket.lines] == ["l-1", "l-2"]
    assert why_not(story, n.ReceiveLine("l-1")) == [("unknown_event", "invalid")]


def test_a_line_is_judged_at_the_tickets_version_and_time():
    story = asked()
    stale = story.command(n.ReceiveLine("l-1"), "agent")
    unknown = story.command(n.ReceiveLine("l-9"), "agent")
    story.expect(n.SendLine("l-1"), "customer")
    for command in (stale, unknown):
        answer = decide(story.desk, story.ticket, command)
        assert isinstance(answer, Refused)
        assert [reason.code for reason in answer.reasons] == ["stale_version"]
    early = MONDAY - dt.timedelta(minutes=1)
    assert why_not(story, n.ReceiveLine("l-1"), at=early) == [("earlier_than_last", "conflict")]
    assert why_not(story, n.ReceiveLine("l-1"), "customer", actor="c2") == [("not_own_ticket", "not_permitted")]


def test_an_action_on_a_line_is_answered_again_under_its_key_even_where_the_line_is_gone():
    story = asked()
    command = story.command(n.SendLine("l-1"), "customer")
    first = decide(story.desk, story.ticket, command)
    assert isinstance(first, Accepted)
    story.expect(n.SendLine("l-1"), "customer").expect(Split("T-2", "return", ("l-1",)))
    assert [each.id for each in story.ticket.lines] == ["l-2"]
    again = decide(story.desk, story.ticket, command, earlier=first.events)
    assert isinstance(again, Accepted)
    assert (again.events, again.replayed) == (first.events, True)


# --- what may be done -------------------------------------------------------------------------------------------------


def offers(story: Story, role: str = "agent") -> dict[str, Any]:
    """What may be done to lines, by event."""
    actor = {"customer": "c1"}.get(role, "a1")
    at = story.ticket.item.last_activity_at
    found = available(story.desk, story.ticket, at=at, actor=actor, role=role)
    return {name: answer for name, answer in found.items() if name in LINE_ACTIONS}


def test_what_may_be_done_to_one_line_at_least_is_offered():
    story = with_lines(inspecting(), line("received", "accepted"), line("awaited", id="l-2"))
    found = offers(story)
    assert {name for name, answer in found.items() if isinstance(answer, Allowed)} == {
        *("send_line", "receive_line", "lose_line", "misship_line", "short_ship_line"),
        *("give_line", "expire_line", "cancel_line", "unexchange_line", "reject_line", "review_line"),
    }
    accept = found["accept_line"]
    assert isinstance(accept, Blocked), "the accepted one is accepted, and the other is not here"
    assert [reason.code for reason in accept.reasons] == ["line_not_completed"]
    reject = found["reject_line"]
    assert isinstance(reject, Allowed)
    assert (reject.target, reject.form and reject.form.required) == ("acceptance_rejected", ("line_id", "reason"))


def test_where_no_line_allows_it_each_reason_is_told_once():
    story = with_lines(inspecting(), line("awaited"), line("in_transit", id="l-2"))
    found = offers(story)["accept_line"]
    assert isinstance(found, Blocked)
    assert [reason.code for reason in found.reasons] == ["line_not_completed"]
    done = with_lines(inspecting(), line("received"), line("received", id="l-2"))
    assert "send_line" not in offers(done)


def test_a_ticket_that_cannot_be_judged_at_all_says_so_for_lines_as_well():
    story = asked()
    at = MONDAY - dt.timedelta(days=1)
    found = available(story.desk, story.ticket, at=at, actor="a1", role="agent")
    for name in LINE_ACTIONS:
        answer = found[name]
        assert isinstance(answer, Blocked)
        assert [reason.code for reason in answer.reasons] == ["earlier_than_last"]
    stranger = available(story.desk, story.ticket, at=MONDAY, actor="c2", role="customer")["send_line"]
    assert stranger == Blocked((Reason.of("not_own_ticket", "not_permitted"),))


lines = st.builds(line, st.sampled_from(RECEPTIONS), st.sampled_from(ACCEPTANCES))
some_lines = st.lists(lines, max_size=4).map(
    lambda found: tuple(attrs.evolve(each, id=f"l-{number}") for number, each in enumerate(found))
)


@given(
    some_lines, st.sampled_from(sorted(LINE_ACTIONS)), st.sampled_from(("agent", "customer", "technician", "system"))
)
def test_an_event_is_offered_exactly_where_deciding_it_for_some_line_succeeds(
    lines: tuple[ReturnLine, ...], name: str, role: str
):
    story = with_lines(asked(), *lines)
    answers = [story.copy().do(action_of(name, each.id), role) for each in lines]
    offered = offers(story, role).get(name)
    assert isinstance(offered, Allowed) == any(isinstance(answer, Accepted) for answer in answers)
    illegal = [isinstance(answer, Refused) and answer.reasons[0].code == "illegal_event" for answer in answers]
    assert (offered is None) == all(illegal)


# --- beside the case --------------------------------------------------------------------------------------------------

CASES = (
    (asked, ()),
    (travelling, ((r.Receive(), "agent"), (r.InspectOk(), "agent"))),
    (asked, ((r.Refuse("late", ("p-1",)), "agent"), (Appeal(), "customer"))),
    (asked, ((Cancel(), "customer"),)),
    (refunding, ((r.RefundFailed(), "system"), (r.RetryRefund(), "agent"))),
    (asked, ((Lapse(), "system"), (r.Ship("SF1"), "customer"), (r.Receive(), "system"))),
)


@given(
    st.sampled_from(CASES),
    st.lists(st.tuples(st.sampled_from(sorted(LINE_ACTIONS)), st.sampled_from(("l-1", "l-2"))), max_size=12),
    st.randoms(use_true_random=False),
)
def test_lines_and_case_go_their_ways_independently(case: Any, touches: list[tuple[str, str]], chance: Any):
    """However events of lines come between those of the case, both end as each does alone."""
    begin, moves = case
    day = dt.timedelta(days=1)
    alone, only_lines, both = begin(), begin(), begin()
    clock = alone.ticket.item.last_activity_at
    times = [clock + 3 * day * (number + 1) for number in range(len(moves))]
    for (action, role), at in zip(moves, times, strict=True):
        alone.expect(action, role, at=at)
    for name, id in touches:
        only_lines.do(action_of(name, id), minutes=0)
    # Who calls it off must do so before anything has arrived; that is the one condition of the case on its lines here.
    left = [*moves] if not any(isinstance(action, Cancel) for action, _ in moves) else []
    queue = [*touches]
    for number, (action, role) in enumerate(left):
        for name, id in [queue.pop(0) for _ in range(chance.randint(0, len(queue)))]:
            both.do(action_of(name, id), minutes=0)
        both.expect(action, role, at=times[number])
    for name, id in queue:
        both.do(action_of(name, id), minutes=0)
    assert both.ticket.lines == only_lines.ticket.lines
    if left or not moves:
        assert both.ticket.state == alone.ticket.state
        assert both.ticket.item.entered_at == alone.ticket.item.entered_at
        assert both.ticket.state_us == alone.ticket.state_us
        assert both.ticket.marks == alone.ticket.marks
    assert replay(both.desk, both.events) == both.ticket
    assert from_json(Ticket, to_json(both.ticket)) == both.ticket
    for event in both.events:
        assert from_json(TicketEvent, to_json(event, as_type=TicketEvent)) == event


def test_a_line_can_come_in_after_the_case_is_over():
    """The seller confirmed nothing for ten days, so the money went back; the parcel comes on the eleventh."""
    story = travelling().expect(Lapse(), "system", minutes=11 * 24 * 60)
    story.expect(r.RefundDone(REFUND), "system").expect(n.ReceiveLine("l-1"), minutes=24 * 60)
    assert (story.ticket.state, line_status(story.ticket).reception) == ("refunded", "partially_received")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"source": "reception_received", "target": "reception_expired"}, "no line goes from reception_received"),
        ({"target": "acceptance_accepted"}, "no line goes from reception_awaited to acceptance_accepted"),
        ({"target": "closed"}, "no line goes from reception_awaited to closed"),
        ({"payload": n.SendLine("l-9")}, "no line goes from reception_awaited"),
    ],
    ids="source region state line".split(),
)
def test_a_history_that_moves_a_line_from_where_it_is_not_is_broken(changes: dict[str, Any], why: str):
    story = asked()
    answer = story.copy().do(n.SendLine("l-1"), "customer")
    assert isinstance(answer, Accepted)
    broken = attrs.evolve(answer.events[0], **changes)
    with pytest.raises(BrokenHistory, match=why):
        evolve(story.desk, story.ticket, broken)


def test_an_acceptance_is_no_reception_and_the_other_way_round():
    story = inspecting().expect(n.ReceiveLine("l-1"))
    answer = story.copy().do(n.AcceptLine("l-1"))
    assert isinstance(answer, Accepted)
    with pytest.raises(BrokenHistory, match="no line goes from acceptance_pending"):
        evolve(story.desk, story.ticket, attrs.evolve(answer.events[0], target="reception_expired"))


def test_a_kind_without_lines_takes_no_event_of_a_line():
    story = asked()
    answer = story.do(n.SendLine("l-1"), "customer")
    assert isinstance(answer, Accepted)
    plain = attrs.evolve(returns(), lines=None)
    first = story.events[0]
    with pytest.raises(BrokenHistory, match="has no state reception_awaited"):
        replay(desk_of(plain), [first, *answer.events])


def test_an_id_that_could_not_be_told_from_another_is_refused():
    with pytest.raises(InvalidDefinition, match="return line"):
        ReturnLine("a b")


def test_the_condition_of_a_line_needs_a_line():
    """Somebody may try it by hand; without a line it does not hold."""
    story = asked()
    attempt: Any = None
    no_line = Situation(story.desk, story.ticket)
    assert LINE_COMPLETED.check(no_line, attempt) == Reason.of("line_not_completed", "unmet")


def test_every_action_on_a_line_survives_json_and_is_joined_with_the_others():
    for name, cls in LINE_ACTIONS.items():
        assert ACTIONS[name] is cls
    opening = Open("return", "c1", "app", line_ids=("l-1",))
    assert from_json(Open, to_json(opening)) == opening


# --- what they are called together ------------------------------------------------------------------------------------


def called(found: tuple[ReturnLine, ...]) -> LineStatus:
    """The words of a return by its lines, by plain counting."""
    came = [each.reception.removeprefix("reception_") for each in found]
    part = [each for each, at in zip(found, came, strict=True) if at not in OFF]
    said = [each.acceptance.removeprefix("acceptance_") for each in part]
    back = [
        (at in COMPLETE) and each.acceptance == "acceptance_accepted"
        for each, at in zip(found, came, strict=True)
        if at not in OFF
    ]
    complete, off = sum(at in COMPLETE for at in came), sum(at in OFF for at in came)
    if not came:
        reception = "no_lines"
    elif off == len(came):
        reception = "called_off"
    elif complete + off == len(came):
        reception = "received" if all(at in OFF or at == "received" for at in came) else "completed"
    elif complete:
        reception = "partially_received"
    else:
        reception = "in_transit" if "in_transit" in came else "awaited"
    if not said:
        return LineStatus(reception, "no_lines", "no_lines")
    if len(set(said)) == 1 and said[0] in ("accepted", "rejected"):
        acceptance = said[0]
    elif "manual_review" in said:
        acceptance = "manual_review"
    elif "accepted" in said:
        acceptance = "partially_accepted"
    else:
        acceptance = "partially_rejected" if "rejected" in said else "pending"
    outcome = "returned" if all(back) else "partially_returned" if any(back) else "not_returned"
    return LineStatus(reception, acceptance, outcome)


@given(some_lines)
def test_a_return_is_called_what_counting_its_lines_says(lines: tuple[ReturnLine, ...]):
    status = line_status(with_lines(asked(), *lines).ticket)
    assert status == called(lines)
    for word in attrs.astuple(status):
        assert LINE_TEXTS.get(f"line_status_{word}") is not None


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ((line("awaited"), line("awaited", id="l-2")), ("awaited", "pending", "not_returned")),
        ((line("in_transit"), line("awaited", id="l-2")), ("in_transit", "pending", "not_returned")),
        ((line("received"), line("in_transit", id="l-2")), ("partially_received", "pending", "not_returned")),
        ((line("received"), line("received", id="l-2")), ("received", "pending", "not_returned")),
        ((line("received"), line("lost_in_transit", id="l-2")), ("completed", "pending", "not_returned")),
        (
            (line("received", "accepted"), line("awaited", id="l-2")),
            ("partially_received", "partially_accepted", "partially_returned"),
        ),
        (
            (line("received", "accepted"), line("received", "rejected", "l-2")),
            ("received", "partially_accepted", "partially_returned"),
        ),
        ((line("received", "accepted"), line("cancelled", id="l-2")), ("received", "accepted", "returned")),
        ((line("lost_in_transit", "accepted"),), ("completed", "accepted", "returned")),
        ((line("cancelled"), line("expired", id="l-2")), ("called_off", "no_lines", "no_lines")),
    ],
    ids=range(10),
)
def test_returns_are_called(lines: tuple[ReturnLine, ...], status: tuple[str, str, str]):
    """Medusa's partially received, Saleor's partially returned, Magento's partially authorized, by hand."""
    assert line_status(with_lines(asked(), *lines).ticket) == LineStatus(*status)


@pytest.mark.parametrize("reception", RECEPTIONS)
def test_only_what_was_received_and_accepted_goes_back_into_stock(reception: str):
    """Solidus: lost, wrong, missing and kept lines are complete without being restocked."""
    assert line(reception, "accepted").is_restocked == (reception == "received")
    assert not line(reception, "rejected").is_restocked
    assert line(reception, "accepted").is_returned == (reception in COMPLETE)
    assert line(reception).is_called_off == (reception in OFF)
