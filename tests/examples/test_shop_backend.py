"""The shop's back end on real SQLite files: both storages, races, crashes, the poller, and what is taken away."""

import datetime as dt
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import attrs
import pytest

from aftersales_core import Accepted, Refused
from aftersales_core.instants import from_micros, micros
from aftersales_core.tickets import Open, OpenCommand, Ticket, TicketAction, TicketCommand, sla
from aftersales_core.tickets.actions.desk import AgentReply, Assign, CustomerReply, Escalate, FollowUp
from aftersales_core.tickets.actions.inquiry import Hold, RequestInfo, Resolve
from tests.data_files import ROOT
from tests.examples.loading import example

database: Any = example("shop_desk.database")
event_rows: Any = example("shop_desk.event_rows")
outbox: Any = example("shop_desk.outbox")
people: Any = example("shop_desk.people")
rows: Any = example("shop_desk.rows")
rules: Any = example("shop_desk.desk")
shell: Any = example("shop_desk.shell")
story: Any = example("shop_desk.story")

SHOP = ROOT / "examples" / "shop_desk"
MORNING = dt.datetime(2026, 3, 2, 10, 0, tzinfo=rules.SHANGHAI)
"""A Monday on which the shop works."""

SECOND = dt.timedelta(seconds=1)

Connect = Callable[[], Any]


def rows_shell(connection: sqlite3.Connection) -> Any:
    return shell.Shell(rules.DESK, rows.Rows(connection))


def events_shell(connection: sqlite3.Connection) -> Any:
    return shell.Shell(rules.DESK, event_rows.EventRows(connection, rules.DESK, 3))


@pytest.fixture(params=[rows_shell, events_shell], ids=["rows", "events"])
def another(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connect]:
    """Makes a shell on a connection of its own to the test's one database, as each process of a back end has."""
    opened: list[sqlite3.Connection] = []

    def connect() -> Any:
        opened.append(database.connect(tmp_path / "shop.sqlite3"))
        return request.param(opened[-1])

    yield connect
    for connection in opened:
        connection.close()


def opened(desk: Any, minutes: float = 0) -> None:
    answer = desk.open(
        OpenCommand("T-1", Open("", "c-7", "wechat"), after(minutes), "c-7", "customer", "form-1"),
        {"msg-1": "where is it?"},
    )
    assert isinstance(answer, Accepted)


def after(minutes: float) -> dt.datetime:
    return MORNING + dt.timedelta(minutes=minutes)


def command(action: TicketAction, minutes: float, key: str, expected: int | None, actor: str = "a-1") -> Any:
    role = {"a": "agent", "c": "customer", "s": "supervisor"}[actor[0]]
    return TicketCommand(action, after(minutes), actor, role, key, expected)


def accepted(answer: Accepted[Any] | Refused) -> Accepted[Any]:
    assert isinstance(answer, Accepted), answer
    return answer


def load(desk: Any) -> Ticket:
    ticket: Ticket | None = desk.store.load("T-1")
    assert ticket is not None
    return ticket


def dump(desk: Any) -> list[str]:
    return list(desk.store.connection.iterdump())


@attrs.frozen
class Interrupted:
    """A store before whose writes something happens: the last of the list before the first write, and so on."""

    store: Any
    happenings: list[Callable[[], object]]

    @property
    def connection(self) -> sqlite3.Connection:
        return self.store.connection

    def load(self, ticket_id: str) -> Ticket | None:
        return self.store.load(ticket_id)

    def earlier(self, ticket_id: str, key: str) -> Any:
        return self.store.earlier(ticket_id, key)

    def save(self, change: Any) -> None:
        if self.happenings:
            self.happenings.pop()()
        self.store.save(change)

    def due(self, now_us: int, limit: int) -> list[str]:
        return self.store.due(now_us, limit)

    def looked_at(self, ticket: Ticket, wake_at_us: int | None, orders: Any) -> None:
        if self.happenings:
            self.happenings.pop()()
        self.store.looked_at(ticket, wake_at_us, orders)


