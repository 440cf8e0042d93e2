"""Animals, plants, and what is sold for them."""

from typing import Final

from aftersales_core.returns.categories import Category

__all__ = ["ANIMALS"]

of = Category.of

ANIMALS: Final = (
    of("live_animal", "live animals", "活体动物", perishable=True, live=True),
    of("cat_or_dog", "live cats and dogs", "活体猫狗", "live_animal"),
    of("live_cat", "live cats", "活体猫", "cat_or_dog"),
    of("live_dog", "live dogs", "活体狗", "cat_or_dog"),
    of("aquatic_or_exotic", "fish and exotic pets", "水族与异宠", "live_animal"),
    of("live_fish", "live fish", "活体鱼", "aquatic_or_exotic", aquatic=True),
    of("live_turtle", "live turtles", "活体龟", "aquatic_or_exotic", aquatic=True),
    of("exotic_pet", "exotic pets", "异宠", "aquatic_or_exotic", aquatic=False),
    of("live_plant", "live plants", "绿植", perishable=True, live=True),
    of("cut_flowers", "cut flowers", "鲜切花", "live_plant"),
    of("potted_plant", "potted plants", "盆栽", "live_plant"),
    of("seeds", "seeds and bulbs", "种子种球", "live_plant", perishable=False, live=False),
    of("pet_goods", "goods for pets", "宠物用品与食品"),
    of("pet_food", "pet food", "宠物食品", "pet_goods", sealed=True),
    of("pet_medicine", "medicine for pets", "宠物药品", "pet_goods", sealed=True, opening_harms=True),
    of("pet_supplies", "pet supplies", "宠物用品", "pet_goods"),
)
