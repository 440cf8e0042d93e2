"""Triage: class and kind from declared facts (B, C2, D2, E2, E4)."""

from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidDefinition, WrongType
from aftersales_core.tickets import (
    ClassOptions,
    Term,
    Triaged,
    TriageRule,
    TriageTable,
    Vocabulary,
    condition_of,
    taxonomies,
    triage,
)
from aftersales_core.tickets.conditions import Condition
from aftersales_core.tickets.shadowing import shadowed

TABLES = (taxonomies.ECOMMERCE, taxonomies.PRODUCT_SUPPLY, taxonomies.FARM_PRODUCE, taxonomies.PET_TRADE)


# --- the trades -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "facts", "class_id", "kind"),
    [
        # B8: a return or an exchange applied for online; B2 and B5: questions and complaints; B4: feedback.
        (taxonomies.ECOMMERCE, {"wants": "exchange"}, "after_sales", "return"),
        (taxonomies.ECOMMERCE, {"wants": "refund"}, "after_sales", "return"),
        (taxonomies.ECOMMERCE, {"wants": "information"}, "inquiry", "inquiry"),
        (taxonomies.ECOMMERCE, {"wants": "complain"}, "complaint", "complaint"),
        (taxonomies.ECOMMERCE, {"wants": "suggest"}, "feedback", "feedback"),
        # C2: repair, advice, complaint; C1: a warranty claim is a repair.
        (taxonomies.PRODUCT_SUPPLY, {"wants": "repair"}, "repair", "repair"),
        (taxonomies.PRODUCT_SUPPLY, {"wants": "warranty"}, "repair", "repair"),
        (taxonomies.PRODUCT_SUPPLY, {"wants": "information"}, "advice", "inquiry"),
        (taxonomies.PRODUCT_SUPPLY, {"wants": "complain"}, "complaint", "complaint"),
        # D2: enquiry, complaint, after-sales as return, exchange, repair.
        (taxonomies.FARM_PRODUCE, {"wants": "information"}, "inquiry", "inquiry"),
        (taxonomies.FARM_PRODUCE, {"wants": "complain"}, "complaint", "complaint"),
        (taxonomies.FARM_PRODUCE, {"wants": "return"}, "return", "return"),
        (taxonomies.FARM_PRODUCE, {"wants": "replacement"}, "exchange", "return"),
        (taxonomies.FARM_PRODUCE, {"wants": "repair"}, "repair", "repair"),
        # E2: product quality, service, other; a complaint of any class runs the complaint lifecycle.
        (taxonomies.PET_TRADE, {"topic": "defect", "wants": "exchange"}, "product_quality", "return"),
        (taxonomies.PET_TRADE, {"topic": "illness", "wants": "complain"}, "product_quality", "complaint"),
        (taxonomies.PET_TRADE, {"topic": "installation", "wants": "complain"}, "service", "complaint"),
        (taxonomies.PET_TRADE, {"topic": "delivery", "wants": "information"}, "service", "inquiry"),
        (taxonomies.PET_TRADE, {"topic": "general", "wants": "complain"}, "other", "complaint"),
        (taxonomies.PET_TRADE, {"topic": "usage", "wants": "information"}, "other", "inquiry"),
        (taxonomies.PET_TRADE, {"topic": "general", "wants": "suggest"}, "other", "feedback"),
    ],
)
def test_a_ticket_gets_class_and_kind(table: TriageTable, facts: dict[str, str], class_id: str, kind: str):
    found = triage(table, facts)
    assert (found.class_id, found.kind, found.reasons) == (class_id, kind, ())
    assert found.is_settled


def test_after_sales_of_farm_produce_is_the_class_above_return_exchange_and_repair():
    """D2."""
    classes = taxonomies.FARM_PRODUCE.classes
    assert [id for id in classes.ids if classes.is_a(id, "after_sales")] == [
        "after_sales",
        "return",
        "exchange",
        "repair",
    ]


def test_a_class_says_what_may_be_done():
    """E4: ask about usage, return or exchange; bring in the department; advise or hand over."""
    assert triage(taxonomies.PET_TRADE, {"topic": "defect", "wants": "return"}).options == (
        "ask_usage",
        "return",
        "exchange",
    )
    assert triage(taxonomies.PET_TRADE, {"topic": "delivery", "wants": "complain"}).options == ("bring_in_department",)
    assert triage(taxonomies.PET_TRADE, {"topic": "usage", "wants": "information"}).options == ("advise", "hand_over")


