"""A small shop with few rules of every shape, whose policy and answers are written out by hand in the tests."""

import datetime as dt
from fractions import Fraction

import attrs

from aftersales_core.money.amount import Money
from aftersales_core.reasons import Catalogue
from aftersales_core.returns.amounts import Adjustment, Amount, Band, FactShare, Head, MoneyFact
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import has_word, no, yes
from aftersales_core.returns.evidence import AllEvidence, AnyEvidence, EvidenceItem
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

SHANGHAI = dt.timezone(dt.timedelta(hours=8))

LAW = Basis(
    "law",
    "Consumer Act",
    "消费者法",
    "25(3)",
    "read",
    "the text itself",
    dt.date(2026, 8, 21),
    in_force_from=dt.date(2014, 3, 15),
)
TERMS = Basis("terms", "Shop terms", "商家售后条款", "", "proposal", "the shop", dt.date(2026, 9, 1))

MESSAGES = Catalogue.of(
    {
        "policy_small_shop": ("Green Basket", "绿篮子"),
        "excluded_fresh": ("fresh goods are outside this right", "生鲜商品不适用该规则"),
        "complete_needed": ("everything must come back", "商品及配件须齐全"),
        "fruit_not_eaten": ("what was eaten is not covered", "已食用的部分不予赔付"),
        "way_back_deducted": ("the return label", "退货运费"),
        "damages": ("threefold damages", "三倍赔偿"),
    }
)


def law(days: int = 7) -> RuleSet:
    """Return the law: a change of mind within days, fresh goods left out."""
    change_of_mind = Right(
        "no_reason",
        ("no_reason",),
        "return_refund",
        LAW,
        windows=(ReturnWindow(Period.days(days)),),
        exclusions=(Clause.of("excluded_fresh", yes("perishable")),),
        requires=(Clause.of("complete_needed", yes("complete")),),
        amount=Amount(
            adjustments=(Adjustment("way_back_deducted", -1, MoneyFact("return_label_cost"), yes("opened")),)
        ),
        freight="consumer",
        goods="back",
        send_back=Period.days(10),
        refund_due=Period.days(7),
    )
    fraud = Right(
        "fraud",
        ("fraud",),
        "compensation",
        LAW,
        refers=(Clause.of("damages", yes("defect_confirmed")),),
        heads=(Head("damages", 3, at_least=Money.parse("500 CNY")),),
    )
    return RuleSet("law", "law", (change_of_mind, fraud))


def terms(hours: int = 48, tolerance: Fraction = Fraction(0), full_above: Fraction = Fraction(7, 10)) -> RuleSet:
    """Return the shop's terms: fruit that is bad on arrival is refunded by its share, or sent again."""
    share = FactShare(bands=(Band(Fraction(1, 10)),), tolerance=tolerance, full_above=full_above)
    refund = Right(
        "fruit",
        ("quality", "damage"),
        "refund_only",
        TERMS,
        ("fruit",),
        has_word("channel", "online", "phone"),
        windows=(ReturnWindow(Period.hours(hours)),),
        exclusions=(Clause.of("fruit_not_eaten", yes("buyer_caused")),),
        evidence=AllEvidence(
            (EvidenceItem("overall_photo"), AnyEvidence((EvidenceItem("waybill_photo"), EvidenceItem("label_photo"))))
        ),
        evidence_within=Period.hours(24),
        amount=Amount(share),
    )
    again = Right(
        "fruit_again",
        ("quality", "damage"),
        "replacement",
        TERMS,
        ("fruit",),
        windows=(ReturnWindow(Period.hours(hours)),),
        requires=(Clause.of("not_worth_a_code", no("activated")),),
        rank=1,
    )
    return RuleSet("terms", "merchant", (refund, again))


def policy(*rule_sets: RuleSet) -> ReturnPolicy:
    """Return the shop's policy, of the given rule sets or of its usual ones."""
    return ReturnPolicy("small_shop", rule_sets or (law(), terms()), tz="Asia/Shanghai", messages=MESSAGES)


def at(day: int, hour: int = 10, minute: int = 0) -> dt.datetime:
    """Return an instant of March 2026 on the shop's clock."""
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


def without_end(right: Right) -> Right:
    """Return a right without a window, whose evidence is wanted without an end."""
    return attrs.evolve(right, windows=(), evidence_within=None)


def unsure(rules: RuleSet) -> RuleSet:
    """Return rules as if their text were known from a summary alone."""
    basis = attrs.evolve(LAW, confidence="secondary")
    return attrs.evolve(rules, rights=tuple(attrs.evolve(right, basis=basis) for right in rules.rights))
