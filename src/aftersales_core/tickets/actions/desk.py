"""What can be done to a ticket of any kind without moving its state: talk, sort, assign, escalate, link, note, redact.

An action is the typed payload of a command and of the event that comes of it; its event's name is the class's name in
snake case. Texts and files stand elsewhere, under the references that an action names, so no personal data is in them.
"""

import datetime as dt
from typing import Literal, TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.instants import micros
from aftersales_core.sla.marks import Facts
from aftersales_core.tickets.checks import require_facts, require_ids
from aftersales_core.tickets.links import Link, Relation
from aftersales_core.tickets.references import Reference

__all__ = [
    "Absorb",
    "AgentReply",
    "AskFollowUp",
    "Assign",
    "Attach",
    "Classify",
    "Contact",
    "CustomerReply",
    "DeEscalate",
    "DeskAction",
    "Escalate",
    "FinishTask",
    "FollowUp",
    "HandOver",
    "LinkTicket",
    "Note",
    "NotifyCustomer",
    "OfferSolution",
    "Open",
    "OpenTask",
    "Prioritise",
    "Redact",
    "SetFacts",
    "Split",
]


@attrs.frozen
class Open:
    """A ticket is opened.

    ``received_at`` is when the customer's message came in, where that was before the ticket was registered.
    ``line_ids`` are the order lines that it is about, for a return. ``facts`` are key-sorted pairs of text: topic,
    region, product, tier and whatever else rules and targets read. An agent who takes a call may be its ``assignee`` at
    once.
    """

    kind: str
    customer_id: str
    channel: str
    received_at: dt.datetime | None = None
    facts: Facts = ()
    line_ids: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    references: tuple[Reference, ...] = ()
    assignee: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse facts out of order, a time without a zone, and ids that could not be looked up."""
        require_facts(self.facts)
        require_ids("opening", customer_id=self.customer_id, **{f"line {id!r}": id for id in self.line_ids})
        if self.received_at is not None:
            micros(self.received_at)


@attrs.frozen
class Classify:
    """The ticket gets a class of the shop's own sorting, by the triage rule that is named, or by hand."""

    class_id: str
    rule: str | None = None


@attrs.frozen
class Prioritise:
    """The ticket gets a priority; urgency and impact say why where they are known."""

    priority: str
    urgency: str | None = None
    impact: str | None = None


@attrs.frozen
class Assign:
    """Somebody becomes responsible, and a department that had the ticket gives it back."""

    assignee: str


@attrs.frozen
class HandOver:
    """A department or partner takes the ticket over; nobody here is responsible until it is assigned again."""

    party: str
    reason: str = ""


@attrs.frozen
class AgentReply:
    """The shop writes to the customer. ``answer_id`` names the standard answer that was used, if any."""

    message_ref: str
    is_automated: bool = False
    answer_id: str = ""


@attrs.frozen
class CustomerReply:
    """The customer writes. An out-of-office note or another automatic message is ``is_auto_generated``."""

    message_ref: str
    is_auto_generated: bool = False
    is_out_of_office: bool = False

    @property
    def is_automatic(self) -> bool:
        """Tell whether no person wrote."""
        return self.is_auto_generated or self.is_out_of_office


@attrs.frozen
class Contact:
    """The shop has reached the customer, by telephone or otherwise."""

    channel: str
    note_ref: str = ""


@attrs.frozen
class OfferSolution:
    """The shop offers a solution; ``option`` is an id of the class's options."""

    option: str
    message_ref: str = ""


@attrs.frozen
class NotifyCustomer:
    """The customer has been told about something, such as the result of a return."""

    topic: str
    message_ref: str = ""


@attrs.frozen
class Note:
    """Somebody writes an internal note, which stands elsewhere under its reference."""

    note_ref: str


@attrs.frozen
class Attach:
    """A file or photo is added by reference."""

    reference: Reference


@attrs.frozen
class Escalate:
    """The ticket goes up to a level of the chain; its state stays as it is."""

    level: int
    reason: str


@attrs.frozen
class DeEscalate:
    """The ticket comes back down to a level of the chain."""

    level: int
    reason: str = ""


@attrs.frozen
class OpenTask:
    """A task that must be finished before the ticket is resolved; ``ticket_id`` where another ticket does it."""

    task_id: str
    ticket_id: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an id that no link can hold; an empty one is refused as missing."""
        require_ids("task", task_id=self.task_id or None, ticket_id=self.ticket_id)


@attrs.frozen
class FinishTask:
    """A task is finished."""

    task_id: str


@attrs.frozen
class LinkTicket:
    """Another ticket has to do with this one."""

    relation: Relation
    ticket_id: str

    def __attrs_post_init__(self) -> None:
        """Refuse an id that no link can hold; an empty one is refused as missing."""
        require_ids("link", ticket_id=self.ticket_id or None)


@attrs.frozen
class Absorb:
    """Another ticket was merged into this one, and its messages come here."""

    ticket_id: str

    def __attrs_post_init__(self) -> None:
        """Refuse an id that no link can hold; an empty one is refused as missing."""
        require_ids("merge", ticket_id=self.ticket_id or None)


@attrs.frozen
class Split:
    """A part of the ticket becomes a ticket of its own, with the lines that are named; files go along as well."""

    ticket_id: str
    kind: str
    line_ids: tuple[str, ...] = ()
    reference_ids: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse an id that no link can hold; an empty one is refused as missing."""
        require_ids("split", ticket_id=self.ticket_id or None)


@attrs.frozen
class SetFacts:
    """Facts become known or change; key-sorted pairs of text."""

    facts: Facts

    def __attrs_post_init__(self) -> None:
        """Refuse facts out of order."""
        require_facts(self.facts)


@attrs.frozen
class AskFollowUp:
    """The customer is asked whether it is solved and whether they are satisfied; the answer is a ``FollowUp``."""

    message_ref: str = ""


@attrs.frozen
class FollowUp:
    """The customer's answer after handling: is it solved, are they satisfied? None where they did not say.

    Raises InvalidDefinition where nothing at all is said: that they were asked is ``AskFollowUp``.
    """

    is_solved: bool | None
    is_satisfied: bool | None
    score: int | None = None
    comment_ref: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse an answer that says nothing, since it would hide an earlier one that did."""
        if self.is_solved is None and self.is_satisfied is None and self.score is None and not self.comment_ref:
            raise InvalidDefinition("follow-up", ("it says nothing: for asking use AskFollowUp",))


@attrs.frozen
class Redact:
    """Personal data under these references has been taken away for good, and why."""

    refs: tuple[str, ...]
    reason: Literal["customer_request", "retention_period", "mistake"]


DeskAction: TypeAlias = (
    Absorb
    | AgentReply
    | AskFollowUp
    | Assign
    | Attach
    | Classify
    | Contact
    | CustomerReply
    | DeEscalate
    | Escalate
    | FinishTask
    | FollowUp
    | HandOver
    | LinkTicket
    | Note
    | NotifyCustomer
    | OfferSolution
    | OpenTask
    | Prioritise
    | Redact
    | SetFacts
    | Split
)
"""Every action that any kind of ticket knows."""
