"""Statutes of five states of the United States on cats and dogs that are unfit for sale.

California, dogs (HSC 122160, 122175, 122180): ill within 15 days, or a congenital or hereditary condition stated
within a year of taking possession; refund of price and sales tax with veterinary fees up to price and tax, or exchange
with the same fees, or keep with fees up to 150 % of the price plus the tax; paid within 10 business days. New York,
dogs and cats (GBL 753): certified unfit within 14 business days, or for a congenital malformation within 180 days, of
the sale or the written notice, whichever came last; refund with tax and the cost of the certificate, exchange, or keep
with treatment up to the price. Connecticut (22-344b), Arizona (44-1799.05) and Arkansas (4-97-105) are known from
reprints and summaries. They bind dealers; who is one is not asked here. Not covered: recommended treatment that the
buyer leaves undone, papers of registration, notices within days of the diagnosis, disputes. The texts are silent on who
pays for the way back. The certificate is the proof that the animal was unfit on delivery, so it takes a known answer
to the contrary to deny a right; a sales tax that nobody knows adds nothing. Bind the calendars legal:US-CA and
legal:US-NY; the other states' days end by the clock of ``tz``. Not legal advice.
"""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from aftersales_core.money.amount import Money
from aftersales_core.returns.amounts import Adjustment, Amount, Limit, MoneyFact, PriceWith
from aftersales_core.returns.basis import Basis, Confidence
from aftersales_core.returns.conditions import ALWAYS, AllOf, Condition, Is, Known, Not, known_no, known_yes, yes
from aftersales_core.returns.evidence import AllEvidence, EvidenceItem
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import PLACE, ReturnWindow
from aftersales_core.worktime.period import Period

__all__ = ["US_PETS", "PetState", "UsPetFigures", "states", "us_pets"]

CALIFORNIA: Final = "legal:US-CA"
NEW_YORK: Final = "legal:US-NY"
CT_VET_AT_LEAST: Final = Money.parse("500 USD")
TAXED: Final = Known("sales_tax")
TAX: Final = Adjustment("us_pet_sales_tax", 1, MoneyFact("sales_tax"), TAXED)
CERTIFICATE: Final = Adjustment(
    "us_pet_certificate_cost", 1, MoneyFact("certification_cost"), Known("certification_cost")
)


@attrs.frozen
class UsPetFigures:
    """The figures of the five statutes: California's and New York's were read, the others are from summaries."""

    ca_illness_days: int = 15
    ca_congenital_years: int = 1
    ca_vet_share_on_return: Fraction = Fraction(1)
    ca_vet_share_on_keeping: Fraction = Fraction(3, 2)
    ca_pay_working_days: int = 10
    ny_illness_working_days: int = 14
    ny_congenital_days: int = 180
    ny_vet_share: Fraction = Fraction(1)
    ct_illness_days: int = 20
    ct_congenital_months: int = 6
    ct_vet_share: Fraction = Fraction(1)
    ct_vet_at_least: Money = CT_VET_AT_LEAST
    az_illness_days: int = 15
    az_congenital_days: int = 60
    az_vet_share: Fraction = Fraction(1)
    ar_days: int = 10
    ar_vet_share: Fraction = Fraction(1)


@attrs.frozen
class PetState:
    """One state's statute: of which animals, until when, and what each choice of the buyer is worth.

    ``refund``, ``exchange`` and ``keep`` are the sums that come with each choice; without ``refund`` the state knows no
    return and no exchange. ``covers_death``: does its text give the money back for a dead animal, too?
    ``keep_in`` is the currency of a fixed limit to ``keep``, which is no right of purchases in other money.
    ``pay_working_days`` is counted on ``calendar``.
    """

    code: str
    basis: Basis
    categories: tuple[str, ...]
    illness: ReturnWindow
    congenital: ReturnWindow
    keep: Amount
    refund: Amount | None = None
    exchange: Amount | None = None
    covers_death: bool = False
    keep_in: str | None = None
    pay_working_days: int | None = None
    calendar: str = PLACE


def us_pets(figures: UsPetFigures = UsPetFigures()) -> RuleSet:
    """Return the rights of who buys a cat or dog in one of the five states, chosen by the fact ``us_state``."""
    return RuleSet("us_pets", "law", tuple(right for state in states(figures) for right in _rights(state)))


