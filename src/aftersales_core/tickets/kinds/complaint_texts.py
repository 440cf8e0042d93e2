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
        "state_arbitration": ("before an outside body", "外部仲裁中"),
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
        "event_go_external": ("turn to an outside body", "提交外部仲裁"),
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
        "severity_unknown": ("nobody has assessed the severity", "尚未评估严重度"),
        "owner_not_subject": ("nobody whom the complaint is about handles it", "被投诉人不得经办"),
        "assignee_not_subject": ("nobody whom the complaint is about is assigned", "被投诉人不得受理"),
        "not_high_severity": ("of high severity only for supervisors", "高严重度须由主管处理"),
        "four_eyes": ("of high severity not who assessed it", "高严重度投诉的决定人不得是评估人"),
        "verified": ("found to be true", "已核实属实"),
        "evidence_given": ("evidence is named", "已提供证据"),
        "within_early_settlement": ("still within early settlement", "未超过快速和解期限"),
        "within_appeal_window": ("still within the time to appeal", "未超过申诉期限"),
        "within_external_window": ("still within the time to turn to an outside body", "未超过提交外部仲裁的期限"),
        "nothing_decided": ("there is no decision to object to", "尚无可申诉的决定"),
        "first_appeal": ("no appeal against this decision yet", "尚未对该决定提出申诉"),
        "reviewer_not_decider": ("the reviewer has not decided it", "复核人不是原决定人"),
        "unfounded_stands": ("it was found unfounded", "原认定为不成立"),
        "remedy_due": ("a remedy is due", "有待执行的补救"),
        "final_deadline_passed_or_platform": (
            "the time for an answer is over, or the platform steps in",
            "已超过最终答复期限，或由平台发起",
        ),
        "not_external_before": ("no outside body has had it", "未曾提交外部仲裁"),
        "evidence_window_open": ("evidence is still taken", "举证期限未过"),
        "not_ruled_for_seller": ("no outside body has ruled for the seller", "外部仲裁未支持商家"),
        "assessed": ("it was assessed", "已评估"),
    }
)

COMPLAINT_TEXTS: Final[Catalogue] = STATES | EVENTS | CONDITIONS
"""What only a complaint speaks of."""
