"""The published policy is written from the very rules that decide: change a figure, and text and decision change.

A5: the policy is published before purchase, as plain text in Chinese and English. D3: with period, conditions and
procedure.
"""

import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.money.amount import Money
from aftersales_core.returns.amounts import (
    Adjustment,
    Amount,
    FactShare,
    FixedShare,
    Head,
    MoneyFact,
    PerDay,
    PriceWith,
    ShareOf,
)
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.basis_words import article_words, basis_lines
from aftersales_core.returns.claim import Claim, Line
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
    known_yes,
    no,
    yes,
)
from aftersales_core.returns.conditions_words import condition_words
from aftersales_core.returns.decide import decide
from aftersales_core.returns.evidence import AllEvidence, AnyEvidence, EvidenceItem
from aftersales_core.returns.period_words import counted_words, length_words
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.render import render
from aftersales_core.returns.render_amount import amount_lines, head_line
from aftersales_core.returns.render_rule import evidence_words, right_lines, window_lines
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.returns.wording import Voice
from aftersales_core.worktime.period import Period
from tests.returns import drawn, shipped, small_shop
from tests.returns.small_shop import at
from tests.returns.test_explain import GOLDEN, RAW

EN, ZH = Voice.of("en"), Voice.of("zh")
LANGUAGES = ("en", "zh")
every_language = pytest.mark.parametrize("lang", LANGUAGES)
every_set = pytest.mark.parametrize("rules", shipped.RULE_SETS, ids=lambda rules: rules.id)


def both(policy: ReturnPolicy) -> tuple[str, str]:
    """Return the policy in both languages."""
    return render(policy, "en"), render(policy, "zh")


