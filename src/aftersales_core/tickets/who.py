"""The roles that rules admit, by what they have in common; a manager may do whatever a supervisor may."""

from typing import Final

__all__ = ["AGENT", "CUSTOMER", "FIELD", "PLATFORM", "STAFF", "SUPERVISOR", "SYSTEM"]

CUSTOMER: Final = ("customer",)
AGENT: Final = ("agent", "coordinator")
FIELD: Final = ("agent", "coordinator", "technician")
SUPERVISOR: Final = ("supervisor", "manager")
STAFF: Final = ("agent", "coordinator", "technician", "supervisor", "manager")
PLATFORM: Final = ("platform",)
SYSTEM: Final = ("system",)
