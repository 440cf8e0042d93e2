"""The City of Boston's own deadlines of 2015, recomputed from the rules of `examples/boston311_rules.toml`.

The City's `target_at` is an independent answer: nothing of it goes into the deadlines that are compared with it.
"""

import datetime as dt
import importlib
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.data_files import ROOT


@pytest.fixture(scope="module")
def boston() -> ModuleType:
    folder = str(ROOT / "examples")
    if folder not in sys.path:
        sys.path.append(folder)
    return importlib.import_module("boston311")


@pytest.fixture(scope="module")
def rows(boston: ModuleType, data_dir: Path) -> list[dict[str, str]]:
    return boston.rows_of(data_dir / "boston311_2015" / "requests.csv.gz")


@pytest.fixture(scope="module")
def answers(boston: ModuleType, rows: list[dict[str, str]]) -> list[Any]:
    return list(boston.answers(rows, boston.read_rules()))


@pytest.fixture(scope="module")
def working(boston: ModuleType, answers: list[Any]) -> list[Any]:
    return [answer for answer in answers if boston.is_working(answer)]


@pytest.fixture(scope="module")
def calendar(boston: ModuleType, answers: list[Any]) -> list[Any]:
    return [answer for answer in answers if not boston.is_working(answer)]


def share(answers: list[Any]) -> float:
    return sum(answer.agrees for answer in answers) / len(answers)


def test_every_request_with_a_deadline_has_a_rule_but_for_eleven_of_types_set_by_hand(
    rows: list[dict[str, str]], answers: list[Any]
):
    with_target = [row for row in rows if row["target_at"]]
    assert (len(rows), len(with_target), len(answers)) == (36181, 28061, 28050)
    ruled = {answer.case for answer in answers}
    without = Counter(row["type"] for row in with_target if row["case_id"] not in ruled)
    assert (len(without), max(without.values())) == (9, 2)


def test_types_that_carry_the_working_day_rule_are_recomputed_to_the_minute(boston: ModuleType, working: list[Any]):
    # A type carries its rule when at least 99 % of at least 10 of its rows follow it.
    chosen = {result.kind for result in boston.by_type(working) if result.is_consistent}
    judged = [answer for answer in working if answer.kind in chosen]
    assert len(chosen) >= 30
    assert len(judged) >= 8000
    assert share(judged) >= 0.995


def test_the_same_holds_of_types_that_were_chosen_by_other_rows(
    boston: ModuleType, working: list[Any], calendar: list[Any]
):
    for answers in (working, calendar):
        count, hits = boston.crossed(answers)
        assert count > 4000
        assert hits / count >= 0.995


def test_more_types_carry_it_where_an_opening_without_seconds_may_be_any_moment_of_its_minute(
    boston: ModuleType, working: list[Any]
):
    chosen = {result.kind for result in boston.by_type(working) if result.is_consistent_as_published}
    judged = [answer for answer in working if answer.kind in chosen]
    assert len(judged) >= 13000
    assert sum(answer.agrees_as_published for answer in judged) / len(judged) >= 0.995


def test_all_rows_of_all_working_day_types_agree_to_97_percent_and_98_percent_on_the_day(working: list[Any]):
    assert len(working) == 19941
    assert share(working) >= 0.97
    assert sum(answer.is_right_day for answer in working) / len(working) >= 0.98


def test_all_rows_of_all_calendar_day_types_agree_to_97_percent_and_99_percent_on_the_day(calendar: list[Any]):
    assert len(calendar) == 8109
    assert share(calendar) >= 0.97
    assert sum(answer.is_right_day for answer in calendar) / len(calendar) >= 0.99


def test_types_that_carry_the_calendar_day_rule_are_recomputed_to_the_minute(boston: ModuleType, calendar: list[Any]):
    chosen = {result.kind for result in boston.by_type(calendar) if result.is_consistent}
    judged = [answer for answer in calendar if answer.kind in chosen]
    assert len(judged) >= 4000
    assert share(judged) >= 0.995


def test_every_difference_has_a_cause_outside_the_rule(answers: list[Any]):
    causes = Counter(answer.cause for answer in answers if not answer.agrees)
    assert None not in causes
    assert sum(causes.values()) == sum(not answer.agrees for answer in answers)
    assert causes["not told"] <= 2


def test_food_types_carry_two_working_days_without_exception(working: list[Any]):
    kinds = {
        "Food Alert - Confirmed",
        "Food Alert - Unconfirmed",
        "Unsanitary Conditions - Food",
        "Unsanitary Conditions - Establishment",
        "Unsanitary Conditions - Employees",
    }
    food = [answer for answer in working if answer.kind in kinds]
    assert {answer.kind for answer in food} == kinds
    assert {answer.rule.text for answer in food} == {"2 working days"}
    assert share(food) == 1


@pytest.mark.parametrize(
    ("day", "least"),
    # How many deadlines go wrong at least when this one holiday is worked.
    [("2015-05-25", 500), ("2015-09-07", 500), ("2015-11-26", 300), ("2015-12-25", 200)],
)
def test_each_holiday_is_needed(
    boston: ModuleType, rows: list[dict[str, str]], working: list[Any], day: str, least: int
):
    rules = boston.read_rules()
    worked = dt.date.fromisoformat(day)

    def without(calendar: Any) -> Any:
        document = calendar.to_dict()
        days_off = {key: name for key, name in document["days_off"].items() if key != worked.isoformat()}
        return type(calendar).from_dict({**document, "days_off": days_off})

    clocks = tuple((until, without(calendar)) for until, calendar in rules.clocks)
    changed = boston.Rules(clocks, rules.by_type, rules.zone)
    again = [answer for answer in boston.answers(rows, changed) if boston.is_working(answer)]
    lost = sum(before.agrees and not after.agrees for before, after in zip(working, again, strict=True))
    assert lost >= least


def test_deadlines_past_the_citys_holiday_table_follow_the_table_of_their_time(
    boston: ModuleType, rows: list[dict[str, str]], working: list[Any]
):
    # Until 14 December 2015 the City counted 1 January 2016 as a working day, so either table alone is worse.
    rules = boston.read_rules()
    for _, calendar in rules.clocks:
        single = boston.Rules(((None, calendar),), rules.by_type, rules.zone)
        again = [answer for answer in boston.answers(rows, single) if boston.is_working(answer)]
        assert share(again) < share(working)


def test_the_citys_flag_is_its_deadline_and_nothing_else(rows: list[dict[str, str]]):
    closed = [row for row in rows if row["target_at"] and row["closed_at"] and row["on_time"]]
    assert len(closed) > 20000
    assert all((row["closed_at"] <= row["target_at"]) == (row["on_time"] == "ONTIME") for row in closed)


def test_the_example_prints_its_report_and_draws_its_picture(
    boston: ModuleType, data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    picture = tmp_path / "boston.svg"
    assert boston.main([str(data_dir / "boston311_2015" / "requests.csv.gz"), "--chart", str(picture)]) == 0
    text = capsys.readouterr().out
    assert "all rows of all types: 19,349 of 19,941 to the minute (97.03 %, 65 types)" in text
    assert "Street Light Outages" in picture.read_text(encoding="utf-8")