def test_the_rule_that_matched_is_named():
    found = triage(taxonomies.PET_TRADE, {"topic": "service", "wants": "complain"})
    assert found.rule == "service_complaint"
    rule = taxonomies.PET_TRADE.rule("service_complaint")
    assert rule is not None
    assert (rule.zh, rule.kind) == ("服务投诉", "complaint")
    assert taxonomies.PET_TRADE.rule("nowhere") is None


# --- what is not known ------------------------------------------------------------------------------------------------


def test_a_missing_fact_that_could_change_the_answer_is_named_with_the_rules_that_wait():
    found = triage(taxonomies.PET_TRADE, {"topic": "defect"})
    assert (found.rule, found.class_id, found.kind) == ("quality_question", "product_quality", "inquiry")
    (reason,) = found.reasons
    assert (reason.code, reason.kind, reason.param("fact")) == ("triage_fact_missing", "missing", "wants")
    assert reason.param("rules") == ("quality_complaint", "quality_return", "quality_repair")
    assert not found.is_settled


def test_nothing_known_is_no_rule_and_everything_to_ask():
    found = triage(taxonomies.ECOMMERCE, {})
    assert (found.rule, found.class_id, found.kind, found.options) == (None, None, None, ())
    assert [reason.code for reason in found.reasons] == ["triage_fact_missing", "triage_no_rule"]


def test_an_undeclared_topic_is_as_good_as_none_and_is_named_once():
    found = triage(taxonomies.PET_TRADE, {"topic": "delivry", "wants": "complain"})
    assert (found.class_id, found.kind) == ("other", "complaint")
    assert [(reason.code, reason.param("choices")) for reason in found.reasons] == [
        ("term_undeclared", ("delivery",)),
    ]


def test_facts_that_the_table_does_not_read_are_left_alone():
    assert triage(taxonomies.ECOMMERCE, {"wants": "repair", "colour": "blue"}).is_settled
    assert triage(taxonomies.ECOMMERCE, [("wants", "repair")]).is_settled


def test_a_missing_fact_that_changes_nothing_is_not_asked_for():
    vip = Vocabulary("vip", (Term("yes", "yes", "是"),))
    rule = TriageRule.of("vip", {"vip": "yes"}, class_id="inquiry", kind="inquiry", en="a", zh="甲")
    base = attrs.evolve(rule, id="all", when=())
    table = TriageTable(
        "t", (vip,), Vocabulary("class", (Term("inquiry", "i", "咨"),)), taxonomies.TICKET_KINDS, (rule, base)
    )
    assert triage(table, {}) == Triaged("all", "inquiry", "inquiry")


def test_a_user_puts_own_rules_first():
    own = TriageRule.of(
        "sick_animal",
        {"topic": "illness"},
        class_id="product_quality",
        kind="incident",
        en="a sick animal",
        zh="活体患病",
    )
    table = taxonomies.PET_TRADE.with_rules_first(own)
    assert triage(table, {"topic": "illness", "wants": "complain"}).kind == "incident"
    assert triage(table, {"topic": "defect", "wants": "complain"}).kind == "complaint"


# --- laws -------------------------------------------------------------------------------------------------------------

FACTS = (
    Vocabulary("a", (Term("a0", "a", "甲"), Term("a1", "a", "甲", like="a0"), Term("a2", "a", "甲"))),
    Vocabulary("b", (Term("b0", "b", "乙"), Term("b1", "b", "乙"))),
    Vocabulary("c", (Term("c0", "c", "丙"), Term("c1", "c", "丙"))),
)
CLASSES = Vocabulary("class", (Term("x", "x", "子"), Term("y", "y", "丑")))
KINDS = Vocabulary("kind", (Term("p", "p", "寅"), Term("q", "q", "卯")))
EVERY_CASE = [
    {fact.name: value for fact, value in zip(FACTS, values, strict=True) if value is not None}
    for values in product(*((None, *fact.ids) for fact in FACTS))
]


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    read = draw(st.sets(st.sampled_from(FACTS), max_size=3))
    return condition_of({fact.name: draw(st.sets(st.sampled_from(fact.ids), min_size=1)) for fact in read})


