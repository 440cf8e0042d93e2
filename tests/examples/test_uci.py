"""The IT service desk's incidents: the desk's own flag follows from the time to closing on a weekday clock."""

import datetime as dt
import re
from pathlib import Path

import pytest

from tests.examples.loading import EXAMPLES, example


def weekday_hours(start: dt.datetime, end: dt.datetime) -> float:
    """Count the hours between two wall-clock times that lie on a Monday to Friday, day by day."""
    total = dt.timedelta()
    while start < end:
        following = min(end, dt.datetime.combine(start.date() + dt.timedelta(days=1), dt.time()))
        if start.weekday() < 5:
            total += following - start
        start = following
    return total / dt.timedelta(hours=1)


@pytest.fixture(scope="module")
def report(data_dir: Path) -> str:
    """What the demo prints for the incidents."""
    table = example("sla_report.table")
    module = example("sla_report.setup")
    setup = module.read_setup(EXAMPLES / "uci498.toml", {}, "en")
    reading = example("sla_report.reading")
    read = reading.read_tickets(reading.rows_of(data_dir / "uci498_incidents" / "events.csv.gz"), setup)
    assert (len(read.tickets), read.bad, read.rows) == (7511, (), 42852)
    verdicts = example("sla_report.judging").judge(read.tickets, setup, setup.as_of, 1)
    return "\n".join(table.report_lines(verdicts, read.bad, setup, "en"))


def test_the_time_to_closing_agrees_with_the_desks_own_flag_for_more_than_99_percent(report: str):
    match = re.search(r"the same answer for ([\d,]+) of ([\d,]+) tickets", report)
    assert match is not None
    same, both = (int(figure.replace(",", "")) for figure in match.groups())
    assert both == 7511
    assert same / both > 0.99


def test_closing_in_time_equals_a_count_of_weekday_hours_by_hand(report: str, data_dir: Path):
    limits = {"1 - Critical": 8, "2 - High": 48, "3 - Moderate": 9205 / 60, "4 - Low": 345}
    cases: dict[str, dict[str, str]] = {}
    for row in example("sla_report.reading").rows_of(data_dir / "uci498_incidents" / "events.csv.gz"):
        case = cases.setdefault(row["number"], {})
        if row["incident_state"] == "Closed" and "closed" not in case:
            case["closed"] = row["sys_updated_at"]
        case |= {"opened": row["opened_at"], "priority": row["priority"]}
    met = sum(
        weekday_hours(*(dt.datetime.fromisoformat(case[key]) for key in ("opened", "closed")))
        <= limits[case["priority"]]
        for case in cases.values()
        if "closed" in case
    )
    line = next(line for line in report.splitlines() if line.startswith("Closed "))
    assert int(line.split()[-6].replace(",", "")) == met
