"""Facts that only the rules of the family abroad read."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["ABROAD"]

ABROAD: Final[tuple[FactSpec, ...]] = ()
