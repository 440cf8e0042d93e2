"""Windows and weeks: what may be written, what is merged, what is refused and with which advice."""

import copy
import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidCalendar
from aftersales_core.worktime.week import DAY_NAMES, WeeklyHours, Window, parse_windows
from tests.strategies import as_windows, minutes, windows

H = 3600


@pytest.mark.parametrize(
    ("text", "start_s", "end_s"),
    [
        ("09:00-18:00", 9 * H, 18 * H),
        ("00:00-24:00", 0, 24 * H),
        ("08:00-24:00", 8 * H, 24 * H),
        ("09:00:30-09:00:31", 9 * H + 30, 9 * H + 31),
        # Overnight: belongs to the day it starts on (pitfall 10).
        ("22:00-06:00", 22 * H, 30 * H),
        ("22:00-00:00", 22 * H, 24 * H),
        ("00:01-00:00", 60, 24 * H),
    ],
)
def test_a_window_is_read_from_text(text: str, start_s: int, end_s: int) -> None:
    assert Window.parse(text) == Window(start_s, end_s)


@given(st.one_of(minutes.map(lambda minute: minute * 60), st.integers(0, 86_399)), st.integers(1, 86_400))
@example(60, 86_400)
@example(0, 86_340)
@example(0, 86_399)
@example(0, 86_400)
@example(79_200, 7_200)
def test_every_window_that_can_be_built_can_be_written_and_read_back(start_s: int, length: int) -> None:
    try:
        window = Window(start_s, start_s + length)
    except InvalidCalendar:
        return
    assert Window.parse(str(window)) == window


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "09:00",
        "09:00-",
        "-18:00",
        "25:00-26:00",
        "24:01-24:02",
        "24:00-06:00",
        "09:60-18:00",
        "9-18",
        "09:00-18:00-19:00",
        "12:00-12:00",
        # 00:00-00:00 means a whole day to some peers and nothing to others (pitfall 7).
        "00:00-00:00",
        "09:00–18:00",
        "09.00-18.00",
        "9am-5pm",
        "09:00-18:00+08:00",
        "-1:00-05:00",
        "０９:００-１８:００",
        "A" * 10_000,
        "09:00-18:00\0",
    ],
    ids=repr,
)
def test_a_window_that_no_door_can_keep_is_refused(text: str) -> None:
    with pytest.raises(InvalidCalendar) as caught:
        Window.parse(text)
    assert len(str(caught.value)) < 300
    assert not str(caught.value)[0].isupper()


@pytest.mark.parametrize("text", ["00:00-23:59", "08:00-23:59", "08:00-23:59:59"])
def test_a_minute_before_midnight_is_refused_with_the_advice_to_write_24_00(text: str) -> None:
    # Pitfall 7 and user complaint 13: zammad#3180, biz#68, working_hours#13 lose a minute every night.
    with pytest.raises(InvalidCalendar, match="24:00"):
        Window.parse(text)


@pytest.mark.parametrize(("start_s", "end_s"), [(-1, 5), (86_400, 86_401), (0, 0), (5, 4), (0, 86_401), (1, 86_402)])
def test_seconds_that_make_no_window_are_refused(start_s: int, end_s: int) -> None:
    with pytest.raises(InvalidCalendar):
        Window(start_s, end_s)


def test_a_week_is_read_from_one_line_of_text() -> None:
    week = WeeklyHours.parse("Mon-Fri 09:00-12:00 13:30-18:00; Sat 10:00-14:00")
    lunch = (Window(9 * H, 12 * H), Window(13 * H + 1800, 18 * H))
    assert week.windows == (lunch,) * 5 + ((Window(10 * H, 14 * H),), ())


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("mon-fri 09:00-18:00", "Mon,Tue,Wed,Thu,Fri 09:00-18:00"),
        ("Fri-Mon 09:00-18:00", "Fri,Sat,Sun,Mon 09:00-18:00"),
        ("daily 00:00-24:00", "24x7"),
        ("Mon 09:00-12:00; Mon 13:00-18:00", "Mon 13:00-18:00 09:00-12:00"),
        ("Mon 09:00-18:00; Sun closed", "Mon 09:00-18:00;"),
        ("Mon 09:00-12:00 12:00-18:00", "Mon 09:00-18:00"),
        ("Mon 09:00-13:00 12:00-18:00 10:00-11:00", "Mon 09:00-18:00"),
        ("Mon 9:00-18:00", "Mon 09:00-18:00"),
    ],
)
def test_two_ways_to_write_one_week_are_equal(text: str, same: str) -> None:
    assert WeeklyHours.parse(text) == WeeklyHours.parse(same)
    assert hash(WeeklyHours.parse(text)) == hash(WeeklyHours.parse(same))


