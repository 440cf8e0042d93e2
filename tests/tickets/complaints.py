"""Short ways through a complaint, and the table of its rules in a notation that can be held beside its source."""

import datetime as dt
from typing import Any

from aftersales_core.lifecycle import Refused
from aftersales_core.reasons import Reason
from aftersales_core.tickets import Kind
from aftersales_core.tickets.actions.complaint import (
    Acknowledge,
    Appeal,
    Assess,
    FindUnfounded,
    GoExternal,
    Overturn,
    Respond,
    SettleEarly,
)
from aftersales_core.tickets.actions.desk import CustomerReply, FollowUp
from aftersales_core.tickets.kinds.complaint import ComplaintPolicy, complaint
from tests.tickets.desks import Story, desk_of, opened

LETTERS = {
    "A": ("agent", "coordinator"),
    "S": ("supervisor", "manager"),
    "T": ("technician",),
    "C": ("customer",),
    "Y": ("system",),
    "P": ("platform",),
}

MICROSECOND = dt.timedelta(microseconds=1)

RESPOND = Respond("partial_refund", "late_delivery", "refund_20", "notice-1", "m-1")
NO_REMEDY = Respond("explained", "as_described", "", "notice-1", "m-1")
UNFOUNDED = FindUnfounded("delivered_in_time", ("proof-1",), "notice-1", "m-1")
SETTLE = SettleEarly("m-2", "notice-1")
REPLY = CustomerReply("m-3")
SAD = FollowUp(is_solved=False, is_satisfied=False)
HAPPY = FollowUp(is_solved=True, is_satisfied=True)


def rule_rows(kind: Kind) -> list[str]:
    """Every rule of a kind as ``source event target letters | guards``, sorted."""
    rows: list[str] = []
    for rule in kind.machine.rules:
        letters = [letter for letter, roles in LETTERS.items() if set(roles) <= rule.roles]
        assert {role for letter in letters for role in LETTERS[letter]} == set(rule.roles), rule.text
        guards = " ".join(guard.name for guard in rule.guards)
        rows.append(f"{rule.source} {rule.event} {rule.target} {''.join(sorted(letters))} | {guards}".strip(" |"))
    return sorted(rows)


def rows_of(text: str) -> list[str]:
    """The rows of a table in the same notation; sources can be several, and ``=`` is the source again."""
    rows: list[str] = []
    for line in text.strip().splitlines():
        rule, _, guards = line.partition("|")
        sources, event, target, letters = rule.split()
        who = "".join(sorted(letters))
        rows += [
            f"{source} {event} {source if target == '=' else target} {who} | {guards.strip()}".strip(" |")
            for source in sources.split(",")
        ]
    return sorted(rows)


def received(**policy: Any) -> Story:
    """A complaint that has just come in, on Monday 2 March 2026 at 09:00 in Shanghai."""
    return opened("complaint", desk=desk_of(complaint(ComplaintPolicy(**policy))))


def investigating(severity: str = "low", subjects: tuple[str, ...] = (), **policy: Any) -> Story:
    """A complaint that agent a1 has assessed."""
    return received(**policy).expect(Acknowledge()).expect(Assess(severity, subjects))


def responded(answer: Respond = RESPOND, **policy: Any) -> Story:
    """A complaint of low severity that agent a1 has answered, three minutes after it came in."""
    return investigating(**policy).expect(answer)


def unfounded(**policy: Any) -> Story:
    """A complaint that agent a1 has found to be untrue."""
    return investigating(**policy).expect(UNFOUNDED)


def outside(**policy: Any) -> Story:
    """A complaint that the platform has taken on, before anybody assessed it."""
    return received(**policy).expect(GoExternal("platform"), "platform")


def remedying(**policy: Any) -> Story:
    """A complaint that a reviewer decided for the customer."""
    return (
        responded(**policy).expect(Appeal("too_little"), "customer").expect(Overturn("refund_50", "fair"), "supervisor")
    )


def refusals(story: Story, action: Any, role: str = "agent", **how: Any) -> tuple[Reason, ...]:
    """The reasons why something is refused; none where it is accepted, which then happens."""
    answer = story.do(action, role, **how)
    return answer.reasons if isinstance(answer, Refused) else ()


def why_not(story: Story, action: Any, role: str = "agent", **how: Any) -> list[tuple[str, str]]:
    """The codes and kinds of the reasons why something is refused; none where it is accepted, which then happens."""
    return [(reason.code, reason.kind) for reason in refusals(story, action, role, **how)]


def effects_of(story: Story) -> tuple[str, ...]:
    """The names of the effects of the last event."""
    return tuple(issued.effect.name for issued in story.answers[-1][1].effects)


def at_and_just_before(story: Story, action: Any, role: str, at: dt.datetime) -> tuple[list[tuple[str, str]], str]:
    """What is refused one microsecond before an instant, and the state after doing it at that instant."""
    before = why_not(story.copy(), action, role, at=at - MICROSECOND)
    assert why_not(story, action, role, at=at) == []
    return before, story.ticket.state
