"""The kinds of claim, and the remedies: an open vocabulary with labels in both languages."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import attrs

__all__ = ["GROUNDS", "REMEDIES", "Word", "Words"]


@attrs.frozen
class Word:
    """One word of a vocabulary with its labels."""

    id: str
    en: str
    zh: str


@attrs.frozen
class Words:
    """A vocabulary."""

    words: tuple[Word, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Word]:
        """The words, to look up."""
        return {word.id: word for word in self.words}


GROUNDS: Final = Words(
    (
        Word("no_reason", "change of mind", "无理由退货"),
        Word("quality", "a quality problem", "质量问题"),
        Word("fault", "a performance fault", "性能故障"),
        Word("damage", "damage in transit", "运输损坏"),
        Word("packaging", "damaged packaging", "包装破损"),
        Word("shortage", "short weight or missing pieces", "缺斤少两或缺件"),
        Word("size_mismatch", "another size than promised", "规格大小不符"),
        Word("not_as_described", "not as described", "与描述不符"),
        Word("wrong_item", "another item", "错发"),
        Word("appearance", "a flaw in looks", "外观瑕疵"),
        Word("late_delivery", "late delivery", "延迟送达"),
        Word("not_delivered", "not delivered", "未收到货"),
        Word("refused_delivery", "refused at the door", "拒收"),
        Word("expired", "past its shelf life", "过期"),
        Word("short_dated", "little shelf life left", "临期"),
        Word("dead_on_arrival", "dead on arrival", "到货死亡"),
        Word("illness", "illness or death after delivery", "患病或死亡"),
        Word("congenital", "a congenital or hereditary defect", "先天性或遗传性缺陷"),
        Word("fraud", "fraud", "欺诈"),
        Word("unsafe_food", "unsafe food", "不符合食品安全标准"),
        Word("cancellation", "cancellation before delivery", "发货前取消"),
        Word("taste", "taste", "口感口味"),
    )
)
"""What a claim can be about."""

REMEDIES: Final = Words(
    (
        Word("return_refund", "return for a refund", "退货退款"),
        Word("refund_only", "refund without return", "仅退款"),
        Word("exchange", "exchange", "换货"),
        Word("replacement", "a replacement is sent", "补发"),
        Word("repair", "repair", "维修"),
        Word("part_replacement", "replacement of the part", "更换部件"),
        Word("price_reduction", "a price reduction", "减价"),
        Word("treatment_cost", "the cost of treatment", "诊疗费用"),
        Word("store_credit", "store credit", "店铺余额"),
        Word("compensation", "compensation", "赔偿"),
        Word("spare_unit", "a spare unit during repair", "提供备用机"),
        Word("points_and_coupons", "points and coupons given back", "返还积分与优惠券"),
    )
)
"""What a claim can lead to."""
