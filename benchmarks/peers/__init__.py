"""One module for each library that answers the same kind of question; see `benchmarks.task` for what a module holds."""

NAMES = (
    "businesstime",
    "business_duration",
    "businesstimedelta",
    "pandas_offsets",
    "sla_calculator",
    "simpleslacalc",
    "numpy_days",
    "holidays_days",
    "workalendar_days",
    "chinesecalendar_days",
)
"""Modules in the order in which they are asked."""
