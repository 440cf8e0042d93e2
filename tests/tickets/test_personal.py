"""Personal data stands apart from tickets and events, and can be taken away for good (D18)."""

import datetime as dt
import pickle
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core import Reason, render
from aftersales_core import tickets as t
from aftersales_core.errors import InvalidDefinition, NaiveDatetime
from aftersales_core.interchange.codec import from_json, to_json
from aftersales_core.lifecycle import Accepted, issued
from aftersales_core.sla.presets import FIRST_RESPONSE, RESOLUTION
from aftersales_core.tickets.actions import desk as d
from aftersales_core.tickets.actions import inquiry as i
from aftersales_core.tickets.checks import require_codes
from tests.sla.desk import at
from tests.tickets.counter import DESK, Life, desk, errand, life
from tests.tickets.desks import ACTIONS, first_of

RULES = desk((FIRST_RESPONSE, "30min"), (RESOLUTION, "3h"), kinds=(*DESK.kinds, errand()))
TEXTS = {
    "m-open": "I am Li Hua of 5 Nanjing Road",
    "m-1": "please call 13800138000",
    "m-2": "we shall, Ms Li",
    "n-1": "the customer is Li Hua",
    "p-1": "a photo of her kitchen",
    "c-1": "Li Hua is not amused",
}


def handled() -> Life:
    """A ticket with a reference wherever one can be."""
    one = life(RULES, references=(t.Reference("m-open", "text"),))
    one.do("09:05", d.Assign("a1"))
    one.do("09:10", i.RequestInfo("m-2"))
    one.do("09:20", d.CustomerReply("m-1"), "c1")
    one.do("09:25", d.Attach(t.Reference("p-1", "photo", "evidence")), "c1")
    one.do("09:30", d.Note("n-1"))
    one.do("09:40", d.Contact("phone", note_ref="n-2"))
    one.do("09:50", d.OfferSolution("refund", message_ref="m-3"))
    one.do("10:00", i.Resolve("refunded", message_ref="m-4"))
    one.do("10:10", d.NotifyCustomer("result", message_ref="m-5"))
    one.do("10:20", d.FollowUp(is_solved=True, is_satisfied=True, comment_ref="c-1"))
    return one


# --- nothing personal in tickets --------------------------------------------------------------------------------------


def test_no_personal_text_stands_in_any_event_ticket_effect_or_record():
    one = handled()
    shown = [to_json(event, as_type=t.TicketEvent) for event in one.events]
    shown += [to_json(one.ticket), to_json(t.record(RULES, one.ticket, as_of=at("11:00")))]
    shown += [to_json(effect) for event in one.events for effect in issued(event)]
    personal = t.PersonalData("c1").with_texts(TEXTS)
    for text in (*TEXTS.values(), "Li Hua", "13800138000"):
        assert text in to_json(personal)
        assert not any(text in row for row in shown)


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        (d.AgentReply, {"message_ref": "Dear Ms Li, we are sorry"}),
        (d.CustomerReply, {"message_ref": "my number is 13800138000"}),
        (d.Note, {"note_ref": "the customer is Li Hua"}),
        (d.Escalate, {"level": 20, "reason": "Li Hua is angry"}),
        (d.FollowUp, {"is_solved": None, "is_satisfied": None, "comment_ref": "not amused at all"}),
        (d.Redact, {"refs": ("a b",), "reason": "mistake"}),
        (i.Cancel, {"reason": "Li Hua changed her mind"}),
        (i.Reopen, {"reason": "x" * 129}),
        (i.Hold, {"reason": "new\nline"}),
    ],
)
def test_a_sentence_gets_into_no_event(action: Any, fields: dict[str, Any]):
    said = action(**fields)
    with pytest.raises(InvalidDefinition, match="without spaces"):
        t.TicketCommand(said, at("09:10"), "a1", "agent", "k", 1)


@attrs.frozen
class Odd:
    """A payload with everything that is looked into, and what is not."""

    code: str = "fine"
    nested: tuple[Any, ...] = (t.Reference("p-1", "photo"), ("a", "b"), 7, None, at("09:00"))
    facts: tuple[tuple[str, str], ...] = (("comment", "free text is the shop's own care"),)
    number: int = 3


