"""Food and produce: fresh, chilled, frozen, live, dry and packaged.

Which fruit has to ripen after picking, and that small berries are a case of their own, follows the examples that JD's
standard for disputes about goods names (article 27, item 13).
"""

from typing import Final

from aftersales_core.returns.categories import Category

__all__ = ["FOOD"]

of = Category.of

FOOD: Final = (
    of("food", "food", "食品"),
    of("fresh", "fresh food", "生鲜", "food", perishable=True),
    of("fruit", "fresh fruit", "鲜果", "fresh"),
    of("soft_fruit", "soft fruit", "软质水果", "fruit"),
    of("berries", "berries", "浆果", "soft_fruit", small_berry=True),
    of("blueberries", "blueberries", "蓝莓", "berries"),
    of("mulberries", "mulberries", "桑葚", "berries"),
    of("strawberries", "strawberries", "草莓", "berries"),
    of("cherries", "cherries", "车厘子", "soft_fruit"),
    of("grapes", "grapes", "葡萄", "soft_fruit"),
    of("peaches", "peaches and plums", "桃李", "soft_fruit"),
    of("lychees", "lychees and longans", "荔枝龙眼", "soft_fruit"),
    of("hard_fruit", "hard fruit", "硬质水果", "fruit"),
    of("apples", "apples and pears", "苹果和梨", "hard_fruit"),
    of("citrus", "citrus fruit", "柑橘橙柚", "hard_fruit"),
    of("melons", "melons", "瓜类水果", "hard_fruit"),
    of("ripening_fruit", "fruit that ripens after picking", "后熟水果", "fruit"),
    of("durian", "durians", "榴莲", "ripening_fruit"),
    of("mango", "mangoes", "芒果", "ripening_fruit"),
    of("kiwi", "kiwi fruit", "猕猴桃", "ripening_fruit"),
    of("jackfruit", "jackfruit", "菠萝蜜", "ripening_fruit"),
    of("avocado", "avocados", "牛油果", "ripening_fruit"),
    of("custard_apple", "custard apples", "释迦", "ripening_fruit"),
    of("papaya", "papayas", "木瓜", "ripening_fruit"),
    of("mixed_box", "boxes of several kinds", "拼装礼盒", "fresh"),
    of("vegetables", "fresh vegetables", "新鲜蔬菜", "fresh"),
    of("leaf_vegetables", "leaf vegetables", "叶菜", "vegetables"),
    of("root_vegetables", "root vegetables", "根茎菜", "vegetables"),
    of("fruit_vegetables", "fruit vegetables", "茄果瓜菜", "vegetables"),
    of("mushrooms", "fresh mushrooms", "鲜菌菇", "vegetables"),
    of("eggs", "eggs", "鲜蛋", "fresh"),
    of("meat", "fresh meat", "鲜肉", "fresh"),
    of("chilled", "chilled food", "冷藏食品", "fresh"),
    of("dairy", "chilled milk products", "低温乳品", "chilled"),
    of("ready_meals", "chilled ready meals", "冷藏预制菜", "chilled"),
    of("frozen", "frozen food", "冷冻食品", "fresh"),
    of("frozen_seafood", "frozen seafood", "冷冻水产", "frozen"),
    of("ice_cream", "ice cream", "冰淇淋", "frozen"),
    of("live_seafood", "live seafood", "鲜活水产", "fresh", live=True),
    of("crabs", "live crabs", "活蟹", "live_seafood"),
    of("shellfish", "live shellfish", "活贝", "live_seafood"),
    of("dry_food", "dry goods", "干货", "food", sealed=True),
    of("grain", "grain", "粮食", "dry_food"),
    of("rice", "rice", "大米", "grain"),
    of("flour", "flour", "面粉", "grain"),
    of("beans", "beans and pulses", "豆类杂粮", "grain"),
    of("nuts", "nuts and dried fruit", "坚果果干", "dry_food"),
    of("packaged_food", "packaged food", "预包装食品", "food", sealed=True),
    of("snacks", "snacks", "休闲零食", "packaged_food"),
    of("beverages", "beverages", "饮料", "packaged_food"),
    of("cooking_oil", "cooking oil", "食用油", "packaged_food"),
)
