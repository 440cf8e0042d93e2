"""Each lint, by a machine with that one fault, and the message that names the culprit."""

import pickle
import time
from enum import StrEnum
from typing import Any

import attrs
import pytest

from aftersales_core.errors import InvalidMachine
from aftersales_core.lifecycle import Effect, Guard, Machine, Migration, PayloadForm, Rule, Rules
from aftersales_core.lifecycle.lint import MOST_ALTERNATIVES, MOST_HINTS
from aftersales_core.reasons import Catalogue, Message
from aftersales_core.worktime.period import Period
from tests.lifecycle.documents import FEEDBACK, INQUIRY
from tests.lifecycle.errand import ERRAND, SMALL, TEXTS, Event, State, build, on

AGENT = frozenset({"agent"})


def yes(_facts: object, _attempt: object) -> bool:
    return True


PAID = Guard("is_paid", "1", yes)
SIGNED = Guard("is_signed", "1", yes)


def rule(source: str, event: str, target: str, roles: str = "agent", *guards: Guard[object], **more: Any) -> Any:
    return Rule(source, event, target, frozenset(roles.split()), guards, **more)


STATES = (("new", "initial"), ("open", "active"), ("closed", "closed"))
RULES = (rule("new", "assign", "open"), rule("open", "close", "closed"))


def machine(
    rules: Any = RULES, states: Any = STATES, roles: Any = ("agent",), **more: Any
) -> Machine[str, str, object]:
    return Machine("m", "1", tuple(states), tuple(roles), tuple(rules), **more)


def problems(**parts: Any) -> tuple[str, ...]:
    try:
        machine(**parts)
    except InvalidMachine as error:
        return error.problems
    return ()


