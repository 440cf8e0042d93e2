"""The parts of `examples/conformance.py`: two real logs, two machines for each, and the table that it prints."""
