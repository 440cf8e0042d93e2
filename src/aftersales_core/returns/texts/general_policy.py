"""Texts of the published policy: its frame, and one sentence for each part that a rule can have."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["POLICY"]

FRAME: Final = {
    "policy_title": ("Return policy: {policy}, version {version}", "售后规则：{policy}，第{version}版"),
    "policy_in_force": ("this version is in force from {at}", "本版本自{at}起生效"),
    "policy_best": (
        "of what the law, the platform, the seller and the order give, you get the best for each remedy",
        "法律规定、平台规则、商家规则与本单约定同时适用；同一处理方式，按对您最有利的执行",
    ),
    "policy_special": (
        "within one text, the rule for a narrower group of goods goes before the rule for a wider one",
        "同一份规则中，具体品类的规则优先于一般规则",
    ),
    "policy_asked": (
        "where something is not known yet, we ask you or look into it ourselves; nothing is refused for that alone",
        "信息不全时，我们会请您补充或人工核实，不会仅因此拒绝申请",
    ),
    "policy_procedure": (
        "how it goes: you hand in claim and evidence; we decide and say why; goods come back if need be; we settle it",
        "办理流程：提交申请和凭证；我们审核并告知结果与理由；需退货的请寄回商品；随后退款、换货或维修",
    ),
    "policy_clock": (
        "days are those of the place of delivery; where nobody names its time zone, {tz} counts",
        "日期以收货地当地时间为准；未注明时区的，以{tz}为准",
    ),
    "policy_clock_open": ("days are those of the place of delivery", "日期以收货地当地时间为准"),
    "policy_no_advice": (
        "these rules are given with their sources and the date on which each was read; they are not legal advice",
        "以上规则均注明出处与核对日期，不构成法律意见",
    ),
    "policy_nothing": ("no rule answers this choice", "没有符合所选条件的规则"),
    "policy_all_goods": ("all goods", "全部商品"),
    "policy_for_each": ("for each of the following", "以下各项均适用"),
    "rule_heading": ("{remedy} (by {layer})", "{remedy}（依据：{layer}）"),
}

TIME: Final = {
    "rule_window": ("{done} is due within {length}, {way}", "{way}，{length}内须{done}"),
    "rule_window_until": ("{done} is due by {since}", "须在{since}前{done}"),
    "rule_window_later": ("{one}; or: {other}; the later of the two counts", "{one}；或{other}；以较晚者为准"),
    "rule_window_earlier": ("{one}; and: {other}; the earlier of the two counts", "{one}；且{other}；以较早者为准"),
    "rule_window_then": ("{one}, and then another {length}", "{one}；期满后再延长{length}"),
    "rule_window_opens": ("it is too early for {done} in the first {length}, {way}", "{way}，满{length}后方可{done}"),
    "rule_window_pauses": ("the time of {pauses} is not counted", "{pauses}的时间不计入"),
    "rule_no_window": ("this rule sets no time limit", "本规则未设时限"),
    "rule_calendar_country": (
        "working days are those of the country whose law applies",
        "工作日以所适用法律的国家或地区的日历为准",
    ),
    "rule_calendar_own": ("working days are those of {calendar}", "工作日以{calendar}为准"),
    "since_first_known": ("{first} (where there is none: {others})", "{first}（没有的，以{others}为准）"),
    "since_earliest": ("the earliest of these: {all}", "{all}中最早的时间"),
    "since_latest": ("the latest of these: {all}", "{all}中最晚的时间"),
    "rule_send_back": ("the goods are to be sent within {length}, {way}", "{way}，{length}内须寄出商品"),
    "rule_refund_due": ("the money is due within {length}, {way}", "{way}，{length}内退款到位"),
    "rule_refund_waits": (
        "the money need not be paid before the first of these has come: {events}",
        "在下列事项之一发生前，可以暂不退款：{events}",
    ),
}

TERMS: Final = {
    "rule_applies": ("this holds where {condition}", "适用条件：{condition}"),
    "rule_excluded": ("this does not hold where {condition}", "不适用的情形：{condition}"),
    "rule_required": ("this holds only where {condition}", "须满足：{condition}"),
    "rule_referred": ("a person looks at the case first: {term}", "须先由人工审核：{term}"),
    "rule_remark": ("to know: {term}", "提示：{term}"),
    "rule_evidence": ("evidence to hand in: {evidence}", "须提供的凭证：{evidence}"),
    "rule_evidence_within": (
        "evidence to hand in: {evidence}, within {length}, {way}",
        "须提供的凭证：{evidence}，{way}，{length}内提交",
    ),
    "rule_evidence_unless": ("no evidence is needed where {condition}", "无需提供凭证的情形：{condition}"),
    "evidence_all": ("{first} and {last}", "{first}以及{last}"),
    "evidence_any": ("either {first} or {last}", "{first}或{last}"),
    "rule_freight": ("the way back is paid by {bearer}", "退回运费由{bearer}承担"),
    "rule_freight_trader_when": (
        "the seller pays for the way back where {condition}",
        "由商家承担退回运费的情形：{condition}",
    ),
    "rule_yields": (
        "rules of this kind take its place where there are any for the same reason: {layers}",
        "就同一原因另有以下规则的，从其规则：{layers}",
    ),
    "rule_yields_when": (
        "rules of this kind take its place where there are any for the same reason ({layers}) and {condition}",
        "就同一原因另有以下规则（{layers}）的，从其规则，前提是{condition}",
    ),
    "rule_basis": ("source: {title}, {article}", "出处：{title}，{article}"),
    "rule_basis_bare": ("source: {title}", "出处：{title}"),
    "rule_known": ("how sure: {confidence}, as of {read_on}", "可靠程度：{confidence}，截至{read_on}"),
    "rule_in_force_from": ("in force from {day}", "自{day}起施行"),
    "rule_in_force_until": ("in force until {day}", "施行至{day}"),
}

MONEY: Final = {
    "rule_whole": ("you get back all that was paid for the goods claimed", "退还所申请商品的全部实付款"),
    "rule_share": ("you get back {share} of what was paid for the goods claimed", "退还所申请商品实付款的{share}"),
    "rule_fact_share": (
        "you get back as large a part of what was paid for the goods claimed as is affected ({fact})",
        "按比例退还所申请商品的实付款（比例：{fact}）",
    ),
    "rule_band": ("up to and with {upto}: {gives} of what was paid", "不超过{upto}的，退还{gives}"),
    "rule_band_itself": ("up to and with {upto}: that same part of what was paid", "不超过{upto}的，按实际比例退还"),
    "rule_tolerance": ("up to and with {share}: nothing", "不超过{share}的，不予退款"),
    "rule_full_above": ("more than {share}: all that was paid", "超过{share}的，全额退还"),
    "rule_full_when": ("all that was paid, where {condition}", "全额退还的情形：{condition}"),
    "rule_at_least": ("at least {share} of what was paid", "不低于实付款的{share}"),
    "rule_from_zero": ("you are paid what is added below", "支付以下各项"),
    "rule_resettle": (
        "where a bundle or threshold offer is lost, you get what the order cost less the list price of what you keep",
        "退货后不再满足满减或套装条件的，按整单重新结算：实付款减去保留商品的标价",
    ),
    "rule_taken_off": ("taken off: {what}", "扣除：{what}"),
    "rule_added": ("added: {what}", "另付：{what}"),
    "sum_share": ("{name} ({share} of what was paid)", "{name}（实付款的{share}）"),
    "sum_share_so_far": ("{name} ({share} of the sum so far)", "{name}（当前金额的{share}）"),
    "sum_per_day": (
        "{name} (for each day {rate} of what was paid; days: {days})",
        "{name}（每日按实付款的{rate}计；天数：{days}）",
    ),
    "sum_less_days": ("{days}, less: {less}", "{days}，减去：{less}"),
    "sum_at_most": ("{sum}, at most {limit}", "{sum}，不超过{limit}"),
    "sum_at_most_of": ("{sum}, at most the largest of these: {limits}", "{sum}，不超过下列各项中最高者：{limits}"),
    "sum_when": ("{sum}, where {condition}", "{sum}，条件：{condition}"),
    "limit_share": ("{share} of what was paid", "实付款的{share}"),
    "limit_price_with": ("{share} of what was paid together with: {facts}", "实付款与以下各项之和的{share}：{facts}"),
    "rule_never_more": (
        "never more than was paid, less what was refunded before",
        "退款总额不超过实付款减去此前已退金额",
    ),
    "rule_beyond_price": ("this may be more than the price", "金额可以超过商品价款"),
    "rule_head": (
        "beside this, a person looks at a claim of its own: {what}, {times} times what was paid",
        "此外可由人工审核以下主张：{what}，实付款的{times}倍",
    ),
    "rule_head_loss": ("or {times} times the loss, if that is more", "或损失的{times}倍（以较高者为准）"),
    "rule_head_least": ("at least {amount}", "不低于{amount}"),
}

CONDITIONS: Final = {
    "answer_yes": ("yes", "是"),
    "answer_no": ("no", "否"),
    "condition_is": ("the answer to “{fact}” is {value}", "“{fact}”为{value}"),
    "condition_is_not": ("the answer to “{fact}” is not {value}", "“{fact}”不为{value}"),
    "condition_known": ("the answer to “{fact}” is known", "“{fact}”已知"),
    "condition_not_known": ("the answer to “{fact}” is not known", "“{fact}”未知"),
    "condition_less": ("the answer to “{fact}” is less than {value}", "“{fact}”小于{value}"),
    "condition_at_most": ("the answer to “{fact}” is at most {value}", "“{fact}”不超过{value}"),
    "condition_more": ("the answer to “{fact}” is more than {value}", "“{fact}”超过{value}"),
    "condition_at_least": ("the answer to “{fact}” is at least {value}", "“{fact}”不低于{value}"),
    "condition_same": ("the answer to “{fact}” is just {value}", "“{fact}”等于{value}"),
    "condition_before": ("the answer to “{fact}” is before {value}", "“{fact}”早于{value}"),
    "condition_not_after": ("the answer to “{fact}” is not after {value}", "“{fact}”不晚于{value}"),
    "condition_after": ("the answer to “{fact}” is after {value}", "“{fact}”晚于{value}"),
    "condition_not_before": ("the answer to “{fact}” is not before {value}", "“{fact}”不早于{value}"),
    "condition_answer_to": ("the answer to “{fact}”", "“{fact}”"),
    "condition_not": ("it is not so that {condition}", "并非：{condition}"),
    "condition_or_unknown": ("{condition} (or this is not known)", "{condition}（或情况不明）"),
    "condition_alone": ("{condition}", "{condition}"),
    "condition_always": ("in every case", "任何情形"),
    "condition_never": ("in no case", "无此情形"),
    "condition_and": ("{first} and {last}", "{first}，且{last}"),
    "condition_or": ("{first} or {last}", "{first}，或{last}"),
}

POLICY: Final = Catalogue.of({**FRAME, **TIME, **TERMS, **MONEY, **CONDITIONS})
