"""Directive (EU) 2019/771: remedies for goods that do not conform to the contract. Not legal advice.

Art. 10: the seller is liable for what shows within 2 years of the delivery. Art. 11: what shows within 1 year (2 in
some states: a figure) is presumed to have been there at delivery. Art. 13: repair or replacement first, at the buyer's
choice; a price reduction or the end of the contract only where that failed, was refused or is impossible, or where the
defect is serious; for a minor defect no end of the contract. The seller bears all costs. The years end by the calendar
of the member state, which a policy binds as ``legal:DE`` and so on (see `legal_calendar`).

NOT covered: digital elements with a continuous supply, second-hand goods agreed for less, living animals that a state
exempts, commercial guarantees, the time limits to sue, and longer periods of member states unless given as figures.
"""

import datetime as dt
from typing import Final

import attrs

from aftersales_core.returns.amounts import Adjustment, Amount, ShareOf
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import AllOf, AnyOf, Compare, Is, known_yes, yes
from aftersales_core.returns.evidence import AllEvidence, EvidenceItem, Wanted
from aftersales_core.returns.rights import Clause, CostBearer, Goods, Right, RuleSet
from aftersales_core.returns.statutes.distance_selling import BY_A_CONSUMER, LEGAL
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["EU_CONFORMITY", "EuConformityFigures", "eu_conformity"]

READ_ON: Final = dt.date(2026, 8, 21)
SUMMARY: Final = "a summary of the EU rules in a public GitHub repository, and a retailer's help pages"
TITLE_EN: Final = "Directive (EU) 2019/771 on the sale of goods"
TITLE_ZH: Final = "欧盟商品销售指令（2019/771）"
FROM: Final = dt.date(2022, 1, 1)

PRESUMED: Final = Basis(
    "eu_2019_771_presumed", TITLE_EN, TITLE_ZH, "Art. 10, 11, 13", "secondary", SUMMARY, READ_ON, in_force_from=FROM
)
PROVED: Final = Basis(
    "eu_2019_771_proved", TITLE_EN, TITLE_ZH, "Art. 10, 13", "secondary", SUMMARY, READ_ON, in_force_from=FROM
)
ORDER: Final = Basis(
    "eu_2019_771_order",
    TITLE_EN,
    TITLE_ZH,
    "Art. 13",
    "recalled",
    "recalled, not checked again",
    READ_ON,
    in_force_from=FROM,
)

GROUNDS: Final = (
    "quality",
    "fault",
    "damage",
    "shortage",
    "size_mismatch",
    "not_as_described",
    "wrong_item",
    "appearance",
    "expired",
)

BOTH_IMPOSSIBLE: Final = AllOf((yes("repair_impossible"), yes("replacement_impossible")))


@attrs.frozen
class EuConformityFigures:
    """The directive's figures; a state that gives more sets its own, and then its own rule set id.

    ``failed_repairs`` is after how many repairs of the same defect the buyer need not accept another one.
    """

    liability_years: int = 2
    presumption_years: int = 1
    failed_repairs: int = 1


@attrs.frozen
class _Remedy:
    """One remedy as the directive orders it."""

    id: str
    rank: int
    exclusions: tuple[Clause, ...]
    requires: tuple[Clause, ...] = ()
    amount: Amount | None = None
    goods: Goods = "back"
    freight: CostBearer = "trader"


def eu_conformity(figures: EuConformityFigures = EuConformityFigures(), *, state: str = "eu") -> RuleSet:
    """Return the rights under Directive 2019/771; ``state`` names a member state whose own figures are given."""
    rights = [right for remedy in _remedies(figures) for right in _rights(remedy, figures, state)]
    return RuleSet(f"{state}_conformity", "law", tuple(rights))


def _remedies(figures: EuConformityFigures) -> tuple[_Remedy, ...]:
    """Return the remedies: repair and replacement first, the others where these do not help."""
    not_first = Clause.of(
        "repair_or_replacement_first",
        AnyOf(
            (
                Compare("repairs", ">=", figures.failed_repairs),
                yes("cure_refused"),
                BOTH_IMPOSSIBLE,
                Is("defect_gravity", ("serious",)),
            )
        ),
        ORDER,
    )
    # That the defect is minor is the seller's to prove, so not knowing it takes nothing from the buyer.
    minor = Clause.of("defect_minor", Is("defect_gravity", ("minor",), if_unknown=False), ORDER)
    reduction = Amount(adjustments=(Adjustment("refund_value_decrease", 1, ShareOf("value_decrease")),), from_zero=True)
    return (
        _Remedy(
            "repair", 0, (Clause.of("repair_impossible", yes("repair_impossible"), ORDER),), goods="stay_for_repair"
        ),
        _Remedy("exchange", 0, (Clause.of("replacement_impossible", yes("replacement_impossible"), ORDER),)),
        _Remedy("price_reduction", 1, (), (not_first,), reduction, "kept", "nobody"),
        _Remedy("return_refund", 1, (minor,), (not_first,), Amount()),
    )


def _rights(remedy: _Remedy, figures: EuConformityFigures, state: str) -> tuple[Right, ...]:
    """Return a remedy twice: while the defect is presumed to have been there, and after, when it has to be proved."""
    name = f"{state}_conformity_{remedy.id}"
    presumed = ReturnWindow(Period.years(figures.presumption_years), calendar=LEGAL, done="defect_shown_at")
    # While the defect is presumed nobody has to prove it, so the second right opens where the first one closes.
    proved = attrs.evolve(presumed, period=Period.years(figures.liability_years), opens=presumed.period)
    tested = AllEvidence((EvidenceItem("photo"), EvidenceItem("test_report")))
    return (
        _right(remedy, f"{name}_presumed", PRESUMED, presumed, EvidenceItem("photo")),
        _right(remedy, f"{name}_proved", PROVED, proved, tested),
    )


def _right(remedy: _Remedy, id: str, basis: Basis, window: ReturnWindow, evidence: Wanted) -> Right:
    """Return one right."""
    return Right(
        id,
        GROUNDS,
        remedy.id,
        basis,
        applies=BY_A_CONSUMER,
        windows=(window,),
        # While it is presumed the seller proves the cause, and after that the test report does: neither needs to ask.
        exclusions=(Clause.of("buyer_cause", known_yes("buyer_caused")), *remedy.exclusions),
        requires=remedy.requires,
        evidence=evidence,
        evidence_unless=yes("defect_confirmed"),
        amount=remedy.amount,
        freight=remedy.freight,
        goods=remedy.goods,
        rank=remedy.rank,
    )


EU_CONFORMITY: Final = eu_conformity()
"""The directive's figures."""
