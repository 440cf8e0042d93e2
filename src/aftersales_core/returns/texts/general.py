"""Texts of the codes of the family general."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["TEXTS"]

TEXTS: Final = Catalogue.of({})
