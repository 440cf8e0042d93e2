"""What happens to one line of a return: how it comes in, and whether it is accepted; every action names its line."""

from typing import TypeAlias

import attrs

__all__ = [
    "AcceptLine",
    "CancelLine",
    "ExpireLine",
    "GiveLine",
    "LoseLine",
    "MisshipLine",
    "ReceiveLine",
    "RejectLine",
    "ReturnLineAction",
    "ReviewLine",
    "SendLine",
    "ShortShipLine",
    "UnexchangeLine",
]


@attrs.frozen
class SendLine:
    """The line is on its way back."""

    line_id: str


@attrs.frozen
class ReceiveLine:
    """The line has arrived; ``receipt_ref`` names the record of its condition."""

    line_id: str
    receipt_ref: str = ""


@attrs.frozen
class LoseLine:
    """The carrier has lost the line."""

    line_id: str
    proof_ref: str = ""


@attrs.frozen
class MisshipLine:
    """Something else came in place of the line."""

    line_id: str
    evidence_refs: tuple[str, ...] = ()


@attrs.frozen
class ShortShipLine:
    """The parcel came without the line."""

    line_id: str
    evidence_refs: tuple[str, ...] = ()


@attrs.frozen
class GiveLine:
    """The customer keeps the line, since it is not worth sending back."""

    line_id: str
    reason: str = ""


@attrs.frozen
class ExpireLine:
    """The line did not come in time."""

    line_id: str


@attrs.frozen
class CancelLine:
    """The line is no longer to come back."""

    line_id: str
    reason: str = ""


@attrs.frozen
class UnexchangeLine:
    """The customer keeps the line and sends back what it was exchanged for."""

    line_id: str


@attrs.frozen
class AcceptLine:
    """The line is as it should be."""

    line_id: str
    finding: str = ""


@attrs.frozen
class RejectLine:
    """The line is not as it should be; why, as an id of the shop's list, and on what evidence."""

    line_id: str
    reason: str = ""
    evidence_refs: tuple[str, ...] = ()


@attrs.frozen
class ReviewLine:
    """Somebody must look at the line before it is decided."""

    line_id: str
    reason: str = ""


ReturnLineAction: TypeAlias = (
    AcceptLine
    | CancelLine
    | ExpireLine
    | GiveLine
    | LoseLine
    | MisshipLine
    | ReceiveLine
    | RejectLine
    | ReviewLine
    | SendLine
    | ShortShipLine
    | UnexchangeLine
)
"""Every action on one line of a return."""