def test_texts_are_looked_for_wherever_they_may_be_but_not_in_facts():
    require_codes("odd", Odd())
    for bad in (
        Odd(code="a sentence"),
        Odd(nested=("a sentence",)),
        Odd(nested=(("fine", ("a sentence",)),)),
        Odd(nested=(t.Reference("p-1", "photo", "a sentence"),)),
    ):
        with pytest.raises(InvalidDefinition, match="'a sentence'"):
            require_codes("odd", bad)


def test_a_sentence_gets_into_no_opening():
    with pytest.raises(InvalidDefinition):
        t.OpenCommand(
            "T-1", t.Open("inquiry", "Li Hua of 5 Nanjing Road", "wechat"), at("09:00"), "c1", "customer", "k"
        )


# --- which references there are ---------------------------------------------------------------------------------------


def test_every_reference_of_a_history_is_found_once_and_in_order():
    one = handled().do("10:30", d.CustomerReply("m-1"), "c1")
    assert t.refs_in(one.events) == (
        *("c-1", "m-1", "m-2", "m-3", "m-4", "m-5"),
        *("m-open", "n-1", "n-2", "p-1"),
    )
    assert t.refs_in([]) == ()
    assert t.refs_in(life().events) == ()
    # What was left empty is no reference.
    assert t.refs_in(life().do("09:10", d.Contact("phone")).do("09:20", i.RequestInfo()).events) == ()


def test_what_was_redacted_is_no_reference_any_more_but_what_it_stood_in_still_is():
    one = handled().do("10:30", d.Redact(("p-1", "elsewhere"), "customer_request"), "s1")
    assert "elsewhere" not in t.refs_in(one.events)
    assert "p-1" in t.refs_in(one.events)


def test_a_migration_names_nothing():
    from aftersales_core.lifecycle import Migration
    from aftersales_core.tickets.kinds.inquiry import inquiry

    old = inquiry()
    moves = {state: state for state, _ in old.machine.states}
    new = inquiry(version="2").with_migrations(Migration.of(old.machine, moves))
    rules = desk(kinds=(new,), earlier_kinds=(old,))
    answer = t.migrate(
        rules, life().do("09:10", d.Note("n-1")).ticket, at=at("10:00"), actor="o", role="system", key="k"
    )
    assert isinstance(answer, Accepted)
    assert t.refs_in(answer.events) == ()


def references_of(value: Any, name: str = "") -> set[str]:
    """A second opinion: every text under a field whose name ends in ``_ref`` or ``_refs``, and ids of references."""
    if isinstance(value, t.Reference):
        return {value.id}
    if isinstance(value, tuple):
        return {found for item in value for found in references_of(item, name)}
    if attrs.has(type(value)):
        pairs = [(field.name, getattr(value, field.name)) for field in attrs.fields(type(value))]
        return {found for key, held in pairs for found in references_of(held, key)}
    return {value} if isinstance(value, str) and value and name.endswith(("_ref", "_refs")) else set()


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_the_references_of_every_action_are_found(name: str):
    from aftersales_core.lifecycle import Effect, Moved

    action = first_of(ACTIONS[name])
    event: Any = Moved("T-1", 2, at("09:10"), "a1", "agent", "k", name, "new", "new", (Effect("x"),), action)
    expected = set() if isinstance(action, d.Redact) else references_of(action)
    assert set(t.refs_in([event])) == expected


def test_most_actions_carry_a_reference():
    assert sum(bool(references_of(first_of(action))) for action in ACTIONS.values()) > 10


# --- taking it away ---------------------------------------------------------------------------------------------------


def test_redacting_a_ticket_leaves_its_clocks_and_figures_as_they_are():
    before = handled()
    after = handled().do("10:30", d.Redact(t.refs_in(before.events), "customer_request"), "s1")
    now = at("11:00")
    assert t.sla(RULES, after.ticket, now=now) == t.sla(RULES, before.ticket, now=now)
    assert t.record(RULES, after.ticket, as_of=now) == t.record(RULES, before.ticket, as_of=now)
    assert after.ticket.marks == before.ticket.marks
    # The references are gone from the ticket; what a ticket does not hold may be named as well.
    assert ([one.id for one in before.ticket.references], after.ticket.references) == (["m-open", "p-1"], ())


