"""The outcome of a target at every order of its instants, and shares as sums."""

import datetime as dt
import itertools
import pickle
import zoneinfo
from fractions import Fraction
from typing import Any

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InstantOutOfRange, InvalidDefinition, NaiveDatetime, WrongType
from aftersales_core.instants import EPOCH, micros
from aftersales_core.outcomes import OUTCOME_CODES, Outcome, Share, decide_micros, decide_outcome

DUE = dt.datetime(2026, 3, 16, 10, tzinfo=dt.UTC)
MET, LATE, BREACHED, PENDING = Outcome.MET, Outcome.LATE, Outcome.OPEN_BREACHED, Outcome.PENDING

moments = st.integers(0, 6).map(lambda seconds: DUE + dt.timedelta(seconds=seconds))
counts = st.integers(0, 2**70)
shares = st.builds(Share, *[counts] * 6)
outcomes = st.sampled_from(Outcome)


# --- outcomes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "as_of", "inclusive", "exclusive"),
    [
        # Seconds after the deadline; None is not done. Worked out by hand from: inclusive means done <= due.
        (-1, 0, MET, MET),
        (0, 0, MET, LATE),
        (1, 1, LATE, LATE),
        (0, 5, MET, LATE),
        (1, 5, LATE, LATE),
        (None, -1, PENDING, PENDING),
        (None, 0, PENDING, BREACHED),
        (None, 1, BREACHED, BREACHED),
        (1, 0, PENDING, BREACHED),
        (2, 1, BREACHED, BREACHED),
        (0, -1, PENDING, PENDING),
        (-1, -2, PENDING, PENDING),
    ],
)
def test_the_bound_decides_at_its_very_instant(done: int | None, as_of: int, inclusive: Outcome, exclusive: Outcome):
    def after(seconds: int | None) -> Any:
        return None if seconds is None else DUE + dt.timedelta(seconds=seconds)

    for is_inclusive, expected in ((True, inclusive), (False, exclusive)):
        answer = decide_outcome(due_at=DUE, done_at=after(done), as_of=after(as_of), inclusive=is_inclusive)
        assert answer is expected


@pytest.mark.parametrize("inclusive", [True, False])
def test_one_microsecond_decides(inclusive: bool):
    tick = dt.timedelta(microseconds=1)
    assert decide_outcome(due_at=DUE, done_at=DUE - tick, as_of=DUE, inclusive=inclusive) is MET
    assert decide_outcome(due_at=DUE, done_at=DUE + tick, as_of=DUE + tick, inclusive=inclusive) is LATE


def test_a_paused_or_unstarted_clock_is_pending_and_met_once_done():
    assert decide_outcome(due_at=None, done_at=None, as_of=DUE) is PENDING
    assert decide_outcome(due_at=None, done_at=DUE, as_of=DUE) is MET
    assert decide_outcome(due_at=None, done_at=DUE, as_of=DUE - dt.timedelta(seconds=1)) is PENDING


def test_exclusion_comes_first_and_the_lack_of_a_target_second():
    both: dict[str, Any] = {"due_at": DUE, "done_at": DUE, "as_of": DUE}
    assert decide_outcome(**both, has_target=False) is Outcome.NO_TARGET
    assert decide_outcome(**both, is_excluded=True) is Outcome.EXCLUDED
    assert decide_outcome(**both, has_target=False, is_excluded=True) is Outcome.EXCLUDED


@given(st.none() | moments, st.none() | moments, moments, moments, st.booleans())
def test_what_is_met_or_late_stays_so_as_time_goes_on(
    due: dt.datetime | None, done: dt.datetime | None, now: dt.datetime, later: dt.datetime, inclusive: bool
):
    now, later = sorted([now, later])
    before = decide_outcome(due_at=due, done_at=done, as_of=now, inclusive=inclusive)
    after = decide_outcome(due_at=due, done_at=done, as_of=later, inclusive=inclusive)
    if before in (MET, LATE):
        assert after is before
    elif before is BREACHED:
        assert after in (BREACHED, LATE)


@given(moments, st.none() | moments, moments)
def test_an_exclusive_bound_is_never_kinder_than_an_inclusive_one(
    due: dt.datetime, done: dt.datetime | None, as_of: dt.datetime
):
    kind = decide_outcome(due_at=due, done_at=done, as_of=as_of)
    strict = decide_outcome(due_at=due, done_at=done, as_of=as_of, inclusive=False)
    assert (kind, strict) in {
        (MET, MET),
        (MET, LATE),
        (LATE, LATE),
        (PENDING, PENDING),
        (PENDING, BREACHED),
        (BREACHED, BREACHED),
    }


