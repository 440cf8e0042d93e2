"""One ticket's way through the shop, step by step; the same walk runs on every storage."""

import datetime as dt
from collections.abc import Iterator, Mapping

import attrs

from aftersales_core import Reason, Refused
from aftersales_core.lifecycle import Migrated, Opened
from aftersales_core.tickets import (
    PRIORITIES,
    Assigned,
    Open,
    OpenCommand,
    Ticket,
    TicketAction,
    TicketCommand,
    TicketEvent,
    assign,
    need_of,
    sla,
    wakes_at,
)
from aftersales_core.tickets.actions.desk import AgentReply, Assign, CustomerReply, FollowUp, Redact
from aftersales_core.tickets.actions.inquiry import AcceptSolution, RequestInfo, Resolve
from shop_desk import outbox, people
from shop_desk.desk import CLASSES, DESK, ROSTER, SHANGHAI, SKILLS
from shop_desk.outbox import Order
from shop_desk.shell import NO_TEXTS, Answer, Shell
from shop_desk.texts import padded, reason_text, say

__all__ = ["TICKET_ID", "Walk", "walk"]

TICKET_ID = "T-1001"
CUSTOMER = "c-7"
AGENT = "a-1"


@attrs.frozen
class Walk:
    """A shell that is walked through, and the language of the account."""

    shell: Shell
    lang: str

    def ticket(self) -> Ticket:
        """Return the ticket as it is stored."""
        found = self.shell.store.load(TICKET_ID)
        if found is None:
            raise LookupError(TICKET_ID)
        return found

    def line(self, at: dt.datetime, role: str, text: str, actor: str = "") -> str:
        """Write one line of the account."""
        who = say(self.lang, role)
        return f"{at:%m-%d %H:%M}  {padded(f'{who} {actor}', 15)} {text}"

    def open(self, at: dt.datetime, key: str) -> Iterator[str]:
        """The customer sends the form of the web page, which made the ticket's id and the key."""
        facts = (("impact", "medium"), ("topic", "late_parcel"), ("urgency", "high"))
        action = Open("", CUSTOMER, "wechat", facts=facts)
        command = OpenCommand(TICKET_ID, action, at, CUSTOMER, "customer", key)
        answer = self.shell.open(command, {"msg-1": say(self.lang, "text_parcel")})
        return self.told(at, command, answer)

    def act(
        self,
        at: dt.datetime,
        role: str,
        action: TicketAction,
        key: str,
        *,
        seen: int | None = None,
        texts: Mapping[str, str] = NO_TEXTS,
        actor: str = "",
    ) -> Iterator[str]:
        """Somebody does something, having seen a version: the present one where none is named."""
        who = actor or {"customer": CUSTOMER, "agent": AGENT, "supervisor": "s-1"}[role]
        version = self.ticket().version if seen is None else seen
        command = TicketCommand(action, at, who, role, key, version)
        answer = self.shell.act(TICKET_ID, command, texts)
        return self.told(at, command, answer)

    def told(
        self, at: dt.datetime, command: OpenCommand | TicketCommand[TicketAction], answer: Answer
    ) -> Iterator[str]:
        """Yield how a command was answered."""
        who, actor = f"role_{command.role}", command.actor
        name = say(self.lang, "event_open" if isinstance(command, OpenCommand) else f"event_{command.event}")
        if isinstance(answer, Refused):
            yield self.line(at, who, say(self.lang, "story_refused", event=name), actor)
            for reason in answer.reasons:
                yield say(
                    self.lang,
                    "story_because",
                    why=say(self.lang, f"why_{reason.kind}"),
                    reason=reason_text(self.lang, reason),
                )
        elif answer.replayed:
            yield self.line(at, who, say(self.lang, "story_repeated", event=name, key=command.key), actor)
        else:
            for done in answer.events:
                yield self.line(at, who, self.event_text(done), actor)

    def event_text(self, event: TicketEvent) -> str:
        """Say what happened."""
        if isinstance(event, Opened):
            ticket = self.ticket()
            return say(
                self.lang,
                "story_opened",
                event=say(self.lang, "event_open"),
                state=say(self.lang, f"state_{event.state}"),
                class_id=CLASSES.label(ticket.class_id or "", self.lang),
                priority=PRIORITIES.label(ticket.priority or "", self.lang),
            )
        name = "migrate" if isinstance(event, Migrated) else event.event
        before, after = (say(self.lang, f"state_{state}") for state in (event.source, event.target))
        code = "story_stayed" if before == after else "story_moved"
        event_name = say(self.lang, f"event_{name}")
        return say(self.lang, code, event=event_name, before=before, after=after, version=event.version)

    def assign(self, at: dt.datetime) -> Iterator[str]:
        """The supervisor's list asks the roster; the agent is then assigned by a command like any other."""
        ticket = self.ticket()
        found = assign(ROSTER, need_of(ticket, skills=SKILLS[ticket.class_id or "other"]), at=at)
        if isinstance(found, Assigned):
            yield from self.act(at, "supervisor", Assign(found.agent), "assign-1")
            yield say(self.lang, "story_assigned", agent=found.agent, why=reason_text(self.lang, found.why))

    def poll(self, at: dt.datetime) -> Iterator[str]:
        """The job that runs every minute looks, here at the minutes at which something is due."""
        before = len(outbox.waiting(self.shell.store.connection))
        events = list(self.shell.poll(now=at))
        orders = len(outbox.waiting(self.shell.store.connection)) - before
        yield self.line(at, "story_poller", say(self.lang, "story_poll", events=len(events), orders=orders))
        for event in events:
            yield self.line(at, "role_system", self.event_text(event))

    def deliver(self, at: dt.datetime) -> Iterator[str]:
        """The job that empties the outbox."""
        sent: list[Order] = []
        count = self.shell.deliver(sent.append)
        yield self.line(at, "story_outbox", say(self.lang, "story_delivered", count=count))
        for order in sent:
            code = order.name if order.name.startswith("notice_") else f"effect_{order.name}"
            what = say(self.lang, code, **dict(order.params))
            yield say(self.lang, "story_sent", what=what, key=f"{order.source}, {order.index}")

    def clocks(self, at: dt.datetime) -> Iterator[str]:
        """Where the promises stand."""
        for metric, status in sla(DESK, self.ticket(), now=at).items():
            yield say(self.lang, "story_clock", metric=metric, words=status.words(self.lang))

    def text(self, ref: str) -> Iterator[str]:
        """What somebody wrote, or why it cannot be read any more."""
        found = people.person(self.shell.store.connection, CUSTOMER).text(ref)
        shown = reason_text(self.lang, found) if isinstance(found, Reason) else found
        yield say(self.lang, "story_text", ref=ref, text=shown)

    def wake(self, at: dt.datetime) -> Iterator[str]:
        """When the poller will look again."""
        wake = wakes_at(DESK, self.ticket(), now=at)
        if wake is not None:
            local = wake.at.astimezone(SHANGHAI)
            yield say(self.lang, "story_wake", at=f"{local:%Y-%m-%d %H:%M}", why=reason_text(self.lang, wake.why))


