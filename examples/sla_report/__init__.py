"""The parts of the example `sla_compliance.py`: read tickets, judge them by a policy, show how it went and why."""
