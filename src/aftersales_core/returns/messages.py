"""All texts of the room in one catalogue."""

from typing import Final

from aftersales_core.reasons import Catalogue
from aftersales_core.returns.texts.abroad import TEXTS as ABROAD
from aftersales_core.returns.texts.china import TEXTS as CHINA
from aftersales_core.returns.texts.general import TEXTS as GENERAL
from aftersales_core.returns.texts.goods import TEXTS as GOODS
from aftersales_core.returns.texts.pets import TEXTS as PETS
from aftersales_core.returns.texts.produce import TEXTS as PRODUCE
from aftersales_core.returns.texts.refund import TEXTS as REFUND
from aftersales_core.returns.texts.three_guarantees import TEXTS as THREE_GUARANTEES
from aftersales_core.returns.texts.warranty import TEXTS as WARRANTY

__all__ = ["MESSAGES"]

FAMILIES: Final[Catalogue] = REFUND | CHINA | THREE_GUARANTEES | PRODUCE | PETS | GOODS | ABROAD | WARRANTY
"""The texts of each family of rules."""

MESSAGES: Final[Catalogue] = FAMILIES | Catalogue(
    tuple(message for message in GENERAL.messages if FAMILIES.get(message.code) is None)
)
"""Every code of this room with its English and Chinese text; a family's own word goes before the general one."""
