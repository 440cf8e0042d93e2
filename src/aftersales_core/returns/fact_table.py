"""All facts that the library's rules read, in one table."""

from typing import Final

from aftersales_core.returns.fact_tables.abroad import ABROAD
from aftersales_core.returns.fact_tables.china import CHINA
from aftersales_core.returns.fact_tables.computed import COMPUTED
from aftersales_core.returns.fact_tables.general import GENERAL
from aftersales_core.returns.fact_tables.marketplace_goods import MARKETPLACE_GOODS
from aftersales_core.returns.fact_tables.pets import PETS
from aftersales_core.returns.fact_tables.produce import PRODUCE
from aftersales_core.returns.fact_tables.three_guarantees import THREE_GUARANTEES
from aftersales_core.returns.facts import FactTable

__all__ = ["FACTS"]

FACTS: Final = FactTable((*GENERAL, *COMPUTED, *CHINA, *THREE_GUARANTEES, *PRODUCE, *PETS, *MARKETPLACE_GOODS, *ABROAD))
"""Every fact by name; a shop's own facts begin with ``own_`` and need no entry."""