def test_a_machine_without_fault_has_no_problem():
    assert problems() == ()


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            {"states": (*STATES, ("lost", "active")), "rules": (*RULES, rule("lost", "go", "open"))},
            "state 'lost' cannot be reached from 'new'",
        ),
        (
            {"states": (*STATES, ("stuck", "done")), "rules": (*RULES, rule("open", "go", "stuck"))},
            "state 'stuck' is a dead end: no rule leads out, so add one or make it 'closed'",
        ),
        (
            {
                "states": (*STATES, ("a", "active"), ("b", "paused")),
                "rules": (*RULES, rule("open", "go", "a"), rule("a", "go", "b"), rule("b", "go", "a")),
            },
            "state 'a' cannot finish: no way leads from it to a closed state",
        ),
        (
            {
                "states": (("new", "initial"), ("open", "active")),
                "rules": (rule("new", "a", "open"), rule("open", "b", "new")),
            },
            "no state is closed, so nothing can finish: give one the category 'closed'",
        ),
        (
            {"rules": (*RULES, rule("open", "close", "new"))},
            (
                "rules 'open -close-> closed' and 'open -close-> new' have equal roles and guards: "
                "which one holds is not determined"
            ),
        ),
        (
            {
                "roles": ("agent", "customer"),
                "rules": (
                    RULES[0],
                    rule("open", "close", "closed", "agent customer"),
                    rule("open", "close", "new", "customer"),
                ),
            },
            "rule 'open -close-> new' is shadowed by 'open -close-> closed': put it first, or guard the other",
        ),
        (
            {"rules": (*RULES, rule("open", "close", "new", "agent", PAID))},
            "rule 'open -close-> new' is shadowed by 'open -close-> closed': put it first, or guard the other",
        ),
        (
            {
                "rules": (
                    *RULES,
                    rule("new", "close", "closed", "agent", PAID),
                    rule("new", "close", "open", "agent", SIGNED, PAID),
                )
            },
            "rule 'new -close-> open' is shadowed by 'new -close-> closed': put it first, or guard the other",
        ),
        (
            {
                "roles": ("agent", "customer"),
                "rules": (
                    *RULES,
                    rule("new", "close", "closed", "agent"),
                    rule("new", "close", "open", "customer"),
                    rule("new", "close", "new", "agent customer"),
                ),
            },
            (
                "rule 'new -close-> new' is shadowed by 'new -close-> closed' and 'new -close-> open': "
                "put it first, or guard the other"
            ),
        ),
        (
            {"rules": (*RULES, rule("open", "lapse", "closed", after=Period.days(7)))},
            "the timer of rule 'open -lapse-> closed' has no rule to act by: admit the role 'system'",
        ),
        (
            {"rules": (*RULES, rule("open", "lapse", "closed", "system", after="7d"))},
            (
                "rule 'open -lapse-> closed' waits for '7d', which is no name of a fact: "
                "for a length of time write Period.parse('7d')"
            ),
        ),
        (
            {"rules": (*RULES, rule("open", "lapse", "closed", anchor="opened"))},
            "rule 'open -lapse-> closed' has the anchor 'opened' and no timer: say after which period",
        ),
        (
            {"rules": (*RULES, rule("open", "lapse", "closed", "system", after="x", anchor="midnight"))},
            "rule 'open -lapse-> closed' has the unknown anchor 'midnight': use one of entered, last_activity, opened",
        ),
        (
            {"roles": ("agent", "pilot")},
            "role 'pilot' can never act: no rule admits it, so take it away or add it to a rule",
        ),
        (
            {"rules": (*RULES, rule("new", "close", "closed", "agnet"))},
            "rule 'new -close-> closed' admits the undeclared role 'agnet': did you mean 'agent'?",
        ),
        (
            {"rules": (*RULES, rule("new", "close", "closed", ""))},
            "rule 'new -close-> closed' admits no role: name at least one",
        ),
        (
            {"rules": (*RULES, rule("new", "close", "clooosed"))},
            "rule 'new -close-> clooosed' has the undeclared target 'clooosed': did you mean 'closed'?",
        ),
        (
            {"rules": (*RULES, rule("zzz", "close", "closed"))},
            "rule 'zzz -close-> closed' has the undeclared source 'zzz': declare it",
        ),
        ({"rules": (*RULES, rule("new", "", "closed"))}, "rule 'new --> closed' has no event"),
        ({"states": (*STATES, ("open", "active"))}, "state 'open' is declared twice"),
        ({"roles": ("agent", "agent")}, "role 'agent' is declared twice"),
        ({"roles": ("agent", "")}, "a role has no name"),
        (
            {"states": (*STATES[:2], ("closed", "terminal"))},
            "state 'closed' has the unknown category 'terminal': use one of initial, active, paused, done, closed",
        ),
        (
            {"states": (("new", "initial"), ("open", "initial"), ("closed", "closed"))},
            "exactly one state must be initial, not 2: 'new', 'open'",
        ),
        (
            {"states": (("new", "active"), ("open", "active"), ("closed", "closed"))},
            "exactly one state must be initial, not 0",
        ),
        (
            {"rules": (*RULES, rule("new", "close", "closed", "agent", Guard("Is Paid", "1", yes)))},
            "guard 'Is Paid': use lower-case letters, digits and _, since the name is a reason's code",
        ),
        (
            {"rules": (*RULES, rule("new", "close", "closed", "agent", Guard("stale_version", "1", yes)))},
            "guard 'stale_version' has the name of one of the library's own codes: choose another",
        ),
        (
            {
                "rules": (
                    *RULES,
                    rule("new", "close", "closed", "agent", PAID),
                    rule("open", "go", "closed", "agent", Guard("is_paid", "2", yes)),
                )
            },
            "guard 'is_paid' is given with two meanings: use one value, or two names",
        ),
        (
            {
                "rules": (
                    *RULES,
                    rule("new", "close", "closed", effects=(Effect("mail"),)),
                    rule("open", "go", "closed", effects=(Effect("mail", (("to", "x"),)),)),
                )
            },
            "effect 'mail' is given with two meanings: use one value, or two names",
        ),
        (
            {"forms": (("clooose", PayloadForm(("text",))),)},
            "the form of 'clooose' belongs to no rule: did you mean 'close'?",
        ),
        ({"forms": (("close", PayloadForm()), ("close", PayloadForm()))}, "event 'close' has two forms"),
        (
            {"forms": (("close", PayloadForm(("text",), ("text",))),)},
            "the form of 'close' both requires text and leaves it open",
        ),
        (
            {"catalogue": TEXTS},
            "text missing in zh and en for 'event_close': add it to the catalogue",
        ),
        (
            {"catalogue": Catalogue((Message("stale_version", "old", "旧"),))},
            "the catalogue gives another text for 'stale_version', which is the library's own: rename it",
        ),
        (
            {"migrations": (Migration("0", None, ("a", "b"), (("a", "new"),)),)},
            "the migration from version '0' says nothing about state 'b'",
        ),
        (
            {"migrations": (Migration("0", None, ("a",), (("a", "new"), ("c", "new"))),)},
            "the migration from version '0' names 'c', which is no state of it",
        ),
        (
            {"migrations": (Migration("0", None, ("a",), (("a", "new"),), ("a",)),)},
            "the migration from version '0' gives state 'a' two fates",
        ),
        (
            {"migrations": (Migration("0", None, ("a",), (("a", "ooopen"),)),)},
            "the migration from version '0' moves 'a' to the undeclared state 'ooopen': did you mean 'open'?",
        ),
        (
            {"migrations": (Migration("0", None, (), ()), Migration("0", None, (), ()))},
            "two migrations from version '0'",
        ),
    ],
)
def test_a_fault_is_named(parts: dict[str, Any], expected: str):
    assert expected in problems(**parts)


