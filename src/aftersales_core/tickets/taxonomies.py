"""The ways in which four trades sort their tickets, each as a triage table that a shop can take, extend or replace.

The classes are those of the trades' own guides. Which lifecycle a class runs, and what is asked to find out, is ours.
"""

from typing import Final

from aftersales_core.tickets.triage import ClassOptions, TriageRule, TriageTable
from aftersales_core.tickets.vocabulary import Term, Vocabulary

__all__ = ["ECOMMERCE", "FARM_PRODUCE", "PET_TOPICS", "PET_TRADE", "PRODUCT_SUPPLY", "TICKET_KINDS", "WANTS"]

TICKET_KINDS: Final = Vocabulary(
    "kind",
    (
        Term("inquiry", "enquiry", "咨询"),
        Term("complaint", "complaint", "投诉"),
        Term("return", "return or exchange", "退换货"),
        Term("repair", "repair", "维修"),
        Term("feedback", "feedback", "反馈"),
        Term("incident", "incident", "突发事件"),
    ),
)
"""The lifecycles that a ticket can run."""

WANTS: Final = Vocabulary(
    "wants",
    (
        Term("information", "information or advice", "咨询或建议"),
        Term("complain", "to complain", "投诉"),
        Term("return", "to return the goods", "退货"),
        Term("refund", "a refund only", "仅退款", like="return"),
        Term("exchange", "an exchange", "换货"),
        Term("replacement", "a replacement sent", "补发", like="exchange"),
        Term("repair", "a repair", "维修"),
        Term("warranty", "a service under warranty", "保修", like="repair"),
        Term("suggest", "to suggest something", "提出建议"),
    ),
)
"""What the customer wants: the one thing to ask that settles most tickets."""

COMPLAINT: Final = Term("complaint", "complaint", "投诉")
FEEDBACK: Final = Term("feedback", "feedback", "反馈")
SUGGESTION_RULE: Final = TriageRule.of(
    "suggestion", {"wants": "suggest"}, class_id="feedback", kind="feedback", en="a suggestion", zh="提出建议"
)
COMPLAINT_RULE: Final = TriageRule.of(
    "complaint", {"wants": "complain"}, class_id="complaint", kind="complaint", en="a complaint", zh="投诉"
)

ECOMMERCE: Final = TriageTable(
    "ecommerce",
    (WANTS,),
    Vocabulary(
        "class",
        (
            Term("inquiry", "enquiry", "咨询"),
            COMPLAINT,
            Term("after_sales", "after-sales request", "售后申请"),
            FEEDBACK,
        ),
    ),
    TICKET_KINDS,
    (
        COMPLAINT_RULE,
        TriageRule.of(
            "return_or_exchange",
            {"wants": ["return", "exchange"]},
            class_id="after_sales",
            kind="return",
            en="a return or an exchange",
            zh="退换货申请",
        ),
        TriageRule.of(
            "repair", {"wants": "repair"}, class_id="after_sales", kind="repair", en="a repair", zh="维修申请"
        ),
        SUGGESTION_RULE,
        TriageRule.of(
            "question", {"wants": "information"}, class_id="inquiry", kind="inquiry", en="a question", zh="客户咨询"
        ),
    ),
)
"""An e-commerce platform: enquiries, complaints, after-sales requests and feedback."""

PRODUCT_SUPPLY: Final = TriageTable(
    "product_supply",
    (WANTS,),
    Vocabulary(
        "class",
        (
            Term("repair", "repair", "维修"),
            Term("advice", "advice", "咨询"),
            COMPLAINT,
            FEEDBACK,
            Term("return", "return or exchange", "退换货"),
        ),
    ),
    TICKET_KINDS,
    (
        COMPLAINT_RULE,
        TriageRule.of(
            "repair",
            {"wants": "repair"},
            class_id="repair",
            kind="repair",
            en="a repair or a warranty claim",
            zh="维修或保修",
        ),
        TriageRule.of(
            "return_or_exchange",
            {"wants": ["return", "exchange"]},
            class_id="return",
            kind="return",
            en="a return or an exchange",
            zh="退换货",
        ),
        SUGGESTION_RULE,
        TriageRule.of(
            "advice",
            {"wants": "information"},
            class_id="advice",
            kind="inquiry",
            en="advice on a product",
            zh="产品咨询",
        ),
    ),
)
"""A supplier of electronics, appliances and small machinery: repair, advice, complaint; returns and feedback beside."""

