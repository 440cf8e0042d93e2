"""Texts of the reasons that the engine itself gives, whatever the rule."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["DECISION"]

GRANTS: Final = Catalogue.of(
    {
        "right_granted": ("you may have this: {remedy}", "可以办理：{remedy}"),
        "share_within_tolerance": (
            "a share of up to {tolerance} is normal for such goods and is not refunded",
            "受影响的比例在{tolerance}以内属正常范围，不予赔付",
        ),
        "asked_remedy_not_granted": (
            "what you asked for cannot be granted: {remedy}",
            "您申请的处理方式不符合条件：{remedy}",
        ),
        "right_displaced": (
            "another rule for the same reason counts in place of this one",
            "就同一原因另有适用的规则，以该规则为准",
        ),
        "fact_missing": ("still to be answered: {fact}", "尚待确认：{fact}"),
        "evidence_wanted": ("evidence still missing: {evidence}", "还缺少凭证：{evidence}"),
        "evidence_wanted_by": (
            "evidence still missing: {evidence}; hand it in by {last_at}",
            "还缺少凭证：{evidence}，请最迟于{last_at}补交",
        ),
        "window_not_open_yet": (
            "it is too early: this can be claimed from {opens_at}",
            "还未到可申请的时间，{opens_at}起可以申请",
        ),
        "calendar_missing": (
            "the time limit cannot be worked out yet: the calendar {calendar} is not set up",
            "暂时无法计算时限：尚未设置日历{calendar}",
        ),
        "calendar_horizon": (
            "the time limit cannot be worked out yet: the calendar {calendar} does not reach far enough",
            "暂时无法计算时限：日历{calendar}尚未覆盖所需日期",
        ),
        "statutory_floor_applied": (
            "the law gives you more here than {layer}, so the law counts: {dimensions}",
            "法律规定比{layer}对您更有利，以法律规定为准：{dimensions}",
        ),
        "platform_floor_applied": (
            "the platform's rules give you more here than {layer}, so the platform's rules count: {dimensions}",
            "平台规则比{layer}对您更有利，以平台规则为准：{dimensions}",
        ),
    }
)

CONFLICTS: Final = Catalogue.of(
    {
        "policy_not_in_force": (
            "no version of our return policy was in force yet at {at}",
            "{at}时尚无生效的售后规则",
        ),
        "category_unknown": ("these goods are not in our list: {category}", "商品品类未登记：{category}"),
        "kind_unknown": ("this kind of claim is not in our list: {ground}", "申请类型未登记：{ground}"),
        "no_right": (
            "no rule gives a right for {category} on this ground: {ground}",
            "现有规则不支持{category}以“{ground}”为由申请售后",
        ),
        "already_claimed": (
            "another claim on these goods is still open",
            "该商品已有未处理完的售后申请",
        ),
        "already_refunded": (
            "everything was refunded before ({amount})",
            "该商品此前已全额退款（{amount}）",
        ),
        "already_returned": (
            "everything was returned before (bought: {bought})",
            "所购商品此前已全部退回（共{bought}件）",
        ),
        "facts_delivered_before_ordered": (
            "the delivery is said to be earlier than the order: please check both",
            "签收时间早于下单时间，请核对",
        ),
        "facts_lots_out_of_order": (
            "the last lot is said to have come before the first: please check both",
            "最后一批的签收时间早于第一批，请核对",
        ),
        "facts_installed_before_delivery": (
            "it is said to have been installed before it was delivered: please check both",
            "安装时间早于签收时间，请核对",
        ),
        "facts_back_before_claim": (
            "the goods are said to have come back before they were sent: please check both",
            "商家收到退货的时间早于寄出时间，请核对",
        ),
        "facts_reported_after_claim": (
            "the first report is said to be later than the claim: please check both",
            "首次反映时间晚于申请时间，请核对",
        ),
        "facts_more_than_all": (
            "more pieces are said to be affected than there are: please check both",
            "受影响的数量超过总数，请核对",
        ),
        "facts_heavier_than_all": (
            "the affected goods are said to weigh more than all of them: please check both",
            "受影响的重量超过总重，请核对",
        ),
        "facts_refunded_more_than_paid": (
            "more is said to have been refunded than was paid: please check both",
            "已退金额超过实付金额，请核对",
        ),
        "facts_order_paid_less": (
            "less is said to have been paid for the whole order than for this line: please check both",
            "整单实付金额低于该行实付金额，请核对",
        ),
        "facts_disagree": (
            "what was said and what was counted or measured do not agree: {fact}",
            "所填内容与清点或测量结果不一致：{fact}",
        ),
        "facts_claim_before_delivery": (
            "the claim ({submitted_at}) is said to be earlier than the delivery ({signed_at}): please check both",
            "申请时间（{submitted_at}）早于签收时间（{signed_at}），请核对",
        ),
        "facts_more_than_bought": (
            "more is claimed than is left (bought: {bought}, returned before: {returned}, claimed now: {claimed})",
            "申请数量超过剩余数量（购买{bought}件，此前已退{returned}件，本次申请{claimed}件）",
        ),
    }
)

DECISION: Final = GRANTS | CONFLICTS