def test_integers_give_the_same_answer_as_datetimes_for_every_order_of_instants():
    steps = [None, *range(4)]
    for due, done, as_of, inclusive in itertools.product(steps, steps, range(4), [True, False]):
        due_at, done_at = (None if step is None else EPOCH + dt.timedelta(microseconds=step) for step in (due, done))
        now = EPOCH + dt.timedelta(microseconds=as_of)
        expected = decide_outcome(due_at=due_at, done_at=done_at, as_of=now, inclusive=inclusive)
        assert decide_micros(due, done, as_of, inclusive) is expected


def test_instants_are_compared_in_utc_where_wall_clocks_repeat():
    """New York, 1 November 2026: 01:30 comes twice, and the standard library calls the two equal."""
    zone = zoneinfo.ZoneInfo("America/New_York")
    first = dt.datetime(2026, 11, 1, 1, 30, tzinfo=zone)
    second = first.replace(fold=1)
    assert first == second
    assert decide_outcome(due_at=first, done_at=second, as_of=second) is LATE
    assert decide_outcome(due_at=second, done_at=first, as_of=second) is MET


def test_instants_of_another_library_are_taken():
    moment = pendulum.datetime(2026, 3, 16, 18, tz="Asia/Shanghai")
    assert decide_outcome(due_at=moment, done_at=moment, as_of=DUE) is MET
    assert micros(moment) == micros(DUE)


@pytest.mark.parametrize("name", ["due_at", "done_at", "as_of"])
@pytest.mark.parametrize(
    ("value", "error"),
    [
        (dt.datetime(2026, 3, 16), NaiveDatetime),
        (dt.datetime(1969, 3, 16, tzinfo=dt.UTC), InstantOutOfRange),
        (dt.date(2026, 3, 16), WrongType),
        (5, WrongType),
    ],
)
@pytest.mark.parametrize("is_excluded", [True, False])
def test_what_is_no_instant_is_refused_even_where_it_would_not_matter(
    name: str, value: Any, error: type[Exception], is_excluded: bool
):
    given_: dict[str, Any] = {"due_at": DUE, "done_at": DUE, "as_of": DUE, name: value}
    with pytest.raises(error):
        decide_outcome(**given_, is_excluded=is_excluded)


def test_the_moment_of_asking_has_no_default():
    with pytest.raises(TypeError, match="as_of"):
        decide_outcome(due_at=DUE, done_at=None)  # type: ignore[call-arg]


def test_the_order_of_the_codes_is_fixed_for_ever():
    """Stored columns hold these positions."""
    assert [outcome.value for outcome in OUTCOME_CODES] == [
        "met",
        "late",
        "open_breached",
        "pending",
        "no_target",
        "excluded",
    ]
    assert set(OUTCOME_CODES) == set(Outcome)


# --- shares -----------------------------------------------------------------------------------------------------------


@given(shares, shares, shares)
def test_shares_add_up_in_any_grouping_and_order(a: Share, b: Share, c: Share):
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + Share() == a


@given(st.lists(outcomes), st.lists(outcomes))
def test_counting_two_lists_is_counting_them_together(a: list[Outcome], b: list[Outcome]):
    assert Share.of(a) + Share.of(b) == Share.of(a + b)


@given(st.lists(outcomes))
def test_a_share_is_met_over_what_is_decided(counted: list[Outcome]):
    share = Share.of(counted)
    decided = [outcome for outcome in counted if outcome in (MET, LATE, BREACHED)]
    assert share.decided == len(decided)
    assert share.ratio == (Fraction(decided.count(MET), len(decided)) if decided else None)


def test_outcomes_are_counted_under_their_own_names():
    assert Share.of([MET, MET, LATE, BREACHED, PENDING, Outcome.NO_TARGET, Outcome.EXCLUDED]) == Share(2, 1, 1, 1, 1, 1)
    for outcome in Outcome:
        assert Share.of([outcome]) == Share(**{outcome.value: 1})


def test_nothing_decided_is_no_share_at_all():
    assert Share(pending=5, no_target=3, excluded=2).ratio is None
    assert Share(open_breached=1).ratio == 0
    assert Share(met=1).ratio == 1


@pytest.mark.parametrize("value", [-1, 1.0, True, None, "1"])
@pytest.mark.parametrize("name", [outcome.value for outcome in Outcome])
def test_a_count_that_is_not_a_whole_number_from_zero_is_refused(name: str, value: Any):
    with pytest.raises(InvalidDefinition, match=f"{name} is"):
        Share(**{name: value})


def test_every_wrong_count_is_named_at_once():
    with pytest.raises(InvalidDefinition) as caught:
        Share(met=-1, excluded=-1)
    assert len(caught.value.problems) == 2


def test_a_share_is_a_value():
    share = Share(1, 2)
    assert pickle.loads(pickle.dumps(share)) == share
    assert len({share, Share(1, 2), Share(2, 1)}) == 2