FARM_PRODUCE: Final = TriageTable(
    "farm_produce",
    (WANTS,),
    Vocabulary(
        "class",
        (
            Term("inquiry", "enquiry", "咨询类"),
            Term("complaint", "complaint", "投诉类"),
            Term("after_sales", "after-sales", "售后服务类"),
            Term("return", "return", "退货", like="after_sales"),
            Term("exchange", "exchange", "换货", like="after_sales"),
            Term("repair", "repair", "维修", like="after_sales"),
            FEEDBACK,
        ),
    ),
    TICKET_KINDS,
    (
        COMPLAINT_RULE,
        TriageRule.of("return", {"wants": "return"}, class_id="return", kind="return", en="a return", zh="退货"),
        TriageRule.of(
            "exchange", {"wants": "exchange"}, class_id="exchange", kind="return", en="an exchange", zh="换货"
        ),
        TriageRule.of("repair", {"wants": "repair"}, class_id="repair", kind="repair", en="a repair", zh="维修"),
        SUGGESTION_RULE,
        TriageRule.of(
            "question", {"wants": "information"}, class_id="inquiry", kind="inquiry", en="a question", zh="产品咨询"
        ),
    ),
)
"""Fruit, vegetables and grain online: enquiry, complaint, and after-sales as return, exchange or repair."""

PET_TOPICS: Final = Vocabulary(
    "topic",
    (
        Term("product_quality", "product quality", "产品质量"),
        Term("defect", "defect or fault", "产品缺陷或故障", like="product_quality"),
        Term("illness", "a sick or dead animal", "活体患病或死亡", like="product_quality"),
        Term("service", "service", "服务"),
        Term("delivery", "delivery", "送货", like="service"),
        Term("installation", "installation", "安装", like="service"),
        Term("advice", "advice given", "咨询服务", like="service"),
        Term("usage", "how to use it", "使用建议"),
        Term("general", "anything else", "其他事项"),
    ),
)
"""What a pet owner's message is about."""

PET_TRADE: Final = TriageTable(
    "pet_trade",
    (PET_TOPICS, WANTS),
    Vocabulary(
        "class",
        (
            Term("product_quality", "product quality", "产品质量问题"),
            Term("service", "service", "服务问题"),
            Term("other", "other", "其他问题"),
        ),
    ),
    TICKET_KINDS,
    (
        TriageRule.of(
            "quality_complaint",
            {"topic": "product_quality", "wants": "complain"},
            class_id="product_quality",
            kind="complaint",
            en="a complaint about a product",
            zh="产品质量投诉",
        ),
        TriageRule.of(
            "quality_return",
            {"topic": "product_quality", "wants": ["return", "exchange"]},
            class_id="product_quality",
            kind="return",
            en="a faulty product to return or exchange",
            zh="质量问题退换货",
        ),
        TriageRule.of(
            "quality_repair",
            {"topic": "product_quality", "wants": "repair"},
            class_id="product_quality",
            kind="repair",
            en="a faulty product to repair",
            zh="质量问题维修",
        ),
        TriageRule.of(
            "quality_question",
            {"topic": "product_quality"},
            class_id="product_quality",
            kind="inquiry",
            en="a question about a product's quality",
            zh="产品质量咨询",
        ),
        TriageRule.of(
            "service_complaint",
            {"topic": "service", "wants": "complain"},
            class_id="service",
            kind="complaint",
            en="a complaint about delivery, installation or advice",
            zh="服务投诉",
        ),
        TriageRule.of(
            "service_question",
            {"topic": "service"},
            class_id="service",
            kind="inquiry",
            en="a question about delivery, installation or advice",
            zh="服务咨询",
        ),
        TriageRule.of(
            "other_complaint",
            {"wants": "complain"},
            class_id="other",
            kind="complaint",
            en="a complaint about anything else",
            zh="其他投诉",
        ),
        TriageRule.of(
            "other_return",
            {"wants": ["return", "exchange"]},
            class_id="other",
            kind="return",
            en="a return or an exchange without a fault",
            zh="其他退换货",
        ),
        TriageRule.of(
            "other_feedback",
            {"wants": "suggest"},
            class_id="other",
            kind="feedback",
            en="a suggestion",
            zh="提出建议",
        ),
        TriageRule.of(
            "other_question",
            {"topic": ["usage", "general"]},
            class_id="other",
            kind="inquiry",
            en="advice on use, or anything else",
            zh="使用建议及其他",
        ),
    ),
    Vocabulary(
        "resolution",
        (
            Term("ask_usage", "ask how the product was used", "了解使用情况"),
            Term("return", "offer a return", "提供退货"),
            Term("exchange", "offer an exchange", "提供换货"),
            Term("bring_in_department", "bring in the department concerned", "协调相关部门"),
            Term("advise", "advise", "提供建议"),
            Term("hand_over", "hand over to the right department", "引导至合适部门"),
        ),
    ),
    (
        ClassOptions("product_quality", ("ask_usage", "return", "exchange")),
        ClassOptions("service", ("bring_in_department",)),
        ClassOptions("other", ("advise", "hand_over")),
    ),
)
"""The pet trade: product quality, service, other; and what may be done about each."""
