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
        "severity": ("the severity is declared", "严重度已声明"),
        "owner_not_subject": ("not handled by anybody whom it is about", "经办人不是被投诉人"),
        "assignee_not_subject": ("not assigned to anybody whom it is about", "新受理人不是被投诉人"),
        "not_high_severity": ("not of high severity", "非高严重度"),
        "four_eyes": ("of high severity by another than assessed it", "高严重度的由评估人以外的人决定"),
        "verified": ("it was found to be true", "已核实属实"),
        "evidence_given": ("evidence must be named", "须提供证据"),
        "within_early_settlement": ("it must be within the time for early settlement", "须在快速和解期限内"),
        "within_appeal_window": ("it must be within the time to appeal", "须在申诉期限内"),
        "within_external_window": ("it must be within the time to turn to an outside body", "须在申请平台介入期限内"),
        "first_appeal": ("only one appeal against a decision", "同一决定只能申诉一次"),
        "reviewer_not_decider": ("reviewed by another than decided it", "复核人不是原决定人"),
        "unfounded_stands": ("it was found to be unfounded", "原认定为不成立"),
        "remedy_due": ("a remedy is due", "有待执行的补救"),
        "final_deadline_passed_or_platform": (
            "the time for an answer must be over, or the platform steps in",
            "须已过最终答复期限，或由平台发起",
        ),
        "not_external_before": ("no outside body may have had it", "平台不得曾介入"),
        "evidence_window_open": ("it must be within the time to hand in evidence", "须在举证期限内"),
        "not_ruled_for_seller": ("no outside body has ruled for the seller", "平台未裁定支持商家"),
        "assessed": ("it must be assessed first", "须先评估"),
    }
)

REFUSALS: Final = Catalogue.of(
    {
        "severity_undeclared": (
            "severity {severity} is not declared; there are: {choices}",
            "严重度{severity}未声明；可选：{choices}",
        ),
        "severity_unknown": ("nobody has assessed the severity", "尚未评估严重度"),
        "actor_is_subject": ("nobody handles a complaint about themselves", "被投诉人不得经办针对自己的投诉"),
        "owner_is_subject": ("the complaint is about {subject}: assign another", "投诉涉及{subject}，请分派给其他人"),
        "severity_needs_supervisor": ("severity {severity} is for a supervisor", "严重度{severity}须由主管决定"),
        "severity_needs_second_person": (
            "at severity {severity} another than assessed it must decide",
            "严重度{severity}须由评估人以外的人决定",
        ),
        "early_settlement_over": ("early settlement ended {until_at}", "快速和解期限已于{until_at}届满"),
        "appeal_window_over": ("the time to appeal ended {until_at}", "申诉期限已于{until_at}届满"),
        "external_window_over": (
            "the time to turn to an outside body ended {until_at}",
            "申请平台介入的期限已于{until_at}届满",
        ),
        "evidence_window_over": ("the time for evidence ended {until_at}", "举证期限已于{until_at}届满"),
        "answer_not_overdue": ("an answer is not overdue before {due_at}", "最终答复期限{due_at}尚未届满"),
        "nothing_decided": ("there is no decision to object to", "尚无可申诉的处理决定"),
        "not_verified": ("it was not found to be true yet", "尚未核实属实"),
        "appealed_before": ("an appeal against this decision was made", "已对该决定提出过申诉"),
        "reviewer_decided": ("who decided it does not review it", "原决定人不得复核"),
        "external_before": ("an outside body has had it already", "平台已介入过"),
        "ruled_for_seller": ("an outside body has ruled for the seller", "平台已裁定支持商家"),
        "evidence_missing": ("name the evidence", "请提供证据"),
    }
)

COMPLAINT_TEXTS: Final[Catalogue] = STATES | EVENTS | CONDITIONS | REFUSALS
"""What only a complaint speaks of."""
