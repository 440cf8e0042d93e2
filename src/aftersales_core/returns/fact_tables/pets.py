"""Facts that only the rules of the family pets read."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["PETS"]

PETS: Final[tuple[FactSpec, ...]] = ()
