"""Policies and what they are made of: every contradiction is refused, with all problems at once."""

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest

from aftersales_core.errors import InvalidDefinition, InvalidPolicy, NaiveDatetime, UnknownZone, WrongType
from aftersales_core.reasons import Catalogue
from aftersales_core.returns.amounts import FixedShare
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.categories import Category, CategoryTree
from aftersales_core.returns.category_table import CATEGORIES
from aftersales_core.returns.conditions import yes
from aftersales_core.returns.evidence import (
    AllEvidence,
    AnyEvidence,
    Evidence,
    EvidenceItem,
    EvidenceKind,
    EvidenceKinds,
)
from aftersales_core.returns.evidence_table import EVIDENCE
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.calendar import WorkingCalendar
from aftersales_core.worktime.period import Period

BASIS = Basis("b", "a text", "文本", "1", "proposal", "made for a test", dt.date(2026, 1, 1))


def right(id: str = "r", **parts: Any) -> Right:
    """Make a right."""
    return Right(id, parts.pop("grounds", ("quality",)), parts.pop("remedy", "exchange"), BASIS, **parts)


def test_a_policy_tells_every_problem_at_once():
    odd = right(
        categories=("moon_rock",),
        exclusions=(Clause.of("m_x", yes("no_such_fact")),),
        evidence=AllEvidence((EvidenceItem("photo"), AnyEvidence((EvidenceItem("moon_dust"),)))),
    )
    with pytest.raises(InvalidPolicy) as raised:
        ReturnPolicy("p", (RuleSet("a", "law", (odd,)), RuleSet("a", "merchant", (right(),))))
    text = str(raised.value)
    for problem in (
        "rule set 'a' is given twice",
        "right 'r' is defined twice",
        "category 'moon_rock'",
        "reads 'no_such_fact'",
        "asks for 'moon_dust'",
    ):
        assert problem in text


def test_a_zone_or_an_instant_that_is_none_is_refused():
    with pytest.raises(UnknownZone):
        ReturnPolicy("p", (), tz="Mars/Olympus")
    with pytest.raises(NaiveDatetime):
        ReturnPolicy("p", (), effective_from=dt.datetime(2026, 1, 1))


@pytest.mark.parametrize(
    "parts", [{"grounds": ()}, {"freight": "the moon"}, {"yields_to": ("nobody",)}], ids=["ground", "freight", "layer"]
)
def test_a_right_that_contradicts_itself_is_refused(parts: Any):
    with pytest.raises(InvalidDefinition):
        right(**parts)


def test_a_rule_set_of_no_layer_or_with_a_right_twice_is_refused():
    with pytest.raises(InvalidDefinition) as raised:
        RuleSet("a", "heaven", (right(), right()))  # type: ignore[arg-type]
    assert "layer 'heaven'" in str(raised.value)
    assert "defined twice" in str(raised.value)


def test_a_basis_says_how_sure_it_is():
    with pytest.raises(InvalidDefinition, match="confidence"):
        attrs.evolve(BASIS, confidence="certain")


def test_rule_sets_and_calendars_are_added_and_replaced_by_name():
    policy = ReturnPolicy("p", (RuleSet("a", "law", (right(),)),))
    longer = RuleSet("a", "law", (right(windows=(ReturnWindow(Period.days(9)),)),))
    assert policy.with_rules(longer).rule_sets == (longer,)
    assert len(policy.with_rules(RuleSet("b", "merchant", (right("s"),))).rule_sets) == 2
    week = WorkingCalendar.from_dict({"id": "w", "tz": "UTC", "week": "Mon-Fri 09:00-18:00"})
    bound = policy.with_calendars({"shop": week}).with_calendars({"legal:DE": week})
    assert bound.bound == {"shop": week, "legal:DE": week}
    assert bound.kinds == ("quality",)


def test_a_category_takes_what_the_wider_ones_have_and_may_say_otherwise():
    tree = CATEGORIES | CategoryTree(
        (
            Category.of("fresh", "fresh food", "生鲜", perishable=True),
            Category.of("dried_mango", "dried mango", "芒果干", "fresh", perishable=False, sealed=True),
        )
    )
    assert tree.traits("dried_mango") == {"perishable": False, "sealed": True}
    assert tree.path("dried_mango") == ("dried_mango", "fresh")
    assert tree.path("moon_rock") == ()
    assert tree.traits("moon_rock") == {}
    assert (tree.label("dried_mango", "zh-CN"), tree.label("dried_mango", "de")) == ("芒果干", "dried mango")
    assert tree.label("moon_rock", "zh") == "moon_rock"
    assert "dried_mango" in tree


