"""Texts of the codes of the family abroad."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["TEXTS"]

TEXTS: Final = Catalogue.of({})
