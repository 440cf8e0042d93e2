"""Returns without a reason in China: article 25 of the consumer protection law, and the measures that carry it out.

A consumer who bought online, by telephone or by mail order may send goods back within seven days, counted from the day
after signing for them. Four classes of goods are outside the right by law (measures 6); three more are only where the
buyer agreed to it for that very purchase (measures 7 and 20(2), regulation 19): without that consent the right stands,
and so it does where the box was ticked beforehand. Goods must be intact, which measures 8 and 9 define by class of
goods: opening the package to inspect is always fine. One thing is asked of the buyer beforehand, the seal, the tag or
the activation, by class; the trader inspects what comes back before paying, so everything else that takes the right
away (parts, repairs, marks, traces, stains, use that cost much value) counts only where it is known. The buyer pays the
way back unless the trader promised to. What was paid is given back within seven days of the goods' arrival; gifts, lost
discounts, lost free shipping and waived card fees are settled as measures 12 and 15 to 18 say. Whether a last day that
is a holiday rolls on (civil code 203) is disputed, so it is a switch. Not covered: what a trader promised beyond the
law, and the fines themselves. This is not legal advice.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from aftersales_core.money.amount import Money
from aftersales_core.returns.amounts import Adjustment, Amount, MoneyFact
from aftersales_core.returns.conditions import (
    ALWAYS,
    AllOf,
    AnyOf,
    Compare,
    CompareFacts,
    Condition,
    Is,
    Known,
    Not,
    known_no,
    known_yes,
    no,
    yes,
)
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.statutes.china_basis import (
    CONSUMER_LAW_25,
    CONSUMER_LAW_62,
    IMPLEMENTING_19,
    SEVEN_DAYS_6,
    SEVEN_DAYS_7,
    SEVEN_DAYS_8,
    SEVEN_DAYS_9,
    SEVEN_DAYS_15,
    SEVEN_DAYS_17,
)
from aftersales_core.returns.windows import ReturnWindow, civil_calendar
from aftersales_core.worktime.deadline import Deadline
from aftersales_core.worktime.period import Period

__all__ = ["CONSUMERS_ONLY", "SEVEN_DAYS", "SevenDaysFigures", "penal_exposure", "seven_days"]


@attrs.frozen
class SevenDaysFigures:
    """The figures of the law: days to give notice, to pay back, and after which a trader may be fined."""

    no_reason_days: int = 7
    refund_due_days: int = 7
    penalty_days: int = 15


FIGURES: Final = SevenDaysFigures()
COUPON: Final = Compare("coupon_share", ">", Money.parse("0 CNY"), if_unknown=False)
CREDIT: Final = AllOf((AnyOf((Compare("points_used", ">", 0), COUPON)), no("credit_terms_agreed")))
CONFIRMED: Final = Is("no_return_consent", ("each_purchase",))
CONFIRMED_OR_UNKNOWN: Final = Is("no_return_consent", ("each_purchase",), if_unknown=True)

REMOTE_ONLY: Final = Clause.of("remote_sales_only", Is("channel", ("online", "phone", "mail")), CONSUMER_LAW_25)

CONSUMERS_ONLY: Final = Clause.of(
    "consumers_only", AnyOf((Is("buyer", ("consumer",)), yes("farm_inputs"))), CONSUMER_LAW_62
)
"""Consumers, and farmers who buy for their farm, are protected; businesses are not."""

BY_LAW: Final = (
    Clause.of("excluded_custom_made", yes("custom_made"), SEVEN_DAYS_6),
    Clause.of("excluded_perishable", AnyOf((yes("perishable"), yes("live"))), SEVEN_DAYS_6),
    Clause.of("excluded_digital_online", Is("digital", ("online",)), SEVEN_DAYS_6),
    Clause.of("excluded_unsealed_medium", AllOf((Is("digital", ("sealed_medium",)), no("seal_whole"))), SEVEN_DAYS_6),
)
"""What measures 6 exclude whatever the parties say; printed periodicals are a category of their own."""

KINDS: Final = (
    ("excluded_opening_harms", yes("opening_harms")),
    ("excluded_value_falls", yes("value_falls_with_use")),
    ("excluded_flaw_disclosed", yes("disclosed_flaw")),
    ("excluded_short_dated", yes("disclosed_short_dated")),
)
BY_CONSENT: Final = tuple(Clause.of(code, AllOf((kind, CONFIRMED)), SEVEN_DAYS_7) for code, kind in KINDS)
"""What measures 7 let the parties exclude, purchase by purchase."""

COMPLETE: Final = Clause.of(
    "not_intact_incomplete",
    # That not everything is there may mean the gift, which is settled in money: then the parts are asked for.
    AnyOf((known_no("parts_complete"), AllOf((known_no("complete"), no("parts_complete"))))),
    SEVEN_DAYS_8,
)


def _not_intact(code: str, when: Condition) -> Clause:
    """Return the term that goods are not intact (measures 9)."""
    return Clause.of(f"not_intact_{code}", when, SEVEN_DAYS_9)


USED: Final = _not_intact("used", AllOf((known_yes("used_beyond_check"), known_yes("value_dropped"))))
SEAL: Final = _not_intact("seal_broken", AllOf((yes("sealed"), no("seal_whole"))))
FED: Final = _not_intact("fed", known_yes("fed"))
SOILED: Final = _not_intact("soiled", known_yes("soiled"))
TRACES: Final = (
    _not_intact("repaired", known_yes("unauthorised_repair")),
    _not_intact("marks_altered", known_yes("marks_altered")),
    _not_intact("lasting_traces", known_yes("lasting_traces")),
)
DATA_LEFT: Final = known_yes("personal_data_left")

INTACT: Final = (
    ("", (), (USED,)),
    ("_sealed", ("food", "cosmetics", "medical", "hygiene"), (SEAL, USED)),
    ("_pet_food", ("pet_food", "pet_medicine"), (SEAL, FED, USED)),
    ("_electronics", ("electronics",), (*TRACES, _not_intact("activated", AnyOf((yes("activated"), DATA_LEFT))), USED)),
    (
        "_appliances",
        ("appliances",),
        (*TRACES, _not_intact("activated", AnyOf((known_yes("activated"), DATA_LEFT))), USED),
    ),
    (
        "_textiles",
        ("apparel", "bags", "toys", "home_textiles"),
        (_not_intact("tag_removed", no("tags_on")), SOILED, USED),
    ),
    ("_furniture", ("furniture",), (_not_intact("tag_removed", known_no("tags_on")), SOILED, USED)),
)
"""What is not intact, by class of goods (measures 9): one fact of a class is asked for, the others count where known.

