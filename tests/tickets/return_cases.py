"""Short ways through a return, and what is known of it at the start."""

from typing import Any

from aftersales_core.money import Money
from aftersales_core.tickets import Desk
from aftersales_core.tickets.actions import returns as r
from aftersales_core.tickets.actions.complaint import Appeal
from aftersales_core.tickets.kinds.returns import ReturnCasePolicy, returns
from tests.tickets.desks import Story, desk_of, opened

REFUND = Money("39.90", "CNY")
KNOWN = {
    "eligible": "yes",
    "refund_amount": "39.90",
    "refund_currency": "CNY",
    "return_address": "address-1",
    "stock_reserved": "yes",
}
"""What is known of a usual return; None in ``asked`` takes one away."""

REFUSE = r.Refuse("not_as_claimed", ("photo-9",))
FAIL = r.InspectFail("seal_broken", ("photo-8",))


def desk(**policy: Any) -> Desk:
    """A desk with returns under a policy."""
    return desk_of(returns(ReturnCasePolicy(**policy)))


def asked(remedy: str | None = "return", facts: dict[str, str | None] | None = None, **policy: Any) -> Story:
    """A return that customer c1 has just asked for, on Monday 2 March 2026 at 09:00 in Shanghai; two lines."""
    known = {**KNOWN, "remedy": remedy, **(facts or {})}
    pairs = tuple(sorted((name, value) for name, value in known.items() if value is not None))
    return opened("return", desk=desk(**policy), facts=pairs)


def negotiating(terms: r.ProposeTerms | None = None, remedy: str | None = "return", **how: Any) -> Story:
    """A return for which the shop has proposed other terms."""
    return asked(remedy, **how).expect(terms or r.ProposeTerms("refund_only", Money("10", "CNY")))


def sending(remedy: str = "return", **how: Any) -> Story:
    """A return that was agreed to, so that the customer is to ship."""
    return asked(remedy, **how).expect(r.Approve("decision-1"))


def travelling(remedy: str = "return", **how: Any) -> Story:
    """A return on its way back."""
    return sending(remedy, **how).expect(r.Ship("SF100", "sf"), "customer")


def inspecting(remedy: str = "return", **how: Any) -> Story:
    """A return that has arrived."""
    return travelling(remedy, **how).expect(r.Receive())


def refunding(**how: Any) -> Story:
    """A refund only, which was agreed to."""
    return asked("refund_only", **how).expect(r.Approve())


def failed(**how: Any) -> Story:
    """A refund that could not be paid."""
    return refunding(**how).expect(r.RefundFailed("card_expired"), "system")


def exchanging(**how: Any) -> Story:
    """An exchange on its way to the customer."""
    return inspecting("exchange", **how).expect(r.InspectOk())


def exchanged(**how: Any) -> Story:
    """An exchange that the customer has got."""
    return exchanging(**how).expect(r.Delivered(), "customer")


def rejected(remedy: str = "return", **how: Any) -> Story:
    """A return that the shop has refused."""
    return asked(remedy, **how).expect(REFUSE)


def disputed(remedy: str = "return", **how: Any) -> Story:
    """A refused return that is before the platform."""
    return rejected(remedy, **how).expect(Appeal("it_is_as_claimed"), "customer")
