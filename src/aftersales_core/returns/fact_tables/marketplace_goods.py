"""Facts that only the rules of the family goods read."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["MARKETPLACE_GOODS"]

MARKETPLACE_GOODS: Final[tuple[FactSpec, ...]] = ()
