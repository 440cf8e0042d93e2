"""Facts that only the rules of the family three_guarantees read."""

from typing import Final

from aftersales_core.returns.facts import FactSpec

__all__ = ["THREE_GUARANTEES"]

THREE_GUARANTEES: Final[tuple[FactSpec, ...]] = ()