@pytest.mark.parametrize("who", ["s1", "m1", "system"])
@pytest.mark.parametrize("state", ["open", "closed"])
def test_leaders_and_the_system_redact_at_any_time(who: str, state: str):
    """D16, D18."""
    one = life().do("09:05", d.Assign("a1"))
    if state == "closed":
        one.do("09:10", i.Resolve("x")).do("09:20", i.AcceptSolution(), "c1")
    assert one.codes("10:00", d.Redact(("m-1",), "retention_period"), who) == []


@pytest.mark.parametrize("who", ["a1", "c1", "t1", "k1", "p1"])
def test_nobody_else_redacts(who: str):
    assert life().codes("10:00", d.Redact(("m-1",), "mistake"), who) == ["role_not_permitted"]


# --- the data themselves ----------------------------------------------------------------------------------------------

NOW = at("12:00")


def test_what_was_redacted_is_gone_for_good_and_says_when_and_why():
    data = t.PersonalData("c1").with_texts(TEXTS)
    gone = data.redacted(["m-1", "n-1"], at=NOW, reason="customer_request")
    assert gone.text("m-2") == "we shall, Ms Li"
    reason = gone.text("m-1")
    assert isinstance(reason, Reason)
    assert (reason.code, reason.kind) == ("personal_redacted", "conflict")
    assert dict(reason.params) == {"ref": "m-1", "at": NOW, "why": "customer_request"}
    assert "13800138000" not in to_json(gone)
    assert gone.redactions == (
        t.Redaction("m-1", NOW, "customer_request"),
        t.Redaction("n-1", NOW, "customer_request"),
    )
    assert "m-1" in render(reason, "en")
    with pytest.raises(InvalidDefinition, match="new reference"):
        gone.with_texts({"m-1": "I am back"})


def test_what_was_never_known_is_said_to_be_so_with_what_is_near():
    reason = t.PersonalData("c1").with_texts(TEXTS).text("m-opem")
    assert isinstance(reason, Reason)
    assert (reason.code, reason.kind) == ("personal_unknown", "invalid")
    assert reason.param("choices") == ("m-open",)


def test_a_text_that_comes_late_must_not_be_taken_in():
    gone = t.PersonalData("c1").redacted(["m-9"], at=NOW, reason="mistake")
    with pytest.raises(InvalidDefinition, match="'m-9' was redacted"):
        gone.with_texts({"m-9": "too late"})


def test_erasing_takes_everything_but_that_it_was():
    gone = t.PersonalData("c1").with_texts(TEXTS).erased(at=NOW)
    assert (gone.texts, [one.ref for one in gone.redactions]) == ((), sorted(TEXTS))
    assert {one.reason for one in gone.redactions} == {"customer_request"}
    assert gone.erased(at=NOW + dt.timedelta(days=1), reason="mistake") == gone


def test_instants_of_redactions_are_in_utc_and_never_naive():
    (one,) = t.PersonalData("c1").redacted(["a"], at=NOW, reason="mistake").redactions
    assert one.at.tzinfo is dt.UTC
    with pytest.raises(NaiveDatetime):
        t.Redaction("a", dt.datetime(2026, 3, 2), "mistake")


@pytest.mark.parametrize(
    ("texts", "gone", "said"),
    [
        ((("a b", "x"),), (), "'a b'"),
        ((("", "x"),), (), "reference ''"),
        ((("x" * 129, "x"),), (), "reference 'xxx"),
        ((("b", "x"), ("a", "y")), (), "sorted"),
        ((("a", "x"), ("a", "y")), (), "sorted"),
        ((("a", 7),), (), "is no text"),
        ((), ("b", "a"), "sorted"),
        ((), ("a", "a"), "sorted"),
        ((), ("a b",), "'a b'"),
        ((("a", "x"), ("b", "x")), ("b",), "'b' was redacted"),
    ],
)
def test_data_that_could_not_be_looked_up_are_refused(texts: Any, gone: tuple[str, ...], said: str):
    with pytest.raises(InvalidDefinition, match="personal data of 'c1'") as caught:
        t.PersonalData("c1", texts, tuple(t.Redaction(ref, NOW, "mistake") for ref in gone))
    assert said in str(caught.value)


def test_a_subject_is_an_opaque_id():
    with pytest.raises(InvalidDefinition, match="subject_id 'Li Hua'"):
        t.PersonalData("Li Hua")


