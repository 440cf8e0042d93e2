"""Food and produce: fresh, chilled, frozen, live, dry and packaged."""

from typing import Final

from aftersales_core.returns.categories import Category

__all__ = ["FOOD"]

of = Category.of

FOOD: Final = (
    of("food", "food", "食品"),
    of("fresh", "fresh food", "生鲜", "food", perishable=True),
    of("fruit", "fresh fruit", "鲜果", "fresh"),
    of("soft_fruit", "soft fruit", "软质水果", "fruit"),
    of("berries", "berries", "浆果", "soft_fruit"),
    of("cherries", "cherries", "车厘子", "soft_fruit"),
    of("hard_fruit", "hard fruit", "硬质水果", "fruit"),
    of("ripening_fruit", "fruit that ripens after picking", "后熟水果", "fruit"),
    of("vegetables", "fresh vegetables", "新鲜蔬菜", "fresh"),
    of("leaf_vegetables", "leaf vegetables", "叶菜", "vegetables"),
    of("root_vegetables", "root vegetables", "根茎菜", "vegetables"),
    of("eggs", "eggs", "鲜蛋", "fresh"),
    of("meat", "fresh meat", "鲜肉", "fresh"),
    of("chilled", "chilled food", "冷藏食品", "fresh"),
    of("frozen", "frozen food", "冷冻食品", "fresh"),
    of("live_seafood", "live seafood", "鲜活水产", "fresh", live=True),
    of("dry_food", "dry goods", "干货", "food", sealed=True),
    of("grain", "grain", "粮食", "dry_food"),
    of("packaged_food", "packaged food", "预包装食品", "food", sealed=True),
)