def nothing() -> None:
    pass


def interrupted(desk: Any, *happenings: Callable[[], object]) -> Any:
    return attrs.evolve(desk, store=Interrupted(desk.store, list(happenings)))


# --- the story --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_both_storages_give_the_same_account_and_the_same_ticket(tmp_path: Path, lang: str):
    with closing(database.connect(tmp_path / "a")) as first, closing(database.connect(tmp_path / "b")) as second:
        one, other = rows_shell(first), events_shell(second)
        account = list(story.walk(one, lang))
        assert account == list(story.walk(other, lang))
        ticket = one.store.load(story.TICKET_ID)
        assert ticket == other.store.load(story.TICKET_ID) == other.store.rebuilt(story.TICKET_ID)
        orders = "SELECT source, idx, name, params, is_delivered FROM outbox ORDER BY seq"
        assert first.execute(orders).fetchall() == second.execute(orders).fetchall()


def test_the_story_comes_to_the_figures_that_its_dates_give_by_hand(another: Connect):
    desk = another()
    list(story.walk(desk, "en"))
    ticket = desk.store.load(story.TICKET_ID)
    status = sla(rules.DESK, ticket, now=story.moment(26, "10:05"))
    # 20 min on Thursday; 2 h and 2 h 30 min on Friday; 1 h 30 min after the reopening on the 25th.
    assert status["resolution"].elapsed == dt.timedelta(hours=6, minutes=20)
    assert status["first_response"].elapsed == dt.timedelta(minutes=18)
    assert (ticket.state, ticket.version, ticket.assignee) == ("closed", 12, "a-1")
    sent = desk.store.connection.execute("SELECT source, name FROM outbox WHERE is_delivered = 1 ORDER BY seq")
    assert sent.fetchall() == [
        ("T-1001/first_response/1/1-2", "notice_warning"),
        ("T-1001/4", "notify_customer"),
        ("T-1001/6", "notify_customer"),
        ("T-1001/8", "ask_customer"),
    ]


def test_each_wake_of_the_story_is_where_the_calendar_puts_it(another: Connect):
    desk, wakes = another(), []
    for _ in story.walk(desk, "en"):
        wake = desk.store.connection.execute(
            "SELECT wake_at_us FROM tickets UNION ALL SELECT wake_at_us FROM wakes"
        ).fetchone()[0]
        if wake is not None and wake not in wakes:
            wakes.append(wake)
    local = [f"{from_micros(wake).astimezone(rules.SHANGHAI):%m-%d %H:%M:%S}" for wake in wakes]
    assert local == [
        "02-12 16:15:00",  # half of 30 working minutes from 16:00
        "02-12 16:22:30",  # three quarters of them
        "02-13 11:00:00",  # answered; half of 8 working hours: 2 on Thursday, 2 on Friday
        "02-19 16:20:00",  # the customer was asked on the 12th at 16:20 and has 168 hours
        "02-13 15:10:00",  # 20 minutes were used before that pause: 2 h until noon and 1 h 40 min make four hours
        "02-17 16:00:00",  # resolved on the 13th at 16:00: closed after 96 hours
        "02-25 00:00:00",  # asked after two working days, the 14th (a make-up Saturday) and the 24th
        "02-25 10:40:00",  # reopened at 09:30 with 4 h 50 min used: three quarters of 8 hours are six
        "02-28 00:00:00",  # resolved again on the 25th: asked after the 26th and the 27th, before 96 hours are up
    ]


def test_what_was_redacted_is_nowhere_in_the_file(another: Connect, tmp_path: Path):
    desk = another()
    seen = False
    for _ in story.walk(desk, "en"):
        seen = seen or b"12 Garden Road" in (tmp_path / "shop.sqlite3").read_bytes()
    assert seen
    assert b"12 Garden Road" not in (tmp_path / "shop.sqlite3").read_bytes()
    assert "Which of your two orders" in people.person(desk.store.connection, "c-7").text("msg-3")


