"""Asks one of everything, and prints the answers as JSON; run in an interpreter of its own by test_purity.

`--poison NAME` first makes the clock, chance, the decimal context or the locale useless; `--audit` prints what the
interpreter's audit hook saw while the questions were answered.
"""

import datetime as dt
import json
import sys

events: list[str] = []
forbidden: list[str] = []
watching = False
STARTS = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.spawn",
    "_thread.start_new_thread",
    "ctypes.",
)
WRITES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.putenv", "os.unsetenv", "shutil.")


def watch(name: str, arguments: tuple[object, ...]) -> None:
    """Note the files that are opened, and everything that a pure library never does."""
    if not watching:
        return
    # Loading code is the interpreter's own business: it opens source, byte code and the standard library's archive.
    if name == "open" and not str(arguments[0]).endswith((".py", ".pyc", ".so", ".pyd", ".zip")):
        events.append(str(arguments[0]))
        if isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
            forbidden.append(f"{name} {arguments[:2]}")
    if name.startswith((*STARTS, *WRITES)):
        forbidden.append(f"{name} {arguments[:1]}")


def poison(what: str) -> None:
    """Make one part of the outside world answer with an error, or with nonsense."""

    def refuse(*_: object, **__: object) -> object:
        message = f"the {what} was read"
        raise RuntimeError(message)

    if what == "clock":
        import time

        import pendulum  # Loading it reads the clock once, by way of dateutil; answering must not.

        for name in ("time", "time_ns", "localtime", "gmtime", "monotonic", "perf_counter", "ctime", "mktime"):
            setattr(time, name, refuse)
        for name in ("now", "today", "tomorrow", "yesterday"):
            setattr(pendulum, name, refuse)
        pendulum.local_timezone = refuse
    if what == "random":
        import random
        import secrets
        import uuid

        for module, names in (
            (random, ("random", "randint", "choice", "getrandbits")),
            (secrets, ("token_hex",)),
            (uuid, ("uuid4", "uuid1")),
        ):
            for name in names:
                setattr(module, name, refuse)
    if what == "decimal":
        import decimal

        decimal.setcontext(decimal.Context(prec=1, rounding=decimal.ROUND_UP, traps=[decimal.Inexact]))
    if what == "locale":
        import pendulum

        pendulum.set_locale("fr")
        pendulum.week_starts_at(pendulum.SUNDAY)