def states(figures: UsPetFigures = UsPetFigures()) -> tuple[PetState, ...]:
    """Return the statutes, one for each state."""
    return (_california(figures), _new_york(figures), *_others(figures))


def _california(figures: UsPetFigures) -> PetState:
    """Return California's statute on dogs."""
    on_return = _vet_with_tax(figures.ca_vet_share_on_return, Known("treatment_cost"))
    return PetState(
        "CA",
        _basis("CA", "California", "加利福尼亚州健康与安全法", "HSC 122160, 122175, 122180", "read"),
        ("live_dog",),
        ReturnWindow(Period.days(figures.ca_illness_days), calendar=CALIFORNIA, done="fell_ill_at"),
        ReturnWindow(Period.years(figures.ca_congenital_years), calendar=CALIFORNIA, done="vet_statement_at"),
        _from_zero(*_vet_with_tax(figures.ca_vet_share_on_keeping)),
        Amount(adjustments=(TAX, *on_return), beyond_price=True),
        _from_zero(*on_return),
        covers_death=True,
        pay_working_days=figures.ca_pay_working_days,
        calendar=CALIFORNIA,
    )


def _new_york(figures: UsPetFigures) -> PetState:
    """Return New York's statute on dogs and cats."""
    events = ("signed_at", "rights_notice_at")
    return PetState(
        "NY",
        _basis("NY", "New York", "纽约州一般商业法", "GBL 753", "read"),
        ("cat_or_dog",),
        ReturnWindow(
            Period.working_days(figures.ny_illness_working_days),
            events,
            "latest",
            calendar=NEW_YORK,
            done="vet_statement_at",
        ),
        ReturnWindow(
            Period.days(figures.ny_congenital_days), events, "latest", calendar=NEW_YORK, done="vet_statement_at"
        ),
        _from_zero(_vet(figures.ny_vet_share)),
        Amount(adjustments=(TAX, CERTIFICATE), beyond_price=True),
        _from_zero(CERTIFICATE),
    )


def _others(figures: UsPetFigures) -> tuple[PetState, ...]:
    """Return the statutes of Connecticut, Arizona and Arkansas, as summaries have them."""
    categories = ("cat_or_dog",)
    arkansas = ReturnWindow(Period.days(figures.ar_days), done="vet_statement_at")
    return (
        PetState(
            "CT",
            _basis("CT", "Connecticut", "康涅狄格州一般法", "22-344b", "secondary"),
            categories,
            ReturnWindow(Period.days(figures.ct_illness_days), done="fell_ill_at"),
            ReturnWindow(Period.months(figures.ct_congenital_months), done="vet_statement_at"),
            _from_zero(_vet(figures.ct_vet_share, figures.ct_vet_at_least)),
            Amount(),
            Amount(from_zero=True),
            covers_death=True,
            keep_in=figures.ct_vet_at_least.currency.code,
        ),
        PetState(
            "AZ",
            _basis("AZ", "Arizona", "亚利桑那州修订法", "44-1799.05", "secondary"),
            categories,
            ReturnWindow(Period.days(figures.az_illness_days), done="vet_statement_at"),
            ReturnWindow(Period.days(figures.az_congenital_days), done="vet_statement_at"),
            _from_zero(*_vet_with_tax(figures.az_vet_share)),
            Amount(adjustments=(TAX,), beyond_price=True),
            Amount(from_zero=True),
        ),
        PetState(
            "AR",
            _basis("AR", "Arkansas", "阿肯色州法典", "4-97-105", "secondary"),
            categories,
            arkansas,
            arkansas,
            _from_zero(_vet(figures.ar_vet_share)),
        ),
    )


def _vet(*limits: Limit, when: Condition = ALWAYS) -> Adjustment:
    """Return the veterinarian's fees up to the largest of some limits."""
    return Adjustment("us_pet_vet_fees", 1, MoneyFact("treatment_cost"), when, limits)


def _vet_with_tax(share_of_price: Fraction, *when: Condition) -> tuple[Adjustment, Adjustment]:
    """Return the veterinarian's fees up to a share of the price and the tax, which adds nothing where not known."""
    return (
        _vet(PriceWith(share_of_price, ("sales_tax",)), when=AllOf((*when, TAXED))),
        _vet(share_of_price, when=AllOf((*when, Not(TAXED)))),
    )


