"""The order of a queue (E3): high first, and nobody starves."""

import datetime as dt
import functools
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidDefinition, NaiveDatetime, WrongType
from aftersales_core.tickets import PRIORITIES, QUEUE_POLICY, QueuePolicy, QueueTicket, Vocabulary, queue_order

MONDAY = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
LEVELS = PRIORITIES.ids


def at(minutes: int) -> dt.datetime:
    return MONDAY + minutes * MINUTE


def ids(policy: QueuePolicy, tickets: list[QueueTicket], now: int) -> list[str]:
    return [place.ticket for place in queue_order(policy, tickets, now=at(now))]


# --- by hand ----------------------------------------------------------------------------------------------------------


def test_high_priority_goes_first():
    """E3."""
    tickets = [QueueTicket(f"t{priority}", priority, at(0)) for priority in LEVELS]
    assert ids(QUEUE_POLICY, tickets, 1) == ["turgent", "thigh", "tnormal", "tlow"]


def test_within_a_level_the_earlier_due_goes_first_then_the_longer_wait_then_the_id():
    tickets = [
        QueueTicket("d", "high", at(2)),
        QueueTicket("c", "high", at(1)),
        QueueTicket("b", "high", at(1)),
        QueueTicket("late", "high", at(3), at(60)),
        QueueTicket("early", "high", at(4), at(50)),
        # Due at the same instant as "late", and waiting for longer.
        QueueTicket("older", "high", at(2), at(60)),
    ]
    assert ids(QUEUE_POLICY, tickets, 10) == ["early", "older", "late", "b", "c", "d"]


def test_every_place_says_why():
    # Low, waiting for 9 hours: up one level after 8. Its turn would be at its due instant, 10 hours after receipt.
    tickets = [
        QueueTicket("low", "low", at(0), at(600)),
        QueueTicket("normal", "normal", at(500), at(600)),
        QueueTicket("new", "normal", at(530)),
        QueueTicket("twin", "normal", at(530)),
        QueueTicket("urgent", "urgent", at(539), at(545)),
    ]
    places = queue_order(QUEUE_POLICY, tickets, now=at(540))
    assert [(place.position, place.ticket, place.level, place.raised) for place in places] == [
        (1, "urgent", "urgent", 0),
        (2, "low", "normal", 1),
        (3, "normal", "normal", 0),
        (4, "new", "normal", 0),
        (5, "twin", "normal", 0),
    ]
    assert [[reason.code for reason in place.reasons] for place in places] == [
        ["queue_priority", "queue_turn_by_due"],
        ["queue_priority", "queue_raised", "queue_turn_by_due"],
        ["queue_priority", "queue_turn_by_due"],
        ["queue_priority", "queue_turn_by_patience"],
        ["queue_priority", "queue_turn_by_patience"],
    ]
    raised = places[1].reasons[1]
    assert raised.params == (("level", "normal"), ("levels", 1), ("minutes", 540))
    assert [
        None if place.behind is None else (place.behind.code, place.behind.param("ticket")) for place in places
    ] == [
        None,
        ("queue_behind_level", "urgent"),
        ("queue_behind_waiting", "low"),
        ("queue_behind_turn", "normal"),
        ("queue_behind_id", "new"),
    ]
    # Three levels to climb at 8 hours each; the patience of 3 days.
    assert (places[1].top_at, places[1].turn_at) == (at(3 * 480), at(600))
    assert places[3].turn_at == at(530 + 3 * 1440)


def test_a_level_is_gained_at_the_very_minute():
    ticket = QueueTicket("t", "low", at(0))
    levels = [queue_order(QUEUE_POLICY, [ticket], now=at(480) + delta)[0].level for delta in (-MINUTE / 60, 0 * MINUTE)]
    assert levels == ["low", "normal"]
    assert queue_order(QUEUE_POLICY, [ticket], now=at(10**6))[0].level == "urgent"


def test_a_wait_that_has_not_begun_raises_nothing():
    (place,) = queue_order(QUEUE_POLICY, [QueueTicket("t", "low", at(1000))], now=at(0))
    assert (place.level, place.raised) == ("low", 0)


