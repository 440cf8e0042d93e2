"""Measures the library against its budgets and, side by side in one run, against other libraries."""
