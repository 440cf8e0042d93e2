"""The lines of a return: each is received and accepted by itself, and the case is named by all of them together."""

import attrs

from aftersales_core.tickets.checks import require_ids

__all__ = ["ReturnLine"]


@attrs.frozen
class ReturnLine:
    """One order line that comes back: how far its reception is, and whether it was accepted."""

    id: str
    reception: str = "reception_awaited"
    acceptance: str = "acceptance_pending"

    def __attrs_post_init__(self) -> None:
        """Refuse an id that could not be told from another."""
        require_ids("return line", id=self.id)
