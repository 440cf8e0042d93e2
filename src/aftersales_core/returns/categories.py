"""Categories of goods: an open vocabulary in which a narrower category takes its traits from a wider one."""

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

import attrs

from aftersales_core.errors import InvalidDefinition
from aftersales_core.money.amount import Money
from aftersales_core.reasons import language
from aftersales_core.returns.facts import FactValue

__all__ = ["Category", "CategoryTree"]

TraitValue: TypeAlias = str | bool | int | Fraction | Money | dt.date | tuple[str, ...]
Traits: TypeAlias = tuple[tuple[str, TraitValue], ...]


@attrs.frozen
class Category:
    """A class of goods: its label, the wider category it belongs to, and what is true of all goods in it."""

    id: str
    en: str
    zh: str
    like: str | None = None
    traits: Traits = ()

    @classmethod
    def of(cls, id: str, en: str, zh: str, like: str | None = None, **traits: TraitValue) -> "Category":
        """Make a category from named traits, such as ``perishable=True``."""
        return cls(id, en, zh, like, tuple(sorted(traits.items())))


@attrs.frozen
class CategoryTree:
    """The categories that a policy knows. Raises InvalidDefinition with every problem.

    >>> tree = CategoryTree(
    ...     (Category.of("fruit", "fruit", "水果", perishable=True), Category.of("kiwi", "kiwi", "猕猴桃", "fruit"))
    ... )
    >>> tree.traits("kiwi"), tree.path("kiwi")
    ({'perishable': True}, ('kiwi', 'fruit'))
    """

    categories: tuple[Category, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a tree in which a category is defined twice or has no way up."""
        problems = tuple(_problems(self.categories))
        if problems:
            raise InvalidDefinition("categories", problems)

    def __or__(self, other: "CategoryTree") -> "CategoryTree":
        """Join two trees; a category of the second replaces one of the first."""
        joined = {category.id: category for category in (*self.categories, *other.categories)}
        return CategoryTree(tuple(joined.values()))

    def with_categories(self, *categories: Category) -> "CategoryTree":
        """Return the tree with further categories, which may hang below its own; one of the same id is replaced."""
        joined = {category.id: category for category in (*self.categories, *categories)}
        return CategoryTree(tuple(joined.values()))

    @cached_property
    def by_id(self) -> Mapping[str, Category]:
        """The categories, to look up."""
        return {category.id: category for category in self.categories}

    @cached_property
    def _paths(self) -> Mapping[str, tuple[str, ...]]:
        """Each category with the wider ones, the nearest first."""
        return {id: tuple(_way_up(id, self.by_id)) for id in self.by_id}

    @cached_property
    def _traits(self) -> Mapping[str, Mapping[str, FactValue]]:
        """The traits of each category, its own before those of wider ones."""
        return {
            id: {name: value for step in reversed(path) for name, value in self.by_id[step].traits}
            for id, path in self._paths.items()
        }

    def __contains__(self, id: object) -> bool:
        """Tell whether a category is known."""
        return id in self.by_id

    def path(self, id: str) -> tuple[str, ...]:
        """Return a category and the wider ones, the nearest first; nothing for an unknown one."""
        return self._paths.get(id, ())

    def traits(self, id: str) -> Mapping[str, FactValue]:
        """Return what is true of all goods in a category; nothing for an unknown one."""
        return self._traits.get(id, {})

    def label(self, id: str, lang: str) -> str:
        """Return what people call a category, or its id."""
        category = self.by_id.get(id)
        if category is None:
            return id
        return category.zh if language(lang) == "zh" else category.en


def _way_up(id: str, by_id: Mapping[str, Category]) -> Iterable[str]:
    """Yield a category and the wider ones."""
    step: str | None = id
    while step is not None:
        yield step
        step = by_id[step].like


def _problems(categories: tuple[Category, ...]) -> Iterable[str]:
    """Yield what is wrong with a tree."""
    like = {category.id: category.like for category in categories}
    ids = [category.id for category in categories]
    yield from (f"category {id!r} is defined twice" for id in sorted({id for id in ids if ids.count(id) > 1}))
    for category in categories:
        if category.like is not None and category.like not in like:
            yield f"category {category.id!r} is like {category.like!r}, which is not defined"
        seen: set[str] = set()
        step: str | None = category.id
        while step is not None and step not in seen:
            seen.add(step)
            step = like.get(step)
        if step is not None:
            yield f"category {category.id!r} is like itself"
