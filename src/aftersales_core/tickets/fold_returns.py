"""What the actions of a return change beside its state: what was agreed, and where the goods are."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from aftersales_core.sla.marks import Mark, facts_of
from aftersales_core.tickets.actions import inquiry, returns
from aftersales_core.tickets.actions.complaint import RuleForCustomer
from aftersales_core.tickets.return_facts import (
    ELIGIBLE,
    GOODS_AT,
    REFUND_AMOUNT,
    REFUND_CURRENCY,
    REMEDIES,
    REMEDY,
    RETURN_ADDRESS,
    STOCK_RESERVED,
)

if TYPE_CHECKING:
    from aftersales_core.money.amount import Money
    from aftersales_core.tickets.builder import TicketBuilder

__all__ = ["RETURN_TAKERS"]


def _learn(draft: "TicketBuilder", at: dt.datetime, facts: dict[str, str]) -> None:
    """Facts become known or change; conditions of targets read them from a mark."""
    changed = {name: value for name, value in facts.items() if value and draft.facts.get(name) != value}
    if changed:
        draft.facts |= changed
        draft.marks.append(Mark(max(draft.marks[-1].at, at), "facts_changed", facts_of(changed)))


def _terms(remedy: str, refund: "Money | None") -> dict[str, str]:
    """Return the facts of a remedy and an amount; what is not said stays as it is, as does a foreign word."""
    money = {} if refund is None else {REFUND_AMOUNT: str(refund.amount), REFUND_CURRENCY: refund.currency.code}
    return {REMEDY: remedy if remedy in REMEDIES else "", **money}


def _approve(draft: "TicketBuilder", action: returns.Approve, at: dt.datetime) -> None:
    """The amount and the address are agreed."""
    _learn(draft, at, {**_terms("", action.refund), RETURN_ADDRESS: action.return_address_ref})


def _accept_terms(draft: "TicketBuilder", _action: returns.AcceptTerms, at: dt.datetime) -> None:
    """What was proposed last is agreed."""
    proposed = draft.done.get("propose_terms")
    if proposed is not None and isinstance(proposed.action, returns.ProposeTerms):
        _learn(draft, at, _terms(proposed.action.remedy, proposed.action.refund))


def _modify(draft: "TicketBuilder", action: returns.Modify, at: dt.datetime) -> None:
    """Something else is asked for, so what was decided before says nothing about it."""
    draft.facts.pop(ELIGIBLE, None)
    _learn(draft, at, _terms(action.remedy, action.refund))


def _reopen(draft: "TicketBuilder", _action: inquiry.Reopen, _at: dt.datetime) -> None:
    """The same again, which nobody has decided yet, and no stock is set aside for."""
    draft.facts.pop(ELIGIBLE, None)
    draft.facts.pop(STOCK_RESERVED, None)


def _inspect_ok(draft: "TicketBuilder", action: returns.InspectOk, at: dt.datetime) -> None:
    """The amount may be another after an inspection."""
    _learn(draft, at, _terms("", action.refund))


def _rule(draft: "TicketBuilder", action: RuleForCustomer, at: dt.datetime) -> None:
    """The outside body's ruling stands in place of what was agreed."""
    _learn(draft, at, _terms(action.remedy, action.refund))


def _goods_at(place: str) -> "Callable[[TicketBuilder, Any, dt.datetime], None]":
    """Return what notes where the goods are."""
    return lambda draft, _action, at: _learn(draft, at, {GOODS_AT: place})


RETURN_TAKERS: Final[Mapping[type[object], "Callable[[TicketBuilder, Any, dt.datetime], None]"]] = {
    RuleForCustomer: _rule,
    inquiry.Reopen: _reopen,
    returns.AcceptTerms: _accept_terms,
    returns.Approve: _approve,
    returns.Delivered: _goods_at("customer"),
    returns.InspectOk: _inspect_ok,
    returns.Modify: _modify,
    returns.Receive: _goods_at("shop"),
    returns.Ship: _goods_at("carrier"),
}
"""What an action of a return changes beside the state; some of them other kinds know as well."""
