"""Facts that only the rules of the family china read."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["CHINA"]

CHINA: Final[tuple[FactSpec, ...]] = ()
