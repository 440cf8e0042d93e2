"""The words that only a complaint uses."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["COMPLAINT_TEXTS"]

STATES: Final = Catalogue.of(
    {
        "state_received": ("received", "已收到"),
        "state_acknowledged": ("acknowledged", "已受理"),
        "state_investigating": ("being investigated", "调查核实中"),
        "state_responded": ("answered", "已答复"),
        "state_unfounded": ("found to be unfounded", "投诉不成立"),
        "state_under_review": ("under review", "复核中"),
        "state_remedying": ("remedy under way", "补救执行中"),
        "state_arbitration": ("before an outside body", "平台介入中"),
        "state_withdrawn": ("withdrawn", "已撤回"),
    }
)

EVENTS: Final = Catalogue.of(
    {
        "event_acknowledge": ("acknowledge", "确认受理"),
        "event_settle_early": ("settle at once", "快速和解"),
        "event_assess": ("assess", "评估"),
        "event_find_founded": ("find it true", "认定属实"),
        "event_find_unfounded": ("find it unfounded", "认定不成立"),
        "event_respond": ("answer with a decision", "答复处理决定"),
        "event_uphold": ("uphold the decision", "维持原决定"),
        "event_overturn": ("decide for the customer", "改判支持顾客"),
        "event_go_external": ("turn to an outside body", "申请平台介入"),
        "event_request_evidence": ("ask for evidence", "要求举证"),
        "event_submit_evidence": ("hand in evidence", "提交证据"),
        "event_remedy_done": ("the remedy is given", "补救完成"),
        "event_remedy_failed": ("the remedy fails", "补救失败"),
        "event_withdraw": ("withdraw", "撤回投诉"),
    }
)

CONDITIONS: Final = Catalogue.of(
    {
        "severity": ("the severity is one of {choices}, not {severity}", "严重度{severity}未声明，可选：{choices}"),
        "severity_unknown": ("the severity was not assessed", "尚未评估严重度"),
        "owner_not_subject": ("{subject} handles it and it is about them", "被投诉人{subject}不得经办"),
        "assignee_not_subject": ("{subject} would get it and it is about them", "不得分派给被投诉人{subject}"),
        "not_high_severity": ("severity {severity} is for a supervisor", "严重度{severity}须由主管决定"),
        "four_eyes": ("severity {severity} is decided by another than assessed it", "严重度{severity}须由评估人以外的人决定"),
        "verified": ("it was found to be true", "已核实属实"),
        "evidence_given": ("evidence is named", "已提供证据"),
        "within_early_settlement": ("early settlement, until {until_at}", "在快速和解期限内（截至{until_at}）"),
        "within_appeal_window": ("the time to appeal, until {until_at}", "在申诉期限内（截至{until_at}）"),
        "within_external_window": (
            "the time to turn to an outside body, until {until_at}",
            "在申请平台介入期限内（截至{until_at}）",
        ),
        "nothing_decided": ("there is a decision to object to", "已有可申诉的处理决定"),
        "first_appeal": ("the first appeal against this decision", "首次对该决定申诉"),
        "reviewer_not_decider": ("the reviewer did not decide it", "复核人不是原决定人"),
        "unfounded_stands": ("it was found unfounded", "原认定为不成立"),
        "remedy_due": ("a remedy is due", "有待执行的补救"),
        "final_deadline_passed_or_platform": (
            "an answer was due at {due_at}, or the platform steps in",
            "已过最终答复期限（{due_at}），或由平台发起",
        ),
        "not_external_before": ("no outside body has had it", "平台未曾介入"),
        "evidence_window_open": ("evidence is taken until {until_at}", "在举证期限内（截至{until_at}）"),
        "not_ruled_for_seller": ("no outside body has ruled for the seller", "平台未裁定支持商家"),
        "assessed": ("it was assessed", "已评估"),
    }
)

COMPLAINT_TEXTS: Final[Catalogue] = STATES | EVENTS | CONDITIONS
"""What only a complaint speaks of."""
