"""The answer to a customer says everything that was decided, in plain words of both languages.

D4: the result is told; A5 and D3: in the words of the rules that decided.
"""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import UnknownCode
from aftersales_core.money.amount import Money
from aftersales_core.reasons import Catalogue
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.explain import explain
from aftersales_core.returns.goodwill import Goodwill, with_goodwill
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import RuleSet
from tests.returns import drawn, shipped, small_shop
from tests.returns.small_shop import at

GOLDEN = dict(
    re.findall(
        r"^=== (\w+ \w+)\n(.*?)(?=^=== |\Z)",
        (Path(__file__).parent / "small_shop.txt").read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
)
RAW = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b|\{\w*\}")
"""A code, an id or a placeholder that nobody has put in words."""

FRUIT = Line.of("soft_fruit", paid="40.00 CNY", qty=4, signed_at=at(2))
SHOES = Line.of("shoes", paid="300.00 CNY", signed_at=at(2), return_label_cost="12.00 CNY")
BOTH = ("overall_photo", "waybill_photo")
CLAIMS = {
    "bad_fruit": Claim.of(
        FRUIT, "quality", submitted_at=at(3), evidence=BOTH, defect_share="0.3", buyer_caused=False, activated=False
    ),
    "fruit_changed_mind": Claim.of(FRUIT, "no_reason", submitted_at=at(3)),
    "photo_missing": Claim.of(FRUIT, "quality", submitted_at=at(3), defect_share="0.3", buyer_caused=False),
    "a_minute_late": Claim.of(
        FRUIT, "quality", submitted_at=at(4, 10, 1), defect_share="0.3", buyer_caused=False, activated=False
    ),
    "shoes_changed_mind": Claim.of(SHOES, "no_reason", submitted_at=at(5), complete=True, opened=True),
    "fraud": Claim.of(SHOES, "fraud", submitted_at=at(5)),
}
OUTCOMES = {
    "bad_fruit": "eligible",
    "fruit_changed_mind": "ineligible",
    "photo_missing": "needs_evidence",
    "a_minute_late": "ineligible",
    "shoes_changed_mind": "eligible",
    "fraud": "needs_review",
}


def decided(name: str) -> ReturnDecision:
    """Return what the small shop decides on a claim."""
    return decide(small_shop.policy(), CLAIMS[name])


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", list(CLAIMS))
def test_a_typical_answer_reads_as_it_was_agreed(name: str, lang: str):
    decision = decided(name)
    assert decision.outcome == OUTCOMES[name]
    assert explain(decision, lang, policy=small_shop.policy()) == GOLDEN[f"{name} {lang}"]


def test_any_chinese_tag_is_answered_in_chinese_and_any_other_in_english():
    decision = decided("bad_fruit")
    assert explain(decision, "zh-Hant-TW") == explain(decision, "zh")
    assert explain(decision, "de-CH") == explain(decision, "en")


@pytest.mark.parametrize(
    ("outcome", "english", "chinese"),
    [
        ("eligible", "Your claim is granted.", "您的申请符合条件，可以办理。"),
        (
            "needs_evidence",
            "Thank you; we can decide as soon as we have what is listed below.",
            "感谢您的申请，请补充以下内容，收到后我们即可为您处理。",
        ),
        (
            "needs_review",
            "Thank you; one of us has to look at your claim before we can answer.",
            "感谢您的申请，该申请需要人工审核，我们会尽快答复您。",
        ),
        (
            "ineligible",
            "We are sorry: your claim cannot be granted under the rules that hold for it.",
            "很抱歉，您的申请不符合售后条件。",
        ),
    ],
)
def test_the_outcome_comes_first(outcome: str, english: str, chinese: str):
    name = next(name for name, found in OUTCOMES.items() if found == outcome)
    policy = small_shop.policy()
    assert explain(decided(name), "en", policy=policy).splitlines()[0] == english
    assert explain(decided(name), "zh", policy=policy).splitlines()[0] == chinese


def test_what_only_the_shop_knows_is_checked_and_what_the_customer_knows_is_asked():
    claim = Claim.of(FRUIT, "quality", submitted_at=at(3), evidence=BOTH, activated=True)
    decision = decide(small_shop.policy(), claim)
    text = explain(decision, "en", policy=small_shop.policy())
    asked, checked = text.index("What we need from you"), text.index("What we are checking")
    assert asked < text.index("Which share of the goods is affected?") < checked
    assert checked < text.index("Did the buyer cause it?")


def test_contradictions_are_named_although_no_rule_is_in_doubt():
    claim = Claim.of(SHOES, "no_reason", submitted_at=at(1), complete=True, opened=False)
    text = explain(decide(small_shop.policy(), claim), "zh", policy=small_shop.policy())
    assert text.startswith("感谢您的申请，该申请需要人工审核")
    assert "早于签收时间" in text


def test_a_claim_that_no_rule_answers_is_told_so():
    decision = decide(small_shop.policy(), Claim.of(SHOES, "size_mismatch", submitted_at=at(3)))
    assert "No rule gives a right for shoes on this ground: another size than promised." in explain(decision, "en")
    assert "现有规则不支持鞋以“规格大小不符”为由申请售后。" in explain(decision, "zh")


def test_remedies_that_are_still_open_are_named_beside_one_that_is_granted():
    claim = Claim.of(FRUIT, "quality", submitted_at=at(3), evidence=BOTH, defect_share="0.3", buyer_caused=False)
    decision = decide(small_shop.policy(), claim)
    assert decision.outcome == "eligible"
    text = explain(decision, "en", policy=small_shop.policy())
    assert "What you get\n" in text
    assert "What may also be possible, once it is settled: a replacement is sent." in text


def test_evidence_without_an_end_has_no_deadline():
    rules = small_shop.terms()
    (fruit, again) = rules.rights
    open_end = small_shop.policy(RuleSet("terms", "merchant", (small_shop.without_end(fruit), again)))
    text = explain(decide(open_end, CLAIMS["photo_missing"]), "en", policy=open_end)
    assert "Please hand in: one photo that shows all goods" in text
    assert "The evidence: until" not in text


def test_a_rule_that_was_never_read_itself_says_so():
    unsure = small_shop.policy(small_shop.unsure(small_shop.law()))
    text = explain(decide(unsure, CLAIMS["shoes_changed_mind"]), "en", policy=unsure)
    assert "Consumer Act, art. 25(3) (the law); known from a reprint or summary" in text


def test_a_sum_that_does_not_come_out_even_is_said_to_be_about_so_much():
    third = Claim.of(
        FRUIT,
        "quality",
        submitted_at=at(3),
        evidence=BOTH,
        defect_share=Fraction(1, 3),
        buyer_caused=False,
        activated=False,
    )
    text = explain(decide(small_shop.policy(), third), "en", policy=small_shop.policy())
    # 40.00 / 3 is 13.333..., and what is taken off 26.666...
    assert "(1/3): about -26.67 CNY, makes about 13.33 CNY" in text
    assert "Refund without return: 13.33 CNY" in text


def test_goodwill_is_explained_with_who_gave_it_and_why():
    given = with_goodwill(
        decided("a_minute_late"), Goodwill("Ms Li", "a loyal customer", "refund_only", Money.parse("5.00 CNY"))
    )
    text = explain(given, "en", policy=small_shop.policy())
    assert "Refund without return: 5.00 CNY" in text
    assert "Ms Li" in text
    assert "a loyal customer" in text


def test_a_shop_says_where_its_customers_can_turn():
    messages = Catalogue.of({"answer_turn_to": ("call us at any hour", "欢迎随时致电")})
    policy = ReturnPolicy("p", (small_shop.law(),), tz="Asia/Shanghai", messages=small_shop.MESSAGES | messages)
    text = explain(decide(policy, CLAIMS["fruit_changed_mind"]), "zh", policy=policy)
    assert text.endswith("欢迎随时致电。\n")


def test_a_term_without_a_text_is_put_in_words_from_its_condition():
    claim = Claim.of(
        FRUIT, "quality", submitted_at=at(3), evidence=BOTH, defect_share="0.3", buyer_caused=True, activated=True
    )
    decision = decide(small_shop.policy(), claim)
    assert "This holds only where it was not activated." in explain(decision, "en", policy=small_shop.policy())
    with pytest.raises(UnknownCode):
        explain(decision, "en")


@pytest.mark.parametrize("rules", shipped.RULE_SETS, ids=lambda rules: rules.id)
def test_whatever_a_shipped_rule_says_is_told_without_a_raw_code(rules: RuleSet):
    policy = shipped.policy_of(rules)
    for right in rules.rights:
        line = Line.of(
            (right.categories or ("shoes",))[0],
            paid="200.00 CNY",
            qty=2,
            signed_at=at(2),
            country="DE",
            ordered_at=at(1),
        )
        for kind in right.grounds:
            for facts in ({}, {"buyer_caused": False, "defect_share": "0.25", "defect_confirmed": True}):
                claim = Claim.of(line, kind, submitted_at=at(4), evidence=BOTH, **facts)
                decision = decide(policy, claim)
                for lang in ("en", "zh"):
                    assert RAW.findall(explain(decision, lang, policy=policy)) == [], right.id


@given(drawn.policies(), drawn.rule_sets("shop", "merchant"), drawn.claims(), st.sampled_from(["en", "zh"]))
def test_any_decision_is_told_whole_and_without_a_raw_code(
    policy: ReturnPolicy, shop: RuleSet, claim: Claim, lang: str
):
    whole = policy.with_rules(shop)
    decision = decide(whole, claim)
    text = explain(decision, lang, policy=whole)
    assert RAW.findall(text) == []
    for offer in decision.remedies:
        if offer.verdict == decision.remedies[0].verdict and offer.refund is not None:
            assert str(offer.refund.total) in text
        elif offer is decision.remedies[0] and offer.claim_due is not None:
            assert offer.claim_due.last_second.strftime("%Y-%m-%d %H:%M:%S") in text
    for head in decision.heads:
        assert str(head.amount) in text