@pytest.mark.parametrize(
    ("categories", "problem"),
    [
        ((Category("a", "a", "a"), Category("a", "a", "a")), "defined twice"),
        ((Category("a", "a", "a", "b"),), "not defined"),
        ((Category("a", "a", "a", "b"), Category("b", "b", "b", "a")), "like itself"),
        ((Category("a", "a", "a", "a"),), "like itself"),
    ],
    ids=["twice", "unknown", "circle", "itself"],
)
def test_a_tree_without_a_way_up_is_refused(categories: Any, problem: Any):
    with pytest.raises(InvalidDefinition, match=problem):
        CategoryTree(categories)


def test_every_category_of_the_library_has_labels_in_both_languages():
    for category in CATEGORIES.categories:
        assert category.en.isascii(), category.id
        assert not category.zh.isascii(), category.id


def test_a_wider_kind_of_evidence_is_served_by_a_narrower_one():
    assert EvidenceItem("photo").is_met(frozenset({"unboxing_video"}), EVIDENCE)
    assert not EvidenceItem("unboxing_video").is_met(frozenset({"photo"}), EVIDENCE)
    assert EvidenceItem("own_kind").is_met(frozenset({"own_kind"}), EVIDENCE)


def test_evidence_that_is_missing_is_named():
    both = AllEvidence((EvidenceItem("photo"), EvidenceItem("invoice")))
    one = AnyEvidence((EvidenceItem("photo"), EvidenceItem("invoice")))
    nothing: frozenset[str] = frozenset()
    assert list(both.missing(frozenset({"photo"}), EVIDENCE)) == ["invoice"]
    assert list(one.missing(frozenset({"photo"}), EVIDENCE)) == []
    assert list(one.missing(nothing, EVIDENCE)) == ["photo", "invoice"]
    assert list(AllEvidence((one, both)).items()) == ["photo", "invoice", "photo", "invoice"]
    assert list(one.items()) == ["photo", "invoice"]
    assert both.is_met(frozenset({"photo", "invoice"}), EVIDENCE)
    assert not both.is_met(frozenset({"photo"}), EVIDENCE)
    assert not AnyEvidence(()).is_met(nothing, EVIDENCE)


def test_kinds_of_evidence_that_contradict_each_other_are_refused():
    with pytest.raises(InvalidDefinition) as raised:
        EvidenceKinds((EvidenceKind("a", "a", "a", ("b",)), EvidenceKind("a", "a", "a")))
    assert "defined twice" in str(raised.value)
    assert "serves as 'b'" in str(raised.value)


def test_evidence_has_labels_a_kind_and_an_aware_time():
    assert EVIDENCE.label("photo", "zh") == "问题照片"
    assert EVIDENCE.label("photo", "en") == "a photo of the problem"
    assert EVIDENCE.label("own_kind", "en") == "own_kind"
    with pytest.raises(WrongType):
        Evidence(" ")
    with pytest.raises(NaiveDatetime):
        Evidence("photo", dt.datetime(2026, 1, 1))


def test_terms_take_their_parameters_in_any_order():
    assert Clause.of("m_x", yes("opened"), b=1, a=Fraction(1, 2)).params == (("a", Fraction(1, 2)), ("b", 1))


def test_a_misspelt_ground_or_remedy_is_told_with_what_may_have_been_meant():
    rules = RuleSet("a", "merchant", (right(grounds=("qualty",), remedy="exchangee"),))
    with pytest.raises(InvalidPolicy) as raised:
        ReturnPolicy("p", (rules,))
    assert "did you mean quality" in str(raised.value)
    assert "did you mean exchange" in str(raised.value)


def test_a_word_of_a_shops_own_needs_a_label():
    rules = RuleSet("a", "merchant", (right(remedy="zzz_free_tree"),))
    with pytest.raises(InvalidPolicy, match="remedy_zzz_free_tree"):
        ReturnPolicy("p", (rules,))
    texts = Catalogue.of({"remedy_zzz_free_tree": ("a free tree", "赠送一棵树")})
    assert ReturnPolicy("p", (rules,), messages=texts).kinds == ("quality",)


@pytest.mark.parametrize("field", ["grounds", "categories", "exclusions"])
def test_bare_text_where_several_parts_stand_is_refused(field: str):
    with pytest.raises(InvalidDefinition, match="must be a tuple"):
        right(**{field: "quality"})


@pytest.mark.parametrize("wrong", [0.5, True, "1/2"])
def test_a_share_that_is_not_exact_is_refused(wrong: Any):
    with pytest.raises(WrongType, match="Fraction"):
        FixedShare(wrong)


def test_a_tree_grows_below_its_own_branches():
    tree = CATEGORIES.with_categories(Category.of("durian", "durian", "榴莲", "ripening_fruit"))
    assert tree.path("durian")[:2] == ("durian", "ripening_fruit")
    again = tree.with_categories(Category.of("durian", "durian", "猫山王", "fruit"))
    assert again.path("durian")[:2] == ("durian", "fruit")
