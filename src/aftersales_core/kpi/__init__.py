"""Key figures: the flat records that every measure reads; what produces them stands above this room."""

from aftersales_core.kpi.records import ClockRecord, TicketRecord

__all__ = ["ClockRecord", "TicketRecord"]