def ask() -> dict[str, object]:
    """Ask one of every question."""
    from aftersales_core.instants import Span
    from aftersales_core.worktime.calendar import WorkingCalendar
    from aftersales_core.worktime.holiday_table import HolidayTable
    from aftersales_core.worktime.period import Period

    china = WorkingCalendar.for_country(
        "CN",
        tz="Asia/Shanghai",
        week="Mon-Fri 09:00-12:00 13:30-18:00",
        years=[2024, 2025, 2026],
        beyond_horizon="provisional",
    )
    night = WorkingCalendar("night", "America/New_York", "daily 22:00-06:00", HolidayTable.none())
    start = dt.datetime(2026, 2, 13, 10, 15, 30, 250_000, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    end, day = start + dt.timedelta(days=20), dt.date(2026, 2, 13)
    pauses = [Span(start + dt.timedelta(hours=1), start + dt.timedelta(days=1, hours=2))]
    found: dict[str, object] = {}
    for name, calendar in (
        ("china", china),
        ("either", china | night),
        ("both", china & night),
        ("less", china - pauses),
    ):
        found[f"{name} between"] = calendar.working_time_between(start, end, pauses=pauses).total_seconds()
        found[f"{name} add"] = calendar.add_working_time(start, dt.timedelta(hours=30)).isoformat()
        found[f"{name} edges"] = [
            call(start).isoformat()
            for call in (
                calendar.next_open,
                calendar.next_opening,
                calendar.next_close,
                calendar.previous_opening,
                calendar.previous_close,
            )
        ]
        found[f"{name} days"] = [
            calendar.is_working_day(day),
            calendar.working_days_between(day, day + dt.timedelta(days=30)),
            calendar.add_working_days(day, 5).isoformat(),
        ]
        found[f"{name} digests"] = [calendar.digest, calendar.edges_digest(2026, 2026), calendar.id]
        found[f"{name} spans"] = [str(span) for span in calendar.spans(start, end)]
        found[f"{name} explained"] = [
            calendar.explain(start, end, pauses=pauses).text(lang) for lang in ("en", "zh", "fr")
        ]
    found["plain"] = china.to_dict()
    found["again"] = WorkingCalendar.from_dict(china.to_dict()) == china
    for text in ("90s", "30min", "48h", "30wmin", "8wh", "5wd", "7d", "6mo", "1y"):
        due = Period.parse(text).deadline(start, china, pauses=pauses)
        found[text] = [
            due.at.isoformat(),
            due.last_second.isoformat(),
            due.provisional,
            *(due.words(lang) for lang in ("en", "zh", "fr")),
            *(due.relative(now=start, lang=lang) for lang in ("en", "zh", "fr")),
        ]
    longer = china.extended([dt.date(2027, 1, 1)], [], 2027)
    found["diff"] = [str(row) for row in china.diff(longer, 2026, 2027)]
    found["recheck"] = str(china.recheck(Period.working_days(250).deadline(start, china), longer))
    return found | ask_tickets()


def ask_tickets() -> dict[str, object]:
    """Let a ticket of several kinds live a little, and ask everything about it."""
    from aftersales_core.interchange.codec import from_json, to_json
    from aftersales_core.lifecycle import Accepted, Refused
    from aftersales_core.messages import render
    from aftersales_core.sla import SlaPolicy, SlaTarget
    from aftersales_core.sla.presets import FIRST_RESPONSE, RESOLUTION
    from aftersales_core.tickets import (
        Desk,
        Open,
        OpenCommand,
        Ticket,
        TicketCommand,
        TicketEvent,
        available,
        decide,
        evolve,
        open_ticket,
        replay,
        sla,
        wakes_at,
    )
    from aftersales_core.tickets.actions.complaint import Acknowledge, Assess
    from aftersales_core.tickets.actions.desk import AgentReply, Assign, CustomerReply, Escalate, SetFacts
    from aftersales_core.tickets.actions.inquiry import Hold, RequestInfo, Resolve
    from aftersales_core.tickets.actions.repair import Appoint, Triage
    from aftersales_core.tickets.kinds.complaint import complaint
    from aftersales_core.tickets.kinds.inquiry import inquiry
    from aftersales_core.tickets.kinds.repair import repair
    from aftersales_core.worktime.calendar import WorkingCalendar

    shop = WorkingCalendar.for_country("CN", tz="Asia/Shanghai", week="Mon-Fri 09:00-18:00", years=[2026])
    targets = [SlaTarget(FIRST_RESPONSE, "30min"), SlaTarget(RESOLUTION, "5wd")]
    policy = SlaPolicy([FIRST_RESPONSE, RESOLUTION], targets, {"shop": shop})
    desk = Desk((inquiry(), complaint(), repair()), shop, policy)
    monday, hour = dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC), dt.timedelta(hours=1)
    wishes = [
        (SetFacts((("in_warranty", "yes"), ("service_mode", "on_site"))), "agent"),
        (Acknowledge(), "agent"),
        (Assign("a1"), "agent"),
        (Triage(), "agent"),
        (Appoint(monday + 48 * hour, monday + 50 * hour, is_slot_free=True), "customer"),
        (Assess("low", ()), "agent"),
        (AgentReply("m-1"), "agent"),
        (RequestInfo("m-2"), "agent"),
        (CustomerReply("m-3"), "customer"),
        (Escalate(20, "angry"), "agent"),
        (Hold("parts", monday + 90 * hour), "agent"),
        (Resolve("answered"), "agent"),
    ]
    found: dict[str, object] = {}
    for kind in desk.kinds:
        opening = OpenCommand("T-1", Open(kind.id, "c1", "wechat"), monday, "c1", "customer", "k1")
        opened = open_ticket(desk, opening)
        assert isinstance(opened, Accepted)
        events: list[TicketEvent] = [*opened.events]
        said: list[str] = []
        ticket = replay(desk, events)
        for number, (action, role) in enumerate(wishes, 1):
            actor, at = "c1" if role == "customer" else "a1", monday + number * hour
            command = TicketCommand(action, at, actor, role, f"k{number}", ticket.version)
            answer = decide(desk, ticket, command)
            if isinstance(answer, Refused):
                said += [render(each, lang, kind.machine.catalogue) for each in answer.reasons for lang in ("zh", "en")]
                continue
            events += answer.events
            ticket = evolve(desk, ticket, answer.events[0])
        now = ticket.item.last_activity_at
        found[f"{kind.id} digest"] = kind.machine.digest
        found[f"{kind.id} refused"] = said
        found[f"{kind.id} ticket"] = to_json(ticket)
        found[f"{kind.id} again"] = [replay(desk, events) == ticket, from_json(Ticket, to_json(ticket)) == ticket]
        found[f"{kind.id} sla"] = [
            each.words(lang) for each in sla(desk, ticket, now=now).values() for lang in ("zh", "en")
        ]
        found[f"{kind.id} wakes"] = str(wakes_at(desk, ticket, now=now))
        found[f"{kind.id} may"] = str(available(desk, ticket, at=now, actor="a1", role="agent"))
    return found


def main(arguments: list[str]) -> None:
    """Ask, under the conditions that the arguments name, and print."""
    global watching  # noqa: PLW0603 - an audit hook cannot be taken away again, only told not to listen
    if "--poison" in arguments:
        poison(arguments[arguments.index("--poison") + 1])
    if "--audit" not in arguments:
        print(json.dumps(ask()))
        return
    sys.addaudithook(watch)
    watching = True
    ask()
    watching = False
    print(json.dumps({"events": events, "forbidden": forbidden}))


if __name__ == "__main__":
    main(sys.argv[1:])