def holds(when: Condition, facts: dict[str, str]) -> bool:
    """Plainly: every fact that is read is known and one of the values, a1 counting as a0."""
    return all(
        name in facts and (facts[name] in values or (facts[name] == "a1" and "a0" in values)) for name, values in when
    )


@st.composite
def tables(draw: st.DrawFn) -> TriageTable:
    rules: list[TriageRule] = []
    for index, when in enumerate(draw(st.lists(conditions(), min_size=1, max_size=6))):
        if any(holds(when, case) and not any(holds(rule.when, case) for rule in rules) for case in EVERY_CASE):
            rules.append(
                TriageRule(f"r{index}", when, draw(st.sampled_from("xy")), draw(st.sampled_from("pq")), "rule", "规则")
            )
    return TriageTable("drawn", FACTS, CLASSES, KINDS, tuple(rules))


@given(tables(), st.sampled_from(EVERY_CASE))
def test_the_first_rule_that_holds_decides(table: TriageTable, facts: dict[str, str]):
    expected = next((rule.id for rule in table.rules if holds(rule.when, facts)), None)
    assert triage(table, facts).rule == expected


@given(tables(), st.sampled_from(EVERY_CASE))
def test_a_settled_answer_stays_whatever_else_becomes_known(table: TriageTable, facts: dict[str, str]):
    found = triage(table, facts)
    completed = [case for case in EVERY_CASE if facts.items() <= case.items()]
    answers = {(now.class_id, now.kind) for case in completed for now in [triage(table, case)]}
    if found.is_settled:
        assert answers == {(found.class_id, found.kind)}
    if len(answers) > 1:
        missing = {reason.param("fact") for reason in found.reasons if reason.code == "triage_fact_missing"}
        assert missing
        assert not missing & set(facts)


@given(tables())
def test_a_table_whose_every_rule_can_decide_is_taken(table: TriageTable):
    deciders = {triage(table, case).rule for case in EVERY_CASE} - {None}
    assert deciders == {rule.id for rule in table.rules}


@given(st.lists(conditions(), min_size=1, max_size=6))
def test_exactly_the_rules_that_no_case_reaches_are_reported(whens: list[Condition]):
    never = [
        f"r{index}"
        for index, when in enumerate(whens)
        if all(any(holds(before, case) for before in whens[:index]) for case in EVERY_CASE if holds(when, case))
    ]
    problems = list(shadowed(tuple((f"r{index}", when) for index, when in enumerate(whens)), FACTS))
    assert [problem.split("'")[1] for problem in problems] == never


# --- definitions ------------------------------------------------------------------------------------------------------


def test_a_rule_hidden_by_two_others_together_is_named_with_both():
    wants = taxonomies.WANTS
    make = TriageRule.of
    with pytest.raises(InvalidDefinition) as caught:
        TriageTable(
            "t",
            (wants,),
            CLASSES,
            KINDS,
            (
                make("one", {"wants": "return"}, class_id="x", kind="p", en="a", zh="甲"),
                make("two", {"wants": "exchange"}, class_id="x", kind="p", en="a", zh="甲"),
                make("other", {"wants": "suggest"}, class_id="x", kind="p", en="a", zh="甲"),
                make("three", {"wants": ["refund", "exchange"]}, class_id="y", kind="q", en="a", zh="甲"),
            ),
        )
    assert caught.value.problems == (
        "rule 'three' can never decide, its cases are taken before by 'one', 'two': move it up, or drop it",
    )