def test_problems_come_in_the_order_of_the_references_and_the_text_itself_is_never_shown():
    refs = tuple("abcdefgh")
    with pytest.raises(InvalidDefinition) as caught:
        t.PersonalData(
            "c1", tuple((ref, "secret") for ref in refs), tuple(t.Redaction(ref, NOW, "mistake") for ref in refs)
        )
    assert [problem[1] for problem in caught.value.args[1]] == list(refs)
    assert "secret" not in str(caught.value)


def test_whatever_an_event_can_name_can_be_redacted():
    longest = "m" * 128
    one = life().do("09:10", d.Note(longest))
    gone = t.PersonalData("c1").with_texts({longest: "x"}).redacted(t.refs_in(one.events), at=NOW, reason="mistake")
    assert isinstance(gone.text(longest), Reason)


# --- laws -------------------------------------------------------------------------------------------------------------

refs = st.sampled_from(["a", "b", "c", "d", "e"])
some = st.lists(refs, max_size=5)
reasons: Any = st.sampled_from(["customer_request", "retention_period", "mistake"])
moments = st.integers(0, 1000).map(lambda minutes: NOW + dt.timedelta(minutes=minutes))


# What JSON cannot hold is left out.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=3)


@st.composite
def data(draw: st.DrawFn) -> t.PersonalData:
    known = t.PersonalData("c1").with_texts(draw(st.dictionaries(refs, words)))
    return known.redacted(draw(some), at=draw(moments), reason=draw(reasons))


@given(data(), st.tuples(some, moments, reasons), st.tuples(some, moments, reasons))
def test_the_first_redaction_stands(one: t.PersonalData, first: tuple[Any, ...], second: tuple[Any, ...]):
    (before, then, why), (after, later, other) = first, second
    twice = one.redacted(before, at=then, reason=why).redacted(after, at=later, reason=other)
    assert twice.redacted([*before, *after], at=then, reason=other) == twice
    expected = {ref: t.Redaction(ref, later, other) for ref in after}
    expected |= {ref: t.Redaction(ref, then, why) for ref in before} | {row.ref: row for row in one.redactions}
    assert {row.ref: row for row in twice.redactions} == expected


@given(data(), some, moments, reasons)
def test_redacting_takes_those_texts_and_no_other(one: t.PersonalData, which: list[str], when: Any, why: Any):
    after = one.redacted(which, at=when, reason=why)
    assert dict(after.texts) == {ref: text for ref, text in one.texts if ref not in which}
    assert [ref for ref, _ in after.texts] == sorted(ref for ref, _ in after.texts)
    for ref in "abcde":
        found = after.text(ref)
        is_gone = ref in which or ref in {row.ref for row in one.redactions}
        codes = {True: "personal_redacted", False: "personal_unknown"}
        assert found == dict(after.texts)[ref] if isinstance(found, str) else found.code == codes[is_gone]


@given(data(), some, some, moments, reasons)
def test_the_order_of_references_does_not_matter(
    one: t.PersonalData, first: list[str], second: list[str], when: Any, why: Any
):
    whole = one.redacted([*first, *second], at=when, reason=why)
    assert one.redacted([*second, *first], at=when, reason=why) == whole
    assert one.redacted(first, at=when, reason=why).redacted(second, at=when, reason=why) == whole


@given(data(), st.dictionaries(refs, words), st.dictionaries(refs, words))
def test_texts_are_added_and_replaced(one: t.PersonalData, first: dict[str, str], second: dict[str, str]):
    gone = {row.ref for row in one.redactions}
    if gone & {*first, *second}:
        with pytest.raises(InvalidDefinition):
            one.with_texts(first | second)
    else:
        after = one.with_texts(first).with_texts(second)
        assert after == one.with_texts(first | second)
        assert dict(after.texts) == dict(one.texts) | first | second
        assert after.redactions == one.redactions


@given(data())
def test_personal_data_are_values(one: t.PersonalData):
    assert from_json(t.PersonalData, to_json(one)) == one
    assert pickle.loads(pickle.dumps(one)) == one
    assert hash(attrs.evolve(one)) == hash(one)


def test_the_reasons_of_an_action_and_of_the_data_are_the_same():
    from aftersales_core.tickets.personal import RedactionReason

    kinds = {field.name: field.type for field in attrs.fields(d.Redact)}
    assert get_args(kinds["reason"]) == get_args(RedactionReason)