def _from_zero(*adjustments: Adjustment) -> Amount:
    """Return a sum that is paid while the buyer keeps the animal, or gets another one."""
    return Amount(adjustments=adjustments, beyond_price=True, from_zero=True)


def _rights(state: PetState) -> Iterator[Right]:
    """Yield the rights of one state: for illness and for congenital conditions, each choice of the buyer."""
    for ground, window in (("illness", state.illness), ("congenital", state.congenital)):
        keep = _keep(state, ground, window)
        yield keep
        if state.refund is not None:
            yield from _give_back(state, keep)


def _keep(state: PetState, ground: str, window: ReturnWindow) -> Right:
    """Return the right to keep the animal and have the veterinarian's fees paid."""
    later = Clause.of("us_pet_fell_ill_later", known_no("ill_before_delivery"), state.basis)
    return Right(
        f"us_{state.code.lower()}_{ground}_keep",
        (ground,),
        "treatment_cost",
        state.basis,
        state.categories,
        applies=_applies(state, *(() if state.keep_in is None else (Is("currency", (state.keep_in,)),))),
        windows=(window,),
        exclusions=(
            Clause.of("us_pet_buyer_cause", known_yes("buyer_caused"), state.basis),
            *((later,) if ground == "illness" else ()),
        ),
        refers=(Clause.of("us_pet_condition_disclosed", yes("condition_disclosed"), state.basis),),
        evidence=AllEvidence((EvidenceItem("vet_certificate"), EvidenceItem("vet_invoice"))),
        amount=state.keep,
        rank=3,
        refund_due=None if state.pay_working_days is None else Period.working_days(state.pay_working_days),
        refund_due_from="vet_statement_received_at",
        refund_due_calendar=state.calendar,
        # One state's rule on dogs is not special to another's on cats and dogs.
        cumulative=True,
    )


def _give_back(state: PetState, keep: Right) -> Iterator[Right]:
    """Yield the rights to give the animal back for money or for another one, and to money for a dead animal."""
    refund = attrs.evolve(
        keep,
        id=keep.id.replace("_keep", "_refund"),
        remedy="return_refund",
        applies=_applies(state),
        evidence=EvidenceItem("vet_certificate"),
        amount=state.refund,
        freight="consumer",
        goods="back",
        rank=1,
        refund_due_from="goods_received_at",
    )
    exchange = attrs.evolve(
        refund,
        id=keep.id.replace("_keep", "_exchange"),
        remedy="exchange",
        exclusions=(
            *keep.exclusions,
            Clause.of("us_pet_no_replacement", known_no("replacement_available"), state.basis),
        ),
        amount=state.exchange,
        rank=2,
    )
    yield refund
    yield exchange
    if state.covers_death:
        yield attrs.evolve(
            keep,
            id=keep.id.replace("_keep", "_death"),
            remedy="refund_only",
            # A living animal goes back; that it died is not to be asked of everyone.
            applies=_applies(state, Known("died_at")),
            evidence=EvidenceItem("vet_certificate"),
            amount=state.refund,
            rank=1,
        )


def _applies(state: PetState, *more: Condition) -> Condition:
    """Return the condition that a purchase is one of a consumer in a state, and whatever else is asked."""
    return AllOf((Is("us_state", (state.code,)), Is("buyer", ("consumer",)), *more))


def _basis(code: str, state: str, title_zh: str, article: str, confidence: Confidence) -> Basis:
    """Return the basis of one state's statute."""
    return Basis(
        f"us_{code.lower()}_pets",
        f"{state}, statute on the sale of unfit dogs and cats",
        title_zh,
        article,
        confidence,
        SOURCES[code],
        dt.date(2026, 8, 21),
    )


SOURCES: Final = {
    "CA": "law.justia.com HSC 122160; law.onecle.com 122175; jurris.com 122180",
    "NY": "law.counselstack.com GBS/753; newyork.bbb.org",
    "CT": "easypetlaw.com; cga.ct.gov 2009SUM00228 (summaries)",
    "AZ": "stfsc.net; statutes.laws.com 44-1799.05 (reprint, in part)",
    "AR": "easypetlaw.com; legalfix.com 4-97-105 (reprints)",
}

US_PETS: Final = us_pets()
"""The five statutes, with the figures as they are known."""