def test_a_machine_without_name_or_version_is_refused():
    with pytest.raises(InvalidMachine) as caught:
        Machine("", "", STATES, ("agent",), RULES)  # type: ignore[arg-type]
    assert caught.value.problems == ("the name is empty: give one", "the version is empty: give one")


def test_all_problems_are_told_at_once():
    found = problems(
        rules=(rule("new", "assign", "ooopen"), rule("open", "close", "closed", "agnet")), roles=("agent", "pilot")
    )
    assert [text.split()[0] for text in found] == ["role", "rule", "rule", "state", "state", "state"]


def test_a_timer_lets_the_system_through_to_the_next_rule():
    rules = (*RULES, rule("new", "lapse", "closed", "system", after="x"), rule("new", "lapse", "open", "system agent"))
    assert problems(rules=rules) == ()
    same = (
        *RULES,
        rule("new", "lapse", "closed", "system agent", after="x"),
        rule("new", "lapse", "open", "system", after="x"),
    )
    assert problems(rules=same) == (
        "rule 'new -lapse-> open' is shadowed by 'new -lapse-> closed': put it first, or guard the other",
    )


def test_a_rule_without_a_timer_shadows_a_timed_one_after_it():
    rules = (*RULES, rule("new", "lapse", "closed", "system"), rule("new", "lapse", "open", "system", PAID, after="x"))
    assert problems(rules=rules) == (
        "rule 'new -lapse-> open' is shadowed by 'new -lapse-> closed': put it first, or guard the other",
    )


def test_a_state_that_only_a_migration_leads_to_is_reached():
    states = (*STATES, ("legacy", "active"))
    rules = (*RULES, rule("legacy", "close", "closed"))
    migration = Migration("0", None, ("old", "odd"), (("old", "legacy"), ("odd", "nowhere")))
    found = problems(states=states, rules=rules, migrations=(migration,))
    assert not any("legacy" in text for text in found)


def test_a_complete_catalogue_is_asked_for_and_none_is_allowed():
    assert ERRAND.catalogue is TEXTS
    assert build(catalogue=None).catalogue is None
    without = Catalogue(tuple(message for message in TEXTS.messages if message.code not in ("state_new", "is_small")))
    migration = Migration("0", None, ("x",), (), (), (("x", "in_court"),))
    with pytest.raises(InvalidMachine) as caught:
        build(catalogue=without, migrations=[migration])
    assert [text.split("'")[1] for text in caught.value.problems] == ["state_new", "is_small", "in_court"]


def test_a_member_of_an_enumeration_that_is_not_used_is_told_beside_the_other_problems():
    with pytest.raises(InvalidMachine) as caught:
        on.machine(
            "m",
            "1",
            states={State.NEW: "initial", State.CLOSED: "closed"},
            roles=["agent", "pilot"],
            rules=[on(State.NEW, Event.SOLVE, to=State.CLOSED, roles=["agent"])],
        )
    found = caught.value.problems
    assert found[0] == "state 'open' of State is not declared"
    assert "event 'assign' of Event has no rule" in found
    assert found[-1].startswith("role 'pilot' can never act")