def test_an_undeclared_priority_stands_on_top_with_a_reason():
    places = queue_order(QUEUE_POLICY, [QueueTicket("a", "urgent", at(5)), QueueTicket("b", "lwo", at(0))], now=at(6))
    assert [(place.ticket, place.level, place.priority) for place in places] == [
        ("b", "urgent", "lwo"),
        ("a", "urgent", "urgent"),
    ]
    assert (places[0].reasons[0].code, places[0].reasons[0].param("choices")) == ("term_undeclared", ("low",))


def test_a_due_instant_before_the_wait_counts_as_its_beginning():
    (place,) = queue_order(QUEUE_POLICY, [QueueTicket("t", "low", at(10), at(-999))], now=at(20))
    assert place.turn_at == at(10)


def test_a_far_due_date_does_not_mean_never():
    (place,) = queue_order(QUEUE_POLICY, [QueueTicket("t", "low", at(0), at(10**6))], now=at(20))
    assert place.turn_at == at(3 * 1440)


def test_at_the_end_of_time_a_turn_is_still_an_instant():
    last = dt.datetime(9998, 12, 31, 23, 59, tzinfo=dt.UTC)
    (place,) = queue_order(QUEUE_POLICY, [QueueTicket("t", "low", last)], now=last)
    assert place.turn_at.year == place.top_at.year == 9998


def test_an_empty_queue_has_no_places():
    assert queue_order(QUEUE_POLICY, [], now=at(0)) == ()


def test_the_repeated_hour_of_autumn_is_told_apart():
    berlin = ZoneInfo("Europe/Berlin")
    first = QueueTicket("b", "low", dt.datetime(2026, 10, 25, 2, 30, tzinfo=berlin))
    second = QueueTicket("a", "low", dt.datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=berlin))
    assert [place.ticket for place in queue_order(QUEUE_POLICY, [second, first], now=at(0))] == ["b", "a"]


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def policies(draw: st.DrawFn) -> QueuePolicy:
    return QueuePolicy(PRIORITIES, draw(st.integers(1, 60)), draw(st.integers(1, 200)))


def tickets_of(first: int = 0, last: int = 300) -> st.SearchStrategy[list[QueueTicket]]:
    ticket = st.tuples(
        st.sampled_from([*LEVELS, "unheard"]),
        st.integers(first, last),
        st.none() | st.integers(-50, 500),
    )
    return st.lists(ticket, max_size=8).map(
        lambda rows: [
            QueueTicket(f"t{number}", priority, at(since), None if due is None else at(due))
            for number, (priority, since, due) in enumerate(rows)
        ]
    )


