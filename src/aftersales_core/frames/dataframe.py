"""SLA answers as columns of the caller's own data frame: pandas, polars or pyarrow."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoDataFrameT

from aftersales_core.errors import WrongType
from aftersales_core.frames.assessment import NO_OUTCOME, Assessment
from aftersales_core.frames.columns import Column, Frame
from aftersales_core.frames.outputs import flag_series, instant_series, number_series, word_series
from aftersales_core.frames.policy_form import judged_by_policy
from aftersales_core.frames.problems import PROBLEMS
from aftersales_core.frames.ranks import NAT
from aftersales_core.frames.request import Request
from aftersales_core.frames.short_form import judged_by_period
from aftersales_core.instants import micros
from aftersales_core.outcomes import OUTCOME_CODES
from aftersales_core.sla.policy import SlaPolicy
from aftersales_core.worktime.calendar import AnyCalendar, BeyondHorizon
from aftersales_core.worktime.period import Period

__all__ = ["assess_sla", "opened"]

Answered = list[tuple[str, str, Assessment]]
OUTCOME_WORDS: Final = (*(outcome.value for outcome in OUTCOME_CODES), None)


def assess_sla(  # noqa: PLR0913 - the one call that most users need, all of it by name
    df: IntoDataFrameT,
    policy: SlaPolicy | None = None,
    *,
    as_of: dt.datetime,
    start: str | None = None,
    stop: str | None = None,
    within: Period | str | None = None,
    calendar: AnyCalendar | None = None,
    columns: Mapping[str, str] | None = None,
    pauses: Any = None,  # noqa: ANN401 - any eager frame that narwhals takes
    id: str | None = None,
    tz: str | None = None,
    long: bool = False,
    beyond_horizon: BeyondHorizon = "provisional",
    name: str = "sla",
) -> IntoDataFrameT:
    """Judge every row of a frame as of an instant, and return the frame, of the caller's kind, with answers added.

    **Short form**: ``start`` and ``stop`` name columns, ``within`` is a period or its text, ``calendar`` what it is
    counted on (clock time needs none, calendar days need it or ``tz``). Without ``stop`` every row is open.

    **Policy form**: ``columns`` says in which columns the policy's marks and facts are; by default each is looked for
    under its own name. Each metric is judged as ``sla.assess`` judges it.

    Added are, each beginning with ``name`` or the metric's id: ``_due_at`` on the calendar's wall clock, ``_outcome``,
    ``_elapsed_s`` and ``_over_s`` in whole seconds on the target's own clock (working time for working periods; nothing
    over where nothing was missed), ``_provisional`` (the deadline rests on holidays nobody has published) and
    ``_problem``, a stable code where a row cannot be judged. With ``long`` the frame has a row for each row and
    metric, with ``metric`` and the answers' columns without prefix.

    ``pauses`` is a frame of the same kind with the columns ``id``, ``from`` and ``to`` (missing: still open), matched
    with the column ``id``; ``columns`` may rename them under ``pause_id``, ``pause_from`` and ``pause_to``. As of an
    instant inside a pause its end is not known yet, and a stop ends it. Naive columns are read on the wall clock of
    ``tz``. ``beyond_horizon="raise"`` makes a provisional deadline a problem of its row.

    Raises InvalidColumn for a column that is absent or cannot be meant, WrongType for a lazy frame or for arguments
    that do not belong together, and what the policy or calendar raise by themselves. What is wrong with a row never
    raises.
    """
    frame = opened(df, "df")
    request = Request(
        frame=frame,
        as_of_us=micros(as_of),
        tz=tz,
        columns={} if columns is None else columns,
        pauses=None if pauses is None else opened(pauses, "pauses"),
        id=id,
        beyond_horizon=beyond_horizon,
    )
    if policy is None:
        answers = [(name, *_judged(request, start, stop, within, calendar))]
    elif start is None and stop is None and within is None and calendar is None:
        answers = judged_by_policy(request, policy)
    else:
        raise WrongType("start, stop, within and calendar", "left out beside a policy, which has its own", "given")
    answered: IntoDataFrameT = _long(frame, answers) if long else _wide(frame, answers)
    return answered


def opened(df: Any, what: str) -> Frame:  # noqa: ANN401 - whatever a caller takes for a frame
    """Return a caller's frame for use; raises WrongType for a lazy one, and for what is no data frame."""
    try:
        return nw.from_native(df, eager_only=True)
    except TypeError:
        hint = "an eager frame of pandas, polars or pyarrow (collect a lazy one first)"
        raise WrongType(what, hint, type(df).__name__) from None


def _judged(
    request: Request, start: str | None, stop: str | None, within: Period | str | None, calendar: AnyCalendar | None
) -> tuple[str, Assessment]:
    """Return the answers of the short form, which needs at least a start and a period."""
    if start is None or within is None:
        raise WrongType("assess_sla", "called with a policy, or with start= and within=", "neither")
    period = Period.parse(within) if isinstance(within, str) else within
    return judged_by_period(request, period, calendar, start, stop)


def _wide(frame: Frame, answers: Answered) -> Any:  # noqa: ANN401 - the caller's own kind of frame
    """Return the frame with the columns of every metric."""
    found = [column for prefix, tz, one in answers for column in _columns(frame, f"{prefix}_", tz, one)]
    return frame.with_columns(*found).to_native()


def _long(frame: Frame, answers: Answered) -> Any:  # noqa: ANN401 - the caller's own kind of frame
    """Return a row for each row and metric, all deadlines in one zone."""
    zones = {tz for _, tz, _ in answers}
    shown = zones.pop() if len(zones) == 1 else "UTC"
    parts = [
        frame.with_columns(nw.lit(metric).alias("metric"), *_columns(frame, "", shown, one))
        for metric, _, one in answers
    ]
    return nw.concat(parts, how="vertical").to_native()


def _columns(frame: Frame, prefix: str, tz: str, found: Assessment) -> list[Column]:
    """Return the answers of one metric as columns."""
    unknown = (found.outcomes == NO_OUTCOME) & (found.due_us == NAT)
    return [
        instant_series(frame, f"{prefix}due_at", found.due_us, tz),
        word_series(frame, f"{prefix}outcome", found.outcomes, OUTCOME_WORDS),
        number_series(frame, f"{prefix}elapsed_s", found.elapsed_s),
        number_series(frame, f"{prefix}over_s", found.over_s),
        flag_series(frame, f"{prefix}provisional", found.provisional, unknown),
        word_series(frame, f"{prefix}problem", found.problems, PROBLEMS),
    ]
