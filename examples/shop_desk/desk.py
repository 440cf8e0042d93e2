"""The shop's rules, as values: one kind of ticket, triage, promises, calendar, agents. Nothing here does anything."""

from typing import Final

from aftersales_core import Period, SlaPolicy, SlaTarget, WorkingCalendar, zone
from aftersales_core.sla.presets import FIRST_RESPONSE, RESOLUTION
from aftersales_core.tickets import Agent, Desk, Roster, Term, TriageRule, TriageTable, Vocabulary
from aftersales_core.tickets.kinds.inquiry import InquiryPolicy, inquiry

__all__ = ["CLASSES", "DESK", "ROSTER", "SHANGHAI", "SKILLS"]

SHANGHAI: Final = zone("Asia/Shanghai")

SHOP_HOURS: Final = WorkingCalendar.for_country(
    "CN",
    id="shop",
    tz="Asia/Shanghai",
    week="Mon-Fri 09:00-12:00 13:30-18:00",
    years=[2026],
    # A ticket of late December reaches into a year whose holidays are not published; it must not fail for that.
    beyond_horizon="provisional",
)

TOPIC: Final = Vocabulary(
    "topic",
    (
        Term("late_parcel", "the parcel is late", "包裹延误"),
        Term("address", "change of address", "修改地址"),
        Term("storage", "how to keep it fresh", "保鲜方法"),
        Term("invoice", "invoice", "发票"),
    ),
)
CLASSES: Final = Vocabulary(
    "class",
    (
        Term("delivery", "delivery", "物流"),
        Term("product", "product", "商品"),
        Term("other", "other", "其他"),
    ),
)
KINDS: Final = Vocabulary("kind", (Term("inquiry", "enquiry", "咨询"),))

TRIAGE: Final = TriageTable(
    "fruit_shop",
    facts=(TOPIC,),
    classes=CLASSES,
    kinds=KINDS,
    rules=(
        TriageRule.of(
            "on_its_way",
            {"topic": ["late_parcel", "address"]},
            class_id="delivery",
            kind="inquiry",
            en="about a parcel on its way",
            zh="在途包裹",
        ),
        TriageRule.of(
            "at_home", {"topic": "storage"}, class_id="product", kind="inquiry", en="about the fruit", zh="商品咨询"
        ),
        TriageRule.of("rest", {}, class_id="other", kind="inquiry", en="everything else", zh="其余"),
    ),
)

PROMISES: Final = SlaPolicy(
    metrics=[FIRST_RESPONSE, RESOLUTION],
    targets=[
        SlaTarget("first_response", Period.working_minutes(30)),
        SlaTarget("resolution", Period.working_hours(8), {"priority": ["high", "urgent"]}),
        SlaTarget("resolution", Period.working_days(3)),
    ],
    calendars={"shop": SHOP_HOURS},
    id="fruit_shop",
    version="2026-01",
)

ENQUIRY: Final = inquiry(InquiryPolicy(close_after=Period.hours(96), follow_up=Period.working_days(2)))

DESK: Final = Desk(kinds=(ENQUIRY,), calendar=SHOP_HOURS, sla=PROMISES, triage=TRIAGE)

ROSTER: Final = Roster.of(
    [
        Agent("a-1", frozenset({"delivery", "product"}), shift="day", capacity=8),
        Agent("a-2", frozenset({"product", "other"}), shift="day", capacity=8),
    ],
    {"day": SHOP_HOURS},
)
SKILLS: Final = {"delivery": ["delivery"], "product": ["product"], "other": ["other"]}
"""What an agent must be able to do, by the class that triage gives."""
