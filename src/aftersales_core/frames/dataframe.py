"""SLA answers as columns of the caller's own data frame: pandas, polars or pyarrow."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import narwhals.stable.v2 as nw
import numpy as np
from narwhals.stable.v2.typing import IntoDataFrameT

from aftersales_core.errors import WrongType
from aftersales_core.frames.assessment import Assessment
from aftersales_core.frames.columns import Frame, Request
from aftersales_core.frames.outputs import flag_series, instant_series, number_series, word_series
from aftersales_core.frames.policy_form import judged_by_policy
from aftersales_core.frames.problems import PROBLEMS
from aftersales_core.frames.ranks import NAT
from aftersales_core.frames.short_form import judged_by_period
from aftersales_core.instants import micros
from aftersales_core.outcomes import OUTCOME_CODES
from aftersales_core.sla.policy import SlaPolicy
from aftersales_core.worktime.calendar import AnyCalendar, BeyondHorizon
from aftersales_core.worktime.period import Period

__all__ = ["assess_sla"]