# --- two writers ------------------------------------------------------------------------------------------------------


def test_of_two_who_saw_one_version_the_second_is_refused_with_the_actual_one(another: Connect):
    mine, yours = another(), another()
    opened(mine)

    def quicker() -> None:
        accepted(yours.act("T-1", command(Assign("a-2"), 1, "k-2", 1, "s-1")))

    answer = interrupted(mine, quicker).act("T-1", command(Assign("a-1"), 1, "k-1", 1, "s-2"))
    assert isinstance(answer, Refused)
    assert [(each.code, each.kind, each.param("expected"), each.param("actual")) for each in answer.reasons] == [
        ("stale_version", "conflict", 1, 2)
    ]
    assert (load(mine).assignee, load(mine).version) == ("a-2", 2)


def test_who_expects_no_version_is_judged_again_and_comes_second(another: Connect):
    mine, yours = another(), another()
    opened(mine)

    def quicker() -> None:
        accepted(yours.act("T-1", command(CustomerReply("msg-2"), 1, "k-2", None, "c-7")))

    answer = accepted(interrupted(mine, quicker).act("T-1", command(CustomerReply("msg-3"), 1, "k-1", None, "c-7")))
    assert [event.version for event in answer.events] == [3]
    assert load(mine).count(CustomerReply) == 2


def test_one_key_sent_twice_at_once_is_stored_once(another: Connect):
    mine, yours = another(), another()
    opened(mine)
    same = command(RequestInfo("msg-2"), 1, "k-1", 1)
    first = []
    answer = accepted(
        interrupted(mine, lambda: first.append(yours.act("T-1", same))).act("T-1", same, {"msg-2": "which one?"})
    )
    assert answer.replayed
    assert (answer.events, answer.effects) == (first[0].events, first[0].effects)
    assert load(mine).version == 2
    assert [order.source for order in outbox.waiting(mine.store.connection)] == ["T-1/2"]


def test_one_form_sent_twice_at_once_opens_one_ticket(another: Connect):
    mine, yours = another(), another()
    form = OpenCommand("T-1", Open("", "c-7", "wechat"), MORNING, "c-7", "customer", "form-1")
    answer = interrupted(mine, lambda: yours.open(form)).open(form, {"msg-1": "where is it?"})
    assert accepted(answer).replayed
    assert load(mine).version == 1


def test_an_id_that_is_taken_is_refused_under_another_key(another: Connect):
    desk = another()
    opened(desk)
    answer = desk.open(OpenCommand("T-1", Open("", "c-8", "wechat"), after(1), "c-8", "customer", "form-2"))
    assert isinstance(answer, Refused)
    assert [(reason.code, reason.kind) for reason in answer.reasons] == [("id_taken", "conflict")]
    assert load(desk).customer_id == "c-7"


@pytest.mark.parametrize("round_", range(5))
def test_of_four_threads_that_saw_one_version_exactly_one_writes(another: Connect, tmp_path: Path, round_: int):
    desk = another()
    opened(desk)
    make = type(desk.store)
    start, answers = threading.Barrier(4), []

    def work(number: int) -> None:
        with closing(database.connect(tmp_path / "shop.sqlite3")) as connection:
            store = make(connection) if make is rows.Rows else make(connection, rules.DESK, 3)
            start.wait()
            wish = command(Assign(f"a-{number}"), 1 + round_, f"k-{number}", 1, "s-1")
            answers.append(shell.Shell(rules.DESK, store).act("T-1", wish))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(answer) for answer in answers].count(Accepted) == 1
    assert {answer.reasons[0].param("actual") for answer in answers if isinstance(answer, Refused)} == {2}
    assert load(desk).version == 2


# --- the clocks of several servers ------------------------------------------------------------------------------------


