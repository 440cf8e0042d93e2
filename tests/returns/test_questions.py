"""What a form must ask: with every answer given nothing is missing, and what is never asked is never missing."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftersales_core.money.amount import Money
from aftersales_core.returns.amounts import Adjustment, Amount, FactShare, MoneyFact
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.category_table import CATEGORIES
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.conditions import AnyOf, no, yes
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
SHOP = ReturnPolicy("shop", (RuleSet("shop", "law", (QUALITY, SIZE, DOUBTFUL, YIELDING)),), tz="Asia/Shanghai")
NO_ZONE = ReturnPolicy("shop", (RuleSet("shop", "law", (QUALITY, SIZE)),))
POLICIES = (SHOP, NO_ZONE, *shipped_rules.policies())


def asked(found: tuple[Question, ...], **wanted: Any) -> list[str]:
    """The names of the questions of which some things are so."""
    return [one.name for one in found if all(getattr(one, name) == value for name, value in wanted.items())]


def test_a_form_asks_for_what_is_always_needed_first_and_says_what_is_not():
    """B8: the customer applies online, quickly: everything that will be needed is asked at once."""
    found = questions(SHOP, "cosmetics", "quality")
    # Cosmetics are sealed by their category, so the seal alone settles that; the share can follow from counts.
    assert asked(found, about="fact", always=True) == [
        "outbound_freight",
        "signed_at",
        "seal_whole",
        "soiled",
        "own_member",
    ]
    assert set(asked(found, about="fact", always=False)) == {"return_label_cost", "opened", "defect_share"}
    assert asked(found, about="evidence", always=True) == ["overall_photo"]
    assert asked(found, about="evidence", always=False) == ["video", "waybill_photo"]


def test_a_trait_of_the_category_is_not_asked_and_settles_what_hangs_on_it():
    assert "seal_whole" in asked(questions(SHOP, "toys", "quality"), always=False)
    assert "sealed" not in asked(questions(SHOP, "toys", "quality"))


def test_windows_ask_for_their_events_their_ends_and_the_place_to_count_in():
    found = questions(SHOP, "toys", "size_mismatch")
    always = asked(found, always=True)
    assert {"signed_at", "picked_up_at", "shelf_life_ends_on", "first_reported_at", "country"} <= set(always)
    assert set(asked(found, always=False)) == {"installed_at", "tags_on", "complete"}
    assert "tz" in asked(questions(NO_ZONE, "toys", "quality"), always=True)
    assert "tz" not in asked(questions(SHOP, "toys", "quality"))


def test_what_hangs_on_an_open_doubt_is_needed_in_some_cases_only():
    assert asked(questions(SHOP, "toys", "fraud")) == ["defect_confirmed", "invoice"]
    assert asked(questions(SHOP, "toys", "fraud"), always=True) == []
    assert asked(questions(SHOP, "toys", "late_delivery"), always=True) == []


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
