"""Every configuration among the examples can be read, and says the same as the files that it was made from."""

import tomllib
from pathlib import Path

import pytest

from aftersales_core.worktime import Period
from tests.examples.loading import EXAMPLES, boston_rules, example

CONFIGS = sorted(path for path in EXAMPLES.glob("*.toml") if path != boston_rules())


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.name)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_configuration_can_be_read(path: Path, lang: str):
    module = example("sla_report.setup")
    setup = module.read_setup(path, {}, lang)
    assert setup.title[lang]
    assert example("sla_report.judging").unknown_groups(setup) == []
    assert {target.metric for target in setup.policy.targets} == {metric.id for metric in setup.policy.metrics}
    assert {target.calendar for target in setup.policy.targets} <= {name for name, _ in setup.policy.calendars}


def test_the_promises_of_the_produce_shop_are_those_of_its_playbook():
    # A2, A3 and A12 of the requirements: 30 min round the clock, 24 h, 5 and 3 working days; 95, 90 and 85 %.
    setup = example("sla_report.setup").read_setup(EXAMPLES / "produce_shop.toml", {}, "en")
    assert {target.metric: target.period for target in setup.policy.targets} == {
        "first_response": Period.minutes(30),
        "assigned": Period.hours(24),
        "solution": Period.working_days(5),
        "return_processed": Period.working_days(3),
    }
    assert setup.goals == {"first_response": 0.95, "solution": 0.90, "return_processed": 0.85}


def test_bostons_configuration_has_the_periods_of_bostons_rules():
    rules = {
        (entry["type"], "before" if "until" in entry else "after" if "from" in entry else None): (
            Period.working_days(entry["working_days"], ends="same_time")
            if "working_days" in entry
            else Period.days(entry["calendar_days"], ends="same_time")
        )
        for entry in tomllib.loads(boston_rules().read_text(encoding="utf-8"))["rules"]
    }
    setup = example("sla_report.setup").read_setup(EXAMPLES / "boston311.toml", {}, "en")
    configured = {}
    for target in setup.policy.targets:
        when = dict(target.when)
        for kind in when["type"]:
            configured[kind, *when.get("table", (None,))] = target.period
    assert configured == rules


def test_bostons_configuration_has_the_holidays_of_bostons_rules():
    setup = example("sla_report.setup").read_setup(EXAMPLES / "boston311.toml", {}, "en")
    city = setup.policy.calendar("city")
    days = example("boston311").read_rules(boston_rules()).clocks[-1][1].holidays.days_off
    weekdays = tuple(day for day in city.holidays.days_off if 2015 <= day.year <= 2017 and day.weekday() < 5)
    assert tuple(day for day in days if day.weekday() < 5) == weekdays
