"""What a form must ask: with every answer given nothing is missing, and what is never asked is never missing."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftersales_core.errors import UnknownCode
from aftersales_core.money.amount import Money
from aftersales_core.reasons import Catalogue
from aftersales_core.returns.amounts import Adjustment, Amount, FactShare, MoneyFact
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.category_table import CATEGORIES
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.conditions import ALWAYS, AnyOf, known_yes, no, yes
from aftersales_core.returns.decide import decide
from aftersales_core.returns.evidence import AllEvidence, AnyEvidence, EvidenceItem
from aftersales_core.returns.evidence_table import EVIDENCE
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.needs import is_of_the_claim
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.questions import Question, questions
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period
from tests.returns import drawn, shipped_rules

BASIS = Basis("test", "a test", "测试", "1", "proposal", "made up for a test", dt.date(2026, 1, 1))
QUALITY = Right(
    "quality",
    ("quality",),
    "refund_only",
    BASIS,
    windows=(ReturnWindow(Period.days(2)),),
    exclusions=(Clause.of("soiled", yes("soiled")),),
    requires=(
        Clause.of("seal_broken", AnyOf((no("sealed"), yes("seal_whole")))),
        Clause.of("member", yes("own_member")),
    ),
    evidence=AllEvidence(
        (EvidenceItem("overall_photo"), AnyEvidence((EvidenceItem("video"), EvidenceItem("waybill_photo"))))
    ),
    amount=Amount(
        FactShare("defect_share"),
        (
            Adjustment("outbound", 1, MoneyFact("outbound_freight")),
            Adjustment("label", -1, MoneyFact("return_label_cost"), yes("opened")),
        ),
    ),
)
SIZE = Right(
    "size",
    ("size_mismatch",),
    "exchange",
    BASIS,
    windows=(
        ReturnWindow(Period.days(7), ("signed_at", "picked_up_at"), "latest"),
        ReturnWindow(Period.days(9), ("installed_at", "signed_at")),
        ReturnWindow(until="shelf_life_ends_on", calendar="legal:{country}"),
        ReturnWindow(Period.hours(48), done="first_reported_at"),
    ),
    requires=(Clause.of("either", AnyOf((yes("tags_on"), yes("complete")))),),
)
DOUBTFUL = Right(
    "doubtful", ("fraud",), "refund_only", BASIS, applies=yes("defect_confirmed"), evidence=EvidenceItem("invoice")
)
YIELDING = Right(
    "yielding",
    ("late_delivery",),
    "refund_only",
    BASIS,
    requires=(Clause.of("promised", yes("complete")),),
    evidence=EvidenceItem("invoice"),
    yields_to=("platform",),
    yields_when=yes("tags_on"),
)
CLEAN = Clause.of("clean", no("soiled"))
COMPLETE = Clause.of("whole", yes("complete"))
IN_STOCK = Clause.of("stock", yes("stock_available"))
FROM_SIGNING = {"guarantee_from_at", "handed_over_at", "received_days_ago", "received_months_ago", "arrived_at"}
WHERE = {"country", "tz", "us_state"}
SHOP = ReturnPolicy("shop", (RuleSet("shop", "law", (QUALITY, SIZE, DOUBTFUL, YIELDING)),), tz="Asia/Shanghai")
NO_ZONE = ReturnPolicy("shop", (RuleSet("shop", "law", (QUALITY, SIZE)),))
POLICIES = (SHOP, NO_ZONE, *shipped_rules.policies())


def asked(found: tuple[Question, ...], **wanted: Any) -> list[str]:
    """The names of the questions of which some things are so."""
    return [one.name for one in found if all(getattr(one, name) == value for name, value in wanted.items())]


def test_a_form_asks_for_what_is_always_needed_first_and_says_what_is_not():
    """B8: the customer applies online, quickly: everything that will be needed is asked at once."""
    found = questions(SHOP, "cosmetics", "quality")
    # Cosmetics are sealed by their category, so the seal alone settles that. The share can follow from counts, but is
    # the main way to what every refund hangs on. The label is taken off if it was opened, so that must be known.
    assert asked(found, about="fact", always=True) == [
        "outbound_freight",
        "signed_at",
        "seal_whole",
        "soiled",
        "opened",
        "defect_share",
        "own_member",
    ]
    assert asked(found, about="fact", always=False) == ["return_label_cost"]
    assert asked(found, about="evidence", always=True) == ["overall_photo"]
    assert asked(found, about="evidence", always=False) == ["video", "waybill_photo"]


def test_a_trait_of_the_category_is_not_asked_and_settles_what_hangs_on_it():
    assert "seal_whole" in asked(questions(SHOP, "toys", "quality"), always=False)
    assert "sealed" not in asked(questions(SHOP, "toys", "quality"))


def test_windows_ask_for_their_events_their_ends_and_the_place_to_count_in():
    found = questions(SHOP, "toys", "size_mismatch")
    always = asked(found, always=True)
    # While the latest of two events counts, what comes soon after the first is in time, whenever the other was.
    assert set(always) == {"signed_at", "shelf_life_ends_on", "first_reported_at", "country"}
    assert set(asked(found, always=False)) == {"picked_up_at", "installed_at", "tags_on", "complete"}
    assert "tz" in asked(questions(NO_ZONE, "toys", "quality"), always=True)
    assert "tz" not in asked(questions(SHOP, "toys", "quality"))


def test_without_the_fact_that_brings_a_right_up_nothing_is_granted():
    assert asked(questions(SHOP, "toys", "fraud"), always=True) == ["defect_confirmed", "invoice"]


def test_what_only_some_rights_need_is_not_always_needed():
    # Either right may be granted without what the other needs; the exchange is nothing for cosmetics, ever.
    money = Right(
        "money", ("damage",), "refund_only", BASIS, requires=(CLEAN, COMPLETE), evidence=EvidenceItem("photo")
    )
    again = Right("again", ("damage",), "replacement", BASIS, requires=(CLEAN, IN_STOCK))
    whole = Right("whole", ("damage",), "exchange", BASIS, requires=(COMPLETE, Clause.of("any", no("sealed"))))
    rescued = Right("rescued", ("damage",), "repair", BASIS, applies=known_yes("rot_inside"), requires=(IN_STOCK,))
    for rights, facts, evidence in (
        ((money,), ["soiled", "complete"], ["photo"]),
        ((money, again), ["soiled"], []),
        ((money, whole), ["soiled", "complete"], ["photo"]),
        ((money, rescued), ["soiled", "complete"], ["photo"]),
        ((whole,), [], []),
    ):
        found = questions(ReturnPolicy("shop", (RuleSet("shop", "law", rights),)), "cosmetics", "damage")
        assert asked(found, about="fact", always=True) == facts
        assert asked(found, about="evidence", always=True) == evidence


def test_law_that_another_layer_displaces_needs_nothing_and_where_none_does_it_stands():
    # No rule of a platform stands instead of it.
    assert asked(questions(SHOP, "toys", "late_delivery"), always=True) == ["complete", "invoice"]
    instead = Right("instead", ("late_delivery",), "refund_only", BASIS, requires=(COMPLETE, IN_STOCK))
    platform = RuleSet("platform", "platform", (instead,))
    # While it is not known whether the law yields, it may be the one that grants.
    found = questions(SHOP.with_rules(platform), "toys", "late_delivery")
    assert asked(found, always=True) == ["complete"]
    always_yields = attrs.evolve(YIELDING, yields_when=ALWAYS)
    yielding = ReturnPolicy("shop", (RuleSet("law", "law", (always_yields,)), platform))
    assert asked(questions(yielding, "toys", "late_delivery"), always=True) == ["complete", "stock_available"]


def test_evidence_that_another_answer_may_spare_is_not_always_needed():
    spared = attrs.evolve(DOUBTFUL, applies=ALWAYS, evidence_unless=yes("defect_confirmed"))
    found = questions(ReturnPolicy("shop", (RuleSet("law", "law", (spared,)),)), "toys", "fraud")
    assert asked(found, always=True) == []
    assert asked(found) == ["defect_confirmed", "invoice"]


def test_of_several_events_all_are_needed_where_the_earliest_counts():
    window = ReturnWindow(Period.days(7), ("signed_at", "picked_up_at"), "earliest")
    rules = RuleSet("law", "law", (Right("early", ("quality",), "repair", BASIS, windows=(window,)),))
    found = questions(ReturnPolicy("shop", (rules,), tz="Asia/Shanghai"), "toys", "quality")
    assert set(asked(found, always=True)) == {"signed_at", "picked_up_at"}


def test_what_is_worked_out_from_the_signing_asks_for_the_signing():
    # A guarantee runs from the invoice or the handing over, which follow from the signing where nothing else is known.
    window = ReturnWindow(Period.days(7), ("guarantee_from_at",))
    rules = RuleSet("law", "law", (Right("guarantee", ("fault",), "repair", BASIS, windows=(window,)),))
    found = questions(ReturnPolicy("shop", (rules,), tz="Asia/Shanghai"), "mobile_phone", "fault")
    assert asked(found, always=True) == ["signed_at"]


def test_a_question_says_in_both_languages_what_it_asks_of_whom_and_what_may_be_chosen():
    whole = {one.name: one for one in questions(SHOP, "cosmetics", "quality")}
    seal, member, photo = whole["seal_whole"], whole["own_member"], whole["overall_photo"]
    assert (seal.kind, seal.answered_by, seal.group) == ("yes_no", "customer", "claim")
    assert (seal.text("en"), seal.text("zh-CN")) == ("Is the seal whole?", "密封是否完好？")
    assert (member.kind, member.answered_by, member.text("en")) == (None, "shop", "own_member")
    assert (photo.kind, photo.answered_by) == (None, "customer")
    assert photo.text("zh") == EVIDENCE.by_id["overall_photo"].zh


def test_a_kind_that_no_right_answers_has_no_questions():
    assert questions(SHOP, "toys", "damage") == ()
    own = attrs.evolve(SHOP, messages=Catalogue.of({"ground_unloved": ("not loved", "不喜欢")}))
    assert questions(own, "toys", "unloved") == ()


@pytest.mark.parametrize(
    ("category", "kind", "unknown", "near"),
    [
        ("grape", "quality", "grape", "grapes"),
        ("grapes", "qualty", "qualty", "quality"),
        ("unicorn", "quality", "unicorn", None),
    ],
)
def test_a_word_that_nobody_declared_is_refused_with_what_may_be_meant(
    category: str, kind: str, unknown: str, near: str | None
):
    with pytest.raises(UnknownCode) as caught:
        questions(SHOP, category, kind)
    assert caught.value.unknown == unknown
    assert near is None or caught.value.near[0] == near


@pytest.mark.parametrize("category", [category.id for category in CATEGORIES.categories])
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_what_is_always_needed_is_missing_in_every_right_while_nothing_is_said(category: str, data: st.DataObject):
    policy = data.draw(st.sampled_from(POLICIES))
    kind = data.draw(st.sampled_from(policy.kinds))
    found = questions(policy, category, kind)
    paid = Money("40.00", shipped_rules.currency(policy))
    decision = decide(policy, Claim.of(Line(category, paid, 2), kind, submitted_at=shipped_rules.SIGNED))
    for finding in decision.findings:
        # While nobody knows on which calendar to count, a decision does not name what else a window needs.
        if finding.verdict != "denies" and WHERE.isdisjoint(finding.missing):
            followed = {"signed_at"} if set(finding.missing) & FROM_SIGNING else set[str]()
            assert set(asked(found, about="fact", always=True)) <= {*finding.missing, *followed}
            assert set(asked(found, about="evidence", always=True)) <= set(finding.evidence)


def check(data: st.DataObject, policy: ReturnPolicy, category: str, kind: str) -> None:
    """Answer some questions, then all of them: only what was asked and not answered can be missing."""
    found = questions(policy, category, kind)
    names = asked(found, about="fact")
    currency = shipped_rules.currency(policy)
    answers = {name: data.draw(shipped_rules.values(name, currency)) for name in names}
    left_out = data.draw(st.sets(st.sampled_from(names), max_size=3)) if names else set()
    at = shipped_rules.SIGNED + dt.timedelta(hours=data.draw(st.integers(0, 24 * 400)))
    evidence = asked(found, about="evidence")
    for gone in (frozenset(left_out), frozenset[str]()):
        given = {name: value for name, value in answers.items() if name not in gone}
        of_line = FACTS.read({name: value for name, value in given.items() if not is_of_the_claim(name)})
        line = Line(category, Money("40.00", currency), 2, of_line)
        said = {name: value for name, value in given.items() if is_of_the_claim(name)}
        decision = decide(policy, Claim.of(line, kind, submitted_at=at, evidence=evidence, **said))
        missing = {name for finding in decision.findings for name in finding.missing}
        assert missing <= gone
        assert not decision.evidence


@pytest.mark.parametrize("category", [category.id for category in CATEGORIES.categories])
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_with_every_question_answered_nothing_is_missing_and_what_is_not_asked_never_is(
    category: str, data: st.DataObject
):
    policy = data.draw(st.sampled_from(POLICIES))
    check(data, policy, category, data.draw(st.sampled_from(policy.kinds)))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data(), policy=drawn.policies(), category=st.sampled_from(drawn.CATEGORIES))
def test_the_same_holds_under_policies_drawn_at_random(data: st.DataObject, policy: ReturnPolicy, category: str):
    check(data, policy, category, data.draw(st.sampled_from(drawn.KINDS)))