def differ(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two policies differ in both languages."""
    return one[0] != other[0] and one[1] != other[1]


@every_language
def test_the_policy_of_a_small_shop_reads_as_it_was_agreed(lang: str):
    assert render(small_shop.policy(), lang) == GOLDEN[f"policy {lang}"]


@given(st.integers(1, 60), st.integers(1, 60))
def test_another_number_of_days_changes_the_text_and_the_decision(days: int, others: int):
    one, other = small_shop.policy(small_shop.law(days)), small_shop.policy(small_shop.law(others))
    # Day 1 is the day after the delivery, so that many days after it is the last day, and the next day is too late.
    last = at(2) + dt.timedelta(days=max(days, others))
    claim = Claim.of(
        Line.of("shoes", paid="9 CNY", signed_at=at(2)), "no_reason", submitted_at=last, complete=True, opened=False
    )
    is_changed = days != others
    assert differ(both(one), both(other)) is is_changed
    assert (decide(one, claim).outcome != decide(other, claim).outcome) is is_changed


@given(st.integers(0, 60), st.integers(0, 60))
def test_another_tolerance_changes_the_text_and_the_refund(percent: int, others: int):
    one, other = (small_shop.policy(small_shop.terms(tolerance=Fraction(figure, 100))) for figure in (percent, others))
    # A share of the larger tolerance is nothing there, and counts whole where the tolerance is smaller.
    claim = Claim.of(
        Line.of("soft_fruit", paid="100 CNY", signed_at=at(2)),
        "quality",
        submitted_at=at(3),
        evidence=("overall_photo", "label_photo"),
        buyer_caused=False,
        defect_share=Fraction(max(percent, others), 100),
    )
    is_changed = percent != others
    assert differ(both(one), both(other)) is is_changed
    assert (decide(one, claim).refund != decide(other, claim).refund) is is_changed


def changed(right: Right) -> Iterator[tuple[str, Right]]:
    """Yield a right with each of its parts changed in turn."""
    for place, window in enumerate(right.windows):
        for name in ("period", "then", "opens", "extended_by"):
            period = getattr(window, name)
            if period is not None:
                longer = attrs.evolve(window, **{name: attrs.evolve(period, amount=period.amount + 1)})
                windows = (*right.windows[:place], longer, *right.windows[place + 1 :])
                yield f"window {place}: {name}", attrs.evolve(right, windows=windows)
    for name in ("send_back", "refund_due", "evidence_within"):
        period = getattr(right, name)
        if period is not None and (name != "evidence_within" or right.evidence is not None):
            yield name, attrs.evolve(right, **{name: attrs.evolve(period, amount=period.amount + 1)})
    for name in ("exclusions", "requires", "refers", "remarks"):
        for place in range(len(getattr(right, name))):
            terms = getattr(right, name)
            yield f"{name} {place}", attrs.evolve(right, **{name: (*terms[:place], *terms[place + 1 :])})
    if right.evidence is not None:
        yield (
            "evidence",
            attrs.evolve(
                right, evidence=AllEvidence((right.evidence, EvidenceItem("invoice"), EvidenceItem("vet_record")))
            ),
        )
    if right.amount is not None:
        yield "amount", attrs.evolve(right, amount=None)
        for place in range(len(right.amount.adjustments)):
            left = right.amount.adjustments
            less = attrs.evolve(right.amount, adjustments=(*left[:place], *left[place + 1 :]))
            yield f"adjustment {place}", attrs.evolve(right, amount=less)
        if isinstance(right.amount.share, FactShare) and not right.amount.from_zero:
            share = attrs.evolve(right.amount.share, tolerance=Fraction(1, 17))
            yield "tolerance", attrs.evolve(right, amount=attrs.evolve(right.amount, share=share))
        elif not right.amount.from_zero:
            part = attrs.evolve(right.amount, share=FixedShare(Fraction(1, 17)))
            yield "share", attrs.evolve(right, amount=part)
    yield "applies", attrs.evolve(right, applies=AllOf((right.applies, yes("own_switch"))))
    yield "freight", attrs.evolve(right, freight="trader" if right.freight != "trader" else "nobody")
    yield "goods", attrs.evolve(right, goods="picked_up" if right.goods != "picked_up" else "kept")
    yield "basis", attrs.evolve(right, basis=attrs.evolve(right.basis, read_on=dt.date(2031, 1, 1)))


@every_set
def test_whatever_part_of_a_shipped_right_changes_the_text_changes_in_both_languages(rules: RuleSet):
    for right in rules.rights:
        english, chinese = list(right_lines(right, EN)), list(right_lines(right, ZH))
        for part, other in changed(right):
            assert list(right_lines(other, EN)) != english, (right.id, part)
            assert list(right_lines(other, ZH)) != chinese, (right.id, part)


@every_set
@every_language
def test_no_raw_code_stands_in_a_shipped_policy(rules: RuleSet, lang: str):
    text = render(shipped.policy_of(rules), lang)
    assert RAW.findall(text) == []
    if lang == "en":
        # An article is cited as it stands where it is no plain number.
        said = [line for line in text.splitlines() if "Source: " not in line]
        assert re.findall(r"[\u4e00-\u9fff]", "".join(said)) == []


@every_set
def test_every_shipped_right_stands_in_its_policy_with_how_current_it_is(rules: RuleSet):
    for lang, voice in (("en", EN), ("zh", ZH)):
        text = render(shipped.policy_of(rules), lang)
        for right in rules.rights:
            for line in right_lines(right, voice):
                assert line in text
            assert right.basis.read_on.isoformat() in text
            assert voice.label("confidence", right.basis.confidence) in text


@every_language
def test_a_policy_says_that_it_is_no_legal_advice(lang: str):
    last = render(small_shop.policy(), lang).splitlines()[-1]
    assert ("not legal advice" in last) if lang == "en" else ("不构成法律意见" in last)


def test_only_the_goods_and_claims_that_are_asked_for_stand_in_it():
    policy = small_shop.policy()
    fruit = render(policy, "en", categories=["soft_fruit"], kinds=["quality"])
    assert "Fresh fruit" in fruit
    assert "Change of mind" not in fruit
    shoes = render(policy, "en", categories=["shoes"])
    assert "Fresh fruit" not in shoes
    assert "Change of mind" in shoes
    assert "No rule answers this choice." in render(policy, "en", kinds=["illness"])


def test_a_policy_without_a_zone_and_with_a_first_instant_says_so():
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    policy = ReturnPolicy("p", (small_shop.law(),), "3", effective_from=start, messages=small_shop.MESSAGES)
    text = render(policy, "en")
    assert text.startswith("Return policy: p, version 3\n\nThis version is in force from 2026-01-01 00:00:00 UTC.\n")
    assert "Days are those of the place of delivery.\n" in text
    in_zone = attrs.evolve(policy, tz="Asia/Shanghai")
    assert "本版本自2026-01-01 08:00:00 UTC+8起生效。" in render(in_zone, "zh")


@given(drawn.policies(), st.sampled_from(LANGUAGES))
def test_any_policy_can_be_published_without_a_raw_code(policy: ReturnPolicy, lang: str):
    assert RAW.findall(render(policy, lang)) == []


@pytest.mark.parametrize(
    ("period", "length", "english", "chinese"),
    [
        (Period.hours(1), "1 hour", "counted to the second from the delivery", "自签收时起算，精确到秒"),
        (
            Period.hours(168, "next_midnight"),
            "168 hours",
            "counted from the midnight after the delivery",
            "自签收次日零时起算",
        ),
        (Period.days(7), "7 days", "counted from the day after the delivery", "自签收次日起算"),
        (Period.days(8, "same_day"), "8 days", "counted with the day of the delivery as the first", "自签收当日起算"),
        (
            Period.days(14, roll="next_working_day"),
            "14 days",
            "counted from the day after the delivery, moved to the next working day if the last day is not one",
            "自签收次日起算，最后一日不是工作日的，顺延至下一个工作日",
        ),
        (
            Period.days(30, ends="same_time"),
            "30 days",
            "counted from the day after the delivery, to the same time of day",
            "自签收次日起算，至最后一日的同一时刻",
        ),
        (
            Period.working_days(3, ends="close"),
            "3 working days",
            "counted from the day after the delivery, to the end of working hours",
            "自签收次日起算，至最后一日的工作时段结束",
        ),
    ],
)
def test_a_period_is_said_as_it_is_counted(period: Period, length: str, english: str, chinese: str):
    assert length_words(period, "en") == length
    assert counted_words(period, "the delivery", "en") == english
    assert counted_words(period, "签收", "zh") == chinese


@pytest.mark.parametrize(
    ("window", "english", "chinese"),
    [
        (
            ReturnWindow(Period.days(7), ("installed_at", "signed_at")),
            [
                (
                    "the claim is due within 7 days, counted from the day after the installation (where there is "
                    "none: the delivery)"
                )
            ],
            ["自安装完成（没有的，以签收为准）次日起算，7日内须提交申请"],
        ),
        (
            ReturnWindow(Period.days(7), ("installed_at", "signed_at"), "latest"),
            [
                (
                    "the claim is due within 7 days, counted from the day after the latest of these: the installation, "
                    "the delivery"
                )
            ],
            ["自安装完成、签收中最晚的时间次日起算，7日内须提交申请"],
        ),
        (
            ReturnWindow(until="shelf_life_ends_on"),
            ["the claim is due by the end of the shelf life"],
            ["须在保质期届满前提交申请"],
        ),
        (
            ReturnWindow(Period.days(5), until="shelf_life_ends_on", both="earlier"),
            [
                (
                    "the claim is due within 5 days, counted from the day after the delivery; and: the claim is due "
                    "by the "
                    "end of the shelf life; the earlier of the two counts"
                )
            ],
            ["自签收次日起算，5日内须提交申请；且须在保质期届满前提交申请；以较早者为准"],
        ),
        (
            ReturnWindow(
                Period.years(1),
                opens=Period.hours(12),
                pauses="repair_spans",
                extended_from="goods_received_at",
                extended_by=Period.days(7),
                calendar="legal:{country}",
            ),
            [
                (
                    "the claim is due within 1 year, counted from the day after the delivery; or: the claim is due "
                    "within "
                    "7 days, counted from the day after the return of the goods to the seller; the later of the two "
                    "counts"
                ),
                "it is too early for the claim in the first 12 hours, counted to the second from the delivery",
                "the time of repair is not counted",
                "working days are those of the country whose law applies",
            ],
            [
                "自签收次日起算，1年内须提交申请；或自商家收到退货次日起算，7日内须提交申请；以较晚者为准",
                "自签收时起算，精确到秒，满12小时后方可提交申请",
                "维修的时间不计入",
                "工作日以所适用法律的国家或地区的日历为准",
            ],
        ),
        (
            ReturnWindow(Period.days(14), then=Period.months(12), calendar="shop"),
            [
                (
                    "the claim is due within 14 days, counted from the day after the delivery, and then another 12 "
                    "months"
                ),
                "working days are those of shop",
            ],
            ["自签收次日起算，14日内须提交申请；期满后再延长12个月", "工作日以shop为准"],
        ),
    ],
)
def test_a_window_is_said_with_everything_that_moves_it(window: ReturnWindow, english: list[str], chinese: list[str]):
    assert list(window_lines(window, EN)) == english
    assert list(window_lines(window, ZH)) == chinese


@pytest.mark.parametrize(
    ("condition", "english", "chinese"),
    [
        (yes("perishable"), "it is fresh or perishable", "鲜活易腐"),
        (no("perishable"), "it is not fresh or perishable", "并非鲜活易腐"),
        (Not(yes("perishable")), "it is not fresh or perishable", "并非鲜活易腐"),
        (Not(no("perishable")), "it is fresh or perishable", "鲜活易腐"),
        (yes("open_claim"), "the answer to “Is another claim on it open” is yes", "有未结的售后申请"),
        (has_word("channel", "online", "phone"), "it was sold online or by telephone", "通过网上或电话购买"),
        (
            Not(has_word("channel", "online")),
            "the answer to “How was it sold” is not online",
            "“通过什么渠道销售”不为网上",
        ),
        (has_word("category", "fruit"), "the goods are fresh fruit", "商品为鲜果"),
        (
            has_word("kind", "quality"),
            "the answer to “What is it about” is a quality problem",
            "“因为什么申请”为质量问题",
        ),
        (has_word("own_tier", "gold_card"), "the answer to “tier” is gold card", "“tier”为gold card"),
        (yes("own_tier"), "the answer to “tier” is yes", "“tier”为是"),
        (
            Is("repairs", (1, 2)),
            "the answer to “How often was the same fault repaired” is 1 or 2",
            "“同一故障已修几次”为1或2",
        ),
        (Known("signed_at"), None, "“何时签收（分批的，最后一批）”已知"),
        (Not(Known("installed_at")), "the answer to “When was it installed” is not known", "“何时安装完成”未知"),
        (Not(Not(yes("live"))), "it is a live animal or plant", "活体"),
        (
            Compare("paid", ">=", Money.parse("300 CNY")),
            "the answer to “What was paid for the whole line” is at least 300.00 CNY",
            "“该行实付多少”不低于300.00 CNY",
        ),
        (
            Compare("defect_share", ">", Fraction(7, 10)),
            "the answer to “Which share of the goods is affected” is more than 70%",
            "“受影响的比例”超过70%",
        ),
        (
            Compare("ordered_at", "<", dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
            "the answer to “When was it ordered” is before 2026-01-01 00:00:00 UTC",
            "“何时下单”早于2026-01-01 00:00:00 UTC",
        ),
        (
            Compare("own_day", ">=", dt.date(2026, 1, 1)),
            "the answer to “day” is not before 2026-01-01",
            "“day”不早于2026-01-01",
        ),
        (Compare("repairs", "==", 2), None, "“同一故障已修几次”等于2"),
        (
            CompareFacts("installed_at", ">", "signed_at"),
            (
                "the answer to “When was it installed” is after the answer to “When was it signed for (of several "
                "lots, the last)”"
            ),
            "“何时安装完成”晚于“何时签收（分批的，最后一批）”",
        ),
        (CompareFacts("refunded", "<=", "paid"), None, "“该行此前已退多少款”不超过“该行实付多少”"),
        (known_yes("opened"), "it was unpacked", "已拆封"),
        (Not(known_yes("opened")), "it was not unpacked (or this is not known)", "并非已拆封（或情况不明）"),
        (Is("opened", (True,), if_unknown=True), "it was unpacked (or this is not known)", "已拆封（或情况不明）"),
        (Not(Is("opened", (True,), if_unknown=True)), "it was not unpacked", "并非已拆封"),
        (Compare("repairs", ">=", 2, if_unknown=True), None, "“同一故障已修几次”不低于2（或情况不明）"),
        (ALWAYS, "in every case", "任何情形"),
        (NEVER, "in no case", "无此情形"),
        (
            AllOf((yes("live"), AnyOf((yes("sealed"), yes("opened"))))),
            "it is a live animal or plant and (it does have a one-time seal or it was unpacked)",
            "活体，且（有一次性密封，或已拆封）",
        ),
        (AllOf((yes("live"), AllOf((yes("opened"), yes("activated"))))), None, "活体，且已拆封，且已激活"),
        (AllOf((Known("opened"), yes("opened"))), "it was unpacked", "已拆封"),
        (Not(AllOf((Known("opened"), yes("opened")))), "it was not unpacked", "并非已拆封"),
        (
            Not(AnyOf((yes("live"), yes("opened")))),
            "it is not so that it is a live animal or plant or it was unpacked",
            "并非：活体，或已拆封",
        ),
        (Not(Compare("repairs", "<", 2)), None, "并非：“同一故障已修几次”小于2"),
    ],
)
def test_any_condition_has_words(condition: Condition, english: str | None, chinese: str):
    if english is not None:
        assert condition_words(condition, EN) == english
    assert condition_words(condition, ZH) == chinese


@pytest.mark.parametrize(
    ("amount", "english"),
    [
        (Amount(FixedShare(Fraction(1, 2))), ["you get back 50% of what was paid for the goods claimed"]),
        (
            Amount(at_least=Fraction(1, 5), resettle=True),
            [
                "you get back all that was paid for the goods claimed",
                "at least 20% of what was paid",
                (
                    "where a bundle or threshold offer is lost, you get what the order cost less the list price of "
                    "what you "
                    "keep"
                ),
            ],
        ),
        (
            Amount(FactShare(tolerance=Fraction(1, 20), full_when=yes("live"))),
            [
                "you get back as large a part of what was paid for the goods claimed as is affected",
                "up to and with 5%: nothing",
                "all that was paid, where it is a live animal or plant",
            ],
        ),
        (
            Amount(FactShare("shortage_share")),
            ["you get back as large a part of what was paid for the goods claimed as is missing"],
        ),
        (
            Amount(FactShare("wrong_size_share")),
            ["you get back as large a part of what was paid for the goods claimed as has another size"],
        ),
        (
            Amount(FactShare("size_deviation")),
            [
                (
                    "you get back as large a part of what was paid for the goods claimed as is affected (By which "
                    "share of the stated size does it differ)"
                ),
            ],
        ),
        (
            Amount(
                adjustments=(
                    Adjustment("way_back", -1, ShareOf(Fraction(1, 10)), at_most=(Money.parse("5 CNY"),)),
                    Adjustment("way_back", -1, ShareOf("defect_share", "so_far")),
                    Adjustment("wear", -1, PerDay(Fraction(1, 2000), "repairs", ("points_used",))),
                    Adjustment("wear", -1, PerDay("defect_share", "repairs")),
                    Adjustment(
                        "vet",
                        1,
                        MoneyFact("value_loss"),
                        yes("live"),
                        (Fraction(3, 2), MoneyFact("paid"), PriceWith(Fraction(1), ("outbound_paid",))),
                    ),
                ),
                beyond_price=True,
                from_zero=True,
            ),
            [
                "you are paid what is added below",
                "taken off: way back (10% of what was paid), at most 5.00 CNY",
                "taken off: way back (Which share of the goods is affected of the sum so far)",
                (
                    "taken off: wear (for each day 0.05% of what was paid; days: How often was the same fault "
                    "repaired, less: "
                    "How many points were spent on the line)"
                ),
                (
                    "taken off: wear (for each day Which share of the goods is affected of what was paid; days: How "
                    "often was "
                    "the same fault repaired)"
                ),
                (
                    "added: vet, at most the largest of these: 150% of what was paid, What was paid for the whole "
                    "line, 100% of "
                    "what was paid together with: What did the buyer pay for delivery, where it is a live animal or "
                    "plant"
                ),
                "this may be more than the price",
            ],
        ),
    ],
)
def test_an_amount_is_said_with_every_part_of_it(amount: Amount, english: list[str]):
    found = list(amount_lines(amount, EN))
    assert found[: len(english)] == english
    assert len(found) == len(english) + (not amount.beyond_price)
    assert len(list(amount_lines(amount, ZH))) == len(found)


def test_a_claim_beside_the_refund_is_said_with_its_multiples():
    head = Head("tenfold", 10, Money.parse("1000 CNY"), "value_loss", 3)
    assert head_line(head, EN) == (
        "beside this, a person looks at a claim of its own: tenfold, 10 times what was paid, or 3 times the "
        "loss, if that "
        "is more, at least 1000.00 CNY"
    )
    assert head_line(Head("twice", 2), ZH) == "此外可由人工审核以下主张：twice，实付款的2倍"


def test_evidence_is_said_with_what_is_enough():
    photo, video, label = EvidenceItem("photo"), EvidenceItem("video"), EvidenceItem("label_photo")
    assert evidence_words(AllEvidence((photo, video, label)), EN) == (
        "a photo of the problem, a video and a photo of the label"
    )
    assert evidence_words(AnyEvidence((photo, AllEvidence((video, label)))), ZH) == (
        "问题照片或（视频以及商品标签照片）"
    )
    assert evidence_words(AnyEvidence((video,)), EN) == "a video"


def test_the_rest_of_a_right_is_said():
    right = Right(
        "r",
        ("quality",),
        "exchange",
        attrs.evolve(small_shop.LAW, in_force_from=None, in_force_until=dt.date(2027, 1, 1)),
        refers=(Clause.of("looked_at", yes("live")),),
        remarks=(Clause.of("known", yes("opened")),),
        evidence=EvidenceItem("photo"),
        evidence_unless=yes("defect_confirmed"),
        freight="consumer",
        trader_pays_when=yes("buyer_caused"),
        goods="back",
        send_back=Period.days(14),
        send_back_calendar="legal:{country}",
        refund_due=Period.working_days(3),
        refund_due_calendar="ftc:US",
        refund_waits_for=("goods_received_at", "sent_back_at"),
        yields_to=("platform", "merchant"),
    )
    assert list(right_lines(right, EN)) == [
        "This rule sets no time limit.",
        "A person looks at the case first: it is a live animal or plant.",
        "Evidence to hand in: a photo of the problem.",
        "No evidence is needed where the shop has confirmed the defect.",
        "The buyer sends the goods back.",
        "The goods are to be sent within 14 days, counted from the day after the claim.",
        "Working days are those of the country whose law applies.",
        "The way back is paid by the buyer.",
        "The seller pays for the way back where the buyer did cause it.",
        "The money is due within 3 working days, counted from the day after the return of the goods to the seller.",
        "Working days are those of the United States, with federal holidays and Saturdays.",
        (
            "The money need not be paid before the first of these has come: the return of the goods to the seller, "
            "sending "
            "the goods back."
        ),
        "To know: it was unpacked.",
        (
            "Rules of this kind take its place where there are any for the same reason: the platform's rules, the "
            "seller's own "
            "terms."
        ),
        "Source: Consumer Act, art. 25(3).",
        "How sure: the text itself was read, as of 2026-08-21.",
        "In force until 2027-01-01.",
    ]
    sometimes = attrs.evolve(right, yields_when=yes("perishable"))
    assert "就同一原因另有以下规则（平台规则、商家规则）的，从其规则，前提是鲜活易腐。" in list(
        right_lines(sometimes, ZH)
    )


@pytest.mark.parametrize(
    ("article", "english", "chinese"),
    [
        ("25", "art. 25", "第25条"),
        ("Art. 9", "art. 9", "第9条"),
        ("7-10, 18", "arts. 7-10, 18", "第7至10条、第18条"),
        ("17(2)", "art. 17(2)", "第17条第2款"),
        ("27(8), scene 2", "27(8), scene 2", "27(8), scene 2"),
    ],
)
def test_an_article_is_cited_as_people_do(article: str, english: str, chinese: str):
    assert (article_words(article, EN), article_words(article, ZH)) == (english, chinese)


def test_a_source_without_an_article_is_cited_whole():
    basis = Basis("b", "a text", "某文件", "-", "recalled", "nowhere", dt.date(2026, 1, 1))
    assert list(basis_lines(basis, ZH)) == ["出处：某文件", "可靠程度：凭记忆记录，未再核对，截至2026-01-01"]
