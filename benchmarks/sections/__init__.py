"""One module for each part of the report; each has `measure(effort)`, which gives rows."""