@given(policies(), tickets_of(), st.integers(0, 600), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_given(
    policy: QueuePolicy, tickets: list[QueueTicket], now: int, random: Random
):
    shuffled = list(tickets)
    random.shuffle(shuffled)
    assert queue_order(policy, shuffled, now=at(now)) == queue_order(policy, tickets, now=at(now))


@given(policies(), tickets_of(), st.integers(0, 600))
def test_the_order_is_that_of_comparing_by_the_written_rule(policy: QueuePolicy, tickets: list[QueueTicket], now: int):
    """An oracle that compares two tickets at a time, in timedeltas and by words."""

    def level(ticket: QueueTicket) -> int:
        place = LEVELS.index(ticket.priority) if ticket.priority in LEVELS else 3
        while place < 3 and at(now) - ticket.waiting_since_at >= policy.raise_after_minutes * MINUTE * (
            place + 1 - (LEVELS.index(ticket.priority) if ticket.priority in LEVELS else 3)
        ):
            place += 1
        return place

    def turn(ticket: QueueTicket) -> dt.datetime:
        last = ticket.waiting_since_at + policy.patience_minutes * MINUTE
        if ticket.due_at is None or ticket.due_at > last:
            return last
        return max(ticket.due_at, ticket.waiting_since_at)

    def compare(a: QueueTicket, b: QueueTicket) -> int:
        for better, worse in ((level(a), level(b)), (turn(b), turn(a)), (b.waiting_since_at, a.waiting_since_at)):
            if better != worse:
                return -1 if better > worse else 1  # type: ignore[operator]
        return -1 if a.id < b.id else 1

    expected = sorted(tickets, key=functools.cmp_to_key(compare))
    places = queue_order(policy, tickets, now=at(now))
    assert [place.ticket for place in places] == [ticket.id for ticket in expected]
    assert [place.level for place in places] == [LEVELS[level(ticket)] for ticket in expected]
    assert [place.turn_at for place in places] == [turn(ticket) for ticket in expected]


@given(policies(), tickets_of(), st.integers(0, 600))
def test_a_higher_priority_never_makes_a_ticket_wait_longer(policy: QueuePolicy, tickets: list[QueueTicket], now: int):
    for index, ticket in enumerate(tickets):
        before = ids(policy, tickets, now).index(ticket.id)
        raised = QueueTicket(ticket.id, "urgent", ticket.waiting_since_at, ticket.due_at)
        assert ids(policy, [*tickets[:index], raised, *tickets[index + 1 :]], now).index(ticket.id) <= before


@given(policies(), st.data())
def test_once_on_top_only_tickets_from_before_its_turn_can_pass(policy: QueuePolicy, data: st.DataObject):
    """The bound that `QueuePlace` promises: whoever comes later waits behind, however urgent and however due."""
    mine = QueueTicket(
        "mine", data.draw(st.sampled_from(LEVELS)), at(0), data.draw(st.none() | st.integers(-50, 500).map(at))
    )
    (alone,) = queue_order(policy, [mine], now=at(0))
    turn = int((alone.turn_at - MONDAY) / MINUTE)
    now = int((alone.top_at - MONDAY) / MINUTE) + data.draw(st.integers(0, 500))
    later = data.draw(tickets_of(turn + 1, turn + 400))
    assert ids(policy, [*later, mine], now)[0] == "mine"


@given(
    st.builds(QueuePolicy, st.just(PRIORITIES), st.integers(1, 10), st.integers(1, 20)),
    st.lists(st.integers(0, 3), min_size=1, max_size=12),
    st.integers(3, 20),
    st.sampled_from(LEVELS),
)
def test_an_endless_stream_of_urgent_tickets_starves_nobody(
    policy: QueuePolicy, rush: list[int], step: int, priority: str
):
    """A desk that takes one ticket a step, while up to three urgent ones, due at once, come in each step for ever."""
    waiting = [QueueTicket("mine", priority, at(0))]
    (alone,) = queue_order(policy, waiting, now=at(0))
    settled = int((max(alone.top_at, alone.turn_at) - MONDAY) / MINUTE) // step + 1
    # After that nobody new passes, so what is left is to serve those who were there: at most three for each step.
    bound = settled + 3 * settled + 1
    for tick in range(bound + 1):
        now = tick * step
        waiting += [QueueTicket(f"{tick:05}-{n}", "urgent", at(now), at(now)) for n in range(rush[tick % len(rush)])]
        first = ids(policy, waiting, now)[0]
        if first == "mine":
            return
        waiting = [ticket for ticket in waiting if ticket.id != first]
    pytest.fail(f"still waiting after {bound} steps")


# --- definitions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [0, -1, 1.5, True, "60"])
def test_minutes_are_whole_and_above_zero(minutes: object):
    with pytest.raises(InvalidDefinition) as caught:
        QueuePolicy(Vocabulary("p"), minutes, minutes)  # type: ignore[arg-type]
    assert [problem.split()[0] for problem in caught.value.problems] == [
        "raise_after_minutes",
        "patience_minutes",
        "it",
    ]


def test_a_ticket_given_twice_is_refused():
    with pytest.raises(InvalidDefinition, match="ticket 'a' is given twice"):
        queue_order(QUEUE_POLICY, [QueueTicket("a", "low", at(0)), QueueTicket("a", "high", at(1))], now=at(2))


def test_bad_input_is_refused():
    with pytest.raises(NaiveDatetime):
        QueueTicket("a", "low", dt.datetime(2026, 3, 2))
    with pytest.raises(NaiveDatetime):
        QueueTicket("a", "low", at(0), dt.datetime(2026, 3, 2))
    with pytest.raises(NaiveDatetime):
        queue_order(QUEUE_POLICY, [], now=dt.datetime(2026, 3, 2))
    with pytest.raises(WrongType, match="each of tickets must be of type QueueTicket, got str"):
        queue_order(QUEUE_POLICY, ["a"], now=at(0))  # type: ignore[list-item]
