"""Facts that only the rules of the family produce read."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["PRODUCE"]

GOODS: Final = (
    FactSpec(
        "small_berry",
        "product",
        "yes_no",
        "Is it small fruit with a thin skin, such as blueberries?",
        "是否小颗粒水果（如蓝莓、桑葚）？",
        default=False,
    ),
    FactSpec("stated_weight_g", "product", "number", "What net weight is stated, in grams?", "标示净重多少克？"),
    FactSpec("stated_count", "product", "count", "How many pieces are stated?", "标示多少个？"),
    FactSpec(
        "sold_by",
        "product",
        "choice",
        "Is it sold in packages of stated content, weighed loose, or by the piece?",
        "按定量包装、散装称重还是按个出售？",
        choices=("prepacked", "loose", "piece"),
    ),
    FactSpec(
        "weighing_group",
        "product",
        "choice",
        "To which group of loose goods does it belong?",
        "属于哪一类散装称重食品？",
        choices=("staple", "animal", "dried", "precious"),
    ),
    FactSpec("price_per_kg", "product", "money", "What is the price of a kilogram?", "每千克单价是多少？"),
    FactSpec("produced_on", "product", "date", "When was it produced?", "生产日期是哪一天？"),
    FactSpec(
        "shelf_life_left_share",
        "product",
        "share",
        "Which share of its shelf life was left on signing?",
        "签收时剩余保质期占比是多少？",
    ),
    FactSpec(
        "short_dated_stated",
        "product",
        "yes_no",
        "Was it stated clearly that little shelf life was left?",
        "是否已明确说明临期？",
        default=False,
    ),
    FactSpec(
        "certificate_matches",
        "product",
        "yes_no",
        "Does the organic or origin certificate fit these goods?",
        "有机或产地认证是否与商品相符？",
    ),
    FactSpec(
        "dated_after_shipping",
        "product",
        "yes_no",
        "Is the production dated after the shipping?",
        "标示的生产日期是否晚于发货日期？",
    ),
    FactSpec("stock_available", "product", "yes_no", "Is there stock to send it again?", "是否有库存可补发？"),
    FactSpec(
        "component_shop_value",
        "claim",
        "money",
        "What do the affected pieces cost in this shop?",
        "受影响部分在本店的售价是多少？",
    ),
    FactSpec(
        "component_market_value",
        "claim",
        "money",
        "What do the affected pieces cost on the market?",
        "受影响部分的市场行情价是多少？",
    ),
)
"""What is known of the goods."""

DELIVERY: Final = (
    FactSpec(
        "cold_chain_broken",
        "delivery",
        "yes_no",
        "Was it out of the cold chain before the signing?",
        "签收前是否断链？",
    ),
    FactSpec("force_majeure", "delivery", "yes_no", "Was it held up by force majeure?", "是否因不可抗力影响配送？"),
    FactSpec("late_hours", "delivery", "number", "By how many hours was it late?", "迟到多少小时？"),
    FactSpec(
        "lot_signed_at",
        "claim",
        "instant",
        "When was the lot that the claim is about signed for?",
        "所申请的这一批何时签收？",
    ),
    FactSpec(
        "visible_damage",
        "claim",
        "yes_no",
        "Was there visible damage at the door?",
        "签收时外观是否有明显损坏？",
        "customer",
    ),
)
"""What is known of the way to the buyer."""

WRONG: Final = (
    ("rotten", "Is it rotten or leaking in places?", "是否有腐烂或流汁？"),
    ("odour", "Does it smell bad?", "是否有异味？"),
    ("thawed", "Was it thawed?", "是否化冻？"),
    ("bulging", "Is it in a package that bulges or leaks air?", "包装是否涨包或漏气？"),
    ("inedible", "Is it unfit to eat?", "是否无法食用？"),
    ("segments_connected", "Is there a bad segment that spoils the others?", "是否有坏瓣影响其他果瓣？"),
    ("rot_inside", "Was it rotten inside, and seen only on cutting?", "是否切开后才发现内部腐烂？"),
    ("ripened", "Was it ripe before it went bad?", "变质前是否已成熟？"),
    ("ripening_followed", "Was it ripened as the seller describes?", "是否按商家说明催熟？"),
    ("bad_egg", "Is there an egg that is bad inside?", "是否为坏蛋、臭蛋？"),
    ("goods_harmed", "Is there harm to the goods inside, too?", "里面的商品是否受损？"),
    ("chinese_label", "Does the imported food carry a Chinese label?", "进口食品是否有中文标签？"),
)

SIZES: Final = (
    FactSpec(
        "wrong_size_share", "claim", "share", "Which share has another size?", "规格不符的比例是多少？", "customer"
    ),
    FactSpec(
        "wrong_size_count", "claim", "count", "How many pieces have another size?", "多少个规格不符？", "customer"
    ),
    FactSpec(
        "measured_weight_g", "claim", "number", "What does it really weigh, in grams?", "实际重多少克？", "customer"
    ),
    FactSpec("measured_count", "claim", "count", "How many pieces came?", "实际收到多少个？", "customer"),
    FactSpec("shortage_share", "claim", "share", "Which share is missing?", "短缺的比例是多少？", "customer"),
    FactSpec(
        "shortage_beyond_tolerance",
        "claim",
        "yes_no",
        "Is there more missing than the law tolerates?",
        "短缺是否超出法定允许偏差？",
    ),
    FactSpec(
        "two_problems",
        "claim",
        "yes_no",
        "Are there two of these at once: spoiled goods, short weight, another size?",
        "是否同时存在腐烂变质、重量短缺、规格不符中的任意两种情形？",
    ),
)
"""What is said of weights, counts and sizes."""

PRODUCE: Final[tuple[FactSpec, ...]] = (
    *GOODS,
    *DELIVERY,
    *(FactSpec(name, "claim", "yes_no", en, zh, "customer") for name, en, zh in WRONG),
    *SIZES,
)
