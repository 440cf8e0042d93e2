"""Items that live at random: whatever is tried, the history, the item and the answers stay in step."""

import datetime as dt
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from aftersales_core.lifecycle import (
    Accepted,
    Allowed,
    Command,
    Item,
    Refused,
    available,
    begin,
    decide,
    evolve,
    next_due,
    replay,
)
from tests.lifecycle.errand import ERRAND, MONDAY, SHOP, Event, Facts, State, opened

facts = st.builds(
    Facts,
    assignee=st.sampled_from([None, "a1", "a2"]),
    severity=st.sampled_from([None, "small", "high"]),
    wait_until=st.sampled_from([None, MONDAY, MONDAY + dt.timedelta(days=9)]),
)
payloads = st.sampled_from([None, (("resolution", "x"),), (("text", "x"),)])


class Life(RuleBasedStateMachine):
    """One errand, driven by any command of anybody."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Any] = []
        self.answers: dict[str, tuple[Any, Accepted[Any]]] = {}
        self.item: Item[State] = opened()

    @initialize()
    def open(self) -> None:
        self.events = [begin(ERRAND, id="T-1", at=MONDAY, actor="c1", role="customer", key="k0", payload=None)]
        self.item = replay(self.events)

    @rule(
        event=st.sampled_from(Event),
        role=st.sampled_from(["agent", "customer", "system", "pilot"]),
        minutes=st.integers(0, 6000),
        known=facts,
        payload=payloads,
        seen=st.integers(0, 1),
    )
    def attempt(self, event: Event, role: str, minutes: int, known: Facts, *, payload: Any, seen: int) -> None:
        at = self.item.last_activity_at + dt.timedelta(minutes=minutes)
        key = f"k{len(self.events)}"
        wish = Command(event, at, "a1", role, key, self.item.version - seen, payload)
        may = available(ERRAND, self.item, at=at, actor="a1", role=role, facts=known, calendar=SHOP)
        answer = decide(ERRAND, self.item, wish, known, calendar=SHOP)
        if isinstance(answer, Refused):
            codes = {reason.code for reason in answer.reasons}
            assert codes
            allowed = isinstance(may.get(event), Allowed)
            assert not allowed or seen or codes <= {"payload_missing", "payload_unknown"}
            return
        assert not seen
        assert isinstance(may[event], Allowed)
        self.item = evolve(self.item, answer.events[0])
        self.events += answer.events
        self.answers[key] = (wish, answer)

    @rule(known=facts)
    def lapse(self, known: Facts) -> None:
        due = next_due(ERRAND, self.item, known, calendar=SHOP)
        if due is not None:
            at = max(due.at, self.item.last_activity_at)
            wish = Command(due.rule.event, at, "clock", "system", f"k{len(self.events)}", self.item.version, None)
            answer = decide(ERRAND, self.item, wish, known, calendar=SHOP)
            assert isinstance(answer, Accepted)
            self.item = evolve(self.item, answer.events[0])
            self.events += answer.events

    @precondition(lambda self: self.answers)
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        wish, answer = self.answers[data.draw(st.sampled_from(sorted(self.answers)))]
        again = decide(ERRAND, self.item, wish, Facts(), earlier=answer.events)
        assert again == Accepted(answer.events, answer.effects, replayed=True)

    @invariant()
    def the_history_is_the_item(self) -> None:
        if self.events:
            assert replay(self.events) == self.item
            assert self.item.version == len(self.events)


TestLife = Life.TestCase
TestLife.settings = settings(stateful_step_count=30)
