"""What a rule rests on: the text it comes from, how surely that text was read, and when."""

import datetime as dt
from typing import Final, Literal, TypeAlias, get_args

import attrs

from aftersales_core.errors import InvalidDefinition

__all__ = ["LAYERS", "Basis", "Confidence", "Layer"]

Layer: TypeAlias = Literal["law", "platform", "merchant", "order", "goodwill"]
"""Who promises: a layer may only add to what those before it give."""

Confidence: TypeAlias = Literal["read", "secondary", "recalled", "derived", "proposal", "own"]
"""``read``: the text itself was read. ``secondary``: a reprint or summary. ``recalled``: not checked again.
``derived``: follows from texts that were read. ``proposal``: a figure that the business has to set. ``own``: a promise
of the shop's own, which rests on nothing else."""

LAYERS: Final[tuple[Layer, ...]] = get_args(Layer)
CONFIDENCES: Final[tuple[str, ...]] = get_args(Confidence)


@attrs.frozen
class Basis:
    """One text on which a rule rests: who made it, which article, how surely it is known, and as of when.

    ``title_en`` and ``title_zh`` name the text, ``article`` the place in it; ``source`` says where it was read.
    ``in_force_from`` and ``in_force_until`` are civil dates, None where not known or not ended.
    """

    id: str
    title_en: str
    title_zh: str
    article: str
    confidence: Confidence
    source: str
    read_on: dt.date
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a basis that does not say how sure it is."""
        if self.confidence not in CONFIDENCES:
            raise InvalidDefinition(f"basis {self.id!r}", (f"confidence: use one of {', '.join(CONFIDENCES)}",))
