"""How a clock stands, as a sentence for people. Times are of Monday 2 March 2026 in Shanghai."""

import attrs
import pytest

from aftersales_core.sla import SlaStatus, SlaSwitch
from aftersales_core.worktime.period import Period
from tests.sla.desk import DECEMBER, KNOWN_2026, OFFICE, RESOLUTION, at, marks, policy, status

THREE_HOURS = policy(RESOLUTION, "3h")


@pytest.mark.parametrize(
    ("story", "now", "en", "zh"),
    [
        ((), "12:00", "not started", "未开始计时"),
        (
            ("10:00 received",),
            "10:30",
            "running, due 2026-03-02 13:00:00, 2 hours 30 minutes left",
            "计时中，截止 2026-03-02 13:00:00，剩余 2小时 30分钟",
        ),
        (
            ("10:00 received",),
            "12:30",
            "at risk: due 2026-03-02 13:00:00, 30 minutes left",
            "临近超时：截止 2026-03-02 13:00:00，剩余 30分钟",
        ),
        (
            ("10:00 received",),
            "14:30",
            "breached: was due 2026-03-02 13:00:00, 1 hour 30 minutes over",
            "已超时：应于 2026-03-02 13:00:00 前完成，超出 1小时 30分钟",
        ),
        (
            ("10:00 received", "14:00 pause"),
            "16:00",
            "breached: was due 2026-03-02 13:00:00, 1 hour over",
            "已超时：应于 2026-03-02 13:00:00 前完成，超出 1小时",
        ),
        (
            ("10:00 received", "11:00 pause"),
            "14:30",
            "paused, 2 hours left when it resumes",
            "已暂停，恢复后剩余 2小时",
        ),
        (
            ("10:00 received", "11:00 resolved"),
            "14:30",
            "met: took 1 hour, due 2026-03-02 13:00:00",
            "达成：用时 1小时，截止 2026-03-02 13:00:00",
        ),
        (
            ("10:00 received", "14:00 resolved"),
            "14:30",
            "late: took 4 hours, was due 2026-03-02 13:00:00",
            "超时完成：用时 4小时，应于 2026-03-02 13:00:00 前完成",
        ),
        (("10:00 received", "14:00 cancelled"), "14:30", "cancelled", "已取消"),
    ],
)
def test_a_sentence_for_every_way_to_stand(story: tuple[str, ...], now: str, en: str, zh: str):
    found = status(THREE_HOURS, marks(*story), now)
    assert (found.words("en"), found.words("zh-CN")) == (en, zh)


@pytest.mark.parametrize("story", [(), ("10:00 received",), ("10:00 received", "11:00 resolved")])
def test_a_ticket_without_a_target_says_so_whatever_it_does(story: tuple[str, ...]):
    found = status(attrs.evolve(THREE_HOURS, targets=()), marks(*story), "12:00")
    assert (found.words("en"), found.words("zh")) == ("no target", "无时限目标")


def test_working_time_is_said_in_hours_since_a_day_of_it_would_be_read_as_a_working_day():
    # Of twenty working hours eight and a half are used: 2 and 5 on Monday, 1 and a half on Tuesday.
    found = status(policy(RESOLUTION, "20wh", OFFICE), marks("10:00 received"), "2026-03-03 10:30")
    assert found.words("en") == "running, due 2026-03-04 15:00:00, 11:30 working hours left"
    assert found.words("zh") == "计时中，截止 2026-03-04 15:00:00，剩余 11:30 工作小时"


def test_what_is_not_certain_yet_is_said_to_be_provisional():
    found = status(policy(RESOLUTION, "5wd", KNOWN_2026), DECEMBER, "2026-12-30 11:00")
    assert found.provisional
    assert (found.words("en").endswith(" (provisional)"), found.words("zh").endswith("（暂定）")) == (True, True)


def extended(now: str, *story: str) -> SlaStatus:
    """Three hours, missed at 13:00, and made five at 14:00."""
    switch = SlaSwitch(at("14:00"), policy(RESOLUTION, "5h", name="five"))
    return status(THREE_HOURS, marks("10:00 received", *story), now, switches=[switch])


def test_a_breach_before_a_switch_is_told_by_the_deadline_that_was_missed():
    found = extended("14:15")
    assert (found.outcome, found.due_at) == ("open_breached", at("15:00"))
    assert "was due 2026-03-02 13:00:00, 1 hour 15 minutes over" in found.words("en")
    assert "was due 2026-03-02 13:00:00" in extended("18:00", "14:30 resolved").words("en")


def test_a_paused_ticket_whose_period_nothing_may_stop_is_not_said_to_wait():
    found = status(policy(RESOLUTION, Period.hours(3, pausable=False)), marks("10:00 received", "10:30 pause"), "12:00")
    assert "due 2026-03-02 13:00:00" in found.words("en")
