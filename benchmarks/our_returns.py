"""This library on claims: one promise like the peers', and all of China's law and a marketplace's rules at once."""

import datetime as dt
from functools import cache

from aftersales_core.money import Money
from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.conditions import AnyOf, no, yes
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import ReturnDecision
from aftersales_core.returns.marketplaces.jd_warranty import JD_WARRANTY
from aftersales_core.returns.marketplaces.produce import PRODUCE
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.statutes.china_consumer import CONSUMER
from aftersales_core.returns.statutes.china_seven_days import SEVEN_DAYS
from aftersales_core.returns.statutes.china_three_guarantees import THREE_GUARANTEES
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime import Period
from benchmarks.claims import DAYS, FIRST, Asked, Judge

TZ = "Asia/Shanghai"
BASIS = Basis("bench", "a promise", "承诺", "", "proposal", "this benchmark", dt.date(2026, 3, 2))


@cache
def one_promise() -> ReturnPolicy:
    """Give the promise that the peers have as well."""
    right = Right(
        "change_of_mind",
        ("no_reason",),
        "return_refund",
        BASIS,
        windows=(ReturnWindow(Period.days(DAYS)),),
        exclusions=(
            Clause.of("excluded_perishable", yes("perishable")),
            Clause.of("excluded_custom_made", yes("custom_made")),
        ),
        requires=(Clause.of("not_intact_seal", AnyOf((no("sealed"), yes("seal_whole")))),),
        amount=Amount(),
    )
    return ReturnPolicy("promise", (RuleSet("promise", "merchant", (right,)),), tz=TZ)


@cache
def all_rules() -> ReturnPolicy:
    """Give China's law and a marketplace's rules together."""
    return ReturnPolicy("all", (SEVEN_DAYS, CONSUMER, THREE_GUARANTEES, JD_WARRANTY, PRODUCE), tz=TZ)


def claim(asked: Asked) -> Claim:
    """Make the claim that is asked about."""
    line = Line.of(
        "goods",
        paid=Money.from_minor_units(asked.cents, "CNY"),
        signed_at=asked.signed_at,
        perishable=asked.perishable,
        custom_made=asked.custom_made,
        sealed=asked.sealed,
    )
    return Claim.of(line, "no_reason", submitted_at=asked.submitted_at, seal_whole=asked.seal_whole)


def judge() -> Judge:
    """Hand in."""
    policy = one_promise()
    return Judge(
        "aftersales_core",
        claim,
        lambda asked: decide(policy, asked) if isinstance(asked, Claim) else None,
        lambda answer: isinstance(answer, ReturnDecision) and answer.outcome == "eligible",
        "",
    )


def spoiled() -> Claim:
    """Give a claim on fruit with photographs, a share and much else that the rules ask for."""
    line = Line.of("soft_fruit", paid="39.90 CNY", qty=3, signed_at=FIRST, ordered_at=FIRST - dt.timedelta(days=2))
    return Claim.of(
        line,
        "quality",
        submitted_at=FIRST + dt.timedelta(hours=30),
        evidence=["overall_photo", "waybill_photo", "unboxing_video"],
        defect_share="0.3",
    )
