"""The short form: one period from one column to another, without a policy."""

from typing import Final

import numpy as np

from aftersales_core.errors import InvalidColumn, WrongType
from aftersales_core.frames.assessment import Assessment, Promise, Stretch, assessed
from aftersales_core.frames.columns import TimeColumn, time_column
from aftersales_core.frames.deadlines import midnights
from aftersales_core.frames.ranks import I64, NAT
from aftersales_core.frames.request import Request
from aftersales_core.worktime.calendar import AnyCalendar, WorkingCalendar
from aftersales_core.worktime.compiled import Compiled
from aftersales_core.worktime.holiday_table import HolidayTable
from aftersales_core.worktime.period import Period

__all__ = ["judged_by_period"]