def test_a_command_of_a_clock_that_is_a_little_behind_counts_as_of_the_last_event(another: Connect):
    desk = another()
    opened(desk)
    answer = accepted(desk.act("T-1", command(CustomerReply("msg-2"), -2 / 60, "k-1", None, "c-7")))
    assert [event.at for event in answer.events] == [MORNING]
    again = accepted(desk.act("T-1", command(CustomerReply("msg-2"), -3 / 60, "k-1", None, "c-7")))
    assert (again.replayed, again.events) == (True, answer.events)


def test_a_command_of_a_clock_that_is_wrong_is_refused(another: Connect):
    desk = another()
    opened(desk)
    before = dump(desk)
    behind = attrs.evolve(command(CustomerReply("msg-2"), 0, "k-1", None, "c-7"), at=MORNING - 2.001 * SECOND)
    answer = desk.act("T-1", behind)
    assert isinstance(answer, Refused)
    assert [(reason.code, reason.kind) for reason in answer.reasons] == [("earlier_than_last", "conflict")]
    assert dump(desk) == before


# --- what is stored, and what is not ----------------------------------------------------------------------------------


def test_a_refused_command_leaves_nothing_behind(another: Connect):
    desk = another()
    opened(desk)
    before = dump(desk)
    answer = desk.act("T-1", command(Resolve(""), 1, "k-1", 1), {"msg-2": "solved"})
    assert isinstance(answer, Refused)
    assert [reason.code for reason in answer.reasons] == ["has_assignee", "payload_missing"]
    assert dump(desk) == before


def test_a_crash_inside_the_transaction_leaves_nothing_behind(another: Connect, monkeypatch: pytest.MonkeyPatch):
    desk = another()
    opened(desk)
    before = dump(desk)

    def crash(*_: object) -> None:
        message = "the power went"
        raise OSError(message)

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "put", crash)
        with pytest.raises(OSError, match="the power went"):
            desk.act("T-1", command(RequestInfo("msg-2"), 1, "k-1", 1))
    assert dump(desk) == before
    assert not accepted(desk.act("T-1", command(RequestInfo("msg-2"), 1, "k-1", 1))).replayed


def test_after_a_crash_between_commit_and_delivery_an_effect_is_delivered_once(another: Connect):
    desk = another()
    opened(desk)
    wish = command(RequestInfo("msg-2"), 1, "k-1", 1)
    accepted(desk.act("T-1", wish))
    # The process dies here; the client hears nothing and sends its command again, to another one.
    sent: list[Any] = []
    restarted = another()
    assert accepted(restarted.act("T-1", wish)).replayed
    assert (restarted.deliver(sent.append), restarted.deliver(sent.append)) == (1, 0)
    assert [(order.source, order.index, order.name) for order in sent] == [("T-1/2", 0, "notify_customer")]


def test_after_a_crash_between_delivery_and_its_note_the_receiver_knows_the_key(another: Connect):
    desk = another()
    opened(desk)
    accepted(desk.act("T-1", command(RequestInfo("msg-2"), 1, "k-1", 1)))
    accepted(desk.act("T-1", command(Escalate(20, "angry"), 2, "k-2", 2)))
    received: list[tuple[str, int]] = []

    def crashing(order: Any) -> None:
        received.append((order.source, order.index))
        if order.source == "T-1/3":
            message = "the line went dead"
            raise OSError(message)

    with pytest.raises(OSError, match="dead"):
        desk.deliver(crashing)
    assert another().deliver(lambda order: received.append((order.source, order.index))) == 1
    assert received == [("T-1/2", 0), ("T-1/3", 0), ("T-1/3", 0)]
    assert set(received) == {("T-1/2", 0), ("T-1/3", 0)}


def test_a_command_to_a_ticket_that_is_not_there_is_an_error_of_the_shell(another: Connect):
    with pytest.raises(shell.NoSuchTicket, match="T-9"):
        another().act("T-9", command(Hold("holiday"), 1, "k-1", 1))


