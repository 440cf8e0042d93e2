"""Facts that only the rules of the family produce read."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["PRODUCE"]

PRODUCE: Final[tuple[FactSpec, ...]] = ()
