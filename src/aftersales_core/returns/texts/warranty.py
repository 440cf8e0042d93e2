"""Texts of the codes of the family warranty."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["TEXTS"]

TEXTS: Final = Catalogue.of(
    {
        "warranty_none": (
            "there is no warranty for this product or part: {product} {part}",
            "该商品或部件没有质保：{product} {part}",
        ),
        "warranty_runs": ("the warranty runs until {last_at}", "质保期至{last_at}"),
        "warranty_ended": ("the warranty ended at {last_at}", "质保期已于{last_at}届满"),
        "warranty_not_begun": ("the warranty does not begin before {from_at}", "质保期自{from_at}起算，尚未开始"),
        "warranty_in_repair": (
            "the unit is away for repair, so the end of the warranty moves on until it is back",
            "商品正在维修，质保期在修复前顺延",
        ),
        "warranty_part_excluded": ("this part is not covered: {part}", "该部件不在质保范围内：{part}"),
        "warranty_cause_excluded": ("this cause is not covered: {cause}", "该原因造成的故障不在质保范围内：{cause}"),
        "warranty_second_owner": ("the warranty holds for the first owner only", "质保仅对首位购买者有效"),
        "warranty_serial_replaced": (
            "serial number {serial} was replaced; the unit now bears {current}",
            "序列号{serial}对应的商品已更换，现序列号为{current}",
        ),
        "warranty_serial_mismatch": (
            "serial number {serial} is not that of this unit, which is {current}",
            "序列号{serial}与该商品登记的序列号{current}不符",
        ),
        "warranty_serial_unrecorded": (
            "no serial number is on record for this unit, so {serial} cannot be checked ({fact})",
            "该商品未登记序列号，无法核对{serial}（{fact}）",
        ),
        "warranty_serial_unknown": ("no unit with serial number {serial} is on record", "未登记序列号为{serial}的商品"),
        "warranty_missing": ("not known yet: {fact}", "尚缺信息：{fact}"),
    }
)
