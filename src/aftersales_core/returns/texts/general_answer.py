"""Texts of the answer to a customer: its headings, and what it says beside the reasons themselves."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["ANSWER"]

OUTCOMES: Final = {
    "answer_eligible": ("your claim is granted", "您的申请符合条件，可以办理"),
    "answer_needs_evidence": (
        "thank you; we can decide as soon as we have what is listed below",
        "感谢您的申请，请补充以下内容，收到后我们即可为您处理",
    ),
    "answer_needs_review": (
        "thank you; one of us has to look at your claim before we can answer",
        "感谢您的申请，该申请需要人工审核，我们会尽快答复您",
    ),
    "answer_ineligible": (
        "we are sorry: your claim cannot be granted under the rules that hold for it",
        "很抱歉，您的申请不符合售后条件",
    ),
}

HEADINGS: Final = {
    "answer_you_get": ("what you get", "您可以获得"),
    "answer_you_choose": ("what you can choose from, in this order", "您可以选择（按顺序）"),
    "answer_may_get": ("what it can lead to", "审核通过后可以办理"),
    "answer_may_also": ("what may also be possible, once it is settled", "待确认后还可以办理"),
    "answer_to_do": ("what we need from you", "请您补充"),
    "answer_we_check": ("what we are checking", "我们正在核实"),
    "answer_deadlines": ("time limits", "时限"),
    "answer_why": ("why", "原因"),
    "answer_not": ("not possible: {remedy}", "不能办理：{remedy}"),
    "answer_rules": ("the rules behind this answer", "依据"),
    "answer_heads": ("what one of us will look at apart from this", "以下事项将另行由人工审核"),
}

LINES: Final = {
    "answer_money": ("{what}: {amount}", "{what}：{amount}"),
    "answer_step": ("{what}: {amount}, makes {sum}", "{what}：{amount}，小计{sum}"),
    "answer_share": ("{what} ({share})", "{what}（{share}）"),
    "answer_about": ("about {amount}", "约{amount}"),
    "answer_evidence": ("please hand in: {evidence}", "请提供：{evidence}"),
    "answer_evidence_by": ("please hand in by {last_at}: {evidence}", "请最迟于{last_at}提供：{evidence}"),
    "answer_goods_back": ("please send the goods back", "请您寄回商品"),
    "answer_goods_kept": ("you keep the goods", "商品无需退回"),
    "answer_goods_picked_up": ("we pick the goods up from you", "我们会上门取回商品"),
    "answer_goods_stay_for_repair": ("the goods go to the repairer", "商品将送修"),
    "answer_bearer_trader": ("we pay for the way back", "退回运费由商家承担"),
    "answer_bearer_consumer": ("you pay for the way back", "退回运费由您承担"),
    "answer_due_claim": ("the claim: until {last_at}", "提交申请：截止{last_at}"),
    "answer_due_evidence": ("the evidence: until {last_at}", "补充凭证：截止{last_at}"),
    "answer_due_send_back": ("sending the goods: until {last_at}", "寄出商品：截止{last_at}"),
    "answer_due_refund": ("our payment to you: until {last_at}", "退款到位：截止{last_at}"),
    "answer_rule": ("{title}, {article} ({layer})", "{title}，{article}（{layer}）"),
    "answer_rule_bare": ("{title} ({layer})", "{title}（{layer}）"),
    "answer_rule_unsure": ("{rule}; {confidence}", "{rule}；{confidence}"),
    "answer_turn_to": (
        "if you do not agree, ask us to look again; you may also turn to the platform, a consumer body or a court",
        "如有异议，请联系我们复核；您也可以申请平台介入，向消费者组织或主管部门投诉，或依法向法院起诉",
    ),
}

ANSWER: Final = Catalogue.of({**OUTCOMES, **HEADINGS, **LINES})
