"""Goods that keep: electronics, appliances, machines, clothing, media.

What a day's use costs under China's three guarantees, and whether a thing has to be installed, are traits here, taken
from the table of guarantee products.
"""

from typing import Final

from aftersales_core.returns.categories import Category
from aftersales_core.returns.guarantee_products import GUARANTEE_PRODUCTS

__all__ = ["GOODS"]

of = Category.of

GUARANTEED: Final = {product.category: product for product in GUARANTEE_PRODUCTS}


def product(id: str, en: str, zh: str, like: str) -> Category:
    """Make the category of a product of the three guarantees, with its daily rate and its need to be installed."""
    row = GUARANTEED[id]
    traits = {} if row.daily_rate is None else {"daily_rate": row.daily_rate}
    if row.starts == "installation":
        return of(id, en, zh, like, needs_installation=True, **traits)
    return of(id, en, zh, like, **traits)


GOODS: Final = (
    of("goods", "other goods", "其他商品"),
    of("electronics", "electronics", "电子产品", "goods", durable=True),
    of("portable_electronics", "portable electronics", "便携数码产品", "electronics"),
    product("mobile_phone", "mobile phones", "移动电话机", "portable_electronics"),
    product("camcorder", "camcorders", "摄像机", "portable_electronics"),
    product("watch", "watches", "手表", "portable_electronics"),
    of("fixed_electronics", "stationary electronics", "固定电子产品", "electronics"),
    product("computer", "computers", "微型计算机", "fixed_electronics"),
    product("landline_phone", "landline telephones", "固定电话机", "fixed_electronics"),
    of("appliances", "home appliances", "家用电器", "goods", durable=True),
    of("tv", "television sets", "电视机", "appliances"),
    product("color_tv", "colour television sets", "彩色电视机", "tv"),
    product("flat_tv", "flat-panel television sets", "平板电视机", "tv"),
    product("air_conditioner", "air conditioners", "空调器", "appliances"),
    product("refrigerator", "refrigerators", "电冰箱", "appliances"),
    product("washing_machine", "washing machines", "洗衣机", "appliances"),
    product("electric_fan", "electric fans", "电风扇", "appliances"),
    product("microwave_oven", "microwave ovens", "微波炉", "appliances"),
    product("vacuum_cleaner", "vacuum cleaners", "吸尘器", "appliances"),
    product("range_hood", "range hoods", "吸排油烟机", "appliances"),
    product("gas_water_heater", "gas water heaters", "燃气热水器", "appliances"),
    product("bicycle", "bicycles", "自行车", "goods"),
    of("machines", "small machines", "小型机械", "goods", durable=True),
    of("agri_machines", "agricultural machinery", "农业机械", "machines"),
    of("apparel", "clothing", "服装", "goods"),
    of("shoes", "shoes", "鞋", "apparel"),
    of("bags", "bags", "箱包", "goods"),
    of("toys", "toys", "玩具", "goods"),
    of("home_textiles", "home textiles", "家纺", "goods"),
    of("jewellery", "jewellery", "饰品", "goods"),
    of("precious_metal", "precious metal jewellery", "贵金属饰品", "jewellery"),
    of("cosmetics", "cosmetics", "化妆品", "goods", sealed=True),
    of("medical", "medical and contraceptive goods", "医疗器械与计生用品", "goods", sealed=True),
    of("hygiene", "sealed hygiene goods", "卫生用品", "goods", sealed=True),
    of("furniture", "furniture", "家具", "goods"),
    of("media", "recordings and software on a medium", "音像制品与软件", "goods", digital="sealed_medium"),
    of("digital_content", "digital content supplied online", "在线交付的数字内容", "goods", digital="online"),
    of("newspapers", "newspapers and periodicals", "报纸期刊", "goods"),
)