# --- the poller -------------------------------------------------------------------------------------------------------


def resolved(desk: Any) -> None:
    opened(desk)
    accepted(desk.act("T-1", command(Assign("a-1"), 1, "k-1", 1, "s-1")))
    accepted(desk.act("T-1", command(AgentReply("msg-2"), 2, "k-2", 2)))
    accepted(desk.act("T-1", command(Resolve("answered"), 3, "k-3", 3)))


def events_of(desk: Any, now: dt.datetime) -> list[tuple[str, int]]:
    return [(event.event, event.version) for event in desk.poll(now=now)]


def test_the_poller_does_what_is_due_at_its_instant_and_not_before(another: Connect):
    desk = another()
    resolved(desk)
    # Resolved on Monday at 10:03: asked after two working days, at the end of Wednesday; closed after 96 hours.
    asked, closed = MORNING.replace(day=5, hour=0), after(3 + 96 * 60)
    assert events_of(desk, asked - dt.timedelta(microseconds=1)) == []
    assert events_of(desk, asked) == [("ask_follow_up", 5)]
    assert events_of(desk, closed - dt.timedelta(microseconds=1)) == []
    assert events_of(desk, closed) == [("lapse", 6)]
    assert desk.store.due(10**18, 100) == []


def test_polling_again_changes_nothing(another: Connect):
    desk = another()
    resolved(desk)
    now = after(60 * 24 * 30)
    assert events_of(desk, now) == [("lapse", 5), ("ask_follow_up", 6)]
    before = dump(desk)
    assert (events_of(desk, now), events_of(another(), now)) == ([], [])
    assert dump(desk) == before


def test_two_pollers_at_once_do_it_once(another: Connect):
    mine, yours = another(), another()
    resolved(mine)
    now = after(60 * 24 * 30)
    theirs: list[tuple[str, int]] = []
    ours = events_of(interrupted(mine, lambda: theirs.extend(events_of(yours, now))), now)
    assert (ours, theirs) == ([], [("lapse", 5), ("ask_follow_up", 6)])
    assert [order.source for order in outbox.waiting(mine.store.connection)] == ["T-1/4", "T-1/6"]


def test_a_poller_that_dies_after_asking_has_ordered_the_question(another: Connect):
    desk = another()
    resolved(desk)

    def die() -> None:
        raise KeyboardInterrupt

    # The question is stored with its event, so nothing is lost between that and the note of having looked.
    with pytest.raises(KeyboardInterrupt):
        list(attrs.evolve(desk, store=Interrupted(desk.store, [die, nothing])).poll(now=MORNING.replace(day=5, hour=0)))
    assert [order.name for order in outbox.waiting(desk.store.connection)] == ["notify_customer", "ask_customer"]


def test_each_warning_and_the_breach_are_ordered_once(another: Connect):
    desk = another()
    opened(desk)
    # 30 working minutes from 10:00: warned at 10:15 and 10:22:30, breached from 10:30 on.
    for minutes in (15, 15, 22, 22.5, 30, 31, 31):
        list(desk.poll(now=after(minutes)))
        assert desk.store.due(micros(after(minutes)), 100) == []
    told = desk.store.connection.execute("SELECT source FROM outbox ORDER BY seq").fetchall()
    assert [source for (source,) in told] == [f"T-1/first_response/1/{what}" for what in ("1-2", "3-4", "breach")]