@pytest.mark.parametrize(
    "text",
    [
        "Mon",
        "Mon 9",
        "Mo 09:00-18:00",
        "Mon-Fry 09:00-18:00",
        "Mon-Fri",
        "09:00-18:00",
        "周一 09:00-18:00",
        "Mon 25:00-26:00",
        "x" * 10_000,
    ],
    ids=lambda text: text[:24],
)
def test_a_week_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(InvalidCalendar) as caught:
        WeeklyHours.parse(text)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    "plain",
    [{"monday": []}, {"mon": [["09:00"]]}, {"mon": 9}, {"mon": [9]}, 9, None, ["mon"], {"mon": [["09:00", 18]]}],
)
def test_a_plain_form_that_is_no_week_is_refused(plain: object) -> None:
    with pytest.raises(InvalidCalendar):
        WeeklyHours.from_plain(plain)


@given(st.lists(windows(), min_size=7, max_size=7))
def test_a_week_goes_to_plain_data_and_back(drawn: list[tuple[tuple[int, int], ...]]) -> None:
    week = WeeklyHours.of({name: as_windows(day) for name, day in zip(DAY_NAMES, drawn, strict=True)})
    assert WeeklyHours.from_plain(week.to_plain()) == week
    assert pickle.loads(pickle.dumps(week)) == copy.deepcopy(week) == week


@given(windows())
def test_merging_keeps_every_second_open_that_any_window_covers(drawn: tuple[tuple[int, int], ...]) -> None:
    def covered(pairs: list[tuple[int, int]]) -> set[int]:
        return {minute for start, end in pairs for minute in range(start // 60, end // 60)}

    week = WeeklyHours.of({"mon": as_windows(drawn)})
    merged = [(window.start_s, window.end_s) for window in week.windows[0]]
    assert covered(merged) == covered(list(drawn))


def test_windows_longer_than_a_day_together_lose_nothing() -> None:
    # Monday 00:00-12:00 and 10:00-06:00 next day: open from Monday 00:00 to Tuesday 06:00 without a break.
    week = WeeklyHours.parse("Mon 00:00-12:00 10:00-06:00")
    assert max(window.end_s for window in week.windows[0]) == 30 * H


@pytest.mark.parametrize(
    "days",
    [
        ((),) * 6,
        ((),) * 8,
        ((Window(9 * H, 12 * H), Window(12 * H, 18 * H)), (), (), (), (), (), ()),
        ((Window(13 * H, 18 * H), Window(9 * H, 12 * H)), (), (), (), (), (), ()),
    ],
)
def test_a_week_built_by_hand_is_seven_days_of_merged_windows_in_order(days: tuple[tuple[Window, ...], ...]) -> None:
    with pytest.raises(InvalidCalendar):
        WeeklyHours(days)


def test_windows_of_a_day_are_read_from_text_pairs_or_windows() -> None:
    lunch = (Window(9 * H, 12 * H), Window(13 * H, 18 * H))
    for plain in (
        "09:00-12:00 13:00-18:00",
        "13:00-18:00, 09:00-12:00",
        [["09:00", "12:00"], ["13:00", "18:00"]],
        [("13:00", "18:00"), ("09:00", "12:00")],
        ["09:00-12:00", "13:00-18:00"],
        list(lunch),
    ):
        assert parse_windows(plain) == lunch
    assert parse_windows(lunch[0]) == lunch[:1]
    assert parse_windows("") == parse_windows([]) == ()
    for bad in (5, None, [5], [["09:00"]], [["09:00", "12:00", "13:00"]], "nine to five"):
        with pytest.raises(InvalidCalendar):
            parse_windows(bad)
