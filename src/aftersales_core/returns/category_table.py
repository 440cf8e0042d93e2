"""The categories of goods that the library's rules know; a shop joins its own with ``|``."""

from typing import Final

from aftersales_core.returns.categories import CategoryTree
from aftersales_core.returns.category_tables.animals import ANIMALS
from aftersales_core.returns.category_tables.food import FOOD
from aftersales_core.returns.category_tables.goods import GOODS

__all__ = ["CATEGORIES"]

CATEGORIES: Final = CategoryTree((*FOOD, *ANIMALS, *GOODS))
"""Every category by id, each under the wider one that it is like."""
