"""Texts of the codes of the marketplaces' rules for general goods."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["TEXTS"]

TEXTS: Final = Catalogue.of(
    {
        "goods_buyer_cause": (
            "what the buyer caused by use, care or alteration is not covered",
            "因买家使用、保养不当或自行改动造成的问题不在保障范围内",
        ),
        "goods_sold_as_second": (
            "goods that were marked as reduced or flawed on sale are outside this right",
            "销售时已标明为处理品或有瑕疵的商品不适用该权利",
        ),
        "goods_faint_flaw_only": (
            "this longer period is only for flaws that can hardly be seen with the bare eye",
            "较长时限仅适用于肉眼不明显可见的瑕疵",
        ),
        "goods_page_compensation": (
            "compensation for an unclear page, up to its limit",
            "页面描述不清的赔付（以上限为限）",
        ),
    }
)
