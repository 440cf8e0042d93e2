"""China's three guarantees of agricultural machinery (农机三包, Order 126 of 2010, in force from 2010-06-01).

At least a year for the whole machine from the invoice. A repair takes at most 30 working days, else the machine is
exchanged. After two repairs of the same serious fault a main part is replaced, and if it comes again, the machine is
exchanged; for a general fault only within the first 30 days of the first working season, and not for wearing parts. In
the first six months the trader has to disprove the fault; the papers of the guarantee are asked for all the same.

Only summaries were read (``secondary``). The conditions under which such a machine goes back for its price were not
read at all: that right is here to say so, and always sends a claim to a person. Not legal advice.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from aftersales_core.returns.amounts import Amount
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.conditions import ALWAYS, Compare, has_word, no, yes
from aftersales_core.returns.evidence import AllEvidence, AnyEvidence, EvidenceItem, Wanted
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.statutes.china_burden import BURDEN_MONTHS
from aftersales_core.returns.statutes.china_three_guarantees import EXCLUSIONS, PERFORMANCE, fault_shown
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["AGRI_MACHINES", "AgriMachinesFigures", "agri_machines"]


@attrs.frozen
class AgriMachinesFigures:
    """Every figure of the rule. ``delay_claim_years``: how long after handing in a delay can be claimed.

    That last one is not in the rule: it is the general limitation of three years, as recalled.
    ``start`` names the fact from which the guarantee runs: the invoice, or ``handed_over_at`` for the delivery.
    ``calendar`` counts the working days.
    """

    whole_machine_years: int = 1
    repair_working_days: int = 30
    repairs_before_part: int = 2
    first_season_days: int = 30
    delay_claim_years: int = 3
    durable_burden_months: int = BURDEN_MONTHS
    start: str = "invoice_on"
    calendar: str = "legal:CN"


FIGURES: Final = AgriMachinesFigures()
BASIS: Final = Basis(
    "cn_agri_machines",
    "Provisions on repair, exchange and return of agricultural machinery (Order 126 of 2010)",
    "农业机械产品修理、更换、退货责任规定（2010年第126号令）",
    "-",
    "secondary",
    "baike.ipa361.com 2109067, cha138.com 258897, pdcphi.com/blog/2010/32238 (summaries)",
    dt.date(2026, 8, 21),
    in_force_from=dt.date(2010, 6, 1),
)
PROOF: Final = AnyEvidence((EvidenceItem("invoice"), EvidenceItem("warranty_card")))
RECORDED: Final = AllEvidence((PROOF, EvidenceItem("repair_record")))
SERIOUS: Final = Clause.of("fault_serious", has_word("fault_grade", "serious"))
GENERAL: Final = (
    Clause.of("fault_general", has_word("fault_grade", "general")),
    Clause.of("fault_not_in_wearing_part", no("wearing_part")),
)
REPLACED: Final = Clause.of("repair_main_part_replaced", yes("main_part_replaced"))
UNREAD: Final = Clause.of("agri_return_conditions_unread", ALWAYS)


def agri_machines(figures: AgriMachinesFigures = FIGURES) -> RuleSet:
    """Make the rule set. Its policy binds a calendar of China's working days under ``figures.calendar``."""
    guarantee = ReturnWindow(
        Period.years(figures.whole_machine_years, pause_days="touched"), (figures.start,), pauses="guarantee_pauses"
    )
    rights = (
        _right("repair", "repair", 1, (guarantee,), PROOF),
        *_after_repairs(figures, guarantee),
        _right("exchange_delay", "exchange", 3, (guarantee, _delayed(figures)), RECORDED),
        attrs.evolve(
            _right("return", "return_refund", 4, (guarantee,), PROOF),
            amount=Amount(),
            refers=(UNREAD,),
        ),
    )
    shown = fault_shown(figures.durable_burden_months)
    claimable = tuple(attrs.evolve(right, requires=(shown, *right.requires)) for right in rights)
    return RuleSet("cn_agri_machines", "law", claimable)


def _after_repairs(figures: AgriMachinesFigures, guarantee: ReturnWindow) -> Iterator[Right]:
    """Yield what follows on two repairs in vain: a main part, then another machine, by how grave it is."""
    again = Clause.of(
        "repair_same_fault_repeated",
        Compare("repairs", ">=", figures.repairs_before_part),
        repairs=figures.repairs_before_part,
    )
    season = ReturnWindow(Period.days(figures.first_season_days), ("first_season_began_on",))
    for grade, windows, terms in (
        ("serious", (guarantee,), (SERIOUS, again)),
        ("general", (guarantee, season), (*GENERAL, again)),
    ):
        yield _right(f"part_{grade}", "part_replacement", 2, windows, RECORDED, terms)
        yield _right(f"exchange_{grade}", "exchange", 3, windows, RECORDED, (*terms, REPLACED))


def _delayed(figures: AgriMachinesFigures) -> ReturnWindow:
    """Make the window that opens when a repair has taken more than its working days."""
    return ReturnWindow(
        Period.years(figures.delay_claim_years),
        ("sent_for_repair_at",),
        opens=Period.working_days(figures.repair_working_days),
        calendar=figures.calendar,
    )


def _right(  # noqa: PLR0917 - what differs from right to right
    id: str,
    remedy: str,
    rank: int,
    windows: tuple[ReturnWindow, ...],
    evidence: Wanted,
    requires: tuple[Clause, ...] = (),
) -> Right:
    """Make a right with what all of them share."""
    return Right(
        f"cn_agri_machines_{id}",
        PERFORMANCE,
        remedy,
        BASIS,
        ("agri_machines",),
        windows=windows,
        exclusions=EXCLUSIONS,
        requires=requires,
        evidence=evidence,
        freight="trader",
        goods="stay_for_repair" if remedy in {"repair", "part_replacement"} else "back",
        rank=rank,
    )


AGRI_MACHINES: Final = agri_machines()
"""The rule with the figures of the summaries."""