Its general sentence, on use that costs much value, holds for every class. That fed pet food is used so is derived.
"""

REMARKS: Final = (
    Clause.of(
        "exclusion_not_confirmed",
        AllOf((AnyOf(tuple(kind for _, kind in KINDS)), Not(CONFIRMED_OR_UNKNOWN))),
        IMPLEMENTING_19,
    ),
    Clause.of(
        "exclusion_not_permitted",
        AllOf((yes("listed_non_returnable"), *(Not(term.when) for term in BY_LAW), *(Not(kind) for _, kind in KINDS))),
        IMPLEMENTING_19,
    ),
    Clause.of(
        "intact_though_opened",
        AllOf((yes("opened"), Not(known_no("seal_whole")))),
        SEVEN_DAYS_8,
    ),
)


BAD_FAITH: Final = Clause.of("bad_faith_review", known_yes("bad_faith"), IMPLEMENTING_19)

OWED: Final = Clause.of(
    "resettlement_owed",
    AllOf(
        (
            yes("threshold_lost"),
            # The derived fact is known as soon as both sums are, so only these are ever asked for.
            AnyOf(
                (
                    CompareFacts("order_paid", "<", "kept_list_total"),
                    known_yes("resettlement_below_zero"),
                )
            ),
        )
    ),
    SEVEN_DAYS_17,
)
"""What is kept costs more than was paid: the buyer would owe the rest, which nobody may simply take."""

AMOUNT: Final = Amount(
    resettle=True,
    adjustments=(
        Adjustment(
            "gift_price_deducted",
            -1,
            MoneyFact("gift_price"),
            # A price that is known was stated; only a missing one leaves the question.
            AllOf((yes("gift_given"), no("gift_returned"), AnyOf((Known("gift_price"), yes("gift_price_stated"))))),
        ),
        Adjustment("outbound_freight_deducted", -1, MoneyFact("outbound_freight"), yes("free_shipping_lost")),
        Adjustment("card_fee_deducted", -1, MoneyFact("card_fee_waived"), Known("card_fee_waived")),
    ),
)
"""What was really paid, settled again where a discount is lost, less what measures 12, 16 and 18 let a trader keep."""


def seven_days(figures: SevenDaysFigures = FIGURES, *, rolls: bool = False, calendar: str = "legal:CN") -> RuleSet:
    """Return the right to send goods back without a reason, with other figures where a later text changes them.

    With ``rolls`` a last day that is no working day of ``calendar``, which the policy then has to bind, moves on to the
    next one. Platforms do not count so; the civil code's wording supports it.
    """
    return RuleSet("cn_seven_days", "law", tuple(_rights(figures, _window(figures, calendar if rolls else None))))


def penal_exposure(since_at: dt.datetime, tz: str, *, figures: SevenDaysFigures = FIGURES) -> Deadline:
    """Return after which instant a trader who has done nothing may be fined (measures 31).

    ``since_at`` is when the goods came back, for the refund, or when the buyer asked to return, for handling it at all.

    >>> back = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    >>> penal_exposure(back, "Asia/Shanghai").at.isoformat()
    '2026-03-18T00:00:00+08:00'
    """
    return Period.days(figures.penalty_days).deadline(since_at, civil_calendar(tz))


def _window(figures: SevenDaysFigures, calendar: str | None) -> ReturnWindow:
    """Return the window: days after the day of signing, to midnight."""
    if calendar is None:
        return ReturnWindow(Period.days(figures.no_reason_days))
    return ReturnWindow(Period.days(figures.no_reason_days, roll="next_working_day"), calendar=calendar)


def _rights(figures: SevenDaysFigures, window: ReturnWindow) -> Iterator[Right]:
    """Yield the right to the money and, where some was paid with points or coupons, the right to those, by class."""
    for suffix, categories, intact in INTACT:
        money = _money_back(f"cn_no_reason{suffix}", categories, (COMPLETE, *intact), figures, window)
        yield attrs.evolve(money, remarks=REMARKS)
        yield _credit_back(f"cn_no_reason_credit{suffix}", categories, (COMPLETE, *intact), window)
    never = (Clause.of("excluded_periodicals", ALWAYS, SEVEN_DAYS_6),)
    yield _money_back("cn_no_reason_periodicals", ("newspapers",), never, figures, window)
    yield _credit_back("cn_no_reason_credit_periodicals", ("newspapers",), never, window)


def _money_back(
    id: str, categories: tuple[str, ...], terms: tuple[Clause, ...], figures: SevenDaysFigures, window: ReturnWindow
) -> Right:
    """Return the right to return goods of a class for what was paid."""
    return Right(
        id,
        ("no_reason",),
        "return_refund",
        CONSUMER_LAW_25,
        categories,
        windows=(window,),
        exclusions=(*BY_LAW, *BY_CONSENT, *terms),
        requires=(REMOTE_ONLY, CONSUMERS_ONLY),
        refers=(BAD_FAITH, OWED),
        amount=AMOUNT,
        freight="consumer",
        trader_pays_when=yes("return_freight_agreed"),
        goods="back",
        refund_due=Period.days(figures.refund_due_days),
    )


def _credit_back(id: str, categories: tuple[str, ...], terms: tuple[Clause, ...], window: ReturnWindow) -> Right:
    """Return the right to get points and coupons back as such, unless something else was agreed (measures 15)."""
    return Right(
        id,
        ("no_reason",),
        "points_and_coupons",
        SEVEN_DAYS_15,
        categories,
        applies=CREDIT,
        windows=(window,),
        exclusions=(*BY_LAW, *BY_CONSENT, *terms),
        requires=(REMOTE_ONLY, CONSUMERS_ONLY),
        refers=(BAD_FAITH,),
        freight="consumer",
        trader_pays_when=yes("return_freight_agreed"),
        goods="back",
        rank=1,
    )


SEVEN_DAYS: Final = seven_days()
