"""Service levels: which deadline a ticket had for each promise, whether it was met, and why.

``assess`` answers in one call. The parts are useful alone: marks, metrics, targets, policies and the clock's fold.
"""

from aftersales_core.sla.clock import SlaClock, SlaCycle, fold
from aftersales_core.sla.epochs import SlaSwitch
from aftersales_core.sla.marks import Mark, instant_of, marks_from, marks_from_states, sorted_marks
from aftersales_core.sla.metric import SlaMetric
from aftersales_core.sla.policy import SlaPolicy, SlaTarget
from aftersales_core.sla.status import DecidedCycle, SlaStatus, assess, assess_clock, assess_many, next_changes

__all__ = [
    "DecidedCycle",
    "Mark",
    "SlaClock",
    "SlaCycle",
    "SlaMetric",
    "SlaPolicy",
    "SlaStatus",
    "SlaSwitch",
    "SlaTarget",
    "assess",
    "assess_clock",
    "assess_many",
    "fold",
    "instant_of",
    "marks_from",
    "marks_from_states",
    "next_changes",
    "sorted_marks",
]
