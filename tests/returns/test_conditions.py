"""Conditions: Kleene's three values against a brute-force oracle, and what is asked for."""

import datetime as dt
import itertools
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core import from_dict, to_dict
from aftersales_core.errors import InvalidDefinition, WrongType
from aftersales_core.money.amount import Money
from aftersales_core.returns.conditions import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Compare,
    CompareFacts,
    Condition,
    Is,
    Known,
    Not,
    has_word,
    known_no,
    known_yes,
    no,
    yes,
)
from tests.returns import drawn

AT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


@given(drawn.conditions(), drawn.facts())
def test_an_answer_is_known_exactly_when_every_way_to_fill_the_gaps_could_agree_on_it(when: Condition, facts: Any):
    # Kleene's logic never says more than all completions agree on.
    known = {**facts, "defect_share": Fraction(3, 5), "category": "fruit"}
    answer = when.holds(known)
    gaps = [name for name in drawn.YES_NO if name not in known]
    completions = {
        when.holds({**known, **dict(zip(gaps, values, strict=True))})
        for values in itertools.product((True, False), repeat=len(gaps))
    }
    assert None not in completions
    if answer is not None:
        assert completions == {answer}


@given(drawn.conditions(), drawn.facts())
def test_what_is_asked_for_is_unknown_read_and_there_exactly_when_the_answer_is_not(when: Condition, facts: Any):
    missing = set(when.missing(facts))
    assert missing <= set(when.names())
    assert missing.isdisjoint(facts)
    assert bool(missing) == (when.holds(facts) is None)


@given(drawn.conditions(), drawn.facts(), st.data())
def test_a_further_fact_never_changes_a_known_answer(when: Condition, facts: Any, data: Any):
    more = {**data.draw(drawn.facts()), **facts}
    before = when.holds(facts)
    assert before is None or when.holds(more) is before


@given(drawn.conditions())
def test_conditions_survive_the_way_through_plain_data(when: Condition):
    assert from_dict(Condition, to_dict(when, as_type=Condition)) == when


def test_nothing_at_all_holds_always_or_never():
    assert ALWAYS.holds({}) is True
    assert NEVER.holds({}) is False


def test_known_is_never_unknown():
    assert Known("x").holds({}) is False
    assert Known("x").holds({"x": 1}) is True
    assert list(Known("x").missing({})) == []
    assert list(Not(Known("x")).names()) == ["x"]


def test_a_fact_of_several_words_is_one_of_them():
    assert has_word("signs", "odour", "bulging").holds({"signs": ("bulging", "dry")}) is True
    assert has_word("signs", "odour").holds({"signs": ("dry",)}) is False
    assert has_word("signs", "odour").holds({}) is None


def test_yes_and_no():
    assert yes("x").holds({"x": True}) is True
    assert no("x").holds({"x": True}) is False
    assert Is("x", (1, 2)).holds({"x": 2}) is True


@pytest.mark.parametrize(
    ("operator", "answers"),
    [
        ("<", (True, False, False)),
        ("<=", (True, True, False)),
        (">", (False, False, True)),
        (">=", (False, True, True)),
        ("==", (False, True, False)),
    ],
)
@pytest.mark.parametrize(
    ("low", "high"),
    [
        (Fraction(1, 3), 1),
        (Money("1.00", "CNY"), Money("1.01", "CNY")),
        (AT, AT + dt.timedelta(microseconds=1)),
        (dt.date(2026, 3, 1), dt.date(2026, 3, 2)),
    ],
)
def test_values_of_one_kind_compare(operator: Any, answers: Any, low: Any, high: Any):
    less, equal, more = answers
    assert Compare("x", operator, high).holds({"x": low}) is less
    assert Compare("x", operator, high).holds({"x": high}) is equal
    assert Compare("x", operator, low).holds({"x": high}) is more
    assert CompareFacts("x", operator, "y").holds({"x": low, "y": high}) is less


def test_values_of_different_kinds_or_currencies_cannot_be_compared():
    assert Compare("x", "<", 1).holds({"x": "text"}) is None
    assert Compare("x", "<", Money("1", "CNY")).holds({"x": Money("1", "EUR")}) is None
    assert Compare("x", "<", dt.date(2026, 3, 2)).holds({"x": AT}) is None


def test_two_facts_compare_once_both_are_known():
    when = CompareFacts("x", "<", "y")
    assert when.holds({"x": 1}) is None
    assert list(when.missing({"x": 1})) == ["y"]
    assert list(when.missing({})) == ["x", "y"]
    assert list(when.names()) == ["x", "y"]
    assert list(Compare("x", "<", 1).missing({"x": 1})) == []


def test_a_known_part_settles_what_an_unknown_one_cannot():
    assert AllOf((yes("a"), yes("b"))).holds({"b": False}) is False
    assert AnyOf((yes("a"), yes("b"))).holds({"b": True}) is True
    assert list(AllOf((yes("a"), yes("b"))).missing({"b": True})) == ["a"]
    assert list(AnyOf((yes("a"), yes("b"))).missing({"b": True})) == []


def test_an_operator_that_nobody_knows_is_refused():
    odd: Any = ("!=", "~")
    with pytest.raises(InvalidDefinition, match="operator"):
        Compare("x", odd[0], 1)
    with pytest.raises(InvalidDefinition, match="operator"):
        CompareFacts("x", odd[1], "y")


def test_what_is_said_of_an_unknown_fact_may_be_settled_beforehand():
    assert known_yes("x").holds({}) is False
    assert known_yes("x").holds({"x": True}) is True
    assert known_no("x").holds({}) is False
    assert known_no("x").holds({"x": False}) is True
    assert list(known_yes("x").missing({})) == []
    over = Compare("x", ">", 1, if_unknown=False)
    assert over.holds({}) is False
    assert over.holds({"x": 2}) is True
    assert list(over.missing({})) == []


@pytest.mark.parametrize("figure", [0.1, True, "a tenth"])
def test_a_figure_that_is_not_exact_is_refused(figure: Any):
    with pytest.raises(WrongType, match="Fraction"):
        Compare("defect_share", ">", figure)