# --- events as rows ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("every", range(1, 14))
def test_whatever_snapshots_are_taken_the_events_rebuild_the_row(tmp_path: Path, every: int):
    with closing(database.connect(tmp_path / "a")) as first, closing(database.connect(tmp_path / "b")) as second:
        one, store = rows_shell(first), event_rows.EventRows(second, rules.DESK, every)
        other = shell.Shell(rules.DESK, store)
        for _ in zip(story.walk(one, "en"), story.walk(other, "en"), strict=True):
            ticket = one.store.load(story.TICKET_ID)
            assert ticket == store.load(story.TICKET_ID) == store.rebuilt(story.TICKET_ID)
        taken = second.execute("SELECT version FROM snapshots").fetchall()
        assert taken == ([(12 // every * every,)] if every <= 12 else [])
        second.execute("DELETE FROM snapshots")
        assert store.load(story.TICKET_ID) == ticket


def test_an_event_can_be_neither_changed_nor_deleted(tmp_path: Path):
    with closing(database.connect(tmp_path / "a")) as connection:
        opened(events_shell(connection))
        for statement in ("UPDATE events SET key = 'other'", "DELETE FROM events"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_the_columns_for_lists_say_what_the_ticket_says(tmp_path: Path):
    with closing(database.connect(tmp_path / "a")) as connection:
        desk = rows_shell(connection)
        resolved(desk)
        assert connection.execute("SELECT state, assignee, version FROM tickets").fetchall() == [("resolved", "a-1", 4)]


# --- the files --------------------------------------------------------------------------------------------------------


def tables(schema: str) -> dict[str, set[str]]:
    """Read each table's columns out of a schema, by its layout."""
    found = re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+) \((.*?)\n\);", schema, re.DOTALL)
    return {name: set(re.findall(r"^    ([a-z_]+) +(?:\w+)", body, re.MULTILINE)) for name, body in found}


def test_both_schemas_have_the_same_tables_and_columns():
    sqlite = tables((SHOP / "schema_sqlite.sql").read_text(encoding="utf-8"))
    postgresql = tables((SHOP / "schema_postgresql.sql").read_text(encoding="utf-8"))
    assert postgresql.pop("answers") == sqlite.pop("answers") | {"answered_at"}
    assert postgresql == {name: {c.removesuffix("_us") for c in columns} for name, columns in sqlite.items()}
    assert set(postgresql) == {"tickets", "events", "snapshots", "wakes", "outbox", "people"}


@pytest.mark.parametrize(("lang", "last"), [("en", "closed, version 12."), ("zh-CN", "已关闭，版本12。")])
def test_the_script_tells_the_story(capsys: pytest.CaptureFixture[str], lang: str, last: str):
    script: Any = example("shop_backend")
    assert script.main(["--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[-1].endswith(last)
    assert not re.search(r"\{\w+\}|None", shown)


def test_the_script_keeps_its_databases_and_never_overwrites_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    script: Any = example("shop_backend")
    kept = tmp_path / "shop.sqlite3"
    assert script.main(["--keep", str(kept)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"shop.sqlite3", "shop.sqlite3-events"}
    capsys.readouterr()
    assert script.main(["--keep", str(kept)]) == 2
    assert "exists already" in capsys.readouterr().err


def test_the_library_alone_decides_and_the_shell_alone_reads_and_writes():
    """The rules' module touches no database, and neither storage asks for a decision."""
    assert "sqlite3" not in (SHOP / "desk.py").read_text(encoding="utf-8")
    for name in ("rows.py", "event_rows.py", "database.py", "outbox.py", "people.py"):
        text = (SHOP / name).read_text(encoding="utf-8")
        assert not re.search(r"\b(decide|open_ticket|wakes_at|due_command|notices|evolve)\(", text), name
    for path in SHOP.glob("*.py"):
        assert not re.search(r"\.(now|today|utcnow)\(", path.read_text(encoding="utf-8")), path.name


def test_the_customers_no_opens_a_closed_ticket_again(another: Connect):
    desk = another()
    resolved(desk)
    list(desk.poll(now=after(60 * 24 * 30)))
    answer = desk.act(
        "T-1", command(FollowUp(is_solved=False, is_satisfied=None), 60 * 24 * 31, "k-9", load(desk).version, "c-7")
    )
    assert [str(event.target) for event in accepted(answer).events] == ["open"]
