"""Short nouns for the moments from which windows run, at which they end, and which they want to come in time."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["MOMENTS"]

MOMENTS: Final = Catalogue.of(
    {
        "moment_ordered_at": ("the order", "下单"),
        "moment_shelf_life_ends_on": ("the end of the shelf life", "保质期届满"),
        "moment_shipped_at": ("the shipping", "发货"),
        "moment_promised_at": ("the promised time of delivery", "承诺送达时间"),
        "moment_signed_at": ("the delivery", "签收"),
        "moment_first_signed_at": ("the delivery of the first lot", "首批签收"),
        "moment_installed_at": ("the installation", "安装完成"),
        "moment_pickup_notified_at": ("the notice to pick it up", "取件通知"),
        "moment_picked_up_at": ("the pick-up", "取件"),
        "moment_refused_at": ("the refusal at the door", "拒收"),
        "moment_first_reported_at": ("the first report", "首次反映问题"),
        "moment_first_end": ("the end of the first period", "前一期限届满"),
        "moment_goods_received_at": ("the return of the goods to the seller", "商家收到退货"),
        "moment_sent_back_at": ("sending the goods back", "寄回商品"),
        "moment_guarantee_pauses": ("repair, and of waiting for it", "修理及等待修理"),
        "moment_repair_spans": ("repair", "维修"),
        "moment_submitted_at": ("the claim", "提交申请"),
    }
)