def moment(day: int, clock: str) -> dt.datetime:
    """Return an instant of February 2026 by the shop's clock."""
    return dt.datetime.fromisoformat(f"2026-02-{day:02}T{clock}").replace(tzinfo=SHANGHAI)


def walk(shell: Shell, lang: str) -> Iterator[str]:
    """Walk one ticket from the form on the web page to the redaction, and yield the account of it."""
    here = Walk(shell, lang)
    yield from first_afternoon(here, lang)
    yield from to_the_solution(here, lang)
    yield from by_itself(here)
    yield from to_the_end(here, lang)


def first_afternoon(here: Walk, lang: str) -> Iterator[str]:
    """Thursday before Spring Festival: opened twice, resolved too early, warned of, assigned, answered by two."""
    yield from here.open(moment(12, "16:00"), "form-81")
    yield from here.open(moment(12, "16:01"), "form-81")
    yield from here.clocks(moment(12, "16:01"))
    yield from here.wake(moment(12, "16:01"))
    yield from here.act(moment(12, "16:05"), "agent", Resolve(""), "click-1")
    yield from here.poll(moment(12, "16:15"))
    yield from here.poll(moment(12, "16:16"))
    yield from here.deliver(moment(12, "16:16"))
    yield from here.assign(moment(12, "16:17"))
    seen = here.ticket().version
    texts = {"msg-2": say(lang, "text_sorry")}
    yield from here.act(moment(12, "16:18"), "agent", AgentReply("msg-2"), "click-2", seen=seen, texts=texts)
    yield from here.act(moment(12, "16:18"), "agent", RequestInfo("msg-3"), "click-9", seen=seen, actor="a-2")


def to_the_solution(here: Walk, lang: str) -> Iterator[str]:
    """The customer is asked, a click counts once, and on Friday it is resolved."""
    texts = {"msg-3": say(lang, "text_which")}
    seen = here.ticket().version
    yield from here.act(moment(12, "16:20"), "agent", RequestInfo("msg-3"), "click-3", seen=seen, texts=texts)
    yield from here.act(moment(12, "16:21"), "agent", RequestInfo("msg-3"), "click-3", seen=seen, texts=texts)
    yield from here.clocks(moment(12, "16:21"))
    texts = {"msg-4": say(lang, "text_this_one")}
    yield from here.act(moment(13, "10:00"), "customer", CustomerReply("msg-4"), "wechat-5", texts=texts)
    texts = {"msg-5": say(lang, "text_sent_again")}
    yield from here.act(moment(13, "16:00"), "agent", Resolve("sent_again", "msg-5"), "click-4", texts=texts)
    yield from here.deliver(moment(13, "16:01"))
    yield from here.deliver(moment(13, "16:02"))


def by_itself(here: Walk) -> Iterator[str]:
    """What nobody does: closed after 96 hours, and asked after two working days, which the festival moves far out."""
    yield from here.wake(moment(13, "16:02"))
    yield from here.poll(moment(17, "15:59"))
    yield from here.poll(moment(17, "16:00"))
    yield from here.wake(moment(17, "16:00"))
    yield from here.poll(moment(25, "00:00"))
    yield from here.deliver(moment(25, "00:01"))


def to_the_end(here: Walk, lang: str) -> Iterator[str]:
    """The customer says that it is not solved; it is reopened, solved, accepted, and the address is taken away."""
    texts = {"msg-6": say(lang, "text_still")}
    answer = FollowUp(is_solved=False, is_satisfied=False, score=2, comment_ref="msg-6")
    yield from here.act(moment(25, "09:30"), "customer", answer, "form-82", texts=texts)
    texts = {"msg-7": say(lang, "text_here")}
    yield from here.act(moment(25, "11:00"), "agent", Resolve("sent_again", "msg-7"), "click-5", texts=texts)
    yield from here.act(moment(25, "15:00"), "customer", AcceptSolution(), "wechat-6")
    yield from here.clocks(moment(25, "15:00"))
    yield from here.text("msg-1")
    redact = Redact(("msg-1",), "customer_request")
    yield from here.act(moment(26, "10:00"), "agent", redact, "click-6")
    yield from here.act(moment(26, "10:05"), "supervisor", redact, "click-7")
    yield from here.text("msg-1")
    yield from here.wake(moment(26, "10:05"))
