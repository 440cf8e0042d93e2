"""Goods that keep: electronics, appliances, machines, clothing, media."""

from typing import Final

from aftersales_core.returns.categories import Category

__all__ = ["GOODS"]

of = Category.of

GOODS: Final = (
    of("goods", "other goods", "其他商品"),
    of("electronics", "electronics", "电子产品", "goods", durable=True),
    of("portable_electronics", "portable electronics", "便携数码产品", "electronics"),
    of("mobile_phone", "mobile phones", "移动电话机", "portable_electronics"),
    of("fixed_electronics", "stationary electronics", "固定电子产品", "electronics"),
    of("computer", "computers", "微型计算机", "fixed_electronics"),
    of("appliances", "home appliances", "家用电器", "goods", durable=True),
    of("machines", "small machines", "小型机械", "goods", durable=True),
    of("agri_machines", "agricultural machinery", "农业机械", "machines"),
    of("apparel", "clothing", "服装", "goods"),
    of("shoes", "shoes", "鞋", "apparel"),
    of("bags", "bags", "箱包", "goods"),
    of("toys", "toys", "玩具", "goods"),
    of("home_textiles", "home textiles", "家纺", "goods"),
    of("jewellery", "jewellery", "饰品", "goods"),
    of("cosmetics", "cosmetics", "化妆品", "goods", sealed=True),
    of("medical", "medical and contraceptive goods", "医疗器械与计生用品", "goods", sealed=True),
    of("hygiene", "sealed hygiene goods", "卫生用品", "goods", sealed=True),
    of("furniture", "furniture", "家具", "goods"),
    of("media", "recordings and software on a medium", "音像制品与软件", "goods", digital="sealed_medium"),
    of("digital_content", "digital content supplied online", "在线交付的数字内容", "goods", digital="online"),
    of("newspapers", "newspapers and periodicals", "报纸期刊", "goods"),
)