def test_an_unused_member_alone_is_refused():
    class Two(StrEnum):
        A = "a"
        B = "b"
        C = "c"

    class One(StrEnum):
        GO = "go"
        STAY = "stay"

    make = Rules(Two, One, object)
    with pytest.raises(
        InvalidMachine, match="machine 'm': state 'c' of Two is not declared; event 'stay' of One has no rule"
    ):
        make.machine(
            "m",
            "1",
            states={Two.A: "initial", Two.B: "closed"},
            roles=["agent"],
            rules=[make(Two.A, One.GO, to=Two.B, roles=["agent"])],
        )


def test_too_many_alternatives_are_refused_and_not_compared():
    guards = [Guard(f"g{number}", "1", yes) for number in range(MOST_ALTERNATIVES + 1)]
    rules = [rule("new", "close", "closed", "agent", guard) for guard in guards]
    assert problems(rules=(*RULES, *rules)) == (
        f"{len(rules)} rules for 'close' from 'new', more than {MOST_ALTERNATIVES}: use a guard",
    )
    assert problems(rules=(*RULES, *rules[1:])) == ()


def test_a_machine_of_ten_thousand_rules_builds_in_seconds_and_decides():
    names = [f"s{number}" for number in range(1000)]
    states = [(names[0], "initial"), *((name, "active") for name in names[1:-1]), (names[-1], "closed")]
    rules = [rule(names[n], f"e{k}", names[(n + k + 1) % 1000]) for n in range(1000) for k in range(10)]
    began = time.process_time()
    big = machine(rules=rules, states=states)
    assert len(big.rules) == 10_000
    assert big.steps["s5"]["e3"][0].target == "s9"
    assert big.ref.digest.startswith("sha256:")
    again = Machine.from_dict(big.to_dict(), guards={}, effects={})
    assert again == big
    assert time.process_time() - began < 60
    with pytest.raises(InvalidMachine) as caught:
        machine(rules=[*rules[:-1], rule("s999", "e9", "s1000")], states=states)
    assert len(caught.value.problems) == 1


def test_ten_thousand_mistakes_are_told_in_seconds_with_hints_for_the_first_only():
    rules = [rule("new", f"e{n}", f"clooosed{n:05}") for n in range(10_000)]
    began = time.process_time()
    found = problems(rules=(*RULES, *rules))
    assert time.process_time() - began < 30
    assert sum("did you mean 'closed'?" in text for text in found) == MOST_HINTS
    assert len(found) == 10_000


@pytest.mark.parametrize(("document", "count"), [(INQUIRY, 30), (FEEDBACK, 28)])
def test_the_lifecycles_of_public_help_desks_pass_every_lint(document: dict[str, Any], count: int):
    guards = {name: Guard(name, "1", yes) for row in document["rules"] for name in row.get("guards", [])}
    made = Machine.from_dict(document, guards=guards, effects={})
    assert len(made.rules) == count


def test_the_digest_covers_what_decides_and_nothing_else():
    digests = {
        "guard revision": build(
            rules=[
                [
                    attrs.evolve(each, guards=tuple(attrs.evolve(guard, revision="9") for guard in each.guards))
                    for each in ERRAND.rules
                ]
            ]
        ).digest,
        "role": build(rules=[[*ERRAND.rules[1:], attrs.evolve(ERRAND.rules[0], roles=AGENT)]]).digest,
        "form": build(forms={}).digest,
        "version": build("2").digest,
        "itself": ERRAND.digest,
    }
    assert len(set(digests.values())) == len(digests)
    assert build(catalogue=None).digest == ERRAND.digest
    assert build(migrations=[Migration("0", None, ("a",), (("a", State.NEW),))]).digest == ERRAND.digest
    assert pickle.loads(pickle.dumps(ERRAND)).digest == ERRAND.digest


def test_rules_of_one_call_share_everything_but_the_source():
    first, second = on((State.NEW, State.OPEN), Event.NOTE, to=State.NEW, roles=["agent"], guards=[SMALL])
    assert (first.source, second.source) == (State.NEW, State.OPEN)
    assert attrs.evolve(first, source=State.OPEN) == second


def test_the_builder_makes_guards_over_its_facts():
    guard = on.guard("is_known", lambda facts, _attempt: facts.assignee is not None, revision="3")
    assert (guard.name, guard.revision) == ("is_known", "3")


def test_clocks_and_figures_read_categories():
    assert ERRAND.category_of[State.WAITING] == "paused"
    assert [ERRAND.category_of[state] for state in State] == [category for _, category in ERRAND.states]