def test_a_broken_table_tells_all_its_problems():
    with pytest.raises(InvalidDefinition) as caught:
        TriageTable(
            "my table",
            (taxonomies.WANTS, taxonomies.WANTS),
            CLASSES,
            KINDS,
            (
                TriageRule.of("a b", {"wantz": "return"}, class_id="z", kind="p", en="a", zh="甲"),
                TriageRule("twin", (("wants", ()),), "x", "pp", "", "甲"),
                TriageRule.of("twin", {"wants": "rreturn"}, class_id="x", kind="p", en="a", zh=""),
            ),
            taxonomies.PET_TRADE.resolutions,
            (ClassOptions("x", ("advice",)), ClassOptions("zz", ("advise",)), ClassOptions("x", ())),
        )
    expected = [
        "name 'my table'",
        "fact 'wants' is given twice",
        "rule 'twin' is given twice",
        "options of class 'x' is given twice",
        "rule 'a b': use 1 to 64 characters",
        "rule 'a b': it reads an undeclared fact 'wantz': choose from 'wants'",
        "rule 'a b': undeclared class 'z': choose from 'x', 'y'",
        "rule 'twin': fact 'wants' has no value that fits",
        "rule 'twin': undeclared kind 'pp': choose from 'p'",
        "rule 'twin': the English text is missing",
        "rule 'twin': fact 'wants' has an undeclared value 'rreturn': choose from 'return'",
        "rule 'twin': the Chinese text is missing",
        "class 'x': undeclared option 'advice': choose from 'advise'",
        "options of an undeclared class 'zz': choose from 'x', 'y'",
    ]
    assert len(caught.value.problems) == len(expected)
    for part in expected:
        assert part in str(caught.value)


def test_a_table_needs_a_rule():
    with pytest.raises(InvalidDefinition, match="has no rule"):
        TriageTable("t", (), CLASSES, KINDS, ())


@pytest.mark.parametrize(
    "when",
    [
        [("a", ("x",))],
        (("a", ("x",)), ("a", ("y",))),
        (("b", ("x",)), ("a", ("x",))),
        (("a", ("y", "x")),),
        (("a", ("x", "x")),),
        (("a", "x"),),
        (("a", (1,)),),
        ((1, ("x",)),),
        (("a",),),
        ("ab",),
    ],
)
def test_a_condition_of_another_form_is_refused(when: object):
    with pytest.raises(WrongType, match="condition of rule 'r'"):
        TriageRule("r", when, "x", "p", "a", "甲")  # type: ignore[arg-type]


@pytest.mark.parametrize("when", ["topic", {"a": 3}, {"a": [1]}, {1: "x"}, {"a": [1, "x"]}, {1: "x", "a": "x"}, None])
def test_what_is_no_condition_is_refused(when: object):
    with pytest.raises(WrongType, match="condition must be facts"):
        condition_of(when)  # type: ignore[arg-type]


@pytest.mark.parametrize("facts", [{"wants": True}, {1: "x"}])
def test_facts_are_text(facts: object):
    with pytest.raises(WrongType, match="must be text"):
        triage(taxonomies.ECOMMERCE, facts)  # type: ignore[arg-type]


def test_lists_are_refused_where_tuples_belong():
    table = taxonomies.ECOMMERCE
    for name in ("facts", "rules", "options"):
        with pytest.raises(WrongType, match=f"{name} must be a tuple"):
            attrs.evolve(table, **{name: []})
    with pytest.raises(WrongType, match="options of class 'x' must be a tuple of str"):
        ClassOptions("x", ["a"])  # type: ignore[arg-type]


def test_a_rule_that_would_be_taken_into_too_many_pieces_counts_as_reachable():
    """Dead it is, as the shorter table shows; but the proof would take it into more pieces than the bound."""
    facts = tuple(
        Vocabulary(f"f{number}", tuple(Term(f"v{value}", "v", "值") for value in range(40))) for number in range(4)
    )
    pairs = [condition_of({f"f{n}": f"v{v}", f"f{n + 1}": f"v{v}"}) for v in range(40) for n in range(3)]
    covers = [condition_of({"f0": f"v{v}"}) for v in range(40)]
    last = condition_of({"f0": facts[0].ids})
    short, long = (
        list(shadowed(tuple((f"r{index}", when) for index, when in enumerate(whens)), facts))
        for whens in ([*covers, last], [*pairs, *covers, last])
    )
    assert [problem.split("'")[1] for problem in short] == ["r40"]
    assert long == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_rule_of_a_trade_decides_some_ticket(table: TriageTable):
    cases = product(*((None, *fact.ids) for fact in table.facts))
    names = [fact.name for fact in table.facts]
    found = {
        triage(table, {name: value for name, value in zip(names, case, strict=True) if value is not None}).rule
        for case in cases
    }
    assert found - {None} == {rule.id for rule in table.rules}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_whatever_a_customer_wants_finds_a_rule_once_everything_is_known(table: TriageTable):
    for case in product(*(fact.ids for fact in table.facts)):
        facts = dict(zip([fact.name for fact in table.facts], case, strict=True))
        assert triage(table, facts).is_settled, facts
